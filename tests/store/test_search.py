"""Finding quotes again: words, phrases, beginnings, filters, and whatever else people type."""

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import QueryError
from quotes.store import MARK, finding, open_database, search, start_run, store_extraction
from quotes.types import Article

from .stories import VERSION, its_quotes, port_ellery, quote

FERRY = Article(
    "“Taxes on ferries are a café tax,” Zoë Lind told the Ellery Post. Officials doubted it. "
    "The well-known tax is legal, the report found.",
    "ferry.txt",
    "place-2",
    url="https://b.example/ferry",
    title="Ferry taxes",
    outlet="Coast Daily",
    published="2025-04-02T08:30:00+02:00",
)
FERRY_QUOTES = [
    quote(
        FERRY,
        "“Taxes on ferries are a café tax,”",
        speaker="Zoë Lind",
        kind="direct",
        addressee="Ellery Post",
    ),
    quote(FERRY, "doubted it", speaker="officials", named=False, type="group", act="attitude"),
    quote(FERRY, "The well-known tax is legal", speaker="report", named=False, type="document"),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    db = open_database(tmp_path_factory.mktemp("news") / "quotes.db", create=True)
    run = start_run(db, "1", "m")
    store_extraction(db, run, FERRY, FERRY_QUOTES, VERSION)
    store_extraction(db, run, port_ellery(), its_quotes(port_ellery()), VERSION)
    return db


def starts(hits) -> list[str]:
    """The first two words of each hit's text."""
    return [" ".join(hit.text.strip("“").split()[:2]) for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rebuild", ["We will"]),
        ("REBUILD bridge", ["We will"]),
        ('"will rebuild"', ["We will"]),
        ("“will rebuild”", ["We will"]),
        ('"rebuild will"', []),
        ("cafe", ["Taxes on"]),
        ("café", ["Taxes on"]),
        ("legal OR rebuild", ["The well-known", "We will"]),
        ("ruiz NOT rebuild", ["declined to"]),
        ("speaker: zoe", ["Taxes on"]),
        ("mayor", ["We will"]),
        ("nothing at all", []),
    ],
)
def test_words(news, query, found):
    result = search(news, query)
    assert sorted(starts(result)) == sorted(found)
    assert result.note is None


def test_beginnings_of_words_and_the_quote_before_the_title(news):
    hits = search(news, "tax*")
    assert starts(hits)[0] == "Taxes on"
    assert starts(hits)[-1] == "doubted it"
    assert len(hits) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("well-known", ["The well-known"]),
        ("re: rebuild [", []),
        ("rebuild (", ["We will"]),
        ('"rebuild', ["We will"]),
        ("what's*'; DROP TABLE quotes;--", []),
        ("“", []),
        ("* rebuild", ["We will"]),
    ],
)
def test_what_is_no_query_is_searched_as_it_stands(news, query, found):
    result = search(news, query)
    assert starts(result) == found
    assert "searched for its words as they stand" in (result.note or "")
    assert "\n" not in (result.note or "")


SIGNS = [*'ab"*()^:{}+-,', "AND", "OR", "NOT", "NEAR", "NEAR(", "'", "tax", "speaker", "“"]


@settings(max_examples=200)
@given(st.text(max_size=30) | st.lists(st.sampled_from(SIGNS), max_size=12).map(" ".join))
def test_no_query_breaks_the_search(news, query):
    search(news, query, kind="direct")


def test_snippets_mark_the_hit_in_the_words_of_the_quote(news):
    (hit,) = search(news, "rebuild", mark=("[", "]"))
    assert hit.snippet == "“We will [rebuild] the bridge,”"
    (hit,) = search(news, "rebuild")
    assert hit.snippet == "“We will {}rebuild{} the bridge,”".format(*MARK)


def test_a_hit_has_what_a_reader_asks_for(news):
    (hit,) = search(news, "cafe")
    assert hit.id == FERRY_QUOTES[0].key
    assert (hit.speaker, hit.type, hit.named) == ("Zoë Lind", "person", True)
    assert (hit.outlet, hit.published, hit.title, hit.url, hit.article) == (
        "Coast Daily", FERRY.published, "Ferry taxes", FERRY.url, "ferry.txt",
    )  # fmt: skip
    assert (hit.act, hit.kind, hit.addressee) == ("statement", "direct", "Ellery Post")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "zoe lind"}, ["Taxes on"]),
        ({"speaker": "Lin"}, ["Taxes on"]),
        ({"speaker": "ind"}, []),
        ({"outlet": "coast"}, ["Taxes on", "doubted it", "The well-known"]),
        ({"outlet": "ELLERY POST"}, ["We will", "the work", "declined to"]),
        ({"kind": "direct"}, ["Taxes on", "We will"]),
        ({"act": "silence"}, ["declined to"]),
        ({"named": False}, ["doubted it", "The well-known"]),
        ({"named": True, "act": "statement"}, ["Taxes on", "We will", "the work"]),
        ({"since": "2025-04"}, ["Taxes on", "doubted it", "The well-known"]),
        ({"until": "2025-03-18"}, ["We will", "the work", "declined to"]),
        ({"since": "2025-04-02", "until": "2025-04-02", "kind": "direct"}, ["Taxes on"]),
        ({"since": "2025", "until": "2025", "limit": 2}, ["Taxes on", "doubted it"]),
        ({"speaker": "%"}, []),
    ],
)
def test_filters_alone_give_the_newest_first(news, filters, found):
    assert starts(search(news, **filters)) == found


def test_filters_narrow_a_query(news):
    assert starts(search(news, "tax*", named=True)) == ["Taxes on"]
    assert starts(search(news, "tax*", outlet="post")) == []


def test_names_that_fit_nobody_are_noted(news):
    assert "did you mean Zoë Lind?" in search(news, speaker="Zoe Linde").note
    assert "no outlet is called “Times”" in search(news, outlet="Times").note


@pytest.mark.parametrize(
    ("query", "filters", "reason"),
    [
        (None, {}, "nothing to search for"),
        ("  ", {}, "nothing to search for"),
        ("tax", {"kind": "loud"}, "is no kind; give one of direct, indirect, mixed"),
        ("tax", {"act": "sang"}, "is no act"),
        ("tax", {"since": "March"}, "is no date; write it as 2025-03-18"),
        ("tax", {"limit": 0}, "shows nothing"),
    ],
)
def test_questions_without_meaning(news, query, filters, reason):
    with pytest.raises(QueryError, match=reason):
        search(news, query, **filters)


FILTERS = [
    {"speaker": "ruiz"},
    {"outlet": "coast"},
    {"kind": "direct"},
    {"act": "silence"},
    {"named": True},
    {"since": "2025-04"},
    {"until": "2025-03"},
    {"speaker": "lind", "outlet": "coast", "since": "2025"},
    {"outlet": "ellery", "kind": "indirect", "named": True},
]


@pytest.mark.parametrize("query", [None, "tax OR harbor OR bridge OR comment"])
@pytest.mark.parametrize("filters", FILTERS, ids=repr)
def test_every_way_to_the_quotes_finds_the_same(news, monkeypatch, query, filters):
    found = []
    for few, names in ((0, 0), (1, 0), (1000, 0), (0, 1000), (1000, 1000)):
        monkeypatch.setattr(finding, "_FEW", few)
        monkeypatch.setattr(finding, "_NAMES", names)
        found.append(search(news, query, **filters))
    assert all(each == found[0] for each in found)
    assert found[0]


def test_where_very_many_match_the_newest_are_ranked(news, monkeypatch):
    monkeypatch.setattr(import_module("quotes.store.search"), "RANKED", 2)
    result = search(news, "tax OR harbor OR bridge OR comment", limit=1)
    assert len(result) == 1
    assert "many quotes match" in result.note
    assert search(news, "tax OR harbor OR bridge OR comment", limit=None).note is None
    assert search(news, "rebuild", limit=1).note is None
