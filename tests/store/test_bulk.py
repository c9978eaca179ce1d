"""Storing many articles at once leaves what storing each in turn leaves."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.archive import archive
from quotes.errors import SourceError
from quotes.store import (
    add_review,
    filling,
    find_copies,
    group_quotes,
    merge_index,
    open_database,
    start_run,
    store_extraction,
    store_extractions,
)
from quotes.store.database import file_of, transaction
from quotes.types import Attribution

from .stories import VERSION, content, its_quotes, port_ellery, quote

MADE = list(islice(archive(400, seed=3), 30))


def fresh(tmp_path, name="other.db"):
    return open_database(tmp_path / name, create=True)


def runs(db):
    return db.conn.execute("SELECT articles, unchanged, quotes, failures FROM runs").fetchall()


def both(db, tmp_path, items, size, before=(), version=VERSION):
    """Store the items one by one and in parts of `size`; what each way returned."""
    other = fresh(tmp_path)
    for database in (db, other):
        run = start_run(database, "1", "m")
        for item in before:
            store_extraction(database, run, *item, VERSION)
    singly = [store_extraction(db, run, *item, version) for item in items]
    at_once = []
    for start in range(0, len(items), size):
        at_once += store_extractions(other, run, items[start : start + size], version)
    for database in (db, other):
        group_quotes(database)
        find_copies(database)
    assert content(other) == content(db)
    assert runs(other) == runs(db)
    other.conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
    assert other.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    return singly, at_once


@pytest.mark.parametrize("size", [1, 7, 30])
def test_new_articles(db, tmp_path, size):
    singly, at_once = both(db, tmp_path, MADE, size)
    assert singly == at_once == ["stored"] * len(MADE)


def test_what_is_there_already(db, tmp_path):
    changed = [
        (replace(article, text=article.text + "And more."), attributions)
        for article, attributions in MADE[5:10]
    ]
    changed = [
        (article, [Attribution(article, each.quote, each.speaker) for each in attributions])
        for article, attributions in changed
    ]
    items = [*MADE[:3], *changed, *MADE[10:20]]
    singly, at_once = both(db, tmp_path, items, 100, before=MADE[:12])
    assert singly == at_once
    assert set(at_once) == {"stored", "replaced", "unchanged"}


def test_another_version(db, tmp_path):
    singly, at_once = both(db, tmp_path, MADE[:8], 5, before=MADE[:6], version="2+model-2")
    assert singly == at_once == ["replaced"] * 6 + ["stored"] * 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12),
    st.integers(1, 12),
)
def test_any_articles_at_any_places(tmp_path_factory, places, size):
    # The same article from several places, and several articles from the same place.
    articles = [
        port_ellery(text=f"{port_ellery().text} Edition {text}.", origin=f"place-{place}")
        for text, place in places
    ]
    folder = tmp_path_factory.mktemp("bulk")
    items = [(article, its_quotes(article)) for article in articles]
    both(fresh(folder, "db.db"), folder, items, size)


def test_a_review_holds(db, run):
    article = port_ellery()
    (key, *_) = (each.key for each in its_quotes(article))
    store_extraction(db, run, article, its_quotes(article), VERSION)
    add_review(db, key, "confirm", reviewer="Ada")
    # Another article takes the place; then the first one comes back without the quote.
    store_extraction(db, run, port_ellery(text="Nothing here."), [], VERSION)
    assert not db.conn.execute("SELECT 1 FROM quotes WHERE key = ?", (key,)).fetchone()
    store_extractions(db, run, [(article, its_quotes(article)[1:])], VERSION)
    assert db.conn.execute("SELECT 1 FROM quotes WHERE key = ?", (key,)).fetchone()


def test_half_characters_cost_only_their_own_article(db, run):
    bad = port_ellery(text="“No,” she said. \udcff", origin="place-2")
    items = [MADE[0], (bad, [quote(bad, "“No,”")]), MADE[1]]
    first, error, last = store_extractions(db, run, items, VERSION)
    assert (first, last) == ("stored", "stored")
    assert isinstance(error, SourceError)
    assert len(content(db)["articles"]) == 2


def test_a_quote_that_comes_twice_is_stored_once(db, run):
    article = port_ellery()
    store_extractions(db, run, [(article, its_quotes(article) * 2)], VERSION)
    assert len(content(db)["quotes"]) == 3


def test_references_are_checked_again_afterwards(db, run):
    (article, attributions), bad = MADE[0], replace(MADE[1][0], text="half \ud800")
    store_extractions(db, run, [(article, attributions)], VERSION)
    store_extractions(db, run, [(bad, [])], VERSION)
    assert db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("UPDATE quotes SET article_id = 99")


def test_an_article_that_another_program_stores_meanwhile(db, run, monkeypatch):
    """Between looking whether it is new and having the lock."""
    other, waiting = open_database(file_of(db)), [MADE[0]]

    @contextmanager
    def late(db):
        while waiting:
            store_extraction(other, run, *waiting.pop(), VERSION)
        with transaction(db):
            yield

    monkeypatch.setattr("quotes.store.bulk.transaction", late)
    assert store_extractions(db, run, MADE[:2], VERSION) == ["unchanged", "stored"]
    stored = db.conn.execute("SELECT count(*) FROM quotes").fetchone()
    assert stored == (sum(len(attributions) for _, attributions in MADE[:2]),)


def test_nothing(db, run):
    assert store_extractions(db, run, [], VERSION) == []


def _indexes(db):
    return set(db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


def _merging(db):
    return set(db.conn.execute("SELECT k, v FROM quotes_fts_config WHERE k LIKE '%merge'"))


def test_an_empty_database_is_filled_before_its_indexes_are_made(db, run, tmp_path):
    whole = _indexes(db)
    with filling(db):
        assert len(_indexes(db)) < len(whole)
        store_extractions(db, run, MADE, VERSION)
    assert _indexes(db) == whole
    assert _merging(db) == {("automerge", 4), ("crisismerge", 16)}
    other = open_database(tmp_path / "other.db", create=True)
    store_extractions(other, start_run(other, "1", "m"), MADE, VERSION)
    assert content(db) == content(other)


def test_a_database_with_quotes_keeps_its_indexes(db, run):
    store_extractions(db, run, MADE[:1], VERSION)
    whole = _indexes(db)
    with filling(db):
        assert _indexes(db) == whole


def test_indexes_that_a_killed_program_left_out_are_made_by_the_next(db, run, tmp_path):
    whole = _indexes(db)
    left = tmp_path / "left.db"
    with filling(db):
        store_extractions(db, run, MADE, VERSION)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(file_of(db), left)  # what a kill would leave
    assert len(_indexes(open_database(left, readonly=True))) < len(whole)
    again = open_database(left)
    assert _indexes(again) == whole
    assert _merging(again) == {("automerge", 4), ("crisismerge", 16)}
    assert content(again) == content(db)


def test_the_index_is_merged_into_one_part(db, run):
    for item in MADE:
        store_extractions(db, run, [item], VERSION)
    parts = "SELECT count(DISTINCT segid) FROM quotes_fts_idx"
    assert db.conn.execute(parts).fetchone()[0] > 1
    before = content(db)
    merge_index(db)
    assert db.conn.execute(parts).fetchone() == (1,)
    merge_index(db)
    assert content(db) == before
    db.conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('integrity-check')")
