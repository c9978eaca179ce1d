"""What a quote is looked up by.

What is not compared cannot be found, and comparing all with all is out of the question, so every
quote has prints: two quotes are compared if they have one in common. Prints are runs of words
that carry content (shingles, Broder 1997). All are kept, so that a short cut is found in a long
quote; the usual MinHash keeps a sample of them, and the two differ in most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from quotes.resolve.agreement import Voice, speaker_print
from quotes.resolve.folded import folded

_RUN = 4  # words with content in the longest prints
_FACTOR = 0x9E3779B97F4A7C15  # odd, else arbitrary
_MASK = (1 << 63) - 1  # SQLite's integers have a sign


def prints(text: str, voice: Voice) -> frozenset[int]:
    """Numbers of 63 bits. Two quotes without a common one are not the same statement, as far as
    this program can see.

    They stand for a run of words with content, a shorter run with the speaker, and for a quote whose
    speaker has no name, a run between the two.
    """
    numbers = [_number(stem) for stem in folded(text).said()]
    found = _runs(numbers, _RUN)
    if not (voice.named and voice.type == "person"):
        found += _runs(numbers, _RUN - 1)
    if (speaker := speaker_print(voice)) is not None:
        found += _runs(numbers, _RUN - 2, _number(f"|{speaker}"))
    return frozenset(found)


def _runs(numbers: Sequence[int], size: int, first: int = 0) -> list[int]:
    found = []
    for start in range(len(numbers) - size + 1):
        value = first
        for number in numbers[start : start + size]:
            value = value * _FACTOR + number & _MASK
        found.append(value)
    return found


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A number that no two words share, as good as."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") & _MASK
