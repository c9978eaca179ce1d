"""Whatever stands in a file: an article, or one line that says why not; in bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bad_inputs import SUFFIXES, bad_inputs
from quotes import extract as extracting
from quotes.cli import main
from quotes.errors import SourceError
from quotes.extract import Extraction
from quotes.ingest import MAX_ARTICLE, read_articles
from quotes.store import open_database
from quotes.types import Article


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("bad")
    for name, data in bad_inputs():
        (made / name).write_bytes(data)
    return made


def check(items) -> None:
    for item in items:
        if isinstance(item, SourceError):
            line = str(item)
            assert item.reason
            assert not set(line) & set("\n\r\0\x1b\x07"), repr(line)
            assert len(line.splitlines()) == 1, repr(line)
            line.encode("utf-8")
        else:
            assert isinstance(item, Article)
            assert 0 < len(item.text) <= MAX_ARTICLE
            item.text.encode("utf-8")


def test_there_are_enough(folder):
    assert len(list(folder.iterdir())) >= 300


def test_bad_inputs_are_read_or_refused(folder):
    for path in sorted(folder.iterdir()):
        started = time.process_time()
        check(read_articles([str(path)]))
        assert time.process_time() - started < 30, path.name


def test_each_failure_is_a_line_and_a_row(folder, tmp_path, monkeypatch):
    def nothing(articles, attitudes, topics):
        return [Extraction(article, []) for article in articles]

    monkeypatch.setattr(extracting, "_extract_all", nothing)
    path = tmp_path / "quotes.db"
    done = CliRunner().invoke(
        main, ["extract", str(folder), "--db", str(path), "--format", "jsonl"]
    )
    assert done.exit_code == 1, done.exception
    lines = done.stderr.splitlines()
    db = open_database(path)
    rows = db.conn.execute("SELECT source, reason FROM failures ORDER BY id").fetchall()
    assert len(rows) == len(lines) == json.loads(done.stdout)["failures"]
    assert all(line.startswith(str(folder)) for line in lines)
    assert db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


MEASURE = """
import resource, sys
from quotes.ingest import read_articles
for _ in read_articles([sys.argv[1]], any_language=True): pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere")
def test_bombs_do_not_fill_the_memory(folder):
    bombs = sorted(path for path in folder.iterdir() if path.name.startswith("packed"))
    assert len(bombs) > 5
    used = [
        int(subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True,
                           check=True).stdout)
        for path in (folder / "coded-000.txt", *bombs)
    ]  # fmt: skip
    assert max(used) < used[0] + 250  # MiB, with the libraries that unpack


def test_ten_thousand_tiny_files(tmp_path):
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").write_text("No." if number % 100 else "", "utf-8")
    items = list(read_articles([str(tmp_path)], any_language=True))
    errors = [item for item in items if isinstance(item, SourceError)]
    assert (len(items), len(errors)) == (10_000, 100)


@settings(max_examples=150)
@given(
    st.sampled_from(SUFFIXES),
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_in_any_file(suffix, data):
    with TemporaryDirectory() as place:
        path = Path(place) / f"a.{suffix}"
        path.write_bytes(data)
        check(read_articles([str(path)], any_language=True))


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["text", "id", "url", "title", "published", "x"]), inner
            )
        ),
        max_leaves=8,
    )
)
def test_any_json(value):
    with TemporaryDirectory() as place:
        path = Path(place) / "a.jsonl"
        path.write_text(json.dumps(value), "utf-8")
        check(read_articles([str(path)], any_language=True))


def test_no_entity_reads_another_file(folder):
    secret = (
        Path("/etc/passwd").read_text("utf-8")[:20] if Path("/etc/passwd").exists() else "root:"
    )
    asking = [path for path in folder.iterdir() if b"/etc/passwd" in path.read_bytes()]
    assert asking
    for path in asking:
        for item in read_articles([str(path)], any_language=True):
            assert secret not in getattr(item, "text", "")
