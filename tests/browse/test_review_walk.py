"""A reviewer with a real browser: keys, corrections, undo, and the way back into the training."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotes.cli import main
from tests.browse import chromium
from tests.browse.library import LEDGER, build
from tests.browse.serving import reviewed

pytestmark = chromium.MARKS


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return build(tmp_path / "quotes.db", hostile=True)


@pytest.fixture
def desk(database: Path) -> Iterator[tuple[Any, str]]:
    """A browser, and the address with the token that the program printed."""
    with chromium.browser() as browser, reviewed(database) as start:
        yield browser, start


def key_of(page: Any) -> str:
    return page.url.rpartition("/")[2].partition("?")[0]


def press(page: Any, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def exported(database: Path) -> list[dict]:
    result = CliRunner().invoke(main, ["export", str(database), "--reviews"])
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_key_each_and_the_verdicts_come_out_as_training_data(desk, database: Path):
    browser, start = desk
    with chromium.page(browser, start.partition("/quotes/")[0]) as page:
        page.goto(start)
        assert "token" not in page.url
        silent = key_of(page)
        press(page, "x")
        rejected_then = key_of(page)
        assert rejected_then != silent
        press(page, "u")
        assert key_of(page) == silent
        press(page, "c")
        page.goto(f"{page.url.rpartition('/')[0]}/{rejected_then}")

        # The words: selected in the article, taken with a key, saved.
        page.keyboard.press("w")
        assert page.evaluate("document.activeElement.name") == "content"
        page.keyboard.press("Escape")
        words = page.locator(".text mark").first
        words.click(click_count=3)
        selected = page.evaluate("String(getSelection()).trim()")
        page.keyboard.press("w")
        assert page.locator("textarea[name=content]").first.input_value() == selected

        page.keyboard.press("Escape")
        page.keyboard.press("s")
        assert page.evaluate("document.activeElement.name") == "name"
        page.get_by_label("Speaker s").fill("Tobias Renn")
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.name") == "kind"
        page.locator("select[name=kind]").select_option("direct")
        chromium.follow(page, page.get_by_role("button", name="Save"))
        assert "2 of 9 quotes reviewed" in page.locator("header.title").inner_text()
        assert page.get_by_text("corrected by Kim").first.is_visible()

    entries = exported(database)
    verdicts = [each["verdict"] for entry in entries for each in entry["attributions"]]
    assert sorted(filter(None, verdicts)) == ["confirm", "correct"]
    (changed,) = [
        each for entry in entries for each in entry["attributions"] if each["verdict"] == "correct"
    ]
    assert changed["speaker"]["name"] == "Tobias Renn" and changed["kind"] == "direct"
    assert LEDGER.text in [entry["text"] for entry in entries]


@pytest.mark.parametrize("scheme", chromium.SCHEMES)
def test_axe_finds_nothing_and_no_script_is_needed(desk, scheme: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    browser, start = desk
    base = start.partition("/quotes/")[0]
    for width in ("wide", "phone"):
        with chromium.page(browser, base, width, scheme) as page:
            page.goto(start)
            chromium.follow(page, page.get_by_role("button", name="Confirm c"))
            page.get_by_text("More", exact=True).click()
            results = axe.run(page)
            assert not results.violations_count, results.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with chromium.page(browser, base, java_script_enabled=False) as page:
        page.goto(start)
        chromium.follow(page, page.get_by_role("button", name="Reject x"))
        chromium.follow(page, page.get_by_role("button", name="Undo: rejected"))
        assert page.locator("form.verdicts").is_visible()
