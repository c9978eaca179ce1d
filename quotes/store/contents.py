"""The quotes of one article, with their spans and their entries in the full-text index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.store.groups import regroup, ungroup
from quotes.store.names import Identity
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
    Use,
    forget_unused,
    identity_of,
    resolve_speakers,
    uses_in_article,
)
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT_QUOTE = insertion("quotes", QUOTE_COLUMNS)
_INSERT_SPAN = insertion("spans", SPAN_COLUMNS)
_INSERT_INDEX = insertion("quotes_fts", INDEX_COLUMNS)


class Removed(NamedTuple):
    """What was known by quotes that are gone: their row ids by key, and how they called their
    speakers.
    """

    ids: dict[str, int]
    uses: set[Use]


def replace_quotes(
    db: Database, article_id: int, article: Article, quotes: Mapping[str, Attribution]
) -> None:
    """Make these, by key, the article's quotes. Those that were there before keep their row ids.

    To be called inside a transaction, as is `remove_quotes`.
    """
    removed = remove_quotes(db, article_id)
    insert_quotes(db, [(article_id, article, quotes)], removed.ids)
    forget_unused(db, removed.uses)


def insert_quotes(
    db: Database,
    articles: Sequence[tuple[int, Article, Mapping[str, Attribution]]],
    ids: Mapping[str, int] | None = None,
) -> None:
    """Add the quotes, by key, of articles (with their row ids) that have none stored.

    `ids` are the rows that some of them had before. A hundred articles at once cost a third of what
    they do one by one. To be called inside a transaction.
    """
    speakers = resolve_speakers(
        db, (quote.speaker for _, _, quotes in articles for quote in quotes.values())
    )
    former = ids or {}
    (last_id,) = db.conn.execute("SELECT coalesce(max(id), 0) FROM quotes").fetchone()
    last_id = max(last_id, *former.values(), 0)
    quote_rows: list[Row] = []
    spans: list[Row] = []
    index: list[Row] = []
    for article_id, article, quotes in articles:
        for key, attribution in quotes.items():
            id_ = former.get(key)
            if id_ is None:
                id_ = last_id = last_id + 1
            who = identity_of(attribution.speaker)
            found = speakers[who] if who else None
            speaker_id = found.id if found else None
            quote_rows.append(quote_row(id_, key, article_id, attribution, speaker_id))
            spans.extend(span_rows(id_, attribution))
            index.append(_index_row(id_, article, attribution, who, found))
    db.conn.executemany(_INSERT_QUOTE, quote_rows)
    db.conn.executemany(_INSERT_SPAN, spans)
    db.conn.executemany(_INSERT_INDEX, index)


def remove_quotes(db: Database, article_id: int) -> Removed:
    """Remove the article's quotes, and what grouping found of them. `forget_unused` must follow."""
    rows = db.conn.execute(
        "SELECT key, id FROM quotes WHERE article_id = ?", (article_id,)
    ).fetchall()
    if not rows:
        return Removed({}, set())
    uses = uses_in_article(db, article_id)
    left = ungroup(db, [id_ for _, id_ in rows])
    db.conn.executemany("DELETE FROM quotes_fts WHERE rowid = ?", [(id_,) for _, id_ in rows])
    db.conn.execute("DELETE FROM quotes WHERE article_id = ?", (article_id,))
    regroup(db, left)
    return Removed(dict(rows), uses)


def index_speaker(printed: str, known_as: str) -> str:
    """The index's text for a speaker: as the article prints it, and as the whole database knows
    it.
    """
    return printed if printed == known_as else f"{printed} ({known_as})"


def _index_row(
    id_: int, article: Article, attribution: Attribution, who: Identity | None, found: Found | None
) -> Row:
    """The values of INDEX_COLUMNS."""
    speaker = attribution.speaker
    printed = speaker.name if speaker else None
    if printed and who and found and found.key != who.key:
        printed = index_speaker(printed, found.name)
    return (
        id_, attribution.quote.text, printed, speaker.role if speaker else None,
        speaker.affiliation if speaker else None, article.outlet, article.title,
    )  # fmt: skip
