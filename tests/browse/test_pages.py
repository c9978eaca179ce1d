"""What a reader finds on each page, asked of the program in this process."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.database import QueryInterrupted
from lxml import html

from quotes.browse import figures
from quotes.browse.server import instance_of
from quotes.store import add_review, group_quotes, open_database, store_extraction
from quotes.types import Article
from tests.browse import library
from tests.browse.library import (
    COURANT,
    COURANT_QUOTES,
    HOSTILE,
    LEDGER,
    LEDGER_QUOTES,
    build,
)

FIRST, INTERRUPTED, TOLD, NESTED, UNNAMED, SILENT = LEDGER_QUOTES


async def page(datasette, path: str, status: int = 200) -> html.HtmlElement:
    """The page at `path`, parsed."""
    response = await datasette.client.get(path)
    assert response.status_code == status, response.text
    return html.document_fromstring(response.text)


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def one(tree: html.HtmlElement, selector: str) -> html.HtmlElement:
    (element,) = tree.cssselect(selector)
    return element


def terms(listing: html.HtmlElement) -> dict[str, str]:
    """The terms of a description list, with their values."""
    names, values = listing.cssselect("dt"), listing.cssselect("dd")
    return {shown(name): shown(value) for name, value in zip(names, values, strict=True)}


async def speaker_path(datasette, name: str) -> str:
    rows = await datasette.get_database("quotes").execute(
        "SELECT id FROM speakers WHERE name = ?", [name]
    )
    return f"/quotes/-/speaker/{rows.first()[0]}"


async def article_path(datasette, article) -> str:
    rows = await datasette.get_database("quotes").execute(
        "SELECT id FROM articles WHERE key = ?", [article.key]
    )
    return f"/quotes/-/article/{rows.first()[0]}"


# Home


async def test_home_says_what_the_database_holds(datasette):
    tree = await page(datasette, "/")
    assert terms(one(tree, ".counts")) == {
        "Quotes": "9",
        "Named speakers": "4",
        "Articles": "3",
        "Outlets": "3",
    }
    assert one(tree, "form[role=search]").get("action") == "/quotes/-/search"
    assert "1 source could not be read" in shown(one(tree, ".hero"))
    top = tree.cssselect(".ranking tbody tr")[0]
    assert [shown(cell) for cell in top] == ["Mara Quillfeather", "3"]
    outlets = [[shown(cell) for cell in row] for row in tree.cssselect(".coverage tbody tr")]
    assert outlets[:2] == [["Harbour Ledger", "1", "6"], ["Marlow Courant", "1", "2"]]


async def test_home_lists_the_newest_statements_first_and_no_silence(datasette):
    tree = await page(datasette, "/")
    cards = [shown(card) for card in tree.cssselect(".card")]
    assert "Marlow Courant" in cards[1] and "Harbour Ledger" in cards[-1]
    assert not any("did not respond" in card for card in cards)


async def test_an_empty_database_says_how_to_fill_it(tmp_path: Path):
    open_database(tmp_path / "new.db", create=True).close()
    datasette = instance_of(tmp_path / "new.db")
    assert "No quotes yet" in shown(await page(datasette, "/"))
    assert "No quotes found" in shown(await page(datasette, "/new/-/search"))
    await page(datasette, "/new/-/speaker/1", 404)


# Search


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("road", 2),
        ("ROAD", 2),
        ('"run out of road"', 2),
        ("“run out of road”", 2),
        ("eng*", 1),
        ("captains OR penny", 3),
        ("quillfeather", 3),
        ("nothing", 0),
        ("road&outlet=Marlow+Courant", 1),
        ("&kind=indirect", 3),
        ("&act=silence", 1),
        ("&type=organization", 1),
        ("&named=0", 1),
        ("&since=2026-03-04", 3),
        ("&until=2026-03-03", 6),
        ("&until=2026-03", 9),
        ("&since=2027", 0),
        ("&kind=nonsense&named=x&speaker=;&since=soon&page=x", 9),
    ],
)
async def test_search_finds(datasette, query: str, count: int):
    words, _, filters = query.partition("&")
    tree = await page(datasette, f"/quotes/-/search?q={quote(words)}&{filters}")
    heading = {0: "No quotes found", 1: "1 quote"}.get(count, f"{count} quotes")
    assert shown(one(tree, "#found")) == heading
    assert len(tree.cssselect(".card")) == count


async def test_hits_are_marked_in_words_names_and_titles(datasette):
    tree = await page(datasette, "/quotes/-/search?q=road")
    assert {mark.text for mark in tree.cssselect("blockquote mark")} == {"road"}
    tree = await page(datasette, "/quotes/-/search?q=renn")
    assert {mark.text for mark in tree.cssselect(".name mark")} == {"Renn"}


@pytest.mark.parametrize(
    "query", ['"road', "road)", "AND", "road AND", "nosuch:road", "*", "^", "-"]
)
async def test_what_is_no_expression_is_searched_for_literally(datasette, query: str):
    tree = await page(datasette, f"/quotes/-/search?q={quote(query)}")
    assert "is no search expression" in shown(one(tree, ".notice"))
    assert one(tree, "input[name=q]").get("value") == query


async def test_each_facet_leads_to_exactly_as_many_quotes_as_it_says(datasette):
    tree = await page(datasette, "/quotes/-/search")
    entries = tree.cssselect(".facet li")
    assert len(entries) >= 20
    for entry in entries:
        count = int(re.search(r"\d+(?= quotes?$)|\d+$", shown(entry))[0])
        found = await page(datasette, one(entry, "a").get("href"))
        assert len(found.cssselect(".card")) == count, shown(entry)


async def test_a_chosen_filter_is_named_and_can_be_removed(datasette):
    tree = await page(datasette, "/quotes/-/search?q=road&outlet=Harbour+Ledger&since=2026")
    links = [link.get("href") for link in tree.cssselect(".filters a")]
    assert links == [
        "/quotes/-/search?q=road&since=2026",
        "/quotes/-/search?q=road&outlet=Harbour+Ledger",
    ]
    assert {field.get("name"): field.get("value") for field in tree.cssselect("form input")} == {
        "q": "road",
        "since": "2026",
        "until": "",
        "outlet": "Harbour Ledger",
    }


async def test_a_page_behind_the_last_leads_back(datasette):
    tree = await page(datasette, "/quotes/-/search?q=road&page=7")
    assert "The results end before this page" in shown(tree)


# Quote


async def test_quote_page_tells_all_that_is_known(datasette):
    tree = await page(datasette, f"/quotes/-/quote/{TOLD.key}")
    assert shown(one(tree, "figure blockquote")) == TOLD.quote.text
    facts = terms(one(tree, ".facts"))
    assert facts["Speaker"] == "Mara Quillfeather person, named"
    assert facts["Source as printed"] == "Quillfeather"
    assert facts["Reporting words"] == "told"
    assert facts["Said to"] == "the Ledger"
    assert facts["Wording"] == "Partly direct"
    assert facts["Certainty"].startswith("90 %")
    assert facts["Published at"] == LEDGER.url


async def test_quote_page_shows_the_passage_with_this_quote_alone(datasette):
    tree = await page(datasette, f"/quotes/-/quote/{INTERRUPTED.key}")
    marked = [mark.text_content() for mark in tree.cssselect(".text mark")]
    assert marked == [span.text for span in INTERRUPTED.quote.content]
    assert shown(one(tree, ".text .source")) == INTERRUPTED.quote.source.text
    assert one(tree, "main section .more").get("href").endswith(f"#q-{INTERRUPTED.key}")


async def test_a_quote_without_a_speaker_says_so(datasette):
    tree = await page(datasette, f"/quotes/-/quote/{SILENT.key}")
    assert shown(one(tree, "figure .who")) == "No speaker found"


async def test_quote_page_shows_the_same_statement_elsewhere_word_by_word(tmp_path: Path):
    datasette = instance_of(build(tmp_path / "quotes.db", grouped=True))
    tree = await page(datasette, f"/quotes/-/quote/{INTERRUPTED.key}")
    section = one(tree, "section.versions")
    assert "Carried by 2 outlets in 2 independent articles" in shown(section)
    mine, other = section.cssselect("li")
    assert mine.get("aria-current") == "true" and "First" in shown(mine)
    assert shown(one(mine, "blockquote")) == (
        "“We have run out of road,” “The engines are older than our captains.”"
    )
    assert other.get("aria-current") is None
    assert shown(one(other, "del")) == "“The engines are older than our captains.”"
    assert other.cssselect("a")[0].get("href") == f"/quotes/-/quote/{COURANT_QUOTES[0].key}"
    # A statement that stands alone has no such section.
    tree = await page(datasette, f"/quotes/-/quote/{UNNAMED.key}")
    assert tree.cssselect("section.versions") == []


async def test_compare_page_lists_what_several_outlets_carried(tmp_path: Path):
    datasette = instance_of(build(tmp_path / "quotes.db", grouped=True))
    tree = await page(datasette, "/quotes/-/compare")
    (card,) = tree.cssselect(".card")
    assert "We have run out of road" in shown(card) and "2 outlets 2 quotes" in shown(card)
    assert card.cssselect("a")[0].get("href") == f"/quotes/-/quote/{INTERRUPTED.key}"
    tree = await page(datasette, "/quotes/-/compare?differing=1")
    assert "No statement is carried more than once." in shown(one(tree, "main"))
    tree = await page(datasette, "/quotes/-/compare?page=7")
    assert "No more statements" in shown(one(tree, "main"))


async def test_hostile_text_stays_text_among_versions(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    database = open_database(path)
    for number in (1, 2):
        end = " once more" * (number - 1)
        words = f"“<b>Boo</b> <script>window.pwned = 1</script> cried the old ferry captain{end}”"
        article = Article(
            f"{words} said <svg onload=x>.", f"{number}.txt", f"{number}", outlet=f"<u>{number}</u>",
            title="<script>window.pwned = 1</script>", published=f"<i>{number}</i>",
        )  # fmt: skip
        said = library.attribution(article, words, speaker="<svg onload=x>")
        store_extraction(database, 1, article, [said], "1")
    group_quotes(database)
    database.conn.close()
    datasette = instance_of(path)
    tree = await page(datasette, "/quotes/-/compare")
    (card,) = [card for card in tree.cssselect(".card") if "Boo" in shown(card)]
    paths = ["/quotes/-/compare", card.cssselect("a")[0].get("href")]
    for each in paths:
        tree = await page(datasette, each)
        assert tree.cssselect("body script, main b, main svg, main u, main i") == []
        assert "<script>window.pwned = 1</script>" in shown(one(tree, "main"))


async def test_a_rejected_quote_is_gone_from_the_pages(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    database = open_database(path)
    add_review(database, NESTED.key, "reject")
    database.close()
    datasette = instance_of(path)
    await page(datasette, f"/quotes/-/quote/{NESTED.key}", 404)
    tree = await page(datasette, "/quotes/-/article/1")
    assert not tree.cssselect(f"#q-{NESTED.key}")
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "7"


# Article


@pytest.mark.parametrize(
    "article", [LEDGER, COURANT, HOSTILE], ids=["ledger", "courant", "hostile"]
)
async def test_article_page_has_the_text_to_the_letter(datasette, article):
    tree = await page(datasette, await article_path(datasette, article))
    assert one(tree, ".text").text_content() == article.text


async def test_article_page_highlights_every_quote_source_and_cue(datasette):
    tree = await page(datasette, await article_path(datasette, LEDGER))
    text = one(tree, ".text")
    for attribution in LEDGER_QUOTES:
        assert text.cssselect(f"#q-{attribution.key}")
    assert [link.get("data-number") for link in text.cssselect(".ref")] == [*"124356"]
    sources = "".join(source.text_content() for source in text.cssselect(".source"))
    cues = [cue.text_content() for cue in text.cssselect(".cue")]
    for attribution in LEDGER_QUOTES:
        assert attribution.quote.source.text in sources
    assert cues == ["said", "said", "told", "promised", "said"]


async def test_nested_quotes_keep_their_own_colours(datasette):
    tree = await page(datasette, await article_path(datasette, LEDGER))
    outer, inner = (
        re.search(r"hue-\d+", one(tree, f".ref[href$='{attribution.key}']").get("class"))[0]
        for attribution in (TOLD, NESTED)
    )
    assert outer != inner
    colours = {mark.text_content(): mark.get("class") for mark in tree.cssselect(".text mark")}
    assert colours["“not one penny more”"] == inner
    assert colours[" last year"] == outer
    assert colours["Deputy Mayor Tobias Renn"] == outer
    assert one(tree, f".text mark.{outer} .source.{inner}").text == "Deputy Mayor Tobias Renn"


async def test_quotation_marks_that_no_quote_holds_are_shown(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    database = open_database(path)
    article = Article("“One,” said Ann. A so-called “two” followed.\n\n“Three.”", "x.txt", "x.txt")
    said = library.attribution(article, "“One,”", speaker="Ann")
    store_extraction(database, 1, article, [said], "1")
    database.conn.close()
    datasette = instance_of(path)
    tree = await page(datasette, await article_path(datasette, article))
    assert [shown(each) for each in tree.cssselect(".text .missed")] == ["“two”", "“Three.”"]
    assert one(tree, ".text").text_content() == article.text
    assert "but no quote” 2" in shown(one(tree, ".legend"))


async def test_article_page_lists_speakers_with_links_to_their_quotes(datasette):
    tree = await page(datasette, await article_path(datasette, LEDGER))
    entries = [shown(entry) for entry in tree.cssselect(".speakers li")]
    assert entries == [
        "Harbour Board 1",
        "Mara Quillfeather, chair 2 3",
        "Tobias Renn, Deputy Mayor 4",
        "a clerk familiar with the budget 5",
        "No speaker found 6",
    ]
    for link in tree.cssselect(".numbers a"):
        assert tree.cssselect(link.get("href"))


# Speaker


async def test_speaker_page_gathers_quotes_names_roles_and_outlets(datasette):
    tree = await page(datasette, await speaker_path(datasette, "Mara Quillfeather"))
    assert shown(one(tree, "h1")) == "Mara Quillfeather"
    assert len(tree.cssselect(".card")) == 3
    side = shown(one(tree, ".side"))
    rows = [[shown(cell) for cell in row] for row in tree.cssselect(".heat tbody tr")]
    assert rows == [["Harbour Ledger", "2", "2"], ["Marlow Courant", "1", "1"]]
    assert "chair, Harbour Board 1" in side and "board chair 1" in side
    described = terms(one(tree, ".described"))
    assert described == {"Harbour Ledger": "chair, Harbour Board", "Marlow Courant": "board chair"}
    kinds = [[shown(cell) for cell in row] for row in tree.cssselect(".shares tbody tr")]
    assert kinds == [
        ["Direct", "2", "67 %"],
        ["Partly direct", "1", "33 %"],
        ["Indirect", "0", "0 %"],
    ]


async def test_an_unnamed_speaker_is_called_a_description(datasette):
    tree = await page(datasette, await speaker_path(datasette, "a clerk familiar with the budget"))
    assert "all who are so described share this page" in shown(tree)


# Outlets, method, files


async def test_outlets_are_shown_side_by_side(datasette):
    tree = await page(datasette, "/quotes/-/outlets?a=Harbour+Ledger&b=Marlow+Courant")
    how, whom = tree.cssselect("table.pair")
    rows = {shown(row[0]): [shown(cell) for cell in row[1:]] for row in how.cssselect("tbody tr")}
    assert rows["Quotes"] == ["6", "2"]
    assert rows["Named speakers"] == ["3", "2"]
    assert rows["Named quotes whose speaker has a name, of those with a speaker"] == [
        "80 %",
        "100 %",
    ]
    assert rows["In their own words quotes wholly or partly in quotation marks"] == [
        "50 %",
        "100 %",
    ]
    assert rows["No comment quotes that say that somebody said nothing"] == ["17 %", "0 %"]
    assert [[shown(cell) for cell in row] for row in whom.cssselect("tbody tr")][:2] == [
        ["Mara Quillfeather", "2", "1"],
        ["Tobias Renn", "1", "1"],
    ]
    # An outlet that is not there is left aside.
    tree = await page(datasette, "/quotes/-/outlets?a=Nowhere&b=Marlow+Courant")
    assert len(tree.cssselect("select option[selected]")) == 2


async def test_one_outlet_alone_has_nothing_to_be_compared_with(tmp_path: Path):
    open_database(tmp_path / "new.db", create=True).close()
    tree = await page(instance_of(tmp_path / "new.db"), "/new/-/outlets")
    assert "Two outlets are needed" in shown(tree)


async def test_the_method_is_told_from_the_shipped_card(datasette):
    from importlib.resources import files

    text = shown(one(await page(datasette, "/quotes/-/method"), "main"))
    card = (files("quotes") / "model" / "MODEL_CARD.md").read_text(encoding="utf-8")
    for heading in re.findall(r"^## (.+)$", card, re.MULTILINE):
        assert heading in text
    assert "last extracted with quotes 0.1.0, model en-test" in text


@pytest.mark.parametrize(
    "query", ["", "q=road", "q=road&sort=newest", "kind=indirect", "page=2", "q=nope"]
)
async def test_files_hold_exactly_what_the_page_shows(datasette, query: str):
    tree = await page(datasette, f"/quotes/-/search?{query}")
    keys = [a.get("href").rpartition("/")[2] for a in tree.cssselect(".card blockquote a")]
    records = (await datasette.client.get(f"/quotes/-/search.json?{query}")).json()
    assert [each["id"] for each in records["quotes"]] == keys
    assert records["more"] is False
    table = await datasette.client.get(f"/quotes/-/search.csv?{query}")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["id"] for row in rows] == keys
    assert table.headers["content-type"].startswith("text/csv")
    assert table.headers["x-content-type-options"] == "nosniff"


async def test_files_can_hold_all_pages(datasette, monkeypatch):
    monkeypatch.setattr("quotes.browse.search.PAGE_SIZE", 4)
    some = (await datasette.client.get("/quotes/-/search.json?page=2")).json()
    assert len(some["quotes"]) == 4 and some["more"] is True
    everything = (await datasette.client.get("/quotes/-/search.json?page=2&all=1")).json()
    assert len(everything["quotes"]) == 9 and everything["more"] is False


async def test_a_spreadsheet_runs_nothing_of_what_is_taken_away(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    database = open_database(path)
    article = Article("=SUM(A1) said Ann.", "x.txt", "x.txt")
    said = library.attribution(article, "=SUM(A1)", speaker="Ann")
    store_extraction(database, 1, article, [said], "1")
    database.conn.close()
    table = await instance_of(path).client.get("/quotes/-/search.csv?q=sum")
    assert ",'=SUM(A1)," in table.text


# More than a window holds


async def test_counting_over_a_window_says_so(datasette, monkeypatch):
    monkeypatch.setattr("quotes.browse.window.WINDOW", 4)
    tree = await page(datasette, "/quotes/-/search?type=person")
    assert shown(one(tree, "#found")) == "More than 4 quotes"
    assert "Counted over 4 of them" in shown(one(tree, "aside"))
    assert len(tree.cssselect(".card")) == 7
    # All quotes of the database are counted once.
    tree = await page(datasette, "/quotes/-/search")
    assert shown(one(tree, "#found")) == "9 quotes"
    tree = await page(datasette, await speaker_path(datasette, "Mara Quillfeather"))
    assert "3 quotes" in shown(one(tree, "header.title"))


async def test_a_search_that_cannot_be_counted_in_time_still_shows_quotes(datasette, monkeypatch):
    async def interrupted(*arguments, **options):
        raise QueryInterrupted(None, "", {})

    monkeypatch.setattr("quotes.browse.window.counted", interrupted)
    tree = await page(datasette, "/quotes/-/search?kind=mixed")
    assert shown(one(tree, "#found")) == "More quotes than can be counted quickly"
    assert "Too many to count quickly" in shown(one(tree, "aside"))
    assert len(tree.cssselect(".card")) == 2


async def test_what_takes_long_is_counted_behind_the_page(tmp_path: Path, monkeypatch):
    path = build(tmp_path / "quotes.db")
    datasette = instance_of(path)

    async def interrupted(*arguments):
        raise QueryInterrupted(None, "", {})

    async def unprepared(database):
        pass

    monkeypatch.setattr("quotes.browse.figures.prepare", unprepared)
    monkeypatch.setattr("quotes.browse.queries.rows_within", interrupted)
    monkeypatch.setattr("quotes.browse.figures._QUICK", 0)
    assert "it is being counted" in shown(one(await page(datasette, "/"), ".hero"))
    await asyncio.gather(*figures._counting.values())
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "8"
    # While it is counted again, the last figure is shown.
    build(path, hostile=True)
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "8"
    await asyncio.gather(*figures._counting.values())
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "9"


async def test_figures_follow_the_database(tmp_path: Path):
    path = build(tmp_path / "quotes.db")
    datasette = instance_of(path)
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "8"
    build(path, hostile=True)
    assert terms(one(await page(datasette, "/"), ".counts"))["Quotes"] == "9"


# What is not there, and what must not happen


@pytest.mark.parametrize(
    "path",
    [
        "/quotes/-/article/999",
        "/quotes/-/article/999999999999999999",
        "/quotes/-/speaker/0",
        "/quotes/-/quote/ffffffffffffffff",
        "/quotes/-/nothing",
        "/quotes/-/article/x",
        "/nothing",
        "/nothing/at/all",
        "/quotes/nothing",
    ],
)
async def test_what_is_not_there_is_a_404(datasette, path: str):
    tree = await page(datasette, path, 404)
    assert "Traceback" not in shown(tree)


async def test_hostile_text_stays_text_on_every_page(datasette):
    paths = [
        "/",
        "/quotes/-/search",
        "/quotes/-/search?q=tax",
        "/quotes/-/search?q=" + quote("<script>window.pwned=1</script>"),
        "/quotes/-/search?outlet=" + quote("<u>Outlet</u>"),
        await article_path(datasette, HOSTILE),
        await speaker_path(datasette, "<svg onload=window.pwned=1>"),
        "/quotes/quote_list",
        "/quotes/articles",
    ]
    for path in paths:
        tree = await page(datasette, path)
        assert not tree.cssselect("img, u, b, i, [onload], [onerror], [onmouseover]"), path
        assert not [s for s in tree.cssselect("script") if "pwned" in (s.text or "")], path
        assert not [a for a in tree.cssselect("a") if "javascript:" in a.get("href", "")], path


@pytest.mark.parametrize("path", ["/", "/quotes/-/search", "/quotes/-/article/1", "/quotes/-/x"])
async def test_pages_allow_no_script_and_tell_nobody(datasette, path: str):
    headers = (await datasette.client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/quotes/-/search?q=road", "/quotes/-/article/1"])
async def test_pages_have_a_language_landmarks_and_a_way_past_the_header(datasette, path: str):
    tree = await page(datasette, path)
    assert tree.get("lang") == "en"
    assert one(tree, ".skip").get("href") == "#main"
    assert one(tree, "main").get("id") == "main"
    assert len(tree.cssselect("h1")) == 1
    for field in tree.cssselect("input:not([type=hidden])"):
        assert field.get("aria-label") or field.getparent().tag == "label"
    ids = [element.get("id") for element in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
