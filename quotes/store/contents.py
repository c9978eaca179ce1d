"""The quotes of one article, with their spans and their entries in the full-text index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.circumstances import circumstances
from quotes.store.groups import regroup, ungroup
from quotes.store.rows import (
    INDEX_COLUMNS,
    QUOTE_COLUMNS,
    SPAN_COLUMNS,
    Row,
    insertion,
    quote_row,
    span_rows,
)
from quotes.store.speakers import (
    Found,
    describe,
    descriptions_in,
    index_speaker,
    namesakes_in,
    note_descriptions,
    said_by,
)
from quotes.store.topics import add_topics, remove_topics
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT_QUOTE = insertion("quotes", QUOTE_COLUMNS)
_INSERT_SPAN = insertion("spans", SPAN_COLUMNS)
_INSERT_INDEX = insertion("quotes_fts", INDEX_COLUMNS)


class Removed(NamedTuple):
    """What was known by quotes that are gone: their row ids by key, and the ids of how they described
    their speakers.
    """

    ids: dict[str, int]
    descriptions: set[int]


def replace_quotes(
    db: Database, article_id: int, article: Article, quotes: Mapping[str, Attribution]
) -> None:
    """Make these, by key, the article's quotes. Those that were there before keep their row ids.

    To be called inside a transaction, as is `remove_quotes`.
    """
    removed = remove_quotes(db, article_id)
    insert_quotes(db, [(article_id, article, quotes)], removed)


def insert_quotes(
    db: Database,
    articles: Sequence[tuple[int, Article, Mapping[str, Attribution]]],
    removed: Removed | None = None,
) -> None:
    """Add the quotes, by key, of articles (with their row ids) that have none stored.

    `removed` tells of those that stood there before. A hundred articles at once cost a third of what
    they do one by one. To be called inside a transaction.
    """
    former, gone = removed or Removed({}, set())
    namesakes = namesakes_in(db, [article.key for _, article, _ in articles])
    said = [
        {key: said for key, quote in quotes.items() if (said := said_by(quote)) is not None}
        for _, _, quotes in articles
    ]
    described = [
        describe(
            speakers.values(),
            namesakes.get(article.key),
            partial(circumstances, article.text, article.published),
        )
        for (_, article, _), speakers in zip(articles, said, strict=True)
    ]
    speakers = note_descriptions(db, [each.values() for each in described], gone)
    (last_id,) = db.conn.execute("SELECT coalesce(max(id), 0) FROM quotes").fetchone()
    last_id = max(last_id, *former.values(), 0)
    quote_rows: list[Row] = []
    spans: list[Row] = []
    index: list[Row] = []
    topics: list[tuple[int, Sequence[str]]] = []
    for (article_id, article, quotes), who, descriptions in zip(
        articles, said, described, strict=True
    ):
        for key, attribution in quotes.items():
            id_ = former.get(key)
            if id_ is None:
                id_ = last_id = last_id + 1
            description_id = descriptions[who[key]].id if key in who else None
            found = speakers[description_id] if description_id is not None else None
            speaker_id = found.id if found else None
            quote_rows.append(
                quote_row(id_, key, article_id, attribution, speaker_id, description_id)
            )
            spans.extend(span_rows(id_, attribution))
            topics.append((id_, attribution.topics))
            index.append(_index_row(id_, article, attribution, found))
    db.conn.executemany(_INSERT_QUOTE, quote_rows)
    db.conn.executemany(_INSERT_SPAN, spans)
    db.conn.executemany(_INSERT_INDEX, index)
    add_topics(db, topics)


def remove_quotes(db: Database, article_id: int) -> Removed:
    """Remove the article's quotes, and what grouping found of them. Their descriptions are still to be
    counted out, by `insert_quotes` or `note_descriptions`.
    """
    rows = db.conn.execute(
        "SELECT key, id FROM quotes WHERE article_id = ?", (article_id,)
    ).fetchall()
    if not rows:
        return Removed({}, set())
    descriptions = descriptions_in(db, article_id)
    remove_topics(db, [id_ for _, id_ in rows])
    left = ungroup(db, [id_ for _, id_ in rows])
    db.conn.executemany("DELETE FROM quotes_fts WHERE rowid = ?", [(id_,) for _, id_ in rows])
    db.conn.execute("DELETE FROM quotes WHERE article_id = ?", (article_id,))
    regroup(db, left)
    return Removed(dict(rows), descriptions)


def _index_row(id_: int, article: Article, attribution: Attribution, found: Found | None) -> Row:
    """The values of INDEX_COLUMNS."""
    speaker = attribution.speaker
    printed = speaker.name if speaker else None
    if printed and found:
        printed = index_speaker(printed, found.name)
    return (
        id_, attribution.quote.text, printed, speaker.role if speaker else None,
        speaker.affiliation if speaker else None, article.outlet, article.title,
    )  # fmt: skip
