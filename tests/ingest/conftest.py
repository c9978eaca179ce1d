"""Helpers that write a file and read it back as `quotes extract` would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quotes.errors import SourceError
from quotes.ingest import read_articles
from quotes.types import Article

Items = list[Article | SourceError]
Read = Callable[..., Items]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write `content` under `name` and read it."""

    def write_and_read(name: str, content: str | bytes, **options: str) -> Items:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_articles([str(path)], **options))

    return write_and_read


@pytest.fixture
def read_one(read: Read) -> Callable[..., Article]:
    """As `read`, for what must be exactly one article."""

    def only(name: str, content: str | bytes, **options: str) -> Article:
        (item,) = read(name, content, **options)
        assert isinstance(item, Article), item
        return item

    return only


@pytest.fixture
def refuse(read: Read) -> Callable[..., str]:
    """As `read`, for what must be exactly one error; gives its reason, without the source."""

    def reason(name: str, content: str | bytes) -> str:
        (item,) = read(name, content)
        assert isinstance(item, SourceError), item
        assert "\n" not in str(item)
        assert item.source.endswith(name)
        return item.reason

    return reason
