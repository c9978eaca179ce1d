"""`docs/schema.md` says what is there, and its example queries run."""

import re
from pathlib import Path

import pytest

from quotes.store import EXPORT_COLUMNS

from .stories import port_ellery

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"
WRITTEN = DOCS.read_text("utf-8").partition("## The schema in full")[0]
QUERIES = re.findall(r"```sql\n(.*?)```", WRITTEN, re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_example_queries_run(db, store, query):
    store(port_ellery())
    db.conn.execute(query).fetchall()


def test_every_table_is_explained(db):
    hidden = re.compile("quotes_fts_|sqlite_")
    for name in (*db.table_names(), *db.view_names()):
        assert hidden.match(name) or f"`{name}`" in WRITTEN, name


def test_every_column_of_a_view_is_listed_in_order(db):
    for view in db.view_names():
        (row,) = re.findall(rf"^\| `{view}` \|.*", WRITTEN, re.MULTILINE)
        listed = re.findall(r"`(\w+)`", row)[1:]
        assert listed == [column[1] for column in db.conn.execute(f"PRAGMA table_info({view})")]


def test_the_columns_of_the_flat_table_are_listed_in_order():
    section = WRITTEN.partition("## The flat table")[2].partition("`id` is")[0]
    assert tuple(re.findall(r"`(\w+)`", section)) == EXPORT_COLUMNS
