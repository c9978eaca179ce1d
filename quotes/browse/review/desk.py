"""What an instance that reviews knows: the file it writes to, and in whose name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from quotes.store import open_database

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's place at a database."""

    path: str
    reviewer: str

    async def write(self, change: Callable[[Any], Found]) -> Found:
        """What `change` returns, called with the database open for writing, beside the event loop.

        Raises what `change` raises, DatabaseError where the database cannot be written.
        """

        def run() -> Found:
            db = open_database(self.path)
            try:
                return change(db)
            finally:
                db.conn.close()

        return await asyncio.to_thread(run)


_desks: WeakKeyDictionary[Any, Desk] = WeakKeyDictionary()


def sit_down(datasette: Any, desk: Desk) -> None:
    """Make this an instance that reviews. To be called before its application is built."""
    _desks[datasette] = desk


def at(datasette: Any) -> Desk | None:
    """The desk of an instance that reviews, None of one that only reads."""
    return _desks.get(datasette)
