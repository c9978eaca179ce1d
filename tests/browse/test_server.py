"""Starting the server: what it refuses, and what it says."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from quotes.browse.server import serve
from quotes.errors import DatabaseError, QuotesError
from tests.browse.library import build
from tests.browse.serving import served


def make_text(path: Path) -> None:
    path.write_text("no database at all, but long enough to look like one" * 99)


def make_other(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE quotes (price REAL)")


def make_newer(path: Path) -> None:
    build(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "no such file"),
        (Path.touch, "holds no quotes yet"),
        (Path.mkdir, "is a folder"),
        (make_text, "is not a quote database"),
        (make_other, "is a database of another program"),
        (make_newer, "newer version"),
    ],
)
def test_what_is_no_quote_database_is_refused_in_one_line(tmp_path: Path, make, reason: str):
    path = tmp_path / "some.db"
    make(path)
    with pytest.raises(DatabaseError) as refusal:
        serve(path, port=0)
    assert reason in str(refusal.value)
    assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)


@pytest.mark.parametrize("sign", "?#%")
def test_a_path_that_datasette_would_misread_is_refused(tmp_path: Path, sign: str):
    path = build(tmp_path / "quotes.db").rename(tmp_path / f"quotes{sign}41.db")
    with pytest.raises(DatabaseError, match="rename it"):
        serve(path, port=0)


def test_a_port_in_use_is_named(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(QuotesError) as refusal:
            serve(path, port=port)
    assert f"127.0.0.1:{port}" in str(refusal.value) and "--port" in str(refusal.value)


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 70000), ("no such host", 0), ("203.0.113.7", 0)]
)
def test_an_impossible_place_to_listen_is_named(tmp_path: Path, host: str, port: int):
    path = build(tmp_path / "quotes.db")
    with pytest.raises(QuotesError, match="try another --port or --host"):
        serve(path, host=host, port=port)


def test_new_articles_appear_while_it_serves(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    with served(path) as address:
        assert "Harbour Ledger" in httpx.get(address + "/").text
        assert "&lt;u&gt;Outlet" not in httpx.get(address + "/").text
        build(path, hostile=True)
        assert "&lt;u&gt;Outlet" in httpx.get(address + "/").text


def test_reading_leaves_the_database_as_it_is(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    before = path.read_bytes()
    with served(path) as address:
        for page in ("/", "/quotes/-/search?q=road", "/quotes/-/article/1", "/quotes/quote_list"):
            assert httpx.get(address + page).status_code == 200
    assert path.read_bytes() == before


def test_interrupting_ends_it_quietly(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    code = "import sys; from quotes.browse.server import serve; serve(sys.argv[1], port=0)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert "Ctrl+C ends it" in process.stderr.readline()
    os.kill(process.pid, signal.SIGINT)
    _, rest = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, "")
