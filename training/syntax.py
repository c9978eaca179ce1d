"""Train the tagger, morphologizer, lemmatizer and parser."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from training.chunks import build_doc, chunk, draw_style, vary
from training.conllu import Sentence, read_treebank
from training.evaluate_pipeline import evaluate
from training.train import Stream, train

CONFIG = Path(__file__).parent / "configs" / "syntax.cfg"


def gold_stream(name: str, documents: list[list[Sentence]], share: Any) -> Stream:
    """Treebank documents in texts of up to 300 words, rewritten on every pass."""
    vocab = spacy.blank("en").vocab

    def one_pass(rng: random.Random) -> Iterator[Doc]:
        for document in documents:
            for run in chunk(document, rng):
                style = draw_style(rng)
                yield build_doc(vocab, [vary(s, style, rng) for s in run], style)

    return Stream(name, one_pass, share)


def read_gold(corpora: Path) -> list[list[Sentence]]:
    """The documents of both treebanks' training parts."""
    files = [corpora / "ud" / f"{bank}-train.conllu.gz" for bank in ("ewt", "gum")]
    return [document for path in files for document in read_treebank(path)]


def train_syntax(
    corpora: Path, out: Path, *, total_words: int, silver: bool = True, evaluations: int = 8
) -> Language:
    """Train on EWT and GUM, and on converted silver news unless told not to."""
    config = Config().from_disk(CONFIG)
    gold = read_gold(corpora)
    streams = [gold_stream("gold", gold, lambda progress: 1.0)]
    init = list(streams[0].one_pass(random.Random(0)))
    if silver:
        from training.silver import read_silver

        news = list(read_silver(corpora / "polnear"))
        streams.append(
            gold_stream(
                "silver", news, lambda p: 1.2 if p < 0.6 else max(0.0, 1.2 * (0.85 - p) / 0.25)
            )
        )
    return train(
        config,
        streams,
        total_words=total_words,
        out=out,
        evaluate=lambda nlp: evaluate(nlp, corpora, quick=True),
        evaluations=evaluations,
        init_docs=init,
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=15_000_000)
    parser.add_argument("--gold-only", action="store_true")
    parser.add_argument("--evaluations", type=int, default=8)
    args = parser.parse_args()
    train_syntax(
        args.corpora,
        args.out,
        total_words=args.words,
        silver=not args.gold_only,
        evaluations=args.evaluations,
    )


if __name__ == "__main__":
    main()
