from __future__ import annotations

from pathlib import Path

import pytest

from quotes.browse.server import instance_of
from tests.browse import library


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quote database with three articles, one of them hostile."""
    return library.build(tmp_path_factory.mktemp("browse") / "quotes.db", hostile=True)


@pytest.fixture
def datasette(database: Path):
    """Datasette as `quotes serve` runs it, in this process."""
    return instance_of(database)
