"""English words as they are compared: closed classes, and one form for what is spelled or inflected
in several ways.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ENDING = re.compile(r"(?:ing|ed|e|s)$")


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.json`: function (words that carry no content), negation, number (numerals,
    months, weekdays). Raises KeyError for another name.
    """
    return frozenset(_lists()[name])


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the forms and spellings of a folded word have in common; itself no word.

    Crude on purpose: two words with one stem are only ever compared beside their neighbours.
    """
    word = _lists()["respelled"].get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = word.replace("isation", "ization").replace("our", "or")
    if word.endswith("ies") or word.endswith("ied"):
        word = word[:-3] + "y"
    elif word.endswith("ss"):
        pass
    elif word.endswith(("ing", "ed", "es", "s")):
        shorter = _ENDING.sub("", word.removesuffix("s") if word.endswith("es") else word)
        word = shorter if len(shorter) >= 3 else word
    word = word.removesuffix("e")
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]  # "dropped" and "drop"
    return word[:-2] + "iz" if word.endswith("is") and len(word) > 4 else word


@cache
def _lists() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        (files("quotes.lexicon") / "en" / "words.json").read_text("utf-8")
    )
    return data
