"""Whom a headline announces without the name that the article then gives."""

import pytest

from quotes.types import Gender
from tests.resolve.test_within import Row, described, names, person

TEXT = "Woman says no.\n\nElm voted on Monday.\n\nAnn Poe said it was over. Tom Ray said so too."
QUOTES = [("Woman", "no"), ("Ann Poe", "it was over"), ("Tom Ray", "so too")]


def announced(text: str, first: Row, *rows: Row, source: str | None = None) -> str | None:
    people = [*rows, person("Ann Poe", gender="feminine"), person("Tom Ray", gender="masculine")]
    quotes = [(source or first.phrase, "no"), *QUOTES[1:]]
    return names(text, [first, *people], quotes)[0]


@pytest.mark.parametrize(
    ("phrase", "head", "gender", "name"),
    [
        ("Woman", "woman", "feminine", "Ann Poe"),
        ("Elm mayor", "mayor", None, "Ann Poe"),
        ("Elm father", "father", "masculine", "Elm father"),
        ("A woman", "woman", "feminine", "woman"),
        ("The mayor", "mayor", None, "mayor"),
        ("Its mayor", "mayor", None, "mayor"),
        ("Elm official", "official", None, "Elm official"),
        ("Elm spokesman", "spokesman", "masculine", "Elm spokesman"),
    ],
)
def test_the_first_who_is_quoted_by_name(
    phrase: str, head: str, gender: Gender | None, name: str
) -> None:
    text = TEXT.replace("Woman", phrase)
    assert announced(text, described(phrase, "person", head, gender=gender)) == name


def test_whoever_the_headline_names_would_be_named_again() -> None:
    text = TEXT.replace("no.", "no to Ann Poe.")
    assert announced(text, described("Woman", "person", "woman"), person("Ann Poe")) == "Tom Ray"


def test_several_people_and_bodies_are_not_announced() -> None:
    assert announced(TEXT, described("Woman", "group", "woman", plural=True)) == "Woman"
    assert announced(TEXT, described("Woman", "organization", "woman")) == "Woman"


def test_below_the_headline_nobody_is_announced() -> None:
    text = "Elm grows.\n\n" + TEXT
    assert announced(text, described("Woman", "person", "woman")) == "Woman"


def test_who_speaks_far_below_was_not_announced() -> None:
    text = TEXT.replace("\n\nAnn", "\n\nIt rained." * 6 + "\n\nAnn")
    assert announced(text, described("Woman", "person", "woman")) == "Woman"
