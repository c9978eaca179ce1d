"""The acceptance test: the owner's articles, which are others' texts and not shipped."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quotes.types import Article, Attribution

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
GOLD = SEEDS / "gold.jsonl"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not GOLD.is_file(), reason="the articles are not beside the repository"),
]

#: Content counts as the gold's from this overlap on: twice the shared characters by both sums.
ENOUGH = 0.7
#: Statements beside the gold that an article may have.
FURTHER = 3
DETAILS = ("role", "affiliation", "addressee", "medium", "via")

Gold = dict[str, Any]


def gold() -> list[Gold]:
    if not GOLD.is_file():
        return []
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line.strip()]


CORE = [entry for entry in gold() if entry["level"] == "core"]


@cache
def attributions(name: str) -> list[Attribution]:
    from quotes.extract import Extraction, extract

    text = (SEEDS / name).read_bytes().decode("utf-8")
    [found] = extract([Article(text=text, source=name)], attitudes=True)
    assert isinstance(found, Extraction), found
    return found.attributions


def characters(entry: Gold) -> set[int]:
    return {i for span in entry["content"] for i in range(span["start"], span["end"])}


def overlap(entry: Gold, attribution: Attribution) -> float:
    one = characters(entry)
    other = {i for span in attribution.quote.content for i in range(span.start, span.end)}
    return 2 * len(one & other) / (len(one) + len(other))


def same_source(entry: Gold, attribution: Attribution) -> bool:
    source = attribution.quote.source
    wanted = entry["source"]
    return source is not None and source.start < wanted["end"] and wanted["start"] < source.end


def found(entry: Gold) -> Attribution:
    """The attribution with the gold's source whose content overlaps most."""
    near = [a for a in attributions(entry["article"]) if same_source(entry, a)]
    best = max(near, key=lambda a: overlap(entry, a), default=None)
    assert best is not None, "no attribution with this source"
    assert overlap(entry, best) >= ENOUGH, best.quote.text
    return best


def without_article(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[0] in ("the", "a", "an", "one") and words[1:] else words)


def wanted_details(entry: Gold) -> list[tuple[str, list[str]]]:
    accept = entry.get("accept", {})
    values = {**entry["speaker"], **entry}
    return [
        (key, [values[key], *accept.get(key, [])]) for key in DETAILS if values.get(key) is not None
    ]


cases = pytest.mark.parametrize(
    "entry", CORE, ids=[f"{e['article'][:3]} {e['content'][0]['start']} {e['act']}" for e in CORE]
)


def test_the_gold_is_complete() -> None:
    assert len(CORE) == 23


@cases
def test_every_core_attribution_is_found(entry: Gold) -> None:
    quote = found(entry).quote
    assert (quote.act, quote.kind) == (entry["act"], entry["kind"])


@cases
def test_its_speaker_has_the_right_name(entry: Gold) -> None:
    speaker = found(entry).speaker
    assert speaker is not None
    wanted = [entry["speaker"]["name"], *entry.get("accept", {}).get("name", [])]
    assert without_article(speaker.name) in {without_article(name) for name in wanted}
    assert speaker.named == entry["speaker"]["named"]


@cases
def test_its_details_are_right(entry: Gold) -> None:
    attribution = found(entry)
    record = attribution.as_record()
    printed = {**record["speaker"], **{key: record[key] for key in ("addressee", "medium", "via")}}
    for key, wanted in wanted_details(entry):
        assert printed[key] is not None, key
        assert without_article(printed[key]) in {without_article(value) for value in wanted}, key


@pytest.mark.parametrize("article", sorted({entry["article"] for entry in gold()}))
def test_little_else_is_printed(article: str) -> None:
    """Beside the gold's entries an article has few further statements, right or wrong."""
    entries = [entry for entry in gold() if entry["article"] == article]
    further = [
        a.quote.text
        for a in attributions(article)
        if a.quote.act == "statement" and not any(overlap(entry, a) >= 0.5 for entry in entries)
    ]
    assert len(further) <= FURTHER, further


def test_nothing_is_printed_twice() -> None:
    for article in {entry["article"] for entry in gold()}:
        ids = Counter(attribution.key for attribution in attributions(article))
        assert ids.most_common(1)[0][1] == 1


def test_spans_are_cut_from_the_files() -> None:
    for article in {entry["article"] for entry in gold()}:
        text = (SEEDS / article).read_bytes().decode("utf-8")
        for attribution in attributions(article):
            quote = attribution.quote
            for span in (*quote.content, quote.cue, quote.source):
                assert span is None or text[span.start : span.end] == span.text
