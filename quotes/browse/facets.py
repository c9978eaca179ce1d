"""What stands beside the results: how many of the quotes found have which value."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted

from quotes.browse import charts, figures, queries, topics, window
from quotes.browse.window import Asked, Counted
from quotes.store.topics import parted

_SIZE = 8  # values of a facet
_PATIENCE = 1000  # milliseconds; a part that a reader can do without must not hold up the page

HEADINGS = {
    "outlet": "Outlet",
    "speaker": "Speaker",
    "topic": "Topic",
    "type": "Kind of speaker",
    "source_class": "Kind of source",
    "named": "Named",
    "kind": "Wording",
    "act": "Act",
    "medium": "Medium",
    "sure": "Certainty",
}
"""The facets in the order of the page, by the name of their filter."""

_COLUMN = {"speaker": "speaker_id", "topic": "topics"}
_PLACE = {name: Counted._fields.index(_COLUMN.get(name, name)) for name in HEADINGS}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that a filter can take, and how many of the quotes counted have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its most frequent values; the one in use is always among them."""

    name: str
    heading: str
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class Facets:
    """All facets, the dates, and how many quotes they were counted over: `partly` where there are
    more than a window holds.
    """

    facets: list[Facet]
    dates: list[charts.Column]
    total: int
    partly: bool


class _Tally(NamedTuple):
    """How many quotes of a window have each value of each facet, and each month."""

    values: dict[str, Counter[Any]]
    months: Counter[str]
    total: int
    partly: bool


async def count(database: Any, asked: Asked, address: charts.Address) -> Facets | None:
    """The facets of a question, None where counting takes long. One in use is counted without its own
    filter, so that another value of it is one step away, or has its own value alone."""
    used = [name for name in HEADINGS if name in asked.filters]
    found, *others = await asyncio.gather(
        _tally(database, asked),
        *(_values(database, asked.without(name), name) for name in used),
    )
    if found is None:
        return None
    totals = dict.fromkeys(HEADINGS, found.total)
    tallied = dict(found.values)
    for name, other in zip(used, others, strict=True):
        if other is not None:
            tallied[name], totals[name] = other
    chosen = {name: str(asked.filters[name]) for name in used}
    tops = {name: _top(tallied[name], chosen.get(name)) for name in HEADINGS}
    told = await topics.telling(database, tallied["topic"], totals["topic"], _SIZE)
    tops["topic"] = [(topic.term, topic.count) for topic in told]
    if "topic" in chosen and chosen["topic"] not in dict(tops["topic"]):
        tops["topic"].insert(0, (chosen["topic"], tallied["topic"][chosen["topic"]]))
    called = await names(database, (value for value, _ in tops["speaker"]))
    listed = []
    for name, heading in HEADINGS.items():
        values = [
            FacetValue(
                value=str(value),
                label=called.get(value, "") if name == "speaker" else str(value),
                count=n,
                chosen=str(value) == chosen.get(name),
            )
            for value, n in tops[name]
        ]
        listed.append(Facet(name, heading, values))
    return Facets(listed, charts.columns(found.months, address), found.total, found.partly)


async def _tally(database: Any, asked: Asked) -> _Tally | None:
    async def counted(database: Any) -> _Tally:
        quotes = await window.counted(database, asked, milliseconds=_PATIENCE)
        partly, quotes = len(quotes) > window.WINDOW, quotes[: window.WINDOW]
        values = {name: Counter(map(itemgetter(place), quotes)) for name, place in _PLACE.items()}
        values["topic"] = _terms(Counter(quote.topics for quote in quotes))
        months = Counter(quote.published[:7] for quote in quotes if quote.published)
        return _Tally(values, months, len(quotes), partly)

    try:
        tally: _Tally = await figures.kept(database, repr(asked), counted)
    except QueryInterrupted:
        return None
    return tally


async def _values(database: Any, asked: Asked, name: str) -> tuple[Counter[Any], int] | None:
    """How many quotes have each value of one facet, and how many quotes these are."""

    async def counted(database: Any) -> tuple[Counter[Any], int]:
        column = _COLUMN.get(name, name)
        values, total = await window.values_of(database, asked, column, _PATIENCE // 4)
        return (_terms(values) if name == "topic" else values), total

    try:
        found: tuple[Counter[Any], int] = await figures.kept(
            database, f"{name} of {asked!r}", counted
        )
    except QueryInterrupted:
        return None
    return found


def _terms(topics: Counter[str | None]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, n in topics.items():
        for term in parted(value):
            found[term] += n
    return found


def _top(counts: Counter[Any], chosen: str | None) -> list[tuple[Any, int]]:
    known = [(value, n) for value, n in counts.items() if value is not None]
    known.sort(key=lambda item: (str(item[0]) != chosen, -item[1], str(item[0])))
    return known[:_SIZE]


async def names(database: Any, ids: Iterable[int]) -> dict[int, str]:
    """The names of these speakers."""
    found = await queries.rows(
        database,
        "SELECT id, name FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(ids)),
    )
    return {row["id"]: row["name"] for row in found}
