"""Searching and filtering the quotes: from an address to a page of results with facets.

The state is in the address alone, so that any result can be bookmarked, shared and gone back to.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from quotes.browse import queries
from quotes.browse.queries import Row
from quotes.store.search import MARK, RANK, literal_query, straightened
from quotes.types import ACTS, KINDS, SPEAKER_TYPES

PAGE_SIZE = 20
_LAST_PAGE = 500  # deeper pages are read for nobody; narrowing the search is what helps
_FACET_SIZE = 10

# filter → (column of quote_list, heading)
FACETS = {
    "outlet": ("outlet", "Outlet"),
    "speaker": ("speaker_id", "Speaker"),
    "type": ("type", "Kind of speaker"),
    "named": ("named", "Named"),
    "act": ("act", "Act"),
    "kind": ("kind", "Wording"),
}
_TOTAL = "total"
_NUMBERS = ("speaker", "named")  # filters whose columns hold integers
_ALLOWED = {
    "type": frozenset(SPEAKER_TYPES),
    "act": frozenset(ACTS),
    "kind": frozenset(KINDS),
    "named": frozenset({"0", "1"}),
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_INTEGER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; an empty field asks for nothing. Both dates are inclusive."""

    q: str = ""
    speaker: str = ""
    outlet: str = ""
    kind: str = ""
    act: str = ""
    type: str = ""
    named: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Question:
        """The question that an address asks. Values that make no sense are left out."""
        given: dict[str, Any] = {
            field.name: (arguments.get(field.name) or "").replace("\0", "").strip()
            for field in fields(cls)
        }
        for name, allowed in _ALLOWED.items():
            if given[name] not in allowed:
                given[name] = ""
        for name in ("since", "until"):
            if not _DATE.fullmatch(given[name]):
                given[name] = ""
        if not _INTEGER.fullmatch(given["speaker"]):
            given["speaker"] = ""
        if given["sort"] != "newest" or not given["q"]:
            given["sort"] = ""
        page = int(given["page"]) if _INTEGER.fullmatch(given["page"]) else 1
        given["page"] = min(max(page, 1), _LAST_PAGE)
        return cls(**given)

    def arguments(self, **changes: Any) -> dict[str, Any]:
        """The address of this question with `changes`; any change leads to its first page."""
        question = replace(self, **({"page": 1} | changes))
        given = {field.name: getattr(question, field.name) for field in fields(question)}
        return {
            name: value for name, value in given.items() if value and (name, value) != ("page", 1)
        }


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many quotes have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """How the results divide by one property. `values` is None where counting takes too long."""

    name: str
    heading: str
    values: list[FacetValue] | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `total` is None where counting takes too long.

    `literally` says that the query was no valid search expression and its words were searched for
    as they stand.
    """

    quotes: list[Row]
    total: int | None
    more: bool
    facets: list[Facet]
    literally: bool


async def search(database: Any, question: Question) -> Results:
    """The page of quotes that `question` asks for, with facets over all of them."""
    expression, literally = await _expression(database, question.q)
    found = await queries.rows(
        database,
        _listing(question, expression),
        **_parameters(question, expression),
        mark_start=MARK[0],
        mark_end=MARK[1],
        limit=PAGE_SIZE + 1,
        offset=(question.page - 1) * PAGE_SIZE,
    )
    counts = await _counts(database, question, expression)
    total = counts[_TOTAL]
    return Results(
        quotes=found[:PAGE_SIZE],
        total=total[0]["n"] if total else None,
        more=len(found) > PAGE_SIZE,
        facets=[_facet(name, question, counts[name]) for name in FACETS],
        literally=literally,
    )


async def _expression(database: Any, query: str) -> tuple[str, bool]:
    """The query as a full-text expression, and whether its words had to be taken literally."""
    query = straightened(query)
    if not query:
        return "", False
    try:
        await database.execute(
            "SELECT 1 FROM quotes_fts WHERE quotes_fts MATCH :query LIMIT 1",
            {"query": query},
            log_sql_errors=False,
        )
    except sqlite3.OperationalError:
        return literal_query(query), True
    return query, False


def _condition(question: Question, expression: str) -> str:
    """What holds for a row of `quote_list AS q` that is asked for."""
    clauses = ["1"]
    if expression:
        clauses.append("q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :expression)")
    clauses += [
        f"q.{column} = :{name}" for name, (column, _) in FACETS.items() if getattr(question, name)
    ]
    if question.since:
        clauses.append("q.published >= :since")
    if question.until:
        # "2026-03" is to include 2026-03-31T23:59.
        clauses.append("q.published < :until || '~'")
    return " AND ".join(clauses)


def _parameters(question: Question, expression: str) -> dict[str, Any]:
    given = {name: getattr(question, name) for name in (*FACETS, "since", "until")}
    for name in _NUMBERS:
        given[name] = int(given[name]) if given[name] else None
    return {**given, "expression": expression}


def _listing(question: Question, expression: str) -> str:
    if not expression:
        return (
            f"SELECT {queries.CARD} FROM quote_list AS q WHERE {_condition(question, '')} "
            f"ORDER BY {queries.NEWEST} LIMIT :limit OFFSET :offset"
        )
    marked = ", ".join(
        f"highlight(quotes_fts, {index}, :mark_start, :mark_end) AS marked_{column}"
        for index, column in ((0, "quote"), (1, "speaker"), (2, "role"), (5, "title"))
    )
    order = queries.NEWEST if question.sort == "newest" else f"{RANK}, q.id"
    return (
        f"SELECT {queries.CARD}, {marked} "
        "FROM quotes_fts JOIN quote_list AS q ON q.id = quotes_fts.rowid "
        f"WHERE quotes_fts MATCH :expression AND {_condition(question, '')} "
        f"ORDER BY {order} LIMIT :limit OFFSET :offset"
    )


async def _counts(
    database: Any, question: Question, expression: str
) -> dict[str, list[Row] | None]:
    """How many quotes there are, and how many with each value of each facet.

    A facet that is in use is counted without its own filter, so that another value of it is one
    step away. All others are counted over the same quotes, which are read once.
    """
    parameters = _parameters(question, expression)
    free = [name for name in FACETS if not getattr(question, name)]
    counted = await queries.side_rows(
        database, _counting(question, expression, [_TOTAL, *free]), **parameters
    )
    counts: dict[str, list[Row] | None] = {
        name: [row for row in counted if row["facet"] == name] if counted is not None else None
        for name in (_TOTAL, *free)
    }
    for name in FACETS.keys() - free:
        no_value: dict[str, Any] = {name: ""}
        sql = _counting(replace(question, **no_value), expression, [name])
        counts[name] = await queries.side_rows(database, sql, **parameters)
    return counts


def _counting(question: Question, expression: str, names: list[str]) -> str:
    columns = ", ".join(f"q.{column}" for column, _ in FACETS.values())
    selections = [
        "SELECT 'total' AS facet, NULL AS value, NULL AS label, count(*) AS n FROM matching"
        if name == _TOTAL
        else _counting_one(name)
        for name in names
    ]
    return (
        f"WITH matching AS (SELECT q.speaker, {columns} FROM quote_list AS q "
        f"WHERE {_condition(question, expression)}) {' UNION ALL '.join(selections)}"
    )


def _counting_one(name: str) -> str:
    column, _ = FACETS[name]
    label = "max(speaker)" if name == "speaker" else column
    # The value in use comes first, lest it be cut off.
    return (
        f"SELECT * FROM (SELECT '{name}' AS facet, {column} AS value, {label} AS label, "
        f"count(*) AS n FROM matching WHERE {column} IS NOT NULL GROUP BY {column} "
        f"ORDER BY {column} = :{name} DESC, n DESC, label LIMIT {_FACET_SIZE})"
    )


def _facet(name: str, question: Question, counted: list[Row] | None) -> Facet:
    _, heading = FACETS[name]
    if counted is None:
        return Facet(name, heading, None)
    chosen = getattr(question, name)
    values = [
        FacetValue(str(row["value"]), str(row["label"]), row["n"], str(row["value"]) == chosen)
        for row in counted
    ]
    return Facet(name, heading, values)
