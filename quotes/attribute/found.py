"""What the network says of one cue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """One attribution in word numbers, (first, end), with the evidence for it as probabilities in 0..1.

    `cue_trust` is how likely the cue begins here, `content_trust` and `source_trust` the mean probability of
    the labels that make these spans (of "no source" where there is none), `weakest` the least of the content's.
    `statement` is how likely the cue reports speech or writing, rather than what somebody thinks or wants.
    """

    cue: tuple[int, int]
    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue_trust: float
    content_trust: float
    source_trust: float
    weakest: float
    statement: float
