"""What the words of two quotes have in common, and whether what stands beside them contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotes.resolve.folded import Folded, folded, folded_marks

LONG = 8
"""Words in an unbroken run that says enough, however much else each quote has."""

_BESIDE = 2  # words before the first and after the last equal ones that are looked at
_NEAR = 4  # words between a single equal word and the next equal ones, at most

Run = tuple[int, int, int]
"""Equal words: their place in one text, in the other, and how many there are."""


class Overlap(NamedTuple):
    """What two texts have in common, in order.

    `weight` is that of all equal words, `run` that of the heaviest unbroken run of `LONG` words that
    goes to the end of a sentence in both (0 without one). `matched` words with content are equal,
    `covered` of the first text's, 0 to 1. `contradicts` where the texts differ in a number, a name
    or a negation in the midst of equal words; `replaced` counts other words with content that stand
    in for each other.
    """

    weight: float
    run: float
    matched: int
    covered: float
    contradicts: bool
    replaced: int


@lru_cache(maxsize=1 << 14)
def overlap(one: str, other: str) -> Overlap:
    """What the words of a quote have in common with those of a longer one. Agency copy brings the same
    two together again and again.
    """
    return _overlap(folded(one), folded(other))


@lru_cache(maxsize=1 << 13)
def marked_overlap(one: str, other: str) -> Overlap:
    """The same of the words that stand in quotation marks within a reporter's, and of all the other's."""
    return _overlap(folded_marks(one), folded(other))


def _overlap(a: Folded, b: Folded) -> Overlap:
    runs = _runs(a, b)
    weight = longest = matched = 0
    for start, other, size in runs:
        end = start + size
        run = a.weights[end] - a.weights[start]
        weight += run
        matched += a.needed[end] - a.needed[start]
        if size >= LONG and run > longest and _ends(a, end) and _ends(b, other + size):
            longest = run
    contradicts, replaced = _denied(runs, a, b), 0
    for i, k, j, m, cut in _between(runs, a, b):
        contradicts = contradicts or _contradict(a, i, k, b, j, m, cut)
        replaced += min(a.needed[k] - a.needed[i], b.needed[m] - b.needed[j])
    covered = matched / max(1, a.own)
    return Overlap(weight / 10, longest / 10, matched, covered, contradicts, replaced)


def _runs(a: Folded, b: Folded) -> list[Run]:
    """Equal runs in order; without words that are equal by chance: single ones, unless they have
    content and others near them are equal too.
    """
    from rapidfuzz.distance import LCSseq

    runs = [
        (block.a, block.b, block.size)
        for block in LCSseq.editops(a.stems, b.stems).as_matching_blocks()
        if block.size and a.contents[block.a + block.size] > a.contents[block.a]
    ]
    if all(size > 1 for _, _, size in runs):
        return runs
    return [
        run
        for place, run in enumerate(runs)
        if run[2] > 1
        or (place > 0 and _near(runs[place - 1], run))
        or (place + 1 < len(runs) and _near(run, runs[place + 1]))
    ]


def _near(one: Run, other: Run) -> bool:
    (i, j, size), (k, m, _) = one, other
    return k - i - size <= _NEAR and m - j - size <= _NEAR


def _between(
    runs: Sequence[Run], a: Folded, b: Folded
) -> Iterator[tuple[int, int, int, int, bool]]:
    """The few words that stand in the place of each other, before, between and after equal runs: from
    where to where in one text, and in the other. The last value says whether nothing follows from
    what only one of the two has there.
    """
    if not runs:
        return
    i, j, _ = runs[0]
    yield max(0, i - _BESIDE), i, max(0, j - _BESIDE), j, True
    for (i, j, size), (k, m, _) in pairwise(runs):
        i, j = i + size, j + size
        longer = max(k - i, m - j)
        alike = abs((k - i) - (m - j)) <= _BESIDE and longer <= 2 * _NEAR
        if longer <= _NEAR or alike:
            yield i, k, j, m, k in a.gaps or m in b.gaps
        else:
            yield i, min(k, i + _BESIDE), j, min(m, j + _BESIDE), True
    i, j, size = runs[-1]
    i, j = i + size, j + size
    yield i, min(len(a.stems), i + _BESIDE), j, min(len(b.stems), j + _BESIDE), True


def _ends(text: Folded, place: int) -> bool:
    return place == len(text.stems) or place in text.beginnings


def _contradict(a: Folded, i: int, k: int, b: Folded, j: int, m: int, gap: bool) -> bool:
    """Whether what stands between equal words, from i to k here and from j to m there, makes the texts
    say something else.
    """
    if a.numbers and b.numbers and _differ(_at(a, a.numbers, i, k), _at(b, b.numbers, j, m)):
        return True
    names = (
        a.names and b.names and _differ(_at(a, a.names, i, k), _at(b, b.names, j, m))
    )  # of what, brackets may say
    denies = not gap and _any(a.negations, i, k) != _any(b.negations, j, m)
    return bool(names or denies) and not (_any(a.brackets, i, k) or _any(b.brackets, j, m))


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and not one & other


def _at(text: Folded, places: Sequence[int], start: int, end: int) -> set[str]:
    return {text.stems[place] for place in places if start <= place < end}


def _any(places: Sequence[int], start: int, end: int) -> bool:
    return any(start <= place < end for place in places) if places else False


def _denied(runs: Sequence[Run], a: Folded, b: Folded) -> bool:
    """Whether a negation stands right before the equal words of one, and none in the other, which
    does begin earlier.
    """
    if not (a.negations or b.negations) or not runs:
        return False
    i, j, _ = runs[0]
    if i == 0 or i in a.beginnings:
        return False
    far = 2 * _NEAR
    return (_any(a.negations, i - _BESIDE, i) and not _any(b.negations, j - far, j)) or (
        _any(b.negations, j - _BESIDE, j) and not _any(a.negations, i - far, i)
    )
