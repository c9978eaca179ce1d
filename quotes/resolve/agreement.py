"""Whether two articles can mean the same speaker, going by what each prints."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon.names import fold_name
from quotes.lexicon.speakers import word_set
from quotes.lexicon.words import words


class Agreement(IntEnum):
    """How well two speakers agree."""

    DIFFERENT = 0
    POSSIBLE = 1
    """An official here and somebody with a name there, or nobody at all."""
    SAME = 2


class Voice(NamedTuple):
    """A speaker as an article gives it. `identity` is who that is over a whole database, a name and
    more after a bar, where one is known; for the unnamed it says nothing, as all who are so
    described share it.
    """

    name: str | None = None
    type: str | None = None
    named: bool = False
    role: str | None = None
    affiliation: str | None = None
    identity: str | None = None


@lru_cache(maxsize=1 << 16)
def agreement(a: Voice, b: Voice) -> Agreement:
    """How well two speakers agree; the order does not matter."""
    if not a.name or not b.name:
        return Agreement.POSSIBLE
    if a.named and b.named and a.identity is not None and a.identity == b.identity:
        return Agreement.SAME
    if a.named and b.named and "person" in (a.type, b.type):
        if a.type == b.type:
            return _persons(a.name, b.name)
        return _with_body(a, b) if a.type == "person" else _with_body(b, a)
    # A spokesperson speaks for the body, and a body through whoever speaks for it.
    if not (_is_somebody(a) or _is_somebody(b)) and proper_words(a) & proper_words(b):
        return Agreement.SAME
    if a.named and b.named:
        return Agreement.DIFFERENT
    return Agreement.POSSIBLE


@lru_cache(maxsize=1 << 16)
def speaker_print(voice: Voice) -> str | None:
    """A word that two voices share if they agree, as a rule: a surname, else a word of the body's
    name. None where there is none.
    """
    if not voice.name:
        return None
    if _is_somebody(voice):
        # Whoever was merged with somebody is found under that name.
        return _name_words((voice.identity or voice.name).partition("|")[0])[-1]
    return next(iter(_proper(_body_of(voice))), None)


@lru_cache(maxsize=1 << 16)
def proper_words(voice: Voice) -> frozenset[str]:
    """The words that tell one body from others: "Treasury" of "a Treasury Department spokesman", or of a
    spokesman whose article says elsewhere that he is the Treasury's.
    """
    return frozenset(_proper(_body_of(voice)))


def _body_of(voice: Voice) -> str:
    """The words in which the name of a body may stand."""
    name = voice.name or ""
    return name if voice.named or not voice.affiliation else f"{name} {voice.affiliation}"


def _is_somebody(voice: Voice) -> bool:
    return voice.named and voice.type == "person"


def _proper(name: str) -> list[str]:
    ordinary = word_set("bodies") | word_set("organization") | words("function")
    found = []
    for token in name.replace("’s", "").replace("'s", "").split():
        folded = fold_name(token)
        if token[:1].isupper() and folded and folded not in ordinary:
            found += [part for part in folded.split() if len(part) > 1]
    return found


@lru_cache(maxsize=1 << 14)
def _name_words(name: str) -> tuple[str, ...]:
    parts = [part for part in fold_name(name).split() if part not in word_set("honorifics")]
    while len(parts) > 1 and parts[-1] in word_set("suffixes"):
        parts.pop()
    return tuple(parts) or (name.casefold(),)


def _persons(a: str, b: str) -> Agreement:
    *given_a, surname_a = _name_words(a)
    *given_b, surname_b = _name_words(b)
    if surname_a != surname_b:
        return Agreement.DIFFERENT
    if not given_a or not given_b or set(given_a) & set(given_b):
        return Agreement.SAME
    if {part[0] for part in given_a} & {part[0] for part in given_b} and (
        _has_initial(given_a) or _has_initial(given_b)
    ):
        return Agreement.SAME
    # "Bill" and "William", or brothers.
    return Agreement.POSSIBLE


def _has_initial(given: list[str]) -> bool:
    return any(len(part) == 1 for part in given)


def _with_body(person: Voice, body: Voice) -> Agreement:
    belongs = Voice(name=f"{person.role or ''} {person.affiliation or ''}")
    known = proper_words(belongs)
    if not known or (known | proper_words(person)) & proper_words(body):
        return Agreement.POSSIBLE
    return Agreement.DIFFERENT
