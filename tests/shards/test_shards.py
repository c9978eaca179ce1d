"""Shards give back what was put into them, and are there as a whole or not at all."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice

import pyarrow.parquet as pq
import pytest

from benchmarks.archive import archive
from quotes.errors import QuotesError, SourceError
from quotes.shards import Totals, find_shards, finished, read_shard, write_shard
from quotes.shards.layout import ARTICLES, ATTRIBUTIONS, FAILURES, place, schemas
from quotes.types import Article, Attribution, Quote, Span, Speaker

MADE = [(each.article, each.attributions) for each in islice(archive(300, seed=5), 25)]

TEXT = "“No,” 𝒵oé said — “never.” She wept 🚨."
BARE = Article(TEXT, "bare.txt")
FULL = Article(TEXT, "full.txt", "place", "https://a.example/1", "T", "A", "O", "2025-03-01")
EVERYTHING = Quote(
    "attitude",
    "mixed",
    (Span.of(TEXT, 0, 5), Span.of(TEXT, 18, 26)),
    Span.of(TEXT, 10, 14),
    Span.of(TEXT, 6, 9),
    "the Post",
    "letter",
    "Reuters",
    0.123456789,
)
ODD = [
    (BARE, [Attribution(BARE, Quote("silence", "indirect", (Span.of(TEXT, 0, 5),)), None)]),
    (BARE, []),
    (FULL, [Attribution(FULL, EVERYTHING, Speaker("Zoé", "person", True, "poet", "PEN",
                                                  Span.of(TEXT, 6, 9)))]),
    (FULL, [Attribution(FULL, EVERYTHING, Speaker("two clerks", "group", False, number=2, former=True,
                                                  anonymity="asked not to be named"))]),
]  # fmt: skip


def write(folder, items, name="one", version="1+m", source="state"):
    with write_shard(folder, name, version, source) as shard:
        for item in items:
            if isinstance(item, SourceError):
                shard.fail(item)
            else:
                shard.add(*item)
    return shard.totals


def read(folder):
    return [item for shard in find_shards([str(folder)]) for item in read_shard(shard)]


def test_shards_from_before_there_were_topics(tmp_path):
    write(tmp_path, MADE)
    path = place(tmp_path, ATTRIBUTIONS, "one")
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["topics"]), path)
    assert read(tmp_path) == MADE  # topics are no part of what makes attributions equal
    assert not any(each.topics for _, found in read(tmp_path) for each in found)
    pq.write_table(table.drop_columns(["cue"]), path)
    with pytest.raises(QuotesError, match="is broken"):
        read(tmp_path)


@pytest.mark.parametrize("items", [MADE, ODD, []], ids=["made", "odd", "none"])
def test_what_is_read_is_what_was_written(tmp_path, items):
    totals = write(tmp_path, items)
    assert read(tmp_path) == items
    assert totals == Totals(len(items), sum(len(quotes) for _, quotes in items), 0)


def test_rows_are_written_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.shards.writing._ROWS", 7)
    monkeypatch.setattr("quotes.shards.reading._ROWS", 5)
    write(tmp_path, MADE)
    assert read(tmp_path) == MADE


def test_failures_come_last_and_keep_odd_names(tmp_path):
    write(tmp_path, [SourceError("a\udcff.txt", "is empty"), *MADE[:1]])
    *articles, error = read(tmp_path)
    assert articles == MADE[:1]
    assert (error.source, error.reason) == ("a\\udcff.txt", "is empty")


def test_every_field_has_a_column():
    record = schemas()[ATTRIBUTIONS]
    spoken = {field.name for field in fields(Speaker)}
    assert spoken == {record.field("speaker").type.field(i).name
                      for i in range(record.field("speaker").type.num_fields)}  # fmt: skip
    assert {field.name for field in fields(Quote)} <= set(record.names)
    assert {field.name for field in fields(Article)} <= set(schemas()[ARTICLES].names)
    (attribution,) = ODD[2][1]
    assert set(attribution.as_record()) <= set(record.names)


def test_a_shard_that_was_interrupted_is_not_there(tmp_path):
    with pytest.raises(RuntimeError), write_shard(tmp_path, "one", "1+m") as shard:
        shard.add(*MADE[0])
        raise RuntimeError
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    with pytest.raises(QuotesError, match="holds no shards"):
        find_shards([str(tmp_path)])


def test_finished_means_this_version_of_this_source(tmp_path):
    assert finished(tmp_path, "one", "1+m", "state") is None
    totals = write(tmp_path, MADE[:3])
    assert finished(tmp_path, "one", "1+m", "state") == totals
    assert finished(tmp_path, "one", "2+m", "state") is None
    assert finished(tmp_path, "one", "1+m", "changed") is None


def test_a_cut_file_is_not_finished(tmp_path):
    write(tmp_path, MADE[:3])
    path = place(tmp_path, ARTICLES, "one")
    path.write_bytes(path.read_bytes()[:-30])
    assert finished(tmp_path, "one", "1+m", "state") is None
    with pytest.raises(QuotesError, match="no shard of articles"):
        find_shards([str(tmp_path)])


def test_a_shard_by_its_file_and_what_is_none(tmp_path):
    write(tmp_path, MADE[:2])
    (shard,) = find_shards([str(place(tmp_path, ARTICLES, "one"))])
    assert (shard.folder, shard.name, shard.version) == (tmp_path, "one", "1+m")
    with pytest.raises(QuotesError, match="no such file"):
        find_shards([str(tmp_path / "nothing")])


@pytest.mark.parametrize("table", [ATTRIBUTIONS, FAILURES])
def test_a_table_that_is_gone_is_told(tmp_path, table):
    write(tmp_path, MADE[:2])
    place(tmp_path, table, "one").unlink()
    with pytest.raises(QuotesError, match="is broken"):
        read(tmp_path)


def test_tables_that_do_not_fit_are_told(tmp_path):
    write(tmp_path, MADE[:2], "one")
    write(tmp_path, MADE[2:4], "two")
    place(tmp_path, ATTRIBUTIONS, "two").replace(place(tmp_path, ATTRIBUTIONS, "one"))
    with pytest.raises(QuotesError, match="is broken"):
        read(tmp_path)


def test_other_programs_read_the_tables(tmp_path):
    write(tmp_path, MADE[:4], "one")
    write(tmp_path, MADE[4:8], "two")
    table = pq.read_table(tmp_path / ATTRIBUTIONS)
    assert table.num_rows == sum(len(quotes) for _, quotes in MADE[:8])
    first = table.to_pylist()[0]
    assert first["id"] == MADE[0][1][0].key
    assert first["article_key"] == MADE[0][0].key
