"""Counts as charts that are their own tables: lists of columns, and grids of shaded cells.

The server makes them as HTML that can be read aloud, followed with the keyboard, printed and copied, and works
without scripts. From it `static/charts.js` draws charts with axes, by Observable Plot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_COLUMNS = 40
SHADES = 5
"""How many shades a grid has beside that of nothing (`shade-0` … in quotes.css)."""


class Column(NamedTuple):
    """A column of a chart over time: a year ("2026") or a month ("2026-03"), and its count.

    `share` is the count as a percentage of the highest column's.
    """

    period: str
    quotes: int
    share: float
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid; `shade` is 0 for nothing to SHADES for the most."""

    count: int
    shade: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and period."""

    periods: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell], int]]


Address = Callable[[str], str]


def columns(dates: Mapping[str, int], address: Address) -> list[Column]:
    """Counts by ISO date, by month or longer, as those of each month, or of each year where there are
    many months; empty periods between the first and the last are there too. Dates of another form are
    left out.
    """
    known = {date: n for date, n in dates.items() if date[:4].isdigit()}
    periods, width = _periods(list(known))
    counts: Counter[str] = Counter()
    for date, n in known.items():
        counts[date[:width]] += n
    highest = max(counts.values(), default=1)
    return [
        Column(each, counts[each], round(100 * counts[each] / highest, 1), address(each))
        for each in periods
    ]


def grid(
    entries: Iterable[tuple[str, str | None]],
    address: Callable[[str, str], str],
    most: int = 12,
) -> Grid:
    """Counts of (row, ISO date) pairs, the `most` rows with the highest sums, by year or month."""
    known = [(row, date) for row, date in entries if date and date[:4].isdigit()]
    periods, width = _periods([date for _, date in known], most=12)
    counts = Counter((row, date[:width]) for row, date in known)
    sums = Counter(row for row, _ in known)
    highest = max(counts.values(), default=1)
    rows = []
    for row, total in sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]:
        cells = [
            Cell(n, -(-n * SHADES // highest), address(row, each) if n else "")
            for each in periods
            for n in (counts[row, each],)
        ]
        rows.append((row, cells, total))
    return Grid(periods, rows)


def _periods(dates: Sequence[str], most: int = MOST_COLUMNS) -> tuple[list[str], int]:
    """All periods from the first date to the last, and how many characters name one."""
    if not dates:
        return [], 4
    months = [date[:7] for date in dates]
    if all(_is_month(month) for month in months):
        first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (min(months), max(months)))
        if last - first < most:
            return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)], 7
    years = sorted({int(date[:4]) for date in dates})
    if years[-1] - years[0] < most:
        years = list(range(years[0], years[-1] + 1))
    return [f"{year:04}" for year in years[-most:]], 4


def _is_month(period: str) -> bool:
    return len(period) == 7 and period[4] == "-" and period[5:] in _MONTHS


_MONTHS = frozenset(f"{number:02}" for number in range(1, 13))
