"""Words, quotation marks and names as the scores see them: plain rules, no language model.

The measure must not depend on the pipeline that it measures, so all of this works on text alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Offsets = tuple[int, int]
"""Start and exclusive end in the article's text, in code points."""

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_PUNCTUATION = frozenset({"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sk"})
_WORD_IN_CUE = re.compile(r"n['’]t\b|\w+?(?=n['’]t\b)|\w+")
_LEADING_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)")
_EDGES = " \t\r\n\u00a0,.;:!?…-–—\"'`“”„‘’‚«»‹›〝〞()[]"
_DOUBLE_MARK = re.compile(r"[“”„\"«»〝〞\x93\x94]|''|``")
_OPENING = frozenset("“„«〝\x93") | {"``"}
_CLOSING = frozenset("”»〞\x94")
_SINGLE_QUOTED = re.compile(r"(?<!\w)‘(?=\S)[^‘\n]*?(?<=\S)’(?!\w)")
_PARAGRAPH = re.compile(r"[^\n]+")


class Words:
    """The words of one text, numbered, so that spans can be compared as sets of numbers.

    A word is a run of letters and digits, inner apostrophes included; a symbol (an emoji, a
    currency sign) counts as one, punctuation does not.
    """

    def __init__(self, text: str) -> None:
        offsets = [m.span() for m in _TOKEN.finditer(text) if _counts(m.group())]
        self._starts = [start for start, _ in offsets]
        self._ends = [end for _, end in offsets]

    def within(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The numbers of all words that the spans touch."""
        numbers: set[int] = set()
        for start, end in spans:
            numbers.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(numbers)

    def dice(self, a: tuple[Offsets, ...], b: tuple[Offsets, ...]) -> float:
        """Twice the shared words over all words, 0..1. Spans without a word: 1 if equal."""
        in_a, in_b = self.within(a), self.within(b)
        if not in_a and not in_b:
            return float(a == b)
        return 2 * len(in_a & in_b) / (len(in_a) + len(in_b))


def _counts(token: str) -> bool:
    return token[0].isalnum() or unicodedata.category(token[0]) not in _PUNCTUATION


def trimmed(text: str, span: Offsets) -> Offsets:
    """The span without white space, quotation marks, brackets and punctuation at its edges.

    A span of nothing else stays as it is.
    """
    start, end = span
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_EDGES))
    right = len(piece) - len(piece.rstrip(_EDGES))
    return (start + left, end - right) if left + right < len(piece) else span


def quoted_regions(text: str) -> list[Offsets]:
    """What stands in quotation marks, the marks included, in reading order.

    Marks are paired within a paragraph (a line); one that is not closed reaches to the paragraph's
    end, since a quotation that goes on in the next paragraph is printed so.
    """
    regions: list[Offsets] = []
    for paragraph in _PARAGRAPH.finditer(text):
        begin, limit = paragraph.span()
        opened: int | None = None
        doubles: list[Offsets] = []
        for mark in _DOUBLE_MARK.finditer(text, begin, limit):
            if opened is None:
                if mark.group() not in _CLOSING:
                    opened = mark.start()
            elif mark.group() not in _OPENING:
                doubles.append((opened, mark.end()))
                opened = None
        if opened is not None:
            doubles.append((opened, limit))
        singles = [
            match.span()
            for match in _SINGLE_QUOTED.finditer(text, begin, limit)
            if not any(start < match.end() and match.start() < end for start, end in doubles)
        ]
        regions.extend(sorted(doubles + singles))
    return regions


@cache
def _cue_words() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads(
        files("quotes.evaluate").joinpath("statement_cues.toml").read_text(encoding="utf-8")
    )
    speech, silence = (
        frozenset(form for entry in data[name] for form in entry.split())
        for name in ("speech", "silence")
    )
    return speech, silence


def is_statement_cue(cue: str) -> bool:
    """Whether a cue reports speech or writing, by the word lists in `statement_cues.toml`."""
    speech, silence = _cue_words()
    words = {word.replace("’", "'") for word in _WORD_IN_CUE.findall(cue.lower())}
    return not words or bool(words & speech and not words & silence)


def plain(name: str) -> str:
    """A name or description as it is compared: letter case, leading article, edge marks aside."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return _LEADING_ARTICLE.sub("", " ".join(text.split()).strip(_EDGES), count=1)
