"""Whose people are: "its chairman" and "the clinic's director" by the organisation that the article names."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity
from quotes.resolve.personal import has_word, plain_name
from quotes.types import Mention


def affiliation_of(
    mention: Mention,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    abbreviations: Abbreviations,
) -> str | None:
    """The organisation the mention gives; "its chairman" belongs to the last one named before."""
    owner = mention.affiliation
    if owner is None or owner not in ("its", "their", "there"):
        if owner and owner[:1].islower():
            return _organisation(owner, entities, abbreviations)
        return owner
    before = [
        m for m in mentions
        if m.type == "organization" and m.kind == "name" and m.span.end <= mention.span.start
        and mention.paragraph - m.paragraph <= 1
    ]  # fmt: skip
    if not before or before[-1].name is None:
        return None
    return plain_name(before[-1].name.text)


def _organisation(
    description: str, entities: Sequence[Entity], abbreviations: Abbreviations
) -> str | None:
    """The named organisation that "the clinic", in "the clinic's director", must be."""
    head = description.split()[-1]
    matches = {
        e.name for e in entities if e.type == "organization" and e.named and has_word(e.name, head)
    }
    if not matches:
        return abbreviations.ending_in(head)
    return matches.pop() if len(matches) == 1 else None
