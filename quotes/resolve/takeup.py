"""Other words for those who have a name: "the 41-year-old", "both candidates", "a clerk named Ann Poe".

Newsrooms take people up by what everybody knows of them. Whoever is described by an employment alone (officials,
spokespeople, sources) may have no name at all, and is left so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.antecedents import TAKEN_UP, Ranking, Said
from quotes.resolve.descriptions import description
from quotes.resolve.entities import Entity
from quotes.resolve.joint import members
from quotes.resolve.personal import ONCE, has_word
from quotes.types import Mention

_IDENTITY = re.compile(r"(?:,| is| was| named| called)\s")
#: Characters in such a line at most.
_LINE = 300
_SIGNED = re.compile(
    r".{0,60}\s(?:is|was|writes|teaches|covers|serves|hosts|edits|runs|has been)\s"
)
_OFFICES = (["minority", "leader"], ["majority", "leader"], ["opposition", "leader"])
_IDENTITY_LENGTH = len(" named ")
#: From the description to the name.
_TOLD = re.compile(
    r"identified (?:him|her)self\b[^;“”]* (?:named|as) \Z|\bgave (?:his|her) name as \Z"
)


def naming(mention: Mention, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The name set beside a description or said to be theirs: "Its director, Ann Poe", "a clerk named Ann Poe",
    "journalist" of "journalist Ann Poe".
    """
    start, end = mention.span.start, mention.span.end
    if mention.type not in ("person", "unknown") or mention.plural:
        return None
    for name in mentions:
        if name.kind != "name" or name.type != "person" or name.sentence > mention.sentence:
            continue
        place = name.span.start
        if place == start and name.name is not None and text[end : name.name.start] == " ":
            return name
        if start < place < end <= name.span.end + 1 and text[start:place].endswith(", "):
            return name
        if place <= end:
            continue
        near = place <= end + _IDENTITY_LENGTH and _IDENTITY.fullmatch(text[end:place])
        if near or (name.sentence == mention.sentence and _TOLD.search(text[start:place])):
            return name
    return None


def signed_by(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The author whom the last lines introduce, as opinion pages do: "Ann Poe is the mayor of Elm."."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    line = text[start:end]
    if len(line) > _LINE or re.search("[“”\"]|''", line):
        return None
    for mention in mentions:
        person = mention.kind == "name" and mention.type == "person" and mention.name is not None
        if person and mention.span.start == start and _SIGNED.match(text[mention.span.end : end]):
            return mention
    return None


def pair_or_group(mention: Mention) -> int:
    """2 for "both candidates" and "the two voters", 1 for "the friends" who were joined before; else 0."""
    words = mention.span.text.lower().split()
    if words in (["the", "pair"], ["the", "two"], ["the", "duo"], ["the", "couple"]):
        return 2
    if mention.type != "group" or not mention.plural or mention.quoted or len(words) > 4:
        return 0
    if words[0] == "both" or words[:2] == ["the", "two"]:
        return 2
    return int(words[0] == "the" and singular(mention.head) in word_set("companions"))


def people_together(mention: Mention, entities: Sequence[Entity], *, both: bool) -> str | None:
    """The joint name of the people whom a source joined shortly before; with `both`, else of the only two whom
    this paragraph and the one before name. An office ("both senators") must be known of one of them."""

    def is_near(entity: Entity) -> bool:
        return any(
            m.span.end <= mention.span.start and mention.paragraph - m.paragraph <= 1
            for m in entity.mentions
        )

    near = [e for e in entities if e.named and is_near(e)]
    people = [e for e in near if e.type == "person"]
    joined = [e.name for e in near if e.type == "group" and len(members(e.name, entities)) > 1]
    if len(joined) == 1:
        name = joined[0]
    elif both and len(people) == 2:
        people.sort(key=lambda e: e.mentions[0].span.start)
        name = " and ".join(e.name for e in people)
    else:
        return None
    return name if _hold_office(mention, name, entities) else None


def subjects_together(
    pronoun: Mention, mentions: Sequence[Mention], text: str
) -> tuple[Mention, Mention] | None:
    """The two people named last, where they are joined subjects: "Poe and Ray met. They …"."""
    before = [
        m for m in mentions
        if m.span.end <= pronoun.span.start and m.type == "person" and m.name is not None
        and not m.quoted and pronoun.paragraph - m.paragraph <= 1
    ]  # fmt: skip
    if len(before) < 2:
        return None
    one, other = before[-2:]
    beside = text[one.span.end : other.span.start].strip() == "and"
    return (one, other) if beside and one.subject and other.subject else None


def _hold_office(mention: Mention, name: str, entities: Sequence[Entity]) -> bool:
    """Whether the people may be called so: an office ("both senators") must be known of one of them."""
    office = singular(mention.head) in word_set("taken_up")
    known = any(
        has_word(title, mention.head) for e in members(name, entities) for title in e.titles
    )
    return known or not office


def person_taken_up(
    mention: Mention, entities: Sequence[Entity], ranking: Ranking, said: Said
) -> Entity | None:
    """The person by name whom a source takes up by another word, where one alone is likely; the word becomes their
    title where the article gives none."""
    if not _takes_up(mention):
        return None
    # "The nominee" may be one of whom the article has spoken without a name.
    bare = len(mention.span.text.split()) == 2
    same = [e for e in entities if not e.named and e.mention.head == mention.head]
    if any(bare or e.name.casefold() == description(mention).casefold() for e in same):
        return None
    people = [e for e in entities if e.named and e.type == "person"]
    titled = [e for e in people if mention.head in e.titles]
    if len(titled) == 1 and bare:
        return titled[0]  # "the president" above "President Poe"
    if not ONCE.isdisjoint(mention.span.text.lower().split()[1:2]):
        people = _no_longer(mention.head, people)
    # Whoever is employed somewhere is taken up by that.
    free = [e for e in people if e.affiliation is None]
    likely = ranking.likely(ranking.rank(mention, TAKEN_UP, free, said=said))
    if len(likely) != 1:
        return None
    (person,) = likely
    if person.role is None:
        person.role = mention.role
    return person


def _no_longer(word: str, people: list[Entity]) -> list[Entity]:
    """Whom "the former president" may mean: those whom the article calls so, else those who are not said to be
    president still.
    """
    holders = {e: [t for t in e.titles if has_word(t, word)] for e in people}
    former = [e for e in people if any(not ONCE.isdisjoint(t.split()) for t in holders[e])]
    return former or [e for e in people if not holders[e]]


def _takes_up(mention: Mention) -> bool:
    """Whether news takes people whom it has named up by such a description: "the GOP nominee"."""
    words = mention.span.text.lower().split()
    if words[:1] != ["the"] or mention.plural or mention.type != "person" or mention.quoted:
        return False
    if re.search(r"[’']s?\s", mention.span.text):
        return False  # "the mayor's general"
    word = mention.head
    if word == "general" and len(words) > 2:
        return False  # "the inspector general"
    aged = any(each.endswith("-year-old") for each in words)
    known = words[-2:] in _OFFICES or word in word_set("taken_up")
    if known or aged or words[1:] == ["first", "lady"]:
        return True
    # "The former secretary of state" is somebody whom everybody knows; "the former official" may be nobody.
    return len(words) > 2 and words[1] in ONCE and word not in word_set("nameless")
