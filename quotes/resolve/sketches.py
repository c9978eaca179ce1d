"""Which pairs of quotes need not be compared: told from a few hundred bits of each, without their words.

Two quotes that share a print have two words in common, mostly, and nothing else. Of a large database most
are stored far away; a sketch of each fits into memory (Bloom 1970).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from quotes.resolve.folded import folded
from quotes.resolve.same import LEAST_COVERED, Statement

_BITS = 512


class Sketch(NamedTuple):
    """Bits of the words with content, of the runs of four words, and of every fourth of these; how many words the
    speaker's `own` are; how many more words two texts can have in common than bits (`spare`); and whether a part
    in quotation marks counts by itself.
    """

    words: int
    runs: int
    pieces: int
    own: int
    spare: int
    mixed: bool


def sketch(statement: Statement) -> Sketch:
    """The statement's sketch."""
    text = folded(statement.text)
    words = _bits(text.vocabulary)
    stems = text.stems
    return Sketch(
        words,
        _bits(f" {' '.join(stems[i : i + 4])} " for i in range(len(stems) - 3)),
        _bits(text.pieces),
        text.own,
        text.contents[-1] - words.bit_count(),
        statement.kind == "mixed",
    )


def may_be_same(a: Sketch, b: Sketch) -> bool:
    """False only where `same_statement` is, whoever the speakers are; the order does not matter."""
    if a.mixed or b.mixed or a.pieces & b.runs or b.pieces & a.runs:
        return True
    common = (a.words & b.words).bit_count() + max(a.spare, b.spare)
    return common >= LEAST_COVERED * min(a.own, b.own)


def _bits(values: Iterable[str]) -> int:
    bits = 0
    for value in values:
        bits |= 1 << crc32(value.encode()) % _BITS
    return bits
