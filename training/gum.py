"""GUM's mentions: the brackets of CorefUD's ``Entity=`` field."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKETS = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


class GumMention(NamedTuple):
    """Words `start` to `end` (exclusive), the kind of thing they mention and its number in the document."""

    start: int
    end: int
    kind: str
    entity: str


def gum_mentions(misc: list[str]) -> list[GumMention]:
    """The mentions of a sentence, from its words' MISC fields, in the order in which they end.

    Mentions that cross the sentence's end are left out.
    """
    open_: dict[str, list[tuple[int, str]]] = {}
    mentions = []
    for i, field in enumerate(misc):
        values = [v for v in field.split("|") if v.startswith("Entity=")]
        if not values:
            continue
        for single, opening, closing in _BRACKETS.findall(values[0][len("Entity=") :]):
            if single or opening:
                parts = (single or opening).split("-")
                entity, kind = parts[0], parts[1] if len(parts) > 1 else ""
                if single:
                    mentions.append(GumMention(i, i + 1, kind, entity))
                else:
                    open_.setdefault(entity, []).append((i, kind))
            elif open_.get(closing):
                start, kind = open_[closing].pop()
                mentions.append(GumMention(start, i + 1, kind, closing))
    return mentions
