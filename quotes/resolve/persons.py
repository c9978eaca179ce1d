"""Whether two names can be one person's, going by the names alone.

Names are taken apart by nameparser. What makes two different names one is little (an initial, a short
form, a letter), so most of it counts only with evidence beside it: see `quotes.resolve.evidence`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from quotes.lexicon.names import fold_name
from quotes.lexicon.people import formal_names, is_common_name, is_common_surname, is_given_name

Reason = Literal["middle name", "nickname", "initials", "surname", "misspelling"]

LONG_ENOUGH = 9
"""Letters of a full name from which one of them may be a typing error: "Jon Lee" is not "Jan Lee"."""

_VOWELS = frozenset("aeiouy")


class Parts(NamedTuple):
    """A personal name, folded. A bare surname has no `given`; `nicknames` are those that the name
    itself has in quotation marks or brackets.
    """

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str
    nicknames: frozenset[str]

    @property
    def is_bare(self) -> bool:
        return not self.given

    @property
    def has_initial(self) -> bool:
        """Whether there is no more of the given name than a letter or two."""
        return _is_initial(self.given)

    @property
    def is_common(self) -> bool:
        """Whether others may well bear the name."""
        if self.is_bare or self.has_initial:
            return is_common_surname(self.surname)
        return is_common_name(self.given, self.surname)


class Relation(NamedTuple):
    """Why two names may be one person's. `certain` where the names alone are reason enough."""

    reason: Reason
    certain: bool


@lru_cache(maxsize=1 << 16)
def is_common(name: str) -> bool:
    """Whether several people in the news may well go by this name: "David Brown"."""
    # Taking a name apart is slow, and most have no word that is a common surname.
    if not any(is_common_surname(word) for word in fold_name(name).split()):
        return False
    found = parts(name)
    return found is not None and found.is_common


@lru_cache(maxsize=1 << 16)
def parts(name: str) -> Parts | None:
    """The parts of a name, None where it has none that could be compared ("—", "@user12")."""
    # Takes a tenth of a second to import, and most commands compare no names.
    from nameparser import HumanName

    if any(c.isdigit() or c == "@" for c in name):
        return None
    found = HumanName(name)
    given, middle, surname, suffix = (
        fold_name(part) for part in (found.first, found.middle, found.last, found.suffix)
    )
    if found.title and given and not surname:
        return None  # "Pope Francis": no surname, and no given name that stands for one
    if not surname:
        given, surname = "", given
    if not surname or not surname.replace(" ", "").isalpha():
        return None
    nicknames = frozenset(fold_name(found.nickname).split())
    return Parts(given, tuple(middle.split()), surname, suffix, nicknames)


@lru_cache(maxsize=1 << 16)
def related(a: Parts, b: Parts) -> Relation | None:
    """Why two different names may be one person's, None where there is no reason to think so; the
    order does not matter.
    """
    if a.suffix != b.suffix or not _middles_fit(a, b):
        return None
    if a.surname != b.surname:
        return Relation("misspelling", False) if _is_slip(a, b) else None
    if a.is_bare or b.is_bare:
        return None if a.is_bare and b.is_bare else Relation("surname", False)
    if a.given == b.given:
        # The middle names fit. A common name with a middle one is borne by others without.
        return Relation("middle name", not a.is_common)
    if a.nicknames & {b.given, *b.nicknames} or b.nicknames & {a.given}:
        return Relation("nickname", True)
    if a.has_initial or b.has_initial:
        return Relation("initials", False) if _initials_fit(a, b) else None
    if formal_names(a.given) & formal_names(b.given):
        return Relation("nickname", False)
    return Relation("misspelling", False) if _is_slip(a, b) else None


@lru_cache(maxsize=1 << 16)
def can_be_one(a: Parts, b: Parts) -> bool:
    """Whether nothing in the names speaks against one person, a slip or two of the pen included."""
    if a == b or related(a, b) is not None:
        return True
    if a.suffix != b.suffix or not _middles_fit(a, b) or not _alike(a.surname, b.surname):
        return False
    if a.is_bare or b.is_bare:
        return True
    forms = [formal_names(name.given) | name.nicknames for name in (a, b)]
    return bool(forms[0] & forms[1]) or _initials_fit(a, b) or _alike(a.given, b.given)


def _is_initial(given: str) -> bool:
    return len(given) == 1 or (len(given) == 2 and not _VOWELS & set(given))


def _initials_fit(a: Parts, b: Parts) -> bool:
    """Whether one name's initials can stand for the other's given and middle names."""
    if a.has_initial == b.has_initial:
        return False
    short, full = (a, b) if a.has_initial else (b, a)
    letters = list(short.given) + [word[0] for word in short.middle]
    named = [form[0] for form in formal_names(full.given) | full.nicknames]
    behind = [word[0] for word in full.middle]
    return letters[0] in named and all(
        one == other for one, other in zip(letters[1:], behind, strict=False)
    )


def _middles_fit(a: Parts, b: Parts) -> bool:
    if not a.middle or not b.middle or a.has_initial != b.has_initial:
        return True
    return all(
        one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
        for one, other in zip(a.middle, b.middle, strict=False)
    )


def _is_slip(a: Parts, b: Parts) -> bool:
    """Whether the full names differ in one letter, or in two exchanged ones, and are no two names."""
    from rapidfuzz.distance import OSA

    if a.is_bare or b.is_bare or a.has_initial or b.has_initial:
        return False
    if a.given != b.given and (
        (is_given_name(a.given) and is_given_name(b.given))
        or a.given.endswith("a") != b.given.endswith("a")  # Maria and Mario, Robert and Roberta
    ):
        return False
    if a.surname != b.surname and is_common_surname(a.surname) and is_common_surname(b.surname):
        return False
    one, other = (f"{name.given} {name.surname}" for name in (a, b))
    if min(len(one), len(other)) <= LONG_ENOUGH:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _alike(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    return a == b or (min(len(a), len(b)) > 3 and OSA.distance(a, b, score_cutoff=2) <= 2)
