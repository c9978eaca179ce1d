"""Which pairs of quotes need not be compared: told from a few hundred bits of each, without their words.

Two quotes that share a print have two words in common, mostly, and nothing else. Of a large database most
are stored far away; a sketch of each fits into memory (Bloom 1970).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from quotes.resolve.folded import folded
from quotes.resolve.overlap import LONG
from quotes.resolve.same import LEAST_COVERED, Statement

_BITS = 512
_RUN = 4
_LONG = LONG - _RUN + 1  # runs in what is long enough to be the same by itself


class Sketch(NamedTuple):
    """Bits of the words with content, and of the runs of four words; how many words the speaker's `own` are; how
    many more words and runs two texts can have in common than bits (`spare`); and whether a part in quotation
    marks counts by itself.
    """

    words: int
    runs: int
    own: int
    spare: int
    mixed: bool


def sketch(statement: Statement) -> Sketch:
    """The statement's sketch."""
    text = folded(statement.text)
    stems = text.stems
    runs = [" ".join(stems[i : i + _RUN]) for i in range(len(stems) - _RUN + 1)]
    word_bits, run_bits = _bits(text.vocabulary), _bits(runs)
    spare = max(text.contents[-1] - word_bits.bit_count(), len(runs) - run_bits.bit_count())
    return Sketch(word_bits, run_bits, text.own, spare, statement.kind == "mixed")


def may_be_same(a: Sketch, b: Sketch) -> bool:
    """False only where `same_statement` is, whoever the speakers are; the order does not matter."""
    if a.mixed or b.mixed:
        return True
    spare = max(a.spare, b.spare)
    if (a.runs & b.runs).bit_count() + spare >= _LONG:
        return True
    return (a.words & b.words).bit_count() + spare >= LEAST_COVERED * min(a.own, b.own)


def _bits(values: Iterable[str]) -> int:
    bits = 0
    for value in values:
        bits |= 1 << crc32(value.encode()) % _BITS
    return bits
