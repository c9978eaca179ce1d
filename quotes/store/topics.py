"""Which quotes are about what: terms, how many quotes have each, and which."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes.resolve.places import number

if TYPE_CHECKING:
    from sqlite_utils import Database

_BETWEEN = "\n"  # in quotes.topics; no term has a line break


def topic_id(term: str) -> int:
    """The row of a term, the same in every database: a digest."""
    return number(term)


def joined(terms: Sequence[str]) -> str | None:
    """A quote's terms as `quotes.topics` has them."""
    return _BETWEEN.join(terms) or None


def parted(topics: str | None) -> list[str]:
    """The terms in a value of `quotes.topics`."""
    return topics.split(_BETWEEN) if topics else []


def add_topics(db: Database, quotes: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Note the terms of new quotes, by row id. To be called inside a transaction."""
    by_term: dict[str, list[int]] = {}
    for id_, terms in quotes:
        for term in terms:
            by_term.setdefault(term, []).append(id_)
    # In the order of the index, neighbours are written together.
    topics = sorted((topic_id(term), term, ids) for term, ids in by_term.items())
    db.conn.executemany(
        "INSERT INTO topics (id, term, quotes) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET quotes = quotes + excluded.quotes",
        [(topic, term, len(ids)) for topic, term, ids in topics],
    )
    db.conn.executemany(
        "INSERT INTO quote_topics (topic_id, quote_id) VALUES (?, ?)",
        [(topic, id_) for topic, _, ids in topics for id_ in ids],
    )


def remove_topics(db: Database, quote_ids: Sequence[int]) -> None:
    """Forget the terms of quotes that are about to go. To be called inside a transaction."""
    rows = db.conn.execute(
        "SELECT id, topics FROM quotes "
        "WHERE id IN (SELECT value FROM json_each(?)) AND topics IS NOT NULL",
        (json.dumps(list(quote_ids)),),
    ).fetchall()
    pairs = [(topic_id(term), id_) for id_, topics in rows for term in parted(topics)]
    db.conn.executemany("DELETE FROM quote_topics WHERE topic_id = ? AND quote_id = ?", pairs)
    for topic, n in Counter(topic for topic, _ in pairs).items():
        db.conn.execute("UPDATE topics SET quotes = quotes - ? WHERE id = ?", (n, topic))
        db.conn.execute("DELETE FROM topics WHERE id = ? AND quotes <= 0", (topic,))
