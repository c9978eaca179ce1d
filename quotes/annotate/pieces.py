"""Annotate texts of any length: short ones as they are, long ones in pieces that are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from spacy.language import Language
from spacy.tokens import Doc

#: Longest text given to the pipeline at once, in characters (some 10,000 words). Its arrays take
#: about 100 MB at this length; longer pieces are no faster.
PIECE = 50_000

#: Characters given to the pipeline at once.
_CHARACTERS = 4 * PIECE

_SURROGATES = re.compile("[\ud800-\udfff]")
#: A "word" longer than this, in characters, is cut: the tokenizer's time grows with the square of the
#: punctuation in one.
LONGEST_WORD = 1_000

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_BREAKS = (
    re.compile(r"\n\s*"),  # between paragraphs
    re.compile(r"[.!?][\"'”’)]*\s+"),  # between sentences
    re.compile(r"\s+"),  # between words
)


def cut(text: str, longest: int = PIECE) -> list[str]:
    """The text in pieces of at most `longest` characters; joined, they are the text.

    A piece ends after the last paragraph, else sentence, else word that fits, else anywhere; a word
    of over LONGEST_WORD characters is parted too.
    """
    pieces = []
    start = 0
    while len(text) - start > longest:
        end = _last_break(text, start, start + longest)
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return [part for piece in pieces for part in _cut_words(piece)]


def _cut_words(piece: str) -> list[str]:
    """The piece, parted inside words longer than LONGEST_WORD."""
    ends = [match.end() for match in _LONG_WORD.finditer(piece)]
    return [piece[a:b] for a, b in pairwise([0, *ends, len(piece)])]


def _last_break(text: str, start: int, limit: int) -> int:
    """Where to cut `text[start:limit]`: after the last break of the best kind in its second half."""
    middle = start + (limit - start) // 2
    for pattern in _BREAKS:
        end = -1
        for match in pattern.finditer(text, middle, limit):
            end = match.end()
        if end > middle:
            return end
    return limit


def encodable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 holds, replaced one for one by U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def annotate_pieces(texts: Iterable[str], nlp: Language, batch_size: int) -> Iterator[Doc]:
    """One Doc per text, in order, each with exactly the text (see `encodable`)."""
    stream = map(encodable, texts)
    while batch := list(islice(stream, batch_size)):
        pieces = [cut(text) for text in batch]
        flat = [piece for group in pieces for piece in group]
        together = max(1, min(batch_size, _CHARACTERS // max(1, *map(len, flat))))
        docs = nlp.pipe(flat, batch_size=together)
        for text, group in zip(batch, pieces, strict=True):
            parts = [next(docs) for _ in group]
            doc = parts[0] if len(parts) == 1 else join(parts)
            if doc.text != text:  # no tokenizer exception changes a text; a guard against one
                raise AssertionError("the annotated text differs from the input")
            yield doc


def join(parts: list[Doc]) -> Doc:
    """The Docs in a row as one, with no space added between them."""
    # Without user data: nothing here sets any, and spaCy would warn about keys it cannot shift.
    return Doc.from_docs(parts, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
