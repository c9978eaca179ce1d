"""Whether two quotes report the same utterance: decided from the two alone.

What is not compared cannot be found, and comparing all with all is out of the question, so every
quote also has prints: two quotes are compared if they have one in common. Prints are runs of words
that carry content (shingles, Broder 1997). All are kept, so that a short cut is found in a long
quote; the usual MinHash keeps a sample of them, and the two differ in most. `docs/compare.md` tells
how the thresholds were chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from quotes.resolve.agreement import Agreement, Voice, agreement, speaker_print
from quotes.resolve.wording import Word, wording
from quotes.types import Kind

RULES = 2
"""To be raised with every change to prints or decisions: what was grouped by older rules is grouped
again.
"""

FUNCTION_WEIGHT = 0.3
NAME_WEIGHT = 0.5
"""What a word without content, and a part of a name, count beside any other word in a run of equal
words: names are repeated by whoever speaks of their bearers.
"""

ENOUGH = {Agreement.SAME: 2.3, Agreement.POSSIBLE: 4.5, Agreement.DIFFERENT: 9.0}
"""The least weight of equal words, by how well the speakers agree."""

COVERED = {Agreement.SAME: 0.75, Agreement.POSSIBLE: 0.8, Agreement.DIFFERENT: 0.9}
"""The least share of the shorter quote's content that the longer one has too."""

REPORTED_ENOUGH = {Agreement.SAME: 3.5, Agreement.POSSIBLE: 5.0}
REPORTED_COVERED = {Agreement.SAME: 0.6, Agreement.POSSIBLE: 0.6}
"""The same, where one of the two is in the reporter's words. Different speakers will not do."""

LONG_RUN = {Agreement.SAME: 4.0, Agreement.POSSIBLE: 8.0}
"""The weight of one unbroken run of `LONG` words that is enough, however much else each quote has."""

LONG = 8

SPARE = 6.0
"""From this weight on one word of a direct quote may differ: somebody heard or typed another one."""

SPARE_REPORTED = 4
"""In a reporter's words one word may differ for so many that are equal."""

LITTLE = {Agreement.SAME: 4.0, Agreement.POSSIBLE: 9.0, Agreement.DIFFERENT: 40.0}
"""Below this weight words are soon said again, and count only within `DAYS` of each other. Words
that differ in one only count within them whatever their weight.
"""

DAYS = 30

_RUN = 4  # words with content in the longest prints
_BESIDE = 2  # words before the first and after the last equal ones that are looked at
_NEAR = 4  # words between a single equal word and the next equal ones, at most


class Place(NamedTuple):
    """Where a quote stands: a name for the article, and from where to where."""

    article: str | int
    start: int
    end: int


class Statement(NamedTuple):
    """What is compared of a quote. `published` is ISO 8601."""

    text: str
    kind: Kind
    voice: Voice
    published: str | None = None
    place: Place | None = None


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


def same_statement(a: Statement, b: Statement) -> bool:
    """Whether the two quotes report the same utterance; the order does not matter."""
    if a.place and b.place and _nested(a.place, b.place):
        return False
    if (_counts(a.text).needed, a.text, a.kind) > (_counts(b.text).needed, b.text, b.kind):
        a, b = b, a
    agree = agreement(a.voice, b.voice)
    far = _far_apart(a.published, b.published)
    least = LITTLE[agree] if far else ENOUGH[agree]
    if not _may_reach(least, agree, a, b):
        return False
    found = _compared(a.text, b.text)
    if found.contradicts or found.weight < least or (far and found.replaced):
        return False
    # Of a reporter's sentence, the words that stand in quotation marks once more by themselves.
    marked = [_marked(one, other) for one, other in ((a, b), (b, a)) if one.kind == "mixed"]
    exact = [part for part in marked if not (part.contradicts or part.replaced)]
    if len(exact) < len(marked) and "indirect" not in (a.kind, b.kind):
        return False  # marks enclose what was said to the word
    if _is_cut(found, agree, a, b):
        return True
    if agree == Agreement.DIFFERENT:
        return False
    if not a.kind == b.kind == "direct" and _is_reported(found, agree):
        return True
    if any(part.weight >= ENOUGH[agree] and part.covered >= COVERED[agree] for part in exact):
        return True
    return found.run >= LONG_RUN[agree]


def prints(statement: Statement) -> frozenset[int]:
    """Numbers of 63 bits. Two quotes without a common one are not the same statement, as far as
    this program can see.

    They stand for a run of words with content, a shorter run with the speaker, and for a quote whose
    speaker has no name, a run between the two.
    """
    stems = [word.stem for word in _words(statement) if word.content and not word.bracketed]
    runs = _runs(stems, _RUN)
    if not (statement.voice.named and statement.voice.type == "person"):
        runs += _runs(stems, _RUN - 1)
    if (speaker := speaker_print(statement.voice)) is not None:
        runs += _runs(stems, _RUN - 2, speaker)
    return frozenset(runs)


def overlap(a: Sequence[Word], b: Sequence[Word]) -> Overlap:
    """What the words of a quote have in common with those of a longer one."""
    blocks = _blocks(a, b)
    weight = longest = 0.0
    matched = 0
    for start, other, size in blocks:
        run = _weight(a[start : start + size])
        weight += run
        if size >= LONG and _ends(a, start + size) and _ends(b, other + size):
            longest = max(longest, run)
        matched += sum(word.content and not word.bracketed for word in a[start : start + size])
    contradicts, replaced = _denied(blocks, a, b), 0
    for mine, theirs, cut in _between(blocks, a, b):
        contradicts = contradicts or _contradict(mine, theirs, cut)
        replaced += min(_contents(mine), _contents(theirs))
    return Overlap(weight, longest, matched, matched / max(1, _contents(a)), contradicts, replaced)


@lru_cache(maxsize=1 << 14)
def _compared(a: str, b: str) -> Overlap:
    """The overlap of two texts. Agency copy brings the same two together again and again."""
    return overlap(wording(a), wording(b))


def _may_reach(least: float, agree: Agreement, a: Statement, b: Statement) -> bool:
    """Whether the words in common, in whatever order, would be enough; aligning takes longer."""
    mine, theirs = _counts(a.text), _counts(b.text)
    common = sum(mine.content[stem] for stem in mine.content.keys() & theirs.content.keys())
    if common + FUNCTION_WEIGHT * mine.function < least:
        return False
    return agree != Agreement.DIFFERENT or common >= COVERED[agree] * mine.needed


class _Counts(NamedTuple):
    content: Counter[str]  # how often each stem
    function: int  # words without content
    needed: int  # words with content, but for an editor's


@lru_cache(maxsize=1 << 15)
def _counts(text: str) -> _Counts:
    found = wording(text)
    content = Counter(word.stem for word in found if word.content)
    return _Counts(content, len(found) - content.total(), _contents(found))


def _is_cut(found: Overlap, agree: Agreement, a: Statement, b: Statement) -> bool:
    if found.weight < ENOUGH[agree] or found.covered < COVERED[agree]:
        return False
    if a.kind == b.kind == "direct":
        # Newsrooms cut what stands in quotation marks; they don't write it anew.
        return not found.replaced or (found.replaced == 1 and found.weight >= SPARE)
    return agree != Agreement.DIFFERENT and found.replaced * SPARE_REPORTED <= found.matched


def _is_reported(found: Overlap, agree: Agreement) -> bool:
    return (
        found.weight >= REPORTED_ENOUGH[agree]
        and found.covered >= REPORTED_COVERED[agree]
        and found.replaced * SPARE_REPORTED <= found.matched
    )


def _marked(statement: Statement, other: Statement) -> Overlap:
    """What stands in quotation marks within a reporter's words, with the words of the other quote."""
    return overlap([word for word in _words(statement) if word.quoted], _words(other))


def _words(statement: Statement) -> tuple[Word, ...]:
    return wording(statement.text)


def _blocks(a: Sequence[Word], b: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Equal runs as (place in a, place in b, number of words), in order; without words that are
    equal by chance: single ones, unless they have content and others near them are equal too.
    """
    from rapidfuzz.distance import LCSseq

    runs = [
        (block.a, block.b, block.size)
        for block in LCSseq.editops([w.stem for w in a], [w.stem for w in b]).as_matching_blocks()
        if block.size and any(word.content for word in a[block.a : block.a + block.size])
    ]
    return [
        run
        for place, run in enumerate(runs)
        if run[2] > 1 or any(_near(run, other) for other in runs[max(0, place - 1) : place + 2])
    ]


def _between(
    blocks: Sequence[tuple[int, int, int]], a: Sequence[Word], b: Sequence[Word]
) -> Iterator[tuple[Sequence[Word], Sequence[Word], bool]]:
    """The few words that stand in the place of each other: before, between and after equal runs.
    The last value says whether nothing follows from what only one of the two has there.
    """
    if not blocks:
        return
    i, j, _ = blocks[0]
    yield a[max(0, i - _BESIDE) : i], b[max(0, j - _BESIDE) : j], True
    for (i, j, size), (k, m, _) in pairwise(blocks):
        mine, theirs = a[i + size : k], b[j + size : m]
        longer = max(len(mine), len(theirs))
        alike = abs(len(mine) - len(theirs)) <= _BESIDE and longer <= 2 * _NEAR
        if longer <= _NEAR or alike:
            yield mine, theirs, a[k].gap or b[m].gap
        else:
            yield mine[:_BESIDE], theirs[:_BESIDE], True
    i, j, size = blocks[-1]
    yield a[i + size : i + size + _BESIDE], b[j + size : j + size + _BESIDE], True


def _ends(words: Sequence[Word], place: int) -> bool:
    return place == len(words) or words[place].starts or words[place].gap


def _near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    if one == other:
        return False
    (i, j, size), (k, m, _) = sorted((one, other))
    return k - i - size <= _NEAR and m - j - size <= _NEAR


def _contradict(mine: Sequence[Word], theirs: Sequence[Word], gap: bool) -> bool:
    """Whether what stands between equal words makes them say something else."""
    numbers = [{w.stem for w in side if w.sort == "number"} for side in (mine, theirs)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    names = [{w.stem for w in side if w.name and w.content} for side in (mine, theirs)]
    brackets = any(w.bracketed for w in (*mine, *theirs))
    if all(names) and not brackets and not names[0] & names[1]:
        return True
    negations = [any(w.sort == "negation" for w in side) for side in (mine, theirs)]
    return negations[0] != negations[1] and not gap and not brackets


def _denied(blocks: Sequence[tuple[int, int, int]], a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether a negation stands right before the equal words of one, and none in the other, which
    does begin earlier.
    """
    if not blocks or blocks[0][0] == 0 or a[blocks[0][0]].starts or a[blocks[0][0]].gap:
        return False
    before = [words[:place] for words, place in zip((a, b), blocks[0][:2], strict=True)]
    near, far = (
        [any(word.sort == "negation" for word in side[-size:]) for side in before]
        for size in (_BESIDE, 2 * _NEAR)
    )
    return (near[0] and not far[1]) or (near[1] and not far[0])


def _weight(run: Sequence[Word]) -> float:
    return sum(
        FUNCTION_WEIGHT if not word.content else NAME_WEIGHT if word.name else 1.0 for word in run
    )


def _contents(run: Sequence[Word]) -> int:
    return sum(word.content and not word.bracketed for word in run)


def _nested(a: Place, b: Place) -> bool:
    """Whether one quotes the other: its words are then told by two, but are two statements."""
    return a.article == b.article and a.start < b.end and b.start < a.end


def _far_apart(a: str | None, b: str | None) -> bool:
    first, second = _day(a), _day(b)
    return first is not None and second is not None and abs((first - second).days) > DAYS


@lru_cache(maxsize=1 << 12)
def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _runs(stems: Sequence[str], size: int, *before: str) -> list[int]:
    return [_digest(*before, *stems[i : i + size]) for i in range(len(stems) - size + 1)]


def _digest(*parts: str) -> int:
    digest = blake2b(" ".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # SQLite's integers have a sign
