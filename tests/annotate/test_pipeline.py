"""The shipped pipeline, end to end, on sentences written for these tests."""

from __future__ import annotations

import weakref

import pytest

from quotes.annotate import annotate, load_pipeline, release_pipelines

pytestmark = pytest.mark.model

TEXT = (
    "Harbour plan delayed\n\n"
    "OAKFIELD, June 3 – The city’s council won’t vote on the harbour plan this week, "
    "Mayor Ellen Marsh said on Tuesday.\n\n"
    "“We don’t have the money,” she told reporters. “Not yet.”"
)


def test_components() -> None:
    nlp = load_pipeline()
    assert nlp.pipe_names == [
        "quotes_paragraphs",
        "quotes_encoder",
        "quotes_syntax",
        "quotes_names",
        "quotes_entities",
    ]
    assert load_pipeline() is nlp


def test_pipelines_that_are_released_are_loaded_again() -> None:
    before = weakref.ref(load_pipeline())
    release_pipelines()
    assert before() is None
    assert [doc.text for doc in annotate([TEXT])] == [TEXT]


def test_article() -> None:
    (doc,) = annotate([TEXT])
    assert doc.text == TEXT
    words = {t.text: t for t in doc}
    assert words["said"].tag_ == "VBD"
    assert words["said"].lemma_ == "say"
    assert words["Marsh"].ent_type_ == "PERSON"
    assert {t.dep_ for t in words["said"].children} >= {"nsubj"}
    assert "won’t" not in words and "n’t" in words
    assert any(e.label_ == "DATE" for e in doc.ents)
    assert not any(s.text.isspace() for s in doc.sents)
    first = next(iter(doc.sents))
    assert first.text.strip() == "Harbour plan delayed"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00\x01\x02", "a" * 20_000, "“" * 500, "\n" * 500, "🙂 e\u0301"]
)
def test_any_text(text: str) -> None:
    (doc,) = annotate([text])
    assert doc.text == text


def test_straight_and_curly_marks_make_the_same_tokens() -> None:
    curly = "“I don’t know the IRS’s view,” Sean O’Donnell said."
    straight = curly.replace("“", '"').replace("”", '"').replace("’", "'")
    one, other = annotate([curly, straight])
    assert [len(t) for t in one] == [len(t) for t in other]
