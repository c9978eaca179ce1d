"""What every rule proposes: a cue with a source and content, before anything competes."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.types import Act, Span

TokenRange = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """One proposed attribution.

    `rule` names the pattern, `word` the cue's base form: together they decide how far it is trusted.
    `anchor` is the token of the cue by which rules know each other's proposals.
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
