"""`quotes export`."""

import csv
import io
import json

import pytest

from quotes.store import EXPORT_COLUMNS


def test_csv_and_json_lines_hold_the_same_rows(run, database):
    table = list(csv.DictReader(io.StringIO(run("export", database, "--format", "csv").stdout)))
    records = [json.loads(line) for line in run("export", database).stdout.splitlines()]
    assert len(table) == len(records) == 4
    assert tuple(table[0]) == tuple(records[0]) == EXPORT_COLUMNS
    assert [row["text"] for row in table] == [record["text"] for record in records]
    assert {record["named"] for record in records} == {True}


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.parquet", "T.CSV"])
def test_the_ending_of_the_file_says_the_format(run, database, tmp_path, name):
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    file = tmp_path / name
    result = run("export", database, "--output", file)
    assert (result.exit_code, result.stdout) == (0, "")
    start = {".csv": b"id,article", ".jsonl": b'{"id": ', ".parquet": b"PAR1"}
    assert file.read_bytes().startswith(start[file.suffix.lower()])
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_parquet_keeps_types_and_text(run, database, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    run("export", database, "--output", tmp_path / "t.parquet")
    rows = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert tuple(rows[0]) == EXPORT_COLUMNS
    assert rows[0]["text"] == "“The bridge is safe,”"
    assert (rows[0]["named"], rows[0]["start"], rows[0]["url"]) == (True, 0, None)


def test_parquet_goes_down_a_pipe(start, database):
    pytest.importorskip("pyarrow.parquet")
    process = start("export", database, "--format", "parquet", text=False, encoding=None)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out[:4] == out[-4:] == b"PAR1"


def test_without_pyarrow_the_error_says_what_to_install(run, database, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = run("export", database, "--format", "parquet")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: Parquet needs pyarrow; install it with: pip install 'newsquotes[parquet]'\n"
    )


def test_a_file_that_cannot_be_written_is_named(run, database, tmp_path):
    result = run("export", database, "--output", tmp_path / "no" / "t.csv")
    assert result.exit_code == 2
    assert "no/t.csv: cannot be written: No such file or directory" in result.stderr


def test_a_failed_export_leaves_the_old_file(run, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("old")
    assert run("export", tmp_path / "none.db", "--output", file).exit_code == 2
    assert file.read_text() == "old"
