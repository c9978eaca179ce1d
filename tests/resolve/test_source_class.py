"""What kind of source a speaker is, by the rules of `source_classes.toml`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon.source_classes import rules, source_class_data
from quotes.resolve.source_class import source_class, with_source_class
from quotes.types import SOURCE_CLASSES, SPEAKER_TYPES, Speaker

DATA = source_class_data()


def someone(role: str | None = None, affiliation: str | None = None) -> Speaker:
    return Speaker("Ann Poe", "person", True, role, affiliation)


@pytest.mark.parametrize(
    ("class_", "role"), [(e["class"], x) for e in DATA["title"] for x in e["examples"]]
)
def test_every_example_of_a_title(class_: str, role: str) -> None:
    assert source_class(someone(role)) == class_
    assert source_class(Speaker(role, "group", False)) == class_


@pytest.mark.parametrize(
    ("class_", "name"), [(e["class"], x) for e in DATA["body"] for x in e["examples"]]
)
def test_every_example_of_an_organisation(class_: str, name: str) -> None:
    assert source_class(Speaker(name, "organization", True)) == class_


@pytest.mark.parametrize(
    ("class_", "text"), [(e["class"], x) for e in DATA["beside"] for x in e["examples"]]
)
def test_every_example_of_what_stands_beside_a_name(class_: str, text: str) -> None:
    assert source_class(someone(), text) == class_
    assert source_class(someone(), text.replace("Poe", "Ray")) == "unknown"


@pytest.mark.parametrize(
    ("speaker", "class_"),
    [
        (Speaker("report", "document", False), "document"),
        (someone("president", "Elm University"), "expert"),
        (someone("president", "Elm Lines"), "business"),
        (someone("president", "Elm Growers’ Alliance"), "advocacy"),
        (someone("director", "Department of Water"), "official"),
        (someone("President"), "politician"),
        (someone("president of France"), "politician"),
        (someone("senior vice president of sales"), "unknown"),
        (Speaker("campaign", "organization", False), "politician"),
        (Speaker("group", "organization", False), "unknown"),
        (someone(None, "Elm University"), "expert"),
        (someone("director"), "unknown"),
        (someone(), "unknown"),
        (Speaker("Elm Lines official", "person", False, "official", "Elm Lines"), "business"),
        (Speaker("woman pouring his coffee", "person", False), "witness or citizen"),
        (Speaker("Germany", "organization", True), "official"),
        (Speaker("Angela Merkel", "person", True), "politician"),
        (Speaker("Hallam", "organization", True), "unknown"),
        (Speaker("Some", "group", False), "unknown"),
    ],
)  # fmt: skip
def test_a_speaker_has_the_class(speaker: Speaker, class_: str) -> None:
    assert source_class(speaker) == class_


def test_the_rules_know_the_classes_and_no_others() -> None:
    named = [entry["class"] for kind in ("title", "body", "beside") for entry in DATA[kind]]
    assert {*named, *DATA["alone"], *DATA["known"]} <= {*SOURCE_CLASSES}
    for kind in ("title", "body"):
        for entry in DATA[kind]:
            for listed in (entry["words"], entry.get("last", []), entry.get("whole", [])):
                assert [word for word in listed if word != word.lower()] == []
                assert len(listed) == len(set(listed))
    # A single word is of one class: which one must not depend on the order of the file.
    for each in (rules().titles, rules().bodies):
        words = [word for entry in each for word in entry.words]
        assert sorted({word for word in words if words.count(word) > 1}) == []


@given(
    st.text(), st.sampled_from(SPEAKER_TYPES), st.booleans(), st.none() | st.text(),
    st.none() | st.text(), st.text(),
)  # fmt: skip
def test_every_speaker_has_a_class(name, type_, named, role, affiliation, text) -> None:
    speaker = Speaker(name, type_, named, role, affiliation)
    found = with_source_class(speaker, text)
    assert found is not None
    assert found.source_class in SOURCE_CLASSES
    assert found.as_dict() == speaker.as_dict()
    assert with_source_class(None, text) is None
