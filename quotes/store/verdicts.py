"""A person's verdict on a quote, noted and put into effect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.errors import QueryError
from quotes.store.contents import replace_quotes
from quotes.store.database import named_errors, transaction
from quotes.store.groups import group_article, regroup, ungroup
from quotes.store.linking import link_some
from quotes.store.reviews import VERDICTS, Review, attribution_from_record, insert_review
from quotes.store.rows import read_article, read_attributions
from quotes.types import Article

if TYPE_CHECKING:
    from sqlite_utils import Database


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
        if record is not None:
            quotes[quote_key] = attribution_from_record(stored.article, record)
        left = {**quotes[quote_key].as_record(), "id": quote_key}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        (id_,) = db.conn.execute("SELECT id FROM quotes WHERE key = ?", (quote_key,)).fetchone()
        regroup(db, ungroup(db, [id_]))
        insert_review(db, Review(quote_key, stored.article_key, verdict, left, reviewer, at))
        if record is not None and verdict != "reject":
            replace_quotes(db, stored.article_id, stored.article, quotes)
        link_some(db)
        group_article(db, stored.article_id)


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
