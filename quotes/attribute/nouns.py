"""Reports told by a noun: "her claim that …", "a promise from the mayor that …", "the surgeon’s apology — “…”".

The articles that the network learned from mark them by fits and starts. Here the parse decides: a noun of saying
with its clause, and somebody whose word it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.source import possessor_of
from quotes.attribute.syntax import noun_phrase
from quotes.lexicon import reporting
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

_CLAUSES = ("acl", "ccomp", "acl:relcl")
#: Whose word it is, behind the noun.
_FROM = frozenset({"from", "by"})
_DASHES = frozenset({"—", "–", "--", ":"})


def find_nouns(layout: Layout) -> list[Candidate]:
    """Candidates for nouns of saying outside quotation marks that have both content and source."""
    lists = reporting.phrases()["nouns"]
    thats, infinitives = frozenset(lists["that"]), frozenset(lists["to"])
    found = []
    for noun in layout.doc:
        word = noun.lower_
        if word not in thats or noun.pos_ != "NOUN" or layout.quoted(noun.i):
            continue
        content = _clause(layout, noun, word in infinitives) or _set_off(layout, noun)
        source = content and _whose(layout, noun)
        if content is not None and source is not None:
            found.append(
                Candidate(
                    rule="noun", word=word, act="statement", anchor=noun.i,
                    cue=layout.span(noun.i, noun.i + 1), source=source, content=[content],
                    regions=layout.regions_inside([content]),
                )
            )  # fmt: skip
    return found


def _clause(layout: Layout, noun: Token, infinitive: bool) -> Span | None:
    """The clause behind "that", or behind "to" where the noun promises, asks or threatens."""
    openers = {"that", "to"} if infinitive else {"that"}
    for child in noun.children:
        if child.dep_ not in _CLAUSES or child.i < noun.i:
            continue
        first, last = child.left_edge.i, child.right_edge.i + 1
        mark = next((t for t in child.children if t.dep_ == "mark" and t.i == first), None)
        if mark is not None and mark.lower_ in openers:
            return layout.span(first, min(last, layout.sentence(noun.i)[1]))
    return None


def _set_off(layout: Layout, noun: Token) -> Span | None:
    """The quotation that a dash or colon sets off right behind the noun."""
    if noun.i + 2 >= len(layout.doc) or layout.doc[noun.i + 1].text not in _DASHES:
        return None
    number = layout.region_of[noun.i + 2]
    if number < 0:
        return None
    region = layout.regions[number]
    return Span.of(layout.text, region.start, region.end)


def _whose(layout: Layout, noun: Token) -> Span | None:
    """The possessor, or whom the word comes from."""
    owner = possessor_of(layout, noun)
    if owner is not None:
        return owner
    for child in noun.children:
        cases = {t.lower_ for t in child.children if t.dep_ == "case"}
        if child.dep_ == "nmod" and child.i > noun.i and cases & _FROM:
            first, last = noun_phrase(layout, child)
            return layout.span(first + 1, last) if last - first > 1 else None
    return None
