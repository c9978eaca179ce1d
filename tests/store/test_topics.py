"""Terms stay with their quotes, and counts with the terms, whatever is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store import add_review, read_record, start_run, store_extraction, undo_review
from quotes.store.topics import joined, parted, topic_id

from .stories import VERSION, its_quotes, port_ellery

TERMS = [("bridge", "harbor"), ("bridge",), ()]


def with_terms(article, terms=TERMS):
    return [
        replace(each, topics=topics)
        for each, topics in zip(its_quotes(article), terms, strict=False)
    ]


@pytest.fixture
def kept(db):
    """A database with one article; what is written goes through it, and is checked at the end."""
    run = start_run(db, "1", "m")
    store_extraction(db, run, port_ellery(), with_terms(port_ellery()), VERSION)
    yield db
    topics = [row[0] for row in db.conn.execute("SELECT topics FROM quotes")]
    counts = Counter(term for each in topics for term in parted(each))
    assert dict(db.conn.execute("SELECT term, quotes FROM topics").fetchall()) == counts
    assert all(
        topic_id(term) == id_ for term, id_ in db.conn.execute("SELECT term, id FROM topics")
    )
    pairs = {
        (topic_id(term), id_)
        for id_, each in db.conn.execute("SELECT id, topics FROM quotes")
        for term in parted(each)
    }
    assert set(db.conn.execute("SELECT topic_id, quote_id FROM quote_topics").fetchall()) == pairs


def of(db) -> dict[str, str | None]:
    return dict(db.conn.execute("SELECT key, topics FROM quotes").fetchall())


def test_terms_are_kept_with_the_quote(kept):
    assert sorted(filter(None, of(kept).values())) == ["bridge", "bridge\nharbor"]


def test_an_article_extracted_again_has_its_new_terms_alone(kept):
    store_extraction(kept, 1, port_ellery(), with_terms(port_ellery(), [("dam",), (), ()]), "2")
    assert set(of(kept).values()) == {"dam", None}


def test_a_text_that_goes_takes_its_terms_with_it(kept):
    store_extraction(kept, 1, port_ellery(text="Nobody spoke."), [], VERSION)
    assert kept.conn.execute("SELECT count(*) FROM topics").fetchone() == (0,)


def test_a_correction_and_taking_it_back_keep_the_terms(kept):
    before = of(kept)
    key = its_quotes(port_ellery())[0].key
    record = read_record(kept, key)
    add_review(kept, key, "correct", {**record, "medium": "speech"})
    assert of(kept) == before
    store_extraction(kept, 1, port_ellery(), with_terms(port_ellery()), "2")
    assert of(kept) == before
    undo_review(kept, key)
    assert of(kept) == before


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1)))
def test_terms_come_back_as_they_were_joined(terms):
    assert parted(joined(terms)) == terms
