"""The best dependency tree over a sentence from scores of single arcs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.annotate.arrays import Floats


def best_tree(scores: Floats) -> list[int]:
    """Each word's head by `scores[word, head]`; `scores[i, i]` is how well word i is the root, its own head.

    Exactly one word is the root and there is no cycle. Most sentences are trees already when each word takes
    its best head; the others are solved exactly (Chu & Liu 1965, Edmonds 1967).
    """
    size = len(scores)
    heads = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == np.arange(size))
    if len(roots) == 1 and not _cycle(heads, int(roots[0])):
        return [int(head) for head in heads]
    # One root: try the likeliest ones, each with every other word barred from being one.
    candidates = np.argsort(-np.diagonal(scores))[:3]
    best: tuple[float, list[int]] | None = None
    for root in candidates:
        barred = scores.astype(np.float64)
        np.fill_diagonal(barred, -np.inf)
        tree = _edmonds(barred, int(root))
        total = float(scores[root, root]) + sum(
            float(scores[i, head]) for i, head in enumerate(tree) if i != root
        )
        if best is None or total > best[0]:
            best = total, tree
    assert best is not None
    return best[1]


def _cycle(heads: NDArray[np.intp], root: int) -> list[int]:
    """A cycle among the heads, empty if there is none; the root's own head does not count."""
    state = [0] * len(heads)  # 0 not seen, else the walk it was seen on
    state[root] = -1
    for start in range(len(heads)):
        path = []
        at = start
        while not state[at]:
            state[at] = start + 1
            path.append(at)
            at = int(heads[at])
        if state[at] == start + 1 and at in path:
            return path[path.index(at) :]
    return []


def _edmonds(scores: NDArray[np.float64], root: int) -> list[int]:
    """Heads of the maximum spanning tree below the root; impossible arcs score minus infinity."""
    size = len(scores)
    heads = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return [int(head) for head in heads]
    # Contract the cycle into one node, the last of the smaller problem.
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = [i for i in range(size) if not inside[i]]
    node = len(outside)
    smaller = np.full((node + 1, node + 1), -np.inf)
    smaller[:node, :node] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    smaller[:node, node] = leaving.max(axis=1)
    gains = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    smaller[node, :node] = gains.max(axis=0)
    np.fill_diagonal(smaller, -np.inf)
    tree = _edmonds(smaller, outside.index(root))
    out = [int(head) for head in heads]
    for i, word in enumerate(outside):
        if word == root:
            out[word] = root
        elif tree[i] == node:
            out[word] = cycle[int(leaving[i].argmax())]
        else:
            out[word] = outside[tree[i]]
    entered = tree[node]
    out[cycle[int(gains[:, entered].argmax())]] = outside[entered]
    return out
