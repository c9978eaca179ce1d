"""Quotation marks: which pieces of an article stand between them.

Marks are paired paragraph by paragraph, so that one stray mark costs at most its own paragraph. Nothing here
raises on any text. Nested quotations are part of the outermost region, which is the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Marks that always come as a pair: opener → its closer.
_PAIRED = {"“": "”", "„": "”", "‟": "”", "«": "»", "‹": "›", "〝": "〞", "``": "''", "‘": "’"}
#: Marks that open and close alike; their surroundings decide.
_AMBIGUOUS = {'"', "''", "＂", "'"}
_CLOSERS = {"”", "»", "›", "〞", "’", "〟"}
_SINGLE = {"‘", "’", "'", "‹", "›"}

# Two straight single marks, or two backticks, are one double mark (wire services type them so).
_MARK = re.compile(r"``|''|[“”„‟«»‹›〝〞〟\"＂‘’']")

#: A quotation is looked for its end over so many marks; thousands in one paragraph are no prose.
_MOST_MARKS = 200

#: A word that begins with an apostrophe for an elided letter or century: ’tis, ’em, ’90s.
_ELISION = re.compile(
    r"(?:\d\d\b|\d0s|tis\b|twas\b|em\b|til\b|cause\b|round\b|n\b|bout\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch between quotation marks, marks included: offsets into the article, end exclusive.

    `closed` is false where the paragraph ended before a closing mark came. `continues` is true where the
    paragraph before ended unclosed and this one reopens: one quotation set out in several paragraphs.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.glyph in _SINGLE


def find_regions(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Region]:
    """The outermost quotation regions of `text`, in reading order, none overlapping.

    `paragraphs` are (start, end) offsets; no region crosses a paragraph's end.
    """
    regions: list[Region] = []
    open_before = False
    for start, end in paragraphs:
        found = _pair(text, start, end)
        if found and open_before and not text[start : found[0].start].strip():
            first = found[0]
            found[0] = Region(
                first.start, first.end, first.inner_start, first.inner_end, first.closed, True
            )
        if text[start:end].strip():
            open_before = bool(found) and not found[-1].closed
        regions.extend(found)
    return _drop_strays(text, regions)


def _drop_strays(text: str, regions: Sequence[Region]) -> list[Region]:
    """Unclosed regions that nothing continues are kept only where a paragraph begins with them."""
    kept: list[Region] = []
    for i, region in enumerate(regions):
        follower = regions[i + 1] if i + 1 < len(regions) else None
        if region.closed or region.continues or (follower is not None and follower.continues):
            kept.append(region)
            continue
        before = text[: region.start].rstrip(" \t")[-1:]
        if before in ("", "\n", "\r", ":", ","):
            kept.append(region)
    return kept


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, start, end):
        glyph = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        # A mark opens where a word begins behind it, and closes where one has ended before it.
        trails_off = before.isspace() and text.startswith(("…", "...", ". ."), match.end())
        starts_word = trails_off or (
            not (after.isspace() or after in ".,;:!?)]}…") and not before.isalnum()
        )
        ends_word = not (before.isspace() or before in "([{") and not after.isalnum()
        if glyph in _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        if glyph in ("’", "'") and starts_word and _ELISION.match(text, match.end()):
            continue
        if glyph in ('"', "''", "'") and before.isdigit() and not starts_word and not ends_word:
            continue  # inches, feet, minutes
        if glyph in _PAIRED and glyph != "‘":
            # Feeds mix up the two forms; a glyph is overruled only where its place is plain.
            opens, closes = (starts_word or not ends_word), (ends_word and not starts_word)
        elif glyph == "‘":
            opens, closes = starts_word, False
        elif glyph == "’":
            opens, closes = False, ends_word
        elif glyph in _CLOSERS:
            opens, closes = (starts_word and not ends_word), (ends_word or not starts_word)
        else:
            opens, closes = starts_word, ends_word
            if not opens and not closes:
                opens = after.isspace() and before.isspace()
                closes = opens
        if opens or closes:
            marks.append(_Mark(match.start(), match.end(), glyph, opens, closes))
    return marks


def _matches(opener: _Mark, closer: _Mark) -> bool:
    """Whether the two can belong together: single with single, double with any double."""
    return opener.single == closer.single


def _pair(text: str, start: int, end: int) -> list[Region]:
    marks = _marks(text, start, end)
    regions: list[Region] = []
    i = 0
    while i < len(marks):
        opener = marks[i]
        if not opener.opens:
            i += 1
            continue
        close, balanced = _find_close(text, marks, i)
        if close is None:
            stop = len(text[start:end].rstrip()) + start
            unclosed = not opener.single and balanced and stop > opener.end
            nested = any(mark.opens and not mark.single for mark in marks[i + 1 : i + _MOST_MARKS])
            if not unclosed or (nested and text[start : opener.start].strip()):
                i += 1  # most lone single marks are apostrophes; a lone double one is a slip
                continue
            regions.append(Region(opener.start, stop, opener.end, stop, closed=False))
            break
        closer = marks[close]
        if text[opener.end : closer.start].strip():
            regions.append(Region(opener.start, closer.end, opener.end, closer.start))
        i = close + 1
    return regions


def _find_close(text: str, marks: Sequence[_Mark], i: int) -> tuple[int | None, bool]:
    """Index of the mark that closes `marks[i]`, nested pairs of its family counted; None without one.

    The second value tells whether every quotation that opened behind it was closed again.
    """
    opener = marks[i]
    partner = _PAIRED.get(opener.glyph)
    depth = 0
    possessive: int | None = None
    for j in range(i + 1, min(len(marks), i + _MOST_MARKS)):
        mark = marks[j]
        if not _matches(opener, mark):
            continue
        if mark.closes and not (mark.opens and not _ends_here(text, mark)):
            if opener.single and _possessive(text, mark) and _has_later_close(marks, j):
                possessive = j if possessive is None else possessive
                continue
            if (
                partner
                and mark.glyph in _AMBIGUOUS
                and _comes_later(marks, j, partner, opener.glyph)
            ):
                continue  # an inch mark, or a quotation in the other style
            if depth == 0:
                return j, True
            depth -= 1
        elif mark.opens and mark.glyph not in _AMBIGUOUS:
            depth += 1
        elif mark.opens and not mark.closes and opener.glyph in _AMBIGUOUS:
            # A second straight opener before any closer: the first was a stray.
            return possessive, False
    return possessive, depth == 0


def _comes_later(marks: Sequence[_Mark], j: int, closer: str, opener: str) -> bool:
    """Whether the proper closer follows before the same opener comes again."""
    for mark in marks[j + 1 : j + _MOST_MARKS]:
        if mark.glyph in (closer, opener):
            return mark.glyph == closer
    return False


def _ends_here(text: str, mark: _Mark) -> bool:
    """For a mark that could do both: a space behind it, or punctuation before it, closes."""
    after = text[mark.end : mark.end + 1]
    before = text[mark.start - 1 : mark.start]
    return not after or after.isspace() or after in ".,;:!?)]—–-" or before in ".,;:!?…"


def _possessive(text: str, mark: _Mark) -> bool:
    """A plural possessive (workers’ rights) rather than the end of a quotation in single marks."""
    return (
        text[mark.start - 1 : mark.start] in ("s", "z", "x")
        and re.match(r" [a-z]", text[mark.end : mark.end + 2]) is not None
    )


def _has_later_close(marks: Sequence[_Mark], j: int) -> bool:
    for mark in marks[j + 1 : j + _MOST_MARKS]:
        if mark.single and mark.opens and not mark.closes:
            return False
        if mark.single and mark.closes:
            return True
    return False
