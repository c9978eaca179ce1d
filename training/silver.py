"""The automatic CoreNLP annotation of the news corpus, as far as it is used: entities and coreference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from training.conllu import read_lines

Token = tuple[int, int, str, str, str, int, str]  # start, end, tag, NER, lemma, head (1-based), dep


def is_headline(words: list[str]) -> bool:
    """Whether nearly all longer words are capitalised (CoreNLP takes them for proper nouns)."""
    longer = [w for w in words if len(w) > 3 and w.isalpha()]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) / len(longer) > 0.7


def usable_words(text: str, tokens: list[Token]) -> list[str] | None:
    """The sentence's words, or None where its annotation cannot be trusted: headlines, sentences that run over
    a line break, and those whose tokens do not cover their text."""
    words = [text[t[0] : t[1]] for t in tokens]
    gaps = [text[a[1] : b[0]] for a, b in pairwise(tokens)]
    if any("\n" in gap or gap.strip() for gap in gaps):
        return None
    if any(not w or re.search(r"\s", w) for w in words):
        return None
    return None if is_headline(words) else words


def read_articles(folder: Path, parts: Iterable[str] = ("train",)) -> dict[str, str]:
    """Article texts of the news corpus by id."""
    rows = (json.loads(line) for p in parts for line in read_lines(folder / f"{p}.jsonl.gz"))
    return {row["id"]: row["text"] for row in rows}
