"""Many articles at once: a few statements for all of them, where `write` takes a dozen for each.

What is stored is the same. Articles that the database has seen before, at their place or by their
key, or that people have reviewed go the way of `write`, one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from quotes.errors import SourceError
from quotes.store.abbreviations import note_abbreviations
from quotes.store.contents import insert_quotes
from quotes.store.database import named_errors, transaction, unchecked_references, without_collector
from quotes.store.rows import ARTICLE_COLUMNS, article_row, insertion
from quotes.store.write import (
    Outcome,
    count,
    origin_of,
    outlet_ids,
    store_extraction,
    store_one,
)
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

Item = tuple[Article, Sequence[Attribution]]


def store_extractions(
    db: Database, run_id: int, extractions: Iterable[Item], version: str
) -> list[Outcome | SourceError]:
    """Store articles with their attributions, all of them in one transaction; what became of each.

    As `store_extraction` for each in turn, but for an article that cannot be stored: its SourceError
    is in its place. Forty thousand attributions at a time are quickest, and hold others
    that want to write up for three seconds. Raises DatabaseError where the database cannot be written.
    """
    items = list(extractions)
    try:
        with without_collector():
            if _all_new(db, items):
                with unchecked_references(db), transaction(db):
                    if _all_new(db, items):  # still: nobody else can write any more
                        _insert(db, run_id, items, version)
                        return ["stored"] * len(items)
            with transaction(db):
                return _store_all(db, run_id, items, version)
    except UnicodeEncodeError:  # half characters, in whichever article: nothing is written so far
        return [_store_alone(db, run_id, item, version) for item in items]


def _store_alone(db: Database, run_id: int, item: Item, version: str) -> Outcome | SourceError:
    try:
        return store_extraction(db, run_id, *item, version)
    except SourceError as error:
        return error


def _store_all(
    db: Database, run_id: int, items: Sequence[Item], version: str
) -> list[Outcome | SourceError]:
    outcomes: list[Outcome | SourceError] = []
    flags = _are_new(db, [article for article, _ in items])
    for new, group in groupby(zip(flags, items, strict=True), key=lambda pair: pair[0]):
        run = [item for _, item in group]
        if new:
            _insert(db, run_id, run, version)
            outcomes += ["stored"] * len(run)
        else:
            outcomes += [store_one(db, run_id, *item, version) for item in run]
    return outcomes


def _all_new(db: Database, items: Sequence[Item]) -> bool:
    with named_errors(db):
        return all(_are_new(db, [article for article, _ in items]))


def _are_new(db: Database, articles: Sequence[Article]) -> list[bool]:
    """Of each article, whether nothing is known of it, of its place or by any review, nor of an
    earlier one in this list.
    """
    keys = json.dumps([article.key for article in articles])
    origins = json.dumps([origin_of(article) for article in articles])
    seen = {
        value
        for query, values in (
            ("SELECT key FROM articles WHERE key IN (SELECT value FROM json_each(?))", keys),
            (
                "SELECT DISTINCT article_key FROM reviews "
                "WHERE article_key IN (SELECT value FROM json_each(?))",
                keys,
            ),
            (
                "SELECT origin FROM origins WHERE origin IN (SELECT value FROM json_each(?))",
                origins,
            ),
        )
        for (value,) in db.conn.execute(query, (values,))
    }
    flags = []
    for article in articles:
        # A place without a name goes by the article's key, so the two share one set.
        known = {article.key, origin_of(article)}
        flags.append(not known & seen)
        seen |= known
    return flags


def _insert(db: Database, run_id: int, items: Sequence[Item], version: str) -> None:
    """Store articles of which nothing is known. Nothing may be deleted here, and every row must refer to one
    that is there: SQLite does not always check it (`unchecked_references`).
    """
    outlets = outlet_ids(db, {article.outlet for article, _ in items if article.outlet})
    (last_id,) = db.conn.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
    rows, origins, quotes = [], [], []
    for id_, (article, attributions) in enumerate(items, last_id + 1):
        outlet_id = outlets[article.outlet] if article.outlet else None
        rows.append((id_, *article_row(article, outlet_id, version, run_id)))
        origins.append((origin_of(article), id_, article.sha256))
        by_key: dict[str, Attribution] = {}
        for attribution in attributions:
            by_key.setdefault(attribution.key, attribution)
        quotes.append((id_, article, by_key))
    db.conn.executemany(insertion("articles", ("id", *ARTICLE_COLUMNS)), rows)
    db.conn.executemany(insertion("origins", ("origin", "article_id", "sha256")), origins)
    note_abbreviations(db, {id_: article.text for id_, article, _ in quotes})
    insert_quotes(db, quotes)
    count(db, run_id, articles=len(items), quotes=sum(len(by_key) for *_, by_key in quotes))
