"""What `docs/security.md` promises: the page names the tests that hold it; some of them stand here."""

from __future__ import annotations

import ast
import json
import re
import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.database import QueryInterrupted

from quotes.browse.server import instance_of
from quotes.cli import COMMANDS, main
from quotes.errors import QueryError
from quotes.store import (
    get_speaker,
    get_statement,
    link_speakers,
    merge_speakers,
    open_database,
    read_record,
    search,
)
from tests.browse import library

ROOT = Path(__file__).parents[1]
PROMISES = ROOT / "docs" / "security.md"


@pytest.fixture
def database(tmp_path):
    return library.build(tmp_path / "quotes.db", hostile=True)


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_every_promise_names_tests_that_are_there():
    text = PROMISES.read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    assert len(named) > 20
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        functions = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert name in functions, f"{path}::{name}"
    for row in re.findall(r"^\| (?!promise|-).*\|$", text, re.MULTILINE):
        assert "::" in row, f"held by no test: {row}"


INJECTIONS = [
    "'; DROP TABLE quotes; --",
    '" OR 1=1 --',
    "x') UNION SELECT sql FROM sqlite_master --",
    "\\'; ATTACH DATABASE '/tmp/x' AS x; --",
    "{speaker_id} OR 1",
    "1); DELETE FROM quotes WHERE (1=1",
    "%' OR '%'='",
    "NEAR(a b",
    "speaker:*; --",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_of_users_is_never_sql(database, text):
    db = open_database(database)
    link_speakers(db)  # which a merge would do first
    before = list(sqlite3.connect(database).iterdump())
    for ask in (
        lambda: search(db, text),
        lambda: search(db, text, speaker=text, outlet=text),
        lambda: search(db, speaker=text),
        lambda: search(db, outlet=text),
        lambda: search(db, "road", kind=text),
        lambda: search(db, "road", since=text),
        lambda: get_speaker(db, text),
        lambda: merge_speakers(db, text, text),
        lambda: get_statement(db, text),
        lambda: read_record(db, text),
    ):
        try:
            found = ask()
        except QueryError:
            continue
        # What the text might let through, nobody's name or words contain.
        assert found == [], text
    db.conn.close()
    assert list(sqlite3.connect(database).iterdump()) == before


@pytest.mark.parametrize("text", INJECTIONS)
async def test_addresses_are_never_sql(database, text):
    datasette = instance_of(database)
    parameters = ("q", "speaker", "outlet", "kind", "act", "type", "named", "since", "until",
                  "page", "sort")  # fmt: skip
    whole = await datasette.client.get("/quotes/-/search")
    assert whole.status_code == 200
    for name in parameters:
        answer = await datasette.client.get("/quotes/-/search", params={name: text})
        assert answer.status_code == 200, name
    for path in ("quote", "article", "speaker"):
        answer = await datasette.client.get(f"/quotes/-/{path}/{text.replace('/', '')}")
        assert answer.status_code == 404


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "words",
    [["search", "DB", "--since", "1000"], ["speakers", "DB"], ["compare", "DB"], ["info", "DB"]],
)
def test_tables_send_a_terminal_no_control_characters(database, words):
    words = [str(database) if word == "DB" else word for word in words]
    done = run(*words, "--format", "table")
    assert done.exit_code == 0
    assert not CONTROL.search(done.stdout), repr(CONTROL.search(done.stdout))


def test_errors_send_a_terminal_no_control_characters(tmp_path):
    (tmp_path / "a\x1b[31m\u202eb.txt").write_bytes(b"\xff\xfe\x1b]0;owned\x07")
    done = run("extract", tmp_path)
    assert done.exit_code == 2
    assert not CONTROL.search(done.stderr), repr(done.stderr)
    assert len(done.stderr.splitlines()) == 1


def test_a_spreadsheet_gets_no_formula(database):
    db = open_database(database)
    db.conn.execute("UPDATE quotes SET text = '=HYPERLINK(\"http://evil\")', role = '@SUM(1)'")
    db.conn.commit()
    db.conn.close()
    done = run("export", database, "--format", "csv")
    cells = re.findall(r'(?:^|,)"?([^,"\n])', done.stdout, re.MULTILINE)
    assert "'=HYPERLINK" in done.stdout
    assert not set(cells) & set("=+-@\t\r")


async def test_the_server_cannot_write(database):
    served = instance_of(database).get_database("quotes")
    for sql in ("DELETE FROM quotes", "CREATE TABLE x (y)", "PRAGMA user_version = 9"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await served.execute(sql)


async def test_a_query_that_takes_long_is_ended(database):
    datasette = instance_of(database)
    assert datasette.setting("sql_time_limit_ms") <= 3000
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    with pytest.raises(QueryInterrupted):
        await datasette.get_database("quotes").execute(endless, custom_time_limit=100)


def test_it_is_served_to_this_computer_alone():
    (host,) = [option for option in COMMANDS["serve"].params if option.name == "host"]
    assert host.default == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/quotes/quotes", "/quotes/-/search", "/nonesuch", "/-/static/app.css",
                                  "/quotes/quotes.json", "/quotes?sql=select+1"])  # fmt: skip
async def test_every_answer_has_the_headers(database, path):
    answer = await instance_of(database).client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"].endswith("same-origin")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_model_is_data_and_no_code():
    for path in (ROOT / "quotes" / "model").rglob("*"):
        if path.is_file():
            assert path.suffix not in {".pkl", ".pickle", ".pt", ".py", ".joblib"}, path
            assert not path.read_bytes()[:2].startswith((b"\x80\x02", b"\x80\x03", b"\x80\x04",
                                                         b"\x80\x05")), path  # fmt: skip


@pytest.mark.model
def test_extraction_asks_nobody(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("something was asked over the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        "<p><img src='https://a.example/x.png'>“The bridge is safe,” said Ada Park on Monday.</p>"
    )
    (tmp_path / "a.html").write_text(f"<html><body><article>{page * 3}</article></body></html>")
    done = run("extract", tmp_path / "a.html", "--any-language", "--format", "jsonl")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[0])["speaker"]["name"] == "Ada Park"
