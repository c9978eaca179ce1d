"""Entities checked against tags and lists, on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.annotate.entities import check_entities
from quotes.annotate.names import LISTS, PLACES, list_label, proper_runs

VOCAB = spacy.blank("en").vocab


def checked(words: str, tags: str, ents: str, deps: str = "") -> list[tuple[str, str]]:
    """Text and label of the entities after the check; one tag, label and relation a word."""
    split = words.split()
    doc = Doc(
        VOCAB,
        words=split,
        tags=tags.split(),
        ents=ents.split(),
        deps=deps.split() or ["dep"] * len(split),
        heads=list(range(len(split))),
    )
    return [(e.text, e.label_) for e in check_entities(doc).ents]


@pytest.mark.parametrize(
    ("words", "tags", "ents", "expected"),
    [
        ("Great soup", "JJ NN", "B-PERSON O", []),
        ("Ylva spoke", "NNP VBD", "B-PERSON O", [("Ylva", "PERSON")]),
        ("Mr. Quist left", "NNP NNP VBD", "B-PERSON I-PERSON O", [("Quist", "PERSON")]),
        ("in France", "IN NNP", "O B-ORG", [("France", "GPE")]),
        ("in Norway", "IN NNP", "O O", [("Norway", "GPE")]),
        # People are the recogniser's business: the lists know given names, which places have too.
        ("Peter Quist spoke", "NNP NNP VBD", "O O O", []),
        ("on Tuesday", "IN NNP", "O B-DATE", [("Tuesday", "DATE")]),
        ("the Swedish plan", "DT JJ NN", "O B-NORP O", [("Swedish", "NORP")]),
        ("Zorgon fell", "NNP VBD", "O O", []),
    ],
)
def test_check(words: str, tags: str, ents: str, expected: list[tuple[str, str]]) -> None:
    assert checked(words, tags, ents) == expected


def test_flat_names_are_persons_unless_places() -> None:
    assert list_label(["Ylva", "Quist"], ["nsubj", "flat"]) == "PERSON"
    assert list_label(["San", "Zorgo"], ["nsubj", "flat"]) is None
    assert list_label(["Zorgon", "Quarrel"], ["compound", "nsubj"]) is None


def test_runs_leave_titles_out() -> None:
    words, tags = ["President", "Ylva", "met", "Quist"], ["NNP", "NNP", "VBD", "NNP"]
    assert proper_runs(words, tags, ["nmod:desc", "nsubj", "ROOT", "obj"]) == [(1, 2), (3, 4)]


def test_empty_doc() -> None:
    assert check_entities(Doc(VOCAB)).ents == ()


def test_lists_hold_no_word_of_two_kinds() -> None:
    assert not PLACES & LISTS["organisation"]
    assert not LISTS["given"] & LISTS["other"]
