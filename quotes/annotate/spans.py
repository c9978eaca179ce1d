"""The best sequence of B-, I- and O labels: an inside label only goes on with a span of its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.annotate.arrays import Floats

#: Score of an impossible step: finite, so that sums stay numbers.
_NEVER = -1e4


def transitions(labels: list[str]) -> Floats:
    """(labels, labels): 0 where the second may follow the first, else a very low score."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            for i, before in enumerate(labels):
                if before[2:] != label[2:] or before == "O":
                    table[i, j] = _NEVER
    return table


def best_sequences(scores: Floats, labels: list[str]) -> NDArray[np.intp]:
    """The best allowed labels of several sequences at once (Viterbi 1967).

    `scores` is (sequences, length, labels); the result (sequences, length) holds label numbers.
    """
    count, length, size = scores.shape
    steps = transitions(labels)
    barred = np.array([_NEVER if x.startswith("I-") else 0.0 for x in labels], np.float32)
    back = np.empty((length, count, size), np.intp)
    total = scores[:, 0] + barred
    for at in range(1, length):
        paths = total[:, :, None] + steps
        back[at] = paths.argmax(axis=1)
        total = np.take_along_axis(paths, back[at][:, None], axis=1)[:, 0] + scores[:, at]
    best = np.empty((count, length), np.intp)
    best[:, -1] = total.argmax(axis=1)
    rows = np.arange(count)
    for at in range(length - 1, 0, -1):
        best[:, at - 1] = back[at][rows, best[:, at]]
    return best


def spans_of(labels: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of a well-formed sequence of labels."""
    spans: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            spans.append((i, i + 1, label[2:]))
        elif label.startswith("I-"):
            start, _, kind = spans[-1]
            spans[-1] = (start, i + 1, kind)
    return spans
