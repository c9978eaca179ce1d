"""What comes next to be reviewed, how far it is, and what was decided last."""

from __future__ import annotations

from typing import Any

from quotes.browse import queries
from quotes.browse.queries import Row

_UNREVIEWED = "NOT EXISTS (SELECT 1 FROM reviews WHERE quote_key = q.key)"


async def following(database: Any, after: str = "") -> str | None:
    """The key of the least certain quote that nobody has reviewed; with `after`, of the first behind
    that quote, or from the start again where there is none. None where all are done."""
    sql = (
        f"SELECT q.key FROM quotes AS q WHERE {_UNREVIEWED} {{}} "
        "ORDER BY q.confidence, q.id LIMIT 1"
    )
    if after:
        place = "AND (q.confidence, q.id) > (SELECT confidence, id FROM quotes WHERE key = :after)"
        found = await queries.row(database, sql.format(place), after=after)
        if found is not None:
            return str(found["key"])
    found = await queries.row(database, sql.format(""))
    return str(found["key"]) if found else None


async def progress(database: Any) -> Row:
    """How many quotes there are, and how many of them are reviewed."""
    found = await queries.row(
        database,
        """
        SELECT (SELECT count(*) FROM quotes) AS quotes, (
            SELECT count(DISTINCT r.quote_key) FROM reviews AS r JOIN quotes AS q ON q.key = r.quote_key
        ) AS reviewed
        """,
    )
    return found or {"quotes": 0, "reviewed": 0}


async def latest(database: Any, limit: int = 6) -> list[Row]:
    """The newest verdicts, each with the words it is about."""
    return await queries.rows(
        database,
        """
        SELECT r.quote_key AS key, r.verdict, r.reviewer, r.at, q.text AS quote
        FROM reviews AS r JOIN quotes AS q ON q.key = r.quote_key
        ORDER BY r.id DESC LIMIT :limit
        """,
        limit=limit,
    )


async def last_of(database: Any, reviewer: str) -> str | None:
    """The key of the quote that this person decided on last."""
    found = await queries.row(
        database,
        "SELECT quote_key FROM reviews WHERE reviewer = :reviewer ORDER BY id DESC LIMIT 1",
        reviewer=reviewer,
    )
    return str(found["quote_key"]) if found else None
