"""Speakers as worked out → rows: speakers, aliases, and whatever refers to them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.identity import RULES, Cluster
from quotes.store.groups import regroup, ungroup
from quotes.store.known import Known, Row
from quotes.store.names import best_name, best_type, is_named
from quotes.store.speakers import index_speaker

if TYPE_CHECKING:
    from sqlite_utils import Database


class Linked(NamedTuple):
    """A speaker with everything that its rows say."""

    cluster: Cluster
    key: str
    name: str
    type: str
    named: bool
    qid: str | None
    rows: tuple[Row, ...]


class _Before(NamedTuple):
    key: str
    name: str
    named: bool


def linked(clusters: Iterable[Cluster], known: Known) -> list[Linked]:
    """What the rows of speakers are to say."""
    found = sorted(clusters, key=lambda cluster: cluster.main)
    bearers: dict[str, Cluster] = {}
    for cluster in found:
        target = known.names[cluster.main.key].target
        # A person can have split whom the list joins: then only one goes by the list's name.
        if target is not None and (target not in bearers or cluster.main.key == target):
            bearers[target] = cluster
    return [_linked(cluster, known, cluster in bearers.values()) for cluster in found]


def _linked(cluster: Cluster, known: Known, is_listed: bool) -> Linked:
    main = cluster.main
    name = known.names[main.key]
    everything = {each.id for found in cluster.descriptions.values() for each in found}
    rows = tuple(
        row
        for key in sorted({unit.key for unit in cluster.units})
        for row in known.rows[key]
        if row.id in everything
    )
    own = {each.id for each in cluster.descriptions[main]}
    mine = [row for row in rows if row.id in own]
    type_ = best_type(row.type for row in mine)
    named = is_named(main.key)
    if is_listed and name.target is not None:
        listed = known.listed[name.target]
        if name.kind != "person":
            type_ = "organization"
        return Linked(cluster, name.target, listed.name, type_, named, listed.qid, rows)
    shown = best_name(row.name for row in mine)
    return Linked(cluster, str(main), shown, type_, named, None, rows)


def apply(db: Database, speakers: Sequence[Linked], known: Known, keys: set[str]) -> None:
    """Bring the rows of these names in line with the speakers, and groups with the rows. To be called
    inside a transaction, with all names that shared a speaker with any of them before.
    """
    before = _rows_before(db, {row.speaker_id for each in speakers for row in each.rows})
    ids = _assign(speakers)
    stirred: list[int] = []
    indexed: list[tuple[int, str]] = []
    moved: set[int] = set()
    for each in speakers:
        for row in each.rows:
            old, new = before[row.speaker_id], ids.get(each.key)
            if new != row.speaker_id:
                moved.add(row.id)
            if new != row.speaker_id or _compared(old) != _compared(each):
                stirred.append(row.id)
            if index_speaker(row.name, old.name) != index_speaker(row.name, each.name):
                indexed.append((row.id, each.name))
    left = ungroup(db, _grouped_quotes(db, stirred)) if stirred else set()
    _write_speakers(db, speakers, ids)
    db.conn.executemany(
        "UPDATE descriptions SET speaker_id = ?, rules = ? WHERE id = ?",
        [(ids[each.key], RULES, row.id) for each in speakers for row in each.rows],
    )
    db.conn.executemany(
        "UPDATE quotes SET speaker_id = ? WHERE description_id = ?",
        [(ids[each.key], row.id) for each in speakers for row in each.rows if row.id in moved],
    )
    _index(db, indexed)
    _write_aliases(db, speakers, ids, keys)
    _drop_unused(db, set(before), known, keys)
    regroup(db, left)


def _assign(speakers: Sequence[Linked]) -> dict[str, int]:
    """The row of each speaker by key, where one of the former ones can be kept: that with most to
    move otherwise.
    """
    votes: Counter[tuple[int, str]] = Counter()
    for each in speakers:
        for row in each.rows:
            votes[row.speaker_id, each.key] += row.articles + 1
    ids: dict[str, int] = {}
    for (speaker_id, key), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if key not in ids and speaker_id not in ids.values():
            ids[key] = speaker_id
    return ids


def _rows_before(db: Database, ids: set[int]) -> dict[int, _Before]:
    rows = db.conn.execute(
        "SELECT id, key, name, named FROM speakers WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {id_: _Before(key, name, bool(named)) for id_, key, name, named in rows}


def _compared(speaker: _Before | Linked) -> tuple[bool, str]:
    """What `quotes.resolve.agreement` takes from a speaker but for who it is: while that stays, quotes
    that stay with the speaker are still grouped as they should be.
    """
    return speaker.named, speaker.key.partition("|")[0].rpartition(" ")[2]


def _grouped_quotes(db: Database, descriptions: Iterable[int]) -> list[int]:
    rows = db.conn.execute(
        "SELECT id FROM quotes WHERE description_id IN (SELECT value FROM json_each(?)) AND rules > 0",
        (json.dumps(sorted(descriptions)),),
    )
    return [id_ for (id_,) in rows]


def _write_speakers(db: Database, speakers: Sequence[Linked], ids: dict[str, int]) -> None:
    # Two can have exchanged their keys.
    db.conn.executemany(
        "UPDATE speakers SET key = 'moving ' || id WHERE id = ?", [(id_,) for id_ in ids.values()]
    )
    db.conn.executemany(
        "UPDATE speakers SET key = ? WHERE key = ?",
        [(f"leaving {each.key}", each.key) for each in speakers],
    )
    for each in speakers:
        values = (each.key, each.name, each.type, each.named, each.qid)
        if each.key in ids:
            db.conn.execute(
                "UPDATE speakers SET key = ?, name = ?, type = ?, named = ?, qid = ? WHERE id = ?",
                (*values, ids[each.key]),
            )
        else:
            cursor = db.conn.execute(
                "INSERT INTO speakers (key, name, type, named, qid) VALUES (?, ?, ?, ?, ?)", values
            )
            assert cursor.lastrowid is not None
            ids[each.key] = cursor.lastrowid


def _index(db: Database, changed: Iterable[tuple[int, str]]) -> None:
    for description_id, name in changed:
        quotes = db.conn.execute(
            "SELECT id, speaker FROM quotes WHERE description_id = ?", (description_id,)
        ).fetchall()
        db.conn.executemany(
            "UPDATE quotes_fts SET speaker = ? WHERE rowid = ?",
            [(index_speaker(printed, name), id_) for id_, printed in quotes],
        )


def _write_aliases(
    db: Database, speakers: Sequence[Linked], ids: Mapping[str, int], keys: set[str]
) -> None:
    db.conn.execute(
        "DELETE FROM aliases WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(keys)),),
    )
    db.conn.executemany(
        "DELETE FROM aliases WHERE speaker_id = ?", [(ids[each.key],) for each in speakers]
    )
    rows = []
    for each in speakers:
        found = {}
        for unit, why in sorted(each.cluster.units.items(), reverse=True):
            names = [description.name for description in each.cluster.descriptions[unit]]
            found[unit.key] = (best_name(names), *why)
        if str(each.cluster.main) != each.key:  # it goes by a list's name
            found[each.key] = (each.name, "same name", "")
        rows += [(key, name, ids[each.key], *why) for key, (name, *why) in found.items()]
    db.conn.executemany(
        "INSERT INTO aliases (key, name, speaker_id, reason, detail) VALUES (?, ?, ?, ?, ?)", rows
    )


def _drop_unused(db: Database, speakers: set[int], known: Known, keys: set[str]) -> None:
    """Remove descriptions that no article gives any more, and speakers that nothing describes."""
    living = {
        each.id for key in keys & known.names.keys() for each in known.names[key].descriptions
    }
    dead = [row for key in sorted(keys) for row in known.rows[key] if row.id not in living]
    db.conn.executemany("DELETE FROM descriptions WHERE id = ?", [(row.id,) for row in dead])
    for id_ in sorted(speakers | {row.speaker_id for row in dead}):
        used = db.conn.execute(
            "SELECT 1 FROM descriptions WHERE speaker_id = ? LIMIT 1", (id_,)
        ).fetchone()
        if used is None:
            db.conn.execute("DELETE FROM aliases WHERE speaker_id = ?", (id_,))
            db.conn.execute("DELETE FROM speakers WHERE id = ?", (id_,))
