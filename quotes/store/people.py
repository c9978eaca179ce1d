"""Who is quoted: lists, and look-ups by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.errors import QueryError
from quotes.lexicon.aliases import canonical_name
from quotes.lexicon.names import fold_name
from quotes.store.database import named_errors

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 5
"""How many names an error message lists."""

_LIST_COLUMNS = "id, speaker, type, named, quotes, outlets, articles, first, last"
# A word of the alias's name begins with what is asked for: "McL" finds McLaughlin, "ice" no police.
# That it is there at all is sooner looked for than cut out and looked at.
_LIKE = "instr(key, :name) AND instr(' ' || substr(key, 1, instr(key, '|') - 1), ' ' || :name)"


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """One line of the speaker list; `first` and `last` are the dates of the oldest and newest
    article.
    """

    id: int
    name: str
    type: str
    named: bool
    quotes: int
    outlets: int
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that leads to a speaker, and why: 'same name', 'alias list', 'your list', 'article',
    'middle name', 'nickname', 'initials', 'surname', 'misspelling' or 'person'. `detail` says what the
    reason rests on, empty where it needs no more.
    """

    name: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerQuote:
    """What a speaker said, and where it was printed; `id` is the quote's key."""

    id: str
    text: str
    act: str
    kind: str
    role: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    article: str


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """A speaker with all aliases and quotes, the newest article's first. `namesakes` are the ids of
    other speakers of the same name; `qid` is the id in Wikidata, where the user's list has it.
    """

    summary: SpeakerSummary
    qid: str | None
    namesakes: list[int]
    aliases: list[Alias]
    quotes: list[SpeakerQuote]


def list_speakers(db: Database, limit: int | None = 20) -> list[SpeakerSummary]:
    """The speakers with most quotes; `limit` None means all."""
    with named_errors(db):
        rows = db.conn.execute(
            f"SELECT {_LIST_COLUMNS} FROM speaker_list "
            "ORDER BY quotes DESC, outlets DESC, speaker, id LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
    return [_summary(row) for row in rows]


def get_speaker(db: Database, name_or_id: str | int) -> SpeakerDetail:
    """The speaker of this name, alias or id.

    Raises QueryError where there is none, or more than one, and says which names come close.
    """
    speaker_id = find_speaker(db, name_or_id)
    with named_errors(db):
        row = db.conn.execute(
            f"SELECT {_LIST_COLUMNS} FROM speaker_list WHERE id = ?", (speaker_id,)
        ).fetchone()
        if row is None:
            # All of the speaker's quotes are rejected, or they are gone and only a correction
            # is left.
            name, type_, named = db.conn.execute(
                "SELECT name, type, named FROM speakers WHERE id = ?", (speaker_id,)
            ).fetchone()
            row = (speaker_id, name, type_, named, 0, 0, 0, None, None)
        aliases = db.conn.execute(
            "SELECT name, reason, detail FROM aliases WHERE speaker_id = ? ORDER BY name, key",
            (speaker_id,),
        ).fetchall()
        (qid,) = db.conn.execute("SELECT qid FROM speakers WHERE id = ?", (speaker_id,)).fetchone()
        namesakes = _namesakes(db, speaker_id)
        quotes = db.conn.execute(
            "SELECT key, quote, act, kind, role, outlet, published, title, url, article "
            "FROM quote_list WHERE speaker_id = ? ORDER BY published DESC, article_id, start, id",
            (speaker_id,),
        ).fetchall()
    return SpeakerDetail(
        _summary(row),
        qid,
        namesakes,
        [Alias(*alias) for alias in aliases],
        [SpeakerQuote(*quote) for quote in quotes],
    )


def find_speaker(db: Database, name_or_id: str | int) -> int:
    """The id of the one speaker of this name (or alias, or words that begin like this), or of
    this id.

    Raises QueryError where there is none, or more than one, and says which names come close.
    """
    text = str(name_or_id).strip()
    with named_errors(db):
        for ids in (_called(db, text), speakers_like(db, text)):
            if len(ids) == 1:
                return ids[0]
            if ids:
                raise QueryError(
                    f"“{text}” can be {_listed(db, ids)}; give the full name or the number"
                )
        if text.isascii() and text.isdigit() and len(text) < 19:
            row = db.conn.execute("SELECT id FROM speakers WHERE id = ?", (int(text),)).fetchone()
            if row is not None:
                return int(row[0])
    raise QueryError(
        f"nobody is called “{text}” here"
        + (suggestions(db, text) or "; `quotes speakers DB` lists all")
    )


def speakers_like(db: Database, name: str) -> list[int]:
    """The ids of speakers with a name or alias whose words begin like this, whatever case and
    accents.
    """
    wanted = {fold_name(text) for text in (name, canonical_name(name, any_case=True)) if text} - {
        ""
    }
    found: set[int] = set()
    with named_errors(db):
        for text in wanted:
            rows = db.conn.execute(f"SELECT speaker_id FROM aliases WHERE {_LIKE}", {"name": text})
            found.update(id_ for (id_,) in rows)
    return sorted(found)


def suggestions(db: Database, name: str) -> str:
    """Words for the end of an error message: "; did you mean …?", empty where no name comes
    close.
    """
    from difflib import get_close_matches

    # Names of which a word begins with the same letters: a typing error rarely stands right there.
    starts = {word[:2] for word in fold_name(name).split()}
    names: dict[str, str] = {}
    with named_errors(db):
        for start in sorted(starts):
            for alias, key in db.conn.execute(
                f"SELECT name, key FROM aliases WHERE {_LIKE} LIMIT 2000", {"name": start}
            ):
                names[key.partition("|")[0]] = alias
    close = get_close_matches(fold_name(name), names, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(names[key] for key in close)}?" if close else ""


def _namesakes(db: Database, speaker_id: int) -> list[int]:
    """Others to whom one of the speaker's names leads too."""
    found: set[int] = set()
    for (key,) in db.conn.execute(
        "SELECT key FROM aliases WHERE speaker_id = ?", (speaker_id,)
    ).fetchall():
        name = "|".join(key.split("|")[:3])
        rows = db.conn.execute(
            "SELECT speaker_id FROM aliases WHERE key = ? OR (key > ? AND key < ?)",
            (name, f"{name}|", f"{name}}}"),
        )
        found.update(id_ for (id_,) in rows)
    return sorted(found - {speaker_id})


def _called(db: Database, name: str) -> list[int]:
    folded = fold_name(name)
    rows = db.conn.execute(
        "SELECT DISTINCT speaker_id FROM aliases WHERE key >= ? AND key < ? ORDER BY speaker_id",
        (f"{folded}|", f"{folded}}}"),
    ).fetchall()
    if not rows:
        rows = db.conn.execute(
            "SELECT id FROM speakers WHERE name = ? ORDER BY id", (name,)
        ).fetchall()
    return [id_ for (id_,) in rows]


def _listed(db: Database, ids: list[int]) -> str:
    rows = db.conn.execute(
        "SELECT s.name, s.id, count(q.id), max(coalesce(q.role, q.affiliation)) "
        "FROM speakers AS s LEFT JOIN quotes AS q ON q.speaker_id = s.id "
        f"WHERE s.id IN ({', '.join(map(str, ids[:1000]))}) GROUP BY s.id ORDER BY 3 DESC, 1, 2",
    ).fetchall()
    names = [name for name, *_ in rows]
    shown = [
        f"{name}{f', {role}' if role and names.count(name) > 1 else ''} (number {id_}, {count} quotes)"
        for name, id_, count, role in rows[:_SHOWN]
    ]
    if len(ids) > _SHOWN:
        shown.append(f"{len(ids) - _SHOWN} more")
    return " or ".join(shown)


def _summary(row: tuple[Any, ...]) -> SpeakerSummary:
    id_, name, type_, named, *counts = row
    return SpeakerSummary(id_, name, type_, bool(named), *counts)
