"""What kinds of misses and false alarms remain: ``python -m training.errors GOLD``.

Every annotated attribution that was not found right, and every one found that is none, falls into one class, by
what the other side has in the same place. Counts are printed for statements and for attitudes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import Item, from_attribution
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words, is_statement_cue
from quotes.extract import Extraction, extract

Offsets = tuple[int, int]


def _overlap(one: Sequence[Offsets], other: Sequence[Offsets]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def classify(item: Item, others: Sequence[Item]) -> str:
    """Why no attribution of the other side is this one."""
    if any(_overlap(item.cue, other.cue) for other in others):
        return "the same cue, content too different"
    if any(_overlap(item.cue, other.content) for other in others):
        return "inside the other's content"
    if any(_overlap(item.content, other.cue) for other in others):
        return "around the other's cue"
    if any(_overlap(item.content, other.content) for other in others):
        return "another cue for the same words"
    return "nothing there"


def count(gold: Path) -> dict[str, Counter[tuple[str, str]]]:
    """(act, class) counted for misses and false alarms."""
    articles = read_gold(gold)
    counts: dict[str, Counter[tuple[str, str]]] = {"missed": Counter(), "false": Counter()}
    results = extract([entry.article for entry in articles], attitudes=True)
    for entry, found in zip(articles, results, strict=True):
        assert isinstance(found, Extraction)
        text = entry.article.text
        items = [from_attribution(each) for each in found.attributions]
        pairs = match(entry.items, items, Words(text))
        seen = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
        for pair in pairs:
            if not pair.source_agrees:
                gold_item, item = entry.items[pair.gold], items[pair.predicted]
                lacking = "no source in the gold" if not gold_item.source else ""
                lacking = lacking or ("source not found" if not item.source else "another source")
                counts["missed"][_act(gold_item, text), lacking] += 1
                counts["false"][_act(item, text), lacking] += 1
        for n, gold_item in enumerate(entry.items):
            if n not in seen[0]:
                counts["missed"][_act(gold_item, text), classify(gold_item, items)] += 1
        for n, item in enumerate(items):
            if n not in seen[1]:
                counts["false"][_act(item, text), classify(item, entry.items)] += 1
    return counts


def _act(item: Item, text: str) -> str:
    act = item.fields.get("act")
    if act is None:
        cue = " ".join(text[start:end] for start, end in item.cue)
        act = "statement" if is_statement_cue(cue) else "attitude"
    return "attitude" if act == "attitude" else "statement"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    for side, counts in count(args.gold).items():
        classes = sorted(
            {kind for _, kind in counts},
            key=lambda k: -sum(counts[a, k] for a in ("statement", "attitude")),
        )
        print(f"{side:<42}{'statements':>10}{'attitudes':>11}")
        for kind in classes:
            print(f"  {kind:<40}{counts['statement', kind]:>10}{counts['attitude', kind]:>11}")


if __name__ == "__main__":
    main()
