"""A run that is killed at any moment leaves whole articles, and the next run completes it."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.store import open_database

from .stories import content

# Stores 60 articles; every second time a place is read it has a new text.
RUN = """
import sys
sys.path.insert(0, sys.argv[2])
from store.stories import VERSION, its_quotes, port_ellery, TEXT
from quotes.store import *
db = open_database(sys.argv[1], create=True)
run = start_run(db, "1", "m")
print("ready", flush=True)
for edition in ("first", "second"):
    for number in range(60):
        article = port_ellery(text=f"{TEXT} The {edition} of {number}.", origin=f"place-{number}")
        if needs_extraction(db, article, VERSION):
            store_extraction(db, run, article, its_quotes(article), VERSION)
    link_speakers(db)
    group_quotes(db)
    find_copies(db)
finish_run(db, run)
"""


def start(path: Path) -> subprocess.Popen[bytes]:
    tests = Path(__file__).parents[1]
    return subprocess.Popen([sys.executable, "-c", RUN, path, tests], stdout=subprocess.PIPE)


@pytest.mark.parametrize("seed", range(5))
def test_killed_and_run_again(tmp_path, seed):
    whole = start(tmp_path / "whole.db")
    path = tmp_path / "killed.db"
    for _ in range(2):
        process = start(path)
        assert process.stdout is not None
        if seed:  # at 0 it dies while the database is being made
            process.stdout.readline()
        try:
            process.wait(random.Random(seed).uniform(0, 0.15))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    if path.exists():
        between = open_database(path, create=True)
        assert between.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (odd,) = between.conn.execute(
            "SELECT count(*) FROM articles AS a "
            "WHERE (SELECT count(*) FROM quotes WHERE article_id = a.id) <> 3"
        ).fetchone()
        assert odd == 0
        between.conn.close()
    assert start(path).wait() == whole.wait() == 0
    killed, uncut = open_database(path), open_database(tmp_path / "whole.db")
    assert content(killed) == content(uncut)
    assert len(content(killed)["articles"]) == 60
    assert killed.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    killed.conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
