"""The scorer of antecedents on weights made up here."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.attribute.coreference import (
    REACH,
    AntecedentScorer,
    distance_classes,
    score_antecedents,
)
from quotes.attribute.layout import Layout
from quotes.types import Mention, Span

WIDTH, SIZE, CLASSES = 6, 4, 10


@pytest.fixture(scope="module")
def scorer() -> AntecedentScorer:
    rng = np.random.default_rng(1)

    def array(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    scorer = AntecedentScorer()
    scorer.build(
        {
            "anaphor.weight": array(SIZE, WIDTH),
            "anaphor.bias": array(SIZE),
            "antecedent.weight": array(SIZE, WIDTH),
            "antecedent.bias": array(SIZE),
            "coref_distance.weight": array(CLASSES, 1),
            "coref_new.weight": array(1, WIDTH),
            "coref_new.bias": array(1),
        }
    )
    return scorer


@given(st.lists(st.integers(-3, 10**6), min_size=1))
def test_a_distance_is_classed_by_its_length_in_bits(between: list[int]) -> None:
    found = distance_classes(np.array(between), CLASSES)
    assert found.tolist() == [min(max(each, 0).bit_length(), CLASSES - 1) for each in between]


def test_a_pair_scores_the_same_whatever_else_is_asked(scorer: AntecedentScorer) -> None:
    states = np.random.default_rng(2).normal(size=(9, WIDTH)).astype(np.float32)
    together = scorer.scores(states, [3, 5, 8])
    assert together.shape == (3, 9)
    assert np.allclose(together[1], scorer.scores(states, [5])[0], atol=1e-5)


def doc_of(size: int) -> tuple[Layout, list[Mention]]:
    """One-letter words, each of them a mention; every third is a pronoun."""
    doc = Doc(spacy.blank("en").vocab, words=["x"] * size)
    layout = Layout(doc)
    mentions = [
        Mention(
            Span.of(doc.text, t.idx, t.idx + 1), "name" if t.i % 3 else "pronoun", "person", "x",
            head_start=t.idx,
        )
        for t in doc
    ]  # fmt: skip
    return layout, mentions


def test_pronouns_are_scored_against_the_mentions_before_them(scorer: AntecedentScorer) -> None:
    size = 7 * REACH  # more pronouns than are scored at once
    layout, mentions = doc_of(size)
    layout.doc.tensor = np.random.default_rng(3).normal(size=(size, WIDTH)).astype("f4")  # type: ignore[assignment]
    found = score_antecedents(layout, mentions, scorer)
    assert list(found) == list(range(3, size, 3))
    assert all(len(row) == min(number, REACH) for number, row in found.items())
    for far in (2 * REACH, 6 * REACH):
        pairs = scorer.scores(np.asarray(layout.doc.tensor), [far])
        assert found[far] == pytest.approx(pairs[0, far - REACH : far].tolist(), abs=1e-4)


def test_a_doc_without_states_has_no_scores(scorer: AntecedentScorer) -> None:
    layout, mentions = doc_of(7)
    assert score_antecedents(layout, mentions, scorer) == {}
    assert score_antecedents(layout, [], scorer) == {}
