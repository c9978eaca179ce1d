"""What a user can point `--db` at, and the one line that says what is wrong with it."""

import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from quotes.errors import DatabaseError
from quotes.store import open_database, schema, search, store_extraction
from quotes.store.database import transaction

from .stories import VERSION, content, its_quotes, port_ellery


def complaint(path: Path, **options: bool) -> str:
    with pytest.raises(DatabaseError) as caught:
        open_database(path, **options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_a_new_database_is_made_only_where_asked(path):
    assert "quotes extract ARTICLES --db" in complaint(path)
    assert not path.exists()
    assert open_database(path, create=True).conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert path.exists()


@pytest.mark.parametrize("options", [{"create": True}, {"readonly": True}, {}])
def test_what_is_no_database(tmp_path, options):
    text = tmp_path / "article.txt"
    text.write_text("“No,” she said. " * 100)
    assert "is not a quote database" in complaint(text, **options)
    assert "is a folder" in complaint(tmp_path, **options)
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in complaint(tmp_path / "pipe", **options)


def test_a_file_name_that_cannot_be(tmp_path):
    assert "name" in complaint(tmp_path / ("x" * 300), create=True)
    assert "there is no folder" in complaint(tmp_path / "missing" / "quotes.db", create=True)


def test_a_database_of_another_program(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE quotes (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    assert "of another program" in complaint(path, create=True)
    assert "of another program" in complaint(path, readonly=True)
    assert path.read_bytes() == before


def test_an_empty_file_is_filled_only_by_extract(path):
    path.touch()
    assert "holds no quotes yet" in complaint(path, readonly=True)
    assert open_database(path, create=True).table_names()


def test_a_database_of_a_newer_program(db, path):
    db.conn.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    for options in ({"create": True}, {"readonly": True}):
        assert "update the program" in complaint(path, **options)


def test_a_damaged_database(db, path, run, store):
    store(port_ellery())
    db.conn.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DatabaseError, match="is damaged"):
        search(open_database(path, readonly=True), "bridge")


def test_another_program_is_writing(path, db, run):
    article = port_ellery()
    other = open_database(path, timeout=0.05)
    db.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="another program is writing") as caught:
        store_extraction(other, run, article, its_quotes(article), VERSION)
    assert str(path) in str(caught.value)
    db.conn.execute("ROLLBACK")
    assert store_extraction(other, run, article, its_quotes(article), VERSION) == "stored"


def test_a_writer_gets_its_turn_beside_one_that_never_rests(path, db):
    """Whoever has much to write takes the lock again as soon as it is free."""
    busy = threading.Event()
    done = threading.Event()

    def write_without_rest():
        own = open_database(path)
        while not done.is_set():
            with transaction(own):
                busy.set()
                time.sleep(0.3)
        own.conn.close()

    other = threading.Thread(target=write_without_rest)
    other.start()
    assert busy.wait(10)
    try:
        for _ in range(5):
            with transaction(db):  # raises when it never comes to its turn
                pass
        assert other.is_alive()
    finally:
        done.set()
        other.join()


def test_readers_do_not_wait_for_a_writer(path, db, store):
    store(port_ellery())
    db.conn.execute("BEGIN IMMEDIATE")
    assert search(open_database(path, readonly=True, timeout=0), "bridge")


def test_a_full_disk_loses_only_the_article_in_hand(db, run, store):
    store(port_ellery())
    before = content(db)
    (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
    db.conn.execute(f"PRAGMA max_page_count = {pages}")
    second = port_ellery(text="A new story. " * 5000, origin="place-2")
    with pytest.raises(DatabaseError, match="the disk is full; free some space"):
        store_extraction(db, run, second, [], VERSION)
    assert content(db) == before
    db.conn.execute("PRAGMA max_page_count = 1000000")
    assert store_extraction(db, run, second, [], VERSION) == "stored"


def test_reading_only(path, db, run, store):
    store(port_ellery())
    reader = open_database(path, readonly=True)
    with pytest.raises(DatabaseError, match="cannot be written; check the permissions"):
        store_extraction(reader, run, port_ellery(text="Another."), [], VERSION)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_in_a_folder_that_cannot_be_written(path, db, store):
    store(port_ellery())
    db.conn.close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert search(open_database(path, readonly=True), "bridge")
        assert "check the permissions" in complaint(path, create=True)
        assert "check the permissions" in complaint(path.parent / "new.db", create=True)
    finally:
        path.parent.chmod(0o700)
