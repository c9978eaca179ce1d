"""Teach attribution on articles of your own: ``python -m training.retrain GOLD... --out DIR``.

GOLD are gold files in either format of docs/evaluation.md, such as `quotes export --reviews` writes. The encoder
stays as it is; what reads cues, acts, content and source off its states goes on learning from where the weights in
use stand. Articles are dealt into folds first: each is read by a model that was taught on the others, and scored
beside the model in use. Then one model is taught on all of them, and written to DIR for `QUOTES_MODEL=DIR`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc
from torch import Tensor

from quotes.annotate import annotate
from quotes.annotate.states import word_states
from quotes.attribute import attribute
from quotes.attribute.network import RolesNetwork, load_network
from quotes.errors import GoldError, QuotesError
from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import GoldArticle, from_attribution
from quotes.evaluate.scores import Report
from quotes.evaluate.scoring import Case, score
from quotes.evaluate.words import Offsets
from quotes.types import Attribution
from training.batches import IGNORE, cue_marks, windows
from training.fit import attribution_losses
from training.network import AttributionHeads
from training.texts import Roles, read_news

SEED = 20261124
PASSES, RATE, ARTICLES_A_STEP = 6, 3e-4, 4
#: How far the weights are drawn back to where they started: own articles are few, and what is known must last.
HOLD = 0.02
FOLDS = 5
WEIGHTS = {"cues": 2.5, "roles": 3.0, "acts": 0.2}


@dataclass(slots=True)
class Lesson:
    """An annotated article as the network reads it."""

    entry: GoldArticle
    doc: Doc
    states: Tensor
    marks: Tensor
    cues: list[tuple[Roles, int, int]]


def lessons_of(articles: Sequence[GoldArticle]) -> list[Lesson]:
    """The articles with their states, (words, width), and labels; what nobody reviewed has none."""
    docs = list(annotate(entry.article.text for entry in articles))
    lessons = []
    for entry, doc, news in zip(articles, docs, read_news(articles), strict=True):
        words, states = word_states(doc)
        text = news.text
        if len(words) != len(text.words):
            raise GoldError(f"{entry.name}: its words cannot be matched to the pipeline's")
        marks = cue_marks(text)
        if entry.reviewed is not None:
            for number, i in enumerate(words):
                if not _touches(doc[i].idx, doc[i].idx + len(doc[i]), entry.reviewed):
                    marks[number] = IGNORE
        cues = [(roles, 0, len(words)) for roles in text.attributions or ()]
        lessons.append(Lesson(entry, doc, torch.tensor(states), torch.tensor(marks), cues))
    return lessons


def _touches(start: int, end: int, spans: Sequence[Offsets]) -> bool:
    return any(a < end and start < b for a, b in spans)


def teach(lessons: Sequence[Lesson], start: RolesNetwork, *, passes: int = PASSES) -> RolesNetwork:
    """A network that started where `start` is and learned from the lessons; the same give the same."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    heads = AttributionHeads()
    heads.load_state_dict({name: torch.tensor(value) for name, value in start.weights().items()})
    origin = [parameter.detach().clone() for parameter in heads.parameters()]
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=0.0)
    steps = [
        lesson_group
        for _ in range(passes)
        for lesson_group in _groups(rng.sample(list(lessons), len(lessons)))
    ]
    heads.train()
    for number, group in enumerate(steps):
        for options in optimizer.param_groups:
            options["lr"] = RATE * (1 - number / len(steps))
        loss = torch.zeros(())
        for lesson in group:
            found = attribution_losses(heads, lesson.states, lesson.marks, windows(lesson.cues))
            loss = loss + sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros(()))
        pairs = zip(heads.parameters(), origin, strict=True)
        drift = sum((((p - o) ** 2).sum() for p, o in pairs), torch.zeros(()))
        optimizer.zero_grad()
        (loss / len(group) + HOLD * drift).backward()
        torch.nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
        optimizer.step()
    taught = RolesNetwork()
    weights = {name: value.numpy() for name, value in heads.state_dict().items()}
    taught.set_weights(weights, dict(start.meta))
    return taught


def _groups(lessons: list[Lesson]) -> list[list[Lesson]]:
    return [lessons[i : i + ARTICLES_A_STEP] for i in range(0, len(lessons), ARTICLES_A_STEP)]


def cross_validate(
    lessons: Sequence[Lesson], start: RolesNetwork, *, folds: int = FOLDS, passes: int = PASSES
) -> tuple[Report, Report]:
    """Scores of the model in use, and of models that were taught on the other folds, over all articles."""
    order = random.Random(SEED).sample(range(len(lessons)), len(lessons))
    folds = min(folds, len(lessons))
    taught_cases: list[Case] = []
    for fold in range(folds):
        held = {i for place, i in enumerate(order) if place % folds == fold}
        network = teach([x for i, x in enumerate(lessons) if i not in held], start, passes=passes)
        taught_cases += [read(lessons[i], network) for i in sorted(held)]
    before = score([read(lesson, start) for lesson in lessons], name="in use")
    return before, score(taught_cases, name="taught on the other articles")


def read(lesson: Lesson, network: RolesNetwork) -> Case:
    """What the network finds in the article beside what its gold says, where that was reviewed."""
    reviewed = lesson.entry.reviewed
    items = tuple(
        from_attribution(Attribution(lesson.entry.article, quote, None))
        for quote in attribute(lesson.doc, network=network).quotes
        if reviewed is None or any(_touches(s.start, s.end, reviewed) for s in quote.content)
    )
    return Case(lesson.entry.article, lesson.entry.items, items, lesson.entry.name)


FIGURES = (
    "attribution.all.f1",
    "attribution.statements.f1",
    "attribution.in quotation marks.f1",
    "exact.source.f1",
    "exact.cue.f1",
    "exact.content.f1",
    "accuracy.act",
)


def comparison(before: Report, after: Report, articles: int) -> dict[str, Any]:
    """The figures that people look at, in percent, of both."""
    both = {"in use": before.figures(), "retrained": after.figures()}
    return {"articles": articles, "attributions": before.gold} | {
        name: {key: figures[key] for key in FIGURES if key in figures}
        for name, figures in both.items()
    }


def retrain(
    gold: Sequence[Path], out: Path, *, folds: int = FOLDS, passes: int = PASSES
) -> dict[str, Any]:
    """Cross-validate, teach on everything, write `out`; the comparison of before and after.

    Raises GoldError where gold cannot be read or holds fewer than two articles.
    """
    articles = [entry for path in gold for entry in read_gold(path)]
    if len(articles) < 2:
        raise GoldError(f"{gold[0]}: two articles or more are needed to tell whether it helps")
    lessons = lessons_of(articles)
    start = load_network()
    before, after = cross_validate(lessons, start, folds=folds, passes=passes)
    report = comparison(before, after, len(articles))
    network = teach(lessons, start, passes=passes)
    unfinished = out.with_name(out.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    network.to_disk(unfinished / "attribution")
    (unfinished / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    unfinished.rename(out)
    return report


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; replaced")
    parser.add_argument("--folds", type=int, default=FOLDS, help="(default: %(default)s)")
    parser.add_argument("--passes", type=int, default=PASSES, help="(default: %(default)s)")
    args = parser.parse_args()
    try:
        report = retrain(args.gold, args.out, folds=args.folds, passes=args.passes)
    except QuotesError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    print(f"{report['articles']} articles, {report['attributions']} attributions, cross-validated")
    print(f"{'':<36}{'in use':>10}{'retrained':>12}")
    for name, value in report["in use"].items():
        print(f"{name:<36}{value:>10.1f}{report['retrained'].get(name, float('nan')):>12.1f}")
    print(f"Model in {args.out}: QUOTES_MODEL={args.out} quotes extract …")


if __name__ == "__main__":
    main()
