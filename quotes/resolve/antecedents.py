"""Whom a pronoun or a description means: hard rules say who cannot be meant, evidence ranks the others.

Mention ranking (Denis & Baldridge 2008) over entities: each candidate is scored by the network's pairwise scores
of its earlier mentions (Lee et al. 2017) and by what newsrooms' habits say. The weights were chosen on GUM's
development part and the articles of data/speakers that are not held out (docs/method.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.lexicon.given import usual_gender
from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.entities import Entity
from quotes.resolve.personal import name_parts, plain_name, same_person
from quotes.types import Mention, Scores, Span, SpeakerType


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence counts, in units of log odds.

    `score` multiplies the network's score, `paragraph` and `sentence` count for each one passed (three at
    most), `subject` for a last mention that is a subject, `main` for one of a main clause, `speaker` for whoever
    was the last source, `description` for somebody whom the article gives no name, `again` the share of that for
    whoever was the last source, `unsure` for a type that nothing tells, `given` for a given name that is usually
    borne by the other gender, `heard` for a gender that earlier pronouns contradict. The best must be ahead by
    `margin`, and by `beside` of somebody who did the same ("Poe and Ray met"). Less is as good as none.
    """

    score: float = 0.1
    paragraph: float = -2.0
    sentence: float = -0.3
    subject: float = 1.0
    main: float = 0.3
    speaker: float = 0.7
    description: float = -2.0
    again: float = 0.5
    unsure: float = -1.0
    given: float = -3.0
    heard: float = -3.0
    margin: float = 0.1
    beside: float = 0.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Search:
    """Where an antecedent is looked for: among which types, of which number, how many paragraphs back."""

    types: tuple[SpeakerType, ...]
    plural: bool
    reach: int


#: By pronoun. People may be far back; "it" is rarely a speaker, and means the body named right before.
_PERSON = Search(("person", "unknown"), False, 4)
_GROUP = Search(("group", "organization", "person"), True, 2)
SEARCHES: Mapping[str, Search] = {
    "he": _PERSON, "she": _PERSON, "him": _PERSON, "his": _PERSON, "her": _PERSON,
    "they": _GROUP, "them": _GROUP, "their": _GROUP, "both": _GROUP,
    "it": Search(("organization", "document"), False, 1),
}  # fmt: skip
#: For descriptions that take somebody up.
TAKEN_UP = Search(("person",), False, 1)


@dataclass(slots=True)
class Said:
    """What a source is the source of, and whom it was told: neither names the source itself."""

    content: list[Span] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)

    def excludes(self, entity: Entity, source: Mention) -> bool:
        """Whether the entity cannot have said it. Nobody speaks of himself by name, and a name behind a pronoun in
        one sentence means somebody else (principle C of the binding theory); in front of it the name may be the
        pronoun's own: "Poe was late, she said"."""
        if any(same_person(plain_name(told), entity.name) for told in self.addressees):
            return True
        return any(
            m.kind == "name"
            and span.start <= m.span.start < span.end
            and (m.quoted or (m.sentence == source.sentence and m.span.end > source.span.start))
            for span in self.content
            for m in entity.mentions
        )


class Ranked(NamedTuple):
    """A candidate with its log odds and its mention nearest to the anaphor."""

    odds: float
    entity: Entity
    nearest: Mention


class Ranking:
    """Ranks the entities of one article."""

    def __init__(
        self, mentions: Sequence[Mention], scores: Scores, weights: Weights = WEIGHTS
    ) -> None:
        self._numbers = {(m.span.start, m.span.end): n for n, m in enumerate(mentions)}
        self._scores = scores
        self._weights = weights

    def rank(
        self,
        anaphor: Mention,
        search: Search,
        entities: Iterable[Entity],
        *,
        last: Entity | None = None,
        said: Said | None = None,
    ) -> list[Ranked]:
        """The entities that may be meant, best first.

        `last` is the source before, `said` what the anaphor is the source of.
        """
        ranked = []
        for entity in entities:
            if not _agrees(entity, anaphor, search) or (said and said.excludes(entity, anaphor)):
                continue
            earlier = _earlier(entity, anaphor, search)
            if earlier:
                odds = self._odds(anaphor, entity, earlier, entity is last)
                ranked.append(Ranked(odds, entity, earlier[-1]))
        # Equal odds are settled by nearness, which does not depend on the order of the entities.
        ranked.sort(key=lambda each: (-each.odds, -each.nearest.span.start))
        return ranked

    def likely(self, ranked: Sequence[Ranked]) -> list[Entity]:
        """The first of the ranked with all that are nearly as likely; more than one is ambiguous."""
        return [each.entity for each in ranked if self._nearly(ranked[0], each)]

    def _nearly(self, best: Ranked, other: Ranked) -> bool:
        side = _side_by_side(best.nearest, other.nearest)
        return best.odds - other.odds <= (self._weights.beside if side else self._weights.margin)

    def _odds(
        self, anaphor: Mention, entity: Entity, earlier: Sequence[Mention], spoke: bool
    ) -> float:
        weights, nearest = self._weights, earlier[-1]
        odds = weights.paragraph * min(anaphor.paragraph - nearest.paragraph, 3)
        odds += weights.sentence * min(anaphor.sentence - nearest.sentence, 3)
        recent = [m for m in earlier if m.paragraph >= nearest.paragraph]
        odds += weights.subject * any(m.subject for m in recent)
        odds += weights.main * any(m.main for m in recent)
        odds += weights.speaker * spoke
        # "The governor" may well be somebody named elsewhere; whoever has just spoken may go on without a name.
        odds += weights.description * (not entity.named) * (weights.again if spoke else 1.0)
        odds += weights.unsure * (entity.type == "unknown")
        usual = entity.usual if entity.gender is None else None
        odds += weights.heard * bool(usual and anaphor.gender and usual != anaphor.gender)
        odds += weights.given * _has_other_given_name(entity, anaphor)
        return odds + weights.score * self.score(anaphor, earlier)

    def score(self, anaphor: Mention, earlier: Iterable[Mention]) -> float:
        """The network's score for any of the earlier mentions, 0 where it has none."""
        number = self._numbers.get((anaphor.span.start, anaphor.span.end), -1)
        row = self._scores.get(number)
        if row is None:
            return 0.0
        first = number - len(row)
        numbers = (self._numbers[m.span.start, m.span.end] - first for m in earlier)
        found = [row[n] for n in numbers if 0 <= n < len(row)]
        return _log_sum(found) if found else min(row, default=0.0)


def _side_by_side(one: Mention, other: Mention) -> bool:
    """Whether both are subjects of one sentence, each by name."""
    return (
        one.span != other.span and one.subject and other.subject
        and (one.paragraph, one.sentence) == (other.paragraph, other.sentence)
        and one.kind == other.kind == "name"
    )  # fmt: skip


def _earlier(entity: Entity, anaphor: Mention, search: Search) -> list[Mention]:
    found = [
        m for m in entity.mentions
        if m.span.end <= anaphor.span.start and anaphor.paragraph - m.paragraph <= search.reach
        and not m.quoted and (m.plural == search.plural or (m.kind == "name" and not search.plural))
    ]  # fmt: skip
    return sorted(found, key=lambda m: m.head_start)


def _agrees(entity: Entity, anaphor: Mention, search: Search) -> bool:
    if entity.type not in search.types:
        return False
    if entity.type == "unknown" and _is_document(entity.mention):
        return False  # nothing tells who "a series of emails" are, but not that they are no person
    return not (entity.gender and anaphor.gender and entity.gender != anaphor.gender)


def _is_document(mention: Mention) -> bool:
    words = mention.span.text.split()
    return any(
        singular(word.casefold()) in word_set("document") for word in (mention.head, words[-1])
    )


def _has_other_given_name(entity: Entity, anaphor: Mention) -> bool:
    """Whether the given name speaks against the pronoun; where the article itself tells, it is not asked."""
    if anaphor.gender is None or entity.gender is not None or not entity.named:
        return False
    if entity.usual == anaphor.gender:
        return False
    parts = name_parts(entity.name)
    usual = usual_gender(parts[0]) if parts else None
    return usual is not None and usual != anaphor.gender


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
