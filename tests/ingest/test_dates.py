"""Dates: every common way of writing them, and no guess where one is ambiguous."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest import parse_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-03-24", "2025-03-24"),
        ("20250324", "2025-03-24"),
        ("2025/03/04", "2025-03-04"),
        ("2025-03-24T17:05:09Z", "2025-03-24T17:05:09+00:00"),
        ("2025-03-24T17:05:09.123456+01:00", "2025-03-24T17:05:09+01:00"),
        ("2025-03-24T17:05:09+0100", "2025-03-24T17:05:09+01:00"),
        ("2025-03-24 17:05", "2025-03-24T17:05:00"),
        ("Mon, 24 Mar 2025 17:05:00 GMT", "2025-03-24T17:05:00+00:00"),
        ("Mon, 24 Mar 2025 17:05:00 -0400", "2025-03-24T17:05:00-04:00"),
        ("March 24, 2025", "2025-03-24"),
        ("24 March 2025", "2025-03-24"),
        ("Monday, March 24th, 2025", "2025-03-24"),
        ("Mar 24, 2025, 5:05 PM EDT", "2025-03-24T17:05:00-04:00"),
        ("March 24, 2025 at 5:05 p.m. ET", "2025-03-24T17:05:00"),
        ("24/03/2025", "2025-03-24"),
        ("3/24/2025", "2025-03-24"),
        ("04/04/2025", "2025-04-04"),
        ("24.03.2025", "2025-03-24"),
    ],
)
def test_common_forms(written, iso):
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2025", "March 2025", "Monday", "17:05", "03/04/2025", "1742835900",
     "1742835900000", "0001-01-01T00:00:00", "2025-02-30", "yesterday",
     "March 24, 2025 " * 20, "2025-03-24\0"],
)  # fmt: skip
def test_no_date(written):
    assert parse_date(written) is None


@given(st.text() | st.text("0123456789-/:., TZ+MarPMh", max_size=30))
def test_anything_is_a_date_or_none(value):
    date = parse_date(value)
    assert date is None or datetime.fromisoformat(date)


@given(st.datetimes(datetime(1700, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()))
def test_iso_keeps_its_day(moment):
    date = parse_date(moment.isoformat())
    assert date is not None
    assert date[:10] == moment.date().isoformat()
    assert parse_date(date) == date
