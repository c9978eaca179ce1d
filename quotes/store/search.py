"""Full-text search over the quotes, with filters."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.errors import QueryError
from quotes.lexicon.names import fold_name
from quotes.store.database import named_errors
from quotes.store.people import speakers_like, suggestions
from quotes.types import ACTS, KINDS, SOURCE_CLASSES

if TYPE_CHECKING:
    from sqlite_utils import Database

MARK = ("\ue000", "\ue001")
"""Stand around a hit in a snippet: private-use characters, which no article is printed with."""

_SNIPPET_WORDS = 40

# The words of the quote count most, then who said it; role, affiliation, outlet and title help.
RANK = "bm25(quotes_fts, 10.0, 4.0, 2.0, 2.0, 1.0, 1.0)"
"""What full-text results are ordered by, as SQL: best first when ascending."""

_FIELDS = (
    "key", "quote", "speaker", "type", "named", "role", "affiliation", "act", "kind", "cue",
    "source", "addressee", "medium", "via", "confidence", "outlet", "published", "title", "url",
    "article", "source_class",
)  # fmt: skip

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.+Z-]*)?)?)?")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote that was found. `snippet` is the quote, cut to the place of the hit, which is
    marked.

    `id` is the quote's key, `speaker` its name over the whole database, `article` the source as
    it was given to `quotes extract`.
    """

    id: str
    text: str
    speaker: str | None
    type: str | None
    named: bool | None
    role: str | None
    affiliation: str | None
    act: str
    kind: str
    cue: str | None
    source: str | None
    addressee: str | None
    medium: str | None
    via: str | None
    confidence: float
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    article: str
    source_class: str | None
    snippet: str


class SearchResult(list[Hit]):
    """Hits, best first. `note` tells the user where the question was not taken as written, in
    one line.
    """

    def __init__(self, hits: Iterable[Hit] = (), note: str | None = None) -> None:
        super().__init__(hits)
        self.note = note


def search(
    db: Database,
    query: str | None = None,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    kind: str | None = None,
    act: str | None = None,
    named: bool | None = None,
    source_class: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 20,
    mark: tuple[str, str] = MARK,
) -> SearchResult:
    """The quotes that match all that is given, best first; without `query`, the newest first.

    `query` is in SQLite's full-text syntax (words, "a phrase", tax*, OR, NOT, speaker: …);
    where it is not valid there, its words are searched as they stand and the result's `note`
    says so. `speaker` and `outlet` are names or beginnings of the words in them, whatever the
    case and accents, a speaker's alias too. `since` and `until` are ISO dates (a year or month
    will do), both inclusive. `limit` None means all. Raises QueryError where nothing is asked
    for, or a filter has no meaning.
    """
    words = (query or "").encode("utf-8", "replace").decode("utf-8")
    words = straightened(words).strip()
    conditions, values, note = _conditions(
        db, speaker, outlet, kind, act, named, source_class, since, until
    )
    if not words and not conditions:
        raise QueryError("nothing to search for; give words, or a filter such as --speaker NAME")
    if limit is not None and limit < 1:
        raise QueryError(f"a limit of {limit} shows nothing; give 1 or more")
    tail = [-1 if limit is None else limit]
    with named_errors(db):
        if not words:
            sql = (
                f"SELECT {', '.join(_FIELDS)}, quote FROM quote_list "
                f"WHERE {' AND '.join(conditions)} "
                "ORDER BY published DESC, article_id, start, id LIMIT ?"
            )
            return SearchResult(_hits(db, sql, values + tail), note)
        sql = (
            f"SELECT {', '.join('q.' + field for field in _FIELDS)}, "
            f"snippet(quotes_fts, 0, ?, ?, '…', {_SNIPPET_WORDS}) "
            "FROM quotes_fts JOIN quote_list AS q ON q.id = quotes_fts.rowid "
            f"WHERE {' AND '.join(['quotes_fts MATCH ?', *conditions])} "
            f"ORDER BY {RANK}, q.id LIMIT ?"
        )
        try:
            return SearchResult(_hits(db, sql, [*mark, words, *values, *tail]), note)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
        note = f"“{query}” is not in the query syntax; searched for its words as they stand"
        return SearchResult(_hits(db, sql, [*mark, literal_query(words), *values, *tail]), note)


def straightened(query: str) -> str:
    """The query with straight quotation marks, the only ones that full-text search knows."""
    return query.translate(_STRAIGHT)


def literal_query(words: str) -> str:
    """A full-text expression for the words as they stand, whatever signs they hold."""
    return " ".join('"' + word.replace('"', "") + '"' for word in words.split())


def _hits(db: Database, sql: str, values: list[Any]) -> list[Hit]:
    return [_hit(row) for row in db.conn.execute(sql, values)]


def _hit(row: tuple[Any, ...]) -> Hit:
    named = row[_FIELDS.index("named")]
    hit = list(row)
    hit[_FIELDS.index("named")] = None if named is None else bool(named)
    return Hit(*hit)


def _conditions(
    db: Database,
    speaker: str | None,
    outlet: str | None,
    kind: str | None,
    act: str | None,
    named: bool | None,
    source_class: str | None,
    since: str | None,
    until: str | None,
) -> tuple[list[str], list[Any], str | None]:
    """The filters as SQL, the values they need, and a note where a name fits nobody."""
    conditions: list[str] = []
    values: list[Any] = []
    note = None

    def add(condition: str, value: Any) -> None:
        conditions.append(condition)
        values.append(value)

    if speaker is not None:
        ids = speakers_like(db, speaker)
        if not ids:
            note = f"nobody is called “{speaker}” here{suggestions(db, speaker)}"
        add("speaker_id IN (SELECT value FROM json_each(?))", _json_list(ids))
    if outlet is not None:
        found = _outlets_like(db, outlet)
        if not found:
            note = f"no outlet is called “{outlet}” here; `quotes info` lists them"
        add("outlet_id IN (SELECT value FROM json_each(?))", _json_list(found))
    if kind is not None:
        add("kind = ?", _choice("kind", kind, KINDS))
    if act is not None:
        add("act = ?", _choice("act", act, ACTS))
    if named is not None:
        add("named = ?", int(named))
    if source_class is not None:
        add("source_class = ?", _choice("source class", source_class, SOURCE_CLASSES))
    if since is not None:
        add("published >= ?", _date(since))
    if until is not None:
        # "~" sorts behind every sign of a date: all of the day, month or year is included.
        add("published <= ?", _date(until) + "~")
    return conditions, values, note


def _outlets_like(db: Database, name: str) -> list[int]:
    wanted = " " + fold_name(name)
    with named_errors(db):
        rows = db.conn.execute("SELECT id, name FROM outlets").fetchall()
    return [id_ for id_, outlet in rows if wanted in " " + fold_name(outlet)]


def _json_list(ids: list[int]) -> str:
    return f"[{', '.join(map(str, ids))}]"


def _choice(field: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise QueryError(f"“{value}” is no {field}; give one of {', '.join(choices)}")
    return value


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise QueryError(f"“{text}” is no date; write it as 2025-03-18, 2025-03 or 2025")
    return text
