"""Who is speaking, within one article: pronouns, surnames, abbreviations and descriptions to full names.

Names first, then one pass over the other mentions in reading order, with a small function for each kind. Ambiguity
gives None: no name is better than a wrong one. Nothing here needs a parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quotes.lexicon.speakers import word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.affiliations import affiliation_of, fuller_body
from quotes.resolve.announced import announced
from quotes.resolve.antecedents import SEARCHES, WEIGHTS, Ranking, Said, Weights
from quotes.resolve.describer import Describer
from quotes.resolve.descriptions import described, description, owned_name, possessive_end
from quotes.resolve.entities import Entity
from quotes.resolve.fields import tells_more
from quotes.resolve.joint import (
    company_of,
    has_examples,
    joined_people,
    joint_entity,
    joint_name,
)
from quotes.resolve.personal import (
    as_family,
    as_person,
    fuller,
    is_lone,
    is_lone_body,
    last_word_of,
    lone_names,
    plain_name,
    same_name,
    surnames_of,
)
from quotes.resolve.short_forms import as_body, as_name, department
from quotes.resolve.takeup import (
    naming,
    pair_or_group,
    people_together,
    person_taken_up,
    signed_by,
    subjects_together,
)
from quotes.resolve.unnamed import with_terms
from quotes.types import Article, Attribution, Mention, Quote, Scores, Span, Speaker

#: A byline of one person: two names, a desk ("Staff and agencies") or an address are more or less than that.
_ONE = re.compile(
    r"(?!.*\b(?i:and|with|staff|desk|agencies|team|press)\b)[^\W\d_][\w.’' -]+ [\w.’' -]+"
)


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
            resolver.describer.classed(resolver.speaker_of(quote)),
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
        self.abbreviations = Abbreviations(article.text)
        in_order = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        surnames = surnames_of(in_order)
        self.mentions = [as_name(mention, self.abbreviations, surnames) for mention in in_order]
        self.ranking = Ranking(self.mentions, scores, weights)
        self.entities: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}
        self.last_speaker: Entity | None = None
        self.describer = Describer(article.text, self.entities, self.of_mention, self.abbreviations)
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
        self.said_from = {start: said for (start, _), said in self.said.items()}
        lone = lone_names(self.mentions)
        names = [
            as_body(as_person(as_family(mention, surnames), surnames, lone), self.abbreviations)
            for mention in self.mentions
            if mention.kind == "name"
        ]
        # Full names first: headlines give the surname alone.
        for mention in sorted(names, key=lambda m: is_lone(m) or is_lone_body(m)):
            self._register(mention)
        last: Entity | None = None
        for mention in self.mentions:
            place = mention.span.start, mention.span.end
            if mention.kind == "nominal":
                self._register_nominal(mention)
                if place in self.said and mention.plural:
                    self._register_joint(mention)
            elif mention.kind == "pronoun":
                entity = self._pronoun(mention, last)
                if entity is not None:
                    self.of_mention[place] = entity
                    entity.hear(mention)
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
        return tuple(speaker for e in likely if (speaker := self.describer.describe(e)) is not None)

    def _source(self, source: Span) -> Entity | None:
        if source.text.lower() in ("i", "me"):
            around = self._quoted_by(source)
            if around is None:
                return self._author(source)
            source = around
        return self.of_mention.get((source.start, source.end))

    def _author(self, source: Span) -> Entity | None:
        """The one author: "I" outside quotation marks."""
        mention = next((m for m in self.mentions if m.span == source), None)
        if mention is None or mention.quoted:
            return None
        name = plain_name(re.sub(r"(?i)^by\s+", "", self.article.author or ""))
        if not name or not _ONE.fullmatch(name):
            return self._signer()
        mention = replace(mention, type="person")
        entity = self._same_name(name, mention)
        if entity is None:
            entity = Entity(name, "person", True, mention)
            self.entities.append(entity)
        return entity

    def _signer(self) -> Entity | None:
        """Whom the last line introduces as the author: somebody of whom the article does not speak."""
        signed = signed_by(self.article.text, self.mentions)
        entity = self.of_mention.get((signed.span.start, signed.span.end)) if signed else None
        if signed is None or entity is None:
            return None
        elsewhere = any(
            m.paragraph != signed.paragraph for m in entity.mentions if m.kind == "name"
        )
        return None if elsewhere else entity

    def _quoted_by(self, inner: Span) -> Span | None:
        """The source of the shortest quotation that holds the span: there, "I" is that source."""
        around = [
            (span.end - span.start, quote.source)
            for quote in self.quotes
            for span in quote.content
            if quote.source is not None and span.start <= inner.start and inner.end <= span.end
        ]
        return min(around)[1] if around else None

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
        if affiliation and (not entity.affiliation or fuller_body(affiliation, entity.affiliation)):
            entity.affiliation = affiliation
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _affiliation(self, mention: Mention) -> str | None:
        return affiliation_of(
            mention, self.mentions, self.entities, self.abbreviations, self.article.text
        )

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
        joint = joint_entity(name, mention, self.entities)
        joint.add(replace(mention, type="group", plural=True))
        self.of_mention[place] = joint

    def _same_name(self, name: str, mention: Mention) -> Entity | None:
        if mention.type == "person":
            return same_name(name, mention, [e for e in self.entities if e.type == "person"])
        expanded = self.abbreviations.expand(name).casefold()
        return next(
            (e for e in self.entities if e.type != "person" and e.named
             and self.abbreviations.expand(e.name).casefold() == expanded),
            last_word_of(name, self.entities) if is_lone_body(mention) else None,
        )  # fmt: skip

    # -- descriptions --------------------------------------------------------------------------------------

    def _register_nominal(self, mention: Mention) -> None:
        entity = (
            self._identified(mention)
            or department(mention, self.entities)
            or described(mention, self.entities, self.abbreviations, self.said)
            or self._announced(mention)
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
                owned = has_examples(mention, self.mentions)
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
        name = naming(mention, self.mentions, self.article.text)
        entity = self.of_mention.get((name.span.start, name.span.end)) if name else None
        if entity is None or entity.type != "person":
            return None
        if mention.head not in word_set("outsiders"):
            entity.role = entity.role or mention.role  # "a clerk named Ann Poe"
        return entity

    def _announced(self, mention: Mention) -> Entity | None:
        if mention.span.start not in self.said_from:
            return None
        return announced(
            mention, self.mentions, lambda m: m.span.start in self.said_from, self.of_mention.get
        )

    def _taken_up(self, mention: Mention) -> Entity | None:
        """Whom a source takes up by another word: people together, or one."""
        said = self.said_from.get(mention.span.start)
        if said is None:
            return None
        company = company_of(mention, self.of_mention.get)
        if company is not None:
            return joint_entity(company, mention, self.entities)
        size = pair_or_group(mention)
        name = people_together(mention, self.entities, both=size == 2) if size else None
        if name is not None:
            return joint_entity(name, mention, self.entities)
        return person_taken_up(mention, self.entities, self.ranking, said)

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
        if not likely and search.plural:
            return self._together(mention)
        if len(likely) > 1:
            self.open[mention.span.start, mention.span.end] = likely
        return likely[0] if len(likely) == 1 else None

    def _together(self, mention: Mention) -> Entity | None:
        """The people named together right before, whom "both" or "they" means."""
        if mention.head == "both":
            name = people_together(mention, self.entities, both=True)
            return joint_entity(name, mention, self.entities) if name else None
        parts = subjects_together(mention, self.mentions, self.article.text)
        people = [self.of_mention.get((m.span.start, m.span.end)) for m in parts or ()]
        if parts is None or None in people:
            return None
        name = joint_name(parts, [e.name for e in people if e is not None])
        return joint_entity(name, mention, self.entities) if name else None

    def _starting_at(self, start: int, mention: Mention) -> Entity | None:
        found = []
        for other in self.mentions:
            if other.span.start <= start < other.span.end and other.span.start < mention.span.start:
                entity = self.of_mention.get((other.span.start, other.span.end))
                if entity is not None:
                    found.append(entity)
        type_ = "person" if mention.head in ("who", "whom") else "organization"
        beside = [
            e for m in self.mentions
            if m.kind == "name" and m.type == type_ and 0 < mention.span.start - m.span.end <= 2
            and (e := self.of_mention.get((m.span.start, m.span.end)))
        ]  # fmt: skip
        # "a request by the Elm News, which argued", "an article by Ann Poe, who wrote": what is no speaker of
        # the kind gives way to the name right in front.
        people = type_ == "person"
        vague = ("unknown", "document", "organization") if people else ("unknown",)
        if beside and (not found or found[0].type in vague):
            return beside[-1]
        return found[0] if found else None
