"""The helper that gives spans their offsets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import GoldError
from training.locate_gold import located, main, read_texts

GOLD = Path(__file__).parents[2] / "data" / "gold"
TEXT = "Ada Park, a surgeon, said it was late. “It was late,” Park said. “Go home,” she said."
DRAFT = {
    "article": "a",
    "act": "statement",
    "kind": "direct",
    "content": ["“It ~ late,”"],
    "cue": "said",
    "source": "Park",
    "speaker": {"name": "Ada Park", "type": "person", "named": True},
}


def at(span: dict[str, Any]) -> tuple[int, str]:
    return span["start"], span["text"]


def test_words_become_spans():
    (record,) = located([DRAFT], {"a": TEXT})
    assert [at(span) for span in record["content"]] == [(39, "“It was late,”")]
    assert at(record["cue"]) == (59, "said")
    assert at(record["source"]) == (54, "Park")
    assert at(record["speaker"]["mention"]) == (0, "Ada Park")


def test_spans_follow_when_the_article_changes():
    (before,) = located([DRAFT], {"a": TEXT})
    (after,) = located([before], {"a": "Dateline. " + TEXT})
    assert at(after["cue"]) == (69, "said")
    assert at(after["source"]) == (64, "Park")


def test_located_records_stay_as_they_are():
    (once,) = located([DRAFT], {"a": TEXT})
    assert list(located([once], {"a": TEXT})) == [once]


def test_shipped_gold_is_what_the_helper_makes_of_its_words():
    texts = read_texts()
    for path in sorted(GOLD.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        assert list(located(records, texts)) == records
        assert list(located([words_of(record) for record in records], texts)) == records


def words_of(record: dict[str, Any]) -> dict[str, Any]:
    def words(span: dict[str, Any] | None) -> str | None:
        return span["text"] if span else None

    speaker = record["speaker"]
    return record | {
        "content": [words(span) for span in record["content"]],
        "cue": words(record["cue"]),
        "source": words(record["source"]),
        "speaker": speaker and speaker | {"mention": words(speaker["mention"])},
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cue": "shouted"}, "record 1 (a): 'shouted' does not stand in the article"),
        ({"content": ["“It ~ early,”"]}, "record 1 (a): '“It ~ early,”' does not stand"),
        ({"article": "b"}, "record 1: no article is called b"),
    ],
)
def test_what_cannot_be_found_is_told(change, reason):
    with pytest.raises(GoldError) as error:
        list(located([DRAFT | change], {"a": TEXT}))
    assert reason in str(error.value)


def test_a_file_with_a_fault_stays_as_it_was(tmp_path, capsys):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(DRAFT), encoding="utf-8")
    assert main([str(path)]) == 1
    assert capsys.readouterr().err == f"{path}: record 1: no article is called a\n"
    assert json.loads(path.read_text(encoding="utf-8")) == DRAFT
