"""Whole articles against what was extracted from them before: nothing changes unseen.

The files beside this one hold the records of sample articles, one a line. After a change that is meant,
write them again and read the difference before it is committed:

    python tests/golden/test_golden.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.extract import Extraction, extract
from quotes.ingest import read_articles
from quotes.types import Article

HERE = Path(__file__).resolve().parent
ARTICLES = HERE.parents[1] / "data" / "articles"
#: One of plain text, one of Markdown, one web page; three stories.
NAMES = ["daily-squall-tax.txt", "breakwater-bridge.md", "lowland-public-radio-water.html"]
#: Confidence is a measured number that every training moves; and the path depends on the machine.
LEFT_OUT = ("confidence", "article", "id")


def records(name: str) -> list[dict[str, Any]]:
    [article] = read_articles([str(ARTICLES / name)])
    assert isinstance(article, Article), article
    [found] = extract([article])
    assert isinstance(found, Extraction), found
    return [
        {key: value for key, value in attribution.as_record().items() if key not in LEFT_OUT}
        for attribution in found.attributions
    ]


def golden_file(name: str) -> Path:
    return HERE / f"{name}.jsonl"


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_an_article_gives_the_attributions_it_gave(name: str) -> None:
    lines = golden_file(name).read_text("utf-8").splitlines()
    assert records(name) == [json.loads(line) for line in lines]


def write() -> None:
    for name in NAMES:
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records(name)]
        golden_file(name).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    write()
