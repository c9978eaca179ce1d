"""When two names mean one speaker, and which of their spellings is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon.aliases import canonical_name
from quotes.lexicon.names import fold_name
from quotes.lexicon.speakers import word_set
from quotes.types import SPEAKER_TYPES, SpeakerType

# An article that calls a council an organisation and one that calls it a group mean the same
# council.
_CLASSES: dict[SpeakerType, str] = {
    "person": "person",
    "organization": "collective",
    "group": "collective",
    "document": "document",
    "unknown": "unknown",
}
_LISTED = frozenset({"organization", "group", "unknown"})
"""The types to which the alias list, which names organisations, applies."""


class Identity(NamedTuple):
    """Who a name stands for: `key` is the name's own, `target` the speaker's; they differ for
    an alias.

    `canonical` is the full name by the alias list, None where the list does not know it.
    """

    key: str
    target: str
    canonical: str | None


@lru_cache(maxsize=1 << 16)
def identify(name: str, type_: SpeakerType, named: bool) -> Identity:
    """The identity of a speaker of this name; `name` is not blank."""
    key = _key(name, _CLASSES[type_], named)
    canonical = canonical_name(name, any_case=True) if named and type_ in _LISTED else None
    if canonical is None:
        return Identity(key, key, None)
    return Identity(key, _key(canonical, _CLASSES["organization"], named), canonical)


def is_named(key: str) -> bool:
    """Whether the key is that of a name, and not of a phrase."""
    return key.split("|")[2:3] == ["named"]


def is_person(key: str) -> bool:
    """Whether the key is that of a person's name, a namesake's too."""
    return key.split("|")[1:3] == ["person", "named"]


def listed_key(name: str, class_: str) -> str:
    """The key of whom the user's list means, by the name that it has for them."""
    return _key(name, class_, True)


def classes() -> frozenset[str]:
    """The classes of types that names are told apart by."""
    return frozenset(_CLASSES.values())


def class_of(type_: SpeakerType) -> str:
    """The class that a type belongs to."""
    return _CLASSES[type_]


def best_name(names: Iterable[str]) -> str:
    """The spelling to show, whatever order the names come in: neither shouted nor all small,
    without title or article, the longest, the first in the alphabet.
    """
    different = set(names)  # of one, mostly
    return different.pop() if len(different) == 1 else min(different, key=_blemishes)


def best_type(types: Iterable[SpeakerType]) -> SpeakerType:
    """The type to show where articles differ, whatever order they come in."""
    return min(types, key=SPEAKER_TYPES.index)


def _key(name: str, class_: str, named: bool) -> str:
    # A name of signs alone folds to nothing, and is then compared by its signs.
    signs = "".join(c for c in name.casefold() if c.isprintable() and c != "|")
    folded = fold_name(name) or signs.strip() or "?"
    if named and class_ == "person":
        folded = _without_honorific(folded)
    return f"{folded}|{class_}|{'named' if named else 'unnamed'}"


def _without_honorific(folded: str) -> str:
    words = folded.split(" ")
    # With a surname alone the honorific is all that tells Mr. Smith from Mrs. Smith.
    while len(words) > 2 and words[0] in word_set("honorifics"):
        words = words[1:]
    return " ".join(words)


def _blemishes(name: str) -> tuple[bool, bool, int, str]:
    first, _, rest = name.partition(" ")
    first = first.rstrip(".").casefold()
    prefixed = bool(rest) and (first in {"the", "a", "an"} or first in word_set("honorifics"))
    plain = name.isupper() or name.islower()
    return plain, prefixed, -len(name), name
