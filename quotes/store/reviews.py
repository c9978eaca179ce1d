"""Verdicts by people, and how they hold when an article is extracted again or its text changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quotes.errors import QueryError
from quotes.resolve.source_class import with_source_class
from quotes.types import ACTS, KINDS, SPEAKER_TYPES, Article, Attribution, Quote, Span, Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

VERDICTS = ("confirm", "correct", "reject")

SAME_QUOTE = 0.5
"""The overlap (Dice, in characters) from which a newly extracted quote is the reviewed one over
again: the bar at which the evaluation counts two contents as one. A quote inside another
overlaps less.
"""


class Review(NamedTuple):
    """The verdict in force on a quote; `record` is the quote as the person left it."""

    quote_key: str
    article_key: str
    verdict: str
    record: Mapping[str, Any]
    reviewer: str
    at: str


class Reviewed(NamedTuple):
    """What to store of an article: its quotes by key, and the reviews of its former text that
    hold in this one, in its terms.
    """

    quotes: dict[str, Attribution]
    carried: list[Review]


def reviews_in_force(db: Database, article_keys: Iterable[str]) -> list[Review]:
    """The newest review of each quote of these articles."""
    rows = db.conn.execute(
        "SELECT quote_key, article_key, verdict, record, reviewer, at FROM reviews "
        "WHERE article_key IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(article_keys)),),
    )
    newest = {row[0]: row for row in rows}
    return [
        Review(quote_key, article_key, verdict, json.loads(record), reviewer, at)
        for quote_key, article_key, verdict, record, reviewer, at in newest.values()
    ]


def insert_review(db: Database, review: Review) -> None:
    """Add the review to those there are; it is in force from now on."""
    row = review._replace(record=json.dumps(review.record, ensure_ascii=False))  # type: ignore[arg-type]
    db.conn.execute(
        f"INSERT INTO reviews ({', '.join(Review._fields)}) VALUES (?, ?, ?, ?, ?, ?)", row
    )


def apply_reviews(
    article: Article, extracted: Iterable[Attribution], reviews: Iterable[Review]
) -> Reviewed:
    """The quotes of an article as people left them, and the newly extracted ones that do not
    repeat them.

    A confirmed or corrected quote stays wherever its words now stand; where they are gone or
    stand twice it is dropped. A rejected one is stored if it is extracted again, and the views
    leave it out by its review.
    """
    kept: dict[str, Attribution] = {}
    rejected: dict[_Signature, str] = {}
    carried: list[Review] = []
    # Reviews of this very article go before those of the text that stood in its place.
    for review in sorted(reviews, key=lambda review: review.article_key != article.key):
        attribution = _anchor(article, review.record)
        if attribution is None:
            continue
        key = review.quote_key
        if review.article_key != article.key:
            if _signature(attribution) in rejected or _repeats_any(attribution, kept):
                continue
            key = attribution.key
            record = {**attribution.as_record(), "id": key}
            carried.append(review._replace(quote_key=key, article_key=article.key, record=record))
        if review.verdict == "reject":
            rejected[_signature(attribution)] = key
        else:
            kept[key] = attribution
    quotes = dict(kept)
    for attribution in extracted:
        for same, left in kept.items():
            if _repeats(attribution, left):  # a record has no terms
                quotes[same] = replace(left, topics=attribution.topics)
        key = rejected.get(_signature(attribution), attribution.key)
        if key not in quotes and not _repeats_any(attribution, kept):
            quotes[key] = attribution
    return Reviewed(quotes, carried)


def attribution_from_record(article: Article, record: Mapping[str, Any]) -> Attribution:
    """The attribution that a record (of the public format) states of this article.

    Raises QueryError where a field is missing, of the wrong kind, or does not fit the text.
    """
    try:
        quote = Quote(
            act=_one_of(record["act"], ACTS, "act"),
            kind=_one_of(record["kind"], KINDS, "kind"),
            content=tuple(_span(article.text, span, "content") for span in record["content"]),
            cue=_optional_span(article.text, record.get("cue"), "cue"),
            source=_optional_span(article.text, record.get("source"), "source"),
            addressee=_text(record, "addressee"),
            medium=_text(record, "medium"),
            via=_text(record, "via"),
            confidence=float(record.get("confidence", 1.0)),
        )
        speaker = _speaker(article.text, record.get("speaker"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise QueryError(f"the record is incomplete or malformed ({error!r})") from error
    ends = [0, *(span.end for span in quote.content)]
    if not quote.content or any(
        span.start < end for end, span in zip(ends, quote.content, strict=False)
    ):
        raise QueryError("the record needs content spans in reading order that do not overlap")
    if not 0 <= quote.confidence <= 1:
        raise QueryError("the record's confidence must be between 0 and 1")
    return Attribution(article, quote, with_source_class(speaker, article.text))


_Choice = TypeVar("_Choice", bound=str)
_Signature = tuple[str, tuple[Span, ...], Span | None]


def _signature(attribution: Attribution) -> _Signature:
    """What makes a quote this quote within its article: the fields that its key is made of."""
    quote = attribution.quote
    return quote.act, quote.content, quote.source


def _repeats_any(new: Attribution, kept: Mapping[str, Attribution]) -> bool:
    return any(_repeats(new, other) for other in kept.values())


def _repeats(new: Attribution, kept: Attribution) -> bool:
    a, b = new.quote.content, kept.quote.content
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    total = sum(span.end - span.start for span in (*a, *b))
    return 2 * shared >= SAME_QUOTE * total


def _anchor(article: Article, record: Mapping[str, Any]) -> Attribution | None:
    """The reviewed quote in the article's text as it is now, None where its words are gone or
    ambiguous.
    """
    try:
        return attribution_from_record(article, record)
    except QueryError:
        pass
    moved = dict(record)
    try:
        content = [_place(article.text, span) for span in record["content"]]
        shift = content[0]["start"] - record["content"][0]["start"] if content[0] else 0
        for part in ("cue", "source"):
            moved[part] = _place(article.text, record.get(part), shift)
        speaker = record.get("speaker")
        if speaker is not None:
            mention = _place(article.text, speaker.get("mention"), shift)
            moved["speaker"] = {**speaker, "mention": mention}
        moved["content"] = content
        return attribution_from_record(article, moved)
    except (QueryError, KeyError, TypeError, IndexError):
        return None


def _place(
    text: str, span: Mapping[str, Any] | None, shift: int | None = None
) -> dict[str, Any] | None:
    """Where the span's words stand: as far moved as the content, or else where they stand only
    once.
    """
    if span is None:
        return None
    words = span["text"]
    start = -1 if shift is None else span["start"] + shift
    if start < 0 or not text.startswith(words, start):
        start = text.find(words)
        if start < 0 or text.find(words, start + 1) >= 0:
            return None
    return {"start": start, "end": start + len(words), "text": words}


def _speaker(text: str, record: Mapping[str, Any] | None) -> Speaker | None:
    if record is None:
        return None
    name = _text(record, "name")
    if name is None or not name.strip():
        raise ValueError("speaker.name is empty")
    return Speaker(
        name=name,
        type=_one_of(record["type"], SPEAKER_TYPES, "speaker.type"),
        named=bool(record["named"]),
        role=_text(record, "role"),
        affiliation=_text(record, "affiliation"),
        mention=_optional_span(text, record.get("mention"), "mention"),
    )


def _one_of(value: object, choices: tuple[_Choice, ...], field: str) -> _Choice:
    for choice in choices:
        if value == choice:
            return choice
    raise ValueError(f"{field} is none of {', '.join(choices)}")


def _text(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{field} is no text")
    return value


def _optional_span(text: str, record: Mapping[str, Any] | None, part: str) -> Span | None:
    return None if record is None else _span(text, record, part)


def _span(text: str, record: Mapping[str, Any], part: str) -> Span:
    span = Span.of(text, record["start"], record["end"])
    if span.text != record["text"]:
        raise QueryError(
            f"the record's {part} does not stand at {span.start}:{span.end} of the article"
        )
    return span
