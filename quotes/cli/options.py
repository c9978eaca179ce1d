"""What several verbs share: arguments, options, and the database they open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlite_utils import Database

Function = TypeVar("Function", bound=Callable[..., Any])


def database_argument(function: Function) -> Function:
    """DB: the database file. Whether it exists and is one of ours is for the store to say."""
    return click.argument("database", metavar="DB", type=click.Path())(function)


def format_option(formats: Sequence[str]) -> Callable[[Function], Function]:
    """--format. Without it, `table` on a terminal and `jsonl` elsewhere."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        callback=_default_format,
        help="How to print.  [default: table on a terminal, jsonl elsewhere]",
    )


def limit_option(what: str) -> Callable[[Function], Function]:
    """--limit; the value is None for all."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=20,
        show_default=True,
        callback=_all_for_zero,
        metavar="N",
        help=f"Print at most N {what}; 0 prints all.",
    )


@contextmanager
def opened(path: str, *, readonly: bool = True) -> Iterator[Database]:
    """The database at `path`, closed at the end. Raises DatabaseError."""
    from quotes.store import open_database

    db = open_database(path, readonly=readonly)
    try:
        yield db
    finally:
        db.conn.close()


def _all_for_zero(ctx: click.Context, param: click.Parameter, value: int) -> int | None:
    return value or None


def _default_format(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is not None:
        return value
    return "table" if sys.stdout.isatty() else "jsonl"
