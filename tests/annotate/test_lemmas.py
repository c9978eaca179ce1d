"""Lemma rules: learned from pairs, applied to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.annotate.lemmas import apply_rule, lemma_rule


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("running", "run", "l4:"),
        ("Running", "run", "l4:"),
        ("was", "be", "l3:be"),
        ("Clintons", "Clinton", "k1:"),
        ("cities", "city", "l3:y"),
        ("the", "the", "l0:"),
    ],
)
def test_rules(word: str, lemma: str, rule: str) -> None:
    assert lemma_rule(word, lemma) == rule
    assert apply_rule(word, rule) == lemma


def test_a_word_too_short_for_a_rule_stays() -> None:
    assert apply_rule("I", "l4:") == "i"
    assert apply_rule("as", "l2:") == "as"


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_rule_gives_back_the_lemma_it_was_made_of(word: str, lemma: str) -> None:
    assert apply_rule(word, lemma_rule(word, lemma)) == lemma
