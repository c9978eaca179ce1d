"""How many quotes a second are stored, in seconds of the processor, as a database grows.

    python -m benchmarks.storing [--count 1000000] [--parts 10] [--singly]

Articles are invented (`benchmarks.archive`) and made before the clock runs. Storing is articles, quotes,
spans, speakers and the full-text index, in parts of some thousand quotes as `quotes load` stores them;
`--singly` stores one article at a time, as `quotes extract` does.
"""

from __future__ import annotations

import argparse
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.archive import archive
from quotes import store

_ARTICLES = 400  # at once: some 5,000 quotes


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="quotes")
    parser.add_argument("--parts", type=int, default=10, help="timed one after the other")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--singly", action="store_true")
    given = parser.parse_args()
    made = archive(given.count, given.seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.db"
        db = store.open_database(path, create=True)
        run = store.start_run(db, "storing", "none")
        print("quotes     quotes/s of these   of the clock   MB database")
        total, stored = 0.0, 0
        while stored < given.count:
            quotes, seconds, wall = 0, 0.0, 0.0
            while quotes < given.count / given.parts:
                batch = list(islice(made, 1 if given.singly else _ARTICLES))
                if not batch:
                    break
                started, clock = time.process_time(), time.perf_counter()
                store.store_extractions(db, run, batch, "storing")
                seconds += time.process_time() - started
                wall += time.perf_counter() - clock
                quotes += sum(len(each.attributions) for each in batch)
            if not quotes:
                break
            stored += quotes
            total += seconds
            size = path.stat().st_size / 1e6
            print(
                f"{stored:<11}{quotes / seconds:<20.0f}{quotes / wall:<15.0f}{size:.0f}", flush=True
            )
        print(f"{stored} quotes in {total:.0f} seconds: {stored / total:.0f} a second")


if __name__ == "__main__":
    main()
