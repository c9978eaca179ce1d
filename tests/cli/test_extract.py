"""`quotes extract`: what is printed, stored and told, and the exit code."""

import csv
import io
import json
import os
import signal
import sqlite3
import time

import pytest

from quotes import store
from quotes.cli.extract import command
from quotes.extract import version
from quotes.ingest import MAX_ARTICLE, read_articles

ARTICLE = (
    "“The bridge is safe,” said Ada Park, the county engineer. Bo Lind said that it needs paint.\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def filled(tmp_path, article):
    """A database in which the article is stored, as this version of the program extracts it."""
    path = tmp_path / "quotes.db"
    db = store.open_database(path, create=True)
    number = store.start_run(db, "0.1.0", "none")
    (value,) = read_articles([str(article)])
    store.store_extraction(db, number, value, [], version())
    store.finish_run(db, number)
    db.conn.close()
    return path


def rows(path, sql):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_an_unreadable_source_is_a_line_a_row_and_exit_code_1(run, article, filled, tmp_path):
    missing = tmp_path / "missing.txt"
    result = run("extract", missing, article, "--db", filled)
    assert result.exit_code == 1
    assert result.stderr == f"{missing}: no such file or folder\n"
    assert json.loads(result.stdout) == {
        "database": str(filled), "stored": 0, "replaced": 0, "unchanged": 1, "quotes": 0,
        "speakers": 0, "failures": 1,
    }  # fmt: skip
    assert rows(filled, "SELECT run_id, source, reason FROM failures") == [
        (2, str(missing), "no such file or folder")
    ]
    assert rows(filled, "SELECT unchanged, failures, finished IS NULL FROM runs WHERE id = 2") == [
        (1, 1, 0)
    ]


def test_an_article_that_is_stored_already_is_not_extracted_again(run, article, filled):
    result = run("extract", article, "--db", filled, "--format", "table")
    assert result.exit_code == 0
    assert "unchanged  1" in result.stdout


@pytest.mark.parametrize("folder", [".", "elsewhere", "/"])
def test_it_is_the_same_article_from_another_working_directory(
    run, article, filled, tmp_path, monkeypatch, folder
):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / folder)
    name = os.path.relpath(article)
    result = run("extract", name, "--db", filled)
    assert json.loads(result.stdout)["unchanged"] == 1, result.output


def test_what_is_said_of_how_to_read_holds(run, tmp_path):
    (tmp_path / "long.txt").write_text("She said that it was so. " * 10)
    foreign = "Der Rat hat die Abstimmung verschoben, sagte Maria Lindqvist, die ihn leitet. "
    (tmp_path / "de.txt").write_text(foreign * 6)
    (tmp_path / "manifest.csv").write_text("path,title\ngone.txt,T\n")
    manifest = tmp_path / "manifest.csv"
    result = run("extract", tmp_path, "--manifest", manifest, "--max-characters", 9)
    assert result.exit_code == 2
    row, foreign_error, long_error = result.stderr.splitlines()
    assert row == f'{manifest}:2: names "gone.txt", which is no file beside the manifest'
    assert "de.txt: has 468 bytes; an article may have 9 characters" in foreign_error
    assert "long.txt: has 250 bytes" in long_error
    result = run("extract", tmp_path / "de.txt")
    assert (result.exit_code, "is not in English" in result.stderr) == (2, True)
    result = run("extract", tmp_path / "de.txt", "--manifest", tmp_path / "none.csv")
    assert result.stderr == f"Error: {tmp_path / 'none.csv'}: no such file or folder\n"


def test_the_longest_article_is_told_as_it_is():
    (option,) = (each for each in command.params if each.name == "max_characters")
    assert option.default == MAX_ARTICLE


def test_an_article_that_comes_twice_is_printed_once(run, article, tmp_path, monkeypatch):
    from quotes.extract import Extraction

    monkeypatch.setattr("quotes.extract.extract", lambda articles, **options: (
        Extraction(each, []) for each in articles
    ))  # fmt: skip
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE, encoding="utf-8")
    result = run("extract", article, copy, "--format", "table")
    assert result.stdout.count(".txt") == 1


@pytest.mark.parametrize("database", [[], ["--db", "new.db"]])
def test_when_nothing_can_be_read_the_exit_code_is_2(run, tmp_path, monkeypatch, database):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    sources = ["gone.txt", "empty.txt", "folder", "binary.txt"]
    result = run("extract", *sources, *database)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == sources
    assert "Traceback" not in result.stderr
    if database:
        assert rows("new.db", "SELECT source FROM failures") == [(name,) for name in sources]


def test_a_source_without_articles_is_an_error_too(run, tmp_path):
    path = tmp_path / "none.jsonl"
    path.write_text("\n")
    result = run("extract", path)
    assert result.exit_code == 2
    assert str(path) in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Missing argument 'SOURCE...'"),
        (["a.txt", "--published", "soon"], "is no date"),
        (["a.txt", "--jobs", "0"], "0 is not in the range"),
        (["a.txt", "--db", "q.db", "--format", "html"], "leave out --db"),
        (["a.txt", "--db", "q.db", "--format", "csv"], "leave out --db"),
        (["a.txt", "--db", "no/such/q.db"], "there is no folder"),
        (["a.txt", "--db", "."], "is a folder"),
    ],
)
def test_wrong_use_is_exit_code_2(run, tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    result = run("extract", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "q.db").exists()


def test_a_file_that_is_no_database_stays_as_it_is(run, article, tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("My notes, which are no database." * 40)
    before = path.read_bytes()
    result = run("extract", article, "--db", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {path}: ")
    assert path.read_bytes() == before


def test_names_of_sources_are_inert_on_the_terminal(run, tmp_path):
    result = run("extract", tmp_path / "\x1b[31mred\u202e.txt")
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


@pytest.mark.model
def test_every_format_prints_the_same_quotes(run, article):
    records = [json.loads(line) for line in run("extract", article).stdout.splitlines()]
    assert [record["speaker"]["name"] for record in records] == ["Ada Park", "Bo Lind"]
    for record in records:
        assert record["article"] == str(article)
        for span in [*record["content"], record["cue"], record["source"]]:
            assert ARTICLE[span["start"] : span["end"]] == span["text"]

    table = run("extract", article, "--format", "csv").stdout
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == [r["id"] for r in records]
    cards = run("extract", article, "--format", "table").stdout
    page = run("extract", article, "--format", "html").stdout
    for record in records:
        assert record["text"] in cards
        assert f"— {record['speaker']['name']}" in cards
        assert record["text"] in page


@pytest.mark.model
def test_stored_again_and_replaced(run, article, tmp_path):
    path = tmp_path / "q.db"
    first = json.loads(run("extract", article, "--db", path, "--outlet", "Ledger").stdout)
    assert (first["stored"], first["quotes"], first["speakers"]) == (1, 2, 2)
    again = json.loads(run("extract", article, "--db", path, "--outlet", "Ledger").stdout)
    assert (again["stored"], again["unchanged"]) == (0, 1)
    article.write_text(ARTICLE + "Ada Park said that it was late.\n", encoding="utf-8")
    changed = json.loads(run("extract", article, "--db", path, "--outlet", "Ledger").stdout)
    assert (changed["stored"], changed["replaced"], changed["quotes"]) == (0, 1, 3)
    assert len(run("search", path, "--outlet", "Ledger").stdout.splitlines()) == 3


@pytest.mark.model
def test_attitudes_are_extracted_once_they_are_asked_for(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Ada Park believes that the bridge is safe. Bo Lind said that it is not.\n")
    database = tmp_path / "q.db"
    for words, counts in (
        ([], (1, 0, 0)),
        (["--attitudes"], (0, 1, 0)),
        (["--attitudes"], (0, 0, 1)),
    ):
        summary = json.loads(run("extract", path, "--db", database, *words).stdout)
        assert (summary["stored"], summary["replaced"], summary["unchanged"]) == counts
    assert rows(database, "SELECT count(*) FROM quotes WHERE act = 'attitude'") == [(1,)]


@pytest.mark.model
def test_standard_input_is_one_article(start):
    process = start("extract", "-", stdin=-1)
    out, err = process.communicate(ARTICLE, timeout=120)
    assert (process.returncode, err) == (0, "")
    assert {json.loads(line)["article"] for line in out.splitlines()} == {"-"}


@pytest.mark.model
def test_what_is_stored_when_ctrl_c_comes_stays(start, tmp_path):
    source, path = tmp_path / "many.jsonl", tmp_path / "q.db"
    texts = [ARTICLE * 20 + f"Number {number}." for number in range(3000)]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    process = start("extract", source, "--db", path)
    count = "SELECT count(*) FROM articles"
    deadline = time.monotonic() + 120
    while not (path.exists() and counted(path, count)) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    ((stored,),) = rows(path, count)
    assert err.startswith(f"Interrupted: {stored} articles are stored in {path}")
    assert 0 < stored < len(texts)
    assert rows(path, "SELECT finished FROM runs") == [(None,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def counted(path, sql):
    try:
        return rows(path, sql)[0][0]
    except sqlite3.OperationalError:  # the schema is being written
        return 0


def test_an_alias_list_needs_a_database_and_has_to_fit(run, tmp_path):
    (tmp_path / "a.txt").write_text("Nothing.")
    (tmp_path / "list.csv").write_text("name,alias\nAcme\n")
    words = ("extract", tmp_path / "a.txt", "--aliases", tmp_path / "list.csv")
    assert run(*words).exit_code == 2
    assert "give --db too" in run(*words).stderr
    result = run(*words, "--db", tmp_path / "q.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 2: name and alias have to be there" in result.stderr
    assert not (tmp_path / "q.db").exists()
