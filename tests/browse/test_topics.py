"""Topics on the pages, and pages that a common word or topic would make slow."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.browse import topics, window
from quotes.browse.server import instance_of
from quotes.store import open_database, start_run, store_extraction
from tests.browse.library import COURANT, COURANT_QUOTES, LEDGER, LEDGER_QUOTES
from tests.browse.test_pages import one, page, shown, speaker_path

TERMS = {
    LEDGER_QUOTES[0].key: ("ferry fare", "spring"),
    LEDGER_QUOTES[1].key: ("road", "engine"),
    LEDGER_QUOTES[3].key: ("penny",),
    LEDGER_QUOTES[4].key: ("board", "road"),
    COURANT_QUOTES[0].key: ("road",),
    COURANT_QUOTES[1].key: ("ferry fare",),
}


@pytest.fixture
def datasette(tmp_path: Path):
    database = open_database(tmp_path / "quotes.db", create=True)
    run = start_run(database, "1", "m")
    for article, attributions in ((LEDGER, LEDGER_QUOTES), (COURANT, COURANT_QUOTES)):
        found = [replace(each, topics=TERMS.get(each.key, ())) for each in attributions]
        store_extraction(database, run, article, found, "1")
    database.close()
    return instance_of(tmp_path / "quotes.db")


async def found(datasette, arguments: str) -> list[str]:
    tree = await page(datasette, f"/quotes/-/search?{arguments}")
    return [link.get("href").rpartition("/")[2] for link in tree.cssselect(".card blockquote a")]


async def test_a_speaker_page_begins_with_what_is_particular(datasette):
    path = await speaker_path(datasette, "Mara Quillfeather")
    listed = [shown(each) for each in (await page(datasette, path)).cssselect(".topics li")]
    assert set(listed) == {"road 2", "engine 1"}


async def test_a_topic_leads_to_its_quotes(datasette):
    tree = await page(datasette, await speaker_path(datasette, "Mara Quillfeather"))
    (link,) = [each for each in tree.cssselect(".topics a") if shown(each) == "road"]
    keys = {LEDGER_QUOTES[1].key, COURANT_QUOTES[0].key}
    assert set(await found(datasette, link.get("href").partition("?")[2])) == keys


@pytest.mark.parametrize("few", [5000, 0])
@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("topic=road", [COURANT_QUOTES[0], LEDGER_QUOTES[1], LEDGER_QUOTES[4]]),
        ("topic=road&outlet=Harbour+Ledger", [LEDGER_QUOTES[1], LEDGER_QUOTES[4]]),
        ("topic=road&q=split", [LEDGER_QUOTES[4]]),
        ("topic=nothing", []),
        ("q=road&sort=newest", [COURANT_QUOTES[0], LEDGER_QUOTES[1]]),
        ("q=road&outlet=Marlow+Courant", [COURANT_QUOTES[0]]),
        ("q=road&sort=newest&since=2026-03-04", [COURANT_QUOTES[0]]),
    ],
)
async def test_every_way_to_the_quotes_finds_the_same(
    datasette, monkeypatch, few: int, arguments: str, keys
):
    monkeypatch.setattr(window, "_FEW", few)
    assert await found(datasette, arguments) == [each.key for each in keys]


async def test_the_topic_facet_counts_its_quotes(datasette):
    tree = await page(datasette, "/quotes/-/search")
    (facet,) = [each for each in tree.cssselect(".facet") if shown(one(each, "summary")) == "Topic"]
    listed = [shown(each) for each in facet.cssselect("li")]
    assert listed[:2] == ["road 3", "ferry fare 2"]


async def test_of_many_matches_the_best_of_those_stored_last_are_shown(datasette, monkeypatch):
    everything = await found(datasette, "q=road+OR+fares+OR+penny")
    monkeypatch.setattr(window, "RANKED", 1)
    asked = await window.Asked({}, "road OR fares OR penny").measured(
        datasette.get_database("quotes")
    )
    kept = await window.best(datasette.get_database("quotes"), asked, 1, 0)
    assert len(everything) > 1
    assert kept == [8]  # the row that was written last


async def test_what_is_frequent_everywhere_tells_less(datasette):
    database = datasette.get_database("quotes")
    told = await topics.telling(database, Counter({"road": 2, "penny": 2}), 4, 5)
    assert [each.term for each in told] == ["penny", "road"]
    assert await topics.telling(database, Counter(), 0, 5) == []


async def test_speakers_are_listed_and_found_by_a_part_of_a_name(datasette):
    tree = await page(datasette, "/quotes/-/speakers")
    assert shown(tree.cssselect(".ranking tbody tr")[0]) == "Mara Quillfeather Person3"
    tree = await page(datasette, "/quotes/-/speakers?name=RENN")
    assert [shown(each) for each in tree.cssselect(".ranking tbody th")] == ["Tobias Renn"]
    tree = await page(datasette, "/quotes/-/speakers?name=%25")
    assert "No speaker’s name contains “%”" in shown(one(tree, "main"))
