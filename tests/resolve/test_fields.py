"""Which title is kept, and what a description loses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.fields import tells_more, without_excuse

TITLES = [
    "mayor", "former mayor", "mayor of Elm", "rival", "wife", "Sen.", "police chief", "of", " ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("mayor of Elm Falls", "mayor"),
        ("Transit Authority spokeswoman", "spokeswoman"),
        ("Sen.", "main rival"),
        ("surgeon", "younger sister"),
        ("presidential nominee", "former secretary of state"),
    ],
)
def test_the_title_that_says_more(more: str, less: str) -> None:
    assert tells_more(more, less)
    assert not tells_more(less, more)


@given(st.one_of(st.sampled_from(TITLES), st.text()), st.one_of(st.sampled_from(TITLES), st.text()))
def test_no_title_says_more_than_itself_and_no_two_more_than_each_other(a: str, b: str) -> None:
    assert tells_more(a, None)
    assert not tells_more(a, a)
    assert not (tells_more(a, b) and tells_more(b, a))


@pytest.mark.parametrize(
    ("description", "left"),
    [
        ("a bidder who asked to remain anonymous", "a bidder"),
        ("an official who was not authorized to speak publicly", "an official"),
        ("an aide, who spoke on condition of anonymity because the talks go on", "an aide"),
        ("a clerk who wasn’t authorised to speak", "a clerk"),
        ("an official who spoke at the rally", "an official who spoke at the rally"),
        ("people who know the law", "people who know the law"),
    ],
)
def test_a_description_without_its_excuse(description: str, left: str) -> None:
    assert without_excuse(description) == left


@given(st.text())
def test_something_is_left_of_every_description(text: str) -> None:
    assert text.startswith(without_excuse(text))
    assert bool(without_excuse(text)) == bool(text)
