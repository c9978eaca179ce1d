"""Short forms that articles introduce in brackets: "Elm Water District (EWD)", for the articles that do not.

One article's short form means what all articles that spell it out mean by it. Where two mean different
bodies, or the shipped list knows it, nothing follows from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.abbreviations import Abbreviations
from quotes.store.names import Identity, best_name, identify
from quotes.store.speakers import link_again

if TYPE_CHECKING:
    from sqlite_utils import Database


class SpelledOut(NamedTuple):
    """Whom a short form means: the key of the long form, as in `descriptions`, and how to write it."""

    target: str
    name: str


def note_abbreviations(db: Database, texts: Mapping[int, str]) -> None:
    """Note what new articles, by row id, spell out. To be called inside a transaction; linking must
    follow.
    """
    rows = []
    for article_id, text in texts.items():
        for short, long in Abbreviations(text).introduced().items():
            mine, theirs = _identity(short), _identity(long)
            if mine.canonical is None and mine.key != theirs.target:
                name = theirs.canonical or long
                rows.append((mine.key, theirs.target, name, article_id))
    _change(
        db,
        rows,
        "INSERT OR IGNORE INTO abbreviations (key, target, name, article_id) VALUES (?, ?, ?, ?)",
    )


def forget_abbreviations(db: Database, article_id: int) -> None:
    """Forget what an article spelled out, before it changes or goes. To be called inside a transaction;
    linking must follow.
    """
    rows = db.conn.execute(
        "SELECT key, target, name, article_id FROM abbreviations WHERE article_id = ?",
        (article_id,),
    ).fetchall()
    _change(
        db,
        rows,
        "DELETE FROM abbreviations WHERE key = ? AND target = ? AND name = ? AND article_id = ?",
    )


def spelled_out(db: Database, keys: Iterable[str]) -> dict[str, SpelledOut]:
    """Of these keys of names, those that are short forms of one body, or the long form of one."""
    found = _said(db, set(keys))
    return {
        key: SpelledOut(min(targets)[0], best_name(name for _, name in targets))
        for key, targets in found.items()
        if len({target for target, _ in targets}) == 1
    }


def _identity(name: str) -> Identity:
    return identify(name, "organization", True)


def _change(db: Database, rows: list[tuple[str, str, str, int]], statement: str) -> None:
    """Insert or delete rows, and have those names linked again of which articles say something else now."""
    if not rows:
        return
    keys = {key for row in rows for key in row[:2]}
    before = _said(db, keys)
    db.conn.executemany(statement, rows)
    after = _said(db, keys)
    link_again(db, (key for key in keys if before.get(key) != after.get(key)))


def _said(db: Database, keys: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """What articles say about these keys: by each of them its long forms, as keys and as printed."""
    wanted = sorted(keys)
    found: dict[str, set[tuple[str, str]]] = {}
    for key, target, name in db.conn.execute(
        "SELECT DISTINCT key, target, name FROM abbreviations "
        "WHERE key IN (SELECT value FROM json_each(:keys)) "
        "OR target IN (SELECT value FROM json_each(:keys))",
        {"keys": json.dumps(wanted)},
    ):
        for each in (key, target):
            found.setdefault(each, set()).add((target, name))
    return {key: found[key] for key in wanted if key in found}
