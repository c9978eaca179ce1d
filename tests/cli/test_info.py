"""`quotes info`."""

import json

import quotes


def test_versions_and_model_need_no_database(run):
    facts = json.loads(run("info").stdout)
    assert facts["versions"]["quotes"] == quotes.__version__
    assert set(facts) == {"versions", "model"}
    assert facts["model"]["licence"] and facts["model"]["corpora"] and facts["model"]["scores"]
    assert "spacy" in run("info", "--format", "table").stdout


def test_a_database_is_told_by_size_and_coverage(run, database):
    facts = json.loads(run("info", database).stdout)["database"]
    assert (facts["articles"], facts["quotes"], facts["speakers"]) == (2, 4, 4)
    assert facts["last_run"]["failures"] == 1
    table = run("info", database, "--format", "table").stdout
    assert "3 statement, 1 silence" in table
    assert "2026-03-04 … 2026-03-06" in table
    assert "The Marlow Courant" in table


def test_articles_without_outlet_are_counted_as_such(run, tmp_path):
    from quotes import store
    from quotes.types import Article

    db = store.open_database(tmp_path / "q.db", create=True)
    number = store.start_run(db, "0.1.0", "none")
    store.store_extraction(db, number, Article("No quotes here.", "a.txt", "a"), [], "test")
    db.conn.close()
    assert "no outlet named" in run("info", tmp_path / "q.db", "--format", "table").stdout
