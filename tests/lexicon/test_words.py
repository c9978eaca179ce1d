"""One form for what is spelled or inflected in several ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon.words import stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("apologise", "apologize", "apologised", "apologizing"),
        ("metre", "metres", "meter", "meters"),
        ("harbour", "harbor", "harbours"),
        ("drop", "drops", "dropped", "dropping"),
        ("city", "cities"),
        ("organisation", "organization"),
        ("promise", "promises", "promised"),
        ("tyre", "tires"),
    ],
)
def test_forms_of_one_word(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("use", "us"), ("class", "clay"), ("process", "proceed"), ("4", "40")]
)
def test_other_words(one, other):
    assert stem(one) != stem(other)


@given(st.text(max_size=20))
def test_any_text_has_a_stem(text):
    assert isinstance(stem(text), str)


def test_lists_are_folded_and_apart():
    for name in ("function", "negation", "number"):
        assert all(word == word.casefold() and "'" not in word for word in words(name))
    assert not words("number") & (words("function") | words("negation"))
    with pytest.raises(KeyError):
        words("nonsense")
