"""Measures how far each attribution rule can be trusted, by cue word, on annotated articles.

    python -m training.trust --corpora ../shared/corpora

Every rule proposes what it can on the training articles; a proposal is right where its content and source agree
with an annotated attribution (the scorer's own matching). The counts become `quotes/lexicon/en/trust.json`, from
which `confidence` is read. Any PolNeAR-style or record-format gold may be given instead with `--gold`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from quotes.annotate import annotate
from quotes.attribute import propose
from quotes.attribute.candidates import Candidate
from quotes.attribute.layout import Layout
from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import GoldArticle, Item
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words

TABLE = Path(__file__).parent.parent / "quotes" / "lexicon" / "en" / "trust.json"
#: Words seen less often than this say nothing beyond their rule's average, and are left out of the table.
LEAST_SEEN = 2

Counts = dict[str, dict[str, list[int]]]


def measure(articles: Sequence[GoldArticle]) -> Counts:
    """Rule → cue word → [right, proposed] over the articles."""
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    docs = annotate(entry.article.text for entry in articles)
    for entry, doc in zip(articles, docs, strict=True):
        candidates = propose(Layout(doc))
        pairs = match(entry.items, [_item(c) for c in candidates], Words(entry.article.text))
        right = {pair.predicted for pair in pairs if pair.source_agrees}
        for number, candidate in enumerate(candidates):
            count = counts[candidate.rule][candidate.word]
            count[0] += number in right
            count[1] += 1
    return counts


def table(counts: Counts, origin: str) -> dict[str, object]:
    """The counts in the form that the package reads."""
    rules: dict[str, object] = {}
    for rule, words in sorted(counts.items()):
        right = sum(count[0] for count in words.values())
        seen = sum(count[1] for count in words.values())
        rules[rule] = {
            # One right and one wrong proposal are added, so that no rule is ever certain.
            "rate": round((right + 1) / (seen + 2), 4),
            "seen": seen,
            "words": {
                word: count for word, count in sorted(words.items()) if count[1] >= LEAST_SEEN
            },
        }
    return {
        "origin": origin,
        "about": "right and proposed attributions by rule and cue word; made by training.trust",
        "rules": rules,
    }


def _item(candidate: Candidate) -> Item:
    return Item(
        content=tuple((span.start, span.end) for span in candidate.content),
        source=((candidate.source.start, candidate.source.end),) if candidate.source else (),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument(
        "--gold", type=Path, help="gold file to use instead of PolNeAR's training articles"
    )
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    gold = arguments.gold or arguments.corpora / "polnear" / "train.jsonl.gz"
    articles = read_gold(gold)
    origin = f"{len(articles)} articles of {gold.parent.name}/{gold.name}"
    text = json.dumps(table(measure(articles), origin), indent=1, ensure_ascii=False)
    arguments.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
