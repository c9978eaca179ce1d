"""Coreference for training: the head word of every mention, with the number of its entity.

GUM's are gold, the news corpus's are CoreNLP's chains.
"""

from __future__ import annotations

import json
from pathlib import Path

from training.conllu import Sentence, read_lines
from training.gum import gum_mentions

#: Entities that can speak or be spoken of as a speaker; the others' chains teach nothing here.
_KINDS = frozenset({"person", "organization", "place", "animal"})


def gum_heads(sentence: Sentence) -> list[tuple[int, int]]:
    """(word, entity) of each mention of a person or body within the sentence, in the order of the words."""
    heads: dict[int, int] = {}
    for start, end, kind, entity in gum_mentions(sentence.misc):
        if kind in _KINDS and entity.isdigit():
            outside = (
                i
                for i in range(start, end)
                if not start <= sentence.heads[i] < end or sentence.heads[i] == i
            )
            # Of nested mentions with one head ("Ann", "Ann of Ely") the first entity stays.
            heads.setdefault(next(outside, start), int(entity))
    return sorted(heads.items())


def silver_heads(folder: Path) -> dict[str, list[tuple[int, int]]]:
    """By article id, (character offset of the head word, entity) of each mention of CoreNLP's chains."""
    out = {}
    for line in read_lines(folder / "silver-corenlp.jsonl.gz"):
        article = json.loads(line)
        heads: dict[int, int] = {}
        for entity, chain in enumerate(article["coref"], start=1):
            for sentence, _, _, head in chain:
                heads.setdefault(article["sentences"][sentence][head][0], entity)
        out[article["id"]] = sorted(heads.items())
    return out
