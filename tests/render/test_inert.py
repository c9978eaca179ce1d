"""Foreign text stays text wherever it is printed."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.render.inert import cell, json_text, one_line, page_text
from quotes.render.records import csv_lines, json_line

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates and all


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n\n lines\tof  text ", "two lines of text"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x9b31mred", "�31mred"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("over\u202edesrever\u202c", "over�desrever�"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("half \ud800 a character", "half � a character"),
        ("“Müller’s — 🌉”", "“Müller’s — 🌉”"),
    ],
)
def test_a_terminal_gets_no_control_character(text, shown):
    assert one_line(text) == shown


@given(ANY_TEXT)
def test_whatever_the_text_a_terminal_line_is_printable_and_one_line(text):
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(0x7F <= ord(c) <= 0x9F or ord(c) < 0x20 for c in shown)
    shown.encode()


@given(ANY_TEXT)
def test_json_keeps_every_character_and_stays_one_line_for_every_reader(text):
    line = json_line({"text": text})
    assert json.loads(line) == {"text": text}
    assert line.splitlines() == [line[:-1]]
    line.encode()


def test_json_leaves_letters_readable():
    assert json_text('"“Müller” 🌉"') == '"“Müller” 🌉"'


@given(ANY_TEXT)
def test_page_text_keeps_offsets(text):
    shown = page_text(text)
    assert len(shown) == len(text)
    shown.encode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("- We agree", "'- We agree"),
        ("@handle", "'@handle"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("— We agree", "— We agree"),
        ("plain", "plain"),
        (-3, -3),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(value, written):
    assert cell(value) == written


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=4))
def test_csv_reads_back_row_by_row(values):
    rows = [{"a": a, "b": b} for a, b in values]
    text = "".join(csv_lines(rows, ["a", "b"]))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b"]
    assert read[1:] == [[cell(a), cell(b)] for a, b in values]


def test_csv_writes_nothing_as_empty_and_truth_as_a_number():
    rows = [{"a": None, "b": True, "c": 0.5}]
    assert "".join(csv_lines(rows, ["a", "b", "c"])) == "a,b,c\n,1,0.5\n"
