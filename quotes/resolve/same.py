"""Whether two quotes report the same utterance: decided from the two alone.

`quotes.resolve.prints` says which quotes are compared at all; `docs/compare.md` tells how the
thresholds were chosen.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quotes.resolve.agreement import Agreement, Voice, agreement
from quotes.resolve.folded import FUNCTION_WEIGHT, Folded, folded, folded_marks
from quotes.resolve.overlap import Overlap, marked_overlap, overlap
from quotes.types import Kind

RULES = 5
"""To be raised with every change to prints or decisions: what was grouped by older rules is grouped
again.
"""

ENOUGH = {Agreement.SAME: 2.3, Agreement.POSSIBLE: 4.5, Agreement.DIFFERENT: 9.0}
"""The least weight of equal words, by how well the speakers agree."""

COVERED = {Agreement.SAME: 0.75, Agreement.POSSIBLE: 0.8, Agreement.DIFFERENT: 0.9}
"""The least share of the shorter quote's content that the longer one has too."""

REPORTED_ENOUGH = {Agreement.SAME: 3.5, Agreement.POSSIBLE: 5.0}
REPORTED_COVERED = {Agreement.SAME: 0.6, Agreement.POSSIBLE: 0.6}
"""The same, where one of the two is in the reporter's words. Different speakers will not do."""

LEAST_COVERED = min(*COVERED.values(), *REPORTED_COVERED.values())

LONG_RUN = {Agreement.SAME: 4.0, Agreement.POSSIBLE: 8.0}
"""The weight of one unbroken run of `LONG` words that is enough, however much else each quote has."""

SPARE = 6.0
"""From this weight on one word of a direct quote may differ: somebody heard or typed another one."""

SPARE_REPORTED = 4
"""In a reporter's words one word may differ for so many that are equal."""

LITTLE = {Agreement.SAME: 4.0, Agreement.POSSIBLE: 9.0, Agreement.DIFFERENT: 40.0}
"""Below this weight words are soon said again, and count only within `DAYS` of each other. Words
that differ in one only count within them whatever their weight.
"""

DAYS = 30


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


def same_statement(a: Statement, b: Statement) -> bool:
    """Whether the two quotes report the same utterance; the order does not matter."""
    if a.place and b.place and nested(a.place, b.place):
        return False
    mine, theirs = folded(a.text), folded(b.text)
    if (mine.own, a.text, a.kind) > (theirs.own, b.text, b.kind):
        a, b, mine, theirs = b, a, theirs, mine
    agree = agreement(a.voice, b.voice)
    far = _far_apart(a.published, b.published)
    least = LITTLE[agree] if far else ENOUGH[agree]
    # Whether the words in common, in whatever order, would be enough: aligning takes longer.
    common = mine.most_in_common(theirs)
    functions = len(mine.stems) - mine.contents[-1]
    if common + functions * FUNCTION_WEIGHT / 10 < least:
        return False
    if not _may_be_enough(common, agree, a, b, mine, theirs):
        return False
    found = overlap(a.text, b.text)
    if found.contradicts or found.weight < least or (far and found.replaced):
        return False
    # Of a reporter's sentence, the words that stand in quotation marks once more by themselves.
    marked = [
        marked_overlap(one.text, other.text)
        for one, other in ((a, b), (b, a))
        if one.kind == "mixed"
    ]
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


def _may_be_enough(
    common: int, agree: Agreement, a: Statement, b: Statement, mine: Folded, theirs: Folded
) -> bool:
    """Whether so many words with content can be enough of the shorter quote, or stand in a long run, or
    between quotation marks within a reporter's words.
    """
    is_direct = a.kind == b.kind == "direct" or agree == Agreement.DIFFERENT
    if common >= (COVERED[agree] if is_direct else REPORTED_COVERED[agree]) * mine.own:
        return True
    if agree == Agreement.DIFFERENT:
        return False
    if mine.may_share_run(theirs):
        return True
    return any(
        one.kind == "mixed" and _stands_in(folded_marks(one.text), other, COVERED[agree])
        for one, other in ((a, theirs), (b, mine))
    )


def _stands_in(marked: Folded, other: Folded, covered: float) -> bool:
    """Whether so large a part of the words between quotation marks can be in common with the other text."""
    return marked.most_in_common(other) >= covered * marked.own


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


def nested(a: Place, b: Place) -> bool:
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
