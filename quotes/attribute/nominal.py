"""Reporting nouns: "her claim that …", "officials have expressed concern that …", "a statement saying …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.speech import source_of
from quotes.attribute.syntax import noun_phrase, verb_group
from quotes.lexicon import reporting
from quotes.types import Act, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

_CLAUSAL = frozenset({"acl", "ccomp", "acl:relcl", "advcl"})


def find_nominal(layout: Layout) -> list[Candidate]:
    """Candidates whose cue is a noun, alone or under a light verb."""
    light = {form for verb in reporting.phrases()["light_verbs"] for form in reporting.inflections(verb)}
    found = []
    for token in layout.doc:
        act = reporting.nouns().get(token.lower_)
        if act is None or token.pos_ not in ("NOUN", "PROPN") or layout.quoted(token.i):
            continue
        candidate = _under_light_verb(layout, token, act, light) or _possessed(layout, token, act)
        if candidate is not None:
            found.append(candidate)
    return found


def _that_clause(layout: Layout, noun: Token) -> Span | None:
    """The clause behind "that" right after the noun, wherever the parser hung it."""
    high = layout.sentence(noun.i)[1]
    i = noun.i + 1
    if i < high and layout.doc[i].lower_ == "that":
        for owner in (noun, noun.head):
            for child in owner.children:
                if child.dep_ in _CLAUSAL and child.left_edge.i <= i <= child.i:
                    return layout.span(i, min(child.right_edge.i + 1, high))
    return None


def _under_light_verb(layout: Layout, noun: Token, act: Act, light: set[str]) -> Candidate | None:
    verb = noun.head
    if noun.dep_ not in ("obj", "obl") or verb.lower_ not in light or verb.i > noun.i:
        return None
    content = _that_clause(layout, noun)
    rule, cue_end = "noun-that", noun.i + 1
    if content is None:
        topic = next((c for c in (*noun.children, *verb.children) if c.dep_ in ("nmod", "obl", "advcl", "acl")
                      and c.left_edge.i == noun.i + 1 and c.left_edge.pos_ in ("ADP", "SCONJ")), None)  # fmt: skip
        if topic is None:
            return None
        rule, cue_end = "noun-topic", noun.i + 2
        content = layout.span(noun.i + 2, min(topic.right_edge.i + 1, layout.sentence(noun.i)[1]))
    source = source_of(layout, verb)
    if content is None or source is None:
        return None
    if rule == "noun-that":
        act = "statement"  # what was expressed aloud, with its words in a clause, was said
    elif act == "statement" or noun.lower_.startswith("concern"):
        act = "attitude" if act == "attitude" else act
    return Candidate(
        rule=rule, word=noun.lemma_.lower(), act=act, anchor=verb.i,
        cue=layout.span(verb_group(verb)[0], cue_end), source=source, content=[content],
    )  # fmt: skip


def _possessed(layout: Layout, noun: Token, act: Act) -> Candidate | None:
    owner = next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
    content = _that_clause(layout, noun)
    if owner is None or content is None:
        return None
    first, last = noun_phrase(layout, owner)
    if layout.doc[last - 1].lower_ in ("'s", "’s", "'", "’"):
        last -= 1
    source = layout.span(first, last)
    return Candidate(
        rule="possessive", word=noun.lemma_.lower(), act=act, anchor=noun.i,
        cue=layout.span(noun.i, noun.i + 1), source=source, content=[content],
    )  # fmt: skip
