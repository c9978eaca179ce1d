"""How long searches and filtered pages take on a database: medians and 95th percentiles.

    python -m benchmarks.archive quotes.db            # a million invented quotes
    python -m benchmarks.queries quotes.db [--count 200] [--pages 10]

Queries are drawn from the quotes themselves, so that common words are asked for as often as they are
written: words, two words, phrases, beginnings, each with and without filters. Searches are library
calls; pages are requests to the server of `quotes serve`, without a network between, every kind of page,
when it is loaded first and when it is loaded again. Times are those of
the processor, of which each uses one core: they mean the same on a machine that is busy with something
else.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.pages import time_pages
from quotes import store

if TYPE_CHECKING:
    from sqlite_utils import Database

SHAPES = ("word", "two words", "phrase", "beginning", "common word")


def queries(db: Database, count: int, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names of kinds of queries, each with arguments of `quotes.store.search`."""
    rng = random.Random(seed)
    (last,) = db.conn.execute("SELECT max(id) FROM quotes").fetchone()
    for number in range(count):
        row = None
        while row is None or len(row[0].split()) < 5:
            row = db.conn.execute(
                "SELECT q.quote, q.speaker, q.outlet, q.published, q.kind FROM quote_list AS q "
                "WHERE q.id = ?",
                (rng.randint(1, last),),
            ).fetchone()
        text, speaker, outlet, published, kind = row
        words = [word for word in "".join(c if c.isalnum() else " " for c in text).split() if word]
        place = rng.randrange(len(words) - 2)
        shape = SHAPES[number % len(SHAPES)]
        query = {
            "word": max(words, key=len),
            "two words": f"{words[place]} {words[place + 2]}",
            "phrase": f'"{" ".join(words[place : place + 3])}"',
            "beginning": max(words, key=len)[:3] + "*",
            "common word": rng.choice(words),
        }[shape]
        filters = rng.choice(
            (
                {},
                {"kind": kind},
                {"outlet": outlet},
                {"speaker": speaker},
                {"since": published[:7], "until": published[:7]},
            )
        )
        if all(filters.values()):
            yield (
                shape + (f" + {'/'.join(filters)}" if filters else ""),
                {"query": query, **filters},
            )


def time_searches(path: Path, count: int, seed: int) -> dict[str, list[float]]:
    """Milliseconds of each search, by kind of query."""
    db = store.open_database(path, readonly=True)
    times: dict[str, list[float]] = {}
    for name, arguments in queries(db, count, seed):
        started = time.process_time()
        store.search(db, **arguments)
        times.setdefault(name, []).append(1000 * (time.process_time() - started))
    db.conn.close()
    return times


def show(heading: str, times: dict[str, list[float]]) -> None:
    """A line for each kind of query, and one for all."""
    print(f"{heading:<36}{'n':>5}{'median':>9}{'p95':>9}{'worst':>9}   milliseconds")
    everything = [value for values in times.values() for value in values]
    for name, values in [*sorted(times.items()), ("all", everything)]:
        p95 = sorted(values)[max(0, round(0.95 * len(values)) - 1)]
        middle = statistics.median(values)
        print(f"  {name:<34}{len(values):>5}{middle:>9.1f}{p95:>9.1f}{max(values):>9.1f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--count", type=int, default=200, help="searches")
    parser.add_argument("--pages", type=int, default=10, help="of each kind; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.count:
        show("searches", time_searches(given.database, given.count, given.seed))
    if given.pages:
        db = store.open_database(given.database, readonly=True)
        asked = list(queries(db, len(SHAPES) * given.pages, given.seed))
        db.conn.close()
        first, again = asyncio.run(time_pages(given.database, asked, given.seed, given.pages))
        show("pages, loaded first", first)
        show("pages, loaded again", again)


if __name__ == "__main__":
    main()
