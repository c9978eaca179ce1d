"""Days on which articles came out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

DAYS = 30
"""So long is a statement in the news: what is said in few words and later is more likely said again."""


@lru_cache(maxsize=1 << 12)
def day_of(published: str | None) -> int | None:
    """The number of a day, counted from any one; None where there is no date. `published` is ISO 8601."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def far_apart(one: str | None, other: str | None) -> bool:
    """Whether more than `DAYS` lie between two dates; not where one is unknown."""
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and abs(first - second) > DAYS
