"""Fit the confidence of attributions: ``python -m training.calibrate GOLD --model quotes/model``.

GOLD is a gold file that the network was not trained on. Every candidate is right where its content and source
agree with an annotated attribution (the scorer's own matching); a logistic regression learns to tell from the
network's own certainty. The error is measured by halves: fitted on every other article, judged on the rest.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,unused-ignore]

from quotes.annotate import annotate, load_pipeline
from quotes.annotate.states import word_states
from quotes.attribute.candidates import Candidate
from quotes.attribute.confidence import evidence
from quotes.attribute.layout import Layout
from quotes.attribute.learned import candidates_of
from quotes.attribute.network import RolesNetwork
from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import GoldArticle, Item
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words

BINS = 10


def observe(
    articles: Sequence[GoldArticle], model: Path
) -> tuple[list[list[float]], list[bool], list[int]]:
    """The evidence of every candidate, whether it is right, and the number of its article."""
    network = RolesNetwork()
    network.from_disk(model / "attribution")
    texts = [entry.article.text for entry in articles]
    values: list[list[float]] = []
    right: list[bool] = []
    numbers: list[int] = []
    docs = annotate(texts, nlp=load_pipeline(model / "en_quotes"))
    for number, (entry, doc) in enumerate(zip(articles, docs, strict=True)):
        findings = network.find(word_states(doc)[1])
        candidates = candidates_of(Layout(doc), findings, network.calibration)
        pairs = match(entry.items, [_item(c) for c in candidates], Words(entry.article.text))
        agreeing = {pair.predicted for pair in pairs if pair.source_agrees}
        for place, candidate in enumerate(candidates):
            assert candidate.found is not None
            values.append(evidence(candidate.found, quoted=bool(candidate.regions)))
            right.append(place in agreeing)
            numbers.append(number)
    return values, right, numbers


def _item(candidate: Candidate) -> Item:
    return Item(
        content=tuple((span.start, span.end) for span in candidate.content),
        source=((candidate.source.start, candidate.source.end),) if candidate.source else (),
    )


def expected_error(shares: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins (Naeini et al. 2015), in 0..1."""
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(shares[inside].mean() - right[inside].mean())
    return error


def calibrate(gold: Path, model: Path) -> dict[str, float]:
    """Fit, write the weights into the model's folder, and tell the error by halves."""
    values, right, numbers = map(np.asarray, observe(read_gold(gold), model))
    shares = np.zeros(len(values))
    for half in (0, 1):
        rest = numbers % 2 != half
        fitted = LogisticRegression(max_iter=1000).fit(values[rest], right[rest])
        shares[~rest] = fitted.predict_proba(values[~rest])[:, 1]
    fitted = LogisticRegression(max_iter=1000).fit(values, right)
    calibration = {
        "weights": [round(float(weight), 4) for weight in fitted.coef_[0]],
        "bias": round(float(fitted.intercept_[0]), 4),
    }
    network = RolesNetwork()
    network.from_disk(model / "attribution")
    network.meta["calibration"] = calibration
    network.to_disk(model / "attribution")
    return {
        "candidates": len(right),
        "right": int(right.sum()),
        "error_by_halves": round(expected_error(shares, right), 4),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    print(json.dumps(calibrate(args.gold, args.model)))


if __name__ == "__main__":
    main()
