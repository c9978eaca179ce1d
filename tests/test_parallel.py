"""A worker that dies costs the article it died of, and nothing else."""

from __future__ import annotations

import os

import pytest

from quotes import parallel
from quotes.errors import SourceError
from quotes.extract import BATCH, Extraction
from quotes.types import Article

POISON = "deadly"


def work(batch, attitudes, topics):
    """Stands for extraction in the worker, which does not come back from poison."""
    if any(article.text == POISON for article in batch):
        os._exit(9)
    return [Extraction(article, []) for article in batch]


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    monkeypatch.setattr(parallel, "_work", work)


def articles(count, poison=()):
    return [
        Article(POISON if number in poison else f"Text {number}.", f"{number}.txt")
        for number in range(count)
    ]


@pytest.mark.parametrize("poison", [(), (0,), (BATCH + 3, BATCH + 4), (7 * BATCH,)])
def test_every_article_comes_back_in_order(poison):
    given = articles(7 * BATCH + 1, poison)
    found = list(parallel.extract_parallel(iter(given), jobs=2, attitudes=False, topics=False))
    assert len(found) == len(given)
    for number, (article, item) in enumerate(zip(given, found, strict=True)):
        if number in poison:
            assert isinstance(item, SourceError)
            assert (item.source, "died over it" in item.reason) == (article.source, True)
        else:
            assert item == Extraction(article, [])


def test_no_articles():
    assert list(parallel.extract_parallel([], jobs=2, attitudes=False, topics=False)) == []
