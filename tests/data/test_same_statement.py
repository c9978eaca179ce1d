"""Which annotated quotes are one statement: the labels fit the annotation, the program the labels."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.grouping_quality import grouped, labelled, sample_statements

LABELS = Path(__file__).parents[2] / "data" / "same_statement.jsonl"


@pytest.fixture(scope="module")
def labels() -> list[dict]:
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def test_every_label_is_of_annotated_quotes(labels):
    known = set(sample_statements())
    used = Counter(
        (quote["article"], quote["text"])
        for label in labels
        for quote in (*label["quotes"], *label["reworded"])
    )
    assert set(used) <= known
    assert [quote for quote, times in used.items() if times > 1] == []
    assert all(label["quotes"] and len(label["quotes"] + label["reworded"]) > 1 for label in labels)


def test_the_sample_is_grouped_as_labelled():
    statements, truth = labelled(sample_statements(), "in the same words")
    found = grouped(statements)
    assert len(found & truth) / len(found) >= 0.99
    assert len(found & truth) / len(truth) >= 0.91
