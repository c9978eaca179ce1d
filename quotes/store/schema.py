"""The database's shape: `schema.sql` for a new one, migrations for an older one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quotes.store.locks import take_lock

APPLICATION_ID = 0x51554F54

SCHEMA_VERSION = 11

MIGRATIONS: Mapping[int, str] = {
    1: """
        -- Groups of quotes that report the same utterance. Before, nothing was ever in this table.
        DROP TABLE groups;
        CREATE TABLE groups (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            quotes INTEGER NOT NULL,
            outlets INTEGER NOT NULL,
            attributions INTEGER NOT NULL
        );
        CREATE INDEX groups_outlets ON groups (outlets, quotes);
        CREATE INDEX groups_attributions ON groups (attributions, outlets);
        ALTER TABLE quotes ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX quotes_rules ON quotes (rules);
        ALTER TABLE articles ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX articles_rules ON articles (rules);
        CREATE TABLE prints (
            print INTEGER NOT NULL,
            quote_id INTEGER NOT NULL,
            PRIMARY KEY (print, quote_id)
        ) WITHOUT ROWID;
        CREATE TABLE pairs (
            quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
            other_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
            PRIMARY KEY (quote_id, other_id),
            CHECK (quote_id < other_id)
        ) WITHOUT ROWID;
        CREATE INDEX pairs_other ON pairs (other_id);
        CREATE TABLE copies (
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            other_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (article_id, other_id),
            CHECK (article_id < other_id)
        ) WITHOUT ROWID;
        CREATE INDEX copies_other ON copies (other_id);
        CREATE TABLE bands (
            band INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (band, article_id)
        ) WITHOUT ROWID;
        CREATE INDEX bands_article ON bands (article_id);
        CREATE VIEW statement_list AS
        SELECT
            g.id, g.key, q.text AS quote, coalesce(s.name, q.speaker) AS speaker, g.quotes,
            g.outlets, g.attributions,
            (SELECT min(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
                WHERE m.group_id = g.id) AS first,
            (SELECT max(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
                WHERE m.group_id = g.id) AS last
        FROM groups AS g
        JOIN quotes AS q ON q.id = g.id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id;
    """,
    2: """
        -- What kind of source a speaker is.
        ALTER TABLE quotes ADD COLUMN source_class TEXT;
        DROP VIEW quote_list;
        CREATE VIEW quote_list AS
        SELECT
            q.id, q.key, q.text AS quote, coalesce(s.name, q.speaker) AS speaker, q.role, q.affiliation,
            q.act, q.kind, s.type, s.named, q.addressee, q.medium, q.via, q.cue, q.source, q.confidence,
            o.name AS outlet, a.published, a.title, a.url, a.source AS article, q.article_id, q.speaker_id,
            a.outlet_id, q.start, q.group_id, a.author, q.source_class
        FROM quotes AS q
        JOIN articles AS a ON a.id = q.article_id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id
        LEFT JOIN outlets AS o ON o.id = a.outlet_id
        WHERE NOT EXISTS (
            SELECT 1 FROM reviews AS r
            WHERE r.quote_key = q.key AND r.verdict = 'reject'
            AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = q.key)
        );
    """,
    3: """
        -- Who is one speaker is worked out from how articles describe them.
        ALTER TABLE speakers ADD COLUMN qid TEXT;
        CREATE TABLE descriptions (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            role TEXT NOT NULL,
            affiliation TEXT NOT NULL,
            articles INTEGER NOT NULL,
            speaker_id INTEGER NOT NULL REFERENCES speakers (id),
            rules INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX descriptions_key ON descriptions (key);
        CREATE INDEX descriptions_speaker ON descriptions (speaker_id);
        CREATE INDEX descriptions_rules ON descriptions (rules);
        CREATE TABLE names (
            key TEXT PRIMARY KEY,
            shown TEXT NOT NULL,
            target TEXT
        ) WITHOUT ROWID;
        CREATE TABLE places (
            place INTEGER NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (place, key)
        ) WITHOUT ROWID;
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY,
            same INTEGER NOT NULL CHECK (same IN (0, 1)),
            one TEXT NOT NULL,
            one_description INTEGER,
            other TEXT NOT NULL,
            other_description INTEGER,
            at TEXT NOT NULL
        );
        CREATE INDEX decisions_one ON decisions (one);
        CREATE INDEX decisions_other ON decisions (other);
        CREATE TABLE namesakes (
            article_key TEXT NOT NULL,
            key TEXT NOT NULL,
            namesake TEXT NOT NULL,
            PRIMARY KEY (article_key, key)
        ) WITHOUT ROWID;
        CREATE TABLE listed (
            alias TEXT NOT NULL,
            class TEXT NOT NULL,
            name TEXT NOT NULL,
            qid TEXT,
            PRIMARY KEY (alias, class)
        ) WITHOUT ROWID;
        INSERT INTO decisions (same, one, other, at)
        SELECT 1, s.key, a.key, '' FROM aliases AS a JOIN speakers AS s ON s.id = a.speaker_id
        WHERE a.reason = 'person' ORDER BY a.id;
        ALTER TABLE aliases RENAME TO former_aliases;
        DROP INDEX aliases_speaker;
        CREATE TABLE aliases (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            speaker_id INTEGER NOT NULL REFERENCES speakers (id),
            reason TEXT NOT NULL CHECK (reason IN (
                'same name', 'alias list', 'your list', 'article', 'middle name', 'nickname', 'initials',
                'surname', 'misspelling', 'person'
            )),
            detail TEXT NOT NULL DEFAULT '',
            UNIQUE (key, speaker_id)
        );
        CREATE INDEX aliases_speaker ON aliases (speaker_id);
        INSERT INTO aliases (id, key, name, speaker_id, reason)
        SELECT id, key, name, speaker_id, reason FROM former_aliases;
        DROP TABLE former_aliases;
        ALTER TABLE quotes ADD COLUMN description_id INTEGER REFERENCES descriptions (id);
        DROP INDEX quotes_speaker;
        CREATE INDEX quotes_speaker ON quotes (speaker_id);
        CREATE INDEX quotes_description ON quotes (description_id);
        CREATE INDEX quotes_undescribed ON quotes (article_id)
            WHERE description_id IS NULL AND speaker_id IS NOT NULL;
    """,
    4: """
        -- Indexes over three values each, which led SQLite astray.
        DROP INDEX quotes_act;
        DROP INDEX quotes_kind;
    """,
    5: """
        -- What articles grant of sources without a name.
        ALTER TABLE quotes ADD COLUMN number INTEGER;
        ALTER TABLE quotes ADD COLUMN former INTEGER;
        ALTER TABLE quotes ADD COLUMN anonymity TEXT;
        DROP VIEW quote_list;
        CREATE VIEW quote_list AS
        SELECT
            q.id, q.key, q.text AS quote, coalesce(s.name, q.speaker) AS speaker, q.role, q.affiliation,
            q.act, q.kind, s.type, s.named, q.addressee, q.medium, q.via, q.cue, q.source, q.confidence,
            o.name AS outlet, a.published, a.title, a.url, a.source AS article, q.article_id, q.speaker_id,
            a.outlet_id, q.start, q.group_id, a.author, q.source_class, q.number, q.former,
            q.anonymity
        FROM quotes AS q
        JOIN articles AS a ON a.id = q.article_id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id
        LEFT JOIN outlets AS o ON o.id = a.outlet_id
        WHERE NOT EXISTS (
            SELECT 1 FROM reviews AS r
            WHERE r.quote_key = q.key AND r.verdict = 'reject'
            AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = q.key)
        );
    """,
    6: """
        -- What quotes are about; those that are there get their terms when they are extracted anew.
        ALTER TABLE quotes ADD COLUMN topics TEXT;
        CREATE TABLE topics (
            id INTEGER PRIMARY KEY,
            term TEXT NOT NULL CHECK (term <> ''),
            quotes INTEGER NOT NULL
        );
        CREATE TABLE quote_topics (
            topic_id INTEGER NOT NULL,
            quote_id INTEGER NOT NULL,
            PRIMARY KEY (topic_id, quote_id)
        ) WITHOUT ROWID;
        -- All that sorting a speaker's quotes by date needs of them.
        DROP INDEX quotes_speaker;
        CREATE INDEX quotes_speaker ON quotes (speaker_id, article_id, start);
    """,
    7: """
        -- What articles spell out; those that are there are read for it when they are extracted anew.
        CREATE TABLE abbreviations (
            key TEXT NOT NULL,
            target TEXT NOT NULL,
            name TEXT NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (key, target, name, article_id)
        ) WITHOUT ROWID;
        CREATE INDEX abbreviations_target ON abbreviations (target);
        CREATE INDEX abbreviations_article ON abbreviations (article_id);
    """,
    8: """
        -- Every quote with a source has a speaker, so a name leads to its quotes through two indexes.
        CREATE INDEX speakers_name_exact ON speakers (name);
        DROP VIEW quote_list;
        CREATE VIEW quote_list AS
        SELECT
            q.id, q.key, q.text AS quote, s.name AS speaker, q.role, q.affiliation,
            q.act, q.kind, s.type, s.named, q.addressee, q.medium, q.via, q.cue, q.source, q.confidence,
            o.name AS outlet, a.published, a.title, a.url, a.source AS article, q.article_id, q.speaker_id,
            a.outlet_id, q.start, q.group_id, a.author, q.source_class, q.number, q.former,
            q.anonymity
        FROM quotes AS q
        JOIN articles AS a ON a.id = q.article_id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id
        LEFT JOIN outlets AS o ON o.id = a.outlet_id
        WHERE NOT EXISTS (
            SELECT 1 FROM reviews AS r
            WHERE r.quote_key = q.key AND r.verdict = 'reject'
            AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = q.key)
        );
        DROP VIEW statement_list;
        CREATE VIEW statement_list AS
        SELECT
            g.id, g.key, q.text AS quote, s.name AS speaker, g.quotes, g.outlets,
            g.attributions,
            (SELECT min(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
                WHERE m.group_id = g.id) AS first,
            (SELECT max(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
                WHERE m.group_id = g.id) AS last
        FROM groups AS g
        JOIN quotes AS q ON q.id = g.id
        LEFT JOIN speakers AS s ON s.id = q.speaker_id;
    """,
    9: """
        -- Quotes that another one stands for.
        CREATE TABLE repeats (
            quote_id INTEGER PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
            original_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE
        ) WITHOUT ROWID;
        CREATE INDEX repeats_original ON repeats (original_id);
        -- What tells those apart who share a common name. Known once their articles are extracted again.
        ALTER TABLE descriptions ADD COLUMN about TEXT NOT NULL DEFAULT '';
        ALTER TABLE descriptions ADD COLUMN decade INTEGER NOT NULL DEFAULT 0;
        -- Copies by their origin, not by pairs. The next run finds them again.
        DROP TABLE copies;
        CREATE TABLE copies (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            origin_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
        ) WITHOUT ROWID;
        CREATE INDEX copies_origin ON copies (origin_id);
        DELETE FROM bands;
        UPDATE articles SET rules = 0;
    """,
    10: """
        -- Without the index of prefixes of two letters, which took long to write and is seldom asked.
        CREATE VIRTUAL TABLE quotes_fts_new USING fts5 (
            quote, speaker, role, affiliation, outlet, title,
            tokenize = "unicode61 remove_diacritics 2",
            prefix = '3'
        );
        INSERT INTO quotes_fts_new (rowid, quote, speaker, role, affiliation, outlet, title)
        SELECT rowid, quote, speaker, role, affiliation, outlet, title FROM quotes_fts;
        DROP TABLE quotes_fts;
        ALTER TABLE quotes_fts_new RENAME TO quotes_fts;
    """,
}
"""SQL that brings a database of the version in the key to the next one. History: never changed."""

_INDEX = re.compile(r"^CREATE INDEX (?P<name>\w+) ON quotes \([^;]*;", re.MULTILINE)
# When the full-text index writes a part of its own, in bytes, and when parts are merged. FTS5's own settings; and
# a part a transaction, none merged before there are a thousand.
_AS_USUAL = {"hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}
_FILLING = {"hashsize": 1 << 26, "automerge": 0, "crisismerge": 1000}

_PACKAGE = Path(__file__).parent.parent


def schema_sql() -> str:
    """The text of `schema.sql`: in the package where it was installed, beside it in a checkout."""
    inside = _PACKAGE / "schema.sql"
    path = inside if inside.exists() else _PACKAGE.parent / "schema.sql"
    return path.read_text(encoding="utf-8")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever created in the database."""
    return connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def identity(connection: sqlite3.Connection) -> tuple[int, int]:
    """Whose database this is and of which version: `application_id` and `user_version`."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def create(connection: sqlite3.Connection) -> None:
    """Create all tables and views, or none. Does nothing where another process was quicker."""
    with _exclusive(connection):
        if is_empty(connection):
            _run(connection, schema_sql())


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Drop what only readers of quotes need, until `complete`. Inside a transaction of the caller's."""
    for name in _indexes():
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    _set_index(connection, **_FILLING)


def complete(connection: sqlite3.Connection) -> None:
    """Make the indexes that `drop_indexes` dropped. Does nothing, quickly, where they are there."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    missing = {name: statement for name, statement in _indexes().items() if name not in there}
    if not missing:
        return
    with _exclusive(connection):
        for statement in missing.values():
            connection.execute(statement.replace(" INDEX ", " INDEX IF NOT EXISTS ", 1))
        _set_index(connection, **_AS_USUAL)


def migrate(
    connection: sqlite3.Connection,
    steps: Mapping[int, str] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> None:
    """Bring the database to version `target`, all the way or not at all; a newer one is left
    alone.
    """
    with _exclusive(connection):
        # Asked for under the lock: another process may have migrated in the meantime.
        _, version = identity(connection)
        for step in range(version, target):
            _run(connection, steps[step])
            connection.execute(f"PRAGMA user_version = {step + 1}")


@contextmanager
def _exclusive(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its first moment."""
    take_lock(connection, "BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors, such as a full disk, have ended it already
            connection.execute("ROLLBACK")
        raise


def _indexes() -> dict[str, str]:
    """The indexes over quotes, by name, as `schema.sql` has them."""
    found = (_INDEX.search(statement) for statement in _statements(schema_sql()))
    return {match["name"]: match[0] for match in found if match}


def _set_index(connection: sqlite3.Connection, **settings: int) -> None:
    for setting, value in settings.items():
        connection.execute(
            "INSERT INTO quotes_fts (quotes_fts, rank) VALUES (?, ?)", (setting, value)
        )


def _run(connection: sqlite3.Connection, script: str) -> None:
    # `executescript` would commit the open transaction first, and a kill would leave half a schema.
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
