"""Killed, out of disk, locked out, two at once, read while written: whole articles are left, and the
next run completes them. What runs is `quotes load`, which writes all that `quotes extract` writes and
needs no model; `benchmarks.kills` kills the latter, too.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.archive import archive
from quotes.errors import DatabaseError
from quotes.shards import write_shard
from quotes.store import open_database, search, start_run, store_extraction, store_extractions

from .stories import content

MADE = list(islice(archive(1500, seed=11), 150))
KILLS = 10


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shards")
    for number in range(5):
        with write_shard(folder, str(number), "1+m") as shard:
            for item in MADE[30 * number : 30 * (number + 1)]:
                shard.add(*item)
    return folder


@pytest.fixture(scope="module")
def undisturbed(shards, tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "quotes.db"
    assert load(shards, path).wait() == 0
    return content(open_database(path))


def load(shards: Path, path: Path) -> subprocess.Popen[str]:
    words = ["load", str(shards), "--db", str(path), "--format", "jsonl"]
    return subprocess.Popen(
        [sys.executable, "-m", "quotes", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def check(path: Path) -> None:
    """The file is sound, and no article is half stored."""
    db = open_database(path, create=True)
    assert db.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    db.conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
    stored = dict(
        db.conn.execute(
            "SELECT a.key, count(q.id) FROM articles AS a LEFT JOIN quotes AS q ON q.article_id = a.id "
            "GROUP BY a.id"
        )
    )
    whole = {article.key: len(attributions) for article, attributions in MADE}
    assert all(whole[key] == count for key, count in stored.items())
    indexed, quotes = (
        db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()
        for table in ("quotes_fts", "quotes")
    )
    assert indexed == quotes
    db.conn.close()


def complete(shards, path, undisturbed) -> None:
    process = load(shards, path)
    assert (process.wait(), process.stderr.read()) == (0, "")
    check(path)
    assert content(open_database(path)) == undisturbed


def test_killed_at_random_moments(shards, tmp_path, undisturbed):
    path = tmp_path / "quotes.db"
    rng = random.Random(1)
    left = []
    for _ in range(KILLS):
        process = load(shards, path)
        try:
            process.wait(rng.uniform(0.2, 1.4))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        if path.exists():
            check(path)
            (count,) = sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone()
            left.append(count)
    assert left == sorted(left)  # what is stored stays
    complete(shards, path, undisturbed)


@contextmanager
def small_disk(folder: Path, size: str):
    """A disk of that size on `folder`."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True
    )
    if done.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.parametrize("size", ["400k", "1m", "1500k"])
def test_a_full_disk(shards, tmp_path, undisturbed, size):
    folder = tmp_path / "disk"
    with small_disk(folder, size):
        path = folder / "quotes.db"
        process = load(shards, path)
        assert process.wait() == 2
        (line,) = process.stderr.read().splitlines()
        assert "quotes.db: the disk is full; free some space" in line
        done = subprocess.run(["mount", "-o", "remount,size=60m", folder], capture_output=True)
        assert done.returncode == 0
        check(path)
        complete(shards, path, undisturbed)


def test_a_database_that_may_not_grow(db, run):
    # As a full disk, without one: on every system.
    (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
    db.conn.execute(f"PRAGMA max_page_count = {pages + 20}")
    stored = 0
    with pytest.raises(DatabaseError, match="the disk is full"):
        for item in MADE:
            store_extraction(db, run, *item, "1+m")
            stored += 1
    assert 0 < stored < len(MADE)
    before = content(db)
    with pytest.raises(DatabaseError, match="the disk is full"):
        store_extractions(db, run, MADE, "1+m")
    assert content(db) == before
    db.conn.execute("PRAGMA max_page_count = 1000000")
    assert store_extractions(db, run, MADE, "1+m").count("unchanged") == stored
    assert len(content(db)["articles"]) == len(MADE)


def test_locked_by_another_program(shards, tmp_path, undisturbed):
    path = tmp_path / "quotes.db"
    assert load(shards / "articles" / "0.parquet", path).wait() == 0
    db = open_database(path, timeout=0.05)
    run = start_run(db, "1", "m")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="another program is writing to it"):
        store_extractions(db, run, MADE, "1+m")
    db.conn.close()
    # A run that comes meanwhile waits, and goes on when the other is done.
    process = load(shards, path)
    threading.Timer(1.5, other.execute, ["ROLLBACK"]).start()
    assert process.wait() == 0
    process.stderr.close()
    check(path)
    assert content(open_database(path)) == undisturbed


def test_two_at_once(shards, tmp_path, undisturbed):
    path = tmp_path / "quotes.db"
    both = [load(shards, path) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0], [p.stderr.read() for p in both]
    for process in both:
        process.stderr.close()
    check(path)
    assert content(open_database(path)) == undisturbed


def test_read_while_it_is_written(shards, tmp_path, undisturbed):
    path = tmp_path / "quotes.db"
    open_database(path, create=True).conn.close()
    process = load(shards, path)
    whole = {article.key: len(attributions) for article, attributions in MADE}
    seen = set()
    while process.poll() is None:
        db = open_database(path, readonly=True)
        hits = search(db, "the OR a OR and", limit=None)
        seen.add(len(hits))
        for key, count in db.conn.execute(
            "SELECT a.key, count(*) FROM articles AS a JOIN quotes AS q ON q.article_id = a.id "
            "GROUP BY a.id"
        ):
            assert whole[key] == count
        db.conn.close()
    assert process.returncode == 0
    process.stderr.close()
    assert seen
    assert content(open_database(path)) == undisturbed


def test_many_that_make_one_database_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        for number in range(50):
            path = tmp_path / f"{number}.db"
            for db in pool.map(lambda path: open_database(path, create=True), [path] * 8):
                assert db.table_names()
                db.conn.close()
