"""One file becomes one shard, whatever happens on the way. No model is loaded here."""

from __future__ import annotations

import json

import pytest

from quotes.cluster import Options, extract_shard, task
from quotes.cluster.attempts import Attempts
from quotes.errors import SourceError
from quotes.extract import BATCH, Extraction
from quotes.shards import find_shards, read_shard
from quotes.types import Attribution, Quote, Span

COUNT = 3 * BATCH + 5


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": f"“Number {i} is late,” she said.", "id": f"a{i}"})
             for i in range(COUNT)]  # fmt: skip
    lines[4] = "{not json"
    path.write_text("\n".join(lines), "utf-8")
    return path


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


class Worker:
    """Extracts, and dies of what is in `poison`; `batches` are the sizes of what it was given."""

    def __init__(self):
        self.batches = []
        self.poison = set()

    def __call__(self, articles, *, attitudes, topics):
        self.batches.append(len(articles))
        if any(article.source in self.poison for article in articles):
            raise Killed
        for article in articles:
            end = article.text.index("”") + 1
            quote = Quote("statement", "direct", (Span.of(article.text, 0, end),))
            yield Extraction(article, [Attribution(article, quote, None)])


@pytest.fixture
def worker(monkeypatch):
    made = Worker()
    monkeypatch.setattr(task, "extract_batch", made)
    return made


def run(file, folder, tries=1):
    """As a scheduler does: given to another process when one dies."""
    for attempt in range(tries):
        try:
            return extract_shard(str(file), str(folder), Options(any_language=True)), attempt
        except Killed:
            continue
    return None, tries


def read(folder):
    (shard,) = find_shards([str(folder)])
    items = list(read_shard(shard))
    errors = [item for item in items if isinstance(item, SourceError)]
    return [item[0].source for item in items if item not in errors], errors


def test_a_file_becomes_a_shard(tmp_path, file, worker):
    outcome, _ = run(file, tmp_path / "out")
    assert outcome.again
    names, errors = read(tmp_path / "out")
    assert names == [f"a{i}" for i in range(COUNT) if i != 4]
    assert [error.source for error in errors] == [f"{file}:5"]
    assert (outcome.totals.articles, outcome.totals.failures) == (COUNT - 1, 1)
    assert not list((tmp_path / "out" / "attempts").iterdir())


def test_a_shard_that_is_there_is_left_alone_until_the_file_changes(tmp_path, file, worker):
    first, _ = run(file, tmp_path / "out")
    worker.batches.clear()
    again, _ = run(file, tmp_path / "out")
    assert (again.totals, again.again, worker.batches) == (first.totals, False, [])
    file.write_text(file.read_text() + '\n{"text": "“More,” she said."}', "utf-8")
    assert run(file, tmp_path / "out")[0].totals.articles == COUNT


@pytest.mark.parametrize("poison", [["a0"], ["a20"], ["a19", "a40"], [f"a{COUNT - 1}"]])
def test_an_article_that_kills_its_process_costs_only_itself(tmp_path, file, worker, poison):
    worker.poison.update(poison)
    outcome, deaths = run(file, tmp_path / "out", tries=20)
    assert outcome is not None
    assert deaths == 3 * len(poison)
    names, errors = read(tmp_path / "out")
    assert names == [f"a{i}" for i in range(COUNT) if i != 4 and f"a{i}" not in poison]
    left_out = [error.source for error in errors if "died over it" in error.reason]
    assert left_out == poison


def test_a_process_that_was_killed_for_another_reason_costs_nothing(tmp_path, file, worker):
    for name in ("a20", "a3", "a20"):  # twice in the same place, but not over the article alone
        worker.poison = {name}
        run(file, tmp_path / "out")
    worker.poison = set()
    outcome, _ = run(file, tmp_path / "out")
    assert outcome.totals.articles == COUNT - 1


def test_files_of_one_name_are_shards_of_their_own(tmp_path, worker):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "été 1.jsonl.gz").write_bytes(b"broken")
        run(tmp_path / folder / "été 1.jsonl.gz", tmp_path / "out")
    assert len(list((tmp_path / "out" / "articles").iterdir())) == 2


def test_a_file_that_cannot_be_read_is_a_shard_with_a_failure(tmp_path, worker):
    outcome, _ = run(tmp_path / "none.jsonl", tmp_path / "out")
    assert outcome.totals.failures == 1


def test_a_torn_journal_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "journal"
    path.write_text("\n0 16\n0 0\n16 32\n\n0 16\n16 17\n1", "ascii")
    attempts = Attempts(path)
    assert [i for i in range(40) if attempts.suspect(i)] == list(range(16, 32))
    attempts.close(done=True)
    assert not path.exists()
