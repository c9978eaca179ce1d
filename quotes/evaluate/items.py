"""One attribution as the scores compare it, whether it comes from a gold file or from a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from quotes.evaluate.words import Offsets
from quotes.types import Article, Attribution, Span

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

Value = str | bool | None
CHOICES = ("act", "kind", "name", "type", "named")
"""Fields that every attribution has: scored as accuracy."""
DETAILS = ("role", "affiliation", "addressee", "medium", "via")
"""Fields that an attribution may have: scored as precision and recall."""
FIELDS = CHOICES + DETAILS


@dataclass(frozen=True, slots=True)
class Item:
    """Spans and fields of one attribution.

    `fields` holds what is known, by the names in `FIELDS`: a missing key says nothing, None says
    that there is none. `accept` lists other values that are as good. `line` is the line of the gold
    file, `confidence` the program's own.
    """

    content: tuple[Offsets, ...]
    cue: tuple[Offsets, ...] = ()
    source: tuple[Offsets, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)
    accept: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    level: str | None = None
    line: int | None = None
    confidence: float | None = None

    def spans(self, role: Role) -> tuple[Offsets, ...]:
        """The spans of one role, in reading order."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its annotation; `others` are further people's annotations of it.

    `name` is what the gold file calls it, the same wherever the files lie. `reviewed` are the spans of the text
    that somebody looked at, None for all of it: elsewhere nothing is known, for training alone.
    """

    name: str
    article: Article
    items: tuple[Item, ...]
    others: tuple[tuple[Item, ...], ...] = ()
    reviewed: tuple[Offsets, ...] | None = None


def from_attribution(attribution: Attribution) -> Item:
    """What a program predicted, in the form that is scored."""
    quote, speaker = attribution.quote, attribution.speaker
    fields: dict[str, Value] = {
        "act": quote.act,
        "kind": quote.kind,
        "name": speaker.name if speaker else None,
        "type": speaker.type if speaker else None,
        "named": speaker.named if speaker else None,
        "role": speaker.role if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
        "addressee": quote.addressee,
        "medium": quote.medium,
        "via": quote.via,
    }
    return Item(
        content=tuple((span.start, span.end) for span in quote.content),
        cue=_optional(quote.cue),
        source=_optional(quote.source),
        fields=fields,
        confidence=quote.confidence,
    )


def _optional(span: Span | None) -> tuple[Offsets, ...]:
    return ((span.start, span.end),) if span else ()


def text_of(text: str, spans: tuple[Offsets, ...]) -> str:
    """The spans' words as people read them, on one line."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)
