"""An empty database that a million quotes are about to fill does without indexes over them until they are
there: making an index once costs a quarter of keeping it up at every insertion.

Nothing but the database itself holds that state: a program that opens it for writing makes the indexes
that it finds missing (`quotes.store.schema.complete`), so a kill leaves nothing to be repaired by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quotes.store import schema
from quotes.store.database import LOG_PAGES, large_cache, named_errors, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

_PAGES = 2_000
"""Of the full-text index that are merged in a transaction: less than a second's work."""

_CACHE = 128_000
"""Kilobytes of the database that may be held in memory meanwhile: keys come in no order."""

_LOG_PAGES = 16_000
"""Of the log meanwhile, for the same reason: most pages of an index change in every transaction."""


@contextmanager
def filling(db: Database) -> Iterator[None]:
    """While many quotes are stored: where the database holds none yet, indexes are made afterwards.

    Others can read meanwhile, though slowly. Raises DatabaseError where the database cannot be written.
    """
    with transaction(db):
        if db.conn.execute("SELECT 1 FROM quotes LIMIT 1").fetchone() is None:
            schema.drop_indexes(db.conn)
    try:
        db.conn.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        with large_cache(db, _CACHE):
            yield
    finally:
        db.conn.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        with named_errors(db):
            schema.complete(db.conn)


def merge_index(db: Database) -> None:
    """Make one of the parts that the full-text index has grown, which is searched a fifth sooner.

    Writes the whole index anew, some seconds for a million quotes: for a database that has just been
    filled. It can be stopped at any moment. Raises DatabaseError where the database cannot be written.
    """
    pages = -_PAGES  # a negative number begins with all parts, as FTS5's manual tells
    while True:
        with transaction(db):
            before = db.conn.total_changes
            db.conn.execute(
                "INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('merge', ?)", (pages,)
            )
            done = db.conn.total_changes - before < 2
        if done:
            return
        pages = _PAGES
