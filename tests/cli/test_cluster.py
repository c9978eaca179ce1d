"""`quotes cluster` and `quotes load`: what they refuse. What they do stands in tests/cluster."""

import sys

import pytest


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["cluster", "none*.jsonl", "--out", "OUT"], "no files of articles in there"),
        (["cluster", "a.jsonl", "--out", "OUT", "--published", "soon"], '"soon" is no date'),
        (["cluster", "a.jsonl"], "Missing option '--out'"),
        (["load", "OUT", "--db", "quotes.db"], "no such file or folder"),
        (["load", "OUT"], "Missing option '--db'"),
    ],
)
def test_wrong_use_is_exit_code_2_and_a_line_that_helps(run, tmp_path, words, reason, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == 2
    assert reason in done.stderr
    assert not (tmp_path / "quotes.db").exists()


def test_without_dask_it_says_what_to_install(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("cluster", tmp_path / "a.jsonl", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "pip install 'newsquotes[cluster]'" in done.stderr


def test_without_pyarrow_it_says_what_to_install(run, tmp_path, monkeypatch):
    from quotes.shards import layout

    layout.schemas.cache_clear()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("load", tmp_path, "--db", tmp_path / "quotes.db")
    assert done.exit_code == 2
    assert "pip install 'newsquotes[cluster]'" in done.stderr


def test_a_scheduler_that_is_not_there_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.cluster.driver._SECONDS", 0.5)
    done = run("cluster", tmp_path / "a.jsonl", "--out", tmp_path / "out", "--scheduler",
               "tcp://127.0.0.1:9")  # fmt: skip
    assert done.exit_code == 2
    assert "no dask scheduler answers there" in done.stderr
