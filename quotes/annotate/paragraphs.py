"""Sentence starts that the layout decides: the component `quotes_paragraphs`.

It runs before the parser. The first word after a paragraph break starts a sentence; white space
never does, so that no sentence consists of a line break.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from quotes.paragraphs import paragraph_spans

# As spaCy writes them into arrays without signs.
_YES, _NO = np.uint64(1), np.uint64(2**64 - 1)


def set_paragraph_starts(doc: Doc) -> Doc:
    """Set `is_sent_start` at paragraph starts (True) and on white space (False); return the Doc.

    Other words are left open for the parser. White space at the very start of a text is left
    alone: spaCy counts a text's first token as a sentence start always.
    """
    starts = [start for start, _ in paragraph_spans(doc.text)]
    if not starts:
        return doc
    previous = -1  # index of the paragraph that the word before stands in
    # All at once: setting one token's looks through the whole Doc.
    marks: Any = doc.to_array([SENT_START])
    for token in doc:
        if token.is_space:
            if token.i:
                marks[token.i] = _NO
            continue
        # A token belongs to the last paragraph that starts at or before its last character.
        paragraph = bisect_left(starts, token.idx + len(token)) - 1
        if paragraph != previous:
            marks[token.i] = _YES
            previous = paragraph
    return doc.from_array([SENT_START], marks)


@Language.factory("quotes_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphStarts:
    """The component, for `nlp.add_pipe("quotes_paragraphs")`."""
    return ParagraphStarts(name)


class ParagraphStarts:
    """A component without settings or weights around `set_paragraph_starts`."""

    def __init__(self, name: str = "quotes_paragraphs") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        return set_paragraph_starts(doc)
