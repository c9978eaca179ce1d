"""Quotes that print the same words of the same speaker on the same day: one stands for all of them.

Agency copy fills a database with such quotes. They are compared once, however many there are: the
others are noted as repeats of the original, the first one stored, and have neither prints nor pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.resolve.prints import REPEATED, prints, refrains
from quotes.resolve.same import Statement, same_statement
from quotes.store.entries import Entry

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAY = len("2025-03-18")


def as_printed(statement: Statement) -> Statement:
    """The statement without the time of day: equal for quotes that repeat each other."""
    day = statement.published[:_DAY] if statement.published else None
    return statement._replace(published=day)


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


def refrains_of(db: Database, ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Of the articles of these quotes, what they say over and over."""
    texts: dict[int, list[str]] = {}
    for article_id, text in db.conn.execute(
        "SELECT article_id, text FROM quotes WHERE article_id IN ("
        "SELECT article_id FROM quotes WHERE article_id IN ("
        "SELECT article_id FROM quotes WHERE id IN (SELECT value FROM json_each(?))) "
        "GROUP BY article_id HAVING count(*) > ?)",
        (json.dumps(list(ids)), REPEATED),
    ):
        texts.setdefault(article_id, []).append(text)
    return {article_id: refrains(said) for article_id, said in texts.items()}


def repeats_among(
    new: Mapping[int, Entry], partial: Mapping[int, frozenset[int]]
) -> tuple[dict[int, int], dict[int, Entry]]:
    """The new quotes that repeat another new one, each with that one, and those that do not. What an
    article says over and over is looked up by a part of its prints, and stands for nothing else.
    """
    alike: dict[Statement, int] = {}
    repeats = {}
    for id_ in sorted(new):
        if not partial.get(new[id_].article_id):
            printed = as_printed(new[id_].statement)
            original = alike.setdefault(printed, id_)
            if original != id_ and _may_repeat(printed):
                repeats[id_] = original
    return repeats, {id_: entry for id_, entry in new.items() if id_ not in repeats}


@lru_cache(maxsize=1 << 10)
def _may_repeat(printed: Statement) -> bool:
    """Whether two quotes that print the same report the same utterance: "No" is said again and again."""
    return bool(prints(printed.text, printed.voice)) and same_statement(printed, printed)


def repeats_of_stored(
    db: Database,
    candidates: Iterable[tuple[int, int]],
    new: Mapping[int, Entry],
    others: Mapping[int, Entry],
    partial: Mapping[int, frozenset[int]],
) -> dict[int, int]:
    """The new quotes that repeat one of the others, which were grouped before, each with that one."""
    alike = sorted(
        (id_, other)
        for other, id_ in candidates
        if other in others
        and others[other].compared
        and others[other].statement.text == new[id_].statement.text
        and as_printed(others[other].statement) == as_printed(new[id_].statement)
        and not partial.get(new[id_].article_id)
        and _may_repeat(as_printed(new[id_].statement))
    )
    theirs = refrains_of(db, sorted({other for _, other in alike}))
    found: dict[int, int] = {}
    for id_, other in alike:
        if not theirs.get(others[other].article_id):
            found.setdefault(id_, other)
    return found


def _listed(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
