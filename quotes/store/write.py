"""Runs and articles → rows: one transaction an article, so that a kill at any moment leaves
whole articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from quotes.errors import SourceError
from quotes.store.abbreviations import forget_abbreviations, note_abbreviations
from quotes.store.contents import remove_quotes, replace_quotes
from quotes.store.copies import forget_copies
from quotes.store.database import named_errors, transaction
from quotes.store.reviews import apply_reviews, insert_review, reviews_in_force
from quotes.store.rows import ARTICLE_COLUMNS, article_row, insertion
from quotes.store.speakers import note_descriptions
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

Outcome = Literal["stored", "replaced", "unchanged"]


def start_run(db: Database, version: str, model: str) -> int:
    """Note that a run of `quotes extract` begins; its id."""
    with transaction(db):
        cursor = db.conn.execute(
            "INSERT INTO runs (started, version, model) VALUES (?, ?, ?)", (_now(), version, model)
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(db: Database, run_id: int) -> None:
    """Note that the run is complete."""
    with transaction(db):
        db.conn.execute("UPDATE runs SET finished = ? WHERE id = ?", (_now(), run_id))


def articles_written(db: Database, run_id: int) -> int:
    """How many articles the run has stored or replaced, as the database has it."""
    with named_errors(db):
        (written,) = db.conn.execute("SELECT articles FROM runs WHERE id = ?", (run_id,)).fetchone()
    return int(written)


def needs_extraction(db: Database, article: Article, version: str) -> bool:
    """Whether the article is new, changed, or was extracted by another version.

    Where it does not, `record_unchanged` tells the run that it was seen.
    """
    with named_errors(db):
        return not _standing(db, article).is_current(article, version)


def record_unchanged(db: Database, run_id: int, article: Article) -> None:
    """Count an article that needs no extraction, and remember where it was read."""
    with transaction(db):
        _remember_origin(db, article, _standing(db, article).by_key)
        count(db, run_id, unchanged=1)


def record_failure(db: Database, run_id: int, source: str, reason: str) -> None:
    """Note that `source` could not be read, and why, in one line."""
    with transaction(db):
        db.conn.execute(
            "INSERT INTO failures (run_id, source, reason, at) VALUES (?, ?, ?, ?)",
            (run_id, _printable(source), _printable(reason), _now()),
        )
        count(db, run_id, failures=1)


def store_extraction(
    db: Database,
    run_id: int,
    article: Article,
    attributions: Iterable[Attribution],
    version: str,
) -> Outcome:
    """Store an article and its quotes, or nothing of them.

    "unchanged" is an article that is there already, from here or elsewhere (the first to come
    stays); "replaced" one that took the place of an earlier text or extraction. What people
    decided about its quotes holds. Raises DatabaseError where the database cannot be written,
    SourceError where the article has half characters (lone surrogates), which no database file
    can hold.
    """
    try:
        with transaction(db):
            return store_one(db, run_id, article, attributions, version)
    except UnicodeEncodeError as error:
        reason = "holds half a character (a lone surrogate); save it again as UTF-8"
        raise SourceError(_printable(article.source), reason) from error


class _Standing(NamedTuple):
    """What the database knows of an article and of the place it was read from."""

    by_origin: int | None  # the article that this place led to so far
    origin_sha256: str | None  # as it was read from there
    by_key: int | None  # the row that holds this article
    version: str | None  # that extracted it

    def is_current(self, article: Article, version: str) -> bool:
        if self.by_key is None or self.version != version:
            return False
        if self.by_origin is None:
            return True
        return self.by_origin == self.by_key and self.origin_sha256 == article.sha256


def _standing(db: Database, article: Article) -> _Standing:
    origin = db.conn.execute(
        "SELECT article_id, sha256 FROM origins WHERE origin = ?", (origin_of(article),)
    ).fetchone()
    row = db.conn.execute(
        "SELECT id, version FROM articles WHERE key = ?", (article.key,)
    ).fetchone()
    return _Standing(*(origin or (None, None)), *(row or (None, None)))


def store_one(
    db: Database, run_id: int, article: Article, attributions: Iterable[Attribution], version: str
) -> Outcome:
    """As `store_extraction`, inside a transaction of the caller's, who deals with half characters."""
    standing = _standing(db, article)
    row_id, former = standing.by_key, standing.by_origin
    if standing.is_current(article, version):
        if former is None:
            _remember_origin(db, article, row_id)
        count(db, run_id, unchanged=1)
        return "unchanged"
    if row_id is not None and standing.version == version and former != row_id:
        # The place now leads to an article that is stored already.
        _remember_origin(db, article, row_id)
        dropped = _drop_unless_read(db, former)
        count(db, run_id, articles=int(dropped), unchanged=int(not dropped))
        return "replaced" if dropped else "unchanged"

    if row_id is None and former is not None and not _is_read_elsewhere(db, former, article):
        row_id = former  # the place has a new text: its row and the reviews of its quotes go on
    article_id, keys = _write_article(db, run_id, article, version, row_id)
    note_abbreviations(db, {article_id: article.text})
    reviewed = apply_reviews(article, attributions, reviews_in_force(db, keys))
    for review in reviewed.carried:
        insert_review(db, review)
    replace_quotes(db, article_id, article, reviewed.quotes)
    _remember_origin(db, article, article_id)
    if former != article_id:
        _drop_unless_read(db, former)
    count(db, run_id, articles=1, quotes=len(reviewed.quotes))
    return "stored" if row_id is None else "replaced"


def _write_article(
    db: Database, run_id: int, article: Article, version: str, row_id: int | None
) -> tuple[int, list[str]]:
    """Write the article's row; its id, and the keys under which its reviews are found."""
    outlet_id = outlet_ids(db, {article.outlet})[article.outlet] if article.outlet else None
    values = article_row(article, outlet_id, version, run_id)
    if row_id is None:
        cursor = db.conn.execute(insertion("articles", ARTICLE_COLUMNS), values)
        assert cursor.lastrowid is not None
        return cursor.lastrowid, [article.key]
    old_key, old_outlet = db.conn.execute(
        "SELECT key, outlet_id FROM articles WHERE id = ?", (row_id,)
    ).fetchone()
    forget_copies(db, row_id)
    forget_abbreviations(db, row_id)
    db.conn.execute(
        "UPDATE OR REPLACE namesakes SET article_key = ? WHERE article_key = ?",
        (article.key, old_key),
    )
    settings = ", ".join(f"{column} = ?" for column in ARTICLE_COLUMNS)
    db.conn.execute(f"UPDATE articles SET {settings} WHERE id = ?", (*values, row_id))
    _drop_unused_outlet(db, old_outlet)
    return row_id, list({old_key: None, article.key: None})


def outlet_ids(db: Database, names: Iterable[str]) -> dict[str, int]:
    """The row of each outlet, made where it is new. To be called inside a transaction."""
    found = {}
    for name in sorted(names):
        db.conn.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?)", (name,))
        row = db.conn.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
        found[name] = int(row[0])
    return found


def _drop_unused_outlet(db: Database, outlet_id: int | None) -> None:
    db.conn.execute(
        "DELETE FROM outlets WHERE id = ? "
        "AND NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = outlets.id)",
        (outlet_id,),
    )


def origin_of(article: Article) -> str:
    """The place that an article was read from; from nowhere in particular is a place of its own."""
    return article.origin or article.key


def _remember_origin(db: Database, article: Article, article_id: int | None) -> None:
    db.conn.execute(
        "INSERT INTO origins (origin, article_id, sha256) VALUES (?, ?, ?) ON CONFLICT (origin) "
        "DO UPDATE SET article_id = excluded.article_id, sha256 = excluded.sha256",
        (origin_of(article), article_id, article.sha256),
    )


def _is_read_elsewhere(db: Database, article_id: int, article: Article) -> bool:
    query = "SELECT 1 FROM origins WHERE article_id = ? AND origin <> ?"
    return db.conn.execute(query, (article_id, origin_of(article))).fetchone() is not None


def _drop_unless_read(db: Database, article_id: int | None) -> bool:
    """Remove an article, with all that is its own, once no place leads to it; whether that was
    so.
    """
    query = "SELECT a.outlet_id FROM articles AS a WHERE a.id = ? AND NOT EXISTS "
    query += "(SELECT 1 FROM origins WHERE article_id = a.id)"
    row = db.conn.execute(query, (article_id,)).fetchone()
    if article_id is None or row is None:
        return False
    removed = remove_quotes(db, article_id)
    note_descriptions(db, [], removed.descriptions)
    forget_copies(db, article_id)
    forget_abbreviations(db, article_id)
    db.conn.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    _drop_unused_outlet(db, row[0])
    return True


def count(db: Database, run_id: int, **more: int) -> None:
    """Add to the run's counts. To be called inside a transaction."""
    settings = ", ".join(f"{column} = {column} + ?" for column in more)
    db.conn.execute(f"UPDATE runs SET {settings} WHERE id = ?", (*more.values(), run_id))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _printable(text: str) -> str:
    """The text with half characters, which come from undecodable file names, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
