"""Who is speaking, within one article: pronouns, surnames, abbreviations and descriptions to full names.

Names first, then one pass over the other mentions in reading order, with a small function for each kind. Ambiguity
gives None: no name is better than a wrong one. Nothing here needs a parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.antecedents import SEARCHES, TAKEN_UP, WEIGHTS, Ranking, Said, Weights
from quotes.resolve.descriptions import (
    described,
    description,
    owned_name,
    possessive_end,
    takes_up,
)
from quotes.resolve.entities import Entity
from quotes.resolve.fields import tells_more
from quotes.resolve.joint import joined_people, joint_name
from quotes.resolve.personal import (
    as_person,
    fuller,
    has_word,
    is_lone,
    plain_name,
    same_name,
    surnames_of,
)
from quotes.resolve.source_class import with_source_class
from quotes.resolve.unnamed import with_terms
from quotes.types import Article, Attribution, Mention, Quote, Scores, Span, Speaker

_IDENTITY = re.compile(r"(?:,| is| was)\s")
_IDENTITY_LENGTH = len(" was ")


def resolve(
    article: Article,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    scores: Scores = MappingProxyType({}),
    weights: Weights = WEIGHTS,
) -> list[Attribution]:
    """The quotes with their speakers. A quote whose source cannot be told keeps its source and has no speaker;
    where a few are as likely, it has them as candidates.

    `scores` are the network's for antecedents of `mentions`, which stand in reading order; the rules do without.
    """
    resolver = _Resolver(article, quotes, mentions, scores, weights)
    found = [
        Attribution(
            article,
            quote,
            with_source_class(resolver.describe(resolver.speaker_of(quote)), article.text),
            resolver.candidates(quote),
        )
        for quote in quotes
    ]
    return with_terms(found, article.text)


def chains(
    article: Article, mentions: Sequence[Mention], scores: Scores, weights: Weights = WEIGHTS
) -> list[list[Mention]]:
    """The mentions of each entity, in reading order: what `resolve` goes by, for measuring it."""
    return [e.mentions for e in _Resolver(article, (), mentions, scores, weights).entities]


class _Resolver:
    def __init__(
        self,
        article: Article,
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        scores: Scores,
        weights: Weights,
    ) -> None:
        self.article = article
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self.ranking = Ranking(self.mentions, scores, weights)
        self.abbreviations = Abbreviations(article.text)
        self.entities: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}
        self.last_speaker: Entity | None = None
        self.quotes = quotes
        #: Whom a source may mean, where that is ambiguous.
        self.open: dict[tuple[int, int], list[Entity]] = {}
        #: By the place of each source.
        self.said: dict[tuple[int, int], Said] = {}
        for quote in quotes:
            if quote.source is not None:
                said = self.said.setdefault((quote.source.start, quote.source.end), Said())
                said.content += quote.content
                said.addressees += [quote.addressee] if quote.addressee else []
        surnames = surnames_of(self.mentions)
        names = [
            self._as_body(as_person(mention, surnames))
            for mention in self.mentions
            if mention.kind == "name"
        ]
        # Full names first: headlines give the surname alone.
        for mention in sorted(names, key=is_lone):
            self._register(mention)
        last: Entity | None = None
        for mention in self.mentions:
            place = mention.span.start, mention.span.end
            if mention.kind == "nominal":
                self._register_nominal(mention)
            elif mention.kind == "pronoun":
                entity = self._pronoun(mention, last)
                if entity is not None:
                    self.of_mention[place] = entity
                    entity.add(mention)
                    entity.gender = entity.gender or mention.gender
            elif place in self.said:
                self._register_joint(mention)
            if place in self.said:
                last = self.of_mention.get(place)

    def speaker_of(self, quote: Quote) -> Entity | None:
        if quote.source is None:
            # A quotation without source goes on speaking for whoever spoke last.
            return self.last_speaker if quote.cue is None else None
        self.last_speaker = self._source(quote.source)
        return self.last_speaker

    def candidates(self, quote: Quote) -> tuple[Speaker, ...]:
        """Who may be speaking, the likeliest first, where that is ambiguous."""
        if quote.source is None:
            return ()
        likely = self.open.get((quote.source.start, quote.source.end), ())
        return tuple(speaker for e in likely if (speaker := self.describe(e)) is not None)

    def _source(self, source: Span) -> Entity | None:
        if source.text.lower() in ("i", "me"):
            source = self._quoted_by(source) or source
        return self.of_mention.get((source.start, source.end))

    def _quoted_by(self, inner: Span) -> Span | None:
        """The source of the shortest quotation that holds the span: there, "I" is that source."""
        around = [
            (span.end - span.start, quote.source)
            for quote in self.quotes
            for span in quote.content
            if quote.source is not None and span.start <= inner.start and inner.end <= span.end
        ]
        return min(around)[1] if around else None

    def describe(self, entity: Entity | None) -> Speaker | None:
        if entity is None:
            return None
        affiliation = entity.affiliation
        if affiliation:
            affiliation = self.abbreviations.expand(plain_name(affiliation))
        name = entity.name
        span = entity.mention.name or entity.mention.span
        if entity.named and entity.type != "person":
            name = self.abbreviations.expand(name)
        return Speaker(name, entity.type, entity.named, entity.role, affiliation, span)

    # -- names ---------------------------------------------------------------------------------------------

    def _register(self, mention: Mention) -> None:
        assert mention.name is not None
        name = plain_name(mention.name.text)
        if mention.type == "group":
            name = re.sub(r"(?i)^(?:both|neither|either)\s+|\b(?:the|a|an)\s+", "", name)
        if not name:
            return
        entity = self._same_name(name, mention)
        if entity is None:
            entity = Entity(name, mention.type, True, mention)
            self.entities.append(entity)
        elif fuller(name, entity.name):
            entity.name, entity.mention = name, mention
            if mention.type != "unknown":
                entity.type = mention.type
        entity.add(mention)
        if len(name.split()) == 1:
            entity.short.add(name.casefold())
        entity.gender = entity.gender or mention.gender
        affiliation = self._affiliation(mention)
        if mention.role:
            entity.titles.add(mention.role.casefold())
        if mention.role and tells_more(mention.role, entity.role):
            entity.role = mention.role
            entity.affiliation = affiliation or entity.affiliation
        entity.affiliation = entity.affiliation or affiliation
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _register_joint(self, mention: Mention) -> None:
        """Makes a group of the people whom a source joins by "and", each by his full name."""
        parts = joined_people(mention, self.mentions)
        people = [self.of_mention.get((part.span.start, part.span.end)) for part in parts]
        if not parts or None in people:
            return
        name = joint_name(parts, [e.name for e in people if e is not None])
        if name is None:
            return
        place = mention.span.start, mention.span.end
        known = self.of_mention.get(place)
        if known is not None:
            known.mentions = [m for m in known.mentions if m.span != mention.span]
        joint = next((e for e in self.entities if e.name == name), None)
        if joint is None:
            joint = Entity(name, "group", True, mention)
            self.entities.append(joint)
        joint.add(replace(mention, type="group", plural=True))
        self.of_mention[place] = joint

    def _affiliation(self, mention: Mention) -> str | None:
        """The organisation the mention gives; "its chairman" belongs to the last one named before."""
        owner = mention.affiliation
        if owner is None or owner not in ("its", "their", "there"):
            return self._organisation(owner) if owner and owner[:1].islower() else owner
        before = [
            m for m in self.mentions
            if m.type == "organization" and m.kind == "name" and m.span.end <= mention.span.start
            and mention.paragraph - m.paragraph <= 1
        ]  # fmt: skip
        if not before or before[-1].name is None:
            return None
        return plain_name(before[-1].name.text)

    def _organisation(self, description: str) -> str | None:
        """The named organisation that "the clinic", in "the clinic's director", must be."""
        head = description.split()[-1]
        matches = {
            e.name
            for e in self.entities
            if e.type == "organization" and e.named and has_word(e.name, head)
        }
        if not matches:
            return self.abbreviations.ending_in(head)
        return matches.pop() if len(matches) == 1 else None

    def _as_body(self, mention: Mention) -> Mention:
        """A short form that the article introduces in brackets stands for a body, not a person."""
        if (
            mention.type == "person"
            and mention.name
            and self.abbreviations.knows(mention.name.text)
        ):
            return replace(mention, type="organization")
        return mention

    def _same_name(self, name: str, mention: Mention) -> Entity | None:
        if mention.type == "person":
            return same_name(name, mention, [e for e in self.entities if e.type == "person"])
        expanded = self.abbreviations.expand(name).casefold()
        return next(
            (e for e in self.entities if e.type != "person" and e.named
             and self.abbreviations.expand(e.name).casefold() == expanded), None,
        )  # fmt: skip

    # -- descriptions --------------------------------------------------------------------------------------

    def _register_nominal(self, mention: Mention) -> None:
        entity = (
            self._identified(mention)
            or described(mention, self.entities, self.abbreviations)
            or self._taken_up(mention)
        )
        if entity is None:
            end = possessive_end(mention)
            owner = self.of_mention.get((mention.span.start, end)) if end is not None else None
            owned = owner is not None and owner.named
            if owner is not None and owner.named:
                name = owned_name(mention, owner.name, self.article.text)
            else:
                name = description(mention)
            entity = next(
                (
                    e for e in self.entities
                    if e.named == owned and e.name.casefold() == name.casefold()
                ),
                None,
            )  # fmt: skip
            if entity is None:
                entity = Entity(name, mention.type, owned, mention)
                entity.gender, entity.role = mention.gender, mention.role
                entity.affiliation = self._affiliation(mention)
                self.entities.append(entity)
        entity.add(mention)
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _identified(self, mention: Mention) -> Entity | None:
        """Whose name is set beside the description or is said to be theirs: "Its director, Ann Poe"."""
        end = mention.span.end
        if mention.type != "person" or mention.plural:
            return None
        for name in self.mentions:
            near = name.kind == "name" and end < name.span.start <= end + _IDENTITY_LENGTH
            if near and _IDENTITY.fullmatch(self.article.text[end : name.span.start]):
                entity = self.of_mention.get((name.span.start, name.span.end))
                return entity if entity is not None and entity.type == "person" else None
        return None

    def _taken_up(self, mention: Mention) -> Entity | None:
        """The person by name whom a source takes up by another word ("the nominee", "the 41-year-old"), where one
        alone is likely; the word becomes their title if it says more."""
        place = mention.span.start, mention.span.end
        if place not in self.said or not takes_up(mention):
            return None
        if any(not e.named and e.mention.head == mention.head for e in self.entities):
            return None
        people = [e for e in self.entities if e.named and e.type == "person"]
        titled = [e for e in people if mention.head in e.titles]
        if len(titled) == 1 and len(mention.span.text.split()) == 2:
            return titled[0]  # "the president" above "President Poe"
        ranked = self.ranking.rank(mention, TAKEN_UP, people, said=self.said[place])
        likely = self.ranking.likely(ranked)
        if len(likely) != 1:
            return None
        (person,) = likely
        if mention.role and tells_more(mention.role, person.role):
            person.role = mention.role
        return person

    # -- pronouns ------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, last: Entity | None) -> Entity | None:
        if mention.antecedent is not None:
            return self._starting_at(mention.antecedent, mention)
        search = SEARCHES.get(mention.head)
        if mention.quoted or search is None:
            return None
        said = self.said.get((mention.span.start, mention.span.end))
        ranked = self.ranking.rank(mention, search, self.entities, last=last, said=said)
        likely = self.ranking.likely(ranked)
        if len(likely) > 1:
            self.open[mention.span.start, mention.span.end] = likely
        return likely[0] if len(likely) == 1 else None

    def _starting_at(self, start: int, mention: Mention) -> Entity | None:
        for other in self.mentions:
            if other.span.start <= start < other.span.end and other.span.start < mention.span.start:
                entity = self.of_mention.get((other.span.start, other.span.end))
                if entity is not None:
                    return entity
        return None
