"""What is known of people in general: short forms of given names, names that many bear, walks of life."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def formal_names(given: str) -> frozenset[str]:
    """The given names that a folded one may stand for, itself among them: "bill" is "william" too."""
    return frozenset({given, *_formal().get(given, ())})


@cache
def is_given_name(word: str) -> bool:
    """Whether the folded word is a given name that the lists know."""
    return word in _formal() or word in short_forms() or word in common_names("given")


def is_common_surname(surname: str) -> bool:
    """Whether so many people bear the folded surname that it tells little by itself."""
    return surname in common_names("surnames")


def is_common_name(given: str, surname: str) -> bool:
    """Whether several people in the news may well bear this name: "David Brown"."""
    return is_common_surname(surname) and any(
        name in common_names("given") for name in formal_names(given)
    )


def short_forms() -> Mapping[str, Sequence[str]]:
    """The short forms of folded given names, by name."""
    found: dict[str, list[str]] = _names()["nicknames"]
    return found


@cache
def common_names(kind: str) -> frozenset[str]:
    """The folded names that many bear: given, surnames. Raises KeyError for another kind."""
    return frozenset(_names()[kind])


@cache
def field_of(word: str) -> str | None:
    """The walk of life that a folded word of a role belongs to, None where it tells none."""
    for field, members in _occupations()["fields"].items():
        if word in members:
            return str(field)
    return None


@cache
def are_related(a: str, b: str) -> bool:
    """Whether one person is often found in both walks of life."""
    data = _occupations()
    if a == b or {a, b} & set(data["anyone"]):
        return True
    return any(a in group and b in group for group in data["related"])


@cache
def office_of(word: str) -> str | None:
    """The office, in one form, that few hold at a place: "Sen." and "senator"; None for other words."""
    data = _occupations()
    for main, others in data["synonyms"].items():
        if word in others:
            word = main
    return word if word in data["offices"] else None


@cache
def vague_words() -> frozenset[str]:
    """Folded proper words of roles that too many share to tell one person: parties, lands, ranks."""
    return frozenset(_occupations()["vague"])


@cache
def _formal() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, short in short_forms().items():
        for each in short:
            found.setdefault(each, set()).add(name)
    return found


def _names() -> dict[str, Any]:
    return _read("name_forms.json")


def _occupations() -> dict[str, Any]:
    return _read("occupations.json")


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("quotes.lexicon") / "en" / name).read_text("utf-8"))
    return data
