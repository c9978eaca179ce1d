"""Train the network: ``python -m training.fit --corpora DIR --encoder DIR --out FILE``.

Every pass draws all texts anew, in batches of like length. The learning rate warms up and falls linearly to
0; the encoder, which knows English already, learns more slowly than what reads it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

import torch
import torch.nn.functional as fn
from torch import Tensor

from quotes.annotate.wordpiece import WordPieces
from training.batches import (
    IGNORE,
    Batch,
    Item,
    Numbers,
    Windows,
    batched,
    collate,
    collect_labels,
    coref_distance,
    number,
    windows,
)
from training.encoder import packaged_encoder, read_encoder
from training.network import AttributionHeads, Labels, Network
from training.texts import GoldEntities, News, Treebank, training_sources

SEED = 20161108
#: Pieces a batch has, padding included.
BATCH = 3072
WARMUP = 0.06


@dataclass(frozen=True)
class Phase:
    """A stretch of training with a learning rate that rises, then falls to 0.

    `silver` is the share of the news whose silver entities count, `weights` what each task's loss counts.
    """

    passes: float
    encoder_rate: float
    head_rate: float
    silver: float
    weights: Mapping[str, float]


WEIGHTS = {
    "tags": 1.0,
    "features": 1.0,
    "lemmas": 0.5,
    "sentences": 0.5,
    "ents": 1.0,
    "arcs": 1.0,
    "deps": 1.0,
    "cues": 1.5,
    "roles": 2.0,
    "acts": 0.2,
    "coref": 0.2,
}
SPANS_FIRST = WEIGHTS | {"cues": 2.5, "roles": 3.0, "lemmas": 1.0, "coref": 0.05}
#: First everything, then a pass at a lower rate without silver entities, for gold ones and for exact spans.
PHASES = (
    Phase(4.0, 2e-4, 1e-3, 0.5, WEIGHTS),
    Phase(1.0, 1e-4, 5e-4, 0.0, SPANS_FIRST),
    Phase(4.0, 1.5e-4, 7e-4, 0.1, SPANS_FIRST | {"ents": 1.5, "coref": 0.3}),
)
#: How often a source is drawn in a pass.
REPEATS = {"gum": 1, "ewt": 1, "uner": 3, "news": 1}


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of every task that the batch has labels for."""
    states = network.encoder(batch.pieces, batch.shapes, batch.mask).float()
    words = network.dropout(states.flatten(0, 1)[batch.words])
    out: dict[str, Tensor] = {}
    for name in ("tags", "features", "lemmas", "sentences", "ents"):
        gold = batch.labels[name]
        if (gold != IGNORE).any():
            known = gold != IGNORE
            out[name] = fn.cross_entropy(getattr(network, name)(words[known]), gold[known])
    if batch.sentences:
        out |= _parse_losses(network, words, batch)
    out |= attribution_losses(network, words, batch.labels["cues"], windows(batch.cues))
    coreference = coref_loss(network, words, batch.mentions)
    if coreference is not None:
        out["coref"] = coreference
    return out


def attribution_losses(
    heads: AttributionHeads, words: Tensor, marks: Tensor, rows: Windows | None
) -> dict[str, Tensor]:
    """The mean losses of cues, roles and acts, as far as they have labels.

    `words` are states (words, width), `marks` the words' cue labels, `rows` the windows of the cues among them.
    """
    out: dict[str, Tensor] = {}
    known = marks != IGNORE
    if known.any():
        out["cues"] = fn.cross_entropy(heads.cues(words[known]), marks[known])
    if rows is None:
        return out
    cue_known = (rows.cue_words >= 0).float()[..., None]
    cue = (words[rows.cue_words.clamp(min=0)] * cue_known).sum(1) / cue_known.sum(1)
    scores = heads.role_scores(heads.role_word(words)[rows.words], cue, rows.distances, rows.mask)
    out["roles"] = fn.cross_entropy(scores.flatten(0, 1), rows.roles.flatten(), ignore_index=IGNORE)
    if (rows.statements != IGNORE).any():
        out["acts"] = fn.cross_entropy(heads.acts(cue), rows.statements, ignore_index=IGNORE)
    return out


def _parse_losses(network: Network, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    longest = max(b - a for a, b in batch.sentences)
    index = torch.full((len(batch.sentences), longest), -1)
    for row, (a, b) in enumerate(batch.sentences):
        index[row, : b - a] = torch.arange(a, b)
    known = index >= 0
    padded = words[index.clamp(min=0)]
    scores = network.arc_scores(padded).masked_fill(~known[:, None, :], -1e4)
    starts = torch.tensor([a for a, _ in batch.sentences])
    gold = batch.heads[index.clamp(min=0)] - starts[:, None]
    flat = index[known]
    arcs = fn.cross_entropy(scores[known], gold[known])
    deps = network.dep_scores(words[flat], words[batch.heads[flat]])
    return {
        "arcs": arcs,
        "deps": fn.cross_entropy(deps, batch.labels["deps"][flat], ignore_index=IGNORE),
    }


def coref_loss(
    network: Network, states: Tensor, texts: list[tuple[int, list[tuple[int, int]]]]
) -> Tensor | None:
    """Negative log-likelihood of any right antecedent (Lee et al. 2017), mean over mentions."""
    total, count = torch.zeros(()), 0
    for before, mentions in texts:
        if len(mentions) < 2:
            continue
        heads = torch.tensor([before + i for i, _ in mentions])
        entities = torch.tensor([entity for _, entity in mentions])
        size = len(mentions)
        distances = torch.tensor(
            [[coref_distance(i - j - 1) for j in range(size)] for i in range(size)]
        )
        scores = network.coref_scores(states[heads], distances).log_softmax(1)
        right = (entities[:, None] == entities[None]).tril(-1)
        right = torch.cat([~right.any(1, keepdim=True), right], 1)
        total = total - scores.masked_fill(~right, -1e4).logsumexp(1).sum()
        count += size
    return total / count if count else None


def fit(
    corpora: Path,
    encoder: Path,
    out: Path,
    *,
    further: Sequence[Path] = (),
    phases: Sequence[Phase] = PHASES,
    start: Path | None = None,
    log: TextIO = sys.stderr,
) -> None:
    """Train and save the weights with labels beside them.

    `start` are weights of an earlier run to go on from, in place of the pretrained encoder.
    """
    torch.manual_seed(SEED)
    sources = training_sources(corpora, further)
    pieces, weights = read_encoder(encoder)
    labels = collect_labels(t for s in sources.values() for t in s.texts(random.Random(0)))
    network = Network(len(pieces), labels)
    if start is None:
        with torch.no_grad():
            network.encoder.load_bert(weights)
    else:
        from safetensors.torch import load_file

        network.load_state_dict(load_file(start))
    out.parent.mkdir(parents=True, exist_ok=True)
    for place, phase in enumerate(phases):
        run = _Run(sources, WordPieces(pieces), Numbers(labels), random.Random(SEED + place))
        for _ in run.train(network, phase, log):
            _save(network, labels, pieces, out)


class _Run:
    """One phase's texts and steps."""

    def __init__(
        self,
        sources: Mapping[str, Treebank | GoldEntities | News],
        vocabulary: WordPieces,
        numbers: Numbers,
        rng: random.Random,
    ) -> None:
        self._sources, self._vocabulary, self._numbers, self._rng = (
            sources,
            vocabulary,
            numbers,
            rng,
        )

    def _pass(self, silver: float) -> list[list[Item]]:
        rng = self._rng
        texts = [
            t
            for name, s in self._sources.items()
            for _ in range(REPEATS[name])
            for t in s.texts(rng)
        ]
        for text in texts:
            if text.attributions is not None and rng.random() >= silver:
                text.ents = None
        rng.shuffle(texts)
        batches = list(batched((number(t, self._vocabulary) for t in texts), rng, BATCH))
        rng.shuffle(batches)
        return batches

    def train(self, network: Network, phase: Phase, log: TextIO) -> Iterator[None]:
        """Train; yields after every pass and at the end."""
        optimizer = _optimizer(network, phase)
        queue = self._pass(phase.silver)
        total = int(len(queue) * phase.passes)
        sums: dict[str, list[float]] = {}
        started = time.monotonic()
        network.train()
        for step in range(total):
            if not queue:
                yield
                queue = self._pass(phase.silver)
            progress = step / total
            rate = progress / WARMUP if progress < WARMUP else (1 - progress) / (1 - WARMUP)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            batch = collate(queue.pop(), self._numbers)
            with torch.autocast("cpu", torch.bfloat16):
                found = losses(network, batch)
            loss = sum(
                (phase.weights[name] * value for name, value in found.items()), torch.zeros(())
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            for name, value in found.items():
                sums.setdefault(name, []).append(value.item())
            if step % 50 == 49:
                means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
                seconds = time.monotonic() - started
                print(f"{step + 1}/{total} {seconds:.0f}s {means}", file=log, flush=True)
                sums = {}
        yield


def _optimizer(network: Network, phase: Phase) -> torch.optim.Optimizer:
    """The encoder, which knows English already, learns more slowly than what reads it."""
    encoder = list(network.encoder.parameters())
    own = {id(parameter) for parameter in encoder}
    return torch.optim.AdamW(
        [
            {"params": [p for p in encoder if p.requires_grad], "peak": phase.encoder_rate},
            {
                "params": [p for p in network.parameters() if id(p) not in own],
                "peak": phase.head_rate,
            },
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )


def _save(network: Network, labels: Labels, pieces: list[str], out: Path) -> None:
    from safetensors.torch import save_file

    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, out)
    out.with_suffix(".json").write_text(json.dumps({**asdict(labels), "pieces": pieces}))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--gold", type=Path, action="append", default=[], help="a further gold file"
    )
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--phase", type=int, default=0, help="the first phase to run, from 0")
    args = parser.parse_args()
    fit(
        args.corpora,
        args.encoder or packaged_encoder(),
        args.out,
        further=args.gold,
        phases=PHASES[args.phase :],
        start=args.start,
    )


if __name__ == "__main__":
    main()
