"""The database as a whole: the flat table for spreadsheets and notebooks, and figures about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.store.database import file_of, named_errors

if TYPE_CHECKING:
    from sqlite_utils import Database

EXPORT_COLUMNS = (
    "id", "article", "outlet", "published", "title", "author", "url", "act", "kind", "text",
    "speaker", "type", "named", "role", "affiliation", "cue", "source", "addressee", "medium",
    "via", "confidence", "start", "source_class",
)  # fmt: skip
"""The columns of the flat table, in order; `docs/schema.md` says what each means."""

_IN_VIEW = {"id": "key", "text": "quote"}
_RUN_COLUMNS = (
    "id", "started", "finished", "version", "model", "articles", "unchanged", "quotes", "failures",
)  # fmt: skip


def export_rows(db: Database) -> Iterator[dict[str, Any]]:
    """The quotes, one dict a quote with the keys EXPORT_COLUMNS, in the order of articles and
    reading.

    Rows are read as they are asked for; rejected quotes are left out.
    """
    columns = ", ".join(_IN_VIEW.get(column, column) for column in EXPORT_COLUMNS)
    with named_errors(db):
        for row in db.conn.execute(
            f"SELECT {columns} FROM quote_list ORDER BY article_id, start, key"
        ):
            record = dict(zip(EXPORT_COLUMNS, row, strict=True))
            if record["named"] is not None:
                record["named"] = bool(record["named"])
            yield record


def database_info(db: Database) -> dict[str, Any]:
    """Size, counts and coverage: what `quotes info DB` prints.

    Sizes are in bytes, dates ISO 8601. `outlets` has an entry for each outlet and one named
    None for articles without; `last_run` is None in a database that holds no run.
    """
    with named_errors(db):
        articles, words, first, last = _one(
            db,
            "SELECT count(*), coalesce(sum(words), 0), min(published), max(published) "
            "FROM articles",
        )
        speakers, named = _one(db, "SELECT count(*), coalesce(sum(named), 0) FROM speakers")
        run = db.conn.execute(
            f"SELECT {', '.join(_RUN_COLUMNS)} FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        last_run = dict(zip(_RUN_COLUMNS, run, strict=True)) if run else None
        return {
            "path": file_of(db),
            "bytes": _one(db, "PRAGMA page_count")[0] * _one(db, "PRAGMA page_size")[0],
            "articles": articles,
            "words": words,
            "first": first,
            "last": last,
            "quotes": _one(db, "SELECT count(*) FROM quote_list")[0],
            "acts": _counts(db, "act"),
            "kinds": _counts(db, "kind"),
            "speakers": speakers,
            "named_speakers": named,
            "outlets": _coverage(db),
            "reviews": _one(db, "SELECT count(DISTINCT quote_key) FROM reviews")[0],
            "failures": last_run["failures"] if last_run else 0,
            "last_run": last_run,
        }


def _coverage(db: Database) -> list[dict[str, Any]]:
    rows = db.conn.execute(
        "SELECT o.name, count(*), min(a.published), max(a.published), "
        "coalesce(sum((SELECT count(*) FROM quotes AS q WHERE q.article_id = a.id)), 0) "
        "FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id "
        "GROUP BY a.outlet_id ORDER BY 2 DESC, 1"
    )
    keys = ("outlet", "articles", "first", "last", "quotes")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _counts(db: Database, column: str) -> dict[str, int]:
    return dict(
        db.conn.execute(f"SELECT {column}, count(*) FROM quote_list GROUP BY 1 ORDER BY 2 DESC, 1")
    )


def _one(db: Database, sql: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] = db.conn.execute(sql).fetchone()
    return row
