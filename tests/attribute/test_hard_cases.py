"""Constructions that other extractors fail on, class by class: what is found, and how much is found wrongly.

The passages were written by somebody who had not seen how quotes are found. No class is perfect: `EXPECTED` holds
how many attributions of each must be right (content found and source the same) and how many false ones may stand
beside them.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from quotes.evaluate.items import from_attribution
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words
from quotes.extract import Extraction, extract
from quotes.types import Article
from tests.attribute.hard import hard_cases

pytestmark = pytest.mark.model


class Tally(NamedTuple):
    """Attributions asked for, found right, and found that are none."""

    asked: int
    right: int
    wrong: int


EXPECTED: dict[str, Tally] = {
    "aside": Tally(9, 9, 1),
    "appositive": Tally(9, 9, 0),
    "conjoined": Tally(11, 9, 0),
    "negated": Tally(11, 11, 0),
    "unusual_cue": Tally(9, 7, 0),
    "discontinuous": Tally(9, 9, 0),
    "passive": Tally(11, 9, 0),
    "metonym": Tally(11, 10, 0),
    "far_source": Tally(8, 7, 2),
    "nominal_cue": Tally(9, 6, 0),
    "fragment": Tally(9, 8, 1),
    "scare": Tally(0, 0, 0),
    "title": Tally(0, 0, 1),
    "so_called": Tally(0, 0, 1),
    "broken_marks": Tally(11, 10, 0),
    "multi_paragraph": Tally(9, 9, 0),
    "continued": Tally(10, 9, 0),
    "nested": Tally(8, 8, 0),
    "block": Tally(5, 4, 2),
    "interview": Tally(9, 7, 0),
    "transcript": Tally(13, 13, 1),
    "letter": Tally(7, 6, 0),
    "post": Tally(9, 9, 4),
    "headline": Tally(6, 5, 1),
    "caption": Tally(5, 3, 0),
    "list": Tally(11, 11, 0),
    "according_to": Tally(8, 5, 1),
    "document_source": Tally(9, 9, 0),
    "silence": Tally(11, 7, 1),
    "attitude": Tally(11, 10, 0),
    "via": Tally(10, 8, 2),
}


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    cases = hard_cases()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    articles = [Article(case.text, f"case {n}") for n, case in enumerate(cases)]
    for case, found in zip(cases, extract(articles, attitudes=True), strict=True):
        assert isinstance(found, Extraction)
        items = [from_attribution(each) for each in found.attributions]
        pairs = match(case.items, items, Words(case.text))
        needed = {n for n, item in enumerate(case.items) if item.level != "extra"}
        asked[case.kind] += len(needed)
        right[case.kind] += sum(pair.source_agrees for pair in pairs if pair.gold in needed)
        wrong[case.kind] += len(items) - len(pairs)
    return {kind: Tally(asked[kind], right[kind], wrong[kind]) for kind in asked}


def test_every_class_is_judged(tallies: dict[str, Tally]) -> None:
    assert tallies.keys() == EXPECTED.keys()
    assert {kind: tally.asked for kind, tally in tallies.items()} == {
        kind: tally.asked for kind, tally in EXPECTED.items()
    }


@pytest.mark.parametrize("kind", EXPECTED)
def test_class(kind: str, tallies: dict[str, Tally]) -> None:
    found, expected = tallies[kind], EXPECTED[kind]
    assert found.right >= expected.right
    assert found.wrong <= expected.wrong
