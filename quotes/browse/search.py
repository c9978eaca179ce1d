"""Searching and filtering the quotes: from an address to a page of results.

The state is in the address alone, so that any result can be bookmarked, shared and gone back to.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from quotes.browse import queries, window
from quotes.browse.facets import HEADINGS
from quotes.browse.queries import Row
from quotes.browse.window import BANDS, Asked
from quotes.store.ranking import RANKED, check_expression
from quotes.store.search import literal_query, straightened
from quotes.types import ACTS, KINDS, SOURCE_CLASSES, SPEAKER_TYPES

PAGE_SIZE = 20
_LAST_PAGE = 500  # deeper pages are read for nobody; narrowing the search is what helps

FILTERS = {**HEADINGS, "since": "From", "until": "To"}
"""All filters with what they are called on the page."""

_NUMBERS = ("speaker", "named")  # filters whose columns hold integers
_ALLOWED = {
    "type": frozenset(SPEAKER_TYPES),
    "act": frozenset(ACTS),
    "kind": frozenset(KINDS),
    "source_class": frozenset(SOURCE_CLASSES),
    "named": frozenset({"0", "1"}),
    "sure": frozenset(BANDS),
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_INTEGER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; an empty field asks for nothing. Both dates are inclusive."""

    q: str = ""
    speaker: str = ""
    outlet: str = ""
    topic: str = ""
    kind: str = ""
    act: str = ""
    type: str = ""
    source_class: str = ""
    named: str = ""
    medium: str = ""
    sure: str = ""
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

    def filters(self) -> dict[str, Any]:
        """The filters in use, as the database is asked for them."""
        given = {name: getattr(self, name) for name in FILTERS if getattr(self, name)}
        return {n: int(value) if n in _NUMBERS else value for n, value in given.items()}


@dataclass(frozen=True, slots=True)
class Results:
    """A page of quotes; `asked` is the question as the database was asked it, `literally` tells that
    the words were no search expression and were taken as they stand, `cut` that only some of the quotes
    that match were ranked.
    """

    quotes: list[Row]
    more: bool
    asked: Asked
    literally: bool
    cut: bool


async def search(database: Any, question: Question) -> Results:
    """The page of quotes that `question` asks for."""
    question_asked, literally = await asked(database, question)
    offset = (question.page - 1) * PAGE_SIZE
    ids = await found(database, question, question_asked, PAGE_SIZE + 1, offset)
    quotes = await queries.cards(database, ids[:PAGE_SIZE], question_asked.expression)
    more = len(ids) > PAGE_SIZE
    last = question.page == RANKED // PAGE_SIZE and len(quotes) == PAGE_SIZE
    cut = last and not more and best_first(question, question_asked)
    return Results(quotes, more, question_asked, literally, cut)


async def asked(database: Any, question: Question) -> tuple[Asked, bool]:
    """The question as the database is asked it, and whether its words had to be taken literally."""
    expression, literally = _expression(question.q)
    return await Asked(question.filters(), expression).measured(database), literally


async def found(
    database: Any, question: Question, asked: Asked, limit: int, offset: int = 0
) -> list[int]:
    """The row ids of the quotes asked for, in the order of the page."""
    find = window.best if best_first(question, asked) else window.newest
    return await find(database, asked, limit, offset)


def best_first(question: Question, asked: Asked) -> bool:
    """Whether the results are in the order of how well they match."""
    return bool(asked.expression) and question.sort != "newest"


def _expression(query: str) -> tuple[str, bool]:
    """The query as a full-text expression, and whether its words had to be taken literally."""
    query = straightened(query)
    if not query:
        return "", False
    try:
        check_expression(query)
    except sqlite3.OperationalError:
        return literal_query(query), True
    return query, False
