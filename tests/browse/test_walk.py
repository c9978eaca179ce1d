"""A reader with a real browser: from the front page to the comparison, and through hostile text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browse import chromium
from tests.browse.library import HOSTILE, INTERRUPTED, LEDGER, build
from tests.browse.serving import served

pytestmark = chromium.MARKS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("walk") / "quotes.db"
    with served(build(path, hostile=True, grouped=True)) as address:
        yield address


@pytest.fixture(scope="module")
def over_months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An address where one article is of another month than the rest."""
    path = build(tmp_path_factory.mktemp("months") / "quotes.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE articles SET published = '2025-12-30' WHERE id = 1")
    with served(path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.browser() as browser:
        yield browser


@pytest.fixture(params=["wide", "phone", "dark"])
def reader(request, browser, address: str) -> Iterator[Any]:
    """A page in the browser: on a wide screen, on a phone, in the dark."""
    width = "phone" if request.param == "phone" else "wide"
    scheme = "dark" if request.param == "dark" else "light"
    with chromium.page(browser, address, width, scheme) as page:
        yield page


@pytest.fixture
def wide(browser, address: str) -> Iterator[Any]:
    with chromium.page(browser, address) as page:
        yield page


def test_from_the_front_page_to_the_comparison(reader):
    reader.goto("/")
    reader.get_by_role("searchbox").fill("road")
    chromium.follow(reader, reader.get_by_role("button", name="Search"))
    assert reader.get_by_role("heading", name="2 quotes").is_visible()

    chromium.follow(
        reader, reader.get_by_role("complementary").get_by_role("link", name="Harbour Ledger")
    )
    assert reader.get_by_role("heading", name="1 quote").is_visible()
    assert "outlet=Harbour+Ledger" in reader.url
    assert reader.locator("blockquote mark").all_text_contents() == ["road"]

    chromium.follow(reader, reader.locator("blockquote a"))
    assert INTERRUPTED.quote.text in reader.locator("figure blockquote").inner_text()

    chromium.follow(reader, reader.get_by_role("link", name="Read it in the article"))
    assert reader.url.endswith(f"#q-{INTERRUPTED.key}")
    text = reader.locator(".text")
    assert text.evaluate("element => element.textContent") == LEDGER.text
    begin = reader.locator(f"#q-{INTERRUPTED.key} + mark")
    assert begin.inner_text() == INTERRUPTED.quote.content[0].text
    assert begin.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    colours = reader.locator(".text mark").evaluate_all(
        "marks => [...new Set(marks.map(mark => getComputedStyle(mark).backgroundColor))]"
    )
    assert len(colours) == 5

    chromium.follow(
        reader, reader.locator(".speakers").get_by_role("link", name="Mara Quillfeather")
    )
    assert reader.get_by_role("heading", level=1).inner_text() == "Mara Quillfeather"
    assert reader.locator(".card").count() == 3

    chromium.follow(
        reader, reader.get_by_role("navigation", name="Site").get_by_role("link", name="Statements")
    )
    chromium.follow(reader, reader.locator(".card blockquote a").first)
    assert reader.locator(".versions li").count() == 2

    chromium.follow(
        reader, reader.get_by_role("navigation", name="Site").get_by_role("link", name="Outlets")
    )
    assert reader.get_by_role("heading", name="Whom they quote").is_visible()
    reader.get_by_label("Other").select_option("<u>Outlet</u>")
    chromium.follow(reader, reader.get_by_role("button", name="Compare"))
    assert "b=%3Cu%3EOutlet" in reader.url
    assert "<u>Outlet</u>" in reader.locator("table.pair th").all_inner_texts()


PATHS = (
    "/",
    "/quotes/-/search",
    "/quotes/-/search?q=road",
    "/quotes/-/search?q=nothing",
    f"/quotes/-/quote/{INTERRUPTED.key}",
    "/quotes/-/compare",
    "/quotes/-/outlets",
    "/quotes/-/method",
    "/quotes/-/article/1",
    "/quotes/-/article/3",
    "/quotes/-/speaker/2",
)


def test_no_page_is_wider_than_the_screen(reader):
    for path in PATHS:
        reader.goto(path)
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("scheme", chromium.SCHEMES)
def test_axe_finds_nothing_on_any_page(browser, address: str, scheme: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    found = {}
    for width in ("wide", "phone"):
        with chromium.page(browser, address, width, scheme) as page:
            for path in PATHS:
                page.goto(path)
                results = axe.run(page)
                if results.violations_count:
                    found[f"{path} {width}"] = results.generate_report()
    assert not found, "\n".join(f"{path}\n{report}" for path, report in found.items())


def test_keys_search_move_and_open(wide):
    wide.goto("/quotes/-/search")
    wide.keyboard.press("/")
    assert wide.evaluate("document.activeElement.name") == "q"
    wide.keyboard.type("jkj road")
    assert wide.get_by_role("searchbox").input_value() == "jkj road"
    wide.get_by_role("searchbox").fill("road")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**q=road**")
    first, second = wide.locator("[data-item]").evaluate_all("all => all.map(a => a.href)")
    focused = "document.activeElement.href"
    wide.keyboard.press("j")
    assert wide.evaluate(focused) == first
    wide.keyboard.press("j")
    wide.keyboard.press("j")
    assert wide.evaluate(focused) == second
    wide.keyboard.press("k")
    assert wide.evaluate(focused) == first
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert wide.evaluate(outline) == "solid"
    wide.keyboard.press("Enter")
    wide.wait_for_url(first)


def test_dragging_over_the_dates_chooses_a_range(browser, over_months: str):
    with chromium.page(browser, over_months) as reader:
        reader.goto("/quotes/-/search")
        columns = reader.locator(".timeline li")
        assert columns.count() == 4
        reader.mouse.move(*middle(columns.nth(3)))
        reader.mouse.down()
        reader.mouse.move(*middle(columns.nth(1)), steps=4)
        reader.mouse.up()
        reader.wait_for_url("**since=2026-01&until=2026-03")
        assert reader.get_by_role("heading", name="2 quotes").is_visible()


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_charts_are_drawn_and_lead_to_the_quotes(browser, over_months: str, width: str):
    with chromium.page(browser, over_months, width) as reader:
        reader.goto("/quotes/-/speaker/1")
        columns, cells = reader.locator(".chart").all()
        assert columns.get_by_text("Mar 2026").first.is_visible()
        assert columns.get_by_role("link", name="Dec 2025: 2 quotes").is_visible()
        assert not reader.locator(".timeline").is_visible()
        assert not reader.locator("table.heat").is_visible()
        reader.get_by_text("As a table").last.click()
        assert reader.locator("table.heat").is_visible()

        reader.set_viewport_size({"width": 320, "height": 800})
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")

        chromium.follow(
            reader, cells.get_by_role("link", name="Harbour Ledger, Dec 2025: 2 quotes")
        )
        assert "outlet=Harbour+Ledger" in reader.url
        assert reader.locator(".card").count() == 2


def test_charts_are_lists_and_tables_without_script(browser, over_months: str):
    with chromium.page(browser, over_months, java_script_enabled=False) as reader:
        reader.goto("/quotes/-/speaker/1")
        assert reader.locator(".timeline").is_visible()
        assert reader.locator("table.heat").is_visible()
        assert not reader.locator(".chart").first.is_visible()


def middle(element: Any) -> tuple[float, float]:
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_everything_works_without_script(browser, address: str):
    with chromium.page(browser, address, java_script_enabled=False) as reader:
        reader.goto("/")
        reader.get_by_role("searchbox").fill("road")
        chromium.follow(reader, reader.get_by_role("button", name="Search"))
        assert reader.locator(".card").count() == 2
        chromium.follow(reader, reader.locator(".timeline a").first)
        assert "since=2026-03&until=2026-03" in reader.url


def test_the_article_prints_without_the_frame(wide):
    wide.goto("/quotes/-/article/1")
    wide.emulate_media(media="print")
    for selector in ("header.site", "footer.site", "form"):
        assert not wide.locator(selector).first.is_visible()
    assert wide.locator(".text mark").first.is_visible()
    assert wide.locator(".speakers").is_visible()


def test_results_can_be_taken_away(wide):
    wide.goto("/quotes/-/search?q=road&outlet=Marlow+Courant")
    with wide.expect_download() as download:
        wide.get_by_role("link", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and "Marlow Courant" in lines[1]


def test_datasettes_own_pages_work_under_the_policy(reader):
    for path in ("/quotes", "/quotes/quote_list", "/quotes/articles/1"):
        reader.goto(path)
        assert reader.locator("h1").is_visible()


def test_datasettes_column_menus_work_under_the_policy(wide):
    wide.goto("/quotes/quote_list")
    wide.locator("th svg").first.click()
    assert wide.get_by_text("Sort descending").is_visible()


def test_hostile_text_is_inert(reader):
    reader.goto("/quotes/-/search?q=tax")
    reader.locator("blockquote a").first.hover()
    chromium.follow(reader, reader.get_by_role("link", name="</title>"))
    reader.wait_for_url("**/-/article/*")
    assert reader.locator(".text").evaluate("element => element.textContent") == HOSTILE.text
    reader.locator(".text mark").first.hover()
    outlets = "/quotes/-/outlets?a=%3Cu%3EOutlet%3C%2Fu%3E&b=Harbour+Ledger"
    for path in ("/", "/quotes/quote_list", "/quotes/articles", outlets):
        reader.goto(path)
        assert reader.evaluate("window.pwned") is None


def test_the_keyboard_skips_the_header(reader):
    reader.goto("/quotes/-/article/1")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.textContent") == "Skip to content"
    reader.keyboard.press("Enter")
    assert reader.evaluate("document.activeElement.id") == "main"
