"""Those of whom an article speaks, while it is read."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from quotes.types import Gender, Mention, SpeakerType


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody of whom the article has spoken: every mention so far that is known to be theirs.

    `gender` is what titles and role words tell; `heard` counts the pronouns that were taken to mean them.
    `short` holds the lone words that have meant this person before, `titles` every title that the article gives
    them, both in small letters.
    """

    name: str
    type: SpeakerType
    named: bool
    mention: Mention
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender | None = None
    heard: Counter[Gender] = field(default_factory=Counter)
    role: str | None = None
    affiliation: str | None = None
    short: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Takes a mention in, in the order of the text."""
        insort(self.mentions, mention, key=lambda each: each.span.start)

    def hear(self, pronoun: Mention) -> None:
        """Takes a pronoun in that means them."""
        self.add(pronoun)
        if pronoun.gender is not None:
            self.heard[pronoun.gender] += 1

    @property
    def usual(self) -> Gender | None:
        """The gender of most pronouns that were taken to mean them; None where no gender has most."""
        ranked = self.heard.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


MeantBy = Callable[[tuple[int, int]], Entity | None]
"""Whom the mention with these offsets means, None where that is not known."""
