"""Measuring whether one speaker is one: the scores, and the annotation that they stand on."""

import json
from pathlib import Path

import pytest

from quotes.store.speakers import Said
from training.identities import b_cubed, given, linked, read_identities, sample

IDENTITIES = Path(__file__).parents[2] / "data" / "speakers" / "identities.jsonl"


@pytest.mark.parametrize(
    ("found", "truth", "precision", "recall"),
    [
        ("abc", "abc", 100, 100),
        ("aab", "aab", 100, 100),
        ("aaa", "abc", 100 / 3, 100),
        ("abc", "aaa", 100, 100 / 3),
        # Bagga and Baldwin's example: of twelve mentions two sets of five and two are one.
        ("aaaaabbccccc", "aaaaabbbbbbb", 100, (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12 * 100),
    ],
)
def test_b_cubed(found, truth, precision, recall):
    scores = b_cubed(dict(enumerate(found)), dict(enumerate(truth)))
    assert scores == (pytest.approx(precision), pytest.approx(recall))


def test_f1_of_nothing_right():
    assert b_cubed({0: "a"}, {0: "b"}).f1 == 100


def test_who_is_linked():
    trump = [Said("Donald Trump", "person", True), Said("Donald J. Trump", "person", True)]
    found = linked({"1": [trump[0]], "2": trump, "3": [Said("Eric Trump", "person", True)]})
    assert len({*found.values()}) == 2
    assert found["1", trump[0]] == found["2", trump[0]] == found["2", trump[1]]


def test_every_mention_is_of_one_speaker_and_holds_names_only():
    rows = [json.loads(line) for line in IDENTITIES.read_text("utf-8").splitlines()]
    mentions = [tuple(mention) for row in rows for mention in row["mentions"]]
    assert len(mentions) == len({*mentions})
    assert all({*row} == {"speaker", "mentions"} for row in rows)
    assert all(len(name.split()) < 10 for _, name in mentions)
    assert len(rows) == len({row["speaker"] for row in rows})


def test_the_sample_articles_are_linked_as_annotated():
    """No two people are one; the floor of recall is the requirement."""
    truth = read_identities(IDENTITIES)
    scores = b_cubed(*given(*sample(), truth))
    assert scores.precision == 100
    assert scores.recall >= 90
