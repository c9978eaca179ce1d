"""Figures about a whole database: counted once, kept until the file changes.

Each counts an index, never the quotes themselves, and is kept with the state of the file that it was
counted in. While articles come in the state changes every moment: then a figure is still shown for
a multiple of the time that counting it took, so that counting is never most of what a server does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from quotes.browse import queries
from quotes.browse.queries import REJECTED, Row

_KEPT = 20
"""How many times as long as counting took a figure is shown although the file has changed."""

_MOST = 200
"""Figures kept of a database; the oldest goes first."""

_Stamp = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Any
    stamp: _Stamp
    until: float


_figures: WeakKeyDictionary[Any, dict[str, _Figure]] = WeakKeyDictionary()


async def overview(database: Any) -> Row:
    """How much there is, over which time, and when it was last added to."""
    found: Row = await kept(database, "overview", _overview)
    return found


async def most_quoted(database: Any) -> list[Row]:
    """The ten named speakers with most quotes."""
    found: list[Row] = await kept(database, "most quoted", _most_quoted)
    return found


async def outlets(database: Any) -> list[Row]:
    """How many articles and quotes each outlet has, the largest first."""
    found: list[Row] = await kept(database, "outlets", _outlets)
    return found


async def kept(database: Any, name: str, count: Callable[[Any], Awaitable[Any]]) -> Any:
    """What `count` finds; counted again where the file has changed since it was counted last."""
    figures = _figures.setdefault(database, {})
    stamp, begin = _state(database.path), time.monotonic()
    known = figures.get(name)
    if known is not None and (known.stamp == stamp or begin < known.until):
        return known.value
    value = await count(database)
    now = time.monotonic()
    figures.pop(name, None)
    if len(figures) >= _MOST:
        del figures[next(iter(figures))]
    figures[name] = _Figure(value, stamp, now + _KEPT * (now - begin))
    return value


def _state(path: str) -> _Stamp:
    """When the file and its log were last written, and how long they are."""
    return tuple(_of_file(f"{path}{suffix}") for suffix in ("", "-wal"))


def _of_file(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (asked several times a page)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


async def _overview(database: Any) -> Row:
    found = await queries.row(
        database,
        f"""
        SELECT
            (SELECT count(*) FROM articles) AS articles,
            (SELECT count(*) FROM quotes) - (
                SELECT count(*) FROM quotes WHERE key IN ({REJECTED})
            ) AS quotes,
            (SELECT count(*) FROM speakers WHERE named) AS speakers,
            (SELECT count(*) FROM outlets) AS outlets,
            (SELECT count(*) FROM groups) AS statements,
            (SELECT count(DISTINCT quote_key) FROM reviews) AS reviewed,
            (SELECT min(published) FROM articles) AS first,
            (SELECT max(published) FROM articles) AS last,
            (SELECT max(finished) FROM runs) AS fed,
            (SELECT count(*) FROM failures) AS failures
        """,
    )
    return found or {}


async def _most_quoted(database: Any, limit: int = 10) -> list[Row]:
    return await queries.rows(
        database,
        f"""
        WITH counted AS (
            SELECT speaker_id, count(*) AS n FROM quotes GROUP BY speaker_id
        ), rejected AS (
            SELECT speaker_id, count(*) AS n FROM quotes WHERE key IN ({REJECTED})
            GROUP BY speaker_id
        ), top AS (
            SELECT s.id, s.name AS speaker, c.n - coalesce(r.n, 0) AS quotes
            FROM counted AS c JOIN speakers AS s ON s.id = c.speaker_id
            LEFT JOIN rejected AS r ON r.speaker_id = c.speaker_id
            WHERE s.named AND c.n > coalesce(r.n, 0)
            ORDER BY quotes DESC, speaker LIMIT :limit
        )
        SELECT top.*, (
            SELECT count(DISTINCT a.outlet_id) FROM quotes AS q JOIN articles AS a
                ON a.id = q.article_id WHERE q.speaker_id = top.id
        ) AS outlets FROM top
        """,
        limit=limit,
    )


async def _outlets(database: Any) -> list[Row]:
    # An article's quotes are counted in the index of articles, then the articles' in theirs.
    return await queries.rows(
        database,
        f"""
        WITH counted AS (
            SELECT article_id, count(*) AS n FROM quotes GROUP BY article_id
        ), rejected AS (
            SELECT article_id, count(*) AS n FROM quotes WHERE key IN ({REJECTED})
            GROUP BY article_id
        )
        SELECT o.id, o.name AS outlet, count(*) AS articles,
            coalesce(sum(c.n), 0) - coalesce(sum(r.n), 0) AS quotes, max(a.published) AS last
        FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id
        LEFT JOIN counted AS c ON c.article_id = a.id
        LEFT JOIN rejected AS r ON r.article_id = a.id
        GROUP BY o.id ORDER BY quotes DESC, outlet
        """,
    )
