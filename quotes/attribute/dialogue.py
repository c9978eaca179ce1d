"""Speech introduced by a name and a colon: "Ortiz: “We had no choice.”", transcripts, interviews."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.source import source_of
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

#: A paragraph's label: up to six capitalised words, perhaps in asterisks, perhaps with a role in brackets.
_LABEL = re.compile(
    r"^\s*\*{0,2}(?P<source>[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|of|the|de|van|von)){0,5}(?:\s+\([^)\n]{1,40}\))?)"
    r"\*{0,2}\s*:\*{0,2}\s*(?=\S)"
)
#: Paragraphs that must carry labels, two of them alike, before a text counts as a transcript.
_TRANSCRIPT_LINES = 4
#: Words that a quotation behind a bare colon must have; titles and slogans have fewer.
_COLON_WORDS = 5


def find_dialogue(layout: Layout) -> list[Candidate]:
    """Candidates for labelled paragraphs: those in quotation marks always, others in a transcript."""
    labelled: list[tuple[int, int, re.Match[str]]] = []
    for start, end in layout.paragraph_chars:
        match = _LABEL.match(layout.text[start:end])
        if match is not None:
            labelled.append((start, end, match))
    names = Counter(match.group("source") for _, _, match in labelled)
    transcript = len(labelled) >= _TRANSCRIPT_LINES and sum(n > 1 for n in names.values()) >= 2
    found = []
    for start, end, match in labelled:
        candidate = _labelled(layout, start, end, match, transcript)
        if candidate is not None:
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


def _labelled(
    layout: Layout, start: int, end: int, match: re.Match[str], transcript: bool
) -> Candidate | None:
    first = start + match.end()
    inside = [n for n, r in enumerate(layout.regions) if first <= r.start and r.end <= end]
    opens = bool(inside) and not layout.text[first : layout.regions[inside[0]].start].strip()
    if opens:
        region = layout.regions[inside[0]]
        content = Span.of(layout.text, region.start, region.end)
        inside = inside[:1]
    elif transcript and match.group("source") not in ("Q", "Question"):
        span = layout.chars(first, end)
        if span is None or not _is_speech(layout, span):
            return None
        content = span
    else:
        return None
    source = None
    if match.group("source") not in ("A", "Answer"):
        offset = start + match.start("source")
        source = Span.of(layout.text, offset, offset + len(match.group("source")))
    return Candidate(
        rule="label", word="label", act="statement", anchor=layout.first_token_from(start), cue=None,
        source=source, content=[content], regions=inside,
    )  # fmt: skip


def _is_speech(layout: Layout, span: Span) -> bool:
    """A line of a table ("Ortiz: 1,204") has a label too, but no verb."""
    return any(token.pos_ in ("VERB", "AUX") for token in layout.tokens(span))
