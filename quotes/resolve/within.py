"""Who is speaking, within one article: pronouns, surnames, abbreviations and descriptions to full names.

One ordered pass over the quotes, with a small function for each kind of mention. Ambiguity gives None: no
name is better than a wrong one. Nothing here needs a parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.antecedents import SEARCHES, Ranking, Said
from quotes.resolve.entities import Entity
from quotes.resolve.personal import fuller, has_word, name_parts, plain_name, same_name
from quotes.types import Article, Attribution, Mention, Quote, Scores, Span, Speaker

#: Between two names side by side, the first one with or without an appositive.
_AND = re.compile(r"^(?:,?\s(?:and\s)?|.*,\sand\s)$", re.DOTALL)
_HIS = re.compile(r"(his|her)\s+(?=\S)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:the|a|an|one(?!\s+of\b))\s+(?=\S)", re.IGNORECASE)


def resolve(
    article: Article,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    scores: Scores = MappingProxyType({}),
) -> list[Attribution]:
    """The quotes with their speakers. A quote whose source cannot be told keeps its source and has no speaker.

    `scores` are the network's for antecedents of `mentions`, which stand in reading order; the rules do without.
    """
    resolver = _Resolver(article, quotes, mentions, scores)
    return [
        Attribution(article, quote, resolver.describe(resolver.speaker_of(quote)))
        for quote in quotes
    ]


def chains(
    article: Article, mentions: Sequence[Mention], scores: Scores = MappingProxyType({})
) -> list[list[Mention]]:
    """The mentions of each entity, in reading order: what `resolve` goes by, for measuring it."""
    return [entity.mentions for entity in _Resolver(article, (), mentions, scores).entities]


class _Resolver:
    def __init__(
        self,
        article: Article,
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        scores: Scores,
    ) -> None:
        self.article = article
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self.ranking = Ranking(self.mentions, scores)
        self.abbreviations = Abbreviations(article.text)
        self.entities: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}
        self.last_speaker: Entity | None = None
        self.quotes = quotes
        #: By the place of each source.
        self.said: dict[tuple[int, int], Said] = {}
        for quote in quotes:
            if quote.source is not None:
                said = self.said.setdefault((quote.source.start, quote.source.end), Said())
                said.content += quote.content
                said.addressees += [quote.addressee] if quote.addressee else []
        surnames = _surnames(self.mentions)
        names = [
            self._as_body(_as_person(mention, surnames))
            for mention in self.mentions
            if mention.kind == "name"
        ]
        # Full names first: headlines give the surname alone.
        for mention in sorted(names, key=_is_lone):
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

    def _source(self, source: Span) -> Entity | None:
        if source.text.lower() in ("i", "me"):
            around = self._quote_around(source)
            return self._source(around) if around is not None else None
        return self.of_mention.get((source.start, source.end))

    def _quote_around(self, inner: Span) -> Span | None:
        """The source of the nearest quotation whose words hold the span: there, "I" is that source."""
        around = [
            (span.end - span.start, quote.source)
            for quote in self.quotes if quote.source is not None and quote.source.end <= inner.start
            or quote.source is not None and quote.source.start >= inner.end
            for span in quote.content if span.start <= inner.start and inner.end <= span.end
        ]  # fmt: skip
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
        if mention.role and (entity.role is None or len(mention.role) > len(entity.role)):
            entity.role = mention.role
            entity.affiliation = affiliation or entity.affiliation
        entity.affiliation = entity.affiliation or affiliation
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _register_joint(self, mention: Mention) -> None:
        """Makes a group of the people whom a source joins by "and", each by his full name."""
        parts = _joined(mention, self.mentions)
        people = [self.of_mention[part.span.start, part.span.end].name for part in parts]
        if len(people) > 1 and len(parts[-2].span.text.split()) == 1 < len(parts[-1].span.text.split()):
            people[-2] = parts[-2].span.text  # "David and Ann Poe" share their surname
        names = list(dict.fromkeys(people))
        if len(names) < 2:
            return
        name = " and ".join([", ".join(names[:-1]), names[-1]])
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
        if owner is None or owner not in ("its", "their"):
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
        entity = self._described(mention)
        if entity is None:
            name = self._owned(mention) or self._description(mention)
            entity = next(
                (e for e in self.entities if not e.named and e.name.casefold() == name.casefold()),
                None,
            )
            if entity is None:
                entity = Entity(name, mention.type, False, mention)
                entity.gender, entity.role = mention.gender, mention.role
                entity.affiliation = self._affiliation(mention)
                self.entities.append(entity)
        entity.add(mention)
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _described(self, mention: Mention) -> Entity | None:
        """Whom a definite description takes up: the one body or person, named before, whose role or name holds its
        word ("the spokeswoman"), else the one described by that word before ("a Treasury official … the official").
        """
        words = mention.span.text.split()
        if len(words) > 3 or words[0].lower() not in ("the", "this", "that"):
            return None
        if mention.type not in ("person", "organization", "unknown"):
            return None
        before = [
            entity for entity in self.entities
            if any(m.span.start < mention.span.start for m in entity.mentions)
        ]  # fmt: skip
        named = [e for e in before if e.named and self._holds_word(e, mention)]
        if named or mention.type == "unknown":
            return named[0] if len(named) == 1 else None
        # Two words ask for more than the head: "the other official" is another.
        same = [e for e in before if not e.named and e.mention.head == mention.head]
        return same[0] if len(same) == 1 and len(words) == 2 else None

    def _holds_word(self, entity: Entity, mention: Mention) -> bool:
        if mention.plural or mention.type not in (entity.type, "unknown"):
            return False
        if entity.type == "person":
            # A description may well be a title that no list knows: "the pope" after "Pope Francis".
            name = entity.name if mention.type == "unknown" else None
            return has_word(entity.role, mention.head) or has_word(name, mention.head)
        return entity.type == "organization" and has_word(
            self.abbreviations.expand(entity.name), mention.head
        )

    def _owned(self, mention: Mention) -> str | None:
        """ "his campaign" by its owner's name."""
        possessive = _HIS.match(mention.span.text)
        if possessive is None or mention.type != "organization":
            return None
        start = mention.span.start
        owner = self.of_mention.get((start, start + possessive.end(1)))
        if owner is None or not owner.named:
            return None
        mark = "’" if "’" in self.article.text else "'"
        mark += "" if owner.name.endswith("s") else "s"
        return f"{owner.name}{mark} {mention.span.text[possessive.end() :]}"

    def _description(self, mention: Mention) -> str:
        """An unnamed source by its own words, without article, and without what follows a comma."""
        text = mention.span.text
        cut = re.search(r",\s|\s(?:who|whose|which)\s|\s[—–]\s|\s\((?![A-Z]{2,8}\)\s\w)", text)
        if cut and cut.start() > 0 and not re.search(r"\band\b", text):
            text = text[: cut.start()]
        bare = re.sub(r"(?i)^(?:its|their|his|her)\s+", "", _LEADING.sub("", text))
        return bare.strip() or mention.span.text

    # -- pronouns ------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, last: Entity | None) -> Entity | None:
        if mention.antecedent is not None:
            return self._starting_at(mention.antecedent, mention)
        search = SEARCHES.get(mention.head)
        if mention.quoted or search is None:
            return None
        said = self.said.get((mention.span.start, mention.span.end), Said())
        ranked = self.ranking.rank(mention, search, self.entities, last=last, said=said)
        return self.ranking.best(ranked)

    def _starting_at(self, start: int, mention: Mention) -> Entity | None:
        for other in self.mentions:
            if other.span.start <= start < other.span.end and other.span.start < mention.span.start:
                entity = self.of_mention.get((other.span.start, other.span.end))
                if entity is not None:
                    return entity
        return None


def _joined(mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The people whom a source names side by side: "Poe and Ray", "Ann Poe, a mayor, and Tom Ray"."""
    span = mention.span
    inside = [
        m for m in mentions
        if m.kind == "name" and m.type == "person" and m.name is not None and m.span != span
        and span.start <= m.span.start and m.span.end <= span.end
    ]  # fmt: skip
    parts: list[Mention] = []
    for part in inside:
        if not parts:
            if part.span.start > span.start:
                break
        elif part.span.start < parts[-1].span.end:
            continue  # the same name with its title and without
        elif not _AND.match(span.text[parts[-1].span.end - span.start : part.span.start - span.start]):
            continue
        parts.append(part)
    return parts


def _is_lone(mention: Mention) -> bool:
    """Whether the mention is a person's name of one word."""
    assert mention.name is not None
    return mention.type == "person" and len(name_parts(plain_name(mention.name.text))) < 2


def _surnames(mentions: Sequence[Mention]) -> set[str]:
    """Last words of the full names of people."""
    return {
        name_parts(m.name.text)[-1]
        for m in mentions
        if m.type == "person" and m.name is not None and len(name_parts(m.name.text)) > 1
    }


def _as_person(mention: Mention, surnames: set[str]) -> Mention:
    """A lone word that is somebody's surname means that person, whatever the tagger took it for."""
    if mention.type != "organization" or mention.name is None:
        return mention
    word = plain_name(mention.name.text).casefold()
    return replace(mention, type="person") if word in surnames else mention
