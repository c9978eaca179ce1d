"""Training texts: cut, varied, and what their corpora know of them."""

from __future__ import annotations

import random

import pytest

from quotes.evaluate.items import GoldArticle, Item
from quotes.types import Article
from training.texts import News, Roles, Text, cut_text, parts, read_news

RAW = "“It rains,” Ann Poe said.\n\nShe left."
GOLD = GoldArticle("a", Article(RAW, "a"), (Item(((0, 11),), ((20, 24),), ((12, 19),)),))


def test_spans_become_words() -> None:
    [article] = read_news([GOLD])
    assert article.text.words[:5] == ["“", "It", "rains", ",", "”"]
    assert article.text.attributions == [Roles((7, 8), [(0, 5)], [(5, 7)], True)]
    assert [
        w for w, new in zip(article.text.words, article.text.paragraph, strict=True) if new
    ] == [
        "“",
        "She",
    ]
    assert article.sides[:5] == ["(", "", "", "", ")"]


def test_a_cut_keeps_what_lies_inside() -> None:
    text = Text(list("abcdef"), [False] * 6, attributions=[Roles((2, 3), [(3, 6)], [(0, 2)])])
    part = cut_text(text, 1, 5)
    assert part.words == list("bcde")
    assert part.attributions == [Roles((1, 2), [(2, 4)], [(0, 1)])]
    assert cut_text(text, 3, 6).attributions == []


@pytest.mark.parametrize(
    ("breaks", "expected"),
    [
        ([], [(0, 4), (4, 8), (8, 10)]),
        ([3, 6], [(0, 3), (3, 6), (6, 10)]),
        ([1], [(0, 4), (4, 8), (8, 10)]),
    ],
)
def test_parts_end_with_paragraphs(breaks: list[int], expected: list[tuple[int, int]]) -> None:
    text = Text(["x"] * 10, [i in breaks for i in range(10)])
    assert list(parts(text, 4)) == expected


def test_variations_keep_the_number_of_words() -> None:
    news = News(read_news([GOLD]))
    seen = set()
    for seed in range(200):
        for text in news.texts(random.Random(seed)):
            assert len(text.words) == 12
            seen.add(text.words[0])
    assert {"“", '"', "``", ""} <= seen
