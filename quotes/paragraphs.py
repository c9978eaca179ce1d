"""Where paragraphs end in plain text, which says so in more than one way.

Most sites' text has one paragraph a line. Text that was wrapped to a column width has lines that break in the
middle of sentences; there only blank lines separate paragraphs.
"""

from __future__ import annotations

import itertools
import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BLANK_LINES = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\s*")

#: A wrapped text's lines are about this wide, in characters. Typical columns are 60 to 80.
_NARROW, _WIDE = 45, 100
#: Share of line ends that must fall inside a sentence before a text counts as wrapped.
_WRAPPED_SHARE = 0.6


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a column width rather than at paragraphs' ends."""
    lines = text.splitlines()
    pairs = [
        (line.rstrip(), after.lstrip())
        for line, after in itertools.pairwise(lines)
        if line.strip() and after.strip()
    ]
    if len(pairs) < 3:
        return False
    inside = sum(
        _NARROW <= len(line) <= _WIDE and (after[0].islower() or line[-1] not in ".?!:”\"'’…")
        for line, after in pairs
    )
    lower = sum(after[0].islower() for _, after in pairs)
    return inside / len(pairs) >= _WRAPPED_SHARE and lower / len(pairs) >= 0.3


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each paragraph that holds anything but white space, line breaks at its end left out."""
    if is_hard_wrapped(text):
        bounds = []
        start = 0
        for gap in _BLANK_LINES.finditer(text):
            bounds.append((start, gap.start()))
            start = gap.end()
        bounds.append((start, len(text.rstrip("\r\n"))))
    else:
        bounds = [
            (line.start(), line.start() + len(line.group().rstrip("\r\n")))
            for line in _LINE.finditer(text)
        ]
    return [(start, end) for start, end in bounds if text[start:end].strip()]
