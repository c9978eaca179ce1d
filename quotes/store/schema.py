"""The database's shape: `schema.sql` for a new one, migrations for an older one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

APPLICATION_ID = 0x51554F54
SCHEMA_VERSION = 3

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
        -- Indexes over three values each, which led SQLite astray.
        DROP INDEX quotes_act;
        DROP INDEX quotes_kind;
    """,
}
"""SQL that brings a database of the version in the key to the next one. History: never changed."""

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
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors, such as a full disk, have ended it already
            connection.execute("ROLLBACK")
        raise


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
