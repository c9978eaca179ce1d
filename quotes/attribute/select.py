"""From proposals to one reading of the article: which candidates stand, and how far each is trusted."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.attribute.candidates import Candidate
from quotes.lexicon.trust import trust_in
from quotes.types import Act

#: Rules whose content may hold another attribution: what a credited text or post itself reports.
_CARRIERS = frozenset({"credit", "post", "signature"})
#: Rules that may stand inside a carrier's content.
_CARRIED = frozenset({"clause", "that", "credit", "quote", "noun-that", "position"})


#: Candidates trusted less than this are dropped, by act. Chosen for attribution F1 on PolNeAR dev in steps
#: of 0.05; attitudes, which nobody sees who does not ask for them, may be less certain.
FLOORS: dict[Act, float] = {"statement": 0.3, "silence": 0.3, "attitude": 0.2}


def select(candidates: list[Candidate], floors: Mapping[Act, float] = FLOORS) -> list[Candidate]:
    """The candidates worth keeping, in reading order.

    Candidates trusted less than their act's floor go. Of two whose contents overlap the larger claim
    wins, unless the outer one merely carries the inner (a post, or what somebody else is credited for):
    then both stand.
    """
    for candidate in candidates:
        candidate.trust = trust_in(candidate.rule, candidate.word)
    standing = [c for c in candidates if c.trust >= floors[c.act] and c.content]
    standing.sort(key=lambda c: (-_priority(c), -_length(c), c.anchor))
    kept: list[Candidate] = []
    for candidate in standing:
        rivals = [other for other in kept if _overlap(candidate, other)]
        if all(_may_nest(candidate, other) for other in rivals):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.content[0].start, c.anchor))


def _priority(candidate: Candidate) -> int:
    """Layout and quotation marks are stronger evidence than a parse."""
    if candidate.rule in ("post", "signature", "label"):
        return 3
    if candidate.rule == "credit":
        return 2
    if candidate.regions and candidate.rule == "quote":
        return 2
    return 1


def _length(candidate: Candidate) -> int:
    return sum(span.end - span.start for span in candidate.content)


def _overlap(one: Candidate, other: Candidate) -> bool:
    if any(a.start < b.end and b.start < a.end for a in one.content for b in other.content):
        return True
    # A cue or source inside the other's content makes this a report within a report.
    for inner, outer in ((one, other), (other, one)):
        for part in (inner.cue, inner.source):
            if part and any(b.start <= part.start and part.end <= b.end for b in outer.content):
                return True
    return False


def _may_nest(inner: Candidate, outer: Candidate) -> bool:
    if outer.rule not in _CARRIERS or inner.rule not in _CARRIED:
        return False
    parts = [*inner.content, *(part for part in (inner.cue, inner.source) if part)]
    return all(any(o.start <= p.start and p.end <= o.end for o in outer.content) for p in parts)
