"""Groups out of pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.stars import stars


def grouped(pairs, strangers=()):
    nodes = sorted({node for pair in pairs for node in pair})
    neighbours = {
        node: {b for a, b in (*pairs, *map(reversed, pairs)) if a == node} for node in nodes
    }
    apart = {frozenset(pair) for pair in strangers}
    found = stars(neighbours, lambda node: node, lambda a, b: frozenset((a, b)) in apart)
    return sorted("".join(group) for group in found)


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ([], []),
        (["ab"], ["ab"]),
        (["ab", "ac", "bc"], ["abc"]),
        (["ab", "cd"], ["ab", "cd"]),
        # B is cut from A and from C, which have nothing else in common.
        (["ab", "bc"], ["abc"]),
        # A chain of four falls apart, as its ends have no common neighbour.
        (["ab", "bc", "cd"], ["abc"]),
        (["ab", "bc", "cd", "de"], ["abc", "de"]),
        # E is not connected with the centre, but with half of the others.
        (["ab", "ac", "ad", "be", "ce"], ["abcde"]),
    ],
)
def test_groups(pairs, groups):
    assert grouped([tuple(pair) for pair in pairs]) == groups


def test_strangers_stay_apart():
    # An official's words are those of A and of C, who have names.
    assert grouped([("a", "b"), ("b", "c")], strangers=["ac"]) == ["ab"]
    assert grouped([("a", "b"), ("b", "c"), ("a", "c")], strangers=["ac"]) == ["abc"]


PAIRS = st.lists(st.tuples(*[st.sampled_from("abcdefgh")] * 2).filter(lambda p: p[0] != p[1]))


@given(PAIRS, st.lists(st.sampled_from(["ab", "cd", "ae"])), st.randoms())
def test_neither_order_nor_other_components_matter(pairs, strangers, random):
    shuffled = [pair[:: random.choice((1, -1))] for pair in random.sample(pairs, len(pairs))]
    groups = grouped(pairs, strangers)
    assert groups == grouped(shuffled, strangers)
    assert grouped([*pairs, ("x", "y")], strangers) == sorted([*groups, "xy"])
    nodes = "".join(groups)
    assert len(nodes) == len(set(nodes))
