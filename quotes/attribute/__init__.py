"""Doc → quotes: quotation marks, cues, sources, content, act, kind, confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.continuation import continue_quotes
from quotes.attribute.credit import find_credits
from quotes.attribute.layout import Layout
from quotes.attribute.nominal import find_nominal
from quotes.attribute.posts import find_posts
from quotes.attribute.select import select
from quotes.attribute.silence import find_silence
from quotes.attribute.speech import find_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc


def candidates(layout: Layout) -> list[Candidate]:
    """Everything any rule proposes, one candidate a cue: silence and posts before speech."""
    first = [*find_silence(layout), *find_posts(layout), *find_credits(layout), *find_nominal(layout)]
    taken = {c.anchor for c in first}
    proposals = first + [c for c in find_speech(layout) if c.anchor not in taken]
    claimed = {n for c in proposals if c.rule in ("post", "signature") for n in c.regions}
    for candidate in proposals:
        if candidate.rule not in ("post", "signature") and claimed.issuperset(candidate.regions or {-1}):
            candidate.regions = []
    proposals += continue_quotes(layout, proposals)
    return proposals


def read(doc: Doc, *, floor: float = 0.35) -> list[Candidate]:
    layout = Layout(doc)
    return select(layout, candidates(layout), floor=floor)
