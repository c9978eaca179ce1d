"""Names as the database knows them, and which of them have to do with each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.bearers import Description, Name
from quotes.resolve.evidence import profile
from quotes.resolve.identity import Decision, are_linked
from quotes.resolve.places import CROWD, Places, number
from quotes.store.abbreviations import SpelledOut, spelled_out
from quotes.store.names import best_name, best_type, identify, is_named, listed_key
from quotes.store.register import move, names_at, parts_of, places_of
from quotes.types import SpeakerType

if TYPE_CHECKING:
    from sqlite_utils import Database


class Listed(NamedTuple):
    """Whom a list means: the name to show, and where the user's list has it, the id in Wikidata."""

    name: str
    qid: str | None = None


class Row(NamedTuple):
    """A row of `descriptions`."""

    id: int
    key: str
    name: str
    type: SpeakerType
    role: str
    affiliation: str
    articles: int
    speaker_id: int
    about: str
    decade: int


class Known:
    """The names that have been asked for, each read once.

    `names` are those that something describes, `rows` all descriptions by key, `listed` whom lists
    mean by key.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.names: dict[str, Name] = {}
        self.rows: dict[str, list[Row]] = {}
        self.listed: dict[str, Listed] = {}
        self._pairs: dict[str, set[tuple[str, str]]] = {}

    def register(self, keys: Iterable[str]) -> set[str]:
        """Bring the places of names up to date; all names that this can concern."""
        keys = set(keys)
        self.load(keys)
        places: list[Places] = []
        for key in sorted(keys):
            places += move(self._db, key, self.names.get(key))
        concerned = set(keys)
        sought = {place for each in places for place in each.sought | each.asked}
        for place in sorted(sought):
            # A crowd that has just become one, or was one before: its members lose or gain links.
            found = names_at(self._db, place, CROWD + len(keys) + 1)
            if len(found) <= CROWD + len(keys):
                concerned |= found
        self.load(concerned)
        return concerned

    def component(self, seeds: set[str]) -> set[str]:
        """All names that links, lists and people's decisions connect with these."""
        found: set[str] = set()
        ahead = set(seeds)
        while ahead:
            self.load(ahead)
            found |= ahead & self.names.keys()
            near = {key for each in ahead for pair in self._pairs_with(each) for key in pair}
            near |= self._listed_with(ahead) | self._decided_with(ahead)
            ahead = near - found - ahead
        return found

    def pairs_of(self, keys: Iterable[str]) -> set[tuple[str, str]]:
        """The pairs of names that are linked, of those that have been asked for."""
        return set().union(*(self._pairs_with(key) for key in keys))

    def decisions_about(self, keys: Iterable[str]) -> list[Decision]:
        """What people decided about these names, the newest first."""
        rows = self._db.conn.execute(
            "SELECT DISTINCT d.id, same, one, one_description, other, other_description "
            "FROM decisions AS d JOIN json_each(?) AS k ON k.value = one OR k.value = other "
            "ORDER BY d.id DESC",
            (json.dumps(sorted(keys)),),
        )
        return [
            Decision(bool(same), (one, one_id), (other, other_id))
            for _, same, one, one_id, other, other_id in rows
        ]

    def mates(self, keys: Iterable[str]) -> set[str]:
        """The names that have led to the same speakers as these so far."""
        speakers = sorted({row.speaker_id for key in keys for row in self.rows[key]})
        rows = self._db.conn.execute(
            "SELECT DISTINCT key FROM descriptions "
            "WHERE speaker_id IN (SELECT value FROM json_each(?))",
            (json.dumps(speakers),),
        )
        found = {key for (key,) in rows}
        self.load(found)
        return found & self.names.keys()

    def load(self, keys: Iterable[str]) -> None:
        """Read these names, unless they are known."""
        wanted = sorted(set(keys) - self.rows.keys())
        if not wanted:
            return
        self.rows.update({key: [] for key in wanted})
        for row in self._db.conn.execute(
            "SELECT id, key, name, type, role, affiliation, articles, speaker_id, about, decade "
            "FROM descriptions "
            "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(wanted),),
        ):
            self.rows[row[1]].append(Row(*row))
        decided = self._decided(wanted)
        own = self._own_list(wanted)
        spelled = spelled_out(self._db, wanted)
        for key in wanted:
            # Of whom a person has spoken is not forgotten with the last article.
            live = [row for row in self.rows[key] if row.articles or key in decided]
            if live:
                self.names[key] = self._name(key, live, own.get(key), spelled.get(key))

    def _name(
        self, key: str, rows: list[Row], own: Listed | None, spelled: SpelledOut | None
    ) -> Name:
        shown = best_name(row.name for row in rows)
        _, kind, naming, *namesake = key.split("|")
        target, listed = None, ""
        if naming == "named" and not namesake:
            if own is not None:
                target, listed = listed_key(own.name, kind), "your list"
            else:
                who = identify(shown, best_type(row.type for row in rows), True)
                if who.canonical is not None:
                    target, listed, own = who.target, "alias list", Listed(who.canonical)
                elif spelled is not None:
                    target, listed, own = spelled.target, "article", Listed(spelled.name)
        if target is not None and own is not None:
            self.listed[target] = own
        return Name(
            key,
            shown,
            kind,
            parts_of(key, shown),
            tuple(
                Description(
                    row.id,
                    row.name,
                    row.type,
                    profile(row.role, row.affiliation, row.about, row.decade),
                    _label(row.role, row.affiliation),
                    1 << max(0, row.articles.bit_length() - 1) if row.articles else 0,
                )
                for row in rows
            ),
            target,
            listed,
            alone=naming != "named" or bool(namesake),
        )

    def _own_list(self, keys: list[str]) -> dict[str, Listed]:
        asked = {(key.split("|")[0], key.split("|")[1]): key for key in keys if is_named(key)}
        rows = self._db.conn.execute(
            "SELECT alias, class, name, qid FROM listed "
            "WHERE alias IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({alias for alias, _ in asked})),),
        )
        return {
            asked[alias, class_]: Listed(name, qid)
            for alias, class_, name, qid in rows
            if (alias, class_) in asked
        }

    def _decided(self, keys: Iterable[str]) -> set[str]:
        listed = json.dumps(sorted(keys))
        rows = self._db.conn.execute(
            "SELECT one, other FROM decisions WHERE one IN (SELECT value FROM json_each(:keys)) "
            "UNION SELECT one, other FROM decisions "
            "WHERE other IN (SELECT value FROM json_each(:keys))",
            {"keys": listed},
        )
        return {key for pair in rows for key in pair}

    def _decided_with(self, keys: set[str]) -> set[str]:
        found = self._decided(keys)
        self.load(found)
        return found & self.names.keys()

    def _listed_with(self, keys: set[str]) -> set[str]:
        targets = {self.names[key].target for key in keys if key in self.names} - {None}
        return set().union(*(names_at(self._db, number(f"listed {target}")) for target in targets))

    def _pairs_with(self, key: str) -> set[tuple[str, str]]:
        """The pairs of this name and another one that are linked."""
        if key not in self._pairs:
            self._pairs[key] = set()
            if key in self.names:
                pairs = self._sought_by(key)
                for place in places_of(self.names[key]).asked:
                    for other in names_at(self._db, place, CROWD):
                        self.load([other])
                        if other in self.names:
                            pairs |= {pair for pair in self._sought_by(other) if key in pair}
                self._pairs[key] = pairs
        return self._pairs[key]

    def _sought_by(self, key: str) -> set[tuple[str, str]]:
        near: set[str] = set()
        for place in places_of(self.names[key]).sought:
            found = names_at(self._db, place, CROWD + 1)
            if len(found) <= CROWD:
                near |= found
        self.load(near)
        return {
            (min(key, other), max(key, other))
            for other in near - {key}
            if other in self.names and are_linked(self.names[key], self.names[other])
        }


def _label(role: str, affiliation: str) -> str:
    return f"{role} ({affiliation})" if role and affiliation else role or affiliation
