"""What attribution, resolution and topics cost on top of the bare pipeline: ``python -m benchmarks.speed GOLD``.

Whole runs over the same texts in one process and one thread, in turn, so that a machine whose speed drifts
changes both. Prints words a second of each and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quotes.annotate import annotate, load_pipeline
from quotes.attribute import attribute
from quotes.evaluate.gold import read_gold
from quotes.resolve.within import resolve
from quotes.topics import with_topics
from quotes.types import Article


def bare(articles: Sequence[Article]) -> int:
    """Words of the articles, annotated and nothing else."""
    return sum(len(doc) for doc in annotate(article.text for article in articles))


def whole(articles: Sequence[Article]) -> int:
    """The same, attributed and resolved, with the topics that a database keeps."""
    words = 0
    docs = annotate(article.text for article in articles)
    for article, doc in zip(articles, docs, strict=True):
        with_topics(doc, resolve(article, *attribute(doc)))
        words += len(doc)
    return words


def seconds(run: Callable[[Sequence[Article]], int], articles: Sequence[Article]) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    run(articles)
    return time.perf_counter() - started


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="a gold file, for its articles")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    articles = [entry.article for entry in read_gold(args.gold)]
    load_pipeline()
    words = bare(articles)
    whole(articles[:1])  # what is imported once
    times: dict[str, list[float]] = {"bare": [], "whole": []}
    for _ in range(args.runs):
        times["bare"].append(seconds(bare, articles))
        times["whole"].append(seconds(whole, articles))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:<8}{words / median:>8.0f} words/s  {median:.2f} s")
    print(f"ratio   {medians['whole'] / medians['bare']:.3f}")


if __name__ == "__main__":
    main()
