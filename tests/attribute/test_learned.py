"""What the network finds becomes spans of the text: quotation regions whole, full stops left out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribute.confidence import Calibration, evidence
from quotes.attribute.found import Found
from quotes.attribute.layout import Layout
from quotes.attribute.learned import candidate_of, find_learned
from quotes.attribute.network import RolesNetwork, cue_spans
from quotes.attribute.window import BUCKETS, bucket
from tests.parses import english


def read(text: str, cue: str, content: str, source: str = "") -> tuple[list[str], str | None]:
    """Content and source of the candidate for word ranges found by their texts."""
    doc = english()(text)
    words = [token.i for token in doc if not token.is_space]

    def place(piece: str) -> tuple[int, int]:
        start = text.index(piece)
        inside = [k for k, i in enumerate(words) if start <= doc[i].idx < start + len(piece)]
        return inside[0], inside[-1] + 1

    found = Found(
        place(cue), [place(content)], [place(source)] if source else [], 0.9, 0.9, 0.9, 0.8, 0.9
    )
    candidate = candidate_of(Layout(doc), words, found)
    assert candidate is not None
    return [s.text for s in candidate.content], candidate.source and candidate.source.text


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Poe said the dam is safe.", "the dam is safe.", "the dam is safe"),
        ("Poe said “The dam is safe now.”", "The dam is safe", "“The dam is safe now.”"),
        ("Poe said “The dam is safe now.”", "“The dam is safe now.”", "“The dam is safe now.”"),
        ("Poe said the dam was “safe” and dry.", "the dam was “safe” and dry.", "the dam was “safe” and dry"),
        # A word or two of the region next door do not bring it in.
        ("Poe said it is so. “But nobody here believes him,” they cried.", "it is so. “But", "it is so"),
    ],
)  # fmt: skip
def test_content_fits_the_quotation_marks(text: str, content: str, expected: str) -> None:
    assert read(text, "said", content)[0] == [expected]


def test_source_is_taken_over() -> None:
    assert read("Ann Poe said it rains.", "said", "it rains", "Ann Poe")[1] == "Ann Poe"


def test_no_states_no_candidates() -> None:
    assert find_learned(Layout(english()("Poe said it rains."))) == []


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([[0.9, 0.1, 0.0]], []),
        ([[0.1, 0.9, 0.0], [0.1, 0.1, 0.8], [0.9, 0.0, 0.1]], [(0, 2)]),
        ([[0.1, 0.9, 0.0], [0.2, 0.8, 0.0]], [(0, 1), (1, 2)]),
    ],
)
def test_cues(marks: list[list[float]], expected: list[tuple[int, int]]) -> None:
    assert cue_spans(np.array(marks, np.float32)) == expected


def test_distances_have_classes() -> None:
    assert bucket(0) == BUCKETS // 2
    assert bucket(-100) == 0 and bucket(100) == BUCKETS - 1
    assert [bucket(i) for i in range(-60, 60)] == sorted(bucket(i) for i in range(-60, 60))


def _network(seed: int) -> RolesNetwork:
    random = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    width, role = 8, 4
    weights = {"role_distance.weight": array(BUCKETS, role)}
    linear = {
        "cues": (3, width), "acts": (2, width), "role_word": (role, width), "role_cue": (role, width),
        "roles": (5, role), "role_layers.0.qkv": (3 * role, role), "role_layers.0.out": (role, role),
        "role_layers.0.up": (6, role), "role_layers.0.down": (role, 6),
    }  # fmt: skip
    for name, shape in linear.items():
        weights |= {f"{name}.weight": array(*shape), f"{name}.bias": array(shape[0])}
    for name in ("role_norm", "role_layers.0.norm1", "role_layers.0.norm2"):
        weights |= {f"{name}.weight": array(role), f"{name}.bias": array(role)}
    network = RolesNetwork()
    network.set_weights(weights, {})
    return network


@settings(max_examples=40)
@given(st.integers(0, 200), st.integers(0, 1000))
def test_whatever_the_states_spans_lie_in_the_text(length: int, seed: int) -> None:
    states = np.random.default_rng(seed).normal(size=(length, 8)).astype(np.float32)
    for found in _network(seed % 7).find(states):
        spans = [found.cue, *found.content, *found.source]
        assert all(0 <= a < b <= length for a, b in spans)
        inside = sorted(found.content + found.source)
        assert all(a[1] <= b[0] for a, b in pairwise(inside))
        shares = (
            found.cue_trust,
            found.content_trust,
            found.source_trust,
            found.weakest,
            found.statement,
        )
        assert all(-1e-6 <= share <= 1 + 1e-6 for share in shares)


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_cues_are_read_in_parts_as_they_are_together(monkeypatch, at_once: int) -> None:
    states = np.random.default_rng(4).normal(size=(400, 8)).astype(np.float32)
    whole = _network(2).find(states)
    assert len(whole) > 64
    monkeypatch.setattr("quotes.attribute.network._CUES", at_once)
    parts = _network(2).find(states)
    spans = [(each.cue, each.content, each.source) for each in parts]
    assert spans == [(each.cue, each.content, each.source) for each in whole]


def test_the_network_survives_a_round_trip(tmp_path: object) -> None:
    network = _network(3)
    states = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    again = RolesNetwork().from_bytes(network.to_bytes())
    assert isinstance(again, RolesNetwork)
    assert again.find(states) == network.find(states)


def test_confidence_is_a_logistic_regression() -> None:
    found = Found((0, 1), [(1, 3)], [], 0.5, 0.5, 0.5, 0.5, 0.5)
    values = evidence(found, quoted=True)
    assert values[:6] == [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    assert Calibration().probability(values) == 0.5
    assert Calibration((0, 0, 0, 0, 0, 2.0, 0), -2.0).probability(values) == pytest.approx(0.5)
