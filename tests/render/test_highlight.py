"""Marks that nest and overlap are cut so that they can be drawn."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.render.highlight import Mark, marks_of, pieces
from tests.building import BRIDGE_QUOTES

TEXT = "abcdefghij"


def test_nested_and_overlapping_marks_are_cut_at_every_edge():
    marks = [Mark(0, 8, "content", 0), Mark(2, 4, "cue", 0), Mark(6, 10, "content", 1)]
    cut = [(p.text, [(m.part, m.number) for m in p.marks], p.opens) for p in pieces(TEXT, marks)]
    assert cut == [
        ("ab", [("content", 0)], (0,)),
        ("cd", [("content", 0), ("cue", 0)], ()),
        ("ef", [("content", 0)], ()),
        ("gh", [("content", 0), ("content", 1)], (1,)),
        ("ij", [("content", 1)], ()),
    ]


def test_a_quote_of_several_spans_opens_once():
    marks = [Mark(5, 7, "content", 0), Mark(1, 3, "content", 0)]
    assert [p.text for p in pieces(TEXT, marks) if p.opens] == ["bc"]


def test_text_without_marks_is_one_piece():
    assert [p.text for p in pieces(TEXT, [])] == [TEXT]
    assert list(pieces("", [])) == []


def test_every_span_of_a_record_is_a_mark():
    marks = set(marks_of(BRIDGE_QUOTES))
    for number, attribution in enumerate(BRIDGE_QUOTES):
        quote = attribution.quote
        assert Mark(quote.content[0].start, quote.content[0].end, "content", number) in marks
        assert Mark(quote.cue.start, quote.cue.end, "cue", number) in marks
        assert Mark(quote.source.start, quote.source.end, "source", number) in marks


SPANS = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPANS, max_size=6))
def test_pieces_are_the_text_and_each_has_the_marks_that_cover_it(spans):
    marks = [Mark(start, end, "content", number) for number, (start, end) in enumerate(spans)]
    place = 0
    for piece in pieces(TEXT, marks):
        end = place + len(piece.text)
        assert piece.text and TEXT[place:end] == piece.text
        covering = {mark for mark in marks if mark.start <= place and end <= mark.end}
        assert set(piece.marks) == covering
        place = end
    assert place == len(TEXT)
