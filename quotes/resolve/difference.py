"""How one printed version of a statement differs from another, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quotes.resolve.wording import Word, wording

Change = Literal["kept", "dropped", "added", "changed", "bracketed"]

CHANGES: tuple[Change, ...] = ("kept", "dropped", "added", "changed", "bracketed")


class Piece(NamedTuple):
    """A stretch of a version. `text` is as printed there, or what it leaves out where it is
    "dropped"; `was` is what stands in its place in the other version, None where nothing does.
    """

    change: Change
    text: str
    was: str | None = None


class _Step(NamedTuple):
    equal: bool
    old: tuple[int, int]
    new: tuple[int, int]


def difference(fullest: str, version: str) -> list[Piece]:
    """What `version` kept of `fullest` and what it changed, in reading order. Case, accents and
    typography do not count.
    """
    old, new = wording(fullest), wording(version)
    pieces = []
    for equal, (start, end), (low, high) in _steps(fullest, old, version, new):
        here, there = _slice(version, new, low, high), _slice(fullest, old, start, end)
        if equal:
            pieces.append(Piece("kept", here))
        elif not here:
            pieces.append(Piece("dropped", there))
        elif any(word.bracketed for word in new[low:high]):
            pieces.append(Piece("bracketed", here, there or None))
        elif there:
            pieces.append(Piece("changed", here, there))
        else:
            pieces.append(Piece("added", here))
    return pieces


def share_kept(pieces: Sequence[Piece]) -> float:
    """How much of the fullest version's words is kept, 0 to 1."""
    kept = sum(len(piece.text.split()) for piece in pieces if piece.change == "kept")
    gone = sum(len((piece.was or "").split()) for piece in pieces)
    gone += sum(len(piece.text.split()) for piece in pieces if piece.change == "dropped")
    return kept / (kept + gone) if kept + gone else 0.0


def _steps(fullest: str, old: Sequence[Word], version: str, new: Sequence[Word]) -> Iterator[_Step]:
    """Equal stretches and, between them, what differs; never two of a sort in a row."""
    from rapidfuzz.distance import LCSseq

    before = (0, 0)
    for block in LCSseq.editops(_folded(fullest, old), _folded(version, new)).as_matching_blocks():
        a, b, size = block.a, block.b, block.size
        by_chance = size == 1 and not old[a].content and (a, b) not in ((0, 0), before)
        if by_chance and a + 1 < len(old) and b + 1 < len(new):
            continue  # a lone "the" between other words would only cut the change in two
        if before != (a, b):
            yield _Step(False, (before[0], a), (before[1], b))
        if size:
            yield _Step(True, (a, a + size), (b, b + size))
        before = (a + size, b + size)
    # The last block is empty and stands behind the last words.


def _folded(text: str, words: Sequence[Word]) -> list[str]:
    return [text[word.start : word.end].casefold().replace("’", "'") for word in words]


def _slice(text: str, words: Sequence[Word], start: int, end: int) -> str:
    """The words with the punctuation that belongs to them."""
    if start == end:
        return ""
    left = _end_with_signs(text, words, start - 1) if start else 0
    return text[left : _end_with_signs(text, words, end - 1)].strip()


def _end_with_signs(text: str, words: Sequence[Word], place: int) -> int:
    end = words[place].end
    stop = words[place + 1].start if place + 1 < len(words) else len(text)
    while end < stop and not text[end].isspace():
        end += 1
    return end
