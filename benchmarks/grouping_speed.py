"""How long grouping takes as a database grows, and how much memory: seconds for each further part.

Seconds are those of the processor, of which grouping uses one core: they mean the same on a machine
that is busy with something else. Those of the clock are given beside them.

    python -m benchmarks.grouping_speed [--count 1000000] [--parts 10]

The quotes are invented (`benchmarks.statements`) and stored without their articles' text, so that
what is measured is grouping alone.
"""

from __future__ import annotations

import argparse
import pickle
import random
import resource
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.statements import OUTLETS, Printed, printed
from quotes.store.database import open_database, transaction
from quotes.store.groups import group_quotes

if TYPE_CHECKING:
    from sqlite_utils import Database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="quotes in all")
    parser.add_argument("--parts", type=int, default=10, help="grouped one after the other")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = -(-given.count // given.parts)
    with TemporaryDirectory() as folder:
        path, invented = Path(folder) / "quotes.db", Path(folder) / "invented.pickle"
        # In a process of its own, whose memory is not that of grouping.
        maker = get_context("spawn").Process(target=_make, args=(invented, given.count, given.seed))
        maker.start()
        maker.join()
        db = open_database(path, create=True)
        speakers: dict[str, int] = {}
        print(
            "quotes   seconds for these   by the clock   ms a quote   pairs      groups   "
            "MB database   MB memory"
        )
        start, total, by_clock = 0, 0.0, 0.0
        items = _read(invented)
        while quotes := _fill(db, islice(items, size), start, speakers):
            before, clock = time.process_time(), time.monotonic()
            group_quotes(db)
            seconds, passed = time.process_time() - before, time.monotonic() - clock
            total += seconds
            by_clock += passed
            start += quotes
            pairs, groups = (
                db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("pairs", "groups")
            )
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{start:<9}{seconds:<20.1f}{passed:<15.1f}{1000 * seconds / quotes:<13.2f}"
                f"{pairs:<11}{groups:<9}{path.stat().st_size / 1e6:<14.0f}{memory:.0f}",
                flush=True,
            )
        print(f"{start} quotes grouped in {total:.0f} seconds, {by_clock:.0f} by the clock")


def _make(path: Path, count: int, seed: int) -> None:
    """Invent quotes and write them as news arrive: by day, in no order within one."""
    made = list(printed(count, seed))
    random.Random(seed).shuffle(made)
    made.sort(key=lambda item: item.statement.published or "")
    with path.open("wb") as file:
        for item in made:
            pickle.dump(item, file)


def _read(path: Path) -> Iterator[Printed]:
    with path.open("rb") as file:
        try:
            while True:
                yield pickle.load(file)
        except EOFError:
            return


def _fill(db: Database, part: Iterable[Printed], start: int, speakers: dict[str, int]) -> int:
    """Store the quotes, each in an article of its own; how many there were."""
    run, id_ = db.conn.execute, start
    with transaction(db):
        if start == 0:
            run("INSERT INTO runs (id, started, version, model) VALUES (1, '', '', '')")
            for number in range(OUTLETS):
                run("INSERT INTO outlets VALUES (?, ?)", (number + 1, f"Outlet {number}"))
        for id_, item in enumerate(part, start + 1):
            text, kind, voice, published, _ = item.statement
            key = f"{voice.name}|{voice.type}|{voice.named}"
            if voice.name and key not in speakers:
                speakers[key] = len(speakers) + 1
                row = (speakers[key], key, voice.name, voice.type, voice.named)
                run("INSERT INTO speakers (id, key, name, type, named) VALUES (?, ?, ?, ?, ?)", row)
            run(
                "INSERT INTO articles (id, key, source, outlet_id, published, text, words, version, "
                "run_id, rules) VALUES (?, ?, '', ?, ?, '', 0, '', 1, 1)",
                (id_, str(id_), item.outlet + 1, published),
            )
            run(
                "INSERT INTO quotes (id, key, article_id, act, kind, text, start, speaker_id, speaker, "
                "speaker_type, affiliation, confidence) "
                "VALUES (?, ?, ?, 'statement', ?, ?, 0, ?, ?, ?, ?, 0.9)",
                (id_, f"{id_:016x}", id_, kind, text, speakers.get(key), voice.name, voice.type,
                 voice.affiliation),
            )  # fmt: skip
            run("INSERT INTO spans VALUES (?, 'content', 0, 0, ?)", (id_, len(text)))
    return id_ - start


if __name__ == "__main__":
    main()
