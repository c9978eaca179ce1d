"""Cues that the words make plain where the network, which learned outermost reports of one house style, sees none.

Their content and source are still read off by the network; this module only points at words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import TokenRange
from quotes.attribute.syntax import FINITE, SUBJECTS
from quotes.lexicon import reporting

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: What may stand before "per" where it credits somebody: "…, per the ministry", but "a dollar per head".
_BEFORE = frozenset({"", ",", "—", "–", "-", "("})


def find_credits(layout: Layout) -> list[TokenRange]:
    """ "according to", "per", "in the words of", each before somebody who can be credited."""
    phrases: list[list[str]] = reporting.phrases()["credits"]
    words = [token.lower_ for token in layout.doc]
    found = []
    for first, word in enumerate(words):
        for phrase in phrases:
            last = first + len(phrase)
            if (
                word == phrase[0]
                and words[first:last] == phrase
                and _credits_somebody(layout, first, last)
            ):
                found.append((first, last))
    return found


def _credits_somebody(layout: Layout, first: int, last: int) -> bool:
    if last >= len(layout.doc):
        return False
    after = layout.doc[last]
    if after.tag_ == "NN" and not any(child.i > after.i for child in after.children):
        return False  # "according to plan", "according to age"
    if last - first > 1:
        return not after.is_punct
    before = layout.doc[first - 1].text.strip() if first else ""
    return before in _BEFORE and (after.pos_ in ("PROPN", "DET") or after.is_title)


def find_that_clauses(layout: Layout) -> list[TokenRange]:
    """Finite verbs with a subject and a clause behind "that": what a credited text or a post itself reports."""
    return [(token.i, token.i + 1) for token in layout.doc if _reports(token)]


def _reports(token: Token) -> bool:
    if token.pos_ != "VERB" or token.tag_ not in FINITE:
        return False
    clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
    return (
        clause is not None
        and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        and any(c.dep_ in SUBJECTS for c in token.children)
    )
