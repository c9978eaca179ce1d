"""The reporting lexicon: clean lists, examples of their own words, verbs that inflect."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from quotes.lexicon.speakers import singular, word_set


def load(name: str) -> Any:
    return json.loads((files("quotes.lexicon") / "en" / name).read_text("utf-8"))


PHRASES = load("reporting_phrases.json")
SPEAKERS = load("speakers.json")
LISTS = {
    **{name: PHRASES["silence"][name] for name in ("decline", "declined", "unanswered")},
    **{name: PHRASES[name] for name in ("issued", "hearers", "told")},
    **{name: words for name, words in SPEAKERS.items() if name != "origin"},
}  # fmt: skip


def words_of(sentence: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", sentence.lower()))


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS.keys())
def test_lists_are_lower_case_and_without_duplicates(words: list[str]) -> None:
    assert words
    assert [word for word in words if word != word.lower().strip()] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_example_of_silence_holds_one_of_its_verbs() -> None:
    lists = PHRASES["silence"]
    verbs = {form for name in ("decline", "unanswered", "unreachable") for form in lists[name]}
    assert [sentence for sentence in lists["examples"] if not words_of(sentence) & verbs] == []


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("agencies", "agency"), ("spokeswomen", "spokeswoman"), ("officials", "official"),
        ("bosses", "boss"), ("witnesses", "witness"), ("churches", "church"), ("boxes", "box"),
        ("judges", "judge"), ("nurses", "nurse"), ("press", "press"), ("police", "police"),
    ],
)  # fmt: skip
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_word_sets_are_those_of_the_file() -> None:
    assert {"spokeswoman", "mayor"} <= word_set("person")
    assert {"feminine", "masculine"} <= SPEAKERS.keys()
    assert not word_set("feminine") & word_set("masculine")
    with pytest.raises(KeyError):
        word_set("no such list")
