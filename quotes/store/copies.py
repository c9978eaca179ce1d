"""Which articles are the same text: found for articles that are new or have changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes.resolve.copies import RULES, bands, same_copy
from quotes.store.database import transaction
from quotes.store.rules import forget_older_rules

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 100
"""Articles in a transaction: as many as take less than a second."""


COPIES_AMONG = (
    "SELECT article_id, other_id FROM copies "
    "WHERE article_id IN (SELECT value FROM json_each(:ids)) "
    "AND other_id IN (SELECT value FROM json_each(:ids))"
)
"""The pairs of copies among the articles of `:ids`, a JSON array."""


def find_copies(db: Database) -> int:
    """Compare all articles that were not yet compared; how many there were.

    It can be stopped at any moment and called again. Raises DatabaseError where the database cannot
    be written.
    """
    with transaction(db):
        forget_older_rules(db, "articles", RULES, ("copies", "bands"))
    done = 0
    while True:
        with transaction(db):
            rows = db.conn.execute(
                "SELECT id, text FROM articles WHERE rules = 0 ORDER BY id LIMIT ?", (_BATCH,)
            ).fetchall()
            for id_, text in rows:
                _compare(db, id_, text)
        if not rows:
            return done
        done += len(rows)


def forget_copies(db: Database, article_id: int) -> None:
    """Forget what an article's text was compared with. To be called inside the transaction that
    changes it; an article that is removed takes these rows along.
    """
    db.conn.execute(
        "DELETE FROM copies WHERE article_id = ? OR other_id = ?", (article_id, article_id)
    )
    db.conn.execute("DELETE FROM bands WHERE article_id = ?", (article_id,))
    db.conn.execute("UPDATE articles SET rules = 0 WHERE id = ?", (article_id,))


def copies_among(db: Database, article_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of these articles that are the same text."""
    return list(db.conn.execute(COPIES_AMONG, {"ids": json.dumps(sorted(article_ids))}))


def _compare(db: Database, article_id: int, text: str) -> None:
    values = sorted(bands(text))
    found = [
        (min(article_id, other), max(article_id, other))
        for other, other_text in _sharing(db, values)
        if same_copy(text, other_text)
    ]
    db.conn.executemany("INSERT INTO copies (article_id, other_id) VALUES (?, ?)", found)
    db.conn.executemany(
        "INSERT INTO bands (band, article_id) VALUES (?, ?)",
        [(value, article_id) for value in values],
    )
    db.conn.execute("UPDATE articles SET rules = ? WHERE id = ?", (RULES, article_id))


def _sharing(db: Database, values: Sequence[int]) -> list[tuple[int, str]]:
    return db.conn.execute(
        "SELECT id, text FROM articles WHERE id IN "
        "(SELECT article_id FROM bands WHERE band IN (SELECT value FROM json_each(?)))",
        (json.dumps(values),),
    ).fetchall()
