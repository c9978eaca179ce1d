"""Trained weights → the pipeline and the attribution model that ship.

``python -m training.export FILE --out quotes/model``
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from quotes.annotate import encoder, entities, paragraphs, recognizer, syntax  # noqa: F401
from quotes.annotate.weighted import Weighted
from training.card import META

#: Which of the network's parts each component holds, and the label sets that it needs.
COMPONENTS = {
    "quotes_encoder": (("encoder",), ("pieces",)),
    "quotes_syntax": (
        ("tags", "features", "lemmas", "sentences", "arcs", "deps"),
        ("tags", "features", "lemmas", "deps"),
    ),
    "quotes_names": (("ents",), ("ents",)),
}
ATTRIBUTION = (
    "cues",
    "acts",
    "role_word",
    "role_cue",
    "role_distance",
    "role_norm",
    "role_layers",
    "roles",
)
COREFERENCE = ("anaphor", "antecedent", "coref_distance", "coref_new")


def read_trained(path: Path) -> tuple[dict[str, NDArray[np.float32]], dict[str, Any]]:
    """Weights by name, and the labels beside them."""
    from safetensors.numpy import load_file

    labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return load_file(path), labels


def select(weights: dict[str, NDArray[np.float32]], parts: tuple[str, ...]) -> dict[str, Any]:
    """The weights of some parts; the encoder's without its prefix."""
    chosen = {k: v for k, v in weights.items() if k.split(".")[0] in parts}
    return {k.removeprefix("encoder."): v for k, v in chosen.items()}


def export(trained: Path, out: Path) -> None:
    """Write ``en_quotes``, ``attribution`` and ``coreference`` into the folder `out`."""
    weights, labels = read_trained(trained)
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_paragraphs")
    for name, (parts, sets) in COMPONENTS.items():
        component = nlp.add_pipe(name)
        assert isinstance(component, Weighted)
        component.set_weights(select(weights, parts), {key: labels[key] for key in sets})
    nlp.add_pipe("quotes_entities")
    nlp.meta.update(META)
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out / "en_quotes")
    from quotes.attribute.coreference import AntecedentScorer
    from quotes.attribute.network import RolesNetwork

    for name, reader, parts in (
        ("attribution", RolesNetwork(), ATTRIBUTION),
        ("coreference", AntecedentScorer(), COREFERENCE),
    ):
        reader.set_weights(select(weights, parts), {})
        reader.to_disk(out / name)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.trained, args.out)


if __name__ == "__main__":
    main()
