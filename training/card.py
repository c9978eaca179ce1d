"""The machine-readable model card: what the weights were made from and what they score."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import spacy

META = {
    "name": "quotes",
    "version": "0.3.0",
    "description": "English news pipeline: tags, features, lemmas, UD dependencies, entities.",
    "author": "quotes",
    "url": "",
    "email": "",
    "license": "CC BY-SA 4.0",
}

#: What training starts from. It is named here, not measured: its files are not in the corpora folder.
ENCODER = {
    "name": "all-MiniLM-L6-v2 (sentence-transformers), after MiniLM-L6-H384-uncased",
    "licence": "Apache-2.0",
    "use": "initial weights and vocabulary of the encoder",
}

SOURCES = [
    {
        "name": "UD English EWT 2.16",
        "files": ["ud/ewt-train.conllu.gz", "ud/ewt-dev.conllu.gz"],
        "licence": "CC BY-SA 4.0",
        "use": "training part: syntax; dev part: scores",
    },
    {
        "name": "UD English GUM 2.16, openly licensed genres",
        "files": ["ud/gum-train.conllu.gz", "ud/gum-dev.conllu.gz"],
        "licence": "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "use": "training part: syntax, entities, coreference; dev part: scores",
    },
    {
        "name": "PolNeAR, with automatic CoreNLP annotation",
        "files": [
            "polnear/train.jsonl.gz",
            "polnear/dev.jsonl.gz",
            "polnear/silver-corenlp.jsonl.gz",
        ],
        "licence": "none stated; texts are the publishers', used for training only",
        "use": "training part: attributions, silver entities and coreference; dev part: confidence, scores",
    },
    {
        "name": "Universal NER, English EWT",
        "files": ["ner/uner-ewt-dev.iob2.gz", "ner/uner-ewt-test.iob2.gz"],
        "licence": "CC BY-SA 4.0",
        "use": "dev part: entities; test part: scores only",
    },
]


def sha256(path: Path) -> str:
    """Checksum of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_card(out: Path, scores: dict[str, Any], corpora: Path) -> None:
    """Write ``card.json`` into the folder that holds ``en_quotes``.

    ``words_per_second`` among the scores depends on the machine.
    """
    card = {
        "name": "en_quotes",
        "version": META["version"],
        "date": datetime.now(UTC).date().isoformat(),
        "licence": META["license"],
        "spacy": spacy.about.__version__,
        "labels": {"entities": ["PERSON", "ORG", "GPE", "NORP", "DATE"]},
        "encoder": ENCODER,
        "sources": [
            source | {"sha256": {name: sha256(corpora / name) for name in source["files"]}}
            for source in SOURCES
        ],
        "scores": scores,
        "how": "python -m training.pipeline --corpora CORPORA --out quotes/model",
    }
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (out / "card.json").write_text(text, encoding="utf-8")
