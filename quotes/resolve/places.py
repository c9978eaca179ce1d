"""Where to look for the other names of a speaker: two names are compared only if one is registered at
a place where the other looks.

A bare surname and an initial look among the full names, which are many, and are registered where full
names look for them: so a full name is never compared with all others of its surname.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from quotes.lexicon.people import formal_names
from quotes.resolve.persons import LONG_ENOUGH, Parts

CROWD = 50
"""Names at one place from which on nobody is looked for there: a surname that fifty people bear tells
nobody, and no place makes a name dearer to link than that.
"""


class Places(NamedTuple):
    """Numbers of 63 bits: where a name is registered, where it looks, and of these, where those found
    have to look for it in turn.
    """

    registered: frozenset[int]
    sought: frozenset[int]
    asked: frozenset[int]


def person_places(name: Parts) -> Places:
    """The places of a person's name."""
    last = name.surname
    if name.is_bare:
        return _places({f"bare {last}"}, {f"full {last}"}, set())
    forms = formal_names(name.given) | name.nicknames
    letters = {form[0] for form in forms}
    if name.has_initial:
        letter = name.given[0]
        same = {f"initials {letter} {last}"}
        return _places(
            same | {f"full {last}"}, same | {f"letter {letter} {last}"}, {f"bare {last}"}
        )
    both = {f"name {form} {last}" for form in forms}
    whole = f"{name.given} {last}"
    if len(whole) > LONG_ENOUGH:
        # Two words that differ in a letter become one when a letter is left out of each (the
        # symmetric deletion of Garbe's SymSpell).
        both |= {f"typo {whole[:i]}{whole[i + 1 :]}" for i in range(len(whole))} | {f"typo {whole}"}
    alone = {f"full {last}"} | {f"letter {letter} {last}" for letter in letters}
    asked = {f"bare {last}"} | {f"initials {letter} {last}" for letter in letters}
    return _places(both | alone, both, asked)


def word_places(*words: str) -> Places:
    """The places of anything that is found by whole words alone."""
    return _places(set(words), set(words), set())


def number(text: str) -> int:
    """A number of 63 bits for the text, the same for ever: SQLite's integers have a sign."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _places(registered: set[str], sought: set[str], asked: set[str]) -> Places:
    return Places(*(frozenset(map(number, words)) for words in (registered, sought, asked)))
