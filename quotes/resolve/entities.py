"""Those of whom an article speaks, while it is read."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field

from quotes.types import Gender, Mention, SpeakerType


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody of whom the article has spoken: every mention so far that is known to be theirs.

    `short` holds the lone words that have meant this person before, `titles` every title that the article gives
    them, both in small letters.
    """

    name: str
    type: SpeakerType
    named: bool
    mention: Mention
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender | None = None
    role: str | None = None
    affiliation: str | None = None
    short: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Takes a mention in, in the order of the text."""
        insort(self.mentions, mention, key=lambda each: each.span.start)
