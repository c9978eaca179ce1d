"""Entity labels from gold mentions, from lists and from exchanged names."""

from __future__ import annotations

import random

from training.conllu import Sentence
from training.entities import gum_spans
from training.evaluate_pipeline import iob_spans, word_offsets
from training.gum import gum_mentions
from training.names import Pools, exchange, exchange_organisations


def sentence(
    words: str, tags: str, heads: list[int], deps: str, misc: list[str] | None = None
) -> Sentence:
    split = words.split()
    return Sentence(
        words=split,
        spaces=[True] * len(split),
        tags=tags.split(),
        pos=[],
        morphs=[],
        lemmas=[],
        heads=heads,
        deps=deps.split(),
        misc=misc or ["_"] * len(split),
    )


MISC = [
    "Entity=(1-person-new-x-y-1,2-sgl",
    "Entity=1)",
    "_",
    "Entity=(2-organization-new-x-y-2-sgl",
    "Entity=2)|SpaceAfter=No",
    "Entity=(3-place-new-x-y-1-sgl)",
]


def test_mentions() -> None:
    assert gum_mentions(MISC) == [
        (0, 2, "person", "1"),
        (3, 5, "organization", "2"),
        (5, 6, "place", "3"),
    ]


def test_only_names_are_entities() -> None:
    spans = gum_spans(
        sentence(
            "Mr. Quist left the bank Oslo",
            "NNP NNP VBD DT NN NNP",
            [1, 2, 2, 4, 2, 2],
            "nmod:desc nsubj ROOT det obj obl",
            MISC,
        )
    )
    assert sorted(spans) == [(1, 2, "PERSON"), (5, 6, "GPE")]


def test_exchange_is_consistent() -> None:
    first = sentence("Ylva Quist spoke", "NNP NNP VBD", [0, 0, 0], "x x x")
    first.ents = ["B-PERSON", "I-PERSON", "O"]
    second = sentence("Quist smiled in Oslo", "NNP VBD IN NNP", [0, 0, 0, 0], "x x x x")
    second.ents = ["B-PERSON", "O", "O", "B-GPE"]
    pools = Pools(["Ana"], ["Reyes"], ["Lima"], [])
    out = exchange([first, second], pools, random.Random(0), 1.0)
    assert [s.words for s in out] == [["Ana", "Reyes", "spoke"], ["Reyes", "smiled", "in", "Lima"]]
    assert exchange([first], pools, random.Random(0), 0.0)[0].words == first.words


def test_spans_in_characters() -> None:
    text = "Ylva  Quist left Oslo"
    offsets = word_offsets(text, text.split())
    assert iob_spans(["B-PER", "I-PER", "O", "B-LOC"], offsets) == {(0, 11, "PER"), (17, 21, "LOC")}


def test_organisations_are_exchanged_whatever_their_length() -> None:
    row = sentence("Poe left Acme Corp today", "NNP VBD NNP NNP NN", [1, 1, 1, 2, 1], "x x x x x")
    row.ents = ["B-PERSON", "O", "B-ORG", "I-ORG", "O"]
    pools = Pools([], [], [], [("Ministry", "of", "Health")])
    (out,) = exchange_organisations([row], pools, random.Random(0), 1.0)
    assert out.words == ["Poe", "left", "Ministry", "of", "Health", "today"]
    assert out.ents == ["B-PERSON", "O", "B-ORG", "I-ORG", "I-ORG", "O"]
    assert len(out.spaces) == len(out.tags) == len(out.heads) == len(out.words)
    assert exchange_organisations([row], pools, random.Random(0), 0.0)[0].words == row.words
