"""Silence: who declined to comment, did not respond, could not be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.source import source_of
from quotes.attribute.syntax import noun_phrase, subject_of, verb_group
from quotes.lexicon import reporting

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout


def find_silence(layout: Layout) -> list[Candidate]:
    """Candidates with act `silence`."""
    lists = reporting.phrases()["silence"]
    decline = set(lists["decline"])
    declined = set(lists["declined"])
    unanswered = set(lists["unanswered"])
    withheld = set(lists["withheld"])
    unreachable = set(lists["unreachable"])
    found = []
    for token in layout.doc:
        if layout.quoted(token.i):
            continue
        candidate = None
        if token.lower_ in decline:
            candidate = _declined(layout, token, declined)
        elif (token.lower_ in unanswered and _negated(layout, token)) or (
            token.lower_ in withheld and _withholds(layout, token)
        ):
            candidate = _silent(layout, token)
        elif token.lower_ in unreachable and _negated(layout, token):
            candidate = _silent(layout, token, passive=True)
        if candidate is not None:
            found.append(candidate)
    return found


#: Words that open an embedded question.
_OPEN = frozenset({"whether", "if", "when", "why", "how", "who", "what", "where", "which", "more"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "cannot", "no", "neither", "none"})


def _negated(layout: Layout, verb: Token) -> bool:
    """By a dependent, by the word before it, or by its subject: "neither agency would comment"."""
    if any(child.lower_ in _NEGATIONS for child in verb.children):
        return True
    if verb.i > 0 and layout.doc[verb.i - 1].lower_ in _NEGATIONS:
        return True
    subject = subject_of(verb)
    return subject is not None and any(
        t.lower_ in ("neither", "none", "no") for t in subject.subtree
    )


def _withholds(layout: Layout, verb: Token) -> bool:
    """ "would not say whether", "did not discuss": what was asked is left open."""
    if not _negated(layout, verb) or not any(
        c.lower_ in ("would", "did", "could") for c in verb.children
    ):
        return False
    after = layout.doc[verb.i + 1].lower_ if verb.i + 1 < len(layout.doc) else ""
    return verb.lower_ != "say" or after in _OPEN


def _declined(layout: Layout, verb: Token, declined: set[str]) -> Candidate | None:
    following = layout.doc[verb.i + 1 : verb.i + 3]
    if (
        len(following) < 2 or following[0].lower_ != "to" or following[1].lower_ not in declined
    ) and not (
        len(following) and following[0].lower_ in ("comment", "interview", "requests", "request")
    ):
        return None
    return _silent(layout, verb)


def _silent(layout: Layout, verb: Token, *, passive: bool = False) -> Candidate | None:
    high = layout.sentence(verb.i)[1]
    group = verb_group(verb)
    end = group[1]
    for child in verb.children:
        if child.dep_ in ("xcomp", "obl", "obj", "advmod", "ccomp") and child.i > verb.i:
            end = max(end, min(child.right_edge.i + 1, high))
    content = layout.span(verb.i + 1 if end > verb.i + 1 else verb.i, end)
    if content is None:
        return None
    source = None
    if passive:
        subject = subject_of(verb)
        if subject is not None:
            source = layout.span(*noun_phrase(layout, subject, stop=verb.i))
    else:
        source = source_of(layout, verb)
    if source is None:
        return None
    return Candidate(
        rule="silence", word=verb.lower_, act="silence", anchor=verb.i,
        cue=layout.span(group[0], max(verb.i + 1, group[0] + 1)), source=source, content=[content],
    )  # fmt: skip
