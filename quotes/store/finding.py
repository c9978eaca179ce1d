"""Which quotes a search means, by row id: the part of it whose cost must not grow with the database.

The fields of the few that are shown are read afterwards. SQLite keeps no statistics here, so the way
to the quotes is chosen by hand: a sign "+" keeps it from an index, CROSS JOIN fixes what is read first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.store.ranking import CANDIDATES, narrowed
from quotes.store.rows import Row

if TYPE_CHECKING:
    from sqlite_utils import Database

_FEW = 5_000
"""Rows up to which a filter leads to its quotes sooner than looking at them one by one, newest first."""

_NAMES = 20
"""Names up to which the full-text index is asked for them, beside the words."""

_REJECTED = (
    "SELECT q.id FROM reviews AS r JOIN quotes AS q ON q.key = r.quote_key "
    "WHERE r.verdict = 'reject' "
    "AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = r.quote_key)"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the quotes beside words; None asks nothing. Dates as in the database."""

    speakers: Sequence[int] | None = None
    outlets: Sequence[int] | None = None
    kind: str | None = None
    act: str | None = None
    named: bool | None = None
    source_class: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(slots=True)
class _Sql:
    """Conditions, joined by AND, with the values that they need."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1"


def newest(db: Database, filters: Filters, limit: int | None) -> list[int]:
    """The quotes that pass, those of the newest articles first."""
    where = _of_quote(filters)
    by_article = _of_article(filters)
    first = "articles AS a INDEXED BY articles_published CROSS JOIN quotes AS q"
    if filters.speakers is not None:
        listed = json.dumps(list(filters.speakers))
        few = _at_most(db, f"quotes WHERE speaker_id IN ({_LISTED})", [listed], _FEW)
        where.add(f"{'' if few else '+'}q.speaker_id IN ({_LISTED})", listed)
        if few:
            first = "quotes AS q CROSS JOIN articles AS a"
    if filters.outlets is not None and first.startswith("articles"):
        listed = json.dumps(list(filters.outlets))
        if _at_most(db, f"articles WHERE outlet_id IN ({_LISTED})", [listed], _FEW // 20):
            first = "articles AS a INDEXED BY articles_outlet CROSS JOIN quotes AS q"
    rows = db.conn.execute(
        f"SELECT q.id FROM {first} ON q.article_id = a.id "
        f"WHERE {where} AND {by_article} AND +q.id NOT IN ({_REJECTED}) "
        "ORDER BY a.published DESC, a.id, q.start, q.id LIMIT ?",
        [*where.values, *by_article.values, -1 if limit is None else limit],
    )
    return [id_ for (id_,) in rows]


def matching(db: Database, expression: str, filters: Filters, most: int) -> list[Row]:
    """What `ranking.best` needs of the quotes that pass and match a full-text expression, `most` of those
    stored last; of all, where it is negative.
    """
    where = _Sql()
    names = {}
    by_article = _of_article(filters)
    if filters.speakers is not None:
        names["speaker"] = _names(db, "speakers", filters.speakers)
        condition = (
            f"(SELECT speaker_id FROM quotes WHERE id = f.rowid) IN ({_LISTED})"
            if names["speaker"]
            else f"+f.rowid IN (SELECT id FROM quotes WHERE speaker_id IN ({_LISTED}))"
        )
        where.add(condition, json.dumps(list(filters.speakers)))
    if filters.outlets is not None:
        names["outlet"] = _names(db, "outlets", filters.outlets)
    if by_article.conditions:
        few = _at_most(db, f"articles AS a WHERE {by_article}", by_article.values, _FEW)
        # Few are collected first; of many, each match's own is looked up.
        where.add(
            "(SELECT article_id FROM quotes WHERE id = f.rowid) IN "
            f"(SELECT id FROM articles AS a WHERE {by_article})"
            if few
            else "EXISTS (SELECT 1 FROM quotes AS q CROSS JOIN articles AS a ON a.id = q.article_id "
            f"WHERE q.id = f.rowid AND {by_article})",
            *by_article.values,
        )
    by_quote = _of_quote(filters)
    if by_quote.conditions:
        condition = f"EXISTS (SELECT 1 FROM quotes AS q WHERE q.id = f.rowid AND {by_quote})"
        where.add(condition, *by_quote.values)
    return db.conn.execute(
        f"{CANDIDATES} WHERE rowid IN ("
        f"SELECT f.rowid FROM quotes_fts AS f WHERE quotes_fts MATCH ? AND {where} "
        f"AND +f.rowid NOT IN ({_REJECTED}) ORDER BY f.rowid DESC LIMIT ?)",
        [narrowed(expression, **names), *where.values, most],
    ).fetchall()


def _names(db: Database, table: str, ids: Sequence[int]) -> list[str]:
    """How these speakers or outlets are called; empty where they are too many to be asked for by name."""
    if len(ids) > _NAMES:
        return []
    rows = db.conn.execute(
        f"SELECT DISTINCT name FROM {table} WHERE id IN ({_LISTED})", (json.dumps(list(ids)),)
    )
    return [name for (name,) in rows]


_LISTED = "SELECT value FROM json_each(?)"


def _of_quote(filters: Filters) -> _Sql:
    """What is asked of a quote `q` itself, but for its speaker."""
    where = _Sql()
    if filters.kind is not None:
        where.add("+q.kind = ?", filters.kind)
    if filters.act is not None:
        where.add("+q.act = ?", filters.act)
    if filters.source_class is not None:
        where.add("+q.source_class = ?", filters.source_class)
    if filters.named is not None:
        condition = "(SELECT named FROM speakers WHERE id = q.speaker_id) = ?"
        where.add(condition, int(filters.named))
    return where


def _of_article(filters: Filters) -> _Sql:
    """What is asked of its article `a`."""
    where = _Sql()
    if filters.outlets is not None:
        where.add(f"a.outlet_id IN ({_LISTED})", json.dumps(list(filters.outlets)))
    if filters.since is not None:
        where.add("a.published >= ?", filters.since)
    if filters.until is not None:
        # "~" sorts behind every sign of a date: all of the day, month or year is included.
        where.add("a.published <= ?", filters.until + "~")
    return where


def _at_most(db: Database, rows: str, values: Sequence[Any], most: int) -> bool:
    """Whether a table has no more rows than that; no more than that are read."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT ?)"
    (count,) = db.conn.execute(sql, [*values, most + 1]).fetchone()
    return int(count) <= most
