"""Credits without a reporting verb: "according to X", "per X", "in the words of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.syntax import FINITE
from quotes.lexicon import reporting
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

_NAMING = frozenset({"ADP", "PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PART"})


def find_credits(layout: Layout) -> list[Candidate]:
    """Candidates whose cue is a preposition. They may hold another report: "X found that …, according to Y"."""
    found = []
    doc = layout.doc
    for rule in reporting.phrases()["prepositional"]:
        words = rule["words"]
        for i in range(len(doc) - len(words)):
            if doc[i].lower_ != words[0]:
                continue
            if [token.lower_ for token in doc[i : i + len(words)]] != words:
                continue
            candidate = _credit(layout, i, i + len(words), " ".join(words))
            if candidate is not None:
                found.append(candidate)
    return found


def _credit(layout: Layout, first: int, last: int, word: str) -> Candidate | None:
    if layout.quoted(first) or (word == "per" and not _credits_somebody(layout, first, last)):
        return None
    low, high = layout.sentence(first)
    end = _source_end(layout, first, last, high)
    source = layout.span(last, end)
    if source is None:
        return None
    lead = [
        t for t in layout.doc[low:first] if not t.is_punct and not t.is_space and t.pos_ != "CCONJ"
    ]
    content: list[Span] = []
    regions: list[int] = []
    before = _before(layout, low, first, regions) if lead else None
    if before is not None:
        content.append(before)
    rest = [t for t in layout.doc[end:high] if not t.is_punct and not t.is_space]
    if rest and (not lead or len(rest) > 3):
        after = _without_stop(layout, layout.span(end, high))
        if after is not None:
            content.append(after)
    if not content:
        return None
    regions += [
        n for n, r in enumerate(layout.regions)
        if n not in regions and any(c.start <= r.start and r.end <= c.end for c in content)
    ]  # fmt: skip
    return Candidate(
        rule="credit", word=word, act="statement", anchor=first, cue=layout.span(first, last),
        source=source, content=content, regions=regions,
    )  # fmt: skip


def _credits_somebody(layout: Layout, first: int, last: int) -> bool:
    """ "per" before a name or a described body, behind a comma or at a start; not "per day", "per capita"."""
    token = layout.doc[last]
    before = layout.doc[first - 1].text if first else ""
    if before not in (",", "", "—", "–", "(") and not layout.doc[first].is_title:
        return False
    return token.pos_ in ("PROPN", "DET") or token.is_title


def _source_end(layout: Layout, first: int, last: int, high: int) -> int:
    """First token behind the source's noun phrase."""
    doc = layout.doc
    heads = [doc[first], doc[last - 1]]
    head = next((t.head for t in heads if last <= t.head.i < high), None)
    comma = next(
        (
            i
            for i in range(last, high)
            if doc[i].text in (",", ";", "—", "–", ".", ":") or layout.quoted(i)
        ),
        high,
    )
    if head is None:
        return comma
    edge = head.right_edge.i + 1
    subtree = [t for t in head.subtree if t.i >= last]
    if edge > high or any(t.tag_ in FINITE and t.dep_ not in ("acl:relcl", "acl", "aux", "cop", "aux:pass",
                          "conj", "ccomp", "advcl") for t in subtree):  # fmt: skip
        return comma
    if head.dep_ in ("ROOT", "ccomp") or edge <= last:
        return comma
    if edge < comma and all(t.pos_ in _NAMING for t in doc[edge:comma]):
        # "the Inspector General for Tax Administration": the rest of a long name that the parser hung elsewhere.
        return comma
    # An appositive or relative clause between commas belongs to the source, a clause of its own does not.
    return min(edge, high)


def _before(layout: Layout, low: int, first: int, regions: list[int]) -> Span | None:
    doc = layout.doc
    j = first - 1
    while j >= low and ((doc[j].is_punct and not layout.quoted(j)) or doc[j].is_space):
        j -= 1
    if j >= low and layout.quoted(j):
        number = layout.region_of[j]
        region = layout.regions[number]
        if layout.first_token_from(region.start) <= low + 1:
            regions.append(number)
            return Span.of(layout.text, region.start, region.end)
    start = low
    while start < first and (
        doc[start].is_space or doc[start].text in (",", "—", "–", "•", "-", "*")
        or (doc[start].pos_ == "CCONJ" and doc[start].lower_ in ("and", "but", "yet", "so", "or"))
    ):  # fmt: skip
        start += 1
    return layout.span(start, first)


def _without_stop(layout: Layout, span: Span | None) -> Span | None:
    if span is None:
        return None
    text = span.text.rstrip()
    if text.endswith((".", "?", "!")) and not text.endswith("..."):
        return layout.chars(span.start, span.start + len(text) - 1)
    return span


def without_credits(layout: Layout, candidate: Candidate, others: list[Candidate]) -> None:
    """Cuts a credit off the end of a clause that ran on into it: "X found that …, according to Y"."""
    for credit in others:
        if credit.rule != "credit" or credit.cue is None or credit.source is None:
            continue
        for k, span in enumerate(candidate.content):
            if span.start < credit.cue.start and span.end == credit.source.end:
                shorter = layout.chars(span.start, credit.cue.start)
                if shorter is not None:
                    candidate.content[k] = shorter
