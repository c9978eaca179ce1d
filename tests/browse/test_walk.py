"""A reader with a real browser: from the front page to the speaker, and through hostile text."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browse.library import HOSTILE, INTERRUPTED, LEDGER
from tests.browse.serving import served

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(_CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    with served(database) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[sync_api.Browser]:
    options = ["--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=options)
        yield browser
        browser.close()


@pytest.fixture(params=["wide", "phone", "dark"])
def reader(request, chromium, address: str) -> Iterator[sync_api.Page]:
    """A page in the browser. Whatever it logs, and whatever it asks of another place, fails."""
    width = 390 if request.param == "phone" else 1280
    scheme = "dark" if request.param == "dark" else "light"
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on(
        "request",
        lambda asked: asked.url.startswith(address) or complaints.append(asked.url),
    )
    yield page
    context.close()
    assert complaints == []


def test_from_the_front_page_to_a_speaker(reader):
    reader.goto("/")
    reader.get_by_role("searchbox").fill("road")
    reader.get_by_role("button", name="Search").click()
    assert reader.get_by_role("heading", name="2 quotes").is_visible()

    reader.get_by_role("complementary").get_by_role("link", name="Harbour Ledger").click()
    assert reader.get_by_role("heading", name="1 quote").is_visible()
    assert "outlet=Harbour+Ledger" in reader.url
    assert reader.locator("blockquote mark").all_text_contents() == ["road"]

    reader.locator("blockquote a").click()
    assert INTERRUPTED.quote.text in reader.locator("figure blockquote").inner_text()

    reader.get_by_role("link", name="Read it in the article").click()
    reader.wait_for_url(f"**#q-{INTERRUPTED.key}")  # and until the page has streamed in
    text = reader.locator(".text")
    assert text.evaluate("element => element.textContent") == LEDGER.text
    begin = reader.locator(f"#q-{INTERRUPTED.key} + mark")
    assert begin.inner_text() == INTERRUPTED.quote.content[0].text
    assert begin.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    colours = reader.locator(".text mark").evaluate_all(
        "marks => [...new Set(marks.map(mark => getComputedStyle(mark).backgroundColor))]"
    )
    assert len(colours) == 5

    reader.locator(".speakers").get_by_role("link", name="Mara Quillfeather").click()
    assert reader.get_by_role("heading", level=1).inner_text() == "Mara Quillfeather"
    assert reader.locator(".card").count() == 3


def test_no_page_is_wider_than_the_screen(reader):
    for path in (
        "/",
        "/quotes/-/search",
        "/quotes/-/compare",
        "/quotes/-/article/1",
        "/quotes/-/article/3",
    ):
        reader.goto(path)
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_datasettes_own_pages_work_under_the_policy(reader):
    for path in ("/quotes", "/quotes/quote_list", "/quotes/articles/1"):
        reader.goto(path)
        assert reader.locator("h1").is_visible()


@pytest.mark.parametrize("reader", ["wide"], indirect=True)
def test_datasettes_column_menus_work_under_the_policy(reader):
    reader.goto("/quotes/quote_list")
    reader.locator("th svg").first.click()
    assert reader.get_by_text("Sort descending").is_visible()


def test_hostile_text_is_inert(reader):
    reader.goto("/quotes/-/search?q=tax")
    reader.locator("blockquote a").first.hover()
    reader.get_by_role("link", name="</title>").click()
    reader.wait_for_url("**/-/article/*")
    assert reader.locator(".text").evaluate("element => element.textContent") == HOSTILE.text
    reader.locator(".text mark").first.hover()
    for path in ("/", "/quotes/quote_list", "/quotes/articles"):
        reader.goto(path)
        assert reader.evaluate("window.pwned") is None


def test_the_keyboard_skips_the_header(reader):
    reader.goto("/quotes/-/article/1")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.textContent") == "Skip to content"
    reader.keyboard.press("Enter")
    assert reader.evaluate("document.activeElement.id") == "main"
