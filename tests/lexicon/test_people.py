"""Lists of names and walks of life: well formed, and read as they are meant."""

import json
from importlib.resources import files

import pytest

from quotes.lexicon.names import fold_name
from quotes.lexicon.people import (
    are_related,
    common_names,
    field_of,
    formal_names,
    is_common_name,
    is_given_name,
    office_of,
    short_forms,
)

OCCUPATIONS = json.loads((files("quotes.lexicon") / "en" / "occupations.json").read_text("utf-8"))


def test_every_name_is_folded_and_stands_once():
    for kind in ("given", "surnames"):
        assert common_names(kind)
        assert all(fold_name(name) == name for name in common_names(kind))
    for name, short in short_forms().items():
        assert fold_name(name) == name
        assert short and len(short) == len({*short}) and name not in short


def test_no_word_belongs_to_two_walks_of_life():
    words = [word for members in OCCUPATIONS["fields"].values() for word in members]
    assert len(words) == len({*words})
    named = {name for group in OCCUPATIONS["related"] for name in group}
    assert named | {*OCCUPATIONS["anyone"]} <= {*OCCUPATIONS["fields"]}
    assert not {*OCCUPATIONS["vague"]} & {*OCCUPATIONS["offices"]}


@pytest.mark.parametrize(
    ("given", "formal"),
    [
        ("bill", {"bill", "william"}),
        ("william", {"william"}),
        ("chris", {"chris", "christopher", "christina", "christine"}),
        ("wade", {"wade"}),
    ],
)
def test_what_a_short_form_stands_for(given, formal):
    assert formal_names(given) == formal


def test_what_words_tell():
    assert (field_of("senator"), field_of("surgeon"), field_of("chief")) == (
        "politics",
        "medicine",
        None,
    )
    assert office_of("sen") == office_of("senator") == "senator"
    assert office_of("spokesman") is None
    assert are_related("politics", "law") and are_related("private", "sport")
    assert not are_related("sport", "law")
    assert is_common_name("bill", "smith") and not is_common_name("wade", "tollefson")
    assert is_given_name("maria") and not is_given_name("tollefson")
