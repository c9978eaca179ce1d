"""Groups out of pairs.

Pairs chain: A shares a sentence with B, B another one with C, and A has nothing of C. Star
clustering (Aslam, Pelekhov and Rus 2004) keeps them apart: whoever is in a group is directly
connected with its centre, or with half of those who are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

Node = TypeVar("Node")


def stars(
    neighbours: Mapping[Node, set[Node]],
    rank: Callable[[Node], Any],
    exclude: Callable[[Node, Node], bool],
    weight: Callable[[Node], int] = lambda _: 1,
) -> list[tuple[Node, ...]]:
    """The nodes in groups that weigh two and more, each node in one at most, and each group by `rank`, whose
    values have to differ. A node of weight n stands for n nodes that are connected with each other and with
    the same others.

    The first centre is the node with most neighbours, of several the least by rank; then the same
    again among those that are left. Two that are not directly connected and `exclude` each other are
    kept apart: of two speakers with names, an official without one can be either, but not both. The
    result depends on the pairs alone, not on the order in which they became known.
    """
    groups: list[tuple[Node, ...]] = []
    for component in _components(neighbours):
        left = {node: set(neighbours[node]) for node in component}
        while left:
            members = _star(left, rank, exclude, weight)
            if sum(map(weight, members)) == 1:
                break
            groups.append(tuple(sorted(members, key=rank)))
            for member in members:
                for other in left.pop(member) - members:
                    left[other].discard(member)
    return groups


def _star(
    left: Mapping[Node, set[Node]],
    rank: Callable[[Node], Any],
    exclude: Callable[[Node, Node], bool],
    weight: Callable[[Node], int],
) -> set[Node]:
    def order(node: Node) -> tuple[int, Any]:
        return 1 - weight(node) - sum(map(weight, left[node])), rank(node)

    def fits(node: Node) -> bool:
        return all(node in left[other] or not exclude(node, other) for other in members)

    centre = min(left, key=order)
    members = {centre}
    for node in sorted(left[centre], key=order):
        if fits(node):
            members.add(node)
    around = {other for member in members for other in left[member]} - members
    for node in sorted(around, key=order):
        met = sum(map(weight, left[node] & members))
        if 2 * met >= sum(map(weight, members)) and fits(node):
            members.add(node)
    return members


def _components(neighbours: Mapping[Node, set[Node]]) -> Iterator[set[Node]]:
    """The nodes in sets that no pair connects. Choosing a centre takes longer, the more there are."""
    seen: set[Node] = set()
    for start in neighbours:
        if start in seen:
            continue
        component, ahead = {start}, [start]
        while ahead:
            more = neighbours[ahead.pop()] - component
            component |= more
            ahead += more
        seen |= component
        yield component
