"""Where paragraphs end, in text with a paragraph a line and in text wrapped to a column."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.paragraphs import is_hard_wrapped, paragraph_spans

PROSE = (
    "The council voted on Monday to close the old bridge for repairs that should last to spring, "
    "although shopkeepers on both banks had asked for more time. Engineers found cracks in two of "
    "the piers last autumn and warned that lorries could widen them before the winter was over."
)


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n ", []),
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        ("One.\rTwo.", ["One.", "Two."]),
        ("\n\nOne.\n \nTwo.", ["One.", "Two."]),
        ("HEADLINE\n\nBy Ann Poe\n\nOne.", ["HEADLINE", "By Ann Poe", "One."]),
    ],
)
def test_a_paragraph_a_line(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize("width", [60, 68, 72, 80])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_text_has_paragraphs_between_blank_lines(width: int, newline: str) -> None:
    wrapped = [fill(PROSE, width).replace("\n", newline)] * 3
    text = (newline * 2).join(wrapped)
    assert is_hard_wrapped(text)
    assert paragraphs(text) == wrapped


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "\n".join([PROSE] * 5),
        "\n\n".join([PROSE] * 5),
        "\n".join(["“We will not go,” the driver said on Monday morning.", "He has not gone."] * 4),
        "Apples\nPears\nPlums\nCherries\nand nuts",
        "",
    ],
)
def test_text_with_a_paragraph_a_line_is_not_wrapped(text: str) -> None:
    assert not is_hard_wrapped(text)


LINES = st.lists(
    st.sampled_from([PROSE, PROSE[:60], PROSE[60:130], "and so on", "One.", "", " ", "\t"]),
    max_size=12,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


def test_a_wrapped_text_ends_before_its_last_line_break() -> None:
    wrapped = "\n".join([PROSE[:60], PROSE[60:120], PROSE[120:180], PROSE[180:240], ""])
    assert is_hard_wrapped(wrapped)
    assert paragraph_spans(wrapped) == [(0, len(wrapped) - 1)]


@given(st.builds(lambda lines, end: end.join(lines), LINES, ENDS) | st.text())
def test_paragraphs_cover_every_word_once_and_in_order(text: str) -> None:
    at = 0
    for start, end in paragraph_spans(text):
        assert not text[at:start].strip()
        assert at <= start < end <= len(text)
        assert text[start:end].strip()
        assert text[end - 1] not in "\r\n"
        at = end
    assert not text[at:].strip()
