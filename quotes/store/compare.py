"""One statement as several outlets carried it: who was first, what each left out, whom each names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quotes.errors import QueryError
from quotes.resolve.difference import Piece, difference, share_kept
from quotes.store.copies import copies_among
from quotes.store.database import named_errors

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION_COLUMNS = (
    "key", "quote", "act", "kind", "speaker", "printed", "named", "role", "affiliation", "source",
    "via", "outlet", "published", "title", "author", "url", "article", "article_id",
)  # fmt: skip

VERSIONS = (
    "SELECT q.key, q.quote, q.act, q.kind, q.speaker, p.speaker AS printed, q.named, q.role, "
    "q.affiliation, q.source, q.via, q.outlet, q.published, q.title, q.author, q.url, q.article, "
    "q.article_id FROM quote_list AS q JOIN quotes AS p ON p.id = q.id "
    "WHERE q.group_id = (SELECT group_id FROM quotes WHERE key = :key) OR q.key = :key"
)
"""All quotes of the group that the quote of `:key` is in, with VERSION_COLUMNS."""

SPEAKERS = (
    "SELECT speaker FROM quotes WHERE group_id = ? AND speaker IS NOT NULL "
    "GROUP BY speaker ORDER BY count(*) DESC, speaker"
)
"""The speakers of a group as its articles print them, the most frequent first."""

_LIST_FIELDS = (
    "id", "text", "speaker", "quotes", "outlets", "attributions", "first", "last",
)  # fmt: skip
_LISTED = (
    "SELECT l.id, l.key, l.quote, l.speaker, l.quotes, l.outlets, l.attributions, l.first, l.last "
    "FROM statement_list AS l"
)


@dataclass(frozen=True, slots=True)
class StatementSummary:
    """One line of the list of statements; `id` is that of the fullest quote, `attributions` says in
    how many ways the speaker is given, `speakers` lists them as printed. `first` and `last` are the
    dates of the oldest and newest article.
    """

    id: str
    text: str
    speaker: str | None
    quotes: int
    outlets: int
    attributions: int
    speakers: list[str]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A statement as one article printed it; `id` is the quote's.

    `first` is true of the version that was published first, of several where their dates do not
    tell. `copy_of` is the id of the version in the article that this article is a copy of, None
    where it is none. `kept` is the share of the fullest version's words that this one has, 0 to 1,
    `difference` all that makes it another.
    """

    id: str
    text: str
    act: str
    kind: str
    speaker: str | None
    printed: str | None
    named: bool | None
    role: str | None
    affiliation: str | None
    source: str | None
    via: str | None
    outlet: str | None
    published: str | None
    title: str | None
    author: str | None
    url: str | None
    article: str
    first: bool
    copy_of: str | None
    kept: float
    difference: list[Piece]


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """A statement with its versions in order of publication; `id` is that of the fullest quote,
    `origins` counts the articles that are not copies of another one.
    """

    id: str
    text: str
    outlets: int
    origins: int
    attributions: int
    versions: list[Version]


def list_statements(
    db: Database, limit: int | None = 20, *, differing: bool = False
) -> list[StatementSummary]:
    """The statements that most outlets carried; with `differing` only those of which outlets give
    the speaker differently. `limit` None means all.
    """
    condition = "WHERE l.attributions > 1" if differing else ""
    with named_errors(db):
        rows = db.conn.execute(
            f"{_LISTED} {condition} ORDER BY l.outlets DESC, l.quotes DESC, l.key LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
        found = []
        for id_, *values in rows:
            speakers = [name for (name,) in db.conn.execute(SPEAKERS, (id_,))]
            fields = dict(zip(_LIST_FIELDS, values, strict=True))
            found.append(StatementSummary(**fields, speakers=speakers))
    return found


def get_statement(db: Database, quote_key: str) -> StatementDetail:
    """The statement that a quote reports, with all versions; only the quote itself where no other
    reports it. Raises QueryError where there is no such quote.
    """
    with named_errors(db):
        rows = db.conn.execute(VERSIONS, {"key": quote_key}).fetchall()
        if not rows:
            raise QueryError(
                f"there is no quote “{quote_key}”; `quotes search` and `quotes compare DB` print ids"
            )
        versions = [dict(zip(VERSION_COLUMNS, row, strict=True)) for row in rows]
        copies = copies_among(db, {version["article_id"] for version in versions})
        group = db.conn.execute(
            "SELECT g.key, g.attributions FROM groups AS g JOIN quotes AS q ON q.group_id = g.id "
            "WHERE q.key = ?",
            (quote_key,),
        ).fetchone()
    key, attributions = group or (quote_key, 1)
    return compare_versions(versions, copies, key, attributions)


def compare_versions(
    versions: Sequence[Mapping[str, Any]],
    copies: Mapping[int, int],
    fullest: str,
    attributions: int,
) -> StatementDetail:
    """The statement that these rows (of VERSION_COLUMNS) are versions of. `copies` tells those of
    their articles that are copies, each with a number that all copies of one share; `fullest` is the
    key of the version that the others are compared with.
    """
    ordered = sorted(versions, key=_order)
    (text,) = [version["quote"] for version in ordered if version["key"] == fullest]
    origin = _origins([version["article_id"] for version in ordered], copies)
    first_of = {version["article_id"]: version["key"] for version in reversed(ordered)}
    published = {version["published"] for version in versions} - {None, ""}
    found = []
    for version in ordered:
        values = {name: version[name] for name in VERSION_COLUMNS if name != "article_id"}
        pieces = difference(text, version["quote"])
        article = version["article_id"]
        found.append(
            Version(
                id=values.pop("key"),
                text=values.pop("quote"),
                named=None if values.pop("named") is None else bool(version["named"]),
                first=_is_first(version, published),
                copy_of=first_of[origin[article]] if origin[article] != article else None,
                kept=round(share_kept(pieces), 4),
                difference=pieces,
                **values,
            )
        )
    outlets = len({version.outlet for version in found} - {None})
    return StatementDetail(fullest, text, outlets, len({*origin.values()}), attributions, found)


def _order(version: Mapping[str, Any]) -> tuple[bool, str, str]:
    return version["published"] is None, version["published"] or "", version["key"]


def _origins(articles: Sequence[int], copies: Mapping[int, int]) -> dict[int, int]:
    """The article that each is a copy of, itself where it is none: the first among its like."""
    first: dict[int, int] = {}
    return {
        article: first.setdefault(copies[article], article) if article in copies else article
        for article in articles
    }


def _is_first(version: Mapping[str, Any], published: Collection[str]) -> bool:
    """Whether the dates, those of all versions, do not tell of another one that was published before."""
    return not any(_earlier(other, version["published"]) for other in published)


def _earlier(a: str | None, b: str | None) -> bool:
    """Whether the dates tell that one was published before the other: a day tells nothing of
    another version of the same day.
    """
    if not a or not b:
        return bool(a)
    moments = [_moment(a), _moment(b)]
    if moments[0] is not None and moments[1] is not None:
        return moments[0] < moments[1]
    return a[:10] < b[:10]


@lru_cache(maxsize=1 << 12)
def _moment(published: str) -> datetime | None:
    """The time in UTC; None for a day, or a time of unknown zone."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
