"""`quotes speakers`: who is quoted, and one speaker's quotes."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import click

from quotes.cli.options import database_argument, format_option, limit_option, opened

if TYPE_CHECKING:
    from quotes.store import SpeakerDetail, SpeakerQuote, SpeakerSummary


@click.command(name="speakers", short_help="Who is quoted, how often, by how many outlets.")
@database_argument
@click.argument("name", required=False)
@limit_option("speakers, or quotes of the one")
@format_option(["table", "jsonl", "csv"])
def command(database: str, name: str | None, limit: int | None, format_: str) -> None:
    """Who is quoted in DB, how often, and by how many outlets.

    With NAME, one speaker with aliases and quotes; NAME may be an alias, the start of a name, or
    the id in the list.
    """
    from quotes.store import get_speaker, list_speakers

    with opened(database) as db:
        if name is None:
            _print_list(list_speakers(db, limit=limit), format_)
        else:
            _print_one(get_speaker(db, name), limit, format_)


def _print_list(speakers: list[SpeakerSummary], format_: str) -> None:
    from quotes.cli.output import console, write
    from quotes.render.records import csv_lines, json_line
    from quotes.store import SpeakerSummary

    rows = [asdict(speaker) for speaker in speakers]
    if format_ == "jsonl":
        write(json_line(row) for row in rows)
    elif format_ == "csv":
        write(csv_lines(rows, [field.name for field in fields(SpeakerSummary)]))
    else:
        from quotes.render.cards import Column, table

        columns = [
            Column("name", "speaker"),
            Column("type", "type"),
            Column("quotes", "quotes", number=True),
            Column("outlets", "outlets", number=True),
            Column("articles", "articles", number=True),
            Column("id", "id", number=True),
        ]
        console().print(table(rows, columns))


def _print_one(speaker: SpeakerDetail, limit: int | None, format_: str) -> None:
    from quotes.cli.output import write
    from quotes.render.records import csv_lines, json_line
    from quotes.store import SpeakerQuote

    quotes = speaker.quotes[:limit]
    if format_ == "jsonl":
        record = asdict(speaker)
        write([json_line(record.pop("summary") | record | {"quotes": record["quotes"][:limit]})])
    elif format_ == "csv":
        columns = [field.name for field in fields(SpeakerQuote)]
        write(csv_lines((asdict(quote) for quote in quotes), columns))
    else:
        _print_cards(speaker, quotes)


def _print_cards(speaker: SpeakerDetail, quotes: list[SpeakerQuote]) -> None:
    from rich.text import Text

    from quotes.cli.output import console
    from quotes.render.cards import card, day, facts_table
    from quotes.render.inert import one_line

    terminal = console()
    summary = speaker.summary
    aliases = [
        f"{alias.name} ({alias.reason}{': ' if alias.detail else ''}{alias.detail})"
        for alias in speaker.aliases
    ]
    terminal.print(Text(one_line(summary.name), style="bold"))
    facts = {
        "type": summary.type if summary.named else f"{summary.type}, unnamed",
        "quotes": summary.quotes,
        "outlets": summary.outlets,
        "articles": summary.articles,
        "from … to": f"{day(summary.first) or '?'} … {day(summary.last) or '?'}",
        "known as": "; ".join(aliases),
        "id": summary.id,
    }
    if speaker.qid:
        facts["Wikidata"] = speaker.qid
    if speaker.namesakes:
        facts["others of the name"] = ", ".join(f"number {id_}" for id_ in speaker.namesakes)
    terminal.print(facts_table(facts))
    for quote in quotes:
        terminal.print(
            card(
                Text(one_line(quote.text)),
                name=summary.name,
                role=quote.role,
                affiliation=None,
                facts=[
                    f"{quote.kind} {quote.act}",
                    quote.outlet,
                    day(quote.published),
                    quote.title or quote.article,
                ],
            )
        )
    if len(quotes) < len(speaker.quotes):
        click.echo(f"{len(speaker.quotes) - len(quotes)} more; --limit 0 prints all.", err=True)
