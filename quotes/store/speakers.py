"""Speakers over the whole database: found or made when quotes are stored, dropped when nobody
needs them.

What the table holds after a set of articles does not depend on the order in which they arrived.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from quotes.store.names import Identity, best_name, best_type, identify
from quotes.types import Speaker, SpeakerType

if TYPE_CHECKING:
    from sqlite_utils import Database

PERSON = "person"
"""The reason of an alias that somebody gave by hand; nothing automatic changes or removes it."""


class Use(NamedTuple):
    """How one or more quotes call a speaker."""

    speaker_id: int
    name: str
    type: SpeakerType


class Found(NamedTuple):
    """The row of a speaker."""

    id: int
    key: str
    name: str


class _Alias(NamedTuple):
    id: int
    speaker_id: int
    name: str
    reason: str


class _Row(NamedTuple):
    key: str
    name: str
    type: SpeakerType
    named: bool


def resolve_speakers(db: Database, speakers: Iterable[Speaker | None]) -> dict[Identity, Found]:
    """The row of each speaker, made where it is new. To be called inside a transaction.

    Nameless speakers have no row and are left out.
    """
    names: dict[Identity, set[tuple[str, SpeakerType, bool]]] = {}
    for speaker in speakers:
        who = identity_of(speaker)
        if who is not None and speaker is not None:
            names.setdefault(who, set()).add((speaker.name, speaker.type, speaker.named))
    if not names:
        return {}
    aliases = _aliases(db, {key for who in names for key in (who.key, who.target)})
    found: dict[Identity, int] = {}
    for who in sorted(names, key=lambda who: who.key):
        found[who] = _resolve(db, who, names[who], aliases)
    rows = _show_best(db, found, names)
    return {who: Found(id_, rows[id_].key, rows[id_].name) for who, id_ in found.items()}


def identity_of(speaker: Speaker | None) -> Identity | None:
    """Who the speaker is by name, None where there is no name."""
    if speaker is None or not speaker.name.strip():
        return None
    return identify(speaker.name, speaker.type, speaker.named)


def uses_in_article(db: Database, article_id: int) -> set[Use]:
    """How the quotes of an article call their speakers."""
    return _uses(db, "article_id = ? AND speaker_id IS NOT NULL", article_id)


def forget_unused(db: Database, removed: Iterable[Use]) -> None:
    """Undo what quotes that are gone have left behind: spellings, aliases, speakers.

    To be called inside the transaction that removed the quotes, after all others are written.
    """
    stale = {
        use.speaker_id
        for use in removed
        if not db.conn.execute(
            "SELECT 1 FROM quotes WHERE speaker_id = ? AND speaker = ? AND speaker_type = ?",
            use,
        ).fetchone()
    }
    for speaker_id in sorted(stale):
        _tidy(db, speaker_id)


def _resolve(
    db: Database,
    who: Identity,
    names: set[tuple[str, SpeakerType, bool]],
    aliases: dict[str, _Alias],
) -> int:
    own = aliases.get(who.key)
    if own is not None and own.reason == PERSON:
        return own.speaker_id
    spelling = best_name(name for name, _, _ in names)
    main = aliases.get(who.target)
    if main is None:
        name = who.canonical or spelling
        type_ = "organization" if who.canonical else best_type(type_ for _, type_, _ in names)
        (named,) = {named for _, _, named in names}
        cursor = db.conn.execute(
            "INSERT INTO speakers (key, name, type, named) VALUES (?, ?, ?, ?)",
            (who.target, name, type_, named),
        )
        assert cursor.lastrowid is not None
        main = _add_alias(db, aliases, who.target, name, cursor.lastrowid, "same name")
    if who.key != who.target and (own is None or own.speaker_id != main.speaker_id):
        # The alias list may have learnt the name after the speaker was stored under it.
        db.conn.execute("DELETE FROM aliases WHERE key = ?", (who.key,))
        _add_alias(db, aliases, who.key, spelling, main.speaker_id, "alias list")
    return main.speaker_id


def _add_alias(
    db: Database, aliases: dict[str, _Alias], key: str, name: str, speaker_id: int, reason: str
) -> _Alias:
    cursor = db.conn.execute(
        "INSERT INTO aliases (key, name, speaker_id, reason) VALUES (?, ?, ?, ?)",
        (key, name, speaker_id, reason),
    )
    assert cursor.lastrowid is not None
    aliases[key] = _Alias(cursor.lastrowid, speaker_id, name, reason)
    return aliases[key]


def _show_best(
    db: Database,
    found: dict[Identity, int],
    names: dict[Identity, set[tuple[str, SpeakerType, bool]]],
) -> dict[int, _Row]:
    """Let new spellings replace the shown ones where they are better; the rows as they are then."""
    rows = _rows(db, set(found.values()))
    aliases = _aliases(db, {who.key for who in found})
    for who, speaker_id in found.items():
        row, alias = rows[speaker_id], aliases[who.key]
        spellings = {name for name, _, _ in names[who]}
        if alias.reason != PERSON and not (who.canonical and who.key == who.target):
            _rename_alias(db, alias, best_name({alias.name, *spellings}))
        if who.target == row.key and not who.canonical:
            type_ = best_type({row.type, *(type_ for _, type_, _ in names[who])})
            rows[speaker_id] = _update(
                db, speaker_id, row, best_name({row.name, *spellings}), type_
            )
    return rows


def _tidy(db: Database, speaker_id: int) -> None:
    row = _rows(db, {speaker_id})[speaker_id]
    uses = _uses(db, "speaker_id = ?", speaker_id)
    aliases = {
        key: _Alias(id_, speaker_id, name, reason)
        for id_, key, name, reason in db.conn.execute(
            "SELECT id, key, name, reason FROM aliases WHERE speaker_id = ?", (speaker_id,)
        )
    }
    by_person = any(alias.reason == PERSON for alias in aliases.values())
    if not uses and not by_person:
        db.conn.execute("DELETE FROM aliases WHERE speaker_id = ?", (speaker_id,))
        db.conn.execute("DELETE FROM speakers WHERE id = ?", (speaker_id,))
        return
    spellings: dict[Identity, set[Use]] = {}
    for use in uses:
        # A correction by a person can have joined a named with an unnamed speaker.
        for named in (True, False):
            spellings.setdefault(identify(use.name, use.type, named), set()).add(use)
    by_key: dict[str, set[str]] = {}
    for who, used in spellings.items():
        by_key.setdefault(who.key, set()).update(use.name for use in used)
        if who.target == row.key and not who.canonical:
            _update(
                db,
                speaker_id,
                row,
                best_name(use.name for use in used),
                best_type(use.type for use in used),
            )
    for key, alias in aliases.items():
        if alias.reason == PERSON:
            continue
        if key not in by_key and key != row.key:
            db.conn.execute("DELETE FROM aliases WHERE id = ?", (alias.id,))
        elif key in by_key and not (key == row.key and _is_canonical(row)):
            _rename_alias(db, alias, best_name(by_key[key]))


def _is_canonical(row: _Row) -> bool:
    return identify(row.name, row.type, row.named).canonical is not None


def _update(db: Database, speaker_id: int, row: _Row, name: str, type_: SpeakerType) -> _Row:
    if (name, type_) != (row.name, row.type):
        db.conn.execute(
            "UPDATE speakers SET name = ?, type = ? WHERE id = ?", (name, type_, speaker_id)
        )
    return row._replace(name=name, type=type_)


def _rename_alias(db: Database, alias: _Alias, name: str) -> None:
    if name != alias.name:
        db.conn.execute("UPDATE aliases SET name = ? WHERE id = ?", (name, alias.id))


def _uses(db: Database, condition: str, value: int) -> set[Use]:
    rows = db.conn.execute(
        f"SELECT DISTINCT speaker_id, speaker, speaker_type FROM quotes WHERE {condition}", (value,)
    )
    return {Use(*row) for row in rows}


def _aliases(db: Database, keys: set[str]) -> dict[str, _Alias]:
    rows: Iterator[tuple[int, str, int, str, str]] = db.conn.execute(
        "SELECT id, key, speaker_id, name, reason FROM aliases "
        "WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(keys)),),
    )
    return {
        key: _Alias(id_, speaker_id, name, reason) for id_, key, speaker_id, name, reason in rows
    }


def _rows(db: Database, ids: set[int]) -> dict[int, _Row]:
    rows = db.conn.execute(
        "SELECT id, key, name, type, named FROM speakers "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {id_: _Row(key, name, type_, bool(named)) for id_, key, name, type_, named in rows}
