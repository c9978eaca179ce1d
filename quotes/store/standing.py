"""Quotes of a group where they stand: which ones an original stands for, and which stand within one another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.same import Place, nested
from quotes.store.repeats import repeats_of

if TYPE_CHECKING:
    from sqlite_utils import Database


class Standing(NamedTuple):
    """A quote where it stands."""

    id: int
    key: str
    article_id: int
    outlet_id: int | None


def standing_of(db: Database, originals: Sequence[int]) -> dict[int, list[Standing]]:
    """These quotes, each with its repeats."""
    repeats = repeats_of(db, originals)
    original = {id_: first for first, found in repeats.items() for id_ in found}
    standing: dict[int, list[Standing]] = {id_: [] for id_ in originals}
    for row in db.conn.execute(
        "SELECT q.id, q.key, q.article_id, a.outlet_id FROM quotes AS q "
        "JOIN articles AS a ON a.id = q.article_id WHERE q.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted([*originals, *original])),),
    ):
        standing[original.get(row[0], row[0])].append(Standing(*row))
    return standing


def first_of(standing: Iterable[Standing]) -> Standing:
    """The one whose key comes first, which does not depend on when they were stored."""
    return min(standing, key=lambda each: each.key)


def part_nested(
    db: Database, neighbours: Mapping[int, set[int]], standing: Mapping[int, Sequence[Standing]]
) -> None:
    """Take apart those of the neighbours of which an article quotes one within the other."""
    by_article: dict[int, list[tuple[int, int]]] = {}
    for original, found in standing.items():
        if neighbours[original]:
            for each in found:
                by_article.setdefault(each.article_id, []).append((original, each.id))
    shared = [both for both in by_article.values() if len(both) > 1]
    places = _places(db, [id_ for both in shared for _, id_ in both])
    for both in shared:
        for (a, one), (b, other) in combinations(both, 2):
            if b in neighbours[a] and nested(places[one], places[other]):
                neighbours[a].discard(b)
                neighbours[b].discard(a)


def _places(db: Database, ids: Iterable[int]) -> dict[int, Place]:
    rows = db.conn.execute(
        "SELECT id, article_id, start, "
        "(SELECT max(end) FROM spans WHERE quote_id = quotes.id AND part = 'content') "
        "FROM quotes WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {id_: Place(*place) for id_, *place in rows}
