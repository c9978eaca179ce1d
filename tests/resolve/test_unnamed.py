"""What an article grants of sources without a name: number, office left or held, terms of anonymity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.unnamed import is_former, number_of, with_terms
from quotes.types import Article, Attribution, Quote, Span, Speaker


def heard(text: str, *sources: str, named: bool = False) -> list[Attribution]:
    """An attribution to each source, the first word of the text being what was said."""
    article = Article(text, "a")
    content = Span.of(text, 0, text.index(" "))
    found = []
    for source in sources:
        start = text.index(source)
        span = Span.of(text, start, start + len(source))
        type_ = "group" if source.endswith("s") else "person"
        speaker = Speaker(source, type_, named, mention=span)  # type: ignore[arg-type]
        quote = Quote("statement", "indirect", (content,), source=span)
        found.append(Attribution(article, quote, speaker))
    return found


def terms(text: str, *sources: str, named: bool = False) -> list[str | None]:
    found = with_terms(heard(text, *sources, named=named), text)
    return [each.speaker.anonymity for each in found if each.speaker]


@pytest.mark.parametrize(
    ("phrase", "type_", "number"),
    [
        ("a port official", "person", 1),
        ("two port officials", "group", 2),
        ("the three clerks who came", "group", 3),
        ("at least two clerks", "group", None),
        ("officials", "group", None),
        ("officials in two towns", "group", None),
        ("two unions", "organization", None),
    ],
)
def test_how_many(phrase, type_, number):
    assert number_of(Speaker(phrase, type_, False)) == number


@pytest.mark.parametrize(
    ("phrase", "former"),
    [
        ("a former port official", True),
        ("an ex-clerk", True),
        ("one retired general", True),
        ("a sitting judge", False),
        ("current and former officials", None),
        ("an aide to a former mayor", None),
        ("a clerk", None),
    ],
)
def test_former_or_current(phrase, former):
    assert is_former(Speaker(phrase, "person", False)) is former


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "No, said a clerk, who spoke on condition of anonymity because the case is open.",
            "spoke on condition of anonymity because the case is open",
        ),
        (
            "No, said a clerk who asked not to be named to discuss a private talk, as Poe left.",
            "asked not to be named to discuss a private talk",
        ),
        (
            "No, a clerk said, declining to be identified, citing the rules of the port.",
            "declining to be identified, citing the rules of the port",
        ),
        (
            "No, said a clerk. He was not authorized to speak publicly.",
            "was not authorized to speak publicly",
        ),
        (
            "No, said a clerk. The clerk insisted on anonymity for fear of the U.S. port police.",
            "insisted on anonymity for fear of the U.S. port police",
        ),
        (
            "No: speaking on the condition of anonymity, a clerk told of it.",
            "speaking on the condition of anonymity",
        ),
        ("No, said a clerk. Poe was not authorized to speak.", None),
        ("No, said a clerk.\n\nThe port asked not to be named.", None),
        ("No, said a clerk. Poe left. He asked not to be named.", None),
    ],
)
def test_why_a_source_has_no_name(text, said):
    assert terms(text, "a clerk") == [said]


def test_terms_belong_to_the_source_they_stand_by():
    text = "No, said a clerk. A guard, who asked not to be named, said the same."
    assert terms(text, "a clerk", "A guard") == [None, "asked not to be named"]


def test_whoever_has_a_name_is_not_anonymous():
    text = "No, said Ann Poe, who spoke on condition of anonymity."
    assert terms(text, "Ann Poe", named=True) == [None]


def test_terms_in_what_is_quoted_are_the_speakers_words():
    text = "“He spoke on condition of anonymity,” said a clerk."
    quote = Quote("statement", "direct", (Span.of(text, 0, 37),), source=Span.of(text, 43, 50))
    speaker = Speaker("clerk", "person", False)
    (found,) = with_terms([Attribution(Article(text, "a"), quote, speaker)], text)
    assert found.speaker is not None
    assert found.speaker.anonymity is None


PIECES = (
    "spoke on condition of anonymity",
    "because",
    "a clerk",
    ",",
    ".",
    "\n",
    "He",
    "“",
    "”",
    "U.S.",
    "x" * 50,
)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_terms_are_words_of_the_article(pieces):
    text = "No, said a clerk " + " ".join(pieces)
    (found,) = terms(text, "a clerk")
    assert found is None or found in " ".join(text.split())
