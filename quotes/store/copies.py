"""Which articles are the same text: found for articles that are new or have changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from quotes.resolve.copies import RULES, bands, same_copy
from quotes.store.database import transaction
from quotes.store.rules import forget_older_rules

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 100
"""Articles in a transaction: as many as take less than a second."""


COPIES_AMONG = (
    "SELECT article_id, origin_id FROM copies "
    "WHERE article_id IN (SELECT value FROM json_each(:ids))"
)
"""Those of the articles of `:ids`, a JSON array, that are copies of others, with a number that an article and
its copies share.
"""


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
    """Forget what an article's text was compared with, and of what its copies are copies: they may have been so by
    way of it. To be called inside the transaction that changes or removes it; `find_copies` should follow.
    """
    listed = json.dumps(
        [
            id_
            for (id_,) in db.conn.execute(
                "SELECT ? UNION SELECT article_id FROM copies "
                "WHERE origin_id = (SELECT origin_id FROM copies WHERE article_id = ?)",
                (article_id, article_id),
            )
        ]
    )
    for table in ("copies", "bands"):
        db.conn.execute(
            f"DELETE FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))", (listed,)
        )
    db.conn.execute(
        "UPDATE articles SET rules = 0 WHERE id IN (SELECT value FROM json_each(?))", (listed,)
    )


def copies_among(db: Database, article_ids: Iterable[int]) -> dict[int, int]:
    """Those of these articles that are copies of others, each with a number that all copies of one share."""
    return dict(db.conn.execute(COPIES_AMONG, {"ids": json.dumps(sorted(article_ids))}))


def _compare(db: Database, article_id: int, text: str) -> None:
    """Find of what this article is a copy. One copy of an origin tells: the others are not compared."""
    values = bands(text)
    origins = {
        origin
        for origin, holders in _sharing(db, values).items()
        if any(same_copy(text, _text(db, other)) for other in _members(db, origin, holders))
    }
    if origins:
        values -= _held(db, _join(db, article_id, origins), values)
    db.conn.executemany(
        "INSERT INTO bands (band, article_id) VALUES (?, ?)",
        [(value, article_id) for value in sorted(values)],
    )
    db.conn.execute("UPDATE articles SET rules = ? WHERE id = ?", (RULES, article_id))


def _join(db: Database, article_id: int, origins: Set[int]) -> int:
    """Make the article a copy of these origins, which become one; which that is."""
    first = min(origins | {article_id})
    db.conn.execute(
        "UPDATE copies SET origin_id = ? WHERE origin_id IN (SELECT value FROM json_each(?))",
        (first, json.dumps(sorted(origins - {first}))),
    )
    # An origin was no copy of anything so far, unless it had copies.
    db.conn.executemany(
        "INSERT OR IGNORE INTO copies (article_id, origin_id) VALUES (?, ?)",
        [(id_, first) for id_ in sorted(origins | {article_id})],
    )
    return first


def _held(db: Database, origin: int, values: Iterable[int]) -> set[int]:
    """Those of the bands that some copy of this origin has: it is found by them already."""
    rows = db.conn.execute(
        # CROSS: bands first, of which there are few, and not all copies.
        "SELECT b.band FROM bands AS b CROSS JOIN copies AS c ON c.article_id = b.article_id "
        "WHERE b.band IN (SELECT value FROM json_each(?)) AND c.origin_id = ?",
        (json.dumps(sorted(values)), origin),
    )
    return {band for (band,) in rows}


def _sharing(db: Database, values: Iterable[int]) -> dict[int, list[int]]:
    """The articles that have some of these bands, by their origin: the article itself where it is no copy."""
    found: dict[int, list[int]] = {}
    for origin, other in db.conn.execute(
        "SELECT coalesce(c.origin_id, b.article_id), b.article_id FROM ("
        "SELECT DISTINCT article_id FROM bands WHERE band IN (SELECT value FROM json_each(?))"
        ") AS b LEFT JOIN copies AS c ON c.article_id = b.article_id ORDER BY b.article_id",
        (json.dumps(sorted(values)),),
    ):
        found.setdefault(origin, []).append(other)
    return found


def _members(db: Database, origin: int, holders: Sequence[int]) -> Iterator[int]:
    """The copies of an origin, those first that have some band in common: the others may have it too."""
    yield from holders
    yield from (
        id_
        for (id_,) in db.conn.execute(
            "SELECT article_id FROM copies WHERE origin_id = ? ORDER BY article_id", (origin,)
        ).fetchall()
        if id_ not in holders
    )


def _text(db: Database, article_id: int) -> str:
    (text,) = db.conn.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
    return str(text)
