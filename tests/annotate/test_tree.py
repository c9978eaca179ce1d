"""The best dependency tree from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.annotate.tree import best_tree


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        at = i
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return False
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[5.0]], [0]),
        ([[0, 5, 0], [0, 5, 0], [0, 5, 0]], [1, 1, 1]),
        # Words 0 and 1 like each other best, which would be a cycle.
        ([[0, 9, 1], [9, 0, 5], [0, 0, 8]], [1, 2, 2]),
        # Two words want to be the root: one of them gives way.
        ([[5, 1, 0], [4, 0, 0], [2, 0, 3]], [0, 0, 0]),
    ],
)
def test_trees(scores: list[list[float]], expected: list[int]) -> None:
    assert best_tree(np.array(scores, np.float32)) == expected


@settings(max_examples=150)
@given(st.integers(1, 4), st.randoms(use_true_random=False))
def test_nothing_beats_it(size: int, random: object) -> None:
    scores = np.array(
        [[random.uniform(-3, 3) for _ in range(size)] for _ in range(size)],  # type: ignore[attr-defined]
        np.float32,
    )
    heads = best_tree(scores)
    assert is_tree(heads)
    trees = [list(t) for t in itertools.product(range(size), repeat=size) if is_tree(list(t))]
    # Roots beyond the three likeliest are not tried.
    roots = set(np.argsort(-np.diagonal(scores))[:3])
    tried = [tree for tree in trees if any(tree[i] == i for i in roots)]
    assert total(scores, heads) >= max(total(scores, t) for t in tried) - 1e-4


@given(st.integers(1, 40), st.integers(0, 10_000))
def test_always_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(best_tree(scores))
