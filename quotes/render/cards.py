"""What a person reads at a terminal: quotes as cards, lists as tables.

Made for 80 columns, and to be read without colour too. Everything is built from `rich.text.Text`,
which takes no markup, out of text that `one_line` made inert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from quotes.render.inert import one_line
from quotes.render.wording import NO_SPEAKER, role_beside
from quotes.types import Article, Attribution

HIT_STYLE = "bold black on yellow"


class Column(NamedTuple):
    """A column of a table: the key of its values, its heading, and whether it holds numbers."""

    key: str
    heading: str
    number: bool = False


class Indented:
    """Text wrapped behind a margin, without the blanks at line ends that rich's own padding adds:
    what is copied from the terminal or printed to a file has none.
    """

    def __init__(self, text: Text, margin: int) -> None:
        self._text = text
        self._margin = margin

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, max(1, options.max_width - self._margin)):
            line.rstrip()
            line.pad_left(self._margin)
            yield line


def article_head(article: Article) -> RenderableType:
    """The line above an article's quotes: its title, then where and when it appeared."""
    facts = joined(
        article.outlet, day(article.published), article.source if article.title else None
    )
    head = Text(one_line(article.title or article.source), style="bold")
    return Group(Rule(style="dim"), head, Text(facts, style="dim"))


def no_quotes() -> RenderableType:
    """What stands under the head of an article without quotes."""
    return Group(Text(), Indented(Text("No quotes found.", style="dim"), 2))


def quote_card(attribution: Attribution) -> RenderableType:
    """One quote: the words first, then who said them, then how."""
    quote, speaker = attribution.quote, attribution.speaker
    return card(
        Text(one_line(quote.text)),
        name=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        affiliation=speaker.affiliation if speaker else None,
        facts=[
            f"{quote.kind} {quote.act}",
            f"told {quote.addressee}" if quote.addressee else None,
            quote.medium,
            f"via {quote.via}" if quote.via else None,
            f"{quote.confidence:.0%} sure",
        ],
    )


def card(
    words: Text,
    *,
    name: str | None,
    role: str | None,
    affiliation: str | None,
    facts: Sequence[str | None],
    above: Text | None = None,
) -> RenderableType:
    """The card that quotes, hits and versions share. `words` and what stands `above` them must be
    inert already, the rest is made so.
    """
    who = Text("— ")
    who.append(one_line(name or NO_SPEAKER), style="bold cyan" if name else "dim")
    if shown_role := role_beside(name, role):
        who.append(", " + one_line(shown_role))
    if affiliation:
        who.append(f" ({one_line(affiliation)})")
    return Group(
        Text(),
        *([above] if above else []),
        Indented(words, 2),
        Indented(who, 4),
        Indented(Text(joined(*facts), style="dim"), 4),
    )


def marked(snippet: str, opening: str, closing: str, *, visible: bool) -> Text:
    """A snippet with its hits set off by colour, or by «» if they are to be `visible` without it.

    `opening` and `closing` are what the search put around each hit.
    """
    words = Text()
    for position, chunk in enumerate(snippet.split(opening)):
        hit, _, rest = chunk.partition(closing) if position else ("", "", chunk)
        if hit:
            words.append(f"«{_inert(hit)}»" if visible else _inert(hit), style=HIT_STYLE)
        words.append(_inert(rest))
    return words


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> Table:
    """Rows under headings, numbers to the right."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(
            column.heading,
            justify="right" if column.number else "left",
            no_wrap=column.number,
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*(Text(_shown(row[column.key])) for column in columns))
    return grid


def facts_table(facts: Mapping[str, Any]) -> Table:
    """Names and values side by side, without headings."""
    grid = Table(box=None, show_header=False, pad_edge=False)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts.items():
        grid.add_row(Text(one_line(name)), Text(_shown(value)))
    return grid


def day(published: str | None) -> str | None:
    """The day of an ISO date or time."""
    return published[:10] if published else None


def joined(*facts: str | None) -> str:
    """The facts that are there, inert, with a dot between them."""
    return " · ".join(one_line(fact) for fact in facts if fact)


def shows_colour(console: Console) -> bool:
    """Whether styles reach the reader's eye on this console."""
    return console.is_terminal and not console.no_color and console.color_system is not None


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return one_line(str(value))


def _inert(text: str) -> str:
    # one_line would strip the space between a hit and its neighbours.
    bare = one_line(text)
    before = " " if text[:1].isspace() and bare else ""
    after = " " if text[-1:].isspace() else ""
    return before + bare + after
