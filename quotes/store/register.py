"""Where names are looked up, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.resolve.bearers import Name
from quotes.resolve.persons import Parts, parts
from quotes.resolve.places import Places, number, person_places, word_places

if TYPE_CHECKING:
    from sqlite_utils import Database


def names_at(db: Database, place: int, limit: int = -1) -> set[str]:
    """The keys of the names that are registered at a place, so many at most."""
    rows = db.conn.execute("SELECT key FROM places WHERE place = ? LIMIT ?", (place, limit))
    return {key for (key,) in rows}


def move(db: Database, key: str, name: Name | None) -> list[Places]:
    """Register a name where it is to be found now; where it is and where it was."""
    row = db.conn.execute("SELECT shown, target FROM names WHERE key = ?", (key,)).fetchone()
    now = (name.shown, name.target) if name else None
    if row == now:
        return [places_of(name)] if name else []
    found = []
    if row is not None:
        old = _places_of(key, parts_of(key, row[0]), row[1])
        found.append(old)
        db.conn.executemany(
            "DELETE FROM places WHERE place = ? AND key = ?",
            [(place, key) for place in old.registered],
        )
        db.conn.execute("DELETE FROM names WHERE key = ?", (key,))
    if name is not None:
        new = places_of(name)
        found.append(new)
        db.conn.executemany(
            "INSERT INTO places (place, key) VALUES (?, ?)",
            [(place, key) for place in sorted(new.registered)],
        )
        db.conn.execute(
            "INSERT INTO names (key, shown, target) VALUES (?, ?, ?)",
            (key, name.shown, name.target),
        )
    return found


def parts_of(key: str, shown: str) -> Parts | None:
    """The parts of a name, where it is that of a person who bears it alone."""
    return parts(shown) if key.endswith("|person|named") else None


def places_of(name: Name) -> Places:
    """Where a name is registered and where it looks."""
    return _places_of(name.key, name.parts, name.target)


def _places_of(key: str, name: Parts | None, target: str | None) -> Places:
    folded, _, naming, *namesake = key.split("|")
    if naming != "named" or namesake:
        return Places(frozenset(), frozenset(), frozenset())
    found = [word_places(f"same {folded}")]
    if name is not None:
        found.append(person_places(name))
    if target is not None:
        found.append(Places(frozenset({number(f"listed {target}")}), frozenset(), frozenset()))
    return Places(*(frozenset().union(*sets) for sets in zip(*found, strict=True)))
