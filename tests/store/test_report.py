"""The flat table and the figures about a database."""

from dataclasses import replace

from quotes.store import (
    EXPORT_COLUMNS,
    add_review,
    database_info,
    export_rows,
    record_failure,
    report,
)

from .stories import its_quotes, port_ellery


def test_the_flat_table(db, store):
    store(port_ellery(origin="place-2", url="https://a.example/1", outlet=None, published=None))
    first, *others = its_quotes(port_ellery())
    store(port_ellery(), [replace(first, topics=("bridge", "port")), *others])
    table = list(export_rows(db))
    assert len(table) == 6
    assert list(table[3].values()) == [
        its_quotes(port_ellery())[0].key, "harbor.txt", "Ellery Post", "2025-03-18", "The bridge",
        None, None, "statement", "direct", "“We will rebuild the bridge,”", "Ana Ruiz", "person",
        True, "mayor of Port Ellery", None, "said", "Ana Ruiz", None, None, None, 0.91, 0,
        "unknown", None, None, None, "bridge; port",
    ]  # fmt: skip
    assert [row["start"] for row in table[:3]] == sorted(row["start"] for row in table[:3])
    assert list(table[0]) == list(EXPORT_COLUMNS)


def test_the_flat_table_is_read_as_it_is_asked_for(db, store):
    store(port_ellery())
    rows = export_rows(db)
    next(rows)
    plan = db.conn.execute(f"EXPLAIN QUERY PLAN {report.FLAT} {report.FLAT_ORDER}").fetchall()
    assert not [step for step in plan if step[3] == "USE TEMP B-TREE FOR ORDER BY"]
    assert len(list(rows)) == 2


def test_rejected_quotes_are_in_no_figure(db, store):
    store(port_ellery())
    add_review(db, its_quotes(port_ellery())[0].key, "reject")
    assert len(list(export_rows(db))) == 2
    assert database_info(db)["kinds"] == {"indirect": 2}


def test_figures(db, run, store, path):
    store(port_ellery())
    store(port_ellery(text="No date.", origin="place-2", outlet=None, published=None), [])
    record_failure(db, run, "gone.txt", "there is no such file")
    info = database_info(db)
    last_run = info.pop("last_run")
    assert info.pop("bytes") > 4096
    assert info == {
        "path": str(path),
        "articles": 2,
        "words": 34,
        "first": "2025-03-18",
        "last": "2025-03-18",
        "quotes": 3,
        "acts": {"statement": 2, "silence": 1},
        "kinds": {"indirect": 2, "direct": 1},
        "speakers": 2,
        "named_speakers": 2,
        "outlets": [
            {"outlet": None, "articles": 1, "first": None, "last": None, "quotes": 0},
            {
                "outlet": "Ellery Post",
                "articles": 1,
                "first": "2025-03-18",
                "last": "2025-03-18",
                "quotes": 3,
            },
        ],
        "reviews": 0,
        "failures": 1,
    }
    assert last_run["model"] == "model-1"


def test_figures_of_a_database_without_runs(db):
    info = database_info(db)
    assert (info["articles"], info["quotes"], info["last_run"], info["outlets"]) == (0, 0, None, [])
