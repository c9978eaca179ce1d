"""Sketches leave out pairs that are not the same statement, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from quotes.resolve.same import same_statement
from quotes.resolve.sketches import may_be_same, sketch

from .test_same import STATEMENTS, quote

LONG = "“Nobody should have to learn from a traffic cone that the old bridge is broken,”"


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        (LONG, LONG, True),
        (LONG, "“Nobody should have to learn from a traffic cone,”", True),
        (LONG, "the mayor thought that the old bridge is broken, and had to be mended", True),
        (LONG, "“The old bridge leads over a river that nobody has crossed since winter,”", False),
        (LONG, "“We open tomorrow,”", False),
    ],
)
def test_what_is_compared(one: str, other: str, compared: bool):
    assert may_be_same(sketch(quote(one)), sketch(quote(other))) is compared
    assert may_be_same(sketch(quote(other)), sketch(quote(one))) is compared


@settings(max_examples=500)
@given(STATEMENTS, STATEMENTS)
def test_no_same_statement_is_left_out(one, other):
    assert may_be_same(sketch(one), sketch(other)) or not same_statement(one, other)
