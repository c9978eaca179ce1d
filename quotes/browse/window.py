"""The quotes that a question asks for, through the index that leads to them soonest.

Pages count over a *window*, the newest `WINDOW` of these quotes, so that a page costs about the same
whatever the size of the database. Only bare columns are read: neither the article's text nor the view
`quote_list`, which joins more than counting needs.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotes.browse import queries
from quotes.browse.queries import REJECTED
from quotes.store import ranking
from quotes.store.ranking import CANDIDATES, RANKED, narrowed
from quotes.store.topics import topic_id

WINDOW = 5_000
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
    "topic": "q.id IN (SELECT quote_id FROM quote_topics WHERE topic_id = :topic)",
    "since": "a.published >= :since",
    # "2026-03" is to include 2026-03-31T23:59.
    "until": "a.published < :until || '~'",
}
_SELECTIVE = frozenset({"speaker", "medium", "topic"})
_OF_ARTICLES = frozenset({"outlet", "since", "until"})
_FEW = 5_000
"""Up to so many articles, or matches of words, lead to their quotes sooner than these are looked at one by
one.
"""
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
    topics: str | None


_COLUMNS = {
    "outlet": "o.name", "speaker_id": "q.speaker_id", "type": "s.type", "named": "s.named",
    "role": "q.role", "affiliation": "q.affiliation", "act": "q.act", "kind": "q.kind",
    "medium": "q.medium", "source_class": "q.source_class", "sure": _BAND,
    "published": "a.published", "topics": "q.topics",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters by name (those of `_CONDITIONS` and "sure"), and a full-text expression or "".

    `narrow` tells that few articles pass the filters, `broad` that many quotes have the topic, `called`
    how the index calls the speaker asked for.
    """

    filters: Mapping[str, Any]
    expression: str = ""
    narrow: bool = False
    broad: bool = False
    called: str = ""

    def without(self, name: str) -> Asked:
        """The same question without one of its filters."""
        filters = {key: value for key, value in self.filters.items() if key != name}
        narrow = self.narrow and name not in _OF_ARTICLES
        return Asked(filters, self.expression, narrow, self.broad, self.called)

    @property
    def parameters(self) -> dict[str, Any]:
        """The values that the SQL of this question names."""
        topic = self.filters.get("topic")
        found = {"topic": topic_id(topic)} if topic else {}
        names = {"speaker": self.called, "outlet": self.filters.get("outlet", "")}
        asked_for = {name: [names[name]] for name in names if name in self.filters}
        expression = narrowed(self.expression, **asked_for) if self.expression else ""
        return {**self.filters, "expression": expression, **found}

    def source(self, *, newest: bool = False) -> str:
        """FROM and WHERE: `quotes AS q` with `articles AS a`, and `quotes_fts` where there are words.

        With `newest`, the newest article first unless a selective filter leads to the quotes; then
        `quotes_fts` is not there to be ranked by.
        """
        clauses = [_CONDITIONS[name] for name in self.filters if name in _CONDITIONS]
        selective = _SELECTIVE & self.filters.keys()
        if "topic" in selective and (self.broad or len(selective) > 1):
            selective -= {"topic"}
            clauses[clauses.index(_CONDITIONS["topic"])] = "+" + _CONDITIONS["topic"]
        if band := self.filters.get("sure"):
            least, below = BANDS[band]
            clauses.append(f"+q.confidence >= {least} AND +q.confidence < {below}")
        # By row, not by key: where an index has all else, the quotes themselves are not read.
        clauses.append(f"q.id NOT IN (SELECT id FROM quotes WHERE key IN ({REJECTED}))")
        if self.expression and not newest:
            tables = "quotes_fts CROSS JOIN quotes AS q ON q.id = quotes_fts.rowid "
            tables += "CROSS JOIN articles AS a ON a.id = q.article_id"
            clauses = ["quotes_fts MATCH :expression", *self._few(), *clauses]
        elif selective:
            tables = "quotes AS q CROSS JOIN articles AS a ON a.id = q.article_id"
        else:
            tables = "articles AS a CROSS JOIN quotes AS q ON q.article_id = a.id"
        if self.expression and newest:
            clauses.append(
                "+q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :expression)"
            )
        return f"FROM {tables} WHERE {' AND '.join(clauses)}"

    def _few(self) -> list[str]:
        """Conditions by which most matches of words are passed over without reading their quotes."""
        found = [
            f"+quotes_fts.rowid IN (SELECT q.id FROM quotes AS q WHERE {_CONDITIONS[name]})"
            for name in self.filters
            if name in _SELECTIVE
        ]
        if self.narrow:
            found.append(
                "+quotes_fts.rowid IN (SELECT q.id FROM articles AS a CROSS JOIN quotes AS q "
                f"ON q.article_id = a.id WHERE {self._of_articles()})"
            )
        return found

    def _of_articles(self) -> str:
        return " AND ".join(_CONDITIONS[name] for name in self.filters if name in _OF_ARTICLES)

    async def measured(self, database: Any) -> Asked:
        """The same question with `narrow`, `broad` and `called` as they are in this database."""
        broad = "topic" in self.filters and await _more(
            database, self, "quote_topics WHERE topic_id = :topic"
        )
        if not self.expression:
            return Asked(self.filters, broad=broad)
        narrow = bool(_OF_ARTICLES & self.filters.keys()) and not await _more(
            database, self, f"articles AS a WHERE {self._of_articles()}"
        )
        speaker = self.filters.get("speaker")
        named = "SELECT name FROM speakers WHERE id = :speaker"
        called = await queries.row(database, named, speaker=speaker) if speaker else None
        return Asked(self.filters, self.expression, narrow, broad, called["name"] if called else "")


async def _more(database: Any, asked: Asked, rows: str) -> bool:
    """Whether there are more than a few of these rows; no more than that are read."""
    sql = f"SELECT count(*) AS n FROM (SELECT 1 FROM {rows} LIMIT {_FEW + 1})"
    found = await queries.rows(database, sql, **asked.parameters)
    return bool(found[0]["n"] > _FEW)


async def best(database: Any, asked: Asked, limit: int, offset: int) -> list[int]:
    """The row ids of quotes that match the expression, best first; of many, those of the `RANKED` that
    were stored last, or of as many as `limit` asks for.
    """
    sql = (
        f"{CANDIDATES} WHERE rowid IN "
        f"(SELECT q.id {asked.source()} ORDER BY quotes_fts.rowid DESC LIMIT :most)"
    )
    values = {**asked.parameters, "most": max(RANKED, limit)}
    candidates = (await database.execute(sql, values)).rows
    return list(await asyncio.to_thread(ranking.best, candidates, asked.expression, limit, offset))


async def newest(database: Any, asked: Asked, limit: int, offset: int) -> list[int]:
    """The row ids of the quotes asked for, those of the newest articles first."""
    common = not asked.expression or await _more(
        database, asked, "quotes_fts WHERE quotes_fts MATCH :expression"
    )
    source = asked.source(newest=common)
    sql = f"SELECT q.id {source} ORDER BY {NEWEST} LIMIT :limit OFFSET :offset"
    found = await queries.rows(database, sql, **asked.parameters, limit=limit, offset=offset)
    return [row["id"] for row in found]


async def counted(
    database: Any, asked: Asked, most: int | None = None, milliseconds: int = 1000
) -> list[Counted]:
    """The newest of the quotes asked for (with words: those that were stored last), `most` of them (a
    window) and one more where there are more. Raises QueryInterrupted where that takes longer."""
    values = {**asked.parameters, "most": WINDOW if most is None else most}
    result = await database.execute(_read(_last(asked)), values, custom_time_limit=milliseconds)
    return [Counted._make(row) for row in result.rows]


async def values_of(
    database: Any, asked: Asked, column: str, milliseconds: int
) -> tuple[Counter[Any], int]:
    """How many quotes of the window of `counted`, or of one more, have each value of one of its columns,
    and how many quotes these are. Raises QueryInterrupted where that takes longer."""
    sql = f"{_read(_last(asked), column)} GROUP BY 1"
    given = {**asked.parameters, "most": WINDOW}
    result = await database.execute(sql, given, custom_time_limit=milliseconds)
    counts = Counter({row[0]: row[1] for row in result.rows})
    return counts, counts.total()


async def counted_of(database: Any, found: Sequence[int]) -> list[Counted]:
    """The quotes of these row ids."""
    sql = _read("SELECT value AS id FROM json_each(:found)")
    result = await database.execute(sql, {"found": json.dumps(list(found))})
    return [Counted._make(row) for row in result.rows]


def _last(asked: Asked) -> str:
    """SQL that finds the ids of a window and one more."""
    order = "quotes_fts.rowid" if asked.expression else "a.published"
    return f"SELECT q.id {asked.source()} ORDER BY {order} DESC LIMIT :most + 1"


def _read(found: str, column: str | None = None) -> str:
    """The columns of the quotes whose ids this SQL finds, or one of them and a count."""
    columns = f"{_COLUMNS[column]}, count(*)" if column else ", ".join(_COLUMNS.values())
    return (
        f"SELECT {columns} FROM ({found}) AS found CROSS JOIN quotes AS q ON q.id = found.id "
        "CROSS JOIN articles AS a ON a.id = q.article_id "
        "LEFT JOIN speakers AS s ON s.id = q.speaker_id LEFT JOIN outlets AS o ON o.id = a.outlet_id"
    )
