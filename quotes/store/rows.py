"""Values → rows, and back: which value goes into which column.

`schema.sql` says what the columns mean; a test compares the tuples of names here with the
tables there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.store.names import is_named
from quotes.store.topics import joined, parted
from quotes.types import Article, Attribution, Quote, Span, Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

ARTICLE_COLUMNS = (
    "key", "source", "url", "title", "author", "outlet_id", "published", "text", "words", "version",
    "run_id",
)  # fmt: skip
QUOTE_COLUMNS = (
    "id", "key", "article_id", "act", "kind", "text", "start", "cue", "source", "speaker_id",
    "description_id", "speaker", "speaker_type", "role", "affiliation", "addressee", "medium", "via", "confidence",
    "source_class", "number", "former", "anonymity", "topics",
)  # fmt: skip
SPAN_COLUMNS = ("quote_id", "part", "position", "start", "end")
INDEX_COLUMNS = ("rowid", "quote", "speaker", "role", "affiliation", "outlet", "title")

Row = tuple[Any, ...]


def insertion(table: str, columns: tuple[str, ...]) -> str:
    """The INSERT statement for rows of these columns."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def article_row(article: Article, outlet_id: int | None, version: str, run_id: int) -> Row:
    """The values of ARTICLE_COLUMNS."""
    words = len(article.text.split())
    return (
        article.key, article.source, article.url, article.title, article.author, outlet_id,
        article.published, article.text, words, version, run_id,
    )  # fmt: skip


def quote_row(
    id_: int,
    key: str,
    article_id: int,
    attribution: Attribution,
    speaker_id: int | None,
    description_id: int | None,
) -> Row:
    """The values of QUOTE_COLUMNS."""
    quote, speaker = attribution.quote, attribution.speaker
    who: Row = (None,) * 4
    terms: Row = (None,) * 3
    if speaker is not None:
        terms = (speaker.number, speaker.former, speaker.anonymity)
        who = (speaker.name, speaker.type, speaker.role, speaker.affiliation)
    return (
        id_, key, article_id, quote.act, quote.kind, quote.text, quote.content[0].start,
        quote.cue.text if quote.cue else None, quote.source.text if quote.source else None,
        speaker_id, description_id, *who, quote.addressee, quote.medium, quote.via, quote.confidence,
        speaker.source_class if speaker else "unknown", *terms, joined(attribution.topics),
    )  # fmt: skip


def span_rows(id_: int, attribution: Attribution) -> Iterator[Row]:
    """The values of SPAN_COLUMNS, a row a span, in the order of the table's key."""
    quote, speaker = attribution.quote, attribution.speaker
    for position, span in enumerate(quote.content):
        yield id_, "content", position, span.start, span.end
    mention = speaker.mention if speaker else None
    for part, single in (("cue", quote.cue), ("mention", mention), ("source", quote.source)):
        if single is not None:
            yield id_, part, 0, single.start, single.end


def read_article(db: Database, article_id: int) -> Article:
    """The article as stored; its origin is not, as there may be several."""
    row = db.conn.execute(
        "SELECT a.text, a.source, a.url, a.title, a.author, o.name, a.published FROM articles AS a "
        "LEFT JOIN outlets AS o ON o.id = a.outlet_id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    text, source, url, title, author, outlet, published = row
    return Article(
        text, source, url=url, title=title, author=author, outlet=outlet, published=published
    )


def read_attributions(db: Database, article: Article, article_id: int) -> dict[str, Attribution]:
    """The quotes of an article as stored, by key, in reading order, rejected ones too."""
    spans: dict[int, dict[str, list[Span]]] = {}
    for quote_id, part, start, end in db.conn.execute(
        "SELECT s.quote_id, s.part, s.start, s.end "
        "FROM spans AS s JOIN quotes AS q ON q.id = s.quote_id "
        "WHERE q.article_id = ? ORDER BY s.quote_id, s.part, s.position",
        (article_id,),
    ):
        parts = spans.setdefault(quote_id, {})
        parts.setdefault(part, []).append(Span.of(article.text, start, end))
    found = {}
    for row in db.conn.execute(
        "SELECT q.id, q.key, q.act, q.kind, q.addressee, q.medium, q.via, q.confidence, "
        "q.speaker, q.speaker_type, coalesce(d.key, s.key), q.role, q.affiliation, q.source_class, "
        "q.number, q.former, q.anonymity, q.topics "
        "FROM quotes AS q LEFT JOIN speakers AS s ON s.id = q.speaker_id "
        "LEFT JOIN descriptions AS d ON d.id = q.description_id "
        "WHERE q.article_id = ? ORDER BY q.start, q.key",
        (article_id,),
    ):
        id_, key, act, kind, addressee, medium, via, confidence, *who = row
        parts = spans[id_]
        quote = Quote(
            act, kind, tuple(parts["content"]), _first(parts, "cue"), _first(parts, "source"),
            addressee, medium, via, confidence,
        )  # fmt: skip
        name, type_, speaker_key, role, affiliation, source_class, *granted, topics = who
        number, former, anonymity = granted
        speaker = None
        if name is not None:
            mention = _first(parts, "mention")
            speaker = Speaker(
                name,
                type_,
                is_named(speaker_key),
                role,
                affiliation,
                mention,
                source_class or "unknown",
                number,
                None if former is None else bool(former),
                anonymity,
            )
        found[key] = Attribution(article, quote, speaker, topics=tuple(parted(topics)))
    return found


def _first(parts: dict[str, list[Span]], part: str) -> Span | None:
    return parts[part][0] if part in parts else None
