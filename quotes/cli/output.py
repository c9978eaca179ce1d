"""Where results go: standard output, as a table or as lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 80


def console() -> Console:
    """Standard output for tables and cards. Text is printed as it is: no markup, no emoji codes."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(
        file=sys.stdout, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def write(chunks: Iterable[str]) -> None:
    """The chunks, as they come."""
    for chunk in chunks:
        sys.stdout.write(chunk)


def write_object(record: dict[str, Any]) -> None:
    """One JSON object on a line of its own."""
    from quotes.render.records import json_line

    sys.stdout.write(json_line(record))
