"""How well earlier mentions suit a mention as its antecedent, by the network's scorer (Lee et al. 2017).

The score of a pair is the dot product of two projections of the mentions' head words, in the states that the
encoder left in `doc.tensor`, and a weight for how many mentions lie between. It was trained together with the
encoder on gold and automatic coreference (docs/retrain.md) and costs two small matrix products an article. What it
says is evidence: `quotes/resolve/antecedents.py` decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from quotes.annotate.arrays import Floats, Linear
from quotes.annotate.threads import one_thread
from quotes.annotate.weighted import Weighted
from quotes.models import model_folder
from quotes.types import Mention, Scores

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

#: Mentions further back than this are not scored.
REACH = 60
#: Mentions scored at once: a bad text has thousands.
_ANAPHORS = 64


class AntecedentScorer(Weighted):
    """Scores pairs of mentions by the states of their head words."""

    def __init__(self, name: str = "coreference") -> None:
        super().__init__(name)

    def build(self, weights: dict[str, Floats]) -> None:
        self._anaphor = Linear.of(weights, "anaphor")
        self._antecedent = Linear.of(weights, "antecedent")
        self._distances = weights["coref_distance.weight"][:, 0]
        self._new = Linear.of(weights, "coref_new")

    def scores(self, states: Floats, anaphors: Sequence[int]) -> Floats:
        """Scores (anaphors, mentions) against being spoken of for the first time, which scores 0.

        `states` are those of mentions' head words, in reading order, `anaphors` the numbers of those to
        score. Columns of mentions that do not come before the anaphor mean nothing.
        """
        rows = states[list(anaphors)]
        pairs: Floats = self._anaphor(rows) @ self._antecedent(states).T
        pairs /= np.sqrt(np.float32(self._antecedent.bias.size))
        between = np.asarray(anaphors)[:, None] - np.arange(len(states)) - 1
        pairs += self._distances[distance_classes(between, len(self._distances))]
        pairs -= self._new(rows)
        return pairs


def distance_classes(between: np.ndarray, classes: int) -> np.ndarray:
    """The class of each number of mentions between two mentions: its length in bits."""
    # frexp's exponent of an integer is its length in bits.
    return np.minimum(np.frexp(np.maximum(between, 0))[1], classes - 1)


def score_antecedents(
    layout: Layout, mentions: Sequence[Mention], scorer: AntecedentScorer | None = None
) -> Scores:
    """By the number of every pronoun among `mentions`, the scores of the mentions before it, the nearest last.

    Empty for a Doc without the encoder's states. `scorer` is by default the one in use. Descriptions are not
    scored: tried on them, it found more wrong antecedents than right ones (docs/method.md).
    """
    doc = layout.doc
    if not mentions or doc.tensor.shape[:1] != (len(doc),):
        return {}
    anaphors = [n for n, m in enumerate(mentions) if n and m.kind == "pronoun" and not m.quoted]
    if not anaphors:
        return {}
    heads = [layout.token_at(mention.head_start) for mention in mentions]
    states = np.asarray(doc.tensor[heads], np.float32)
    scorer = scorer or load_scorer()
    found: dict[int, list[float]] = {}
    with one_thread():
        for start in range(0, len(anaphors), _ANAPHORS):
            part = anaphors[start : start + _ANAPHORS]
            first = max(part[0] - REACH, 0)
            pairs = scorer.scores(states[first : part[-1] + 1], [n - first for n in part])
            for number, row in zip(part, pairs, strict=True):
                found[number] = row[max(number - REACH, 0) - first : number - first].tolist()
    return found


@cache
def load_scorer() -> AntecedentScorer:
    """The scorer in use (quotes/models.py)."""
    scorer = AntecedentScorer()
    scorer.from_disk(model_folder("coreference"))
    return scorer
