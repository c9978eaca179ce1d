"""Datasette's own table of quotes without its count, where counting would take longer than the page.

Datasette counts the rows behind every filter. A kind or a word leads to half of all quotes, which in a database
of a million take a second to count and a tenth of that to show. Our search page estimates instead; here Datasette
is told what its readers can tell it by hand: `_nocount`. Its JSON and CSV stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from datasette.utils import tilde_encode

from quotes.browse import databases
from quotes.browse.security import App

COUNTED = 50_000
"""Up to so many quotes are counted."""


def wrapper(datasette: Any) -> Callable[[App], App]:
    """An ASGI middleware that spares the count behind filtered tables of quotes in large databases."""

    def wrap(app: App) -> App:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http" and await _is_long(datasette, scope):
                scope = {**scope, "query_string": scope["query_string"] + b"&_nocount=1"}
            await app(scope, receive, send)

        return wrapped

    return wrap


async def _is_long(datasette: Any, scope: dict[str, Any]) -> bool:
    """Whether a table of quotes is asked for by filters, and is long."""
    question = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if not question or "_nocount" in question:
        return False
    for name in databases.names(datasette):
        if scope["path"].endswith(f"/{tilde_encode(name)}/quote_list"):  # behind any base_url
            found = await datasette.get_database(name).execute("SELECT max(id) FROM quotes")
            return (found.single_value() or 0) > COUNTED
    return False
