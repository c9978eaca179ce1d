"""Quotations that go on without a reporting clause of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

#: Between a report and the sentence in quotation marks that continues it nothing but punctuation may stand.
_GLUE = " \t\r\n.,;:—–-…"
#: Words in an orphan region, below which it may as well be a title, a nickname or a scare quote.
_ORPHAN_WORDS = 5
#: What a following sentence in quotation marks continues: a report in running text.
_CONTINUED = "learned"


def continue_quotes(layout: Layout, candidates: list[Candidate]) -> None:
    """Hands every unclaimed region that continues a quotation to the candidate it continues.

    A region continues the one before it when its paragraph reopens an unclosed quotation, when it is a
    sentence of its own right behind the report in the same paragraph, or when it is the whole of the next
    paragraph: the one who was speaking goes on.
    """
    owner: dict[int, Candidate] = {n: c for c in candidates for n in c.regions}
    _lead_in(layout, owner)
    reach = {id(c): _end(c) for c in candidates}
    for number, region in enumerate(layout.regions):
        before = owner.get(number - 1)
        if number in owner or before is None:
            continue
        span = Span.of(layout.text, region.start, region.end)
        if any(span.start < other.end and other.start < span.end for other in before.content):
            continue
        if (
            region.continues
            or _follows(layout, number, before, reach[id(before)])
            or (_quotes(before) and _whole_paragraph(layout, number))
        ):
            before.content.append(span)
            before.regions.append(number)
            owner[number] = before
            reach[id(before)] = max(reach[id(before)], region.end)


def _lead_in(layout: Layout, owner: dict[int, Candidate]) -> None:
    """A quotation over several paragraphs may have its reporting clause in the last: the first ones join."""
    for number in range(len(layout.regions) - 1, 0, -1):
        candidate = owner.get(number)
        if candidate is None or number - 1 in owner or not layout.regions[number].continues:
            continue
        region = layout.regions[number - 1]
        candidate.content.insert(0, Span.of(layout.text, region.start, region.end))
        candidate.regions.insert(0, number - 1)
        owner[number - 1] = candidate


def _quotes(candidate: Candidate) -> bool:
    """A report in running text that has quotation marks already."""
    return candidate.rule == _CONTINUED and bool(candidate.regions)


def _end(candidate: Candidate) -> int:
    parts = [*candidate.content, *(p for p in (candidate.cue, candidate.source) if p is not None)]
    return max(part.end for part in parts)


def _follows(layout: Layout, number: int, before: Candidate, end: int) -> bool:
    region = layout.regions[number]
    first = layout.first_token_from(region.start)
    if first >= len(layout.doc) or layout.paragraph_of[first] != layout.paragraph_of[before.anchor]:
        return False
    gap = layout.text[end : region.start]
    if gap.strip(_GLUE):
        # The rest of the reporting sentence may stand between: "…," he told reporters on Monday. "…"
        number_of = layout.sentence_of
        low = layout.sentence(first)[0]
        if number_of[first] == number_of[before.anchor]:
            # "…," she said of the plan, "…": a comma hands the word back.
            return _quotes(before) and gap.rstrip().endswith((",", ";")) and len(gap) < 200
        if number_of[low] <= number_of[before.anchor] or low == 0:
            return False
        lead = layout.text[layout.starts[low] : region.start]
        same = number_of[low - 1] == number_of[layout.token_at(max(0, end - 1))]
        return not lead.strip(_GLUE) and same and _quotes(before)
    return before.rule == _CONTINUED


def _whole_paragraph(layout: Layout, number: int) -> bool:
    """The region is its paragraph, and the paragraph before it quoted somebody."""
    region = layout.regions[number]
    first = layout.first_token_from(region.start)
    if first >= len(layout.doc):
        return False
    paragraph = layout.paragraph_of[first]
    low, high = layout.paragraphs[paragraph]
    start, end = layout.starts[low], layout.starts[high - 1] + len(layout.doc[high - 1])
    around = layout.text[start : region.start] + layout.text[region.end : end]
    if around.strip(_GLUE) or len(layout.text[region.start : region.end].split()) < _ORPHAN_WORDS:
        return False
    before = layout.regions[number - 1]
    return layout.paragraph_of[layout.token_at(before.end - 1)] >= paragraph - 1
