"""Leave the training texts' words out of a saved vocabulary."""

from __future__ import annotations

from pathlib import Path

import spacy
import srsly  # type: ignore[import-untyped,import-not-found,unused-ignore]
from spacy.strings import get_string_id

import quotes.annotate.entities
import quotes.annotate.paragraphs  # noqa: F401  # both register components


def prune_strings(folder: Path) -> None:
    """Rewrite ``vocab/strings.json`` of a saved pipeline without strings that nothing refers to.

    Kept are spaCy's own strings, labels, features and the pieces of the lemmatizer's edit trees
    (these are stored by their hashes). The pipeline's results stay the same; its vocabulary no
    longer tells which words the training texts hold.
    """
    nlp = spacy.load(folder)
    keep = set(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            # "B-ORG" and "nsubj||obl" are actions and lifted labels: keep their parts too
            keep.update((str(label), *str(label).split("||"), str(label).partition("-")[2]))
    pieces: set[int] = set()
    trees = folder / "trainable_lemmatizer" / "trees"
    if trees.exists():
        for node in srsly.read_msgpack(trees)["trees"]:
            pieces.update(node[key] for key in ("orig", "subst") if key in node)
    path = folder / "vocab" / "strings.json"
    kept = [s for s in srsly.read_json(path) if s in keep or "=" in s or get_string_id(s) in pieces]
    srsly.write_json(path, kept)
