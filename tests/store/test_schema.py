"""`schema.sql` is the only statement of the tables: all else agrees with it."""

import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from quotes.store import (
    EXPORT_COLUMNS,
    export_rows,
    group_quotes,
    open_database,
    rows,
    schema,
    search,
)
from quotes.store.search import Hit

from .stories import content, port_ellery

BESIDE = Path(__file__).parents[2] / "schema.sql"


def columns(db, table: str) -> list[str]:
    return [row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")]


def layout(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def test_the_installed_schema_is_the_one_beside_the_package():
    inside = Path(str(files("quotes") / "schema.sql"))
    if BESIDE.exists() and inside.exists():
        assert inside.read_bytes() == BESIDE.read_bytes()
    assert schema.schema_sql().encode() == (BESIDE if BESIDE.exists() else inside).read_bytes()


def test_the_schema_says_whose_it_is(db):
    assert schema.identity(db.conn) == (schema.APPLICATION_ID, schema.SCHEMA_VERSION)


@pytest.mark.parametrize(
    ("table", "named", "left_out"),
    [
        ("articles", rows.ARTICLE_COLUMNS, {"id", "rules"}),
        ("quotes", rows.QUOTE_COLUMNS, {"group_id", "rules"}),
        ("spans", rows.SPAN_COLUMNS, set()),
        ("quotes_fts", rows.INDEX_COLUMNS, set()),
    ],
)
def test_rows_fill_every_column(db, table, named, left_out):
    assert {*named} - {"rowid"} == {*columns(db, table)} - left_out


def test_rows_have_a_value_for_each_column(db, store):
    store(port_ellery())
    assert list(next(export_rows(db))) == list(EXPORT_COLUMNS)
    (hit, *_) = search(db, "bridge")
    assert isinstance(hit, Hit)


def test_every_foreign_key_and_facet_has_an_index(db):
    for (table,) in db.conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'"
    ).fetchall():
        indexed = {
            db.conn.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in db.conn.execute(f"PRAGMA index_list({table})").fetchall()
        }
        keys = {row[3] for row in db.conn.execute(f"PRAGMA foreign_key_list({table})")}
        assert keys <= indexed, table


def test_an_older_database_is_migrated_or_left_as_it_is(tmp_path):
    def older(name: str) -> sqlite3.Connection:
        connection = sqlite3.connect(tmp_path / name)
        connection.execute("CREATE TABLE outlets (id INTEGER PRIMARY KEY)")
        connection.execute("PRAGMA user_version = 1")
        return connection

    steps = {
        1: "ALTER TABLE outlets ADD COLUMN name TEXT;\nCREATE INDEX names ON outlets (name);",
        2: "ALTER TABLE outlets ADD COLUMN country TEXT;",
    }
    fresh = sqlite3.connect(tmp_path / "fresh.db")
    fresh.execute("CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT, country TEXT)")
    fresh.execute("CREATE INDEX names ON outlets (name)")
    migrated = older("older.db")
    schema.migrate(migrated, steps, target=3)
    schema.migrate(migrated, steps, target=3)
    assert layout(migrated) == layout(fresh)
    assert migrated.execute("PRAGMA user_version").fetchone() == (3,)

    broken = older("broken.db")
    before = layout(broken)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(broken, {**steps, 2: "ALTER TABLE missing ADD COLUMN x;"}, target=3)
    assert layout(broken) == before
    assert broken.execute("PRAGMA user_version").fetchone() == (1,)


def shape(connection: sqlite3.Connection) -> dict[str, object]:
    """The layout without the words it was stated in: ALTER TABLE leaves its own."""
    found: dict[str, object] = {"identity": schema.identity(connection)}
    for type_, name, sql in layout(connection):
        if type_ == "view":
            found[name] = " ".join(sql.split())
        elif type_ == "table":
            found[name] = [
                connection.execute(f"PRAGMA {pragma}({name})").fetchall()
                for pragma in ("table_xinfo", "foreign_key_list")
            ]
        else:
            found[name] = connection.execute(f"PRAGMA index_xinfo({name})").fetchall()
    return found


def test_a_database_of_the_first_version_becomes_what_a_new_one_is(tmp_path, db, store):
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript((Path(__file__).parent / "schema_v1.sql").read_text("utf-8"))
    store(port_ellery())
    # Classes are not worked out for what was stored before there were any.
    db.execute(
        "UPDATE quotes SET source_class = NULL, number = NULL, former = NULL, anonymity = NULL"
    )
    v1 = {
        "quotes": (
            "rules",
            "source_class",
            "description_id",
            "number",
            "former",
            "anonymity",
            "topics",
        ),
        "articles": ("rules",),
        "speakers": ("qid",),
        "aliases": ("detail",),
    }
    for table in (
        "outlets",
        "runs",
        "articles",
        "origins",
        "speakers",
        "aliases",
        "quotes",
        "spans",
    ):
        kept = [name for name in columns(db, table) if name not in v1.get(table, ())]
        old.executemany(
            f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({', '.join('?' * len(kept))})",
            db.conn.execute(f"SELECT {', '.join(kept)} FROM {table}").fetchall(),
        )
    old.commit()
    old.close()
    migrated = open_database(tmp_path / "old.db")
    assert shape(migrated.conn) == shape(db.conn)
    tables = ("articles", "quotes", "speakers", "spans")
    assert {name: content(migrated)[name] for name in tables} == {
        name: content(db)[name] for name in tables
    }
    # What was stored before is grouped by the next run.
    assert group_quotes(migrated) == group_quotes(db) == 3
    assert content(migrated)["prints"] == content(db)["prints"]


def test_every_known_version_can_be_migrated():
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.SCHEMA_VERSION))


def test_an_older_database_is_migrated_for_readers_too(path, db, monkeypatch):
    now = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", now + 1)
    step = {now: "CREATE TABLE more (id);"}
    monkeypatch.setattr(schema.migrate, "__defaults__", (step, now + 1))
    reader = open_database(path, readonly=True)
    assert "more" in reader.table_names()
    assert schema.identity(reader.conn) == (schema.APPLICATION_ID, now + 1)


def test_importing_the_store_is_light():
    code = "import sys, quotes.store; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"spacy", "textacy", "thinc", "numpy", "sqlite_utils", "datasette", "click", "rich"}
    assert not heavy & {*loaded}
