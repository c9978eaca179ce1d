"""Score a pipeline on the dev sets: ``python -m training.evaluate_pipeline MODEL --corpora DIR``.

Raw text goes in and spaCy's own tokens come out; its scorer aligns them with the gold tokens.
Prints a table, then the same figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import spacy
from spacy.language import Language
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Token
from spacy.training import Example

from quotes.annotate import encoder, entities, paragraphs, recognizer, syntax  # noqa: F401  # factories
from training.chunks import Style, build_doc, chunk
from training.conllu import Sentence, read_lines, read_treebank

TREEBANKS = ("gum", "ewt")
LOCATIONS = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PERSON": "PER", "PER": "PER", "ORG": "ORG"}


def treebank_examples(
    nlp: Language, documents: Iterable[list[Sentence]], paragraph_break: str
) -> list[Example]:
    """Examples of at most about 2,000 words, their text parted into paragraphs as given.

    Gold Docs hold no newline tokens: the alignment leaves white space out, so that it counts
    neither for nor against a model.
    """
    runs = [run for document in documents for run in chunk(document, None, 2000)]
    golds = [build_doc(nlp.vocab, run, Style("as is", " ")) for run in runs]
    texts = [build_doc(nlp.vocab, run, Style("as is", paragraph_break)).text for run in runs]
    return [
        Example(pred, gold)
        for pred, gold in zip(nlp.pipe(texts, batch_size=16), golds, strict=True)
    ]


def syntax_scores(examples: list[Example]) -> dict[str, float]:
    """Tag, UPOS, feature and lemma accuracy, UAS, LAS and sentence F1, all in percent."""

    def features(token: Token, _attr: str) -> str:
        return str(token.morph) or "_"

    scores = Scorer.score_token_attr(examples, "tag", missing_values={""})
    scores |= Scorer.score_token_attr(examples, "pos", missing_values={""})
    scores |= Scorer.score_token_attr(examples, "morph", getter=features, missing_values={""})
    scores |= Scorer.score_token_attr(examples, "lemma", missing_values={""})

    def dep(token: Token, _attr: str) -> str:
        return token.dep_.lower()

    full = Scorer.score_deps(examples, "dep", getter=dep, ignore_labels=())
    part = Scorer.score_deps(examples, "dep", getter=dep, ignore_labels=("p", "punct"))
    sents = Scorer.score_spans(examples, "sents", has_annotation=lambda doc: True)
    wanted = {
        "tag": scores["tag_acc"],
        "pos": scores["pos_acc"],
        "morph": scores["morph_acc"],
        "lemma": scores["lemma_acc"],
        "uas": part["dep_uas"],
        "las": part["dep_las"],
        "uas_with_punct": full["dep_uas"],
        "las_with_punct": full["dep_las"],
        "sents_f": sents["sents_f"],
    }
    return {k: round(100 * (v or 0.0), 2) for k, v in wanted.items()}


Row = tuple[str, list[str], list[str]]
"""A sentence of a Universal NER file: text, words and IOB2 labels."""


def read_iob2(path: Path) -> list[Row]:
    """The sentences of a Universal NER file."""
    return [row for document in read_iob2_documents(path) for row in document]


def read_iob2_documents(path: Path) -> list[list[Row]]:
    """The sentences of a Universal NER file, document by document."""
    documents: list[list[Row]] = [[]]
    text, words, labels = "", [], []
    for line in [*read_lines(path), ""]:
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# text = "):
            text = line[len("# text = ") :]
        elif line.startswith("#"):
            continue
        elif line:
            columns = line.split("\t")
            words.append(columns[1])
            labels.append(columns[2])
        elif words:
            documents[-1].append((text, words, labels))
            text, words, labels = "", [], []
    return [document for document in documents if document]


def word_offsets(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Character spans of the words in the text; raises ``ValueError`` if one is missing."""
    offsets = []
    at = 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        offsets.append((start, at))
    return offsets


def iob_spans(labels: list[str], offsets: list[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """Entities as (start, end, label) in characters."""
    spans: list[tuple[int, int, str]] = []
    previous = "O"
    for label, (start, end) in zip(labels, offsets, strict=True):
        if label[:2] == "B-" or (label[:2] == "I-" and previous[2:] != label[2:]):
            spans.append((start, end, label[2:]))
        elif label[:2] == "I-":
            spans[-1] = (spans[-1][0], end, label[2:])
        previous = label
    return set(spans)


def ner_scores(nlp: Language, path: Path, *, documents: bool) -> dict[str, float]:
    """Exact-span F1, precision and recall in percent for PER, ORG, LOC on Universal NER.

    Our GPE, LOC and FAC count as LOC; other labels are left out. The pipeline reads sentences one by one, as the
    gold has them, or whole `documents`, their sentences parted by a space.
    """
    totals = {label: PRFScore() for label in ("PER", "ORG", "LOC", "all")}
    texts = read_iob2_documents(path) if documents else [[row] for row in read_iob2(path)]
    joined = [" ".join(text for text, _, _ in rows) for rows in texts]
    for rows, doc in zip(texts, nlp.pipe(joined, batch_size=64), strict=True):
        gold: set[tuple[int, int, str]] = set()
        at = 0
        for text, words, labels in rows:
            offsets = [(at + a, at + b) for a, b in word_offsets(text, words)]
            gold |= {g for g in iob_spans(labels, offsets) if g[2] in totals}
            at += len(text) + 1
        pred = {
            (e.start_char, e.end_char, LOCATIONS[e.label_])
            for e in doc.ents
            if e.label_ in LOCATIONS
        }
        totals["all"].score_set(pred, gold)
        for label in ("PER", "ORG", "LOC"):
            totals[label].score_set(
                {p for p in pred if p[2] == label}, {g for g in gold if g[2] == label}
            )
    out = {}
    for label, score in totals.items():
        out[f"{label}_f"] = round(100 * score.fscore, 2)
        out[f"{label}_p"] = round(100 * score.precision, 2)
        out[f"{label}_r"] = round(100 * score.recall, 2)
    return out


def speed(nlp: Language, texts: list[str]) -> float:
    """Words (spaCy tokens) a second on one process, best of two passes."""
    best = 0.0
    for _ in range(2):
        started = time.perf_counter()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
        best = max(best, words / (time.perf_counter() - started))
    return round(best)


def evaluate(nlp: Language, corpora: Path, *, quick: bool = False) -> dict[str, Any]:
    """All figures; ``quick`` leaves out speed and the variant without paragraph breaks."""
    scores: dict[str, Any] = {}
    texts: list[str] = []
    if "quotes_syntax" in nlp.pipe_names:
        for bank in TREEBANKS:
            documents = read_treebank(corpora / "ud" / f"{bank}-dev.conllu.gz")
            examples = treebank_examples(nlp, documents, "\n\n")
            texts += [e.predicted.text for e in examples]
            scores[bank] = syntax_scores(examples)
            if not quick:
                running = treebank_examples(nlp, documents, " ")
                scores[f"{bank} without paragraphs"] = syntax_scores(running)
    if "quotes_names" in nlp.pipe_names:
        for part in ("dev", "test"):  # the dev part is trained on
            path = corpora / "ner" / f"uner-ewt-{part}.iob2.gz"
            scores[f"uner {part}"] = ner_scores(nlp, path, documents=False)
            scores[f"uner {part}, documents"] = ner_scores(nlp, path, documents=True)
    if texts and not quick:
        scores["words_per_second"] = speed(nlp, texts)
    return scores


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def print_scores(scores: dict[str, Any], stream: TextIO = sys.stdout) -> None:
    """Print the figures as a table, one test set a line."""
    for name, value in scores.items():
        text = (
            "  ".join(f"{k} {v:.2f}" for k, v in value.items())
            if isinstance(value, dict)
            else str(value)
        )
        print(f"{name:<24}{text}", file=stream)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    scores = evaluate(spacy.load(args.model), args.corpora, quick=args.quick)
    scores["bytes"] = size_of(args.model)
    print_scores(scores)
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
