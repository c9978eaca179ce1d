"""Dates as the web writes them → ISO 8601."""

from __future__ import annotations

import re
import warnings
from datetime import datetime, timedelta, timezone, tzinfo

_LONGEST = 80
# The first newspaper is of 1605. Content systems write year 1 where they have no date.
_YEARS = range(1605, 2101)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"\d{4}\D")
_DIGITS = (8, 12, 14)  # YYYYMMDD, with hhmm, with hhmmss
_HAS_TIME = re.compile(r"\d:\d\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
# Two days that differ in year, month and day: what a date leaves open comes out different.
_FILLERS = (datetime(2000, 1, 1), datetime(2001, 2, 2))
# Hours from UTC. Names that depend on the season ("ET") or the country ("IST") are left out: the
# time is then kept as the outlet's local time.
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "UTC": 0, "GMT": 0, "Z": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
}  # fmt: skip


def parse_date(value: str) -> str | None:
    """`value` as ISO 8601, to the second if it has a time; None where it is no date.

    The zone stays as given, so that the first ten characters are the day on which the outlet
    published. Dates that leave something open are not guessed: "March 2025" and "03/04/2025" give
    None.
    """
    value = " ".join(value.split())
    if not 6 <= len(value) <= _LONGEST or not value.isprintable():
        return None
    if value.isdecimal() and len(value) not in _DIGITS:
        return None  # seconds since 1970, or a number that only looks like a date
    moment = _iso(value) or _written(value)
    if moment is None or moment.year not in _YEARS:
        return None
    if _DAY.fullmatch(value) or not _HAS_TIME.search(value):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _iso(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _written(value: str) -> datetime | None:
    # Slow to import, and few articles need it.
    from dateutil import parser  # type: ignore[import-untyped]

    orders = (False,) if _YEAR_FIRST.match(value) else (False, True)
    readings = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unknown zones: see _ZONES
        for dayfirst in orders:
            for filler in _FILLERS:
                try:
                    moment = parser.parse(value, default=filler, dayfirst=dayfirst, tzinfos=_zone)
                except (ValueError, OverflowError, ArithmeticError, TypeError, LookupError):
                    return None
                readings.add(moment)
    return readings.pop() if len(readings) == 1 else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is None:
        hours = _ZONES.get(name or "")
        offset = None if hours is None else hours * 3600
    if offset is None or abs(offset) >= 86400:
        return None
    return timezone(timedelta(seconds=offset))
