"""What the pages ask the database, through Datasette's read-only, time-limited connections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from quotes.store import COPIES_AMONG, MARK, VERSIONS, StatementDetail, compare_versions

Row = dict[str, Any]

REJECTED = (
    "SELECT quote_key FROM (SELECT quote_key, verdict, max(id) FROM reviews GROUP BY quote_key) "
    "WHERE verdict = 'reject'"
)
"""The keys of the quotes that are rejected by the newest verdict on them, as SQL."""

CARD = (
    "q.id, q.key, q.quote, q.speaker, q.speaker_id, q.role, q.act, q.kind, q.type, "
    "q.outlet, q.published, q.title, q.article, q.article_id, q.confidence"
)


async def rows(database: Any, sql: str, **parameters: Any) -> list[Row]:
    """All rows as dicts. Raises QueryInterrupted beyond Datasette's time limit."""
    return [dict(row) for row in (await database.execute(sql, parameters)).rows]


async def rows_within(database: Any, sql: str, milliseconds: int) -> list[Row]:
    """As `rows`, within less time. Raises QueryInterrupted beyond it."""
    result = await database.execute(sql, custom_time_limit=milliseconds)
    return [dict(row) for row in result.rows]


async def row(database: Any, sql: str, **parameters: Any) -> Row | None:
    """The first row, or None."""
    found = await rows(database, sql, **parameters)
    return found[0] if found else None


async def newest(database: Any, limit: int = 8) -> list[Row]:
    """The statements published last."""
    # In this order alone SQLite reads the index of dates backwards, instead of sorting all quotes.
    return await rows(
        database,
        f"SELECT {CARD} FROM quote_list AS q WHERE +q.act = 'statement' "
        "ORDER BY q.published DESC LIMIT :limit",
        limit=limit,
    )


async def cards(database: Any, ids: Sequence[int], expression: str = "") -> list[Row]:
    """The quotes of these row ids, in their order; with a full-text expression its hits marked."""
    if expression:
        marked = ", ".join(
            f"highlight(quotes_fts, {index}, :mark_start, :mark_end) AS marked_{column}"
            for index, column in ((0, "quote"), (1, "speaker"), (2, "role"), (5, "title"))
        )
        sql = (
            f"SELECT {CARD}, {marked} FROM quotes_fts JOIN quote_list AS q ON q.id = "
            "quotes_fts.rowid WHERE quotes_fts MATCH :expression AND quotes_fts.rowid IN "
            "(SELECT value FROM json_each(:ids))"
        )
    else:
        sql = (
            f"SELECT {CARD} FROM quote_list AS q WHERE q.id IN (SELECT value FROM json_each(:ids))"
        )
    found = await rows(
        database, sql, ids=json.dumps(list(ids)), expression=expression, mark_start=MARK[0],
        mark_end=MARK[1],
    )  # fmt: skip
    place = {id_: number for number, id_ in enumerate(ids)}
    return sorted(found, key=lambda row: place[row["id"]])


async def quote(database: Any, key: str) -> Row | None:
    """A quote with its article's text; None where there is none, or a person rejected it."""
    return await row(
        database,
        """
        SELECT q.*, printed.speaker AS printed, printed.topics, a.text AS article_text, a.author
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
    origins = {copy["article_id"]: copy["origin_id"] for copy in copies}
    return compare_versions(versions, origins, group["key"], group["attributions"])


async def statements(database: Any, differing: bool, limit: int, offset: int = 0) -> list[Row]:
    """What most outlets carried; with `differing` only where they give the speaker differently."""
    found = await rows(
        database,
        f"""
        SELECT l.*, q.key AS quote_key, q.speaker_id, (
            SELECT json_group_array(speaker) FROM (
                SELECT DISTINCT speaker FROM quotes WHERE group_id = l.id AND speaker IS NOT NULL
            )
        ) AS speakers, (
            SELECT json_group_array(outlet) FROM (
                SELECT o.name AS outlet FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
                JOIN outlets AS o ON o.id = a.outlet_id WHERE m.group_id = l.id
                GROUP BY o.id ORDER BY min(a.published), o.name
            )
        ) AS carried
        FROM (
            SELECT id FROM groups {"WHERE attributions > 1" if differing else ""}
            ORDER BY outlets DESC, quotes DESC, key LIMIT :limit OFFSET :offset
        ) AS chosen
        JOIN statement_list AS l ON l.id = chosen.id JOIN quotes AS q ON q.id = l.id
        ORDER BY l.outlets DESC, l.quotes DESC, l.key
        """,
        limit=limit,
        offset=offset,
    )
    for each in found:
        names = sorted(json.loads(each["speakers"]))
        each["others"] = [name for name in names if name != each["speaker"]]
        each["carried"] = json.loads(each["carried"])
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
    """A speaker's name and type, and how many quotes there are."""
    return await row(
        database,
        f"""
        SELECT s.*, (SELECT count(*) FROM quotes WHERE speaker_id = s.id) - (
            SELECT count(*) FROM quotes WHERE key IN ({REJECTED}) AND +speaker_id = s.id
        ) AS quotes
        FROM speakers AS s WHERE s.id = :id
        """,
        id=speaker_id,
    )


async def named(database: Any, name: str, limit: int = 1000) -> list[Row]:
    """Speakers one of whose names has these letters in it, whatever their case, the most quoted first."""
    pattern = "%" + "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in name) + "%"
    return await rows(
        database,
        """
        SELECT s.id, s.name AS speaker, s.type,
            (SELECT count(*) FROM quotes WHERE speaker_id = s.id) AS quotes
        FROM speakers AS s WHERE s.id IN (
            SELECT id FROM speakers WHERE name LIKE :pattern ESCAPE '\\'
            UNION SELECT speaker_id FROM aliases WHERE name LIKE :pattern ESCAPE '\\'
        ) ORDER BY quotes DESC, speaker LIMIT :limit
        """,
        pattern=pattern,
        limit=limit,
    )


async def aliases(database: Any, speaker_id: int) -> list[Row]:
    """The names that lead to a speaker, and why."""
    return await rows(
        database,
        "SELECT DISTINCT name, reason FROM aliases WHERE speaker_id = :id ORDER BY name",
        id=speaker_id,
    )


async def stored_quote(database: Any, key: str) -> Row | None:
    """A quote with its article's text as it is stored, a rejected one too."""
    return await row(
        database,
        """
        SELECT q.*, q.text AS quote, q.speaker_type AS type, s.named, a.text AS article_text, a.title,
            a.source AS article, a.published, o.name AS outlet
        FROM quotes AS q JOIN articles AS a ON a.id = q.article_id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id LEFT JOIN outlets AS o ON o.id = a.outlet_id
        WHERE q.key = :key
        """,
        key=key,
    )


async def speakers_in(database: Any, article_id: int, limit: int) -> list[str]:
    """The speakers of an article, as it prints them."""
    found = await rows(
        database,
        "SELECT DISTINCT speaker FROM quotes WHERE article_id = :id AND speaker IS NOT NULL "
        "ORDER BY speaker LIMIT :limit",
        id=article_id,
        limit=limit,
    )
    return [each["speaker"] for each in found]


async def verdict(database: Any, key: str) -> Row | None:
    """The newest verdict by a person on a quote."""
    return await row(
        database,
        "SELECT verdict, reviewer, at FROM reviews WHERE quote_key = :key ORDER BY id DESC LIMIT 1",
        key=key,
    )


async def last_run(database: Any) -> Row | None:
    """Which program and model the last run of `quotes extract` was."""
    return await row(database, "SELECT version, model, finished FROM runs ORDER BY id DESC LIMIT 1")
