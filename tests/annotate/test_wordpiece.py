"""Words to pieces and shapes, over a small vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.annotate.wordpiece import MOST_PIECES, SHAPES, WordPieces, shape_of

PIECES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "un",
    "##aff",
    "##able",
    "cafe",
    "u",
    "s",
    ".",
    "“",
    "a",
    "##a",
]


def pieces(word: str) -> list[str]:
    return [PIECES[i] for i in WordPieces(PIECES)(word)[0]]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("unaffable", ["un", "##aff", "##able"]),
        ("Café", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("“", ["“"]),
        ("xyz", ["[UNK]"]),
        ("unx", ["[UNK]"]),
        ("\u200b", []),
        ("a" * 20, ["a", "##a", "##a", "##a", "##a", "##a"]),
        ("a" * 61, ["[UNK]"]),
    ],
)
def test_pieces(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("harbour", "lower"),
        ("Harbour", "title"),
        ("IRS", "upper"),
        ("A", "letter"),
        ("McKay", "mixed"),
        ("1984", "digit"),
        ("B-52", "digit"),
        ("”", "other"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


@given(st.text(max_size=40))
def test_any_word(word: str) -> None:
    ids, shape = WordPieces(PIECES)(word)
    assert len(ids) <= MOST_PIECES
    assert all(0 <= i < len(PIECES) for i in ids)
    assert 0 <= shape < len(SHAPES)
