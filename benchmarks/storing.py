"""How many quotes a second are stored, in seconds of the processor, as a database grows.

    python -m benchmarks.storing [--count 1000000] [--parts 10] [--singly] [--bare]

Articles are invented (`benchmarks.archive`) and made before the clock runs. Storing is articles, quotes,
spans, speakers and the full-text index, in parts of some thousand quotes and with the indexes made in
the end, as `quotes load` stores them; `--singly` stores one article at a time, as `quotes extract` does.
`--bare` then has SQLite write the same rows into an empty database, without any of our code but the
schema: how much of the time is SQLite's on the machine at hand.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.archive import archive
from quotes import store

if TYPE_CHECKING:
    from sqlite_utils import Database

_ARTICLES = 3_400  # at once: some 40,000 quotes, as `quotes load` has them
_ROWS = 40_000  # of a table at once, for `--bare`


class Clock:
    """Seconds of the processor and of the clock that were spent inside."""

    def __init__(self) -> None:
        self.processor = self.wall = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        started, clock = time.process_time(), time.perf_counter()
        yield
        self.processor += time.process_time() - started
        self.wall += time.perf_counter() - clock


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="quotes")
    parser.add_argument("--parts", type=int, default=10, help="timed one after the other")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--singly", action="store_true")
    parser.add_argument("--bare", action="store_true")
    given = parser.parse_args()
    made = archive(given.count, given.seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.db"
        db = store.open_database(path, create=True)
        run = store.start_run(db, "storing", "none")
        print("quotes     quotes/s of these   of the clock   MB database")
        whole, stored = Clock(), 0
        with ExitStack() as stack:
            if not given.singly:
                stack.enter_context(store.filling(db))
            while stored < given.count:
                part, quotes = Clock(), 0
                while quotes < given.count / given.parts:
                    batch = list(islice(made, 1 if given.singly else _ARTICLES))
                    if not batch:
                        break
                    with whole.running(), part.running():
                        store.store_extractions(db, run, batch, "storing")
                    quotes += sum(len(each.attributions) for each in batch)
                if not quotes:
                    break
                stored += quotes
                print(
                    f"{stored:<11}{quotes / part.processor:<20.0f}{quotes / part.wall:<15.0f}"
                    f"{path.stat().st_size / 1e6:.0f}",
                    flush=True,
                )
            with whole.running():
                stack.close()
        print(
            f"{stored} quotes with their indexes: {stored / whole.processor:.0f} a second of the "
            f"processor, {stored / whole.wall:.0f} of the clock"
        )
        if given.bare:
            alone = write_bare(db, Path(folder) / "bare.db")
            print(
                f"their rows alone, by SQLite: {stored / alone.processor:.0f} a second of the "
                f"processor; {whole.processor / alone.processor:.2f} of that time is taken"
            )


def write_bare(db: Database, path: Path) -> Clock:
    """Write all rows of the database into an empty one, a part of each table at a time as storing does, with
    the indexes made in the end. Rows are read before the clock runs, and come in the order of their keys, which
    is easier than the order of articles: no program could be quicker.
    """
    other, clock = store.open_database(path, create=True), Clock()
    other.conn.execute("PRAGMA foreign_keys = OFF")  # tables come whole, whatever refers to what
    with ExitStack() as stack:
        stack.enter_context(store.filling(other))
        for table in db.table_names():
            if table.startswith("quotes_fts_") or table in ("sqlite_sequence", "sqlite_stat1"):
                continue  # of the full-text index, which writes them itself; of SQLite
            key = "rowid, " if table == "quotes_fts" else ""
            rows = db.conn.execute(f"SELECT {key}* FROM {table}")
            names = [name for name, *_ in rows.description]
            insert = (
                f"INSERT INTO {table} ({', '.join(f'[{name}]' for name in names)}) "
                f"VALUES ({', '.join('?' for _ in names)})"
            )
            while part := rows.fetchmany(_ROWS):
                with clock.running(), other.conn:
                    other.conn.executemany(insert, part)
        with clock.running():
            stack.close()
    return clock


if __name__ == "__main__":
    main()
