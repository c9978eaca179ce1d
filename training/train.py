"""The training loop: mixed streams of gold and silver texts, a warm-up and a linear decay.

spaCy's own loop reads one corpus with one batch schedule. This one draws from several streams
whose shares change as training goes on (silver news early, gold alone at the end) and counts its
length in words, so that a run takes the same steps on every machine.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, load_model_from_config, registry
from thinc.api import Config

MakeDocs = Callable[[random.Random], Iterator[Doc]]  # one pass over a stream, newly varied


@dataclass(frozen=True)
class Stream:
    """A source of gold Docs and its share of the words, at the start and at the end."""

    name: str
    one_pass: MakeDocs
    share: Callable[[float], float]  # progress 0..1 → weight


def forever(stream: Stream, seed: int) -> Iterator[Doc]:
    """Docs of a stream, pass after pass, each pass drawn anew."""
    number = 0
    while True:
        rng = random.Random(f"{seed}-{stream.name}-{number}")
        docs = list(stream.one_pass(rng))
        rng.shuffle(docs)
        yield from docs
        number += 1


def learn_rate(progress: float, peak: float, warmup: float) -> float:
    """Linear warm-up to ``peak`` over the first ``warmup`` share, then linear decay to 0."""
    if progress < warmup:
        return peak * max(progress / warmup, 0.01)
    return peak * max((1 - progress) / (1 - warmup), 0.0)


def _initialized(config: Config, streams: list[Stream], docs: list[Doc] | None) -> Language:
    """A fresh pipeline whose labels are those of the Docs."""
    pipeline = Config(
        {k: v for k, v in config.items() if k not in ("optimizer", "recipe", "polish")}
    )
    nlp = load_model_from_config(pipeline, auto_fill=True)
    if docs is None:
        docs = [
            d for s in streams for d in s.one_pass(random.Random(int(config["recipe"]["seed"])))
        ]
    examples = [Example(nlp.make_doc(d.text), d) for d in docs]
    nlp.initialize(lambda: examples)
    return nlp


def train(
    config: Config,
    streams: list[Stream],
    *,
    total_words: int,
    out: Path,
    evaluate: Callable[[Language], dict[str, Any]] | None = None,
    evaluations: int = 8,
    init_docs: list[Doc] | None = None,
    start: Path | None = None,
) -> Language:
    """Train a pipeline on about ``total_words`` words and write it to ``out``.

    ``init_docs`` fix the label sets (default: one pass over every stream); ``start`` goes on from a
    saved pipeline instead, with a fresh optimizer. A log line is printed
    at every evaluation, where the averaged weights are saved too, under ``out``.
    """
    recipe = config["recipe"]
    seed = int(recipe["seed"])
    fix_random_seed(seed)
    nlp = spacy.load(start) if start else _initialized(config, streams, init_docs)
    optimizer = registry.resolve({"optimizer": config["optimizer"]})["optimizer"]
    docs = {s.name: forever(s, seed) for s in streams}
    rng = random.Random(seed)
    seen, step, next_eval = 0, 0, 1
    losses: dict[str, float] = {}
    started = time.monotonic()
    while seen < total_words:
        progress = seen / total_words
        optimizer.learn_rate = learn_rate(progress, recipe["learn_rate"], recipe["warmup"])
        ramp = min(progress / 0.1, 1.0)
        size = recipe["batch_words_start"] * (1 - ramp) + recipe["batch_words"] * ramp
        batch: list[Example] = []
        words = 0
        while words < size:
            weights = [s.share(progress) for s in streams]
            name = rng.choices([s.name for s in streams], weights)[0]
            gold = next(docs[name])
            batch.append(Example(nlp.make_doc(gold.text), gold))
            words += len(gold)
        nlp.update(batch, sgd=optimizer, drop=recipe["dropout"], losses=losses)
        seen += words
        step += 1
        if step % 100 == 0:
            rate = seen / (time.monotonic() - started)
            print(
                f"step {step} words {seen} ({seen / total_words:.1%}) {rate:.0f} w/s "
                + " ".join(f"{k} {v:.0f}" for k, v in losses.items()),
                file=sys.stderr,
                flush=True,
            )
            losses = {}
        if seen >= total_words * next_eval / evaluations or seen >= total_words:
            next_eval += 1
            with nlp.use_params(optimizer.averages):
                nlp.to_disk(out)
                if evaluate is not None:
                    scores = evaluate(nlp)
                    print(json.dumps({"step": step, "words": seen, **scores}), flush=True)
    return spacy.load(out)
