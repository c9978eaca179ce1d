"""What the network finds, as candidates: word numbers become spans that fit the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.annotate.states import word_states
from quotes.attribute.candidates import ASSUMED, Candidate, TokenRange
from quotes.attribute.confidence import Calibration, evidence
from quotes.attribute.found import Found
from quotes.attribute.network import CUE_FLOOR, load_network
from quotes.attribute.plain_cues import find_credits, find_that_clauses
from quotes.attribute.source import agent_of
from quotes.attribute.syntax import FINITE, noun_phrase, subject_of
from quotes.lexicon import reporting
from quotes.types import Act, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout
    from quotes.attribute.network import RolesNetwork

#: Share of a region's words that content must hold to take in all of it. Below it the region is left out.
_TAKEN_IN = 0.5
#: Least mean probability of the content's words behind a cue that the network did not see.
_PLAIN = 0.7
_ANONYMITY = re.compile(
    r"\bnot (?:to )?(?:be )?(?:named|identified|quoted)\b|\banonym(?:ity|ous(?:ly)?)\b"
)
#: A request for anonymity with its reason is about this long; a longer text says something else, too.
_ANONYMITY_WORDS = 12
_STOPS = frozenset({".", "?", "!"})
_VERBAL = frozenset({"VERB", "AUX"})


def find_learned(layout: Layout, network: RolesNetwork | None = None) -> list[Candidate]:
    """Candidates of the network (by default the one in use), in the order of their cues; none for a Doc without
    the encoder's states."""
    doc = layout.doc
    if not len(doc) or doc.tensor.shape[:1] != (len(doc),):
        return []
    words, states = word_states(doc)
    place = {i: number for number, i in enumerate(words)}

    def numbered(ranges: Iterable[TokenRange]) -> list[TokenRange]:
        return [(place[a], place[b - 1] + 1) for a, b in ranges]

    credits, clauses = numbered(find_credits(layout)), numbered(find_that_clauses(layout))
    network = network or load_network()
    findings = network.find(states, [*credits, *clauses])
    candidates = candidates_of(layout, findings, network.calibration)
    rules = dict.fromkeys(clauses, "carried") | dict.fromkeys(credits, "credit")
    return [c for c in candidates if _as_plain(layout, c, rules)]


def _as_plain(layout: Layout, candidate: Candidate, rules: Mapping[TokenRange, str]) -> bool:
    """Whether the candidate may stand; one that the network alone would not have seen goes by its rule's trust,
    and so does a credit that it doubts."""
    found = candidate.found
    assert found is not None
    rule = rules.get(found.cue)
    doubted = rule == "credit" and candidate.trust < ASSUMED["credit"]
    if rule is None or (found.cue_trust >= CUE_FLOOR and not doubted):
        return True
    candidate.rule = rule
    candidate.act = "statement"
    candidate.trust = ASSUMED[candidate.rule]
    if candidate.rule == "credit":
        _credit_sentence(layout, candidate)
    return bool(candidate.source and candidate.content) and found.content_trust >= _PLAIN


def _credit_sentence(layout: Layout, candidate: Candidate) -> None:
    """Gives a credit the rest of its sentence: what stands before it, and what stands behind its source where that
    alone is no sentence ("The road, according to the sheriff, is closed")."""
    assert candidate.cue is not None
    low, high = layout.sentence(candidate.anchor)
    first = layout.token_at(candidate.cue.start)
    spans = [layout.span(low, first)]
    if candidate.source is not None and not any(t.tag_ in FINITE for t in layout.doc[low:first]):
        behind = layout.span(layout.first_token_from(candidate.source.end), high)
        spans.append(layout.without_stop(behind))
    candidate.content = [span for span in spans if span is not None]
    candidate.regions = layout.regions_inside(candidate.content)


def candidates_of(
    layout: Layout, findings: Iterable[Found], calibration: Calibration
) -> list[Candidate]:
    """The candidates for what was found among the Doc's words, with their trust."""
    words = [token.i for token in layout.doc if not token.is_space]
    candidates = []
    for found in findings:
        candidate = candidate_of(layout, words, found)
        if candidate is not None:
            quoted = bool(candidate.regions)
            candidate.trust = calibration.probability(evidence(found, quoted=quoted))
            candidates.append(candidate)
    return candidates


def candidate_of(layout: Layout, words: list[int], found: Found) -> Candidate | None:
    """The candidate for what was found among the words (token indexes); None where no content is left."""

    def tokens(span: TokenRange) -> TokenRange:
        return words[span[0]], words[span[1] - 1] + 1

    content = [span for each in found.content for span in _content(layout, tokens(each))]
    if not content or _is_anonymity(content):
        return None
    cue = tokens(found.cue)
    anchor = _anchor(layout, cue)
    spans = [_source(layout, tokens(each), anchor) for each in found.source]
    source = next((span for span in spans if span is not None), None)
    if source is not None and _is_told(layout, anchor, source):
        source = agent_of(layout, anchor)
    act: Act = "statement" if found.statement >= 0.5 else "attitude"
    return Candidate(
        rule="learned", word=anchor.lower_, act=act, anchor=anchor.i, cue=_cue(layout, cue),
        source=source, content=content,
        regions=layout.regions_inside(content), found=found,
    )  # fmt: skip


def _is_anonymity(content: list[Span]) -> bool:
    """ "who asked not to be named" tells how a source speaks, not what was said."""
    text = " ".join(span.text for span in content)
    return len(text.split()) <= _ANONYMITY_WORDS and _ANONYMITY.search(text) is not None


def _anchor(layout: Layout, cue: TokenRange) -> Token:
    """The cue's main word: its first verb whose head lies outside, else any such word."""
    tokens = [t for t in layout.doc[cue[0] : cue[1]] if not t.is_space]
    tops = [t for t in tokens if not cue[0] <= t.head.i < cue[1] or t.head.i == t.i] or tokens
    return next((t for t in tops if t.pos_ in _VERBAL), tops[0])


def _is_told(layout: Layout, anchor: Token, source: Span) -> bool:
    """ "Residents were told to …": whoever is the passive subject of telling heard it."""
    subject = subject_of(anchor)
    return (
        subject is not None
        and subject.dep_ == "nsubj:pass"
        and anchor.lower_ in reporting.phrases()["told"]
        and source.start <= subject.idx < source.end
    )


def _whole(layout: Layout, first: int, last: int, anchor: Token) -> int:
    """Where the source ends: further on than it was found to, if that is in the midst of a clause or phrase inside
    it ("My father, who painted")."""
    inside = [t for t in layout.doc[first:last] if not t.is_space]
    heads = [t for t in inside if not first <= t.head.i < last or t.head.i == t.i]
    if not heads or not any(c.i >= last for t in inside if t not in heads for c in t.children):
        return last
    start, end = noun_phrase(layout, heads[0], stop=anchor.i)
    fits = end > last and start <= first and not start <= anchor.i < end
    return end if fits and not layout.quoted(end - 1) else last


def _source(layout: Layout, span: TokenRange, anchor: Token) -> Span | None:
    """The source. It takes the comma that closes an apposition ("Ann Roe, a lawyer,"), as PolNeAR's annotators do,
    and leaves out the mark of the possessive ("the minister’s claim")."""
    first, last = span
    last = _whole(layout, first, last, anchor)
    if last - first > 1 and layout.doc[last - 1].tag_ == "POS":
        last -= 1
    source = layout.span(first, last)
    if source is not None and "," in source.text:
        return _with(layout, source, last - 1, ",")
    return source


def _cue(layout: Layout, span: TokenRange) -> Span | None:
    """The cue, the colon behind it included, as PolNeAR's annotators do."""
    cue = layout.span(*span)
    return None if cue is None else _with(layout, cue, span[1] - 1, ":")


def _with(layout: Layout, span: Span, last: int, mark: str) -> Span:
    """The span up to the token `last` if that is the mark, which spans leave out at their edges elsewhere."""
    token = layout.doc[last]
    if token.text != mark or token.idx < span.end:
        return span
    return Span.of(layout.text, span.start, token.idx + 1)


def _content(layout: Layout, span: TokenRange) -> list[Span]:
    """A piece of content without a full stop of the outlet's own, quotation regions whole or not at all, one span
    a paragraph."""
    first, last = span
    for number in sorted({layout.region_of[i] for i in range(first, last)} - {-1}):
        region = layout.regions[number]
        start, end = layout.first_token_from(region.start), layout.first_token_from(region.end)
        shared = min(last, end) - max(first, start)
        if shared >= _TAKEN_IN * (end - start):
            first, last = min(first, start), max(last, end)
        elif first > start:
            first = end
        elif last < end:
            last = start
    while last > first and not layout.quoted(last - 1) and layout.doc[last - 1].text in _STOPS:
        last -= 1
    paragraph = layout.paragraph_of
    cuts = [i for i in range(first + 1, last) if paragraph[i] > paragraph[first] >= 0]
    cuts = [i for i in cuts if paragraph[i] != paragraph[i - 1]]
    spans = [layout.span(a, b) for a, b in pairwise([first, *cuts, last])]
    return [span for span in spans if span is not None]
