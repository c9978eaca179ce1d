"""Which quotes report the same utterance: found for quotes that are new, undone for quotes that go.

`quotes.resolve.same` decides from two quotes alone, and what it decides is kept as pairs; a group is
made of the pairs around it. So the groups do not depend on the order in which articles arrive, and
what one article changes is found by following its pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from quotes.resolve.agreement import Agreement, Voice, agreement
from quotes.resolve.folded import keeping
from quotes.resolve.prints import prints
from quotes.resolve.same import RULES, same_statement
from quotes.resolve.stars import stars
from quotes.store.database import large_cache, transaction, without_collector
from quotes.store.entries import Entries, Entry
from quotes.store.repeats import (
    forget_repeats,
    hand_over,
    note_repeats,
    refrains_of,
    repeats_among,
    repeats_of,
    repeats_of_stored,
)
from quotes.store.rules import forget_older_rules
from quotes.store.standing import first_of, part_nested, standing_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 5000
"""Quotes in a transaction: enough to make its cost small (every batch writes pages all over the index of
prints, and more quotes at a time write fewer), few enough that others wait for three seconds at most.
"""

_MANY = 200_000
"""New quotes from which on more is held in memory: of the database in kilobytes, which is the index of prints of
a million quotes, looked up in no order; of quotes; and of their words.
"""
_CACHE, _LARGE_CACHE = 32_000, 400_000
_KEPT, _MANY_KEPT = 15_000, 150_000
_FOLDED, _MANY_FOLDED = 8_000, 150_000


def group_quotes(db: Database) -> int:
    """Put all quotes that are not yet in their groups there; how many there were.

    It can be stopped at any moment and called again. Raises DatabaseError where the database cannot
    be written.
    """
    with transaction(db):
        _forget_older_rules(db)
    (new,) = db.conn.execute("SELECT count(*) FROM quotes WHERE rules <> ?", (RULES,)).fetchone()
    many = new >= _MANY
    folds = keeping(_MANY_FOLDED if many else _FOLDED)
    with large_cache(db, _LARGE_CACHE if many else _CACHE), without_collector(), folds:
        entries = Entries(db, _MANY_KEPT if many else _KEPT, sketched=many)
        done = 0
        while True:
            with transaction(db):
                entries.refresh()
                ids = _ungrouped(db, _BATCH)
                _group(db, entries, ids)
            if not ids:
                return done
            done += len(ids)


def _group(db: Database, entries: Entries, ids: Sequence[int]) -> None:
    """Compare these quotes, which are new, with all others and with each other, and bring the groups
    up to date. To be called inside a transaction.
    """
    new = {id_: entry for id_, entry in entries.read(ids).items() if entry.compared}
    partial = refrains_of(db, ids)
    repeats, originals = repeats_among(new, partial)
    by_print: dict[int, list[int]] = {}
    for id_, (statement, article_id, _) in originals.items():
        for value in prints(statement.text, statement.voice, partial.get(article_id, frozenset())):
            by_print.setdefault(value, []).append(id_)
    candidates = entries.comparable(originals, _candidates(db, by_print))
    others = entries.read({other for other, _ in candidates if other not in originals})
    stored = repeats_of_stored(db, candidates, originals, others, partial)
    known = others | originals
    found = sorted(
        pair
        for pair in candidates
        if pair[0] in known  # not a quote that somebody deleted by hand, whose prints stay
        and known[pair[0]].compared
        and stored.keys().isdisjoint(pair)
        and same_statement(known[pair[0]].statement, known[pair[1]].statement)
    )
    repeats = {id_: stored.get(original, original) for id_, original in repeats.items()} | stored
    # In the order of the index, so that each of its pages is written once.
    rows = sorted(
        (value, id_) for value, held in by_print.items() for id_ in held if id_ not in stored
    )
    db.conn.executemany("INSERT INTO prints (print, quote_id) VALUES (?, ?)", rows)
    rows = sorted((min(pair), max(pair)) for pair in found)
    db.conn.executemany("INSERT INTO pairs (quote_id, other_id) VALUES (?, ?)", rows)
    note_repeats(db, repeats)
    db.conn.executemany("UPDATE quotes SET rules = ? WHERE id = ?", [(RULES, id_) for id_ in ids])
    regroup(db, {id_ for pair in found for id_ in pair} | {*repeats.values()}, entries)


def _candidates(db: Database, holders: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
    """The pairs to compare, where `holders` are new quotes by their prints: each of them with all that
    share a print, the new one in the second place.
    """
    found = {pair for held in holders.values() for pair in combinations(held, 2)}
    for value, other in _stored_holders(db, holders):
        found.update((other, id_) for id_ in holders[value])
    return found


def ungroup(db: Database, ids: Iterable[int]) -> set[int]:
    """Forget all that was found about these quotes, as if they had not been compared; the quotes
    that are to be grouped anew without them. To be called inside a transaction, before the quotes
    change or go; `regroup` must follow.
    """
    gone = set(ids)
    repeated = forget_repeats(db, gone)
    originals = gone - repeated.keys()
    entries = Entries(db).read(originals)
    own = {
        id_: prints(entry.statement.text, entry.statement.voice) for id_, entry in entries.items()
    }
    heirs = {
        hand_over(db, original, repeats, own[original])
        for original, repeats in repeats_of(db, originals).items()
    }
    db.conn.executemany(
        "DELETE FROM prints WHERE print = ? AND quote_id = ?",
        [(value, id_) for id_, values in own.items() for value in values],
    )
    left = {other for others in _pairs(db, originals).values() for other in others}
    listed = json.dumps(sorted(gone))
    for column in ("quote_id", "other_id"):
        db.conn.execute(
            f"DELETE FROM pairs WHERE {column} IN (SELECT value FROM json_each(?))", (listed,)
        )
    groups = _groups_of(db, gone)
    db.conn.execute(
        "UPDATE quotes SET group_id = NULL, rules = 0 WHERE id IN (SELECT value FROM json_each(?))",
        (listed,),
    )
    _drop_empty(db, groups)
    return (left | heirs | {*repeated.values()}) - gone


def group_article(db: Database, article_id: int) -> None:
    """Put the quotes of one article into their groups. To be called inside a transaction."""
    _forget_older_rules(db)
    rows = db.conn.execute(
        "SELECT id FROM quotes WHERE article_id = ? AND rules = 0 ORDER BY id", (article_id,)
    )
    _group(db, Entries(db), [id_ for (id_,) in rows])


def regroup(db: Database, seeds: set[int], known: Entries | None = None) -> None:
    """Make the groups of these quotes, and of all that pairs connect with them, anew; `known` are
    quotes that were read in this transaction. The seeds are no repeats. To be called inside a
    transaction.
    """
    neighbours = _connected(db, seeds)
    if not neighbours:
        return
    ids = sorted(neighbours)
    entries = (known or Entries(db)).read(ids)
    standing = standing_of(db, ids)
    part_nested(db, neighbours, standing)

    def rank(id_: int) -> tuple[bool, int, str]:
        statement = entries[id_].statement
        return statement.kind != "direct", -len(statement.text), first_of(standing[id_]).key

    def strangers(a: int, b: int) -> bool:
        voices = entries[a].statement.voice, entries[b].statement.voice
        return agreement(*voices) == Agreement.DIFFERENT

    before = _groups_of(db, [each.id for found in standing.values() for each in found])
    placed: dict[int, int | None] = {each.id: None for found in standing.values() for each in found}
    rows = []
    for members in stars(neighbours, rank, strangers, lambda id_: len(standing[id_])):
        first = first_of(standing[members[0]])
        quotes = [each for id_ in members for each in standing[id_]]
        placed.update((each.id, first.id) for each in quotes)
        outlets = len({each.outlet_id for each in quotes} - {None})
        attributions = _attributions([entries[id_] for id_ in members])
        rows.append((first.id, first.key, len(quotes), outlets, attributions))
    # Rows of groups are made before quotes refer to them, and dropped after the last one does.
    db.conn.executemany(
        "INSERT INTO groups (id, key, quotes, outlets, attributions) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET key = excluded.key, quotes = excluded.quotes, "
        "outlets = excluded.outlets, attributions = excluded.attributions",
        rows,
    )
    db.conn.executemany(
        "UPDATE quotes SET group_id = ? WHERE id = ? AND group_id IS NOT ?",
        [(group, id_, group) for id_, group in placed.items()],
    )
    _drop_empty(db, before - {row[0] for row in rows})


def _attributions(group: Sequence[Entry]) -> int:
    """In how many ways the speaker is given: speakers that agree with each other count as one."""
    left = sorted({entry.statement.voice for entry in group}, key=repr)
    sets: list[set[Voice]] = []
    for voice in left:
        same = [found for found in sets if any(_same(voice, other) for other in found)]
        sets = [found for found in sets if found not in same]
        sets.append({voice}.union(*same))
    return len(sets)


def _same(a: Voice, b: Voice) -> bool:
    if not a.named and not b.named:
        # One description for two nobodies is all that could be told.
        return a.name == b.name or agreement(a, b) == Agreement.SAME
    return agreement(a, b) == Agreement.SAME


def _forget_older_rules(db: Database) -> None:
    derived = ("prints", "pairs", "repeats", "groups")
    forget_older_rules(db, "quotes", RULES, derived, "group_id = NULL, ")


def _ungrouped(db: Database, limit: int) -> list[int]:
    rows = db.conn.execute("SELECT id FROM quotes WHERE rules = 0 ORDER BY id LIMIT ?", (limit,))
    return [id_ for (id_,) in rows]


def _stored_holders(db: Database, values: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each of these prints with each quote that has it."""
    return db.conn.execute(
        "SELECT print, quote_id FROM prints WHERE print IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(values)),),
    )


def _connected(db: Database, seeds: set[int]) -> dict[int, set[int]]:
    """The quotes that pairs connect with these, each with those it is paired with."""
    found: dict[int, set[int]] = {}
    ahead = set(seeds)
    while ahead:
        found.update({id_: set() for id_ in ahead})
        for id_, others in _pairs(db, ahead).items():
            found[id_] = others
        ahead = {other for id_ in ahead for other in found[id_]} - found.keys()
    return found


def _pairs(db: Database, ids: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in (("quote_id", "other_id"), ("other_id", "quote_id")):
        for id_, paired in db.conn.execute(
            f"SELECT {one}, {other} FROM pairs WHERE {one} IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        ):
            found.setdefault(id_, set()).add(paired)
    return found


def _groups_of(db: Database, ids: Iterable[int]) -> set[int]:
    rows = db.conn.execute(
        "SELECT DISTINCT group_id FROM quotes WHERE id IN (SELECT value FROM json_each(?)) "
        "AND group_id IS NOT NULL",
        (json.dumps(sorted(ids)),),
    )
    return {id_ for (id_,) in rows}


def _drop_empty(db: Database, groups: Iterable[int]) -> None:
    db.conn.executemany(
        "DELETE FROM groups WHERE id = ? "
        "AND NOT EXISTS (SELECT 1 FROM quotes WHERE group_id = groups.id)",
        [(id_,) for id_ in sorted(groups)],
    )
