"""An open database, and a short way to store the articles of `stories`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quotes.store import link_speakers, open_database, start_run, store_extraction
from quotes.types import Article, Attribution

from .stories import VERSION, its_quotes

if TYPE_CHECKING:
    from sqlite_utils import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quotes.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    database = open_database(path, create=True)
    yield database
    database.conn.close()


@pytest.fixture
def run(db: Database) -> int:
    return start_run(db, "1", "model-1")


Store = Callable[..., str]


@pytest.fixture
def store(db: Database, run: int) -> Store:
    """Stores an article with the quotes of the story above, or with those given, and links."""

    def store(
        article: Article, quotes: list[Attribution] | None = None, version: str = VERSION
    ) -> str:
        found = its_quotes(article) if quotes is None else quotes
        outcome = store_extraction(db, run, article, found, version)
        link_speakers(db)
        return outcome

    return store
