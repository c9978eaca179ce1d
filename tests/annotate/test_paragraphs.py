"""The component that sets sentence starts where the layout decides them."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.annotate.paragraphs import ParagraphStarts, set_paragraph_starts

NLP = spacy.blank("en")

WRAPPED = (
    "The ferry that has linked the two islands since the spring of last\n"
    "year will stop in the autumn, the company that runs it said in a\n"
    "letter to the passengers who had asked for a later boat than the\n"
    "one which leaves at noon and is often full before it has come in.\n"
    "\n"
    "The mayor did not answer."
)


def starts(text: str) -> list[str]:
    """Words that the component makes sentence starts."""
    doc = set_paragraph_starts(NLP.make_doc(text))
    return [t.text for t in doc if t.is_sent_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line. Two sentences.", ["One"]),
        ("A headline\nThe first words. More.", ["A", "The"]),
        ("A headline\n\nThe first words.", ["A", "The"]),
        ("Ends with a break\n", ["Ends"]),
        ("One\r\nTwo\r\n\r\nThree", ["One", "Two", "Three"]),
        ("One\n   Indented", ["One", "Indented"]),
        ("One\n“Quoted,” she said.", ["One", "“"]),
        (WRAPPED, ["The", "The"]),
    ],
)
def test_starts(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


def test_other_words_stay_open() -> None:
    doc = set_paragraph_starts(NLP.make_doc("It rained. It poured.\nIt snowed."))
    by_word = {t.i: t.is_sent_start for t in doc if not t.is_space}
    assert by_word[0] is True
    assert by_word[3] is None
    assert by_word[7] is True


def test_white_space_after_text_starts_nothing() -> None:
    doc = set_paragraph_starts(NLP.make_doc("One.\n\nTwo.  Three.\n"))
    assert [t.is_sent_start for t in doc if t.is_space] == [False] * 3


def test_text_without_words_is_left_alone() -> None:
    for text in ("", "\n", " \t\n"):
        assert len(set_paragraph_starts(NLP.make_doc(text))) == len(NLP.make_doc(text))


def test_component_by_name() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("quotes_paragraphs")
    assert isinstance(component, ParagraphStarts)
    assert [s.text for s in nlp("A head\nA text").sents] == ["A head\n", "A text"]


@given(st.text(alphabet=st.sampled_from(list("ab. \n\r\t“”'’\u00a0\u2028"))))
def test_any_text(text: str) -> None:
    doc = set_paragraph_starts(NLP.make_doc(text))
    assert doc.text == text
    assert isinstance(doc, Doc)
    assert not any(t.is_sent_start for t in doc if t.is_space and t.i)
