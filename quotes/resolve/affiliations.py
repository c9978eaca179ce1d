"""Whose people are: "its chairman" and "the clinic's director" by the organisation that the article names, "a
spokesman" by the one that the sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotes.lexicon.speakers import word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity
from quotes.resolve.personal import has_word, plain_name
from quotes.types import Mention

_ITS = frozenset({"its", "their", "there"})
_SPOKE = frozenset({"spokesman", "spokeswoman", "spokesperson"})


def affiliation_of(
    mention: Mention,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    abbreviations: Abbreviations,
    text: str,
) -> str | None:
    """The organisation the mention gives; "its chairman" belongs to the last one named before."""
    owner = mention.affiliation
    if owner in _ITS:
        return _last_named(mention, mentions)
    if owner and owner[:1].islower():
        found = _organisation(owner, mention, entities, abbreviations)
        stands_in = owner in word_set("stand_ins")
        return found or (_last_named(mention, mentions, active=True) if stands_in else None)
    if owner:
        owner = _fuller(owner, entities)
        return _campaign(plain_name(re.sub(r"[’']s? ", " ", owner)), text) or owner
    spoke = mention.role is not None and mention.role.casefold() in _SPOKE
    return _subject(mention, mentions) if spoke else None


def fuller_body(name: str, other: str) -> bool:
    """Whether the name has all words of the other's and more at one end: "Elm Club of Poe", "Elm Club"."""
    return name.startswith((f"{other} ", f"{other}, ")) or name.endswith(f" {other}")


def _fuller(owner: str, entities: Sequence[Entity]) -> str:
    """The one longer name in the article that begins or ends with the word: "Crossroads", "Elm Crossroads"."""
    if " " in owner or not owner[:1].isupper() or owner.isupper():
        return owner
    bodies = (e.name for e in entities if e.type == "organization" and e.named)
    longer = {
        name.removeprefix("The ")
        for name in bodies
        if " " in name and owner in (name.split()[0], name.split()[-1])
    }
    # "Elm Group" and "Elm Group Inc." are one.
    shortest = [a for a in longer if not any(a != b and a.startswith(b) for b in longer)]
    return shortest[0] if len(shortest) == 1 else owner


def _last_named(
    mention: Mention, mentions: Sequence[Mention], *, active: bool = False
) -> str | None:
    """The organisation named last, in this paragraph or the one before; `active`: as a subject."""
    return _last_body(
        mention,
        mentions,
        lambda m: mention.paragraph - m.paragraph <= 1 and (m.subject or not active),
    )


def _subject(mention: Mention, mentions: Sequence[Mention]) -> str | None:
    """The organisation that the sentence is about, or the one before: "Elm Lines was sorry, a spokesman, Ben Ray,
    said"."""
    return _last_body(
        mention,
        mentions,
        lambda m: (
            m.subject
            and not m.quoted
            and m.paragraph == mention.paragraph
            and mention.sentence - m.sentence <= 1
        ),
    )


def _last_body(
    mention: Mention, mentions: Sequence[Mention], fits: Callable[[Mention], bool]
) -> str | None:
    """The last of the organisations named before the mention that fit."""
    before = [
        m for m in mentions
        if m.type == "organization" and m.kind == "name" and m.span.end <= mention.span.start and fits(m)
    ]  # fmt: skip
    return plain_name(before[-1].name.text) if before and before[-1].name else None


def _campaign(name: str, text: str) -> str | None:
    """The campaign by the candidate's name, "Poe campaign", where the article calls it so."""
    if not name.endswith(" campaign"):
        return None
    called = re.search(rf"\b{re.escape(name)}\b", text)
    return name if called else None


def _latest(names: set[str], mention: Mention, entities: Sequence[Entity]) -> str | None:
    """Of several bodies the one named last before the mention."""
    places = [
        (m.span.start, e.name)
        for e in entities
        if e.name in names
        for m in e.mentions
        if m.span.end <= mention.span.start
    ]
    return max(places)[1] if places else None


def _organisation(
    description: str, mention: Mention, entities: Sequence[Entity], abbreviations: Abbreviations
) -> str | None:
    """The named organisation that "the clinic", in "the clinic's director", must be."""
    *others, head = description.split()
    matches = {
        e.name for e in entities if e.type == "organization" and e.named and has_word(e.name, head)
    }
    if description.islower():
        matches = {name for name in matches if all(has_word(name, word) for word in others)}
    if not matches:
        return None if others and description.islower() else abbreviations.ending_in(head)
    if len(matches) < 2:
        return next(iter(matches), None)
    return _latest(matches, mention, entities)
