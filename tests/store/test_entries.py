"""Quotes held in memory while they are grouped are those of the database."""

from quotes.store import open_database, start_run, store_extraction
from quotes.store.entries import Entries

from .stories import VERSION, its_quotes, port_ellery


def test_what_another_program_changes_is_read_again(db, tmp_path):
    article = port_ellery()
    store_extraction(db, start_run(db, "1", "m"), article, its_quotes(article), VERSION)
    path = db.conn.execute("PRAGMA database_list").fetchone()[2]
    entries = Entries(db)
    entries.refresh()
    assert entries.read([1])[1].statement.voice.name == "Ana Ruiz"

    other = open_database(path)
    with other.atomic():
        other.conn.execute("UPDATE quotes SET speaker = 'Tom Lee' WHERE id = 1")
    other.conn.close()
    entries.refresh()
    assert entries.read([1])[1].statement.voice.name == "Tom Lee"


def test_few_are_kept_and_all_are_found(db):
    article = port_ellery()
    store_extraction(db, start_run(db, "1", "m"), article, its_quotes(article), VERSION)
    entries = Entries(db, kept=2)
    assert set(entries.read([1, 2, 3, 99])) == {1, 2, 3}
    assert set(entries.read([2, 99])) == {2}
    assert [entries.read([id_])[id_].compared for id_ in (1, 2, 3)] == [True, True, False]
