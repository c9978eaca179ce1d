"""The pages: each asks the database and returns its template's name with what it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Response

from quotes.browse import (
    downloads,
    facets,
    figures,
    highlight,
    method,
    queries,
    window,
)
from quotes.browse import search as searching
from quotes.browse.links import Links
from quotes.browse.queries import Row
from quotes.paragraphs import paragraph_spans
from quotes.quotation import find_regions
from quotes.render.highlight import Mark
from quotes.store.ranking import RANKED
from quotes.store.topics import parted

Answer = tuple[str, dict[str, Any]]
Page = Callable[[Any, Any, Links], Awaitable[Answer | Response]]

HUES = 12  # colours of speakers in quotes.css; the thirteenth speaker has the first one's
_STATEMENTS = 30  # on a page of the list


async def home(database: Any, request: Any, links: Links) -> Answer:
    """How much there is, the newest statements, who is quoted most, what each outlet holds."""
    return "quotes/home.html", {
        "overview": await figures.overview(database),
        "newest": await queries.newest(database),
        "speakers": await figures.most_quoted(database),
        "outlets": await figures.outlets(database),
        "carried": await queries.statements(database, False, 5),
    }


async def search(database: Any, request: Any, links: Links) -> Answer:
    """Quotes that match words and filters, with facets."""
    question = searching.Question.of(request.args)
    results = await searching.search(database, question)

    def of_period(period: str) -> str:
        chosen = question.since == question.until == period
        dates = ("", "") if chosen else (period, period)
        return links.search(**question.arguments(since=dates[0], until=dates[1]))

    counted = await facets.count(database, results.asked, of_period)
    speaker = await queries.speaker(database, int(question.speaker)) if question.speaker else None
    total = counted.total if counted and not counted.partly else None
    if total is None and not results.asked.filters and not results.asked.expression:
        overview = await figures.overview(database)
        total = overview["quotes"] if overview else None
    return "quotes/search.html", {
        "question": question,
        "filters": searching.FILTERS,
        "results": results,
        "counted": counted,
        "total": total,
        "window": window.WINDOW,
        "downloaded": downloads.MOST,
        "ranked": RANKED,
        "speaker_name": speaker["name"] if speaker else None,
    }


async def quote(database: Any, request: Any, links: Links) -> Answer:
    """One quote: the words, who said them, the passage, and where else they were printed."""
    found = await queries.quote(database, request.url_vars["key"])
    if found is None:
        raise NotFound(
            "There is no such quote. It may have been extracted anew, or rejected in a review."
        )
    spans = await queries.spans_in(database, found["article_id"])
    marks = [
        Mark(span["start"], span["end"], span["part"], 0)
        for span in spans
        if span["quote_id"] == found["id"]
    ]
    text = found["article_text"]
    start = min((mark.start for mark in marks), default=found["start"])
    end = max((mark.end for mark in marks), default=found["start"])
    low, high = highlight.passage(text, start, end)
    return "quotes/quote.html", {
        "quote": found,
        "topics": parted(found["topics"]),
        "paragraphs": highlight.highlight(text, marks, low, high),
        "quotes": [{**found, "hue": 0 if found["speaker"] else None}],
        "cut_before": low > 0,
        "cut_after": high < len(text),
        "statement": await queries.same_statement(database, found),
        "review": await queries.verdict(database, found["key"]),
    }


async def article(database: Any, request: Any, links: Links) -> Answer:
    """The article as published, with every quote, source and cue in place."""
    found = await queries.article(database, int(request.url_vars["id"]))
    if found is None:
        raise NotFound("There is no such article.")
    quotes = await queries.quotes_in(database, found["id"])
    speakers = _speakers(quotes)
    numbers = {quote["id"]: number for number, quote in enumerate(quotes)}
    marks = [
        Mark(span["start"], span["end"], span["part"], numbers[span["quote_id"]])
        for span in await queries.spans_in(database, found["id"])
        if span["quote_id"] in numbers
    ]
    missed = _missed(found["text"], marks)
    return "quotes/article.html", {
        "article": found,
        "paragraphs": highlight.highlight(found["text"], [*marks, *missed]),
        "quotes": quotes,
        "speakers": speakers,
        "missed": len(missed),
    }


async def compare(database: Any, request: Any, links: Links) -> Answer:
    """What several outlets carried, and where they do not agree who said it."""
    differing = request.args.get("differing") == "1"
    page = page_number(request)
    found = await queries.statements(database, differing, _STATEMENTS + 1, (page - 1) * _STATEMENTS)
    return "quotes/compare.html", {
        "statements": found[:_STATEMENTS],
        "differing": differing,
        "page": page,
        "more": len(found) > _STATEMENTS,
    }


async def method_page(database: Any, request: Any, links: Links) -> Answer:
    """What is extracted and how well, in plain words and by the model card that is shipped."""
    card = method.card()
    return "quotes/method.html", {
        "card": card.html,
        "facts": card.facts,
        "run": await queries.last_run(database),
    }


async def missing(database: Any, request: Any, links: Links) -> Answer:
    """Any other address among the project's pages."""
    raise NotFound("There is no such page.")


def page_number(request: Any) -> int:
    """The number of the page that an address asks for, 1 without one."""
    number = request.args.get("page") or "1"
    return max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 7 else 1


def _missed(text: str, marks: list[Mark]) -> list[Mark]:
    """What stands between quotation marks and is part of no quote."""
    contents = [(mark.start, mark.end) for mark in marks if mark.part == "content"]
    return [
        Mark(region.start, region.end, "missed", -1)
        for region in find_regions(text, paragraph_spans(text))
        if not any(start < region.end and region.start < end for start, end in contents)
    ]


def _speakers(quotes: list[Row]) -> list[Row]:
    """The speakers of an article's quotes in order of appearance; gives each quote its number and
    colour.

    A quote without a speaker has no colour, and belongs to the entry without a name.
    """
    speakers: dict[Any, Row] = {}
    hue = 0
    for number, quote in enumerate(quotes):
        identity = quote["speaker_id"] if quote["speaker_id"] is not None else quote["speaker"]
        if identity not in speakers:
            entry = {key: quote[key] for key in ("speaker", "speaker_id", "role", "type", "named")}
            speakers[identity] = {**entry, "quotes": [], "hue": None}
            if identity is not None:
                speakers[identity]["hue"] = hue % HUES
                hue += 1
        quote["number"] = number + 1
        quote["hue"] = speakers[identity]["hue"]
        speakers[identity]["quotes"].append(quote)
    return list(speakers.values())
