"""Quotes as they are compared, read once and kept for as long as they are likely to be wanted again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from quotes.resolve.agreement import Voice
from quotes.resolve.same import Statement
from quotes.resolve.sketches import Sketch, may_be_same, sketch

if TYPE_CHECKING:
    from sqlite_utils import Database


class Entry(NamedTuple):
    """A quote as it is compared, wherever in its article it stands. `compared` is not set for silence, which
    everybody words alike, and for what a person rejected.
    """

    statement: Statement
    article_id: int
    compared: bool


class Entries:
    """The quotes of a database, by id. What is read is kept until `refresh` finds that another program
    has written, or others have been wanted since: some `kept`, a kilobyte each. `sketched` keeps a sketch of
    every quote that was new, half a kilobyte each, for as long.
    """

    def __init__(self, db: Database, kept: int = 1_000, *, sketched: bool = False) -> None:
        self._db = db
        self._sketches: dict[int, Sketch] | None = {} if sketched else None
        self._generation = max(1, kept // 2)
        self._recent: dict[int, Entry] = {}
        self._older: dict[int, Entry] = {}
        self._voices: dict[Voice, Voice] = {}
        self._version: int | None = None

    def refresh(self) -> None:
        """Forget all if another connection has changed the database since the last call. To be called
        at the start of each transaction; what the own connection changes has to be told by a new
        object.
        """
        (version,) = self._db.conn.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._recent, self._older, self._version = {}, {}, version
            if self._sketches:
                self._sketches = {}

    def comparable(
        self, new: Mapping[int, Entry], pairs: set[tuple[int, int]]
    ) -> set[tuple[int, int]]:
        """Those of the pairs that may report the same utterance, as far as sketches tell; the second of each is
        one of the `new` quotes.
        """
        if self._sketches is None:
            return pairs
        known = self._sketches
        known.update((id_, sketch(entry.statement)) for id_, entry in new.items())
        return {
            (one, other)
            for one, other in pairs
            if one not in known or may_be_same(known[one], known[other])
        }

    def read(self, ids: Iterable[int]) -> dict[int, Entry]:
        """The quotes of these ids, without those that there are no more."""
        found: dict[int, Entry] = {}
        missing = []
        for id_ in ids:
            entry = self._recent.get(id_) or self._older.get(id_)
            if entry is None:
                missing.append(id_)
            else:
                found[id_] = entry
        if missing:
            found.update(self._stored(sorted(missing)))
        self._keep(found)
        return found

    def _keep(self, entries: dict[int, Entry]) -> None:
        self._recent.update(entries)
        if len(self._recent) >= self._generation:
            self._recent, self._older = {}, self._recent
            self._voices = {}

    def _stored(self, ids: list[int]) -> dict[int, Entry]:
        rows = self._db.conn.execute(
            "SELECT q.id, q.text, q.kind, q.speaker, q.speaker_type, "
            "coalesce(s.named, 0), q.role, q.affiliation, s.key, a.published, q.article_id, "
            "q.act <> 'silence' AND NOT EXISTS ("
            "SELECT 1 FROM reviews AS r WHERE r.quote_key = q.key AND r.verdict = 'reject' "
            "AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = q.key)) "
            "FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
            "LEFT JOIN speakers AS s ON s.id = q.speaker_id "
            "WHERE q.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        found = {}
        for (
            id_, text, kind, name, type_, named, role, affiliation, identity,
            published, article_id, compared,
        ) in rows:  # fmt: skip
            voice = Voice(name, type_, bool(named), role, affiliation, identity)
            voice = self._voices.setdefault(voice, voice)  # most are given alike many times
            statement = Statement(text, kind, voice, published)
            found[id_] = Entry(statement, article_id, bool(compared))
        return found
