"""Counts over time, as lists of columns and grids."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.browse import charts

dates = st.dates().map(str) | st.sampled_from(
    ["", "soon", "2026", "2026-03", "2026-13", "99999-01"]
)


def shown(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(each.period, each.quotes) for each in charts.columns(counts, str)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, []),
        ({"soon": 3}, []),
        ({"2026-03-04": 1, "2026-03-09T10:00": 2}, [("2026-03", 3)]),
        ({"2025-12-31": 1, "2026-02": 4}, [("2025-12", 1), ("2026-01", 0), ("2026-02", 4)]),
        ({"2024": 1, "2026-02": 4}, [("2024", 1), ("2025", 0), ("2026", 4)]),
        ({"2026-13": 1}, [("2026", 1)]),
        ({"2020-01": 1, "2024-01": 1}, [(str(year), int(year in (2020, 2024))) for year in range(2020, 2025)]),
    ],
)  # fmt: skip
def test_counts_fall_into_months_or_years(counts, expected):
    assert shown(counts) == expected


def test_the_highest_column_is_the_measure_of_the_others():
    columns = charts.columns({"2026-01": 3, "2026-02": 12}, lambda period: f"/{period}")
    assert [column.share for column in columns] == [25.0, 100.0]
    assert [column.href for column in columns] == ["/2026-01", "/2026-02"]


@given(st.lists(dates))
def test_no_date_breaks_a_chart_and_none_of_the_newest_is_lost(found):
    columns = charts.columns(Counter(found), str)
    assert len(columns) <= charts.MOST_COLUMNS
    assert all(0 <= column.share <= 100 for column in columns)
    assert sum(column.quotes for column in columns) <= len(found)
    periods = [column.period for column in columns]
    assert periods == sorted(set(periods))


def test_a_grid_has_a_row_an_outlet_and_shades_by_count():
    entries = [("A", "2026-01")] * 5 + [("B", "2026-02"), ("B", None), ("B", "soon")]
    grid = charts.grid(entries, lambda row, period: f"{row} {period}")
    assert grid.periods == ["2026-01", "2026-02"]
    rows = {row: ([(c.count, c.shade, c.href) for c in cells], n) for row, cells, n in grid.rows}
    assert rows == {
        "A": ([(5, 5, "A 2026-01"), (0, 0, "")], 5),
        "B": ([(0, 0, ""), (1, 1, "B 2026-02")], 1),
    }


def test_a_grid_keeps_the_largest_rows():
    entries = [(name, "2026") for name in "abcde" for _ in range(ord(name))]
    grid = charts.grid(entries, lambda row, period: "", most=2)
    assert [row for row, _, _ in grid.rows] == ["e", "d"]
