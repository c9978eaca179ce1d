"""A text in some three hundred bytes: enough to tell most pairs that share a few words by chance from those worth
reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from quotes.resolve.folded import Folded

_BITS = 512
_RUN = 4


class Sketch(NamedTuple):
    """A bit for each word with content and one for each run of four words (Bloom filters of one hash), how
    many of both there are, and how many words with content that no editor put there.
    """

    words: int
    runs: int
    contents: int
    length: int
    own: int


def sketch(text: Folded) -> Sketch:
    """The sketch of a text."""
    stems = text.stems
    found = [" ".join(stems[i : i + _RUN]) for i in range(len(stems) - _RUN + 1)]
    contents = text.contents[-1]
    return Sketch(
        _either(map(_bit, text.vocabulary)),
        _either(1 << crc32(run.encode()) % _BITS for run in found),
        contents, len(found), text.own,
    )  # fmt: skip


def words_in_common(one: Sketch, other: Sketch) -> int:
    """At least as many words with content as the first text can have in common with the other."""
    return _in_common(one.words, one.contents, other.words)


def run_in_common(one: Sketch, other: Sketch) -> int:
    """At least as many words as there can be in an unbroken run that both texts have."""
    return _in_common(one.runs, one.length, other.runs) + _RUN - 1


def _in_common(bits: int, count: int, others: int) -> int:
    # Several can have one bit.
    return (bits & others).bit_count() + count - bits.bit_count()


def _either(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


@lru_cache(maxsize=1 << 16)
def _bit(stem: str) -> int:
    return 1 << crc32(stem.encode()) % _BITS
