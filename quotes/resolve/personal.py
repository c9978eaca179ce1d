"""Names of people and bodies as one article prints them: which short form belongs to which long one."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from quotes.lexicon.given import usual_gender
from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.entities import Entity
from quotes.types import Gender, Mention

_SHORT_TITLES = {"gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor"}
_POSSESSIVE = re.compile(r"[’']s?$")
#: Begin the names of bodies too: "Justice Department", "St. Elm Hospital".
_IN_NAMES = frozenset({"Justice", "Judge", "St", "St."})
ONCE = frozenset({"ex", "former", "onetime", "one-time", "retired", "then"})
"""In front of what somebody is no longer."""


def plain_name(name: str) -> str:
    """The name without honorifics, possessive and stray punctuation."""
    words = _POSSESSIVE.sub("", name.strip(" ,;:")).split()
    body = len(words) > 1 and words[-1].casefold() in word_set("bodies")
    while len(words) > 1 and words[0].casefold().rstrip(".") in word_set("honorifics"):
        if body and words[0] in _IN_NAMES:
            break
        words = words[1:]
    return " ".join(words)


def same_person(one: str, other: str) -> bool:
    """Surname against full name, or full against full with the same ends."""
    a, b = name_parts(one), name_parts(other)
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) == 1 else (b, a)
        return short[0] == long[-1] or (len(long) > 1 and short[0] == long[0])
    if _suffix(one) != _suffix(other):
        return False  # father and son
    short, long = sorted((a, b), key=len)
    if long[-len(short) :] == short and usual_gender(short[0]) is None:
        return True  # a surname of two words: "Le Pen" and "Marine Le Pen"
    return a[-1] == b[-1] and (
        a[0] == b[0] or (a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1))
    )


def same_name(name: str, mention: Mention, people: Sequence[Entity]) -> Entity | None:
    """Which of the people known so far the name in the mention means; None for somebody new, or unclear.

    A surname that several bear means whom the title says, else whoever has been called by it alone before, else
    the one whom the article introduced first (newsrooms give the others their given names each time), unless it
    introduced both together.
    """
    matches = [e for e in people if same_person(name, e.name)]
    exact = [e for e in matches if e.name.casefold() == name.casefold()]
    if exact:
        return exact[0]
    word = name.casefold()
    tests = (
        lambda e: name_parts(e.name)[-1:] == name_parts(name)[-1:],
        lambda e: mention.gender is not None and e.gender == mention.gender,
        lambda e: not (mention.gender and e.gender and e.gender != mention.gender),
        lambda e: _given_gender(e) == mention.gender or mention.gender is None,
        lambda e: word in e.short,
        lambda e: any(m.span.start < mention.span.start for m in e.mentions),
        lambda e: any(not m.quoted for m in e.mentions),
    )
    for test in tests:
        if len(matches) > 1:
            matches = [e for e in matches if test(e)] or matches
    if not matches:
        return None
    first, *others = sorted(matches, key=_place_of_introduction)
    return None if any(_introduced_together(first, other) for other in others) else first


def _given_gender(entity: Entity) -> Gender | None:
    parts = name_parts(entity.name)
    return entity.gender or (usual_gender(parts[0]) if len(parts) > 1 else None)


def _introduction(entity: Entity) -> Mention | None:
    """Where the article, outside quotation marks, first gives the full name."""
    return next(
        (
            m
            for m in entity.mentions
            if m.name is not None and not m.quoted and len(name_parts(m.name.text)) > 1
        ),
        None,
    )


def _place_of_introduction(entity: Entity) -> int:
    mention = _introduction(entity)
    return sys.maxsize if mention is None else mention.span.start


def _introduced_together(one: Entity, other: Entity) -> bool:
    """Whether both enter as subjects of one sentence: "Ann Poe and Ben Poe came"."""
    a, b = _introduction(one), _introduction(other)
    return a is not None and b is not None and a.subject and b.subject and a.sentence == b.sentence


def _suffix(name: str) -> str:
    words = name.split()
    last = words[-1].casefold().strip(".,") if words else ""
    return last if last in word_set("suffixes") else ""


@lru_cache(maxsize=1 << 12)
def name_parts(name: str) -> tuple[str, ...]:
    """The name's words in small letters, without "Jr." and its like."""
    words = (word.casefold().strip(".,") for word in name.split())
    return tuple(word for word in words if word and word not in word_set("suffixes"))


def fuller(name: str, known: str) -> bool:
    """Whether the name has more words than the known one."""
    return len(name.split()) > len(known.split())


def has_word(phrase: str | None, word: str) -> bool:
    """Whether the phrase holds the word, in whatever number; short titles are spelled out."""
    if not phrase:
        return False
    words = {part.casefold().strip(".,") for part in re.split(r"[\s-]+", phrase)}
    return singular(word) in {singular(_SHORT_TITLES.get(each, each)) for each in words}


def is_lone(mention: Mention) -> bool:
    """Whether the mention is a person's name of one word."""
    assert mention.name is not None
    return mention.type == "person" and len(name_parts(plain_name(mention.name.text))) < 2


def is_lone_body(mention: Mention) -> bool:
    """Whether the mention is a body's name of one word that names of bodies end with: "the Times"."""
    assert mention.name is not None
    word = plain_name(mention.name.text).removeprefix("The ")
    return mention.type == "organization" and word.casefold() in word_set("bodies")


def last_word_of(word: str, entities: Sequence[Entity]) -> Entity | None:
    """The one body whose longer name ends in the word: "the Times", of the Elm Times."""
    ending = f" {plain_name(word).removeprefix('The ')}"
    found = [
        e for e in entities if e.type == "organization" and e.named and e.name.endswith(ending)
    ]
    return found[0] if len(found) == 1 else None


def surnames_of(mentions: Sequence[Mention]) -> set[str]:
    """Last words of the full names of people."""
    return {
        name_parts(m.name.text)[-1]
        for m in mentions
        if m.type == "person" and m.name is not None and len(name_parts(m.name.text)) > 1
    }


def lone_names(mentions: Sequence[Mention]) -> set[str]:
    """The lone words by which people are called."""
    return {
        part
        for m in mentions
        if m.name is not None and is_lone(m)
        for part in name_parts(plain_name(m.name.text))
    }


def as_family(mention: Mention, surnames: set[str]) -> Mention:
    """Somebody's surname in the plural means the family: "the Parks"."""
    if mention.name is None or mention.type not in ("person", "organization"):
        return mention
    name = plain_name(mention.name.text).casefold()
    family = name.endswith("s") and name[:-1] in surnames and name not in surnames
    return replace(mention, type="group", plural=True) if family else mention


def as_person(mention: Mention, surnames: set[str], lone: set[str]) -> Mention:
    """A lone word that is somebody's surname means that person, whatever the tagger took it for; so does a given
    name with a word by which somebody is called."""
    if mention.type != "organization" or mention.name is None:
        return mention
    name = plain_name(mention.name.text)
    if name.casefold() in surnames:
        return replace(mention, type="person")
    parts = name_parts(name)
    full = 1 < len(parts) < 4 and parts[-1] in lone and usual_gender(parts[0]) is not None
    return replace(mention, type="person") if full else mention
