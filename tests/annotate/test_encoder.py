"""How a text is cut into the stretches that the encoder reads at once."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.annotate.encoder import MOST_PIECES, STRETCH, stretches
from quotes.annotate.paragraphs import set_paragraph_starts
from quotes.annotate.wordpiece import WordPieces

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "a", "##a", "b", "."])
ENGLISH = spacy.blank("en")


def doc_of(text: str) -> Doc:
    return set_paragraph_starts(ENGLISH.make_doc(text))


def test_a_short_text_is_one_stretch_with_its_paragraphs_marked() -> None:
    (stretch,) = stretches(doc_of("a aa\n\nb ."), PIECES)
    assert [PIECES.pieces[i] for i in stretch.pieces] == [
        "[CLS]",
        "a",
        "a",
        "##a",
        "[SEP]",
        "b",
        ".",
    ]
    assert stretch.firsts == [1, 2, 5, 6]
    assert stretch.tokens == [0, 1, 3, 4]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    paragraph = " ".join(["a"] * 100)
    found = stretches(doc_of("\n".join([paragraph] * 5)), PIECES)
    assert [len(each.tokens) for each in found] == [300, 200]


def test_without_paragraphs_it_is_cut_anywhere() -> None:
    found = stretches(doc_of(" ".join(["a"] * (STRETCH + 10))), PIECES)
    assert [len(each.tokens) for each in found] == [STRETCH, 10]


@settings(max_examples=60)
@given(st.text(alphabet="ab.\n 🙂", max_size=200), st.integers(1, 12))
def test_every_word_stands_in_one_stretch(text: str, times: int) -> None:
    doc = doc_of(text * times)
    found = stretches(doc, PIECES)
    assert [i for each in found for i in each.tokens] == [t.i for t in doc if not t.is_space]
    for each in found:
        assert len(each.pieces) == len(each.shapes) <= MOST_PIECES
        assert all(0 <= first < len(each.pieces) for first in each.firsts)
