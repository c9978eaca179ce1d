"""What `quotes extract` tells while it works: failures as they come, progress on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from quotes.errors import SourceError
from quotes.render.inert import one_line

if TYPE_CHECKING:
    from quotes.types import Attribution


class Report:
    """Counts what happens to the articles, and says so.

    `on_failure` is called with each failure, `on_progress` after each article.
    """

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failed = 0
        self.quotes = 0
        self.speakers: set[str] = set()
        self.on_failure: Callable[[SourceError], Any] = lambda error: None
        self.on_progress: Callable[[int], Any] = lambda articles: None

    @property
    def done(self) -> int:
        """Articles that were printed or are in the database."""
        return self.outcomes.total()

    def success(self, outcome: str, attributions: Iterable[Attribution] = ()) -> None:
        """An article is done."""
        self.outcomes[outcome] += 1
        for attribution in attributions:
            self.quotes += 1
            if attribution.speaker:
                self.speakers.add(attribution.speaker.name)
        self.on_progress(self.done)

    def failure(self, error: SourceError) -> None:
        """A source could not be read: a line on standard error."""
        self.failed += 1
        click.echo(one_line(str(error)), err=True)
        self.on_failure(error)

    def summary(self) -> dict[str, int]:
        """The counts of this run, in the order in which they are printed."""
        articles = {name: self.outcomes[name] for name in ("stored", "replaced", "unchanged")}
        found = {"quotes": self.quotes, "speakers": len(self.speakers)}
        return articles | found | {"failures": self.failed}


@contextmanager
def reporting(*, records_on_terminal: bool) -> Iterator[Report]:
    """A report, with a progress bar where standard error is a terminal.

    No bar where records scroll by on the same terminal (`records_on_terminal`): they are progress
    enough, and the bar would run into them.
    """
    report = Report()
    if not sys.stderr.isatty() or (records_on_terminal and sys.stdout.isatty()):
        yield report
        return

    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    # How many articles there are is known only when the last has been read, so there is no bar to
    # fill. Standard output stays what it is: the records go there.
    with Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False
    ) as progress:
        task = progress.add_task("", total=None)
        report.on_progress = lambda articles: progress.update(task, completed=articles)
        yield report


def print_summary(path: str, report: Report, format_: str) -> None:
    """What the run did to the database at `path`."""
    from quotes.cli.output import console, write_object

    summary = {"database": path, **report.summary()}
    if format_ == "table":
        from quotes.render.cards import facts_table

        console().print(facts_table(summary))
    else:
        write_object(summary)
