"""What an article grants of sources without a name: how many they are, whether still in office, and on what terms
they speak ("on condition of anonymity because …")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quotes.lexicon.anonymity import rules
from quotes.types import Attribution, Speaker

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OTHERS = re.compile(r",|\b(?:who|to|of|in|from|at|for|with|on)\b", re.IGNORECASE)
#: Between two sentences; initials and short titles end none.
_BOUNDARY = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<=[.!?”\"’'])\s+(?=[“\"‘'A-Z])|\n+"
)


def with_terms(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions of an article of this text, unnamed speakers with their `number`, `former`, `anonymity`."""
    terms = _terms(attributions, text)
    return [
        replace(each, speaker=_described(each.speaker, terms))
        if each.speaker is not None and not each.speaker.named
        else each
        for each in attributions
    ]


def number_of(speaker: Speaker) -> int | None:
    """How many an unnamed speaker is; None where the article gives no exact number ("officials")."""
    if speaker.type == "person":
        return 1
    if speaker.type != "group":
        return None
    before = ""
    for word in _words(speaker)[:4]:
        number = rules().numbers.get(word)
        if number is not None:
            return None if before in rules().about else number
        before = word
    return None


def is_former(speaker: Speaker) -> bool | None:
    """Whether an unnamed speaker has left office; None where the article says neither, or both."""
    words = {part for word in _words(speaker) for part in (word, word.partition("-")[0])}
    former, current = not words.isdisjoint(rules().former), not words.isdisjoint(rules().current)
    return former if former != current else None


def _words(speaker: Speaker) -> list[str]:
    phrase = speaker.mention.text if speaker.mention is not None else speaker.name
    # What follows may tell of others: "an aide to a former mayor", "officials in two towns".
    return [word.casefold() for word in _WORD.findall(_OTHERS.split(phrase, maxsplit=1)[0])]


def _described(speaker: Speaker, terms: dict[tuple[str, str], str]) -> Speaker:
    return replace(
        speaker,
        number=number_of(speaker),
        former=is_former(speaker),
        anonymity=terms.get((speaker.name, speaker.type)),
    )


def _terms(attributions: Sequence[Attribution], text: str) -> dict[tuple[str, str], str]:
    """The terms of each unnamed speaker, by name and type: the first that the article states."""
    found: dict[tuple[str, str], str] = {}
    matches = list(rules().terms.finditer(text))
    if not matches:
        return found
    sources = sorted(
        ((a.quote.source.start, a.speaker) for a in attributions if a.quote.source is not None),
        key=lambda each: each[0],
    )
    said = [s for a in attributions if a.quote.kind == "direct" for s in a.quote.content]
    edges = [0, *(match.end() for match in _BOUNDARY.finditer(text)), len(text) + 1]
    for match in matches:
        start = match.start()
        if any(span.start <= start < span.end for span in said):
            continue
        k = bisect_right(edges, start)
        speaker = _speaking(sources, start, edges[k - 1], edges[k])
        opening = text[edges[k - 1] : start]
        if speaker is None and k > 1 and rules().takes_up.match(opening):
            if "\n" in text[edges[k - 2] : edges[k - 1]]:
                continue
            speaker = _speaking(sources, start, edges[k - 2], edges[k - 1])
        if speaker is not None and not speaker.named:
            found.setdefault((speaker.name, speaker.type), " ".join(match.group().split()))
    return found


def _speaking(
    sources: Sequence[tuple[int, Speaker | None]], place: int, low: int, high: int
) -> Speaker | None:
    """The source in a sentence that stands nearest before the place, else the first behind it."""
    inside = [each for each in sources if low <= each[0] < high]
    before = [each for each in inside if each[0] <= place]
    chosen = before[-1:] or inside[:1]
    return chosen[0][1] if chosen else None
