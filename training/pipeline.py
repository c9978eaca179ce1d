"""Everything at once: ``python -m training.pipeline --corpora DIR --out quotes/model``.

Trains the network, writes the pipeline and the models that ship beside it, fits the confidence, scores the
result and writes its card. Needs the package's extra ``train`` (PyTorch and the pretrained encoder), no GPU and
no network.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quotes.annotate import load_pipeline
from training.calibrate import calibrate
from training.card import write_card
from training.encoder import packaged_encoder
from training.evaluate_coreference import figures, on_gum
from training.evaluate_pipeline import evaluate, print_scores, size_of
from training.export import export
from training.fit import fit


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the models and their card"
    )
    parser.add_argument(
        "--work", type=Path, default=Path("build/training"), help="(default: %(default)s)"
    )
    parser.add_argument("--encoder", type=Path, help="folder of another BERT model to start from")
    parser.add_argument(
        "--gold",
        type=Path,
        action="append",
        default=[],
        help="a gold file of your own to learn from too",
    )
    parser.add_argument(
        "--trained", type=Path, help="weights of an earlier run, in place of training"
    )
    args = parser.parse_args()
    trained = args.trained
    if trained is None:
        trained = args.work / "network.safetensors"
        encoder = args.encoder or packaged_encoder()
        fit(args.corpora, encoder, trained, further=args.gold)
    export(trained, args.out)
    scores = evaluate(load_pipeline(args.out / "en_quotes"), args.corpora)
    scores["confidence"] = calibrate(args.corpora / "polnear" / "dev.jsonl.gz", args.out)
    scores["coreference"] = figures(on_gum(args.corpora, args.out)["both"])
    scores["bytes"] = size_of(args.out)
    write_card(args.out, scores, args.corpora)
    print_scores(scores, sys.stderr)
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
