"""`quotes compare`: one statement as several outlets carried it."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import database_argument, format_option, limit_option, opened

if TYPE_CHECKING:
    from quotes.store import StatementDetail, StatementSummary


@click.command(name="compare", short_help="One statement as several outlets carried it.")
@database_argument
@click.argument("quote_id", required=False)
@click.option(
    "--differing", is_flag=True, help="List only statements whose speaker is not given alike."
)
@limit_option("statements")
@format_option(["table", "jsonl", "csv"])
def command(
    database: str, quote_id: str | None, differing: bool, limit: int | None, format_: str
) -> None:
    """Statements that several outlets of DB carried, those of most outlets first.

    With QUOTE_ID, the statement that this quote reports: every version in order of publication,
    who was first, and word for word what each kept, dropped and changed, and whom it names.
    Any quote's id will do; search and this list print them.
    """
    from quotes.store import get_statement, list_statements

    if quote_id is not None and differing:
        raise click.UsageError("--differing is for the list; leave out QUOTE_ID.")
    with opened(database) as db:
        if quote_id is not None:
            _print_one(get_statement(db, quote_id), format_)
            return
        statements = list_statements(db, limit, differing=differing)
        if format_ == "table":
            others = [] if differing else list_statements(db, limit, differing=True)
            _print_cards(statements, others, differing)
        else:
            _print_list(statements, format_)


def _print_list(statements: list[StatementSummary], format_: str) -> None:
    from quotes.cli.output import write
    from quotes.render.records import csv_lines, json_line
    from quotes.store import StatementSummary

    rows = [asdict(statement) for statement in statements]
    if format_ == "jsonl":
        write(json_line(row) for row in rows)
    else:
        for row in rows:
            row["speakers"] = "; ".join(row["speakers"])
        write(csv_lines(rows, [field.name for field in fields(StatementSummary)]))


def _print_cards(
    statements: list[StatementSummary], others: list[StatementSummary], differing: bool
) -> None:
    from rich.text import Text

    from quotes.cli.output import console
    from quotes.render.comparison import statement_card

    terminal = console()
    if not statements:
        click.echo("No statement is carried more than once.", err=True)
        return
    for title, listed in (
        ("Speaker not given alike" if differing else "Carried by most outlets", statements),
        ("Speaker not given alike", others),
    ):
        if listed:
            terminal.print(Text(title, style="bold"))
        for each in listed:
            terminal.print(statement_card(asdict(each)))
        if listed:
            terminal.print()


def _print_one(statement: StatementDetail, format_: str) -> None:
    from quotes.cli.output import console, write
    from quotes.render.comparison import VERSION_COLUMNS, marked_text, statement_head, version_card
    from quotes.render.records import csv_lines, json_line

    record = _record(statement)
    versions = record["versions"]
    if format_ == "jsonl":
        write([json_line(record)])
    elif format_ == "csv":
        rows = ({**row, "difference": marked_text(row["difference"])} for row in versions)
        write(csv_lines(rows, VERSION_COLUMNS))
    else:
        terminal = console()
        terminal.print(statement_head(record))
        for version in versions:
            terminal.print(version_card(version, versions, terminal))


def _record(statement: StatementDetail) -> dict[str, Any]:
    record = asdict(statement)
    for version in record["versions"]:
        version["difference"] = [
            {name: value for name, value in piece._asdict().items() if value is not None}
            for piece in version["difference"]
        ]
    return record
