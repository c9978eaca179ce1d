"""The package as a guest in Datasette: what it adds, and where it keeps out."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from datasette.app import Datasette

from quotes.browse import counting, metadata
from quotes.browse.server import instance_of
from quotes.store import open_database
from tests.browse.library import LEDGER_QUOTES, build


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A database of somebody else's that happens to have a table called quotes."""
    path = tmp_path / "prices.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE quotes (id INTEGER PRIMARY KEY, key TEXT, text TEXT)")
    connection.execute("INSERT INTO quotes VALUES (1, 'k', 'three for two')")
    connection.commit()
    connection.close()
    return path


async def test_plain_datasette_shows_the_same_pages_as_serve(database: Path, datasette):
    plain = Datasette(files=[str(database)])
    for path in ("/", "/quotes/-/search?q=road", "/quotes/-/article/1", "/quotes/-/speaker/1"):
        ours, theirs = await datasette.client.get(path), await plain.client.get(path)
        assert theirs.status_code == 200
        assert theirs.text == ours.text
        assert theirs.headers["content-security-policy"] == ours.headers["content-security-policy"]


async def test_a_foreign_database_is_left_alone(foreign: Path):
    datasette = Datasette(files=[str(foreign)])
    index = await datasette.client.get("/")
    assert index.status_code == 200 and "quotes.css" not in index.text
    assert "content-security-policy" not in index.headers
    table = await datasette.client.get("/prices/quotes")
    assert table.status_code == 200 and "/-/quote/" not in table.text
    assert (await datasette.client.get("/nothing")).status_code == 404
    assert (await datasette.client.get("/prices/-/search")).status_code != 200
    assert datasette.metadata("title") is None


async def test_beside_a_foreign_database_the_front_page_stays_datasettes(
    foreign: Path, database: Path
):
    datasette = Datasette(files=[str(foreign), str(database)])
    index = await datasette.client.get("/")
    assert "prices" in index.text and "Who said what, in which words?" not in index.text
    home = await datasette.client.get("/quotes/-/home")
    assert "Who said what, in which words?" in home.text
    assert 'class="brand" href="/quotes/-/home"' in home.text
    assert "/-/quote/" not in (await datasette.client.get("/prices/quotes")).text


async def test_an_older_or_newer_schema_is_left_alone(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    datasette = Datasette(files=[str(path)])
    assert "Who said what, in which words?" not in (await datasette.client.get("/")).text


async def test_a_base_url_stands_before_every_address(database: Path):
    datasette = Datasette(files=[str(database)], settings={"base_url": "/news/"})
    home = await datasette.client.get("/")
    assert 'action="/news/quotes/-/search"' in home.text
    assert (await datasette.client.get("/quotes/-/search")).status_code == 200


async def test_permissions_of_the_instance_hold(database: Path):
    metadata = {"databases": {"quotes": {"tables": {"articles": {"allow": {"id": "editor"}}}}}}
    datasette = Datasette(files=[str(database)], metadata=metadata)
    assert (await datasette.client.get("/quotes/-/article/1")).status_code == 403
    assert (await datasette.client.get("/quotes/-/search")).status_code == 200


async def test_a_file_name_may_hold_anything_that_datasette_can_open(tmp_path: Path):
    path = build(tmp_path / "my quotes (v1.2).db")
    datasette = instance_of(path)
    assert datasette.setting("default_allow_sql") is False
    home = await datasette.client.get("/")
    assert home.status_code == 200
    search = home.text.partition('action="')[2].partition('"')[0]
    assert (await datasette.client.get(search)).status_code == 200


async def test_quote_list_has_facets_and_full_text_search_as_json(datasette):
    answer = await datasette.client.get("/quotes/quote_list.json?_shape=objects&_search=road")
    data = answer.json()
    assert {row["key"] for row in data["rows"]} >= {LEDGER_QUOTES[1].key}
    assert len(data["rows"]) == 2
    answer = await datasette.client.get("/quotes/quote_list.json?_shape=objects&_facet=outlet")
    facets = answer.json()["facet_results"]
    outlets = {value["value"]: value["count"] for value in facets["outlet"]["results"]}
    assert outlets == {"Harbour Ledger": 6, "Marlow Courant": 2, "<u>Outlet</u>": 1}


async def test_filtered_tables_are_counted_as_long_as_that_is_quick(datasette, monkeypatch):
    filtered, count = "/quotes/quote_list?kind__exact=direct", re.compile(r"<h3>\s*\d+ rows?\b")
    assert count.search((await datasette.client.get(filtered)).text)

    monkeypatch.setattr(counting, "COUNTED", 1)
    page = await datasette.client.get(filtered)
    assert page.status_code == 200 and "kind = &#34;direct&#34;" in page.text
    assert not count.search(page.text)
    assert count.search((await datasette.client.get("/quotes/quote_list")).text)
    as_json = await datasette.client.get(filtered.replace("?", ".json?"))
    assert as_json.json()["filtered_table_rows_count"] > 1


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/quotes/quote_list", f'href="/quotes/-/quote/{LEDGER_QUOTES[0].key}"'),
        ("/quotes/quote_list", 'href="/quotes/-/article/1"'),
        ("/quotes/speaker_list", 'href="/quotes/-/speaker/1"'),
        ("/quotes/speakers", 'href="/quotes/-/speaker/1"'),
        ("/quotes/articles/1", 'href="/quotes/-/article/1"'),
        ("/quotes/quotes/1", 'href="/quotes/-/quote/'),
    ],
)
async def test_datasettes_tables_lead_to_our_pages(datasette, path: str, link: str):
    assert link in (await datasette.client.get(path)).text


async def test_sql_and_downloads_are_not_on_offer(datasette):
    answer = await datasette.client.get("/quotes.json?_shape=array&sql=select+1")
    assert answer.status_code == 403
    assert (await datasette.client.get("/quotes.db")).status_code == 403


def test_the_descriptions_name_columns_that_exist(tmp_path: Path):
    database = open_database(tmp_path / "new.db", create=True)
    described = metadata.describe(["new"], "/{}/{}".format, sole="new")["databases"]["new"][
        "tables"
    ]
    for table, description in described.items():
        cursor = database.conn.execute(f"SELECT * FROM {table}")
        present = {column[0] for column in cursor.description}
        assert set(description.get("columns", {})) <= present, table
        assert set(description.get("facets", [])) <= present, table
    database.close()


def test_metadata_given_out_once_is_not_changed_by_what_is_merged_into_it():
    first = metadata.describe(["quotes"], "/{}/{}".format, sole="quotes")
    first["databases"]["quotes"]["tables"]["quote_list"]["columns"]["key"] = "changed"
    second = metadata.describe(["quotes"], "/{}/{}".format, sole="quotes")
    assert second["databases"]["quotes"]["tables"]["quote_list"]["columns"]["key"] != "changed"


def test_the_browser_view_needs_no_language_model():
    code = "import sys, quotes.browse.server, quotes.browse.routes; print('spacy' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"
