"""Doc → quotes and mentions: quotation marks, cues, sources, content, act, kind, confidence.

The one way in is `attribute`. It never raises on a Doc of any text, and every span it returns is cut from the
Doc's own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.attribute.blocks import find_blocks, find_enumerations
from quotes.attribute.candidates import Candidate
from quotes.attribute.confidence import Calibration
from quotes.attribute.continuation import continue_quotes
from quotes.attribute.details import addressee_of, medium_of, via_of, without_credit, without_medium
from quotes.attribute.dialogue import find_colons, find_labelled
from quotes.attribute.found import Found
from quotes.attribute.layout import Layout
from quotes.attribute.learned import candidates_of, find_learned
from quotes.attribute.mentions import find_mentions
from quotes.attribute.nouns import find_nouns
from quotes.attribute.posts import find_posts
from quotes.attribute.select import FLOORS, select
from quotes.attribute.silence import find_silence
from quotes.attribute.transcript import find_turns
from quotes.types import ACTS, Kind, Mention, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quotes.attribute.network import RolesNetwork


class Reading(NamedTuple):
    """What attribution finds in one article: quotes in reading order, and whoever might be speaking."""

    quotes: list[Quote]
    mentions: list[Mention]


def attribute(
    doc: Doc,
    *,
    floor: float | None = None,
    findings: Sequence[Found] | None = None,
    network: RolesNetwork | None = None,
) -> Reading:
    """Every attribution in a parsed article, statements, attitudes and silence alike.

    `floor` is the least confidence, in 0..1, that a quote must have; each act has its own by default. `findings`
    are what a network saw among the Doc's words; without them `network`, by default the one in use, looks.
    """
    layout = Layout(doc)
    learned = (
        find_learned(layout, network)
        if findings is None
        else candidates_of(layout, findings, Calibration())
    )
    floors = FLOORS if floor is None else dict.fromkeys(ACTS, floor)
    chosen = select(propose(layout, learned), floors)
    quotes = [_quote(layout, candidate) for candidate in chosen]
    sources = [quote.source for quote in quotes if quote.source is not None]
    return Reading(quotes, find_mentions(layout, sources))


def propose(layout: Layout, learned: Sequence[Candidate]) -> list[Candidate]:
    """What the network found, with what the layout says; nothing competes yet."""
    turns = find_turns(layout)
    said = {candidate.anchor for candidate in turns}
    proposals = [*find_silence(layout), *find_posts(layout), *turns]
    proposals += [c for c in find_labelled(layout) if c.anchor not in said]
    taken = {candidate.anchor for candidate in proposals}
    seen = taken | {c.anchor for c in learned if c.trust >= FLOORS[c.act]}
    proposals += [c for c in find_nouns(layout) if c.anchor not in seen]
    proposals += [candidate for candidate in learned if candidate.anchor not in taken]
    proposals += find_blocks(layout, proposals)
    sure = [c for c in proposals if c.trust >= FLOORS[c.act]]
    proposals += find_enumerations(layout, sure)
    proposals += find_colons(layout, {n for candidate in proposals for n in candidate.regions})
    continue_quotes(layout, proposals)
    return proposals


def _quote(layout: Layout, candidate: Candidate) -> Quote:
    via = via_of(layout, candidate)
    if via is not None:
        without_credit(layout, candidate)
    medium = medium_of(layout, candidate)
    without_medium(layout, candidate)
    kind = _kind(layout, candidate)
    # Words between quotation marks were said or written, whatever the verb beside them.
    act = "statement" if kind == "direct" and candidate.act == "attitude" else candidate.act
    return Quote(
        act=act,
        kind=kind,
        content=_joined(layout, candidate.content),
        cue=candidate.cue,
        source=candidate.source,
        addressee=addressee_of(layout, candidate),
        medium=medium,
        via=via,
        confidence=candidate.trust,
    )


def _kind(layout: Layout, candidate: Candidate) -> Kind:
    """direct where every word stands between quotation marks or is set out as speech (a post, a transcript's
    line), indirect where none does, mixed otherwise."""
    if candidate.rule in ("post", "label"):
        return "direct"
    inside = outside = 0
    for span in candidate.content:
        for token in layout.tokens(span):
            if token.is_punct or token.is_space:
                continue
            if layout.quoted(token.i):
                inside += 1
            else:
                outside += 1
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def _joined(layout: Layout, content: list[Span]) -> tuple[Span, ...]:
    """Spans in reading order; those that overlap, or have only spaces between them, become one."""
    joined: list[Span] = []
    for span in sorted(content):
        if joined and (
            span.start <= joined[-1].end or not layout.text[joined[-1].end : span.start].strip(" ")
        ):
            last = joined.pop()
            span = Span.of(layout.text, last.start, max(last.end, span.end))
        joined.append(span)
    return tuple(joined)
