"""What a smaller pipeline would save and cost: ``python -m training.study --corpora DIR [--articles 84]``.

Reads articles of PolNeAR's development part with variants of the shipped pipeline, none of them trained again:
without the last layers of the encoder, or without what no rule of attribution reads. Prints for each the words a
second of the processor and F1 of attribution.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np

from quotes.annotate import annotate, load_pipeline
from quotes.evaluate import evaluate_gold
from training.conllu import read_lines

_PARTS = ("all", "statements", "in quotation marks")


def _no_lemmas(layers: dict[str, Any]) -> dict[str, Any]:
    """Each word its own lemma, by the first rule, without asking which."""
    return layers | {"lemmas": lambda states: np.zeros((len(states), 1), np.float32)}


#: The component that a variant changes, and what becomes of its layers.
VARIANTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "as shipped": ("quotes_encoder", lambda layers: layers),
    "without lemmas": ("quotes_syntax", _no_lemmas),
    "5 of 6 layers": ("quotes_encoder", lambda layers: layers[:5]),
    "4 of 6 layers": ("quotes_encoder", lambda layers: layers[:4]),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=84)
    args = parser.parse_args()
    lines = list(islice(read_lines(args.corpora / "polnear" / "dev.jsonl.gz"), args.articles))
    texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    nlp = load_pipeline()
    for _ in annotate(texts[:5]):  # the first ones take longer, whatever the variant
        pass
    print(f"{'':<18}{'words/s':>8}{'all':>8}{'statements':>12}{'in marks':>10}")
    with TemporaryDirectory() as folder:
        gold = Path(folder) / "dev.jsonl"
        gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for name, (component, change) in VARIANTS.items():
            pipe: Any = nlp.get_pipe(component)
            with patch.object(pipe, "_layers", change(pipe._layers)):
                started = time.process_time()
                for _ in annotate(texts):
                    pass
                seconds = time.process_time() - started
                figures = evaluate_gold(gold).figures()
            shares = [figures[f"attribution.{part}.f1"] for part in _PARTS]
            print(
                f"{name:<18}{words / seconds:>8.0f}{shares[0]:>8.1f}{shares[1]:>12.1f}{shares[2]:>10.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
