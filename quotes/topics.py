"""Annotated Doc → what each quote is about: the noun phrases of its words, as key terms.

They come from textacy's `token_matches` over the parts of speech. Its `noun_chunks` finds half as many in
quotes (it needs the heads of clauses, which a quote's span cuts off), and its key-term rankings (`sgrank`,
`textrank`) rank the words of one article, where what matters is how often many articles have a term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quotes.types import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MOST = 6
"""Terms of a quote."""

_MOST_WORDS = 4
_PHRASE: list[Any] = [{"POS": "ADJ", "OP": "*"}, {"POS": {"IN": ["NOUN", "PROPN"]}, "OP": "+"}]
# Words that nearly every subject has, and when it was said.
_EMPTY = frozenset(
    {
        "year", "month", "week", "day", "hour", "minute", "time", "moment", "morning", "evening",
        "night", "today", "tomorrow", "yesterday", "thing", "way", "lot", "people", "person", "man",
        "woman", "kind", "sort", "part", "bit", "number", "one", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    }
)  # fmt: skip
# Written like plurals of words in -y, or like plurals, and are none.
_IN_IE = frozenset(
    {"movie", "cookie", "tie", "pie", "lie", "zombie", "calorie", "prairie", "rookie", "selfie"}
)
_NO_PLURAL = frozenset({"series", "species", "news", "politics", "headquarters", "means"})


def with_topics(doc: Doc, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions of the article, each with the terms that its words are about."""
    return [
        replace(attribution, topics=tuple(_topics(doc, attribution)))
        for attribution in attributions
    ]


def _topics(doc: Doc, attribution: Attribution) -> list[str]:
    # Takes a second to import, and is needed where quotes are stored alone.
    from spacy.util import filter_spans
    from textacy.extract import token_matches

    found: dict[str, int] = {}
    for content in attribution.quote.content:
        span = doc.char_span(content.start, content.end, alignment_mode="contract")
        if span is None:
            continue
        for phrase in filter_spans(token_matches(span, _PHRASE)):
            words = list(_words(phrase))
            if 0 < len(words) <= _MOST_WORDS and not _EMPTY.issuperset(words):
                found.setdefault(" ".join(words), len(words))
    # More words say more; among equals the first come first.
    return sorted(found, key=lambda term: -found[term])[:MOST]


def _words(phrase: Span) -> Iterator[str]:
    """The phrase in the form that all its occurrences share; nothing where it is no term."""
    tokens = list(phrase)
    while tokens and tokens[0].is_stop:  # "last", "other", "many": nothing that is talked about
        tokens.pop(0)
    if not all(token.text[0].isalpha() and len(token) > 1 for token in tokens):
        return
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 2]
        named = any(_is_name(each) for each in (token, *following))
        word = token.text if named else token.lower_
        plural = not following and token.tag_ == "NNS" and not word.isupper()
        yield singular(word) if plural else word


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or any(letter.isupper() for letter in token.text[1:])


def singular(noun: str) -> str:
    """The singular of a plural in -s; other words as they are."""
    if noun in _NO_PLURAL or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and noun[:-1] not in _IN_IE:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun[:-1]
