"""The annotation of the sample articles holds to the conventions that data/README.md states."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quotes.evaluate import read_gold
from quotes.types import ACTS, KINDS, SPEAKER_TYPES
from training.locate_gold import FIELDS, read_texts

GOLD = Path(__file__).parents[2] / "data" / "gold"
REQUIRED = set(FIELDS) - {"level", "accept"}
SPEAKER = {"name", "type", "named", "role", "affiliation", "mention"}
MEDIA = {
    "call", "comment", "email", "interview", "letter", "memo", "message", "news conference",
    "note", "post", "report", "speech", "statement", "testimony", "tweet",
}  # fmt: skip
QUOTED = re.compile(r"[“\"][^”\"]+[”\"]|(?<!\w)[‘'].+[’'](?!\w)", re.DOTALL)
OPENING, CLOSING = "“\"‘'", "”\"’'"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return read_texts()


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(GOLD.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def name(record: dict[str, Any]) -> str:
    return f"{record['article']}: {record['content'][0]['text'][:60]}"


def spans(record: dict[str, Any]) -> list[dict[str, Any]]:
    speaker = record["speaker"] or {}
    single = (record["cue"], record["source"], speaker.get("mention"))
    return [*record["content"], *(span for span in single if span)]


def test_evaluation_reads_it(records):
    assert sum(len(article.items) for article in read_gold(GOLD)) == len(records) >= 250


def test_every_record_is_complete(records):
    assert [name(r) for r in records if not REQUIRED <= set(r) <= set(FIELDS)] == []
    assert [name(r) for r in records if r["speaker"] and set(r["speaker"]) != SPEAKER] == []


def test_spans_are_the_articles_words(records, texts):
    for record in records:
        text = texts[record["article"]]
        for span in spans(record):
            assert span["text"] == text[span["start"] : span["end"]], name(record)
            assert span["text"] and span["text"] == span["text"].strip(), name(record)


def test_content_is_in_reading_order_and_apart_from_cue(records):
    for record in records:
        edges = [edge for span in record["content"] for edge in (span["start"], span["end"])]
        assert edges == sorted(edges), name(record)
        if cue := record["cue"]:
            outside = [
                s["end"] <= cue["start"] or cue["end"] <= s["start"] for s in record["content"]
            ]
            assert all(outside), name(record)


def test_no_attribution_stands_twice(records):
    keys = Counter(
        (r["article"], r["act"], tuple((s["start"], s["end"]) for s in r["content"]), str(r["cue"]))
        for r in records
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_kind_says_how_much_stands_in_quotation_marks(records, texts):
    for record in records:
        parts = [span["text"] for span in record["content"]]
        enclosed = all(part[0] in OPENING for part in parts) and parts[-1][-1] in CLOSING
        if record["kind"] == "direct":
            assert enclosed or set_out(record, texts[record["article"]]), name(record)
        elif record["kind"] == "mixed":
            assert not enclosed and any(QUOTED.search(part) for part in parts), name(record)
        else:
            assert not any(QUOTED.search(part) for part in parts), name(record)


def set_out(record: dict[str, Any], text: str) -> bool:
    """Whether content fills paragraphs of its own, or follows its speaker's name and a colon."""
    start, end = record["content"][0]["start"], record["content"][-1]["end"]
    own_lines = text[:start].endswith("\n") and text[end : end + 1] in ("\n", "")
    return own_lines or bool(re.search(r"^[A-Z]+: $", text[:start], re.MULTILINE))


def test_values_are_those_of_the_record_format(records):
    assert {r["act"] for r in records} == set(ACTS)
    assert {r["kind"] for r in records} == set(KINDS)
    types = {r["speaker"]["type"] for r in records if r["speaker"]}
    assert types == set(SPEAKER_TYPES)
    assert {r["medium"] for r in records if r["medium"]} == MEDIA


def test_one_name_is_one_speaker_within_an_article(records):
    seen: dict[tuple[str, str], set[tuple[str, bool]]] = {}
    for record in records:
        if speaker := record["speaker"]:
            key = record["article"], speaker["name"]
            seen.setdefault(key, set()).add((speaker["type"], speaker["named"]))
    assert {key: kinds for key, kinds in seen.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("what", "least", "holds"),
    [
        ("interrupted or continued content", 40, lambda r: len(r["content"]) > 1),
        ("content over several paragraphs", 3, lambda r: "“" in opened_again(r)),
        ("no cue", 10, lambda r: r["cue"] is None),
        ("no source, the speaker known all the same", 2, lambda r: no_source(r) and r["speaker"]),
        ("nobody named as the source at all", 1, lambda r: no_source(r) and not r["speaker"]),
        ("source without a name", 60, lambda r: r["speaker"] and not r["speaker"]["named"]),
        ("several people as one source", 4, lambda r: named_group(r)),
        ("credited to another outlet", 8, lambda r: r["via"]),
        ("told to somebody", 25, lambda r: r["addressee"]),
        ("post with a signature line", 7, lambda r: r["source"] and "(@" in r["source"]["text"]),
        ("according to, per", 10, lambda r: cue(r) in ("according to", "per")),
        ("British single quotation marks", 12, lambda r: r["content"][0]["text"][0] == "‘"),
    ],
)
def test_form_is_covered(records, what, least, holds):
    assert sum(bool(holds(record)) for record in records) >= least, what


def cue(record: dict[str, Any]) -> str:
    return record["cue"]["text"].lower() if record["cue"] else ""


def no_source(record: dict[str, Any]) -> bool:
    return record["source"] is None


def named_group(record: dict[str, Any]) -> bool:
    speaker = record["speaker"]
    return bool(speaker and speaker["type"] == "group" and speaker["named"])


def opened_again(record: dict[str, Any]) -> str:
    """The first mark of a content span after one that was left open."""
    parts = [span["text"] for span in record["content"]]
    return "".join(b[0] for a, b in pairwise(parts) if a[-1] != "”")
