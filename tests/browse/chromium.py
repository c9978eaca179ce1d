"""A real browser for tests: Debian's Chromium, found by its name, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(_CHROMIUM is None, reason="Chromium is not installed"),
]
WIDTHS = {"wide": 1280, "middle": 800, "phone": 390}
SCHEMES = ("light", "dark")


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, until the end of the block."""
    options = ["--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=_CHROMIUM, args=options)
        yield found
        found.close()


@contextmanager
def page(
    chromium: Any, address: str, width: str = "wide", scheme: str = "light", **options: Any
) -> Iterator[Any]:
    """A page at `address`. Whatever it logs, and whatever it asks of another place, fails."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": WIDTHS[width], "height": 800},
        color_scheme=scheme,
        **options,
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    opened.on(
        "request",
        lambda asked: asked.url.startswith(address) or complaints.append(asked.url),
    )
    yield opened
    context.close()
    assert complaints == []


def follow(page: Any, link: Any) -> None:
    """Click what leads to another page, and wait until that page is there to its last line.

    A click alone returns as soon as the browser has been told, and a count taken then is a
    count of whatever has streamed in so far.
    """
    with page.expect_navigation():
        link.click()
