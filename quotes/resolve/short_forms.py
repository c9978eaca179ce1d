"""Short forms of bodies that the tagger took for something else."""

from __future__ import annotations

from dataclasses import replace

from quotes.resolve.abbreviations import Abbreviations
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


def as_body(mention: Mention, abbreviations: Abbreviations) -> Mention:
    """A short form that the article introduces in brackets stands for a body, not a person."""
    name = mention.name if mention.type == "person" else None
    if name is not None and abbreviations.knows(name.text):
        return replace(mention, type="organization")
    return mention
