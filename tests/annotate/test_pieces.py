"""Long texts in pieces; every Doc holds its text exactly."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from quotes.annotate import annotate
from quotes.annotate.pieces import LONGEST_WORD, annotate_pieces, cut, encodable

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 10, ["short"]),
        ("", 10, [""]),
        ("one two\nthree", 10, ["one two\n", "three"]),
        ("One two. Three", 10, ["One two. ", "Three"]),
        ("one two three", 10, ["one two ", "three"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
    ],
)
def test_cut(text: str, longest: int, expected: list[str]) -> None:
    assert cut(text, longest) == expected


@given(st.text(), st.integers(1, 20))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    pieces = cut(text, longest)
    assert "".join(pieces) == text
    assert all(len(piece) <= longest for piece in pieces)


@given(st.lists(st.text(), max_size=5))
def test_docs_hold_their_texts_in_order(texts: list[str]) -> None:
    docs = list(annotate(texts, nlp=NLP, batch_size=2))
    assert [doc.text for doc in docs] == texts


def test_long_text_is_joined() -> None:
    text = "It rained all day. " * 6_000 + "\n\n" + "word" * 20_000
    (doc,) = annotate_pieces([text], NLP, 1)
    assert doc.text == text
    # Cutting between sentences leaves every one whole.
    assert next(iter(doc.sents)).text == "It rained all day."
    assert sum(1 for s in doc.sents if s.text == "It rained all day.") == 6_000


def test_surrogates_become_replacement_characters() -> None:
    assert encodable("a\ud800b") == "a\ufffdb"
    (doc,) = annotate(["a\ud800b"], nlp=NLP)
    assert doc.text == "a\ufffdb"


def test_input_is_read_as_needed() -> None:
    read = []

    def texts() -> object:
        for number in range(10):
            read.append(number)
            yield f"Text {number}."

    docs = annotate(texts(), nlp=NLP, batch_size=2)  # type: ignore[arg-type]
    assert next(docs).text == "Text 0."
    assert len(read) <= 4


def test_overlong_words_are_parted() -> None:
    """Thousands of marks without a space take the tokenizer quadratic time if left in one piece."""
    text = "He said: " + "“" * (3 * LONGEST_WORD) + " yes"
    assert "".join(cut(text)) == text
    assert max(len(word) for piece in cut(text) for word in piece.split()) <= LONGEST_WORD
