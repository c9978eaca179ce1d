"""`quotes cluster`: files of articles → Parquet shards, in many processes or on many machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.cli.options import accepted_options
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.cluster import Progress


@click.command(name="cluster", short_help="Extract files in many processes, to Parquet shards.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Where the shards go; those that are there and up to date are left alone.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Processes on this machine; each loads the model.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on the dask cluster of this scheduler instead, as tcp://10.0.0.1:8786.",
)
@click.option("--outlet", metavar="NAME", help="The outlet of all articles, whatever they say.")
@click.option("--published", metavar="DATE", help="The date of all articles, whatever they say.")
@accepted_options
@click.option("--attitudes", is_flag=True, help="Beliefs, wishes and support as well.")
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    out: str,
    workers: int,
    scheduler: str | None,
    outlet: str | None,
    published: str | None,
    max_characters: int,
    any_language: bool,
    attitudes: bool,
) -> None:
    """Extract each FILE of articles (JSON Lines, Parquet, WARC, …) into a shard of its own.

    FILE may be a directory or a pattern as well. Run the same command again to go on after an
    interruption. `quotes load DIR --db quotes.db` makes a database of the shards; DuckDB and Spark
    read them as they are.
    """
    from quotes.cluster import Options, extract_shards
    from quotes.ingest import files_of, read_articles

    read_articles([], outlet=outlet, published=published)  # says at once what makes no sense
    files: list[str] = []
    failed = 0
    for source in sources:
        for path in files_of(source):
            if isinstance(path, QuotesError):
                failed += 1
                _tell(str(path))
            else:
                files.append(path)
    if not files:
        raise QuotesError(f"{', '.join(sources)}: no files of articles in there; nothing was read")
    totals = {"shards": 0, "unchanged": 0, "articles": 0, "quotes": 0, "failures": 0}

    def report(progress: Progress) -> None:
        nonlocal failed
        count = f"{progress.done}/{progress.files}"
        if progress.outcome is None:
            failed += 1
            _tell(f"{count} {progress.source}: {progress.problem}")
            return
        _, found, again = progress.outcome
        totals["shards" if again else "unchanged"] += 1
        totals["articles"] += found.articles
        totals["quotes"] += found.quotes
        totals["failures"] += found.failures
        what = f"{found.articles} articles, {found.quotes} quotes, {found.failures} failures"
        _tell(f"{count} {progress.source}: {what if again else 'there already'}")

    options = Options(outlet, published, max_characters, any_language, attitudes)
    extract_shards(files, out, options, workers=workers, scheduler=scheduler, report=report)
    from quotes.cli.output import write_object

    write_object({"out": out, **totals})
    if failed or totals["failures"]:
        ctx.exit(1 if totals["articles"] else 2)


def _tell(line: str) -> None:
    from quotes.render.inert import one_line

    click.echo(one_line(line), err=True)
