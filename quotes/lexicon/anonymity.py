"""The rules of `anonymity.toml`: on what terms a source without a name speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: What ends the reason: a comma, quotation marks, dashes, the cue, the end of the sentence ("U.S." has none).
_END = r"(?=[,;“”\"—–\n]|\s(?:said|told|added)\b|(?<!\b[A-Z])\.(?:\s|$|[”\"’])|\s?\Z)"


class Rules(NamedTuple):
    """The file, ready to be used. `terms` finds a condition with its reason, `takes_up` the start of a sentence
    that takes its source up."""

    terms: re.Pattern[str]
    takes_up: re.Pattern[str]
    former: frozenset[str]
    current: frozenset[str]
    about: frozenset[str]
    numbers: Mapping[str, int]


@cache
def rules() -> Rules:
    """The rules, read once."""
    text = files("quotes.lexicon").joinpath("en", "anonymity.toml").read_text("utf-8")
    data = tomllib.loads(text)
    reason = rf"(?:\s(?:{_any(data['reasons'])})|,\s(?:{_any(data['set_off'])}))\b"
    terms = "|".join(term.replace(" ", r"\s") for term in data["terms"])
    return Rules(
        re.compile(rf"\b(?:{terms})(?:{reason}[^,;“”\"—–\n]*?{_END})?", re.IGNORECASE),
        re.compile(rf"[“\"‘'\s]*(?:{_any(data['takes_up'])})\b", re.IGNORECASE),
        frozenset(data["former"]),
        frozenset(data["current"]),
        frozenset(data["about"]),
        data["numbers"],
    )


def _any(phrases: Iterable[str]) -> str:
    return "|".join(phrase.replace(" ", r"\s") for phrase in phrases)
