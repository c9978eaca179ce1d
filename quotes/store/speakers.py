"""How articles describe their speakers, noted when quotes are stored; who is one speaker is worked out
from that by `quotes.store.linking`.

A description that is known costs nothing but a count. A new one gets a speaker for the time being: that
of its name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quotes.lexicon.names import fold_name
from quotes.resolve.circumstances import Circumstances, circumstances
from quotes.resolve.persons import is_common
from quotes.resolve.places import number
from quotes.store.groups import regroup, ungroup
from quotes.store.names import best_name, best_type, identify, is_named, is_person
from quotes.types import Attribution, SpeakerType

if TYPE_CHECKING:
    from sqlite_utils import Database


_NO_MATTER = Circumstances()


class Said(NamedTuple):
    """The speaker of one quote as the article gives it."""

    name: str
    type: SpeakerType
    named: bool
    role: str | None = None
    affiliation: str | None = None


class Description(NamedTuple):
    """How one article describes a speaker: the row of `descriptions`."""

    id: int
    key: str
    name: str
    type: SpeakerType
    role: str
    affiliation: str
    about: str = ""
    decade: int = 0


class Found(NamedTuple):
    """The row of a speaker."""

    id: int
    name: str


def said_by(attribution: Attribution) -> Said | None:
    """The speaker of a quote, None where there is no name."""
    speaker = attribution.speaker
    if speaker is None or not speaker.name.strip():
        return None
    return Said(speaker.name, speaker.type, speaker.named, speaker.role, speaker.affiliation)


def describe(
    speakers: Iterable[Said],
    namesakes: Mapping[str, str] | None = None,
    told: Callable[[], Circumstances] = Circumstances,
) -> dict[Said, Description]:
    """The description of each speaker of one article: what the article says of a name at one place, it
    says of that name wherever it stands. `namesakes` are keys that mean somebody else in this article;
    `told` gives the article's circumstances, and is asked where a name is common.
    """
    told = cache(told)
    by_key: dict[str, list[Said]] = {}
    for said in set(speakers):
        by_key.setdefault(identify(said.name, said.type, said.named).key, []).append(said)
    found = {}
    for key, group in by_key.items():
        ways = frozenset(group)
        when = told() if _is_common(key, ways) else _NO_MATTER
        own = namesakes.get(key, key) if namesakes else key
        description = _description(own, ways, when)
        for said in group:
            found[said] = description
    return found


def namesakes_in(db: Database, article_keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of these articles, the names that mean somebody else there by a person's word."""
    found: dict[str, dict[str, str]] = {}
    for article_key, key, namesake in db.conn.execute(
        "SELECT article_key, key, namesake FROM namesakes "
        "WHERE article_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(article_keys)),),
    ):
        found.setdefault(article_key, {})[key] = namesake
    return found


def note_descriptions(
    db: Database, articles: Sequence[Iterable[Description]], gone: Iterable[int] = ()
) -> dict[int, Found]:
    """Count the descriptions of articles, and the ones that are `gone` out; the speaker of each. To be
    called inside a transaction.
    """
    described = {each.id: each for article in articles for each in article}
    more = Counter(id_ for article in articles for id_ in {each.id for each in article})
    more.subtract(gone)
    known, found = _known(db, set(more))
    _insert(db, [described[id_] for id_ in sorted(described.keys() - known.keys())], more, found)
    changed = []
    for id_, before in known.items():
        after = before + more[id_]
        if after != before:
            # Who is one speaker is worked out again each time the count doubles, not each time.
            changed.append((after, before.bit_length() != after.bit_length(), id_))
    db.conn.executemany(
        "UPDATE descriptions SET articles = ?, rules = CASE WHEN ? THEN 0 ELSE rules END "
        "WHERE id = ?",
        changed,
    )
    return found


def descriptions_in(db: Database, article_id: int) -> set[int]:
    """The descriptions that the quotes of an article have."""
    rows = db.conn.execute(
        "SELECT DISTINCT description_id FROM quotes "
        "WHERE article_id = ? AND description_id IS NOT NULL",
        (article_id,),
    )
    return {id_ for (id_,) in rows}


def describe_again(db: Database, article_id: int) -> None:
    """Work out the descriptions of the quotes of an article, as stored, anew. To be called inside a
    transaction; linking must follow.
    """
    gone = descriptions_in(db, article_id)
    article_key, text, published = db.conn.execute(
        "SELECT key, text, published FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    rows = db.conn.execute(
        "SELECT q.id, q.speaker_id, q.speaker, q.speaker_type, coalesce(d.key, s.key), q.role, "
        "q.affiliation FROM quotes AS q JOIN speakers AS s ON s.id = q.speaker_id "
        "LEFT JOIN descriptions AS d ON d.id = q.description_id WHERE q.article_id = ?",
        (article_id,),
    ).fetchall()
    quotes = {
        (id_, speaker_id): Said(name, type_, is_named(key), *rest)
        for id_, speaker_id, name, type_, key, *rest in rows
    }
    described = describe(
        quotes.values(),
        namesakes_in(db, [article_key]).get(article_key),
        lambda: circumstances(text, published),
    )
    found = note_descriptions(db, [described.values()], gone)
    moved = {
        id_: found[described[said].id]
        for (id_, former), said in quotes.items()
        if found[described[said].id].id != former
    }
    left = ungroup(db, moved)
    db.conn.executemany(
        "UPDATE quotes SET description_id = ?, speaker_id = ? WHERE id = ?",
        [
            (described[said].id, found[described[said].id].id, id_)
            for (id_, _), said in quotes.items()
        ],
    )
    db.conn.executemany(
        "UPDATE quotes_fts SET speaker = ? WHERE rowid = ?",
        [
            (index_speaker(said.name, moved[id_].name), id_)
            for (id_, _), said in quotes.items()
            if id_ in moved
        ],
    )
    regroup(db, left)


def link_again(db: Database, keys: Iterable[str]) -> None:
    """Mark names as to be linked again. To be called inside a transaction."""
    db.conn.execute(
        "UPDATE descriptions SET rules = 0 WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(keys)),),
    )


def index_speaker(printed: str, known_as: str) -> str:
    """The index's text for a speaker: as the article prints it, and as the whole database knows
    it.
    """
    if printed == known_as or fold_name(printed) == fold_name(known_as):
        return printed
    return f"{printed} ({known_as})"


# Articles describe most of their speakers as others did before.
@lru_cache(maxsize=1 << 16)
def _is_common(key: str, group: frozenset[Said]) -> bool:
    """Whether others in the news may well go by the name of this speaker."""
    return is_person(key) and is_common(best_name(said.name for said in group))


@lru_cache(maxsize=1 << 16)
def _description(key: str, group: frozenset[Said], when: Circumstances) -> Description:
    """The description of a speaker whom one article gives in all these ways."""
    name = best_name(said.name for said in group)
    type_ = best_type(said.type for said in group)
    role = affiliation = ""
    if is_person(key):  # of all others the name says who they are
        role = "; ".join(sorted({said.role for said in group if said.role}))
        affiliation = "; ".join(sorted({said.affiliation for said in group if said.affiliation}))
    words = [key, name, type_, role, affiliation]
    if any(when):
        words += [when.about, str(when.decade)]
    return Description(
        number("\0".join(words)), key, name, type_, role, affiliation, when.about, when.decade
    )


def _known(db: Database, ids: set[int]) -> tuple[dict[int, int], dict[int, Found]]:
    counts, found = {}, {}
    for id_, articles, speaker_id, name in db.conn.execute(
        "SELECT d.id, d.articles, s.id, s.name FROM descriptions AS d "
        "JOIN speakers AS s ON s.id = d.speaker_id "
        "WHERE d.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    ):
        counts[id_], found[id_] = articles, Found(speaker_id, name)
    return counts, found


def _insert(
    db: Database, new: Sequence[Description], counts: Mapping[int, int], found: dict[int, Found]
) -> None:
    """Add descriptions, with the speaker of their name for the time being."""
    if not new:
        return
    speakers = _speakers_named(db, {each.key for each in new})
    rows = []
    for each in new:
        if each.key not in speakers:
            speakers[each.key] = _speaker(db, each)
        found[each.id] = speakers[each.key]
        rows.append((*each, counts[each.id], speakers[each.key].id))
    db.conn.executemany(
        "INSERT INTO descriptions (id, key, name, type, role, affiliation, about, decade, "
        "articles, speaker_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _speakers_named(db: Database, keys: set[str]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for key, speaker_id, name in db.conn.execute(
        "SELECT a.key, s.id, s.name FROM aliases AS a JOIN speakers AS s ON s.id = a.speaker_id "
        "WHERE a.key IN (SELECT value FROM json_each(?)) ORDER BY s.key",
        (json.dumps(sorted(keys)),),
    ):
        found.setdefault(key, Found(speaker_id, name))
    return found


def _speaker(db: Database, description: Description) -> Found:
    """A speaker for a name that has none yet."""
    row = db.conn.execute(
        "SELECT id, name FROM speakers WHERE key = ?", (description.key,)
    ).fetchone()
    if row is None:
        cursor = db.conn.execute(
            "INSERT INTO speakers (key, name, type, named) VALUES (?, ?, ?, ?)",
            (description.key, description.name, description.type, is_named(description.key)),
        )
        assert cursor.lastrowid is not None
        row = cursor.lastrowid, description.name
    db.conn.execute(
        "INSERT INTO aliases (key, name, speaker_id, reason) VALUES (?, ?, ?, 'same name')",
        (description.key, description.name, row[0]),
    )
    return Found(*row)
