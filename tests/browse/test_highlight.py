"""The text as pieces: nothing lost, nothing added, every mark where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.browse.highlight import Paragraph, highlight, passage
from quotes.render.highlight import Mark

TEXT = "One two three.\n\nFour five six.\n \n\nSeven."


def joined(paragraphs: list[Paragraph]) -> str:
    return "".join(
        "".join(piece.text for piece in paragraph.pieces) + paragraph.after
        for paragraph in paragraphs
    )


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab \n\r\té😀", max_size=60))
    offsets = st.integers(0, len(text) + 3)
    parts = st.sampled_from(["content", "source", "cue"])
    spans = draw(st.lists(st.tuples(offsets, offsets, parts, st.integers(0, 4)), max_size=8))
    return text, [
        Mark(min(start, end), max(start, end), part, number) for start, end, part, number in spans
    ]


@given(marked_texts(), st.integers(0, 60), st.integers(0, 60))
def test_pieces_joined_are_the_text(marked: tuple[str, list[Mark]], start: int, end: int):
    text, marks = marked
    assert joined(highlight(text, marks)) == text
    assert joined(highlight(text, marks, start, end)) == text[start:end]


@given(marked_texts())
def test_each_piece_lies_in_its_marks_and_each_quote_begins_and_ends_once(
    marked: tuple[str, list[Mark]],
):
    text, marks = marked
    begun, ended, position = [], [], 0
    for paragraph in highlight(text, marks):
        for piece in paragraph.pieces:
            end = position + len(piece.text)
            for mark in (piece.content, piece.label):
                assert mark is None or mark.start <= position < end <= mark.end
            begun += piece.begins
            ended += piece.ends
            position = end
        position += len(paragraph.after)
    visible = {
        mark.number
        for mark in marks
        if mark.part == "content" and text[mark.start : mark.end].strip()
    }
    assert sorted(begun) == sorted(ended) == sorted(visible)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("a\n\nb", ["a", "b"]),
        ("a\nb\n\nc", ["a\nb", "c"]),
        ("a\nb", ["a", "b"]),
        ("a \r\n\r\nb", ["a \r", "b"]),
        ("a", ["a"]),
        ("\n\na", ["", "a"]),
    ],
)
def test_paragraphs_are_divided_by_blank_lines_or_else_by_line_breaks(
    text: str, paragraphs: list[str]
):
    found = ["".join(piece.text for piece in paragraph.pieces) for paragraph in highlight(text, [])]
    assert found == paragraphs


def test_the_innermost_mark_shows():
    outer, inner = Mark(0, 13, "content", 0), Mark(4, 7, "content", 1)
    label = Mark(4, 7, "source", 2)
    pieces = highlight("One two three", [inner, label, outer])[0].pieces
    assert [(piece.text, piece.content, piece.label) for piece in pieces] == [
        ("One ", outer, None),
        ("two", inner, label),
        (" three", outer, None),
    ]


@pytest.mark.parametrize(
    ("start", "end", "margin", "expected"),
    [
        (16, 20, 400, TEXT),
        (16, 20, 3, "Four"),
        (21, 25, 6, "Four five six."),
        (21, 25, 12, "Four five six."),
        (21, 25, 15, "Four five six.\n \n\nSeven."),
    ],
)
def test_a_passage_ends_at_a_paragraph_or_between_words(
    start: int, end: int, margin: int, expected: str
):
    low, high = passage(TEXT, start, end, margin)
    assert TEXT[low:high] == expected


@given(st.text(alphabet="ab \n", max_size=80), st.data())
def test_a_passage_holds_what_it_surrounds(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = passage(text, start, end, margin=10)
    assert start - 10 <= low <= start and end <= high <= end + 10
