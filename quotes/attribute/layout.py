"""An article as attribution looks at it: paragraphs, sentences, quotation regions, and tokens that know theirs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.paragraphs import paragraph_spans
from quotes.quotation import Region, find_regions
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_TERMINAL = frozenset(".?!…:;")
_CLOSING = frozenset("”\"'’»)]}")
#: Trimmed off the edges of spans: a span is words, not the commas between them.
_EDGE = " \t\r\n\u00a0,;:–—-"
_MARKUP = "*"  # of Markdown, in front: behind, asterisks may stand for letters


_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]* $")
_NAME_AFTER = re.compile(r" [A-Z][a-z’']")


def _is_nickname(text: str, region: Region) -> bool:
    """One to three words between two capitalised words of a name, no punctuation between."""
    inner = text[region.inner_start : region.inner_end]
    return (
        len(inner.split()) <= 3
        and inner[-1:] not in ",.?!"
        and _NAME_BEFORE.search(text, max(0, region.start - 30), region.start) is not None
        and _NAME_AFTER.match(text, region.end) is not None
    )


class Layout:
    """Read-only view of a parsed article. Sentences and paragraphs are (first, last+1) token indexes."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.paragraph_chars = paragraph_spans(self.text)
        self.starts: list[int] = [token.idx for token in doc]
        # A region inside one token (a mark glued into a word) is nothing that words can be credited to.
        regions = [r for r in find_regions(self.text, self.paragraph_chars) if self._holds_token(r)]
        #: Nicknames inside names ("Jim “Red” Halloran") stand in marks but quote nobody.
        self.nicknames: list[Region] = [r for r in regions if _is_nickname(self.text, r)]
        self.regions: list[Region] = [r for r in regions if r not in self.nicknames]

    def _holds_token(self, region: Region) -> bool:
        first = self.first_token_from(region.start)
        return first < len(self.starts) and self.starts[first] < region.end

    def token_at(self, char: int) -> int:
        """Index of the token that holds the character, or of the last one before it."""
        return max(0, bisect_right(self.starts, char) - 1)

    def first_token_from(self, char: int) -> int:
        """Index of the first token that starts at the character or behind it (len(doc) where none does)."""
        return bisect_right(self.starts, char - 1) if char > 0 else 0

    @cached_property
    def region_of(self) -> list[int]:
        """For each token the index of its region, or -1 outside quotation marks."""
        owner = [-1] * len(self.doc)
        for number, region in enumerate(self.regions):
            for i in range(self.first_token_from(region.start), len(self.doc)):
                if self.starts[i] >= region.end:
                    break
                owner[i] = number
        return owner

    @cached_property
    def nickname_tokens(self) -> frozenset[int]:
        """Indexes of the tokens of nicknames, marks included."""
        return frozenset(
            i
            for region in self.nicknames
            for i in range(self.first_token_from(region.start), self.first_token_from(region.end))
        )

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every word as it is printed."""
        return frozenset(token.text for token in self.doc)

    @cached_property
    def entities(self) -> tuple[SpacySpan, ...]:
        """The named entities; `Doc.ents` builds them anew at every call."""
        return tuple(self.doc.ents)

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Token ranges of the paragraphs that hold any token."""
        ranges = []
        for start, end in self.paragraph_chars:
            first, last = self.first_token_from(start), self.first_token_from(end)
            if first < last:
                ranges.append((first, last))
        return ranges

    @cached_property
    def paragraph_of(self) -> list[int]:
        owner = [-1] * len(self.doc)
        for number, (first, last) in enumerate(self.paragraphs):
            owner[first:last] = [number] * (last - first)
        return owner

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The parser's sentences, where the text agrees: a boundary needs a terminal mark or a paragraph's end.

        Parsers split at quotation marks and before names; a reporting clause must not lose its quote to that.
        """
        ranges: list[tuple[int, int]] = []
        for first, last in self.paragraphs:
            cuts = [first]
            for i in range(first + 1, last):
                if self.doc[i].is_sent_start and self._may_split(i):
                    cuts.append(i)
            cuts.append(last)
            ranges.extend(pairwise(cuts))
        return ranges

    def _may_split(self, i: int) -> bool:
        j = i - 1
        while j > 0 and (
            self.doc[j].is_space or self.doc[j].text in _CLOSING or self.doc[j].text == "''"
        ):
            j -= 1
        return self.doc[j].text[-1:] in _TERMINAL

    @cached_property
    def sentence_of(self) -> list[int]:
        owner = [-1] * len(self.doc)
        for number, (first, last) in enumerate(self.sentences):
            owner[first:last] = [number] * (last - first)
        return owner

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds token `i`."""
        number = self.sentence_of[i]
        return self.sentences[number] if number >= 0 else (i, i + 1)

    def quoted(self, i: int) -> bool:
        """Whether the token stands between quotation marks (the marks themselves included)."""
        return self.region_of[i] >= 0

    def span(self, first: int, last: int) -> Span | None:
        """The text from token `first` to before token `last`, edges trimmed; None where nothing is left."""
        if first >= last:
            return None
        return self.chars(self.starts[first], self.starts[last - 1] + len(self.doc[last - 1]))

    def chars(self, start: int, end: int) -> Span | None:
        """The characters from `start` to `end`, edges trimmed; None where nothing is left."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(_EDGE + _MARKUP))
        right = len(piece.rstrip(_EDGE))
        if left >= right:
            return None
        return Span.of(self.text, start + left, start + right)

    def regions_inside(self, spans: Iterable[Span]) -> list[int]:
        """The numbers of the regions that lie within one of the spans."""
        starts = self._region_starts
        return sorted(
            {
                number
                for span in spans
                for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
                if self.regions[number].end <= span.end
            }
        )

    @cached_property
    def _region_starts(self) -> list[int]:
        return [region.start for region in self.regions]

    def without_stop(self, span: Span | None) -> Span | None:
        """The span without the outlet's own full stop or semicolon at its end; None where that is all of it."""
        if span is None or self.quoted(self.token_at(span.end - 1)):
            return span
        return self.chars(span.start, span.end - span.text.endswith((".", ";")))

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that start inside the span."""
        found = []
        i = self.first_token_from(span.start)
        while i < len(self.doc) and self.starts[i] < span.end:
            found.append(self.doc[i])
            i += 1
        return found
