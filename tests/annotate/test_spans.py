"""The best allowed labels, and the spans they make."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotes.annotate.spans import best_sequences, spans_of

LABELS = ["O", "B-x", "I-x", "B-y", "I-y"]


def best(rows: list[list[float]]) -> list[str]:
    return [LABELS[i] for i in best_sequences(np.array([rows], np.float32), LABELS)[0]]


def test_inside_needs_a_beginning() -> None:
    assert best([[1, 0, 3, 0, 0], [0, 0, 3, 0, 0]]) == ["B-x", "I-x"]
    assert best([[0, 5, 0, 0, 0], [0, 0, 2, 0, 4]]) == ["B-x", "I-x"]


def test_spans() -> None:
    assert spans_of(["O", "B-x", "I-x", "B-x", "O", "B-y"]) == [
        (1, 3, "x"),
        (3, 4, "x"),
        (5, 6, "y"),
    ]


@given(st.integers(1, 4), st.integers(1, 12), st.integers(0, 10_000))
def test_labels_are_always_well_formed(count: int, length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, length, 5)).astype(np.float32)
    for row in best_sequences(scores, LABELS):
        before = "O"
        for label in (LABELS[i] for i in row):
            assert not label.startswith("I-") or before[2:] == label[2:]
            before = label
