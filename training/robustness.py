"""How much worse degraded text is read: ``python -m training.robustness GOLD``.

Copies of a gold file are made in which typographic quotation marks are straight, or all marks are gone, or
paragraph breaks are spaces, or one letter in a hundred is another; each is scored like the original.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quotes.evaluate import evaluate_gold

#: A text → one string for each of its characters: itself, another, or nothing.
Change = Callable[[str, random.Random], list[str]]

_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"'}
_MARKS = frozenset('“”"«»„‟')
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
NOISE = 0.01


def as_is(text: str, rng: random.Random) -> list[str]:
    return list(text)


def straight(text: str, rng: random.Random) -> list[str]:
    return [_STRAIGHT.get(char, char) for char in text]


def unquoted(text: str, rng: random.Random) -> list[str]:
    """Without double marks; doubled single ones go too."""
    chars = ["" if char in _MARKS else char for char in text]
    for i in range(len(text) - 1):
        if text[i : i + 2] in ("''", "``"):
            chars[i] = chars[i + 1] = ""
    return chars


def joined(text: str, rng: random.Random) -> list[str]:
    """Without line breaks."""
    return [" " if char in "\r\n" else char for char in text]


def noisy(text: str, rng: random.Random) -> list[str]:
    return [
        rng.choice(_LETTERS) if char.isalpha() and rng.random() < NOISE else char for char in text
    ]


CHANGES: dict[str, Change] = {
    "as it is": as_is,
    "straight marks": straight,
    "no marks": unquoted,
    "no line breaks": joined,
    "1 % of letters wrong": noisy,
}


def degrade(entry: dict[str, Any], change: Change, rng: random.Random) -> dict[str, Any]:
    """A gold article with its text changed, its spans moved along; empty spans are left out."""
    chars = change(entry["text"], rng)
    place = [0]
    for char in chars:
        place.append(place[-1] + len(char))

    def moved(spans: list[list[int]]) -> list[list[int]]:
        return [[place[a], place[b]] for a, b in spans if place[a] < place[b]]

    attributions = [
        {role: moved(spans) for role, spans in each.items()} for each in entry["attributions"]
    ]
    return {**entry, "text": "".join(chars), "attributions": attributions, "other_annotators": []}


def measure(gold: Path) -> dict[str, dict[str, float]]:
    """Attribution F1 in percent by change and split."""
    opener = gzip.open if gold.suffix == ".gz" else open
    with opener(gold, "rt", encoding="utf-8") as stream:
        entries = [json.loads(line) for line in stream]
    out = {}
    for name, change in CHANGES.items():
        rng = random.Random(7)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "gold.jsonl"
            lines = [json.dumps(degrade(entry, change, rng)) for entry in entries]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            figures = evaluate_gold(path).figures()
        out[name] = {
            split: figures[f"attribution.{split}.f1"]
            for split in ("all", "statements", "in quotation marks")
            if f"attribution.{split}.f1" in figures
        }
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    for name, figures in measure(args.gold).items():
        print(f"{name:<24}" + "  ".join(f"{split} {value:.1f}" for split, value in figures.items()))


if __name__ == "__main__":
    main()
