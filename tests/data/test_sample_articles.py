"""The sample articles: all readable, and what the demo promises to show is in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.evaluate.gold import read_gold
from quotes.ingest import read_articles
from quotes.types import Article

DATA = Path(__file__).parents[2] / "data"
OUTLETS = ("breakwater", "harbor", "lowland", "marlow", "section", "squall", "tidewire")
STORIES = {"tax": 6, "bridge": 6, "water": 5}

# One statement, as the outlets cut it: words that each of them kept, and who carried it.
SHARED = [
    (
        r"complete betrayal",
        {"harbor", "squall", "section", "lowland", "marlow"},
    ),
    (r"clear and secure process", {"tidewire", "harbor", "section", "marlow"}),
    (r"support law enforcement", {"tidewire", "harbor", "lowland", "marlow"}),
    (r"mobilizing federal and state", {"squall", "lowland"}),
    (r"door in Section 6103", {"tidewire", "section", "squall", "lowland"}),
    (r"promise was signed away", {"tidewire", "harbor", "squall"}),
    (
        r"traffic cone",
        {"tidewire", "harbor", "squall", "lowland", "marlow", "breakwater"},
    ),
    (r"no inspection in nine years", {"tidewire", "harbor", "lowland", "breakwater"}),
    (r"twenty-two thousand", {"tidewire", "squall", "marlow"}),
    (r"missing from the file|removed from the file", {"tidewire", "harbor", "breakwater"}),
    (
        r"apologi[sz]e for it in October|say sorry in the autumn",
        {"tidewire", "section", "lowland", "marlow", "breakwater"},
    ),
    (
        r"tell a tree to skip a year",
        {"tidewire", "section", "lowland", "marlow", "breakwater"},
    ),
    (
        r"1\.3 met(?:re|er)s",
        {"tidewire", "section", "lowland", "marlow", "breakwater"},
    ),
]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read_articles([str(DATA / "articles")]))
    assert [item for item in found if not isinstance(item, Article)] == []
    return found


def test_every_article_says_where_and_when_it_was_printed(articles):
    bare = [Path(a.source).name for a in articles if not (a.outlet and a.published and a.title)]
    # One file is text and nothing else, as people paste it.
    assert bare == ["breakwater-water.txt"]


def test_outlets_are_as_many_as_promised(articles):
    outlets = {a.outlet for a in articles if a.outlet}
    assert outlets == {
        "Harbor Ledger",
        "Lowland Public Radio",
        "Section Notes",
        "The Breakwater",
        "The Daily Squall",
        "The Marlow Courant",
        "Tidewire",
    }


def test_articles_have_the_length_of_news(articles):
    words = {a.source: len(a.text.split()) for a in articles}
    assert {name: n for name, n in words.items() if not 250 <= n <= 700} == {}


def test_addresses_are_of_domains_that_cannot_exist(articles):
    urls = [a.url for a in articles if a.url]
    assert len(urls) == len(articles) - 1
    assert all(re.match(r"https://[a-z]+\.example/", url) for url in urls)


def test_all_formats_are_there():
    suffixes = {path.suffix for path in (DATA / "articles").iterdir()}
    assert suffixes == {".jsonl", ".html", ".txt", ".md"}


def test_each_article_is_annotated_under_its_story(articles):
    annotated = {
        story: {item.name for item in read_gold(DATA / "gold" / f"{story}.jsonl")}
        for story in STORIES
    }
    assert {story: len(names) for story, names in annotated.items()} == STORIES
    assert set().union(*annotated.values()) == {Path(a.source).name for a in articles}


def test_boilerplate_of_pages_is_no_part_of_the_text(articles):
    pages = [a for a in articles if a.source.endswith(".html")]
    assert len(pages) == 3
    for page in pages:
        assert not re.search(r"Subscribe|MORE FROM|Related|All rights reserved|Donate", page.text)


@pytest.mark.parametrize(("words", "outlets"), SHARED)
def test_statement_is_carried_by_several_outlets(articles, words, outlets):
    carriers = {Path(a.source).name for a in articles if re.search(words, a.text)}
    printed_by = {outlet for outlet in OUTLETS if any(outlet in name for name in carriers)}
    assert printed_by == outlets
