"""What several verbs share: arguments, options, the types of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class IsoDate(click.ParamType):
    """A day, written as YYYY-MM-DD; the value stays text."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2025-03-24", param, ctx)


def database_argument(function: Function) -> Function:
    """DB: the database file. Whether it exists and is one of ours is for the store to say."""
    return click.argument("database", metavar="DB", type=click.Path(dir_okay=False))(function)


def format_option(formats: Sequence[str]) -> Callable[[Function], Function]:
    """--format. Without it, `table` on a terminal and `jsonl` elsewhere."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        callback=_default_format,
        help="How to print.  [default: table on a terminal, jsonl elsewhere]",
    )


def limit_option(default: int, what: str) -> Callable[[Function], Function]:
    """--limit, at least 1."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help=f"Print at most N {what}.",
    )


def _default_format(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is not None:
        return value
    return "table" if click.get_text_stream("stdout").isatty() else "jsonl"
