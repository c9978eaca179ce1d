"""Real worker processes: one is killed, and the records are those of one process."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.cluster import Options, extract_shards
from quotes.errors import SourceError
from quotes.extract import extract
from quotes.ingest import read_articles
from quotes.shards import find_shards, read_shard
from quotes.store import open_database

from ..store.stories import content

pytestmark = [pytest.mark.model, pytest.mark.timeout(240)]

FILES, ARTICLES = 4, 6


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    for file in range(FILES):
        lines = [
            json.dumps({
                "id": f"{file}-{i}",
                "outlet": f"Outlet {file}",
                "text": f"“The lock of canal {i} is broken,” said Dana Ortiz, the chief engineer. She "
                f"told reporters that repairs would take {i + 2} weeks.\n\nThe city declined to comment.",
            })
            for i in range(ARTICLES)
        ]  # fmt: skip
        if file == 1:
            lines.append("no article")
        (folder / f"{file}.jsonl").write_text("\n".join(lines), "utf-8")
    return sorted(str(path) for path in folder.iterdir())


def records(pairs):
    return [each.as_record() for _, attributions in pairs for each in attributions]


def by_one_process(files):
    items = extract(item for item in read_articles(files) if not isinstance(item, SourceError))
    return records(items)


@pytest.fixture(scope="module")
def shards(files, tmp_path_factory):
    """Made by two workers, of which one was killed when the first file was done."""
    from distributed import Client, LocalCluster

    folder = tmp_path_factory.mktemp("shards")
    told = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            pids = list(client.run(os.getpid).values())

        def report(progress):
            told.append(progress)
            if len(told) == 1:
                os.kill(pids[0], signal.SIGKILL)

        address = cluster.scheduler_address
        extract_shards(files, str(folder), Options(), scheduler=address, report=report)
    assert [progress.done for progress in told] == list(range(1, FILES + 1))
    assert all(progress.problem is None for progress in told), told
    assert {progress.source for progress in told} == set(files)
    return folder


def test_the_records_are_those_of_one_process(files, shards):
    found = []
    failed = []
    for shard in find_shards([str(shards)]):
        for item in read_shard(shard):
            (failed if isinstance(item, SourceError) else found).append(item)
    expected = by_one_process(files)
    assert sorted(records(found), key=repr) == sorted(expected, key=repr)
    assert len(found) == FILES * ARTICLES
    assert [Path(error.source).name for error in failed] == ["1.jsonl:7"]


def test_loaded_it_is_the_database_that_extract_makes(files, shards, tmp_path):
    loaded, extracted = tmp_path / "loaded.db", tmp_path / "extracted.db"
    run = CliRunner().invoke
    done = run(main, ["load", str(shards), "--db", str(loaded), "--format", "jsonl"])
    assert done.exit_code == 1, done.output  # one line was no article
    assert json.loads(done.stdout)["stored"] == FILES * ARTICLES
    assert "1.jsonl:7: " in done.stderr
    assert run(main, ["extract", *files, "--db", str(extracted)]).exit_code == 1
    first, second = open_database(loaded), open_database(extracted)
    assert content(first) == content(second)
    failures = "SELECT source, reason FROM failures"
    assert first.conn.execute(failures).fetchall() == second.conn.execute(failures).fetchall()
    # Nothing is left to do, whichever way the articles come again.
    again = run(main, ["extract", *files, "--db", str(loaded), "--format", "jsonl"])
    assert json.loads(again.stdout)["unchanged"] == FILES * ARTICLES
    again = run(main, ["load", str(shards), "--db", str(loaded), "--format", "jsonl"])
    assert json.loads(again.stdout)["unchanged"] == FILES * ARTICLES


def test_the_command_goes_on_from_what_is_there(files, shards):
    done = CliRunner().invoke(main, ["cluster", *files, "--out", str(shards), "--workers", "1"])
    assert done.exit_code == 1
    summary = json.loads(done.stdout)
    assert (summary["shards"], summary["unchanged"]) == (0, FILES)
    assert (summary["articles"], summary["failures"]) == (FILES * ARTICLES, 1)
    assert f"4/{FILES} " in done.stderr
