"""Quotations introduced by a name and a colon, or by a sentence and a colon: "Ortiz: “We had no choice.”"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.source import source_of
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|of|the|de|van|von)){0,5}"
#: A paragraph's label: up to six capitalised words, perhaps in asterisks, perhaps with a role in brackets; behind
#: the mark of a list a role behind a comma as well, which in running text may be a whole clause.
_LABEL = re.compile(
    r"\s*(?:"
    rf"\*{{0,2}}(?P<plain>{_NAME}(?:\s+\([^)\n]{{1,40}}\))?)"
    rf"|[-•*–—]\s+\*{{0,2}}(?P<listed>{_NAME}(?:,\s[^.:!?\n“”\"]{{2,60}}|\s+\([^)\n]{{1,40}}\))?)"
    r")\*{0,2}\s*:\*{0,2}\s*(?=\S)"
)
#: Words that a quotation behind a bare colon must have; titles and slogans have fewer.
_COLON_WORDS = 5


def find_labelled(layout: Layout) -> list[Candidate]:
    """Candidates for paragraphs that are a name, a colon and a quotation."""
    found = []
    for start, end in layout.paragraph_chars:
        match = _LABEL.match(layout.text, start, end)
        candidate = match and _labelled(layout, start, end, match)
        if candidate:
            found.append(candidate)
    return found


def find_colons(layout: Layout, claimed: set[int]) -> list[Candidate]:
    """Quotations behind a colon that no reporting verb claims: "Ana Cruz remembers it well: “…”".

    The subject of the sentence that the colon ends is the source. `claimed` are regions that others have.
    """
    found = []
    doc = layout.doc
    for number, region in enumerate(layout.regions):
        first = layout.first_token_from(region.start)
        j = first - 1
        while j >= 0 and doc[j].is_space:
            j -= 1
        if number in claimed or j < 2 or doc[j].text != ":" or layout.quoted(j):
            continue
        low = layout.sentence(j)[0]
        verbs = [t for t in doc[low:j] if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP")]
        source = source_of(layout, verbs[-1]) if verbs else None
        words = layout.text[region.inner_start : region.inner_end].split()
        if source is None or len(words) < _COLON_WORDS:
            continue
        colon = layout.starts[j]
        found.append(
            Candidate(
                rule="colon",
                word=":",
                act="statement",
                anchor=verbs[-1].i,
                cue=Span.of(layout.text, colon, colon + 1),
                source=source,
                content=[Span.of(layout.text, region.start, region.end)],
                regions=[number],
            )
        )
    return found


def _labelled(layout: Layout, start: int, end: int, match: re.Match[str]) -> Candidate | None:
    first = match.end()
    inside = [n for n, r in enumerate(layout.regions) if first <= r.start and r.end <= end]
    if not inside or layout.text[first : layout.regions[inside[0]].start].strip():
        return None
    region = layout.regions[inside[0]]
    return Candidate(
        rule="label", word="label", act="statement", anchor=layout.first_token_from(start), cue=None,
        source=Span.of(layout.text, *match.span("plain" if match.group("plain") else "listed")),
        content=[Span.of(layout.text, region.start, region.end)], regions=inside[:1],
    )  # fmt: skip
