"""Who is speaking, within one article: pronouns, surnames, abbreviations and descriptions to full names.

One ordered pass over the quotes, with a small function for each kind of mention. Ambiguity gives None: no
name is better than a wrong one. Nothing here needs a parser.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.fields import tells_more, without_excuse
from quotes.resolve.source_class import with_source_class
from quotes.types import Article, Attribution, Gender, Mention, Quote, Speaker, SpeakerType

#: A pronoun looks back over so many paragraphs for its antecedent.
_PRONOUN_REACH = 4
_RESOLVED = frozenset({"he", "she", "him", "her", "they", "them", "it", "both"})
_LEADING = re.compile(r"^(?:the|a|an|one(?!\s+of\b))\s+(?=\S)", re.IGNORECASE)
_SHORT_TITLES = {"gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor"}
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(slots=True)
class _Entity:
    """Somebody of whom the article has spoken: every mention so far that is known to be theirs."""

    name: str
    type: SpeakerType
    named: bool
    mention: Mention
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender | None = None
    role: str | None = None
    affiliation: str | None = None

    def add(self, mention: Mention) -> None:
        """Takes a mention in, in the order of the text."""
        insort(self.mentions, mention, key=lambda each: each.span.start)


def resolve(
    article: Article, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Attribution]:
    """The quotes with their speakers. A quote whose source cannot be told keeps its source and has no speaker."""
    resolver = _Resolver(article, mentions)
    attributions: list[Attribution] = []
    for quote in quotes:
        entity = resolver.speaker_of(quote)
        speaker = with_source_class(resolver.describe(entity), article.text)
        attributions.append(Attribution(article, quote, speaker))
    return attributions


class _Resolver:
    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self.abbreviations = Abbreviations(article.text)
        self.entities: list[_Entity] = []
        self.of_mention: dict[tuple[int, int], _Entity] = {}
        self.last_speaker: _Entity | None = None
        surnames = _surnames(self.mentions)
        for mention in self.mentions:
            if mention.kind == "name":
                self._register(self._as_body(_as_person(mention, surnames)))
        for mention in self.mentions:
            if mention.kind == "nominal":
                self._register_nominal(mention)
        for mention in self.mentions:
            if mention.kind == "pronoun":
                entity = self._pronoun(mention)
                if entity is not None:
                    self.of_mention[mention.span.start, mention.span.end] = entity
                    entity.add(mention)
                    entity.gender = entity.gender or mention.gender

    def speaker_of(self, quote: Quote) -> _Entity | None:
        if quote.source is None:
            # A quotation without source goes on speaking for whoever spoke last.
            return self.last_speaker if quote.cue is None else None
        entity = self.of_mention.get((quote.source.start, quote.source.end))
        self.last_speaker = entity
        return entity

    def describe(self, entity: _Entity | None) -> Speaker | None:
        if entity is None:
            return None
        affiliation = entity.affiliation
        if affiliation:
            affiliation = self.abbreviations.expand(_plain(affiliation))
        name = entity.name
        span = entity.mention.name or entity.mention.span
        if entity.named and entity.type != "person":
            name = self.abbreviations.expand(name)
        return Speaker(name, entity.type, entity.named, entity.role, affiliation, span)

    # -- names ---------------------------------------------------------------------------------------------

    def _register(self, mention: Mention) -> None:
        assert mention.name is not None
        name = _plain(mention.name.text)
        if mention.type == "group":
            name = re.sub(r"(?i)^(?:both|neither|either)\s+|\b(?:the|a|an)\s+", "", name)
        if not name:
            return
        entity = self._same_name(name, mention)
        if entity is None:
            entity = _Entity(name, mention.type, True, mention)
            self.entities.append(entity)
        elif _fuller(name, entity.name):
            entity.name, entity.mention = name, mention
            if mention.type != "unknown":
                entity.type = mention.type
        entity.add(mention)
        entity.gender = entity.gender or mention.gender
        affiliation = self._affiliation(mention)
        if mention.role and tells_more(mention.role, entity.role):
            entity.role = mention.role
            entity.affiliation = affiliation or entity.affiliation
        entity.affiliation = entity.affiliation or affiliation
        self.of_mention[mention.span.start, mention.span.end] = entity

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
        return _plain(before[-1].name.text)

    def _organisation(self, description: str) -> str | None:
        """The named organisation that "the clinic", in "the clinic's director", must be."""
        head = description.split()[-1]
        matches = {
            e.name
            for e in self.entities
            if e.type == "organization" and e.named and _has_word(e.name, head)
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

    def _same_name(self, name: str, mention: Mention) -> _Entity | None:
        if mention.type == "person":
            matches = [
                e for e in self.entities if e.type == "person" and _same_person(name, e.name)
            ]
            exact = [e for e in matches if e.name.casefold() == name.casefold()]
            if exact:
                return exact[0]
            if len({e.name for e in matches}) > 1:
                # Two people share the surname: the one spoken of last, unless their titles tell them apart.
                gendered = [e for e in matches if e.gender == mention.gender and mention.gender]
                return gendered[0] if len(gendered) == 1 else None
            return matches[0] if matches else None
        expanded = self.abbreviations.expand(name).casefold()
        return next(
            (e for e in self.entities if e.type != "person" and e.named
             and self.abbreviations.expand(e.name).casefold() == expanded), None,
        )  # fmt: skip

    # -- descriptions --------------------------------------------------------------------------------------

    def _register_nominal(self, mention: Mention) -> None:
        entity = self._described(mention)
        if entity is None:
            name = self._description(mention)
            entity = next(
                (e for e in self.entities if not e.named and e.name.casefold() == name.casefold()),
                None,
            )
            if entity is None:
                entity = _Entity(name, mention.type, False, mention)
                entity.gender, entity.role = mention.gender, mention.role
                entity.affiliation = self._affiliation(mention)
                self.entities.append(entity)
        entity.add(mention)
        self.of_mention[mention.span.start, mention.span.end] = entity

    def _described(self, mention: Mention) -> _Entity | None:
        """The person that a definite description takes up: "the spokeswoman", after one was named."""
        if mention.plural or not re.match(r"(?i)(?:the|this|that)\s", mention.span.text):
            return None
        if len(mention.span.text.split()) > 3 or mention.type not in ("person", "organization"):
            return None
        candidates = []
        for entity in self.entities:
            earlier = [m for m in entity.mentions if m.span.start < mention.span.start]
            if not earlier or entity.type != mention.type or not entity.named:
                continue
            if mention.type == "person" and not _has_word(entity.role, mention.head):
                continue
            if mention.type == "organization" and not _has_word(
                self.abbreviations.expand(entity.name), mention.head
            ):
                continue
            candidates.append(entity)
        return candidates[0] if len(candidates) == 1 else None

    def _description(self, mention: Mention) -> str:
        """An unnamed source by its own words, without article, and without what follows a comma."""
        text = without_excuse(mention.span.text)
        cut = re.search(r",\s|\s[—–]\s|\s\((?![A-Z]{2,8}\)\s\w)", text)
        if cut and cut.start() > 0 and not re.search(r"\band\b", text):
            text = text[: cut.start()]
        bare = re.sub(r"(?i)^(?:its|their|his|her)\s+", "", _LEADING.sub("", text))
        return bare.strip() or mention.span.text

    # -- pronouns ------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention) -> _Entity | None:
        if mention.antecedent is not None:
            return self._starting_at(mention.antecedent, mention)
        if mention.quoted or mention.head not in _RESOLVED:
            return None
        if mention.head == "it":
            return self._recent(mention, plural=False, types=("organization", "document"), reach=1)
        if mention.plural:
            types: tuple[SpeakerType, ...] = ("group", "organization", "person")
            return self._recent(mention, plural=True, types=types, reach=2)
        return self._recent(mention, plural=False, types=("person",), reach=_PRONOUN_REACH)

    def _recent(
        self, pronoun: Mention, *, plural: bool, types: tuple[SpeakerType, ...], reach: int
    ) -> _Entity | None:
        """The best-placed earlier entity: subjects of recent sentences before others, near before far."""
        best: tuple[tuple[int, int, int], _Entity] | None = None
        for entity in self.entities:
            if entity.type not in types or not _agrees(entity, pronoun):
                continue
            earlier = [
                m for m in entity.mentions
                if m.span.end <= pronoun.span.start and pronoun.paragraph - m.paragraph <= reach
                and (m.plural == plural or m.kind == "name") and not m.quoted
            ]  # fmt: skip
            if plural:
                earlier = [m for m in earlier if m.plural]
            if not earlier:
                continue
            last = earlier[-1]
            distance = pronoun.paragraph - last.paragraph
            subjects = [m for m in earlier if m.subject]
            # "the governor" may well be somebody named elsewhere: names come first.
            definite = not entity.named and last.span.text[:4].lower() == "the "
            score = (
                -min(distance, 3) - definite,
                int(bool(subjects) and subjects[-1].paragraph >= last.paragraph),
                last.span.start,
            )
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def _starting_at(self, start: int, mention: Mention) -> _Entity | None:
        for other in self.mentions:
            if other.span.start <= start < other.span.end and other.span.start < mention.span.start:
                entity = self.of_mention.get((other.span.start, other.span.end))
                if entity is not None:
                    return entity
        return None


def _surnames(mentions: Sequence[Mention]) -> set[str]:
    """Last words of the full names of people."""
    return {
        _parts(m.name.text)[-1]
        for m in mentions
        if m.type == "person" and m.name is not None and len(_parts(m.name.text)) > 1
    }


def _as_person(mention: Mention, surnames: set[str]) -> Mention:
    """A lone word that is somebody's surname means that person, whatever the tagger took it for."""
    if mention.type != "organization" or mention.name is None:
        return mention
    word = _plain(mention.name.text).casefold()
    return replace(mention, type="person") if word in surnames else mention


def _plain(name: str) -> str:
    """The name without honorifics, possessive and stray punctuation."""
    words = _POSSESSIVE.sub("", name.strip(" ,;:")).split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in word_set("honorifics"):
        words = words[1:]
    return " ".join(words)


def _same_person(one: str, other: str) -> bool:
    """Surname against full name, or full against full with the same ends."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) == 1 else (b, a)
        return short[0] == long[-1] or (len(long) > 1 and short[0] == long[0])
    return a[-1] == b[-1] and (
        a[0] == b[0] or (a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1))
    )


def _parts(name: str) -> list[str]:
    words = [word.casefold().strip(".,") for word in name.split()]
    return [word for word in words if word and word not in ("jr", "sr", "ii", "iii", "iv")]


def _fuller(name: str, known: str) -> bool:
    return len(name.split()) > len(known.split())


def _has_word(phrase: str | None, word: str) -> bool:
    if not phrase:
        return False
    words = {part.casefold().strip(".,") for part in re.split(r"[\s-]+", phrase)}
    return singular(word) in {singular(_SHORT_TITLES.get(each, each)) for each in words}


def _agrees(entity: _Entity, pronoun: Mention) -> bool:
    return not (entity.gender and pronoun.gender and entity.gender != pronoun.gender)
