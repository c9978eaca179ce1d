"""Kills `quotes extract` and `quotes load` at random moments and looks what is left.

    python -m benchmarks.kills [--kills 50] [--only extract]

Each command runs undisturbed first; then it is started again and again, and killed (SIGKILL) at a moment of
the time that it took; a new database is begun after five kills, or when a run came through. After each
kill the file has to be sound and hold no article with fewer quotes than it has; in the end a last run on
each database has to leave the content of the undisturbed one. Prints a line for each database and exits
with 1 where something was lost.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.archive import archive
from benchmarks.whole import write
from quotes.shards import write_shard
from quotes.store import open_database

_ARTICLES = 160  # ten batches
_SAME = 5  # kills of one database
_QUERIES = (
    "SELECT key, source, text, version FROM articles",
    "SELECT q.key, a.key, q.text, q.cue, q.source, q.speaker, s.key, q.role, q.kind, q.act, "
    "round(q.confidence, 6) FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
    "LEFT JOIN speakers AS s ON s.id = q.speaker_id",
    "SELECT q.key, s.part, s.position, s.start, s.end FROM spans AS s "
    "JOIN quotes AS q ON q.id = s.quote_id",
    "SELECT key, name, type, named FROM speakers",
    "SELECT o.origin, a.key FROM origins AS o JOIN articles AS a ON a.id = o.article_id",
    "SELECT key, quotes, outlets FROM groups",
    "SELECT q.key, f.quote, f.speaker, f.title FROM quotes_fts AS f JOIN quotes AS q ON q.id = f.rowid",
)


def content(path: Path) -> list[list[Any]]:
    """What the database says, whatever its row numbers."""
    db = open_database(path, create=True)
    found = [sorted(db.conn.execute(query).fetchall(), key=repr) for query in _QUERIES]
    db.conn.close()
    return found


def sound(path: Path, whole: dict[str, int]) -> bool:
    """Whether the file is in order, with no article half stored."""
    db = open_database(path, create=True)
    try:
        if db.conn.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return False
        db.conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
        return all(whole[key] == count for key, count in _counts(db.conn))
    except sqlite3.DatabaseError:
        return False
    finally:
        db.conn.close()


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    return connection.execute(
        "SELECT a.key, count(q.id) FROM articles AS a LEFT JOIN quotes AS q ON q.article_id = a.id "
        "GROUP BY a.id"
    ).fetchall()


def run(command: list[str], path: Path, seconds: float | None = None) -> bool:
    """Run the command on the database, and kill it after so many seconds; whether it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", *command, "--db", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def kill(command: list[str], kills: int, folder: Path, rng: random.Random) -> bool:
    """Kill the command so many times; whether nothing was lost."""
    name = command[0]
    started = time.perf_counter()
    run(command, folder / f"{name}.db")
    seconds = time.perf_counter() - started
    db = open_database(folder / f"{name}.db")
    whole = dict(_counts(db.conn))
    db.conn.close()
    undisturbed = content(folder / f"{name}.db")
    fine, done, number = True, 0, 0
    while done < kills:
        path = folder / f"{name}-{number}.db"
        killed, left = 0, []
        # Until it is through before it is killed: from then on there is nothing to be lost.
        while killed < min(_SAME, kills - done) and run(command, path, rng.uniform(0.2, seconds)):
            killed += 1
            if path.exists():
                fine = fine and sound(path, whole)
                db = open_database(path, create=True)
                left.append(len(_counts(db.conn)))
                db.conn.close()
        run(command, path)
        same = content(path) == undisturbed
        fine = fine and same
        done += killed
        number += 1
        print(f"{name:<8} {done:>3} kills; articles left {left}, then as undisturbed: {same}",
              flush=True)  # fmt: skip
        path.unlink()
    return fine


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="of each command")
    parser.add_argument("--only", choices=["load", "extract"])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    with TemporaryDirectory() as place:
        folder = Path(place)
        for number, start in enumerate(range(0, 600, 100)):
            with write_shard(folder / "shards", str(number), "1+m") as shard:
                for item in islice(archive(4_000, seed=2), start, start + 100):
                    shard.add(*item)
        # Short ones, so that much of the time is between two batches and not within one.
        write(folder / "articles.jsonl", _ARTICLES, characters=400)
        commands = {"load": folder / "shards", "extract": folder / "articles.jsonl"}
        fine = [
            kill([command, str(source)], given.kills, folder, rng)
            for command, source in commands.items()
            if given.only in (None, command)
        ]
        if not all(fine):
            sys.exit("something was lost")


if __name__ == "__main__":
    main()
