"""Who is one speaker over the whole database: worked out for names that are new or newly described.

`quotes.resolve.identity` decides, from the names and descriptions that belong together, which are found
by following the places where names are looked up. So it depends neither on the order in which articles
arrive nor on how many there are, and what one article changes is found without reading the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.resolve.identity import RULES, Cluster, clusters
from quotes.store.database import transaction
from quotes.store.known import Known
from quotes.store.relink import apply, linked
from quotes.store.rules import forget_older_rules
from quotes.store.speakers import describe_again

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 200
"""Names in a transaction: as many as take less than a second."""


def link_speakers(db: Database) -> int:
    """Work out who is one speaker, for all names with descriptions that are new or gone; how many
    names there were.

    It can be stopped at any moment and called again; `group_quotes` should follow. Raises DatabaseError
    where the database cannot be written.
    """
    with transaction(db):
        forget_older_rules(db, "descriptions", RULES, ("places", "names"))
    while True:
        with transaction(db):
            if not _describe_older(db):
                break
    done = 0
    while True:
        with transaction(db):
            keys = link_some(db, _BATCH)
        if not keys:
            return done
        done += keys


def link_some(db: Database, limit: int = -1) -> int:
    """As `link_speakers`, for so many names at most, inside a transaction of the caller's."""
    rows = db.conn.execute(
        "SELECT DISTINCT key FROM descriptions WHERE rules = 0 ORDER BY key LIMIT ?", (limit,)
    )
    keys = [key for (key,) in rows]
    if keys:
        _link(db, keys)
    return len(keys)


def _link(db: Database, keys: Sequence[str]) -> None:
    known = Known(db)
    concerned = known.register(keys)
    done: set[str] = set()
    found: list[Cluster] = []
    ahead = sorted(concerned | known.mates(keys))
    while ahead:
        component = known.component({ahead.pop()} - done)
        if not component:
            continue
        names = [known.names[key] for key in sorted(component)]
        found += clusters(names, known.pairs_of(component), known.decisions_about(component))
        done |= component
        # Whoever shares a speaker with one of them so far.
        ahead += sorted(known.mates(component) - done)
    apply(db, linked(found, known), known, done | set(keys))


def _describe_older(db: Database) -> int:
    """Describe the speakers of quotes that an older program stored, an article at a time."""
    row = db.conn.execute(
        "SELECT article_id FROM quotes WHERE description_id IS NULL AND speaker_id IS NOT NULL LIMIT 1"
    ).fetchone()
    if row is not None:
        describe_again(db, row[0])
    return row is not None
