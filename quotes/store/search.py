"""Full-text search over the quotes, with filters."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quotes.errors import QueryError
from quotes.lexicon.names import fold_name
from quotes.store.database import named_errors
from quotes.store.finding import Filters, matching, newest
from quotes.store.people import speakers_like, suggestions
from quotes.store.ranking import RANKED, best, check_expression
from quotes.types import ACTS, KINDS, SOURCE_CLASSES

if TYPE_CHECKING:
    from sqlite_utils import Database

MARK = ("\ue000", "\ue001")
"""Stand around a hit in a snippet: private-use characters, which no article is printed with."""

_FIELDS = (
    "key", "quote", "speaker", "type", "named", "role", "affiliation", "act", "kind", "cue",
    "source", "addressee", "medium", "via", "confidence", "outlet", "published", "title", "url",
    "article", "source_class", "anonymity",
)  # fmt: skip

_NAMED, _QUOTE = _FIELDS.index("named"), _FIELDS.index("quote")
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
    anonymity: str | None
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
    if limit is not None and limit < 1:
        raise QueryError(f"a limit of {limit} shows nothing; give 1 or more")
    filters, note = _filters(db, speaker, outlet, kind, act, named, source_class, since, until)
    if not words and filters == Filters():
        raise QueryError("nothing to search for; give words, or a filter such as --speaker NAME")
    with named_errors(db):
        if not words:
            return SearchResult(_hits(db, newest(db, filters, limit), {}), note)
        try:
            check_expression(words)
        except sqlite3.OperationalError:
            words = literal_query(words)
            note = f"“{query}” is not in the query syntax; searched for its words as they stand"
        most = -1 if limit is None else max(limit, RANKED)
        candidates = matching(db, words, filters, most)
        if len(candidates) == most and note is None:
            note = f"many quotes match; these are the best of the {most:,} stored last"
        snippets = best(candidates, words, limit, mark=mark)
        return SearchResult(_hits(db, list(snippets), snippets), note)


def straightened(query: str) -> str:
    """The query with straight quotation marks, the only ones that full-text search knows."""
    return query.translate(_STRAIGHT)


def literal_query(words: str) -> str:
    """A full-text expression for the words as they stand, whatever signs they hold."""
    return " ".join('"' + word.replace('"', "") + '"' for word in words.split())


def _hits(db: Database, ids: Sequence[int], snippets: Mapping[int, str]) -> list[Hit]:
    """The quotes of these ids, in this order."""
    found = {}
    for part in _parts(ids):
        for id_, *row in db.conn.execute(
            f"SELECT id, {', '.join(_FIELDS)} FROM quote_list "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(part),),
        ):
            named = row[_NAMED]
            row[_NAMED] = None if named is None else bool(named)
            row.append(snippets.get(id_, row[_QUOTE]))
            found[id_] = Hit(*row)
    return [found[id_] for id_ in ids if id_ in found]


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids a few hundred at a time: full-text search of a row costs less for few."""
    stream = iter(ids)
    return iter(lambda: list(islice(stream, 500)), [])


def _filters(
    db: Database,
    speaker: str | None,
    outlet: str | None,
    kind: str | None,
    act: str | None,
    named: bool | None,
    source_class: str | None,
    since: str | None,
    until: str | None,
) -> tuple[Filters, str | None]:
    """The filters as they are asked of the database, and a note where a name fits nobody."""
    note = None
    speakers = outlets = None
    if speaker is not None and not (speakers := speakers_like(db, speaker)):
        note = f"nobody is called “{speaker}” here{suggestions(db, speaker)}"
    if outlet is not None and not (outlets := _outlets_like(db, outlet)):
        note = f"no outlet is called “{outlet}” here; `quotes info` lists them"
    if kind is not None:
        _choice("kind", kind, KINDS)
    if act is not None:
        _choice("act", act, ACTS)
    for date in (since, until):
        if date is not None:
            _date(date)
    if source_class is not None:
        _choice("source class", source_class, SOURCE_CLASSES)
    return Filters(speakers, outlets, kind, act, named, source_class, since, until), note


def _outlets_like(db: Database, name: str) -> list[int]:
    wanted = " " + fold_name(name)
    with named_errors(db):
        rows = db.conn.execute("SELECT id, name FROM outlets").fetchall()
    return [id_ for id_, outlet in rows if wanted in " " + fold_name(outlet)]


def _choice(field: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise QueryError(f"“{value}” is no {field}; give one of {', '.join(choices)}")


def _date(text: str) -> None:
    if not _DATE.fullmatch(text):
        raise QueryError(f"“{text}” is no date; write it as 2025-03-18, 2025-03 or 2025")
