"""An article's text cut where its marks begin and end, so that overlapping marks can be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from quotes.types import Attribution, Span

Part = Literal["content", "cue", "source", "missed"]
"""What a mark stands for; "missed" is a quotation that no attribution holds."""


class Mark(NamedTuple):
    """`part` of the attribution with this `number` (its index in the list) stands at start:end."""

    start: int
    end: int
    part: Part
    number: int


class Piece(NamedTuple):
    """A stretch of text over which the same marks hold, the widest mark first."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[int, ...]
    """Numbers of the attributions whose content begins with this piece."""


def marks_of(attributions: Iterable[Attribution]) -> Iterator[Mark]:
    """Every span of every attribution, as a mark."""
    for number, attribution in enumerate(attributions):
        quote = attribution.quote
        parts: list[tuple[Part, Span | None]] = [("content", span) for span in quote.content]
        parts += [("cue", quote.cue), ("source", quote.source)]
        for part, span in parts:
            if span is not None:
                yield Mark(span.start, span.end, part, number)


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """`text` in pieces, in order; joined they are `text` again. Marks may nest and overlap."""
    starting: dict[int, list[Mark]] = defaultdict(list)
    first: dict[int, int] = {}
    cuts = {0, len(text)}
    for mark in marks:
        starting[mark.start].append(mark)
        cuts |= {mark.start, mark.end}
        if mark.part == "content":
            first[mark.number] = min(mark.start, first.get(mark.number, mark.start))
    edges = sorted(cuts)
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start] + starting[start]
        active.sort(key=lambda mark: (mark.start - mark.end, mark.number))
        opens = sorted({mark.number for mark in starting[start] if first.get(mark.number) == start})
        yield Piece(text[start:end], tuple(active), tuple(opens))
