"""Predicted against gold → scores. The rules are told in docs/evaluation.md.

`evaluate_gold` scores a program, `evaluate_annotators` the second annotators of a gold file, which
is as good as a program can be expected to get.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from quotes.errors import GoldError, SourceError
from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import GoldArticle, Item, from_attribution
from quotes.evaluate.scores import Counts, Report
from quotes.evaluate.scoring import Case, score
from quotes.types import Article, Attribution

__all__ = ["Counts", "Predictor", "Report", "evaluate_annotators", "evaluate_gold", "read_gold"]

Predictor = Callable[
    [Sequence[Article]], Iterable[tuple[Article, Sequence[Attribution]] | SourceError]
]
"""Articles in, each with its attributions out, in any order; a SourceError for one that failed."""


def evaluate_gold(
    path: str | Path,
    *,
    articles: str | Path | None = None,
    baseline: Literal["textacy"] | None = None,
    attitudes: bool = True,
    predict: Predictor | None = None,
) -> Report:
    """Score a predictor, by default `quotes.extract.extract`, against a gold file or folder.

    `articles` is where the articles of a record-format gold are, if not beside it. Without
    `attitudes` the program is not asked for beliefs and wishes, and gold ones need not be found.
    `baseline` scores a peer as well. Raises GoldError where gold cannot be read.
    """
    gold = read_gold(path, articles)
    name = Path(path).name
    report = _evaluate(gold, predict or _extractor(attitudes), name, attitudes)
    if baseline == "textacy":
        from quotes.evaluate.baseline import predict_textacy

        peer = _evaluate(gold, predict_textacy, f"{name}, textacy", attitudes)
        # It gives no confidence, so there is none to judge.
        report = replace(report, baseline=replace(peer, reliability=()))
    return report


def evaluate_annotators(path: str | Path) -> Report:
    """Score each further annotator of a PolNeAR-style gold file against the first.

    Raises GoldError where no article has a further annotator.
    """
    cases = [
        Case(gold.article, gold.items, other, f"{gold.name}, annotator {number}")
        for gold in read_gold(path)
        for number, other in enumerate(gold.others, 2)
    ]
    if not cases:
        raise GoldError(f"{path}: no article has other annotators")
    return score(cases, name=f"{Path(path).name}, other annotators")


def _extractor(attitudes: bool) -> Predictor:
    def predict(
        articles: Sequence[Article],
    ) -> Iterable[tuple[Article, list[Attribution]] | SourceError]:
        from quotes.extract import extract

        return extract(articles, attitudes=attitudes)

    return predict


def _evaluate(gold: list[GoldArticle], predict: Predictor, name: str, attitudes: bool) -> Report:
    predicted: dict[Article, tuple[Item, ...]] = {}
    failures: list[str] = []
    for result in predict([each.article for each in gold]):
        if isinstance(result, SourceError):
            failures.append(str(result))
        else:
            article, attributions = result
            predicted[article] = tuple(from_attribution(each) for each in attributions)
    cases = (
        Case(each.article, each.items, predicted.get(each.article, ()), each.name) for each in gold
    )
    return score(cases, name=name, attitudes=attitudes, failures=failures)
