"""Figures about a whole database, and others worth keeping: counted once, until the file changes.

Each figure counts an index, never the quotes themselves. Where even that takes long it is counted behind
the pages, which show the last one meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from datasette.database import QueryInterrupted

from quotes.browse import queries
from quotes.browse.queries import REJECTED, Row

_QUICK = 0.25
"""Seconds: a figure that took no longer is counted again while the page waits."""

_PATIENCE = 1000
"""Milliseconds that a page waits for a figure that was never counted."""

_PREPARING = 2.0
"""Seconds that a server waits for them before it answers."""

_MOST = 200
"""What is kept of a database; the oldest goes first."""

_Stamp = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    stamp: _Stamp
    seconds: float


_kept: WeakKeyDictionary[Any, dict[str, _Kept]] = WeakKeyDictionary()
_counting: dict[tuple[int, str], asyncio.Task[None]] = {}  # by database and figure


async def prepare(database: Any) -> None:
    """Count all figures of a database before its first page is asked for, or begin to where that takes
    long."""
    for sql in (_OVERVIEW, _MOST_QUOTED, _OUTLETS):
        _count_behind(database, sql)
    await asyncio.wait(list(_counting.values()), timeout=_PREPARING)


async def overview(database: Any) -> Row | None:
    """How much there is, over which time, and when it was last added to; like all figures None as long
    as it is being counted for the first time."""
    found = await _figure(database, _OVERVIEW)
    return found[0] if found else None


async def most_quoted(database: Any) -> list[Row] | None:
    """The thousand named speakers with most quotes."""
    return await _figure(database, _MOST_QUOTED)


async def outlets(database: Any) -> list[Row] | None:
    """How many articles and quotes each outlet has, the largest first."""
    return await _figure(database, _OUTLETS)


async def kept(database: Any, name: str, count: Callable[[Any], Awaitable[Any]]) -> Any:
    """What `count` finds; counted again where the file has changed since it was counted last."""
    stamp, begin = _state(database.path), time.monotonic()
    known = _kept.setdefault(database, {}).get(name)
    if known is not None and known.stamp == stamp:
        return known.value
    value = await count(database)
    _keep(database, name, _Kept(value, stamp, time.monotonic() - begin))
    return value


async def _figure(database: Any, sql: str) -> list[Row] | None:
    known = _kept.setdefault(database, {}).get(sql)
    if known is not None and known.seconds > _QUICK:
        if known.stamp != _state(database.path):
            _count_behind(database, sql)
        value: list[Row] = known.value
        return value
    try:
        value = await kept(database, sql, lambda it: queries.rows_within(it, sql, _PATIENCE))
    except QueryInterrupted:
        _count_behind(database, sql)
        return None
    return value


def _count_behind(database: Any, sql: str) -> None:
    """Count a figure without a time limit, and without a page that waits for it."""
    place = (id(database), sql)
    if place in _counting:
        return

    async def count() -> None:
        stamp, begin = _state(database.path), time.monotonic()
        try:
            found = await database.execute_fn(lambda connection: connection.execute(sql).fetchall())
            value = [dict(row) for row in found]
            _keep(database, sql, _Kept(value, stamp, time.monotonic() - begin))
        finally:
            del _counting[place]

    _counting[place] = asyncio.get_running_loop().create_task(count())


def _keep(database: Any, name: str, found: _Kept) -> None:
    known = _kept.setdefault(database, {})
    known.pop(name, None)
    if len(known) >= _MOST:
        del known[next(iter(known))]
    known[name] = found


def _state(path: str) -> _Stamp:
    """When the file and its log were last written, and how long they are."""
    return tuple(_of_file(f"{path}{suffix}") for suffix in ("", "-wal"))


def _of_file(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (asked several times a page)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


_OVERVIEW = f"""
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
"""

_MOST_QUOTED = f"""
    WITH counted AS (
        SELECT speaker_id, count(*) AS n FROM quotes GROUP BY speaker_id
    ), rejected AS (
        SELECT speaker_id, count(*) AS n FROM quotes WHERE key IN ({REJECTED})
        GROUP BY speaker_id
    )
    SELECT s.id, s.name AS speaker, s.type, c.n - coalesce(r.n, 0) AS quotes
    FROM counted AS c JOIN speakers AS s ON s.id = c.speaker_id
    LEFT JOIN rejected AS r ON r.speaker_id = c.speaker_id
    WHERE s.named AND c.n > coalesce(r.n, 0)
    ORDER BY quotes DESC, speaker LIMIT 1000
"""

# An article's quotes are counted in the index of articles, then the articles' in theirs.
_OUTLETS = f"""
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
"""
