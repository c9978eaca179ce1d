"""What a version kept of the fullest one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.difference import Piece, difference, share_kept

FULL = "“We found a crack in the main girder, and I was not prepared to wait.”"


@pytest.mark.parametrize(
    ("version", "pieces"),
    [
        (FULL, [Piece("kept", FULL)]),
        ('"we found a CRACK in the main girder and I was not prepared to wait"',
         [Piece("kept", '"we found a CRACK in the main girder and I was not prepared to wait"')]),
        ("“I was not prepared to wait.”",
         [Piece("dropped", "“We found a crack in the main girder, and"),
          Piece("kept", "“I was not prepared to wait.”")]),
        ("“We found a crack … and I was not prepared to wait.”",
         [Piece("kept", "“We found a crack"), Piece("dropped", "in the main girder,"),
          Piece("kept", "… and I was not prepared to wait.”")]),
        ("“[The authority] found a crack in the main girder”",
         [Piece("bracketed", "“[The authority]", "“We"),
          Piece("kept", "found a crack in the main girder”"),
          Piece("dropped", "and I was not prepared to wait.”")]),
        ("She had found a crack", [
            Piece("changed", "She had", "“We"), Piece("kept", "found a crack"),
            Piece("dropped", "in the main girder, and I was not prepared to wait.”")]),
        ("“We found a long crack in the main girder, and I was not prepared to wait.”",
         [Piece("kept", "“We found a"), Piece("added", "long"),
          Piece("kept", "crack in the main girder, and I was not prepared to wait.”")]),
        ("nothing of it", [Piece("changed", "nothing of it", FULL)]),
        ("", [Piece("dropped", FULL)]),
    ],
)  # fmt: skip
def test_pieces(version, pieces):
    assert difference(FULL, version) == pieces


def test_how_much_is_kept():
    assert share_kept(difference(FULL, FULL)) == 1
    assert share_kept(difference(FULL, "nothing of it")) == 0
    assert share_kept(difference("one two three four", "one two")) == 0.5
    assert share_kept([]) == 0


TEXTS = st.lists(st.sampled_from([*FULL.split(), "long", "…", "[She]", "the"])).map(" ".join)


@given(TEXTS | st.text(max_size=30), TEXTS | st.text(max_size=30))
def test_the_pieces_are_the_words_of_both(fullest, version):
    pieces = difference(fullest, version)
    here = " ".join(piece.text for piece in pieces if piece.change != "dropped")
    assert words(here) == words(version)
    assert 0 <= share_kept(pieces) <= 1


def words(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
