"""An article's text as paragraphs of pieces, each with the quotes that it is part of.

The spans of quotes overlap and nest freely: a source stands inside another quote's content, one
content inside another. Each piece therefore knows the innermost content and the innermost source or
cue over it. Joined again, the pieces and what stands between the paragraphs are the text, character
for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quotes.render.highlight import Mark, pieces

_BLANK_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")
_LINE_BREAK = re.compile(r"(\n)")
_WHITESPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is covered by the same marks throughout.

    `content` and `label` are the innermost content and the innermost source or cue over it.
    `begins` holds the numbers of the quotes whose content begins with this piece, `ends` those
    whose content ends with it.
    """

    text: str
    content: Mark | None = None
    label: Mark | None = None
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """The pieces of a paragraph, and the line breaks that follow it."""

    pieces: list[Piece] = field(default_factory=list)
    after: str = ""


def highlight(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None
) -> list[Paragraph]:
    """`text[start:end]` as paragraphs of pieces. Marks that reach beyond it are cut off."""
    shown = text[start:end]
    inside = [cut for mark in marks if (cut := _fitted(mark, start, shown))]
    breaks = _paragraph_breaks(text)
    paragraphs = [Paragraph()]
    for piece in _pieces(shown, inside):
        # No mark begins or ends within a paragraph break, so each break lies within one piece.
        first, *more = breaks.split(piece.text)
        parts = [first, *more[1::2]]
        for index, part in enumerate(parts):
            if index:
                paragraphs[-1].after = more[2 * index - 2]
                paragraphs.append(Paragraph())
            if part:
                begins = piece.begins if index == 0 else ()
                ends = piece.ends if index == len(parts) - 1 else ()
                paragraphs[-1].pieces.append(Piece(part, piece.content, piece.label, begins, ends))
    return paragraphs


def passage(text: str, start: int, end: int, margin: int = 400) -> tuple[int, int]:
    """Where the surroundings of `text[start:end]` begin and end.

    They reach `margin` characters to either side at most: to the furthest paragraph break within,
    else to white space.
    """
    low, high = max(0, start - margin), min(len(text), end + margin)
    breaks = _paragraph_breaks(text)
    if low > 0:
        before = breaks.search(text, low, start) or _WHITESPACE.search(text, low, start)
        low = before.end() if before else low
    if high < len(text):
        after = list(breaks.finditer(text, end, high)) or list(
            _WHITESPACE.finditer(text, end, high)
        )
        high = after[-1].start() if after else high
    return low, high


def _pieces(text: str, marks: list[Mark]) -> Iterator[Piece]:
    last: dict[int, int] = {}
    for mark in marks:
        if mark.part == "content":
            last[mark.number] = max(mark.end, last.get(mark.number, 0))
    position = 0
    for piece in pieces(text, marks):
        position += len(piece.text)
        content = [mark for mark in piece.marks if mark.part == "content"]
        labels = [mark for mark in piece.marks if mark.part != "content"]
        yield Piece(
            text=piece.text,
            content=content[-1] if content else None,
            label=labels[-1] if labels else None,
            begins=piece.opens,
            ends=tuple(sorted({mark.number for mark in content if last[mark.number] == position})),
        )


def _fitted(mark: Mark, start: int, shown: str) -> Mark | None:
    """The mark in `shown`, which begins at `start`, without white space at its edges, or None."""
    first, last = max(mark.start - start, 0), min(mark.end - start, len(shown))
    covered = shown[first:last] if first < last else ""
    first += len(covered) - len(covered.lstrip())
    last = first + len(covered.strip())
    return mark._replace(start=first, end=last) if first < last else None


def _paragraph_breaks(text: str) -> re.Pattern[str]:
    # Without a blank line anywhere, each line is a paragraph.
    return _BLANK_LINES if _BLANK_LINES.search(text) else _LINE_BREAK
