"""What the pages ask the database, through Datasette's read-only, time-limited connections."""

from __future__ import annotations

import json
from typing import Any

from datasette.database import QueryInterrupted

from quotes.store import COPIES_AMONG, VERSIONS, StatementDetail, compare_versions

Row = dict[str, Any]

# Parts of a page that a reader can do without must not hold up the rest.
_SIDE_LIMIT = 1000  # milliseconds

CARD = (
    "q.id, q.key, q.quote, q.speaker, q.speaker_id, q.role, q.act, q.kind, q.type, "
    "q.outlet, q.published, q.title, q.article, q.article_id"
)
NEWEST = "q.published DESC, q.article_id DESC, q.start"


async def rows(database: Any, sql: str, **parameters: Any) -> list[Row]:
    """All rows as dicts. Raises QueryInterrupted beyond Datasette's time limit."""
    return [dict(row) for row in (await database.execute(sql, parameters)).rows]


async def row(database: Any, sql: str, **parameters: Any) -> Row | None:
    """The first row, or None."""
    found = await rows(database, sql, **parameters)
    return found[0] if found else None


async def side_rows(database: Any, sql: str, **parameters: Any) -> list[Row] | None:
    """As `rows`, for a part that can be left out: None where it would take long."""
    try:
        result = await database.execute(sql, parameters, custom_time_limit=_SIDE_LIMIT)
    except QueryInterrupted:
        return None
    return [dict(found) for found in result.rows]


async def overview(database: Any) -> Row:
    """How much there is, over which time, and when it was last added to."""
    found = await row(
        database,
        """
        SELECT
            (SELECT count(*) FROM articles) AS articles,
            (SELECT count(*) FROM quotes) - (
                SELECT count(*) FROM reviews AS r JOIN quotes AS q ON q.key = r.quote_key
                WHERE r.verdict = 'reject'
                AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = r.quote_key)
            ) AS quotes,
            (SELECT count(*) FROM speakers WHERE named) AS speakers,
            (SELECT count(*) FROM outlets) AS outlets,
            (SELECT min(published) FROM articles) AS first,
            (SELECT max(published) FROM articles) AS last,
            (SELECT max(finished) FROM runs) AS fed,
            (SELECT count(*) FROM failures) AS failures
        """,
    )
    return found or {}


async def newest(database: Any, limit: int = 8) -> list[Row] | None:
    """The statements published last."""
    # In this order alone SQLite reads the index of dates backwards, instead of sorting all quotes.
    return await side_rows(
        database,
        f"SELECT {CARD} FROM quote_list AS q WHERE q.act = 'statement' "
        "ORDER BY q.published DESC LIMIT :limit",
        limit=limit,
    )


async def most_quoted(database: Any, limit: int = 10) -> list[Row] | None:
    """The named speakers with most quotes."""
    # Counting the index chooses candidates in no time, and only their quotes are read in full. It
    # counts rejected quotes too, hence more candidates than are shown.
    return await side_rows(
        database,
        """
        SELECT * FROM speaker_list
        WHERE id IN (
            SELECT speaker_id FROM quotes
            WHERE speaker_id IN (SELECT id FROM speakers WHERE named)
            GROUP BY speaker_id ORDER BY count(*) DESC LIMIT 3 * :limit
        )
        ORDER BY quotes DESC, speaker LIMIT :limit
        """,
        limit=limit,
    )


async def outlets(database: Any) -> list[Row] | None:
    """How many articles and quotes each outlet has, the largest first."""
    return await side_rows(
        database,
        """
        SELECT o.name AS outlet, coalesce(counted.quotes, 0) AS quotes,
            (SELECT count(*) FROM articles WHERE outlet_id = o.id) AS articles
        FROM outlets AS o LEFT JOIN (
            SELECT outlet_id, count(*) AS quotes FROM quote_list GROUP BY outlet_id
        ) AS counted ON counted.outlet_id = o.id
        ORDER BY quotes DESC, outlet LIMIT 50
        """,
    )


async def quote(database: Any, key: str) -> Row | None:
    """A quote with its article's text; None where there is none, or a person rejected it."""
    return await row(
        database,
        """
        SELECT q.*, printed.speaker AS printed, a.text AS article_text, a.author
        FROM quote_list AS q
        JOIN quotes AS printed ON printed.id = q.id
        JOIN articles AS a ON a.id = q.article_id
        WHERE q.key = :key
        """,
        key=key,
    )


async def same_statement(database: Any, quote: Row) -> StatementDetail | None:
    """The statement that this quote and others report; None where no other does."""
    group = await row(
        database, "SELECT key, attributions FROM groups WHERE id = :id", id=quote["group_id"]
    )
    if group is None:
        return None
    versions = await rows(database, VERSIONS, key=quote["key"])
    ids = sorted({version["article_id"] for version in versions})
    copies = await rows(database, COPIES_AMONG, ids=json.dumps(ids))
    pairs = [(pair["article_id"], pair["other_id"]) for pair in copies]
    return compare_versions(versions, pairs, group["key"], group["attributions"])


async def statements(database: Any, differing: bool, limit: int, offset: int = 0) -> list[Row]:
    """What most outlets carried; with `differing` only where they give the speaker differently."""
    found = await rows(
        database,
        f"""
        SELECT l.*, (
            SELECT json_group_array(speaker) FROM (
                SELECT DISTINCT speaker FROM quotes WHERE group_id = l.id AND speaker IS NOT NULL
            )
        ) AS speakers
        FROM statement_list AS l {"WHERE l.attributions > 1" if differing else ""}
        ORDER BY l.outlets DESC, l.quotes DESC, l.key LIMIT :limit OFFSET :offset
        """,
        limit=limit,
        offset=offset,
    )
    for each in found:
        names = sorted(json.loads(each["speakers"]))
        each["others"] = [name for name in names if name != each["speaker"]]
    return found


async def article(database: Any, article_id: int) -> Row | None:
    """An article with its outlet's name."""
    return await row(
        database,
        """
        SELECT a.*, o.name AS outlet FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id
        WHERE a.id = :id
        """,
        id=article_id,
    )


async def quotes_in(database: Any, article_id: int) -> list[Row]:
    """An article's quotes in reading order."""
    return await rows(
        database,
        "SELECT q.* FROM quote_list AS q WHERE q.article_id = :id ORDER BY q.start, q.id",
        id=article_id,
    )


async def spans_in(database: Any, article_id: int) -> list[Row]:
    """Where contents, sources and cues stand in an article."""
    return await rows(
        database,
        """
        SELECT s.quote_id, s.part, s.start, s.end
        FROM quotes AS q JOIN spans AS s ON s.quote_id = q.id
        WHERE q.article_id = :id AND s.part IN ('content', 'source', 'cue')
        """,
        id=article_id,
    )


async def speaker(database: Any, speaker_id: int) -> Row | None:
    """A speaker's name and type."""
    return await row(database, "SELECT * FROM speakers WHERE id = :id", id=speaker_id)


async def aliases(database: Any, speaker_id: int) -> list[Row]:
    """The names that lead to a speaker, and why."""
    return await rows(
        database,
        "SELECT DISTINCT name, reason FROM aliases WHERE speaker_id = :id ORDER BY name",
        id=speaker_id,
    )


async def described_as(database: Any, speaker_id: int, limit: int = 12) -> list[Row]:
    """The roles and affiliations under which a speaker is quoted."""
    return await rows(
        database,
        """
        SELECT role, affiliation, count(*) AS quotes FROM quote_list
        WHERE speaker_id = :id AND (role IS NOT NULL OR affiliation IS NOT NULL)
        GROUP BY role, affiliation ORDER BY quotes DESC, role, affiliation LIMIT :limit
        """,
        id=speaker_id,
        limit=limit,
    )


async def quoting_outlets(database: Any, speaker_id: int) -> list[Row]:
    """How often each outlet quotes a speaker, and between which days."""
    return await rows(
        database,
        """
        SELECT outlet, count(*) AS quotes, count(DISTINCT article_id) AS articles,
            min(published) AS first, max(published) AS last
        FROM quote_list WHERE speaker_id = :id GROUP BY outlet_id ORDER BY quotes DESC, outlet
        """,
        id=speaker_id,
    )


async def quotes_by(database: Any, speaker_id: int, limit: int, offset: int) -> list[Row]:
    """A speaker's quotes, the newest first."""
    return await rows(
        database,
        f"""
        SELECT {CARD} FROM quote_list AS q WHERE q.speaker_id = :id
        ORDER BY {NEWEST} LIMIT :limit OFFSET :offset
        """,
        id=speaker_id,
        limit=limit,
        offset=offset,
    )
