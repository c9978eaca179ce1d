"""`quotes search`: full-text search over a quote database."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import click

from quotes.cli.options import database_argument, format_option, limit_option, opened
from quotes.types import SOURCE_CLASSES

if TYPE_CHECKING:
    from quotes.store import SearchResult

# How a hit is marked where there is no colour.
PLAIN_MARK = ("«", "»")


@click.command(name="search", short_help="Find quotes, the best match first.")
@database_argument
@click.argument("query", required=False)
@click.option("--speaker", metavar="NAME", help="Said by NAME: a name, an alias, the start of one.")
@click.option(
    "--outlet", metavar="NAME", help="Printed by NAME, or by outlets whose words start so."
)
@click.option(
    "--kind",
    type=click.Choice(["direct", "indirect", "mixed"]),
    help="Wholly, not at all or partly in quotation marks.",
)
@click.option(
    "--act",
    type=click.Choice(["statement", "attitude", "silence"]),
    help="Something said, something held, or a refusal to speak.",
)
@click.option("--named/--unnamed", default=None, help="With a name, or “an official” and the like.")
@click.option(
    "--source-class",
    type=click.Choice(SOURCE_CLASSES),
    metavar="CLASS",
    help=f"Said by a source of the kind CLASS: {', '.join(SOURCE_CLASSES)}.",
)
@click.option(
    "--since", metavar="DATE", help="Published on DATE or later: 2025, 2025-03, 2025-03-24."
)
@click.option("--until", metavar="DATE", help="Published on DATE or earlier.")
@limit_option("quotes")
@format_option(["table", "jsonl", "csv"])
def command(
    database: str,
    query: str | None,
    speaker: str | None,
    outlet: str | None,
    kind: str | None,
    act: str | None,
    named: bool | None,
    source_class: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    format_: str,
) -> None:
    """Find quotes in DB, the best match first; without QUERY, the newest first.

    QUERY is words, all of which must occur in quote, speaker, role, affiliation, outlet or title;
    "several words" in quotation marks are a phrase, tax* a beginning, and OR and NOT work.
    QUERY may be left out when a filter is given.
    """
    from quotes.store import MARK, search

    with opened(database) as db:
        hits = search(
            db, query, speaker=speaker, outlet=outlet, kind=kind, act=act, named=named,
            source_class=source_class, since=since, until=until, limit=limit,
            mark=MARK if format_ == "table" else PLAIN_MARK,
        )  # fmt: skip
    if hits.note:
        from quotes.render.inert import one_line

        click.echo(one_line(hits.note), err=True)
    if format_ == "table":
        _print_cards(hits, MARK)
    else:
        _print_records(hits, format_)


def _print_cards(hits: SearchResult, mark: tuple[str, str]) -> None:
    from quotes.cli.output import console
    from quotes.render.cards import card, day, marked, shows_colour

    terminal = console()
    for hit in hits:
        terminal.print(
            card(
                marked(hit.snippet, *mark, visible=not shows_colour(terminal)),
                name=hit.speaker,
                role=hit.role,
                affiliation=hit.affiliation,
                facts=[
                    f"{hit.kind} {hit.act}",
                    hit.outlet,
                    day(hit.published),
                    hit.title or hit.article,
                ],
            )
        )
    if not hits:
        click.echo("No quotes found.", err=True)


def _print_records(hits: SearchResult, format_: str) -> None:
    from quotes.cli.output import write
    from quotes.render.records import csv_lines, json_line
    from quotes.store import Hit

    records = (asdict(hit) for hit in hits)
    if format_ == "csv":
        write(csv_lines(records, [field.name for field in fields(Hit)]))
    else:
        write(json_line(record) for record in records)
