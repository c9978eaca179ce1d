"""Quotes that print the same words of the same speaker on the same day: one stands for all of them.

Agency copy fills a database with such quotes. They are compared once, however many there are: the
others are noted as repeats of the original, the first one stored, and have neither prints nor pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.resolve.same import Statement

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAY = len("2025-03-18")


def as_printed(statement: Statement) -> Statement:
    """The statement without its place and the time of day: equal for quotes that repeat each other."""
    day = statement.published[:_DAY] if statement.published else None
    return statement._replace(published=day, place=None)


def note_repeats(db: Database, repeats: Mapping[int, int]) -> None:
    """Note these quotes as repeats, each of the original that it is mapped to."""
    db.conn.executemany(
        "INSERT INTO repeats (quote_id, original_id) VALUES (?, ?)", sorted(repeats.items())
    )


def repeats_of(db: Database, originals: Iterable[int]) -> dict[int, list[int]]:
    """The repeats of those of these quotes that have any, in order."""
    found: dict[int, list[int]] = {}
    for original, id_ in db.conn.execute(
        "SELECT original_id, quote_id FROM repeats "
        "WHERE original_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id",
        (_listed(originals),),
    ):
        found.setdefault(original, []).append(id_)
    return found


def forget_repeats(db: Database, ids: Iterable[int]) -> dict[int, int]:
    """Forget of what these quotes are repeats: those that are, each with its original."""
    listed = _listed(ids)
    found = dict(
        db.conn.execute(
            "SELECT quote_id, original_id FROM repeats "
            "WHERE quote_id IN (SELECT value FROM json_each(?))",
            (listed,),
        )
    )
    db.conn.execute(
        "DELETE FROM repeats WHERE quote_id IN (SELECT value FROM json_each(?))", (listed,)
    )
    return found


def hand_over(db: Database, original: int, repeats: Sequence[int], prints: Iterable[int]) -> int:
    """Make the first of its repeats the original in its place, with its prints and pairs; which that is."""
    heir = repeats[0]
    db.conn.execute("DELETE FROM repeats WHERE quote_id = ?", (heir,))
    db.conn.execute("UPDATE repeats SET original_id = ? WHERE original_id = ?", (heir, original))
    db.conn.executemany(
        "INSERT INTO prints (print, quote_id) VALUES (?, ?)",
        [(value, heir) for value in sorted(prints)],
    )
    db.conn.execute(
        "INSERT INTO pairs (quote_id, other_id) "
        "SELECT min(other, :heir), max(other, :heir) FROM ("
        "SELECT other_id AS other FROM pairs WHERE quote_id = :original "
        "UNION SELECT quote_id FROM pairs WHERE other_id = :original)",
        {"heir": heir, "original": original},
    )
    return heir


def _listed(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
