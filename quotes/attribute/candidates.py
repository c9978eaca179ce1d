"""What every rule proposes: a cue with a source and content, before anything competes."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.attribute.found import Found
from quotes.types import Act, Span

TokenRange = tuple[int, int]

#: How often rules of layout, which the training articles hardly hold, and silence, which their annotators marked
#: by fits and starts, have content and source right: judged by hand on other articles, not measured.
ASSUMED = {
    "post": 0.9,
    "signature": 0.85,
    "label": 0.8,
    "colon": 0.6,
    "block": 0.6,
    "noun": 0.6,
    "silence": 0.8,
    "credit": 0.6,
    "carried": 0.6,
}


@dataclass(slots=True)
class Candidate:
    """One proposed attribution.

    `rule` names what proposed it, `word` is the cue's main word as printed, in lower case. `anchor` is the token
    of the cue by which rules know each other's proposals. `trust` is the probability that content and source are
    both right, `found` what the network saw.
    """

    rule: str
    word: str
    act: Act
    anchor: int
    cue: Span | None
    source: Span | None
    content: list[Span] = field(default_factory=list)
    regions: list[int] = field(default_factory=list)
    medium: str | None = None
    trust: float = 0.5
    found: Found | None = None

    def __post_init__(self) -> None:
        self.trust = ASSUMED.get(self.rule, self.trust)
