"""Three invented outlets on one story, with their quotes marked by hand."""

from __future__ import annotations

from pathlib import Path

from quotes.store import (
    find_copies,
    finish_run,
    group_quotes,
    open_database,
    record_failure,
    start_run,
    store_extraction,
)
from quotes.types import Act, Article, Attribution, Kind, Quote, Span, Speaker, SpeakerType

LEDGER = Article(
    text=(
        "Ferry fares will rise in spring, the harbour board said on Tuesday.\n\n"
        "“We have run out of road,” said Mara Quillfeather, who chairs the board. “The engines "
        "are older than our captains.”\n\n"
        "Quillfeather told the Ledger that Deputy Mayor Tobias Renn had promised “not one penny "
        "more” last year.\n\n"
        "A clerk familiar with the budget said the board was split.\n\n"
        "The ferry company did not respond to a request for comment.\n"
    ),
    source="ledger/fares.txt",
    origin="ledger/fares.txt",
    url="https://ledger.example/fares",
    title="Ferry fares to rise in spring",
    author="Ines Holloway",
    outlet="Harbour Ledger",
    published="2026-03-03T09:30:00",
)
COURANT = Article(
    text=(
        "“We have run out of road,” board chair Mara Quillfeather told reporters.\n"
        "Renn said he would “look again” at the fares.\n"
    ),
    source="courant.jsonl:1",
    origin="courant.jsonl:1",
    url="https://courant.example/1",
    title="Board defends fares",
    outlet="Marlow Courant",
    published="2026-03-04",
)
HOSTILE = Article(
    text=(
        "<script>window.pwned = 1</script> & <img src=x onerror=window.pwned=1>\n\n"
        "“<b onmouseover='window.pwned=1'>Boo</b> &amp; “tax” <!-- ”, said "
        "<svg onload=window.pwned=1>.\n"
    ),
    source="<i>hostile</i>.txt",
    origin="hostile.txt",
    url="javascript:window.pwned=1",
    title="</title><script>window.pwned = 1</script>",
    author='"><script>window.pwned=1</script>',
    outlet="<u>Outlet</u>",
    published="2026-03-05<b>",
)


def attribution(
    article: Article,
    *content: str,
    kind: Kind = "direct",
    act: Act = "statement",
    cue: str | None = None,
    source: str | None = None,
    speaker: str | None = None,
    type: SpeakerType = "person",
    named: bool = True,
    role: str | None = None,
    affiliation: str | None = None,
    addressee: str | None = None,
    confidence: float = 0.9,
) -> Attribution:
    """An attribution whose spans are where these words first stand in the article.

    Brackets say which of several: "road,” [said] Mara" is the "said" in between.
    """

    def span(words: str | None) -> Span | None:
        if words is None:
            return None
        before, bracket, rest = words.partition("[")
        inside, _, after = rest.partition("]") if bracket else (before, "", "")
        before = before if bracket else ""
        start = article.text.index(before + inside + after) + len(before)
        return Span.of(article.text, start, start + len(inside))

    spans = tuple(found for words in content if (found := span(words)))
    quote = Quote(
        act,
        kind,
        spans,
        cue=span(cue),
        source=span(source),
        addressee=addressee,
        confidence=confidence,
    )
    who = Speaker(speaker, type, named, role, affiliation) if speaker else None
    return Attribution(article, quote, who)


LEDGER_QUOTES = [
    attribution(
        LEDGER,
        "Ferry fares will rise in spring",
        kind="indirect",
        cue="board [said] on Tuesday",
        source="the harbour board",
        speaker="Harbour Board",
        type="organization",
    ),
    attribution(
        LEDGER,
        "“We have run out of road,”",
        "“The engines are older than our captains.”",
        cue="road,” [said] Mara",
        source="Mara Quillfeather, who chairs the board",
        speaker="Mara Quillfeather",
        role="chair",
        affiliation="Harbour Board",
        confidence=0.97,
    ),
    attribution(
        LEDGER,
        "Deputy Mayor Tobias Renn had promised “not one penny more” last year",
        kind="mixed",
        cue="told",
        source="[Quillfeather] told",
        speaker="Mara Quillfeather",
        addressee="the Ledger",
    ),
    attribution(
        LEDGER,
        "“not one penny more”",
        cue="promised",
        source="Deputy Mayor Tobias Renn",
        speaker="Tobias Renn",
        role="Deputy Mayor",
    ),
    attribution(
        LEDGER,
        "the board was split",
        kind="indirect",
        cue="budget [said]",
        source="A clerk familiar with the budget",
        speaker="a clerk familiar with the budget",
        named=False,
    ),
    attribution(
        LEDGER,
        "did not respond to a request for comment",
        kind="indirect",
        act="silence",
        source="The ferry company",
        confidence=0.6,
    ),
]
INTERRUPTED = LEDGER_QUOTES[1]
COURANT_QUOTES = [
    attribution(
        COURANT,
        "“We have run out of road,”",
        cue="told",
        source="board chair Mara Quillfeather",
        speaker="Mara Quillfeather",
        role="board chair",
        addressee="reporters",
    ),
    attribution(
        COURANT,
        "he would “look again” at the fares",
        kind="mixed",
        cue="said",
        source="Renn",
        speaker="Tobias Renn",
    ),
]
HOSTILE_QUOTES = [
    attribution(
        HOSTILE,
        "“<b onmouseover='window.pwned=1'>Boo</b> &amp; “tax” <!-- ”",
        source="<svg onload=window.pwned=1>",
        speaker="<svg onload=window.pwned=1>",
        role="'\"><script>window.pwned=1</script>",
    )
]


def build(path: Path, *, hostile: bool = False, grouped: bool = False) -> Path:
    """A quote database at `path` with the articles above."""
    database = open_database(path, create=True)
    run = start_run(database, "0.1.0", "en-test")
    stored = [(LEDGER, LEDGER_QUOTES), (COURANT, COURANT_QUOTES)]
    if hostile:
        stored.append((HOSTILE, HOSTILE_QUOTES))
    for article, attributions in stored:
        store_extraction(database, run, article, attributions, "0.1.0")
    if grouped:
        group_quotes(database)
        find_copies(database)
    record_failure(database, run, "broken.html", "no article found; leave it out")
    finish_run(database, run)
    database.close()
    return path
