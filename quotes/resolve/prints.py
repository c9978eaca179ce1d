"""What a quote is looked up by.

What is not compared cannot be found, and comparing all with all is out of the question, so every
quote has prints: two quotes are compared if they have one in common. Prints are runs of words
that carry content (shingles, Broder 1997). All are kept, so that a short cut is found in a long
quote; the usual MinHash keeps a sample of them, and the two differ in most.

What one article says over and over (a label, a chorus, a page of noise) is no print: its quotes would
be compared with each other, all with all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from hashlib import blake2b

from quotes.resolve.agreement import Voice, speaker_print
from quotes.resolve.folded import folded

_RUN = 4  # words with content in the longest prints
_SHORTEST = _RUN - 2
_FACTOR = 0x9E3779B97F4A7C15  # odd, else arbitrary
_MASK = (1 << 63) - 1  # SQLite's integers have a sign


REPEATED = 50
"""Quotes of one article that may share a run of words."""


def prints(text: str, voice: Voice, refrains: Set[int] = frozenset()) -> frozenset[int]:
    """Numbers of 63 bits. Two quotes without a common one are not the same statement, as far as
    this program can see.

    They stand for a run of words with content, a shorter run with the speaker, and for a quote whose
    speaker has no name, a run between the two. What lies in the `refrains` of its article has none.
    """
    numbers = _numbers(text)
    told = [value not in refrains for value in _runs(numbers, _SHORTEST)] if refrains else None
    found = _runs(numbers, _RUN, told=told)
    if not (voice.named and voice.type == "person"):
        found += _runs(numbers, _RUN - 1, told=told)
    if (speaker := speaker_print(voice)) is not None:
        found += _runs(numbers, _SHORTEST, _number(f"|{speaker}"), told)
    return frozenset(found)


def refrains(texts: Iterable[str]) -> frozenset[int]:
    """The shortest runs of words that more than `REPEATED` of an article's quotes have, as numbers."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(set(_runs(_numbers(text), _SHORTEST)))
    return frozenset(value for value, n in counts.items() if n > REPEATED)


def _numbers(text: str) -> list[int]:
    return [_number(stem) for stem in folded(text).said()]


def _runs(
    numbers: Sequence[int], size: int, first: int = 0, told: Sequence[bool] | None = None
) -> list[int]:
    """All runs of this size, where `told` says of the shortest ones which count: those with one of them."""
    found = []
    for start in range(len(numbers) - size + 1):
        if told is not None and not any(told[start : start + size - _SHORTEST + 1]):
            continue
        value = first
        for number in numbers[start : start + size]:
            value = value * _FACTOR + number & _MASK
        found.append(value)
    return found


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A number that no two words share, as good as."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") & _MASK
