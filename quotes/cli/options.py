"""What several verbs share: arguments, options, and the database they open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
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


def accepted_options(function: Function) -> Function:
    """`--max-characters` and `--any-language`: which articles are refused."""
    for option in (
        click.option(
            "--any-language",
            is_flag=True,
            help="Take articles that do not seem to be in English, too.",
        ),
        click.option(
            "--max-characters",
            type=click.IntRange(min=1),
            default=1_000_000,
            show_default=True,
            metavar="N",
            help="Refuse longer articles.",
        ),
    ):
        function = option(function)
    return function


@contextmanager
def opened(path: str, *, readonly: bool = True) -> Iterator[Database]:
    """The database at `path`, closed at the end. Raises DatabaseError."""
    from quotes.store import open_database

    _import_without_numpy("sqlite_utils")
    db = open_database(path, readonly=readonly)
    try:
        yield db
    finally:
        db.conn.close()


def _import_without_numpy(name: str) -> None:
    # sqlite-utils imports numpy where it finds it, to know its types when rows are inserted. That
    # takes as long as the whole of a search, and no command that opens a database through
    # `opened` inserts arrays.
    if "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import_module(name)
    finally:
        del sys.modules["numpy"]


def _all_for_zero(ctx: click.Context, param: click.Parameter, value: int) -> int | None:
    return value or None


def _default_format(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is not None:
        return value
    return "table" if sys.stdout.isatty() else "jsonl"
