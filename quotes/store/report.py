"""The database as a whole: the flat table for spreadsheets and notebooks, and figures about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.store.database import file_of, named_errors
from quotes.store.reviews import reviews_in_force
from quotes.store.rows import read_article, read_attributions
from quotes.store.topics import parted
from quotes.types import Attribution

if TYPE_CHECKING:
    from sqlite_utils import Database

EXPORT_COLUMNS = (
    "id", "article", "outlet", "published", "title", "author", "url", "act", "kind", "text",
    "speaker", "type", "named", "role", "affiliation", "cue", "source", "addressee", "medium",
    "via", "confidence", "start", "source_class", "number", "former", "anonymity", "topics",
)  # fmt: skip
"""The columns of the flat table, in order; `docs/schema.md` says what each means."""

_IN_VIEW = {"id": "key", "text": "quote"}
FLAT = (
    f"SELECT {', '.join(f'{_IN_VIEW.get(name, name)} AS {name}' for name in EXPORT_COLUMNS)}, row "
    "FROM quote_list AS l JOIN (SELECT id AS row, topics FROM quotes) AS t ON t.row = l.id"
)
"""The query of these columns and of the quote's row, as they are stored; `as_flat` makes a record of each."""

FLAT_ORDER = "ORDER BY l.article_id, l.start, l.key"
_RUN_COLUMNS = (
    "id", "started", "finished", "version", "model", "articles", "unchanged", "quotes", "failures",
)  # fmt: skip


def export_rows(db: Database) -> Iterator[dict[str, Any]]:
    """The quotes, one dict a quote with the keys EXPORT_COLUMNS, in the order of articles and
    reading.

    Rows are read as they are asked for; rejected quotes are left out.
    """
    with named_errors(db):
        for row in db.conn.execute(f"{FLAT} {FLAT_ORDER}"):
            yield as_flat(dict(zip((*EXPORT_COLUMNS, "row"), row, strict=True)))


def as_flat(record: dict[str, Any]) -> dict[str, Any]:
    """The record of the flat table for a row of `FLAT`."""
    del record["row"]
    record["topics"] = "; ".join(parted(record["topics"])) or None
    for truth in ("named", "former"):
        if record[truth] is not None:
            record[truth] = bool(record[truth])
    return record


def reviewed_articles(db: Database) -> Iterator[dict[str, Any]]:
    """The articles of which people have reviewed at least one quote, as gold that the training takes:
    one dict an article in the format of `docs/evaluation.md`, with text and all attributions.

    Quotes that were confirmed or corrected are as people left them, rejected ones are left out, and
    the others are as they were extracted; "verdict" tells which are which, and "reviewed" which parts of
    the text people looked at.
    """
    with named_errors(db):
        found = db.conn.execute(
            "SELECT DISTINCT a.id, a.key FROM reviews AS r JOIN quotes AS q ON q.key = r.quote_key "
            "JOIN articles AS a ON a.id = q.article_id ORDER BY a.id"
        ).fetchall()
        for article_id, article_key in found:
            article = read_article(db, article_id)
            verdicts = {r.quote_key: r.verdict for r in reviews_in_force(db, [article_key])}
            quotes = read_attributions(db, article, article_id)
            yield {
                "id": article_key,
                "publisher": article.outlet,
                "date": article.published,
                "title": article.title,
                "author": article.author,
                "url": article.url,
                "text": article.text,
                "attributions": [
                    _annotation(attribution, verdicts.get(key))
                    for key, attribution in quotes.items()
                    if verdicts.get(key) != "reject"
                ],
                "reviewed": sorted(_reach(quotes[key]) for key in verdicts if key in quotes),
            }


def _reach(attribution: Attribution) -> list[int]:
    """From the first to the last sign of a quote's parts: what its reviewer read."""
    quote = attribution.quote
    spans = [*quote.content, *(span for span in (quote.cue, quote.source) if span)]
    return [min(span.start for span in spans), max(span.end for span in spans)]


def _annotation(attribution: Attribution, verdict: str | None) -> dict[str, Any]:
    quote, speaker = attribution.quote, attribution.speaker
    return {
        "content": [[span.start, span.end] for span in quote.content],
        "cue": [[quote.cue.start, quote.cue.end]] if quote.cue else [],
        "source": [[quote.source.start, quote.source.end]] if quote.source else [],
        "act": quote.act,
        "kind": quote.kind,
        "speaker": speaker.as_dict() if speaker else None,
        "verdict": verdict,
    }


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
