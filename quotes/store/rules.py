"""What was worked out by older rules of the program is worked out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def forget_older_rules(
    db: Database, table: str, rules: int, derived: Sequence[str], reset: str = ""
) -> None:
    """Mark all rows of the table as not yet worked out, and empty the derived tables, where some row
    was worked out by rules older than these. `reset` are more columns to set, as in SQL. To be called
    inside a transaction.
    """
    older = db.conn.execute(
        f"SELECT 1 FROM {table} WHERE rules > 0 AND rules < ? LIMIT 1", (rules,)
    ).fetchone()
    if older is not None:
        db.conn.execute(f"UPDATE {table} SET {reset}rules = 0")
        for each in derived:
            db.conn.execute(f"DELETE FROM {each}")
