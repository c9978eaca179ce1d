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

_TOPIC = frozenset({"about", "over", "for", "of", "on", "against", "to"})


def find_nominal(layout: Layout) -> list[Candidate]:
    """Candidates whose cue is a noun, alone or under a light verb."""
    light = {
        form for verb in reporting.phrases()["light_verbs"] for form in reporting.inflections(verb)
    }
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
    if i + 2 >= high or layout.doc[i].lower_ != "that":
        return None
    for owner in (noun, noun.head):
        for child in owner.children:
            if child.left_edge.i <= i <= child.i and child.right_edge.i > i + 1:
                return layout.span(i, min(child.right_edge.i + 1, high))
    return None


def _under_light_verb(layout: Layout, noun: Token, act: Act, light: set[str]) -> Candidate | None:
    verb = _light_verb(layout, noun, light)
    if verb is None:
        return None
    high = layout.sentence(noun.i)[1]
    after = noun.i + 1
    content = _that_clause(layout, noun)
    rule, cue_end = "noun-that", after
    if content is None and after < high and layout.doc[after].lower_ in _TOPIC:
        edges = [c.right_edge.i for c in (*noun.children, *verb.children)
                 if c.dep_ in ("nmod", "obl", "advcl", "acl") and c.left_edge.i == after]  # fmt: skip
        if edges:
            rule, cue_end = "noun-topic", after + 1
            content = layout.span(cue_end, min(max(edges) + 1, high))
    source = source_of(layout, verb)
    if content is None or source is None:
        return None
    # What is expressed in a clause was said in words; a bare topic leaves it at the attitude.
    return Candidate(
        rule=rule, word=noun.lemma_.lower(), act="statement" if rule == "noun-that" else act, anchor=verb.i,
        cue=layout.span(verb_group(verb)[0], cue_end), source=source, content=[content],
    )  # fmt: skip


def _light_verb(layout: Layout, noun: Token, light: set[str]) -> Token | None:
    """The verb that governs the noun, by the parse or by standing right before it and its modifiers."""
    if noun.dep_ in ("obj", "obl") and noun.head.lower_ in light and noun.head.i < noun.i:
        return noun.head
    i = noun.i - 1
    while i > layout.sentence(noun.i)[0] and layout.doc[i].pos_ in ("ADJ", "DET", "ADV", "NOUN"):
        i -= 1
    token = layout.doc[i]
    return token if token.lower_ in light and token.tag_.startswith("VB") else None


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
