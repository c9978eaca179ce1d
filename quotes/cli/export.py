"""`quotes export`: the flat table of a database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from quotes.cli.options import database_argument, opened
from quotes.errors import QuotesError


@click.command(name="export", short_help="All quotes as one flat table.")
@database_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="What to write.  [default: as the ending of --output says, else csv on a terminal, jsonl "
    "elsewhere]",
)
@click.option("--output", type=click.Path(), metavar="FILE", help="Write to FILE.")
@click.option(
    "--reviews",
    is_flag=True,
    help="Write what people reviewed as training data instead: an article a line, as JSON Lines.",
)
def command(database: str, format_: str | None, output: str | None, reviews: bool) -> None:
    """All quotes of DB as one flat table for a spreadsheet or a notebook.

    A row a quote, the columns as docs/cli.md tells them. In CSV, text that a spreadsheet would run
    as a formula gets an apostrophe before it. Parquet needs `pip install 'newsquotes[parquet]'`.

    With --reviews, the articles in which people reviewed quotes, text included, as the training takes
    them (docs/retrain.md).
    """
    from quotes.store import EXPORT_COLUMNS, export_rows

    if reviews:
        _write_reviews(database, format_, output)
        return
    format_ = format_ or _default_format(output)
    if format_ == "parquet":
        if output is None and sys.stdout.isatty():
            raise click.UsageError("Parquet is no text for a terminal; give --output FILE.")
        from quotes.render.parquet import check_available, write_parquet

        check_available()
    with opened(database) as db, _target(output) as target:
        rows = export_rows(db)
        if format_ == "parquet":
            write_parquet(rows, EXPORT_COLUMNS, target)
        else:
            for line in _lines(rows, EXPORT_COLUMNS, format_):
                target.write(line.encode())
        target.flush()


def _write_reviews(database: str, format_: str | None, output: str | None) -> None:
    from quotes.render.records import json_line
    from quotes.store import reviewed_articles

    if format_ not in (None, "jsonl"):
        raise click.UsageError("--reviews are written as JSON Lines; leave out --format.")
    articles = 0
    with opened(database) as db, _target(output) as target:
        for articles, article in enumerate(reviewed_articles(db), 1):  # noqa: B007
            target.write(json_line(article).encode())
        target.flush()
    if not articles:
        click.echo(f"No quote is reviewed yet; `quotes review {database}` starts it.", err=True)


def _default_format(output: str | None) -> str:
    ending = Path(output).suffix.lower() if output else ""
    known = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
    return known.get(ending) or ("csv" if output is None and sys.stdout.isatty() else "jsonl")


def _lines(rows: Iterable[dict[str, Any]], columns: tuple[str, ...], format_: str) -> Iterator[str]:
    from quotes.render.records import csv_lines, json_line

    return csv_lines(rows, columns) if format_ == "csv" else map(json_line, rows)


@contextmanager
def _target(output: str | None) -> Iterator[BinaryIO]:
    """Where to write. A file is put in its place when it is complete, so no half table is left."""
    if output is None:
        yield sys.stdout.buffer
        return
    path = Path(output)
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise QuotesError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
