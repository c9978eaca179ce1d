"""Entities for a treebank that has none: its gold proper nouns, of the kinds that a trained network sees.

The treebank knows which words are names, the network has learned from other texts what kind of thing a name is.
Where the network sees an entity around a proper noun, that is taken; a run of proper nouns that it passes over is
an entity of the likeliest kind, if one is clearly likeliest, and else unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from quotes.annotate.names import NAME_TAGS, list_label, proper_runs
from quotes.annotate.spans import best_sequences, spans_of
from quotes.annotate.wordpiece import WordPieces
from training.batches import collate, number
from training.chunks import Style, chunk
from training.conllu import Sentence
from training.entities import DATE, Span, is_norp, to_iob
from training.network import Network
from training.texts import sentences_to_text

NAMES = ("PERSON", "ORG", "GPE")
#: A kind is clearly likeliest with this share of what all kinds of names have, and the network must not be surer
#: than `SURE` that the run is none.
CLEAR, SURE = 0.6, 0.97


def project_entities(
    network: Network,
    vocabulary: WordPieces,
    ents: Sequence[str],
    documents: list[list[Sentence]],
) -> list[list[Sentence]]:
    """The documents with `ents` set."""
    network.eval()
    with torch.no_grad():
        labelled = [
            [each for run in chunk(document) for each in _run(network, vocabulary, ents, run)]
            for document in documents
        ]
    network.train()
    return labelled


def _run(
    network: Network, vocabulary: WordPieces, ents: Sequence[str], sentences: list[Sentence]
) -> list[Sentence]:
    text = sentences_to_text(sentences, Style("as is", "\n\n"), syntax=False)
    item = number(text, vocabulary)
    batch = collate([item], lambda layer, values, size: [0] * size)  # type: ignore[arg-type]
    states = network.encoder(batch.pieces, batch.shapes, batch.mask)[0]
    firsts = [min(first, len(states) - 1) for first in item.firsts]
    scores = network.ents(states[firsts]).log_softmax(1)
    out, start = [], 0
    for sentence in sentences:
        part = scores[start : start + len(sentence)]
        spans, unknown = _entities(sentence, part, list(ents))
        out.append(replace(sentence, ents=to_iob(spans, unknown, len(sentence))))
        start += len(sentence)
    return out


def _entities(sentence: Sentence, scores: Tensor, ents: list[str]) -> tuple[list[Span], set[int]]:
    """The sentence's entities, and the words of which nothing is known."""
    words, tags = sentence.words, sentence.tags
    best = best_sequences(scores.numpy()[None], ents)[0]
    spans: list[Span] = []
    taken: set[int] = set()
    for a, b, kind in spans_of([ents[i] for i in best]):
        if kind not in NAMES or any(tag in NAME_TAGS for tag in tags[a:b]):
            spans.append((a, b, kind))
            taken.update(range(a, b))
    unknown: set[int] = set()
    for a, b in proper_runs(words, tags, sentence.deps):
        if not taken.isdisjoint(range(a, b)):
            continue
        kind = _kind(words[a:b], tags[a:b], sentence.deps[a:b], scores[a:b], ents)
        if kind is None:
            unknown.update(range(a, b))
        elif kind != "O":
            spans.append((a, b, kind))
    return spans, unknown


def _kind(
    words: list[str], tags: list[str], deps: list[str], scores: Tensor, ents: list[str]
) -> str | None:
    """The kind of a run of proper nouns, "O" for none, None where it cannot be told."""
    if DATE.search(" ".join(words)):
        return None
    if len(words) == 1 and is_norp(words[0], tags[0]):
        return "NORP"
    listed = list_label(words, deps)
    if listed is not None:
        return listed
    shares = scores.exp().mean(0)
    kinds = {
        kind: float(sum(shares[i] for i, label in enumerate(ents) if label[2:] == kind))
        for kind in NAMES
    }
    likeliest = max(kinds, key=lambda kind: kinds[kind])
    clear = kinds[likeliest] >= CLEAR * sum(kinds.values())
    return likeliest if clear and float(shares[ents.index("O")]) <= SURE else None
