"""Train the named entity recogniser, in two rounds.

The first round learns from GUM and the silver news. It then helps label the training part of EWT,
where gold proper nouns, dependencies and name lists decide what they can, and the second round
learns from all three.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from training.chunks import build_doc, chunk, draw_style, vary
from training.conllu import Sentence, read_treebank
from training.entities import (
    Span,
    label_by_lists,
    read_silver_entities,
    uner_sentences,
    with_gum_entities,
)
from training.evaluate_pipeline import evaluate, read_iob2, word_offsets
from training.names import Pools, collect, exchange
from training.train import Stream, train

CONFIG = Path(__file__).parent / "configs" / "ner.cfg"


def entity_stream(
    name: str, documents: list[list[Sentence]], pools: Pools, share: float, exchanged: float
) -> Stream:
    """Labelled documents in texts of up to 200 words, restyled and renamed on every pass."""
    vocab = spacy.blank("en").vocab

    def one_pass(rng: random.Random) -> Iterator[Doc]:
        for document in documents:
            for run in chunk(document, rng, 200):
                style = draw_style(rng)
                # A third of the texts keep their names: real ones go together.
                named = exchange(run, pools, rng, exchanged) if rng.random() < 0.67 else run
                yield build_doc(vocab, [vary(s, style, rng) for s in named], style)

    return Stream(name, one_pass, lambda progress: share)


def label_documents(nlp: Language, documents: list[list[Sentence]]) -> list[list[Sentence]]:
    """Documents with gold tags, labelled by lists and a pipeline (see `label_by_lists`)."""
    out = []
    for document in documents:
        golds = [Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in document]
        guesses: list[list[Span]] = [
            [(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(golds)
        ]
        out.append(label_by_lists(document, guesses))
    return out


def train_ner(corpora: Path, out: Path, *, first_words: int, second_words: int) -> Language:
    """Both rounds; the first is kept beside ``out`` with the suffix ``-first``."""
    config = Config().from_disk(CONFIG)
    news = read_silver_entities(corpora / "polnear")
    gum_documents = read_treebank(corpora / "ud" / "gum-train.conllu.gz")
    gum = with_gum_entities(gum_documents)
    ewt = read_treebank(corpora / "ud" / "ewt-train.conllu.gz")
    pools = collect(news + gum)
    streams = [
        entity_stream("news", news, pools, 0.7, 0.8),
        entity_stream("gum", gum, pools, 0.3, 0.3),
    ]

    def score(nlp: Language) -> dict[str, object]:
        return evaluate(nlp, corpora, quick=True)

    first_out = out.with_name(out.name + "-first")
    if (first_out / "meta.json").exists():
        first = spacy.load(first_out)
    else:
        first = train(
            config,
            streams,
            total_words=first_words,
            out=first_out,
            evaluate=score,
            evaluations=2,
        )
    streams = [
        entity_stream("news", news, pools, 0.4, 0.8),
        entity_stream("gum", with_gum_entities(gum_documents, strict=True), pools, 0.2, 0.3),
        entity_stream("ewt", label_documents(first, ewt), pools, 0.4, 0.4),
    ]
    return train(config, streams, total_words=second_words, out=out, evaluate=score, evaluations=3)


def polish_ner(corpora: Path, start: Path, out: Path, *, total_words: int) -> Language:
    """Go on from a trained recogniser with a small learning rate and Universal NER's dev part.

    After this only Universal NER's test part measures anything.
    """
    config = Config().from_disk(CONFIG)
    config["recipe"].update(config["polish"])
    nlp = spacy.load(start)
    news = read_silver_entities(corpora / "polnear")
    gum_documents = read_treebank(corpora / "ud" / "gum-train.conllu.gz")
    pools = collect(news + with_gum_entities(gum_documents))
    ewt = label_documents(nlp, read_treebank(corpora / "ud" / "ewt-train.conllu.gz"))
    rows = []
    for text, words, labels in read_iob2(corpora / "ner" / "uner-ewt-dev.iob2.gz"):
        offsets = word_offsets(text, words)
        spaces = [text[b : b + 1] == " " for _, b in offsets]
        rows.append((words, spaces, labels))
    docs = nlp.pipe(Doc(nlp.vocab, words=words, spaces=spaces) for words, spaces, _ in rows)
    guesses: list[list[Span]] = [[(e.start, e.end, e.label_) for e in d.ents] for d in docs]
    uner = [document for group in _grouped(uner_sentences(rows, guesses), 8) for document in group]
    streams = [
        entity_stream("news", news, pools, 0.3, 0.8),
        entity_stream("gum", with_gum_entities(gum_documents, strict=True), pools, 0.1, 0.3),
        entity_stream("ewt", ewt, pools, 0.25, 0.4),
        entity_stream("uner", uner, pools, 0.35, 0.5),
    ]
    return train(
        config,
        streams,
        total_words=total_words,
        out=out,
        evaluate=lambda trained: evaluate(trained, corpora, quick=True),
        evaluations=2,
        start=start,
    )


def _grouped(documents: list[list[Sentence]], size: int) -> Iterator[list[list[Sentence]]]:
    """Single sentences joined to documents of ``size``."""
    for at in range(0, len(documents), size):
        yield [[s for document in documents[at : at + size] for s in document]]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-words", type=int, default=1_500_000)
    parser.add_argument("--second-words", type=int, default=3_600_000)
    parser.add_argument("--polish", type=Path, help="go on from this recogniser")
    args = parser.parse_args()
    if args.polish:
        polish_ner(args.corpora, args.polish, args.out, total_words=args.second_words)
        return
    train_ner(args.corpora, args.out, first_words=args.first_words, second_words=args.second_words)


if __name__ == "__main__":
    main()
