"""The stages in a row: articles in, attributions out."""

from __future__ import annotations

from itertools import repeat

import pytest

import quotes
from quotes.annotate import load_pipeline
from quotes.errors import SourceError
from quotes.extract import BATCH, BATCH_CHARACTERS, Extraction, extract, in_batches, version
from quotes.resolve import within
from quotes.types import Article

pytestmark = pytest.mark.model

TEXTS = [
    "“We are late,” Omar Hadid said. Farmers fear that the well will run dry.",
    "",
    "The agency declined to comment.\n\nThe pool will reopen, the mayor said.",
    "\x00\ufeff\u2028 “” ’ 🚨 \u202e said.",
    "said " * 300,
    "“" * 200,
    "“One.\n\n“Two,” she said.",
]
ARTICLES = [Article(text=text, source=f"{i}.txt") for i, text in enumerate(TEXTS)]


def records(outcomes: list[Extraction | SourceError]) -> list[list[dict[str, object]]]:
    assert all(isinstance(outcome, Extraction) for outcome in outcomes), outcomes
    return [
        [attribution.as_record() for attribution in outcome.attributions]
        for outcome in outcomes
        if isinstance(outcome, Extraction)
    ]


def test_every_article_comes_back_in_order_whatever_it_holds() -> None:
    many = ARTICLES * (2 * BATCH // len(ARTICLES) + 1)
    found = [outcome for outcome in extract(many) if isinstance(outcome, Extraction)]
    assert [extraction.article for extraction in found] == many
    for extraction in found:
        text = extraction.article.text
        starts = []
        for attribution in extraction.attributions:
            quote = attribution.quote
            starts.append(quote.content[0].start)
            for span in (*quote.content, quote.cue, quote.source):
                assert span is None or text[span.start : span.end] == span.text
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("lengths", "together"),
    [
        ([1] * (BATCH + 1), [BATCH, 1]),
        ([BATCH_CHARACTERS] * 3, [1, 1, 1]),
        ([1, BATCH_CHARACTERS, 1], [2, 1]),
        ([0], [1]),
        ([], []),
    ],
)
def test_articles_are_annotated_together_as_long_as_they_are_short(lengths, together) -> None:
    articles = [Article("x" * length, str(n)) for n, length in enumerate(lengths)]
    batches = list(in_batches(articles))
    assert [len(batch) for batch in batches] == together
    assert [article for batch in batches for article in batch] == articles


def test_extracting_is_lazy() -> None:
    assert isinstance(next(extract(repeat(ARTICLES[0]))), Extraction)


def test_an_article_is_read_alike_whatever_stands_beside_it() -> None:
    together = records(list(extract(ARTICLES)))
    alone = [records(list(extract([article])))[0] for article in ARTICLES]
    assert together == alone


def test_attitudes_are_extracted_on_request() -> None:
    def acts(*, attitudes: bool) -> list[str]:
        [[*found]] = records(list(extract(ARTICLES[:1], attitudes=attitudes)))
        return [str(record["act"]) for record in found]

    assert acts(attitudes=False) == ["statement"]
    assert acts(attitudes=True) == ["statement", "attitude"]


def test_two_processes_give_what_one_gives() -> None:
    assert records(list(extract(ARTICLES, jobs=2))) == records(list(extract(ARTICLES)))


def test_the_version_names_program_and_model() -> None:
    meta = load_pipeline().meta
    assert version().startswith(quotes.__version__)
    assert version().endswith(f"{meta['name']}-{meta['version']}")


def test_half_characters_cost_only_their_own_article() -> None:
    articles = [ARTICLES[0], Article(text="\udcff “No,” she said.", source="half.txt"), ARTICLES[2]]
    first, failed, last = extract(articles)
    assert isinstance(first, Extraction)
    assert isinstance(last, Extraction)
    assert isinstance(failed, SourceError)
    assert failed.source == "half.txt"


def test_no_articles() -> None:
    assert list(extract([])) == []


def test_an_article_on_which_the_program_stumbles_costs_only_itself(monkeypatch) -> None:
    resolved = within.resolve

    def stumbling(article: Article, *found: object) -> object:
        if article is ARTICLES[2]:
            raise IndexError("list index out of range\nand more")
        return resolved(article, *found)

    monkeypatch.setattr(within, "resolve", stumbling)
    found = list(extract(ARTICLES))
    errors = [item for item in found if isinstance(item, SourceError)]
    assert [error.source for error in errors] == ["2.txt"]
    assert "\n" not in errors[0].reason
    assert len(found) == len(ARTICLES)
    assert isinstance(found[2], SourceError)
