"""When an article was published and what walk of life it is about: weak evidence, for common names whose bearers
articles say little of.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon.people import are_related, field_of
from quotes.lexicon.speakers import singular

_ENOUGH = 4
"""Words that tell a walk of life, at least, and as many as twice those of any that has nothing to do with it."""

_UNTOLD = frozenset({"media", "private", "trade"})
"""Walks of life whose people appear in reports of everything."""

_WORD = re.compile(r"[a-z]{3,}")
_YEAR = re.compile(r"[12]\d{3}\b")


class Circumstances(NamedTuple):
    """Of an article: the first year of its decade, 0 where it has no date, and the walk of life it is about, empty
    where that is not clear.
    """

    decade: int = 0
    about: str = ""


def circumstances(text: str, published: str | None) -> Circumstances:
    """What an article's date and words tell."""
    year = _YEAR.match(published or "")
    return Circumstances(int(year[0]) // 10 * 10 if year else 0, _about(text))


def _about(text: str) -> str:
    counts = Counter(
        field for word in _WORD.findall(text.lower()) if (field := _field(word)) is not None
    )
    ranked = sorted(counts, key=lambda field: (-counts[field], field))
    if not ranked or counts[ranked[0]] < _ENOUGH:
        return ""
    rivals = [counts[field] for field in ranked if not are_related(field, ranked[0])]
    return ranked[0] if counts[ranked[0]] >= 2 * max(rivals, default=0) else ""


@lru_cache(maxsize=1 << 16)
def _field(word: str) -> str | None:
    """The walk of life that a word tells of an article; kept, as every word of a text is asked for."""
    field = field_of(word) or field_of(singular(word))
    return None if field in _UNTOLD else field
