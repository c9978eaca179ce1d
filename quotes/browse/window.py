"""The quotes that a question asks for, through the index that leads to them soonest.

Pages count over a *window*, the newest `WINDOW` of these quotes, so that a page costs about the same
whatever the size of the database. Only bare columns are read: neither the article's text nor the view
`quote_list`, which joins more than counting needs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotes.browse import queries
from quotes.browse.queries import REJECTED

WINDOW = 10_000
"""Quotes that are counted over at most."""

BANDS = {"high": (0.9, 2.0), "fair": (0.7, 0.9), "low": (0.0, 0.7)}
"""Bands of confidence: name → least value, and the value that it stays below."""

_BAND = "CASE " + " ".join(
    f"WHEN q.confidence >= {least} THEN '{name}'" for name, (least, _) in BANDS.items()
)
_BAND += " END"

# The sign "+" keeps SQLite from an index over a handful of values, which leads to half of all quotes.
_CONDITIONS = {
    "outlet": "a.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)",
    "speaker": "q.speaker_id = :speaker",
    "type": "(SELECT type FROM speakers WHERE id = q.speaker_id) = :type",
    "named": "(SELECT named FROM speakers WHERE id = q.speaker_id) = :named",
    "source_class": "+q.source_class = :source_class",
    "act": "+q.act = :act",
    "kind": "+q.kind = :kind",
    "medium": "q.medium = :medium",
    "since": "a.published >= :since",
    # "2026-03" is to include 2026-03-31T23:59.
    "until": "a.published < :until || '~'",
}
_SELECTIVE = frozenset({"speaker", "medium"})
NEWEST = "a.published DESC, a.id DESC, q.start"


class Counted(NamedTuple):
    """What is known of each quote in a window."""

    outlet: str | None
    speaker_id: int | None
    type: str | None
    named: int | None
    role: str | None
    affiliation: str | None
    act: str
    kind: str
    medium: str | None
    source_class: str | None
    sure: str
    published: str | None


_COLUMNS = (
    "o.name, q.speaker_id, s.type, s.named, q.role, q.affiliation, q.act, q.kind, q.medium, q.source_class, "
    f"{_BAND}, a.published"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters by name (those of `_CONDITIONS` and "sure"), and a full-text expression or ""."""

    filters: Mapping[str, Any]
    expression: str = ""

    def without(self, name: str) -> Asked:
        """The same question without one of its filters."""
        return Asked({key: v for key, v in self.filters.items() if key != name}, self.expression)

    @property
    def parameters(self) -> dict[str, Any]:
        """The values that the SQL of this question names."""
        return {**self.filters, "expression": self.expression}

    def source(self) -> str:
        """FROM and WHERE: `quotes AS q` with `articles AS a`, the newest article first where there
        is neither a word nor a selective filter."""
        if self.expression:
            tables = "quotes_fts CROSS JOIN quotes AS q ON q.id = quotes_fts.rowid "
            tables += "CROSS JOIN articles AS a ON a.id = q.article_id"
        elif _SELECTIVE & self.filters.keys():
            tables = "quotes AS q CROSS JOIN articles AS a ON a.id = q.article_id"
        else:
            tables = "articles AS a CROSS JOIN quotes AS q ON q.article_id = a.id"
        clauses = ["quotes_fts MATCH :expression"] if self.expression else []
        clauses += [_CONDITIONS[name] for name in self.filters if name in _CONDITIONS]
        if band := self.filters.get("sure"):
            least, below = BANDS[band]
            clauses.append(f"+q.confidence >= {least} AND +q.confidence < {below}")
        clauses.append(f"q.key NOT IN ({REJECTED})")
        return f"FROM {tables} WHERE {' AND '.join(clauses)}"


async def ids(database: Any, asked: Asked, order: str, limit: int, offset: int) -> list[int]:
    """The row ids of the quotes asked for, in this order (SQL over `source`)."""
    sql = f"SELECT q.id {asked.source()} ORDER BY {order} LIMIT :limit OFFSET :offset"
    found = await queries.rows(database, sql, **asked.parameters, limit=limit, offset=offset)
    return [row["id"] for row in found]


async def counted(
    database: Any, asked: Asked, most: int | None = None, milliseconds: int = 1000
) -> list[Counted]:
    """The newest of the quotes asked for (with words: the first that were stored), `most` of them (a
    window) and one more where there are more. Raises QueryInterrupted where that takes longer."""
    most = WINDOW if most is None else most
    order = "" if asked.expression else "ORDER BY a.published DESC"
    sql = _read(f"SELECT q.id {asked.source()} {order} LIMIT :most + 1")
    values = {**asked.parameters, "most": most}
    result = await database.execute(sql, values, custom_time_limit=milliseconds)
    return [Counted._make(row) for row in result.rows]


async def counted_of(database: Any, found: Sequence[int]) -> list[Counted]:
    """The quotes of these row ids."""
    sql = _read("SELECT value AS id FROM json_each(:found)")
    result = await database.execute(sql, {"found": json.dumps(list(found))})
    return [Counted._make(row) for row in result.rows]


def _read(found: str) -> str:
    """The columns of the quotes whose ids this SQL finds."""
    return (
        f"SELECT {_COLUMNS} FROM ({found}) AS found CROSS JOIN quotes AS q ON q.id = found.id "
        "CROSS JOIN articles AS a ON a.id = q.article_id "
        "LEFT JOIN speakers AS s ON s.id = q.speaker_id LEFT JOIN outlets AS o ON o.id = a.outlet_id"
    )
