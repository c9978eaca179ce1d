"""The source of a verb by the parse, for what the network does not do: silence, quotations behind a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.syntax import noun_phrase, shared_subject, subject_of
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout


def source_of(layout: Layout, verb: Token) -> Span | None:
    """The whole noun phrase of the verb's subject, its own or one it shares; the agent of a passive."""
    subject = subject_of(verb)
    if subject is not None and subject.dep_ == "nsubj:pass":
        return agent_of(layout, verb)
    subject = subject or shared_subject(verb)
    if subject is None or subject.is_space or layout.quoted(subject.i):
        return None
    return _trimmed(layout, *noun_phrase(layout, subject, stop=verb.i))


def possessor_of(layout: Layout, noun: Token) -> Span | None:
    """The whole noun phrase of whom the noun belongs to, without the mark of it: "the mayor’s claim"."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" and child.i < noun.i:
            first, last = noun_phrase(layout, child, stop=noun.i)
            if last - first > 1 and layout.doc[last - 1].tag_ == "POS":
                last -= 1
            return layout.span(first, last)
    return None


def agent_of(layout: Layout, verb: Token) -> Span | None:
    """The whole noun phrase behind a passive's "by"; None without one."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return _trimmed(layout, *noun_phrase(layout, child))
    return None


def _trimmed(layout: Layout, first: int, last: int) -> Span | None:
    """Without a conjunction or preposition in front, and up to the first quotation mark."""
    while first < last and layout.doc[first].pos_ in ("CCONJ", "SCONJ", "ADP", "PUNCT", "SPACE"):
        first += 1
    quoted = (i for i in range(first, last) if layout.quoted(i))
    return layout.span(first, next(quoted, last))
