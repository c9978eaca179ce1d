"""Evidence → probability: how likely content and source are both right.

A logistic regression over a few figures of the network's own certainty, fitted on articles that the network was
not trained on (`training.calibrate`). It ships with the network, in its `meta.json`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.attribute.found import Found

#: Probabilities nearer to 0 and 1 than this say no more.
_EDGE = 1e-3


def evidence(found: Found, *, quoted: bool) -> list[float]:
    """The figures, in the order of the weights: log odds of cue, content, weakest word and source, whether
    there is a source, whether the content holds a quotation region, the log of its length in words."""
    words = sum(end - start for start, end in found.content)
    return [
        _log_odds(found.cue_trust),
        _log_odds(found.content_trust),
        _log_odds(found.weakest),
        _log_odds(found.source_trust),
        float(bool(found.source)),
        float(quoted),
        math.log(1 + words),
    ]


def _log_odds(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression; without weights everything is as likely as not."""

    weights: tuple[float, ...] = ()
    bias: float = 0.0

    def probability(self, values: Sequence[float]) -> float:
        """In 0..1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, values, strict=False))
        return 1 / (1 + math.exp(-total))
