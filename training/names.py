"""Exchange names in training texts, so that entities are known by context and form, not by heart.

The news corpus names the same few politicians over and over. In a rewritten text every personal
name and place gets another of the same kind, the same one throughout.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace

from training.conllu import Sentence

#: Words of the longest organisation that stands in for another.
LONGEST_ORGANISATION = 4


@dataclass(frozen=True)
class Pools:
    """Given names, family names, one-word places and organisations (in words) seen in the corpora, each once."""

    given: list[str]
    family: list[str]
    places: list[str]
    organisations: list[tuple[str, ...]]


def collect(documents: list[list[Sentence]]) -> Pools:
    """The name pools of labelled documents."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    places: Counter[str] = Counter()
    organisations: set[tuple[str, ...]] = set()
    for sentence in (s for document in documents for s in document):
        for start, end, label in entity_spans(sentence.ents):
            words = sentence.words[start:end]
            if label == "ORG" and words[0][0].isupper() and len(words) <= LONGEST_ORGANISATION:
                organisations.add(tuple(words))
            if not all(w[0].isupper() and w[1:].islower() for w in words if w):
                continue
            if label == "PERSON" and len(words) == 2:
                given[words[0]] += 1
                family[words[1]] += 1
            elif label == "GPE" and len(words) == 1:
                places[words[0]] += 1
    return Pools(sorted(given), sorted(family), sorted(places), sorted(organisations))


def entity_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """Spans of IOB2 labels as (start, end, label)."""
    spans: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            spans.append((i, i + 1, label[2:]))
        elif label.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return spans


def exchange(
    sentences: list[Sentence], pools: Pools, rng: random.Random, share: float
) -> list[Sentence]:
    """The sentences with about ``share`` of their distinct names exchanged consistently."""
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    places: dict[str, str] = {}

    def other(word: str, table: dict[str, str], pool: list[str]) -> str:
        if word not in table:
            new = rng.choice(pool) if pool and rng.random() < share else word
            table[word] = new.upper() if word.isupper() and len(word) > 2 else new
        return table[word]

    out = []
    for sentence in sentences:
        words = list(sentence.words)
        for start, end, label in entity_spans(sentence.ents):
            if label == "PERSON":
                for i in range(start, end):
                    if not words[i][0].isupper() or "." in words[i]:
                        continue
                    alone = end - start == 1
                    if i == end - 1 and not (alone and words[i] in given):
                        words[i] = other(words[i], family, pools.family)
                    elif i == start:
                        words[i] = other(words[i], given, pools.given)
            elif label == "GPE" and end - start == 1 and words[start][1:].islower():
                words[start] = other(words[start], places, pools.places)
        out.append(replace(sentence, words=words))
    return out


def exchange_organisations(
    sentences: list[Sentence], pools: Pools, rng: random.Random, share: float = 0.4
) -> list[Sentence]:
    """The sentences with a share of their organisations' names exchanged, whatever the number of words.

    For sentences without syntax alone: heads and tags of what is put in are unknown.
    """
    out = []
    for sentence in sentences:
        words, spaces, ents = list(sentence.words), list(sentence.spaces), list(sentence.ents)
        for start, end, label in reversed(entity_spans(sentence.ents)):
            if label != "ORG" or rng.random() >= share:
                continue
            new = rng.choice(pools.organisations)
            words[start:end] = new
            spaces[start:end] = [*[True] * (len(new) - 1), spaces[end - 1]]
            ents[start:end] = ["B-ORG", *["I-ORG"] * (len(new) - 1)]
        empty = [""] * len(words)
        out.append(
            replace(
                sentence, words=words, spaces=spaces, ents=ents, tags=empty, pos=empty,
                morphs=empty, lemmas=empty, deps=empty, heads=[0] * len(words),
            )
        )  # fmt: skip
    return out
