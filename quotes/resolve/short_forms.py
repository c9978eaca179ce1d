"""Short forms of bodies that the tagger took for something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity
from quotes.types import Mention


def as_name(mention: Mention, abbreviations: Abbreviations, surnames: set[str]) -> Mention:
    """A short form that stands alone, and is known for a body's, is its name: "ICE declined". So is the surname of
    somebody who has a common noun for one: "Law said"."""
    word = mention.span.text
    if mention.kind == "nominal" and word[:1].isupper() and word.casefold() in surnames:
        return replace(mention, kind="name", type="person", name=mention.span)
    if mention.kind != "nominal" or mention.type != "unknown" or not word.isupper():
        return mention
    if " " in word or abbreviations.expand(word) == word:
        return mention
    return replace(mention, kind="name", type="organization", name=mention.span)


def department(mention: Mention, entities: Sequence[Entity]) -> Entity | None:
    """The department that an article calls by the one word that tells it from others: "State declined"."""
    word = mention.span.text
    if mention.kind != "nominal" or " " in word or not word[:1].isupper():
        return None
    names = {name.casefold() for name in department_names(word)}
    return next(
        (e for e in entities if e.named and e.name.removeprefix("U.S. ").casefold() in names), None
    )


def department_names(field: str) -> tuple[str, str]:
    """The names that the department for a field may have: "State Department", "Department of State"."""
    return f"{field} Department", f"Department of {field}"


def as_body(mention: Mention, abbreviations: Abbreviations) -> Mention:
    """A short form that the article introduces in brackets stands for a body, not a person."""
    name = mention.name if mention.type == "person" else None
    if name is not None and abbreviations.knows(name.text):
        return replace(mention, type="organization")
    return mention
