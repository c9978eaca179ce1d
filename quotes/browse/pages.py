"""The pages: each asks the database and returns its template's name with what it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound

from quotes.browse import highlight, queries
from quotes.browse import search as searching
from quotes.browse.queries import Row
from quotes.render.highlight import Mark

Answer = tuple[str, dict[str, Any]]
Page = Callable[[Any, Any], Awaitable[Answer]]

HUES = 12  # colours of speakers in quotes.css; the thirteenth speaker has the first one's
_SPEAKER_PAGE_SIZE = 40
_STATEMENTS = 30  # on a page of the list


async def home(database: Any, request: Any) -> Answer:
    """How much there is, the newest statements, who is quoted most, what each outlet holds."""
    return "quotes/home.html", {
        "overview": await queries.overview(database),
        "newest": await queries.newest(database),
        "speakers": await queries.most_quoted(database),
        "outlets": await queries.outlets(database),
    }


async def search(database: Any, request: Any) -> Answer:
    """Quotes that match words and filters, with facets."""
    question = searching.Question.of(request.args)
    results = await searching.search(database, question)
    speaker = await queries.speaker(database, int(question.speaker)) if question.speaker else None
    return "quotes/search.html", {
        "question": question,
        "results": results,
        "speaker_name": speaker["name"] if speaker else None,
        "first": (question.page - 1) * searching.PAGE_SIZE + 1,
    }


async def quote(database: Any, request: Any) -> Answer:
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
        "paragraphs": highlight.highlight(text, marks, low, high),
        "quotes": [{**found, "hue": 0 if found["speaker"] else None}],
        "cut_before": low > 0,
        "cut_after": high < len(text),
        "statement": await queries.same_statement(database, found),
    }


async def compare(database: Any, request: Any) -> Answer:
    """What several outlets carried, and where they do not agree who said it."""
    differing = request.args.get("differing") == "1"
    page = _page_number(request)
    found = await queries.statements(database, differing, _STATEMENTS + 1, (page - 1) * _STATEMENTS)
    return "quotes/compare.html", {
        "statements": found[:_STATEMENTS],
        "differing": differing,
        "page": page,
        "more": len(found) > _STATEMENTS,
    }


async def article(database: Any, request: Any) -> Answer:
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
    return "quotes/article.html", {
        "article": found,
        "paragraphs": highlight.highlight(found["text"], marks),
        "quotes": quotes,
        "speakers": speakers,
    }


async def speaker(database: Any, request: Any) -> Answer:
    """A speaker: names, descriptions, who quotes them, and all their quotes."""
    speaker_id = int(request.url_vars["id"])
    found = await queries.speaker(database, speaker_id)
    if found is None:
        raise NotFound("There is no such speaker. The name may have been merged with another one.")
    page = _page_number(request)
    offset = (page - 1) * _SPEAKER_PAGE_SIZE
    quotes = await queries.quotes_by(database, speaker_id, _SPEAKER_PAGE_SIZE + 1, offset)
    outlets = await queries.quoting_outlets(database, speaker_id)
    return "quotes/speaker.html", {
        "speaker": found,
        "aliases": await queries.aliases(database, speaker_id),
        "described": await queries.described_as(database, speaker_id),
        "outlets": outlets,
        "total": sum(outlet["quotes"] for outlet in outlets),
        "quotes": quotes[:_SPEAKER_PAGE_SIZE],
        "page": page,
        "more": len(quotes) > _SPEAKER_PAGE_SIZE,
    }


async def missing(database: Any, request: Any) -> Answer:
    """Any other address among the project's pages."""
    raise NotFound("There is no such page.")


def _page_number(request: Any) -> int:
    number = request.args.get("page") or "1"
    return max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 7 else 1


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
