"""The learned part of attribution: cues, and for each cue the words of its content and source.

Works on the states that the encoder left in `doc.tensor`, one row a word. A linear layer marks cues. Around each
cue a window of words is read again by two small transformer layers that know where the cue is, and every word
is scored as content, source or neither; the best allowed labels are taken (quotes/annotate/spans.py). It was
trained together with the encoder (docs/method.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from quotes.annotate.arrays import Floats, Linear, Norm, bounds_of, layers_of, softmax
from quotes.annotate.spans import best_sequences, spans_of
from quotes.annotate.threads import one_thread
from quotes.annotate.weighted import Weighted
from quotes.attribute.confidence import Calibration
from quotes.attribute.found import Found
from quotes.attribute.window import AFTER, BEFORE, ROLES, bucket
from quotes.models import model_folder

HEADS = 4
#: A word this likely to begin a cue is looked at; what is kept is decided later by the whole attribution.
CUE_FLOOR = 0.15
#: A cue goes on with a word that is at least this likely to carry one on, given that the word before is in it.
CUE_GOES_ON = 0.5

#: Cues whose windows are read at once: each takes some megabytes, and a bad text has thousands.
_CUES = 64

_LABELS = list(ROLES)
_BUCKETS = np.array([bucket(offset) for offset in range(-BEFORE, AFTER + 1)])


class RolesNetwork(Weighted):
    """Finds attributions in word states."""

    def __init__(self, name: str = "attribution") -> None:
        super().__init__(name)

    def build(self, weights: dict[str, Floats]) -> None:
        self._cues = Linear.of(weights, "cues")
        self._acts = Linear.of(weights, "acts")
        self._word = Linear.of(weights, "role_word")
        self._cue = Linear.of(weights, "role_cue")
        self._distances = weights["role_distance.weight"]
        self._norm = Norm.of(weights, "role_norm")
        self._layers = layers_of(weights, "role_layers", HEADS)
        self._roles = Linear.of(weights, "roles")
        fitted = self.meta.get("calibration", {"weights": [], "bias": 0.0})
        self.calibration = Calibration(tuple(fitted["weights"]), fitted["bias"])

    def find(self, states: Floats, plain: Sequence[tuple[int, int]] = ()) -> list[Found]:
        """Every attribution whose cue is likely enough, in the order of the cues.

        `plain` are words, (first, end), that are cues whatever the network thinks of them; what it sees itself is
        not found twice.
        """
        if not len(states):
            return []
        with one_thread():
            marks = softmax(self._cues(states))
            cues = cue_spans(marks)
            seen = {i for a, b in cues for i in range(a, b)}
            cues = sorted([*cues, *(cue for cue in plain if seen.isdisjoint(range(*cue)))])
            return [
                found
                for start in range(0, len(cues), _CUES)
                for found in self._roles_of(states, marks, cues[start : start + _CUES])
            ]

    def _roles_of(self, states: Floats, marks: Floats, cues: list[tuple[int, int]]) -> list[Found]:
        cue_states = np.stack([states[a:b].mean(axis=0) for a, b in cues])
        statements = softmax(self._acts(cue_states))[:, 1]
        shares, windows = self.role_shares(states, cues)
        best = best_sequences(np.log(shares + 1e-9), _LABELS)
        return [
            _found(
                cue, start, marks, shares[row], best[row, : stop - start], float(statements[row])
            )
            for row, (cue, (start, stop)) in enumerate(zip(cues, windows, strict=True))
        ]

    def role_shares(
        self, states: Floats, cues: list[tuple[int, int]]
    ) -> tuple[Floats, list[tuple[int, int]]]:
        """Probabilities of the roles (cues, longest window, roles), and each cue's window of words.

        What lies behind a shorter window is certain to be neither, so that it changes nothing.
        """
        size = len(states)
        windows = [(max(a - BEFORE, 0), min(b + AFTER, size)) for a, b in cues]
        # Those that any window holds: the cues are in order.
        low = windows[0][0]
        words = self._word(states[low : max(stop for _, stop in windows)])
        parts = self._cue(np.stack([states[a:b].mean(axis=0) for a, b in cues]))
        rows = []
        for (first, end), (start, stop), part in zip(cues, windows, parts, strict=True):
            places = np.arange(start, stop)
            distance = np.where(places < first, places - first, np.maximum(places - end + 1, 0))
            rows.append(
                words[start - low : stop - low]
                + self._distances[_BUCKETS[distance + BEFORE]]
                + part
            )
        bounds = bounds_of([stop - start for start, stop in windows])
        x = self._norm(np.concatenate(rows))
        for layer in self._layers:
            x = layer(x, bounds)
        flat = softmax(self._roles(x))
        shares = np.zeros((len(cues), max(b - a for a, b in bounds), len(_LABELS)), np.float32)
        shares[:, :, 0] = 1.0
        for row, (a, b) in enumerate(bounds):
            shares[row, : b - a] = flat[a:b]
        return shares, windows


def cue_spans(marks: Floats) -> list[tuple[int, int]]:
    """Cues from shares of (none, begins, goes on): each likely beginning with what goes on behind it.

    A word carries a cue on only where there is one. Its share is therefore held against that of the word before
    it, so that a doubtful cue ("later said") is not cut short by the doubt.
    """
    cues = []
    for start in np.flatnonzero(marks[:, 1] >= CUE_FLOOR):
        end, before = int(start) + 1, marks[start, 1]
        while end < len(marks) and marks[end, 2] >= CUE_GOES_ON * before:
            before = marks[end, 2]
            end += 1
        cues.append((int(start), end))
    return cues


def _found(
    cue: tuple[int, int],
    start: int,
    marks: Floats,
    shares: Floats,
    best: Sequence[int] | np.ndarray,
    statement: float,
) -> Found:
    spans = spans_of([_LABELS[i] for i in best])
    # A word's trust is that of its role: whether a piece begins or goes on there matters less.
    roles = np.stack(
        [shares[:, 0], shares[:, 1] + shares[:, 2], shares[:, 3] + shares[:, 4]], axis=1
    )
    content = [(a, b) for a, b, kind in spans if kind == "content"]
    source = [(a, b) for a, b, kind in spans if kind == "source"]
    inside = np.concatenate([roles[a:b, 1] for a, b in content]) if content else np.zeros(1)
    if source:
        source_trust = float(np.concatenate([roles[a:b, 2] for a, b in source]).mean())
    else:
        source_trust = 1.0 - float(roles[:, 2].max())
    return Found(
        cue,
        [(a + start, b + start) for a, b in content],
        [(a + start, b + start) for a, b in source],
        float(marks[cue[0], 1]),
        float(inside.mean()),
        source_trust,
        float(inside.min()),
        statement,
    )


@cache
def load_network() -> RolesNetwork:
    """The network in use (quotes/models.py)."""
    network = RolesNetwork()
    network.from_disk(model_folder("attribution"))
    return network
