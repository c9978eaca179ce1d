"""The rules of `source_classes.toml`: which words make a speaker an official, an expert, a business."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Words(NamedTuple):
    """What stands for one class: phrases as tuples of words, single words; and words as the last or only one."""

    name: str
    phrases: frozenset[tuple[str, ...]]
    words: frozenset[str]
    last: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


class Rules(NamedTuple):
    """The file, ready to be looked up; classes in its order."""

    titles: tuple[Words, ...]
    bodies: tuple[Words, ...]
    generic: frozenset[str]
    alone: tuple[Words, ...]
    beside: tuple[tuple[str, tuple[str, ...]], ...]
    places: frozenset[str]
    known: tuple[tuple[str, frozenset[str]], ...]


@cache
def rules() -> Rules:
    """The rules, read once."""
    data = source_class_data()
    return Rules(
        tuple(_words(entry["class"], entry["words"]) for entry in data["title"]),
        tuple(
            _words(entry["class"], entry["words"], entry.get("last", ()), entry.get("whole", ()))
            for entry in data["body"]
        ),
        frozenset(data["generic"]),
        tuple(_words(name, words) for name, words in data["alone"].items()),
        tuple((entry["class"], tuple(entry["patterns"])) for entry in data["beside"]),
        frozenset(data["places"]["names"]),
        tuple((name, frozenset(people)) for name, people in data["known"].items()),
    )


def source_class_data() -> dict[str, Any]:
    """The file as it is, with its examples."""
    return tomllib.loads(
        (files("quotes.lexicon") / "en" / "source_classes.toml").read_text("utf-8")
    )


def _words(
    name: str, entries: Iterable[str], last: Iterable[str] = (), whole: Iterable[str] = ()
) -> Words:
    split = [tuple(word.rstrip(".") for word in entry.split()) for entry in entries]
    return Words(
        name,
        frozenset(words for words in split if len(words) > 1),
        frozenset(words[0] for words in split if len(words) == 1),
        frozenset(last),
        frozenset(whole),
    )
