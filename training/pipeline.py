"""Everything at once: ``python -m training.pipeline --corpora DIR --out DIR``.

Trains the syntax and the entity recogniser, puts both into one pipeline, scores it and writes its
card. Runs on one core without a network; the same corpora give the same weights on the same
platform.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

# One thread: faster for arrays this small, and sums come out in the same order every time.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from quotes.annotate import entities, paragraphs  # noqa: E402, F401  # registers components
from training.card import META, write_card  # noqa: E402
from training.evaluate_pipeline import evaluate, print_scores, size_of  # noqa: E402
from training.ner import polish_ner, train_ner  # noqa: E402
from training.prune import prune_strings  # noqa: E402
from training.syntax import train_syntax  # noqa: E402

SYNTAX_WORDS = 6_000_000
NER_FIRST_WORDS, NER_SECOND_WORDS, NER_POLISH_WORDS = 1_500_000, 3_600_000, 700_000


def assemble(syntax: Path, names: Path, out: Path) -> Language:
    """One pipeline of the two trained ones, components without weights added; saved to ``out``."""
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    nlp.add_pipe("quotes_paragraphs", first=True)
    for name in ("ner_tok2vec", "ner"):
        nlp.add_pipe(name, source=source)
    nlp.add_pipe("quotes_entities")
    nlp.meta.update(META)
    nlp.to_disk(out)
    prune_strings(out)
    return spacy.load(out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for en_quotes and its card")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("build/training"),
        help="folder for the parts in training (default: %(default)s)",
    )
    parser.add_argument(
        "--assemble-only", action="store_true", help="take the parts as they are in the work folder"
    )
    args = parser.parse_args()
    work = args.work
    work.mkdir(parents=True, exist_ok=True)
    if not args.assemble_only:
        train_syntax(args.corpora, work / "syntax", total_words=SYNTAX_WORDS, evaluations=6)
        train_ner(
            args.corpora,
            work / "names",
            first_words=NER_FIRST_WORDS,
            second_words=NER_SECOND_WORDS,
        )
        polish_ner(args.corpora, work / "names", work / "ner", total_words=NER_POLISH_WORDS)
    target = args.out / "en_quotes"
    assemble(work / "syntax", work / "ner", target)
    scores = evaluate(spacy.load(target), args.corpora)
    scores["bytes"] = size_of(target)
    write_card(args.out, scores, args.corpora)
    print_scores(scores, sys.stderr)
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
