"""From proposals to one reading of the article: which candidates stand, and how far each is trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from quotes.attribute.candidates import Candidate
from quotes.lexicon import reporting
from quotes.types import Act

#: Rules that go by how speech is set out: stronger evidence than running text.
_LAYOUT = frozenset({"post", "signature", "label"})
#: Rules whose content may hold another attribution: what a post itself reports.
_CARRIERS = frozenset({"post", "signature"})
#: First words of cues that credit somebody with what may be a report itself: "The draft says that …, per X".
_CREDITS = frozenset(phrase[0] for phrase in reporting.phrases()["credits"])
#: Candidates trusted less than this are dropped, by act. Chosen for attribution F1 on PolNeAR dev in steps of 0.1.
FLOORS: dict[Act, float] = {"statement": 0.4, "silence": 0.3, "attitude": 0.4}

_BLOCK = 2_000  # characters


def select(candidates: list[Candidate], floors: Mapping[Act, float] = FLOORS) -> list[Candidate]:
    """The candidates worth keeping, in reading order.

    Candidates trusted less than their act's floor go. Of two whose contents overlap layout beats the network and
    the surer one the other, unless the outer one merely carries the inner (a post that quotes, a report that is
    credited): then both stand. What only makes sense inside a carrier does not stand alone.
    """
    standing = [c for c in candidates if c.trust >= floors[c.act] and c.content]
    standing.sort(key=lambda c: (c.rule not in _LAYOUT, -c.trust, c.anchor))
    kept: list[Candidate] = []
    # By where in the text they are: an article may have ten thousand.
    near: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in standing:
        blocks = _blocks(candidate)
        rivals = [other for b in blocks for other in near[b] if _overlap(candidate, other)]
        alone = candidate.rule == "carried" and not rivals
        if not alone and all(_may_nest(candidate, other) for other in rivals):
            kept.append(candidate)
            for block in blocks:
                near[block].append(candidate)
    return sorted(kept, key=lambda c: (c.content[0].start, c.anchor))


def _blocks(candidate: Candidate) -> range:
    """The blocks of text that the candidate reaches over: those that overlap share one."""
    parts = [*candidate.content, *(p for p in (candidate.cue, candidate.source) if p)]
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    return range(first // _BLOCK, last // _BLOCK + 1)


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
    if inner.rule in _LAYOUT or not (outer.rule in _CARRIERS or outer.word in _CREDITS):
        return False
    parts = [*inner.content, *(part for part in (inner.cue, inner.source) if part)]
    return all(any(o.start <= p.start and p.end <= o.end for o in outer.content) for p in parts)
