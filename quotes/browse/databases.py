"""Which of the databases that a Datasette instance serves are quote databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any
from weakref import WeakKeyDictionary

from quotes.store import schema

# Asked on every request and for every table cell; the files behind an instance do not change their
# kind.
_known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


def names(datasette: Any) -> list[str]:
    """The names of the quote databases, in the order in which they are served."""
    return [name for name, database in datasette.databases.items() if _is_ours(database)]


def sole(datasette: Any) -> str | None:
    """The quote database's name where it is all that is served, else None.

    Then, and only then, the front page is ours.
    """
    served = [name for name in datasette.databases if name != "_internal"]
    return served[0] if len(served) == 1 and names(datasette) == served else None


def _is_ours(database: Any) -> bool:
    if database.path is None:
        return False
    if database not in _known:
        try:
            _known[database] = _has_our_schema(database)
        except sqlite3.Error:
            return False  # busy, or not a database yet: asked again next time
    return _known[database]


def _has_our_schema(database: Any) -> bool:
    with closing(database.connect()) as connection:
        return schema.identity(connection) == (schema.APPLICATION_ID, schema.SCHEMA_VERSION)
