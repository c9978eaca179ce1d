"""What tests share. It stands here so that they can import this folder's helpers, too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from quotes.types import Article, Attribution

Extract = Callable[[str], list[Attribution]]

# A machine that stands still for a moment is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def extract_text() -> Extract:
    """Text → attributions, attitudes included, by the pipeline that ships with the package."""
    from quotes.annotate import load_pipeline
    from quotes.extract import Extraction, extract

    load_pipeline()

    def extract_text(text: str) -> list[Attribution]:
        [found] = extract([Article(text=text, source="test")], attitudes=True)
        assert isinstance(found, Extraction), found
        return found.attributions

    return extract_text
