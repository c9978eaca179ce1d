"""What a smaller pipeline would save and cost: ``python -m training.study --corpora DIR [--articles 84]``.

Reads articles of PolNeAR's development part with variants of the shipped pipeline, none of them trained again:
without the last layers of the encoder, or without what no rule of attribution reads. Prints for each the words a
second of the processor and F1 of attribution.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from spacy.language import Language

from quotes.annotate import annotate, load_pipeline
from quotes.evaluate import evaluate_gold

_PARTS = ("all", "statements", "in quotation marks")

Change = Callable[[Language], Callable[[], None]]
"""Changes the pipeline, and returns what undoes it."""


def as_shipped(nlp: Language) -> Callable[[], None]:
    """No change."""
    return lambda: None


def shallower(layers: int) -> Change:
    """The encoder without its last layers, down to so many."""

    def change(nlp: Language) -> Callable[[], None]:
        encoder: Any = nlp.get_pipe("quotes_encoder")
        whole = encoder._layers
        encoder._layers = whole[:layers]

        def undo() -> None:
            encoder._layers = whole

        return undo

    return change


def without_lemmas(nlp: Language) -> Callable[[], None]:
    """Each word its own lemma, by the first rule, without asking which."""
    syntax: Any = nlp.get_pipe("quotes_syntax")
    whole = syntax._layers
    syntax._layers = whole | {"lemmas": lambda states: np.zeros((len(states), 1), np.float32)}

    def undo() -> None:
        syntax._layers = whole

    return undo


VARIANTS: dict[str, Change] = {
    "as shipped": as_shipped,
    "without lemmas": without_lemmas,
    "5 of 6 layers": shallower(5),
    "4 of 6 layers": shallower(4),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=84)
    args = parser.parse_args()
    with gzip.open(args.corpora / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = file.readlines()[: args.articles]
    texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    nlp = load_pipeline()
    print(f"{'':<18}{'words/s':>8}{'all':>8}{'statements':>12}{'in marks':>10}")
    with TemporaryDirectory() as folder:
        gold = Path(folder) / "dev.jsonl"
        gold.write_text("".join(lines), encoding="utf-8")
        for name, change in VARIANTS.items():
            undo = change(nlp)
            try:
                started = time.process_time()
                for _ in annotate(texts):
                    pass
                seconds = time.process_time() - started
                figures = evaluate_gold(gold).figures()
            finally:
                undo()
            shares = [figures[f"attribution.{part}.f1"] for part in _PARTS]
            print(
                f"{name:<18}{words / seconds:>8.0f}{shares[0]:>8.1f}{shares[1]:>12.1f}{shares[2]:>10.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
