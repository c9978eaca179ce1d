"""A person's verdict on a quote, noted and put into effect."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.errors import QueryError
from quotes.store.contents import replace_quotes
from quotes.store.database import named_errors, transaction
from quotes.store.groups import group_article, regroup, ungroup
from quotes.store.linking import link_some
from quotes.store.reviews import VERDICTS, Review, attribution_from_record, insert_review
from quotes.store.rows import read_article, read_attributions
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

WAS = "was"
"""The field of a correction's record that holds the quote as it was before."""


def add_review(
    db: Database,
    quote_key: str,
    verdict: str,
    record: Mapping[str, Any] | None = None,
    reviewer: str = "",
) -> None:
    """Note a person's verdict on a quote, and bring the stored quote in line with it.

    `record` is the quote as the person leaves it, in the public format; only "correct" needs
    one. Raises QueryError where there is no such quote, or the record does not fit the article.
    """
    if verdict not in VERDICTS:
        raise QueryError(f"“{verdict}” is no verdict; give one of {', '.join(VERDICTS)}")
    if verdict == "correct" and record is None:
        raise QueryError("a correction needs the corrected record")
    with transaction(db):
        stored = _stored(db, quote_key)
        quotes = read_attributions(db, stored.article, stored.article_id)
        before = quotes[quote_key]
        if record is not None:
            quotes[quote_key] = _from_record(stored, quotes[quote_key], record)
        left = {**quotes[quote_key].as_record(), "id": quote_key}
        if verdict == "correct":
            left[WAS] = {**before.as_record(), "id": quote_key}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        (id_,) = db.conn.execute("SELECT id FROM quotes WHERE key = ?", (quote_key,)).fetchone()
        regroup(db, ungroup(db, [id_]))
        insert_review(db, Review(quote_key, stored.article_key, verdict, left, reviewer, at))
        if record is not None and verdict != "reject":
            replace_quotes(db, stored.article_id, stored.article, quotes)
        link_some(db)
        group_article(db, stored.article_id)


def undo_review(db: Database, quote_key: str) -> Review:
    """Take back the newest verdict on a quote: the one before it holds again, and a correction is
    undone. Returns what was taken back.

    Raises QueryError where there is no such quote, or no verdict on it.
    """
    with transaction(db):
        stored = _stored(db, quote_key)
        row = db.conn.execute(
            "SELECT id, verdict, record, reviewer, at FROM reviews WHERE quote_key = ? "
            "ORDER BY id DESC LIMIT 1",
            (quote_key,),
        ).fetchone()
        if row is None:
            raise QueryError(f"nobody has reviewed the quote “{quote_key}”")
        review_id, verdict, left, reviewer, at = row
        record = json.loads(left)
        db.conn.execute("DELETE FROM reviews WHERE id = ?", (review_id,))
        (id_,) = db.conn.execute("SELECT id FROM quotes WHERE key = ?", (quote_key,)).fetchone()
        regroup(db, ungroup(db, [id_]))
        if WAS in record:
            _restore(db, stored, quote_key, record[WAS])
        link_some(db)
        group_article(db, stored.article_id)
    return Review(quote_key, stored.article_key, verdict, record, reviewer, at)


def _from_record(stored: _Stored, former: Attribution, record: Mapping[str, Any]) -> Attribution:
    """What the record states, with the terms of what stood there, as a record has none."""
    return replace(attribution_from_record(stored.article, record), topics=former.topics)


def _restore(db: Database, stored: _Stored, quote_key: str, record: Mapping[str, Any]) -> None:
    quotes = read_attributions(db, stored.article, stored.article_id)
    try:
        quotes[quote_key] = _from_record(stored, quotes[quote_key], record)
    except QueryError:
        return  # the article has changed since, and the correction was carried over to the new text
    replace_quotes(db, stored.article_id, stored.article, quotes)


def read_record(db: Database, quote_key: str) -> dict[str, Any]:
    """The quote as a record of the public format. Raises QueryError where there is none of this
    id.
    """
    with named_errors(db):
        stored = _stored(db, quote_key)
        quotes = read_attributions(db, stored.article, stored.article_id)
    return {**quotes[quote_key].as_record(), "id": quote_key}


class _Stored(NamedTuple):
    article: Article
    article_id: int
    article_key: str


def _stored(db: Database, quote_key: str) -> _Stored:
    """The article in which a quote stands."""
    row = db.conn.execute(
        "SELECT q.article_id, a.key FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
        "WHERE q.key = ?",
        (quote_key,),
    ).fetchone()
    if row is None:
        raise QueryError(f"there is no quote “{quote_key}”; `quotes search` prints the ids")
    return _Stored(read_article(db, row[0]), *row)
