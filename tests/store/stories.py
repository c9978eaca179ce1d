"""Values to store, built by hand: a short article, and its quotes found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.types import Article, Attribution, Quote, Span, Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = "1+model-1"

TEXT = (
    "“We will rebuild the bridge,” said Ana Ruiz, the mayor of Port Ellery, on Monday. "
    "The Harbor Council said the work would cost $4 million. "
    "Ruiz declined to comment on the deadline."
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def quote(
    article: Article,
    *content: str,
    speaker: str | None = None,
    source: str | None = None,
    cue: str | None = None,
    **fields: Any,
) -> Attribution:
    """An attribution of `article`; the fields of its speaker are `type`, `named`, `role`, …"""
    who = None
    if speaker is not None:
        own = {key: fields.pop(key) for key in ("role", "affiliation") if key in fields}
        who = Speaker(speaker, fields.pop("type", "person"), fields.pop("named", True), **own)
    return Attribution(
        article,
        Quote(
            fields.pop("act", "statement"),
            fields.pop("kind", "indirect"),
            tuple(span(article.text, words) for words in content),
            span(article.text, cue) if cue else None,
            span(article.text, source) if source else None,
            **fields,
        ),
        who,
    )


def port_ellery(**fields: Any) -> Article:
    fields = {
        "text": TEXT,
        "source": "harbor.txt",
        "origin": "place-1",
        "outlet": "Ellery Post",
        "title": "The bridge",
        "published": "2025-03-18",
        **fields,
    }
    return Article(**fields)


def its_quotes(article: Article) -> list[Attribution]:
    return [
        quote(
            article,
            "“We will rebuild the bridge,”",
            speaker="Ana Ruiz",
            source="Ana Ruiz",
            cue="said",
            kind="direct",
            role="mayor of Port Ellery",
            confidence=0.91,
        ),
        quote(
            article,
            "the work would cost $4 million",
            speaker="Harbor Council",
            type="organization",
            source="The Harbor Council",
        ),
        quote(
            article,
            "declined to comment on the deadline",
            speaker="Ana Ruiz",
            source="Ruiz",
            act="silence",
        ),
    ]


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that the tables hold, apart from the runs."""
    tables = (
        "outlets", "articles", "origins", "speakers", "aliases", "groups", "quotes", "spans",
        "reviews", "quotes_fts", "prints", "pairs", "repeats", "copies", "bands", "descriptions", "names",
        "places", "decisions", "namesakes", "listed",
    )  # fmt: skip
    return {
        table: sorted(db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in tables
    }


STANDING = (
    "(SELECT o.id, (SELECT min(q.key) FROM quotes AS q WHERE q.id = o.id OR q.id IN ("
    "SELECT quote_id FROM repeats WHERE original_id = o.id)) AS key FROM quotes AS o)"
)
"""Quotes with a key that does not depend on which of those that repeat each other came first."""


def content(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """What the database says, whatever the row numbers: equal for equal content."""
    queries = {
        "outlets": "SELECT name FROM outlets",
        "articles": "SELECT a.key, a.source, a.url, a.title, a.author, o.name, a.published, "
        "a.text, a.words, a.version FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id",
        "origins": "SELECT o.origin, a.key, o.sha256 FROM origins AS o "
        "JOIN articles AS a ON a.id = o.article_id",
        "speakers": "SELECT key, name, type, named, qid FROM speakers",
        "descriptions": "SELECT d.id, d.key, d.name, d.type, d.role, d.affiliation, d.articles, s.key "
        "FROM descriptions AS d JOIN speakers AS s ON s.id = d.speaker_id",
        "described": "SELECT q.key, q.description_id FROM quotes AS q",
        "names": "SELECT key, shown, target FROM names",
        "places": "SELECT place, key FROM places",
        "aliases": "SELECT a.key, a.name, s.key, a.reason, a.detail FROM aliases AS a "
        "JOIN speakers AS s ON s.id = a.speaker_id",
        "quotes": "SELECT q.key, a.key, q.act, q.kind, q.text, q.start, q.cue, q.source, s.key, "
        "q.speaker, q.speaker_type, q.role, q.affiliation, q.addressee, q.medium, q.via, "
        "q.confidence, q.topics FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
        "LEFT JOIN speakers AS s ON s.id = q.speaker_id",
        "topics": "SELECT t.id, t.term, t.quotes FROM topics AS t",
        "quote_topics": "SELECT t.topic_id, q.key FROM quote_topics AS t "
        "LEFT JOIN quotes AS q ON q.id = t.quote_id",
        "spans": "SELECT q.key, s.part, s.position, s.start, s.end FROM spans AS s "
        "JOIN quotes AS q ON q.id = s.quote_id",
        "groups": "SELECT g.key, g.quotes, g.outlets, g.attributions, q.key FROM groups AS g "
        "LEFT JOIN quotes AS q ON q.group_id = g.id",
        "prints": f"SELECT p.print, q.key FROM prints AS p LEFT JOIN {STANDING} AS q ON q.id = p.quote_id",
        "pairs": "SELECT min(a.key, b.key), max(a.key, b.key) FROM pairs AS p "
        f"JOIN {STANDING} AS a ON a.id = p.quote_id JOIN {STANDING} AS b ON b.id = p.other_id",
        "repeats": f"SELECT DISTINCT q.key, o.key FROM repeats AS r "
        f"JOIN {STANDING} AS o ON o.id = r.original_id "
        "JOIN quotes AS q ON q.id = r.quote_id OR q.id = r.original_id",
        "copies": "SELECT a.key, (SELECT min(b.key) FROM copies AS d JOIN articles AS b "
        "ON b.id = d.article_id WHERE d.origin_id = c.origin_id) FROM copies AS c "
        "JOIN articles AS a ON a.id = c.article_id",
        "index": "SELECT q.key, f.quote, f.speaker, f.role, f.affiliation, f.outlet, f.title "
        "FROM quotes_fts AS f LEFT JOIN quotes AS q ON q.id = f.rowid",
    }
    return {
        name: sorted(db.conn.execute(query).fetchall(), key=repr) for name, query in queries.items()
    }
