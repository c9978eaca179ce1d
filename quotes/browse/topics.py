"""What quotes are about, what is particular to them first."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import Any

from quotes.browse import queries
from quotes.store.topics import topic_id

_CANDIDATES = 300  # the most frequent terms: among rarer ones nothing tells chance from habit


@dataclass(frozen=True, slots=True)
class Topic:
    """A term, how many of the quotes have it, and how much more often they do than all quotes."""

    term: str
    count: int
    lift: float


async def telling(database: Any, counts: Counter[str], quotes: int, most: int) -> list[Topic]:
    """The terms that set these quotes apart from the database (by their share of the information gained,
    n·log of how much more frequent they are), then the most frequent. `counts` are over `quotes` quotes.
    """
    top = counts.most_common(_CANDIDATES)
    if not top or not quotes:
        return []
    found = await queries.rows(
        database,
        "SELECT id, quotes, (SELECT max(id) FROM quotes) AS total FROM topics "
        "WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps([topic_id(term) for term, _ in top]),
    )
    everywhere = {row["id"]: row["quotes"] / row["total"] for row in found}
    topics = [
        Topic(term, n, (n / quotes) / everywhere[topic_id(term)])
        for term, n in top
        if topic_id(term) in everywhere
    ]
    topics.sort(key=lambda each: (-each.count * max(log(each.lift), 0.0), -each.count, each.term))
    return topics[:most]
