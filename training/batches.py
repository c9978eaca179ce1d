"""Texts → the arrays of a training step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from quotes.annotate.lemmas import lemma_rule
from quotes.annotate.wordpiece import SHAPES, WordPieces
from quotes.attribute.window import AFTER, BEFORE, ROLES, bucket
from training.network import COREF_DISTANCES, POSITIONS, Labels
from training.texts import Roles, Text

IGNORE = -100
_BREAK_SHAPE = SHAPES.index("break")


def collect_labels(texts: Iterable[Text]) -> Labels:
    """Every label seen; of lemma rules and feature bundles those seen twice."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("tags", "features", "lemmas", "deps", "ents")
    }
    for text in texts:
        for name in ("tags", "features", "deps", "ents"):
            counts[name].update(x for x in getattr(text, name) or () if x)
        for word, lemma in zip(text.words, text.lemmas or (), strict=False):
            if lemma:
                counts["lemmas"][lemma_rule(word, lemma)] += 1
    kinds = sorted({label[2:] for label in counts["ents"] if label != "O"})
    ents = ["O", *(f"{side}-{kind}" for kind in kinds for side in "BI")]
    return Labels(
        tags=sorted(counts["tags"]),
        features=sorted(x for x, n in counts["features"].items() if n > 1),
        lemmas=sorted(x for x, n in counts["lemmas"].items() if n > 1),
        deps=sorted(counts["deps"]),
        ents=ents,
    )


@dataclass(slots=True)
class Item:
    """A text as numbers: pieces, shapes, each word's first piece, and the text itself."""

    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    text: Text


def number(text: Text, vocabulary: WordPieces) -> Item:
    """The text's pieces. A word without any shares the piece before it."""
    pieces, shapes, firsts = [vocabulary.start], [_BREAK_SHAPE], []
    for word, new in zip(text.words, text.paragraph, strict=True):
        if new and len(pieces) > 1:
            pieces.append(vocabulary.break_)
            shapes.append(_BREAK_SHAPE)
        ids, shape = vocabulary(word)
        firsts.append(len(pieces) if ids else len(pieces) - 1)
        pieces += ids
        shapes += [shape] * len(ids)
    return Item(pieces[:POSITIONS], shapes[:POSITIONS], firsts, text)


def batched(items: Iterable[Item], rng: random.Random, size: int) -> Iterator[list[Item]]:
    """Batches of about `size` pieces, padding included, of items of like length."""
    pool: list[Item] = []

    def drain() -> Iterator[list[Item]]:
        pool.sort(key=lambda item: len(item.pieces))
        batches: list[list[Item]] = [[]]
        for item in pool:
            if batches[-1] and len(item.pieces) * (len(batches[-1]) + 1) > size:
                batches.append([])
            batches[-1].append(item)
        rng.shuffle(batches)
        yield from batches
        pool.clear()

    for item in items:
        pool.append(item)
        if len(pool) == 512:
            yield from drain()
    if pool:
        yield from drain()


@dataclass
class Batch:
    """The arrays of one step. Words are numbered through the batch; `words` gives each word's place among the
    batch's pieces (row * length + piece)."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    words: Tensor
    labels: dict[str, Tensor]
    sentences: list[tuple[int, int]]
    heads: Tensor
    cues: list[
        tuple[Roles, int, int]
    ]  # attribution, words of the batch before its text, its text's size
    mentions: list[tuple[int, list[tuple[int, int]]]]  # words before a text, its mentions


def cue_marks(text: Text) -> list[int]:
    """For each word whether it is no part of a cue, begins one or carries one on (0, 1, 2)."""
    marks = [0 if text.attributions is not None else IGNORE] * len(text.words)
    for roles in text.attributions or ():
        a, b = roles.cue
        marks[a:b] = [1] + [2] * (b - a - 1)
    return marks


class Numbers:
    """Label → number, per layer."""

    def __init__(self, labels: Labels) -> None:
        self.tables = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("tags", "features", "lemmas", "deps", "ents")
        }

    def __call__(self, layer: str, values: Sequence[str | None] | None, size: int) -> list[int]:
        if values is None:
            return [IGNORE] * size
        table = self.tables[layer]
        return [IGNORE if value is None else table.get(value, IGNORE) for value in values]


def collate(items: list[Item], numbers: Numbers) -> Batch:
    """The items as arrays."""
    length = max(len(item.pieces) for item in items)
    pieces = torch.zeros(len(items), length, dtype=torch.long)
    shapes = torch.zeros(len(items), length, dtype=torch.long)
    mask = torch.zeros(len(items), length, dtype=torch.bool)
    words: list[int] = []
    labels: dict[str, list[int]] = {
        name: [] for name in ("tags", "features", "lemmas", "deps", "ents", "sentences", "cues")
    }
    heads: list[int] = []
    sentences: list[tuple[int, int]] = []
    cues: list[tuple[Roles, int, int]] = []
    mentions: list[tuple[int, list[tuple[int, int]]]] = []
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = torch.tensor(item.pieces)
        shapes[row, : len(item.shapes)] = torch.tensor(item.shapes)
        mask[row, : len(item.pieces)] = True
        text, before = item.text, len(words)
        size = len(text.words)
        words += [row * length + min(first, length - 1) for first in item.firsts]
        for layer in ("tags", "features", "deps", "ents"):
            labels[layer] += numbers(layer, getattr(text, layer), size)
        rules = text.lemmas and [
            lemma_rule(w, x) if x else None for w, x in zip(text.words, text.lemmas, strict=True)
        ]
        labels["lemmas"] += numbers("lemmas", rules, size)
        labels["sentences"] += [int(x) for x in text.sentence] if text.sentence else [IGNORE] * size
        heads += [before + h for h in text.heads] if text.heads else [IGNORE] * size
        if text.heads and text.sentence:
            starts = [i for i, x in enumerate(text.sentence) if x]
            sentences += [
                (before + a, before + b) for a, b in zip(starts, [*starts[1:], size], strict=True)
            ]
        cues += [(roles, before, size) for roles in text.attributions or ()]
        labels["cues"] += cue_marks(text)
        mentions.append((before, text.mentions))
    return Batch(
        pieces,
        shapes,
        mask,
        torch.tensor(words),
        {name: torch.tensor(values) for name, values in labels.items()},
        sentences,
        torch.tensor(heads),
        cues,
        mentions,
    )


@dataclass
class Windows:
    """Cue windows: word numbers, masks, distance classes, role labels, and cue words (padded with -1)."""

    words: Tensor
    mask: Tensor
    distances: Tensor
    roles: Tensor
    cue_words: Tensor
    statements: Tensor


def windows(cues: list[tuple[Roles, int, int]]) -> Windows | None:
    """The windows of the cues whose content is known."""
    rows = []
    for roles, before, size in cues:
        if not roles.content:
            continue
        first, end = roles.cue
        start, stop = max(first - BEFORE, 0), min(end + AFTER, size)
        labels = [0] * (stop - start)
        for kind, spans in ((1, roles.content), (3, roles.source)):
            for a, b in spans:
                a, b = max(a, start), min(b, stop)
                if a < b:
                    labels[a - start : b - start] = [kind] + [kind + 1] * (b - a - 1)
        distances = [
            bucket(i - first if i < first else max(i - end + 1, 0)) for i in range(start, stop)
        ]
        cue = list(range(before + first, before + end))[:12]
        rows.append(
            (list(range(before + start, before + stop)), distances, labels, cue, roles.statement)
        )
    if not rows:
        return None
    longest = max(len(row[0]) for row in rows)
    widest = max(len(row[3]) for row in rows)

    def padded(values: list[int], size: int, fill: int) -> list[int]:
        return values + [fill] * (size - len(values))

    words = torch.tensor([padded(row[0], longest, -1) for row in rows])
    return Windows(
        words.clamp(min=0),
        words >= 0,
        torch.tensor([padded(row[1], longest, 0) for row in rows]),
        torch.tensor([padded(row[2], longest, IGNORE) for row in rows]),
        torch.tensor([padded(row[3], widest, -1) for row in rows]),
        torch.tensor([IGNORE if row[4] is None else int(row[4]) for row in rows]),
    )


def coref_distance(between: int) -> int:
    """The class of the number of mentions between two mentions."""
    return min(max(between, 0).bit_length(), COREF_DISTANCES - 1)


assert ROLES[1] == "B-content" and ROLES[3] == "B-source"
