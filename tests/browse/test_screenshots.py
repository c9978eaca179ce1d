"""The screenshots in the README, taken of the sample articles' database.

`QUOTES_SCREENSHOTS=docs/screenshots pytest tests/browse/test_screenshots.py` takes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotes.cli import main
from tests.browse import chromium
from tests.browse.serving import served

pytestmark = [*chromium.MARKS, pytest.mark.model]

ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    result = CliRunner().invoke(
        main, ["extract", str(ROOT / "data" / "articles"), "--db", str(path)]
    )
    assert result.exit_code == 0, result.output
    with served(path) as address:
        yield address


def search(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("water")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=water")


def article(page: Any) -> None:
    search(page)
    chromium.follow(page, page.locator(".card .where a").last)
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")


def statement(page: Any) -> None:
    page.goto("/demo/-/compare")
    chromium.follow(page, page.locator(".card blockquote a").nth(1))
    page.locator("section.versions").scroll_into_view_if_needed()
    page.evaluate(
        "document.querySelector('section.versions').scrollIntoView({behavior: 'instant'})"
    )


def speaker(page: Any) -> None:
    page.goto("/demo/-/speakers")
    chromium.follow(page, page.get_by_role("link", name="Ilse Marchetti"))
    page.locator(".chart svg").last.wait_for()


@pytest.mark.parametrize(
    "visit", [search, article, statement, speaker], ids=lambda visit: visit.__name__
)
def test_a_screenshot_shows_the_page_and_is_small(address: str, tmp_path: Path, visit):
    target = Path(os.environ.get("QUOTES_SCREENSHOTS") or tmp_path) / f"{visit.__name__}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    with chromium.browser() as browser, chromium.page(browser, address, "middle") as page:
        page.set_viewport_size({"width": 1080, "height": 640})
        visit(page)
        page.wait_for_load_state()
        page.screenshot(path=target, animations="disabled")
    assert 10_000 < target.stat().st_size < MOST_BYTES
    assert (SHOWN / target.name).stat().st_size < MOST_BYTES, "README shows none; see above"
    assert f"docs/screenshots/{target.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
