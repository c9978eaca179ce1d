"""What a phrase tells of somebody's gender: pronouns, honorifics, words for kin and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes.attribute.organisations import Tokens
from quotes.lexicon.speakers import word_set
from quotes.types import Gender, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout


def told_gender(
    tokens: Sequence[Token], kind: MentionKind, name: Span | None, role: Tokens
) -> Gender | None:
    """By a pronoun, by what stands right before a name, by the role: "Ms. Park", "Ada Park, the chairwoman".
    Other people in the phrase have a gender of their own: "Ada Park, an aide to Mr. Cole"."""
    if kind == "pronoun":
        return _told_by(tokens)
    if name is not None:
        lead = [t for t in tokens if t.idx < name.start]
        lead = lead[-2:] if lead and lead[-1].text == "." else lead[-1:]
        return _told_by(lead) or _told_by(_of_their_own(role))
    return _told_by(_of_their_own(tokens[:12]))


def _of_their_own(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words up to the first preposition, without whose they are: "the mayor's | sister | in Elm"."""
    end = next((k for k, t in enumerate(tokens) if k and t.pos_ == "ADP"), len(tokens))
    start = max((k + 1 for k, t in enumerate(tokens[:end]) if t.tag_ == "POS"), default=0)
    return tokens[start:end]


def _told_by(tokens: Iterable[Token]) -> Gender | None:
    for token in tokens:
        word = token.lower_.rstrip(".")
        if word in word_set("feminine"):
            return "feminine"
        if word in word_set("masculine"):
            return "masculine"
    return None


def apposed_gender(layout: Layout, tokens: Sequence[Token], name: Span | None) -> Gender | None:
    """By the noun that stands right before a name or is set off from it: "his wife, Ann", "actor Ben Cole"."""
    first = tokens[0].i
    if name is None or first == 0 or name.start != tokens[0].idx:
        return None
    before = layout.doc[first - 1]
    if before.text == "," and first > 1:
        before = layout.doc[first - 2]
        # "the actress, Ben Cole and others": a list, unless the noun belongs to somebody.
        if not any(child.dep_ == "nmod:poss" for child in before.children):
            return None
    return _told_by([before]) if before.pos_ == "NOUN" else None
