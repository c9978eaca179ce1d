"""Articles and attributions built by hand, for tests of what prints, stores and searches them."""

from __future__ import annotations

from quotes.types import Article, Attribution, Quote, Span, Speaker


def span(text: str, piece: str) -> Span:
    """The first place of `piece` in `text`."""
    start = text.index(piece)
    return Span.of(text, start, start + len(piece))


def said(
    article: Article,
    *content: str,
    speaker: str | None,
    cue: str | None = "said",
    role: str | None = None,
    affiliation: str | None = None,
    kind: str = "indirect",
    act: str = "statement",
    named: bool = True,
    type_: str = "person",
    confidence: float = 0.9,
    **details: str,
) -> Attribution:
    """An attribution whose parts are named by their text in the article."""
    text = article.text
    quote = Quote(
        act=act,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        content=tuple(span(text, piece) for piece in content),
        cue=span(text, cue) if cue else None,
        source=span(text, speaker) if speaker else None,
        confidence=confidence,
        **details,
    )
    who = None
    if speaker:
        mention = span(text, speaker)
        who = Speaker(speaker, type_, named, role, affiliation, mention)  # type: ignore[arg-type]
    return Attribution(article, quote, who)


BRIDGE = Article(
    text="“The bridge is safe,” said Ada Park, the county engineer. Bo Lind said it needs paint. "
    "The mayor's office declined to comment.\n",
    source="articles/bridge.txt",
    origin="bridge",
    title="Bridge will stand",
    outlet="Harbor Ledger",
    published="2026-03-04",
)
BRIDGE_QUOTES = [
    said(
        BRIDGE, "“The bridge is safe,”", speaker="Ada Park", kind="direct",
        role="county engineer", affiliation="Marlow County", addressee="reporters",
    ),
    said(BRIDGE, "it needs paint", speaker="Bo Lind"),
    said(
        BRIDGE, "declined to comment", speaker="The mayor's office", cue="declined", act="silence",
        type_="organization", confidence=0.5,
    ),
]  # fmt: skip
