"""The quality gate: ``python -m training.gate [--corpora DIR] [--seeds DIR]``.

Measures the program on every gold that is at hand and compares it with the floors pinned in
data/quality.json. Exit status 1 where a figure is below its floor, or where a gold is not the one
that its floors were measured on. A corpus that is not here is not measured, and the gate says so.

``--update`` raises the floors to what was measured and pins the golds; it refuses to lower a floor
without ``--allow-lower``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotes.errors import QuotesError, SourceError
from quotes.evaluate import Counts, Report, evaluate_gold
from quotes.types import Article, Attribution

# In points. Processors and library versions differ in the last bits of a sum, and so now and then
# in a prediction; on the 1,800 attributions of polnear/dev, 0.2 points are about four of them.
MARGIN = 0.2

SPANS = tuple(f"exact.{role}.f1" for role in ("source", "cue", "content"))
ATTRIBUTIONS = tuple(
    f"attribution.{split}.f1" for split in ("all", "statements", "in quotation marks")
)
RECORD_FIELDS = tuple(f"accuracy.{name}" for name in ("act", "kind", "name", "type", "named"))
SYNTAX = tuple(
    f"{bank}.{score}" for bank in ("gum", "ewt") for score in ("tag", "uas", "las", "sents_f")
)


class LoweringError(Exception):
    """An update would lower floors; the message lists them."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What quality.json says of a check: which gold, floors in percent, results by article."""

    sha256: str
    floors: Mapping[str, float]
    articles: Mapping[str, Counts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found now; `articles` by name."""

    sha256: str
    figures: Mapping[str, float]
    articles: Mapping[str, Counts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One gold: the folder it is in, its files there, how to measure, which figures get floors.

    A required one ships with the project, so its absence fails the gate.
    """

    name: str
    root: str
    patterns: tuple[str, ...]
    measure: Callable[[Path, int], tuple[Mapping[str, float], Mapping[str, Counts]]]
    figures: tuple[str, ...]
    required: bool = False

    def files(self, folder: Path) -> list[Path]:
        """The files of this gold, in name order; empty where any pattern finds none."""
        found = [
            sorted(path for path in folder.glob(pattern) if path.is_file())
            for pattern in self.patterns
        ]
        return [path for paths in found for path in paths] if all(found) else []


def _attributions(
    gold: Path, jobs: int, articles: Path | None = None
) -> tuple[Mapping[str, float], Mapping[str, Counts]]:
    def predict(
        sources: Sequence[Article],
    ) -> Iterator[tuple[Article, list[Attribution]] | SourceError]:
        from quotes.extract import extract

        return extract(sources, jobs=jobs, attitudes=True)

    report: Report = evaluate_gold(gold, articles=articles, predict=predict)
    print(report.as_text(), end="\n\n")
    return report.figures(), {each.article: each.counts for each in report.articles}


def _pipeline(corpora: Path, jobs: int) -> tuple[Mapping[str, float], Mapping[str, Counts]]:
    from quotes.annotate import load_pipeline
    from training.evaluate_pipeline import evaluate

    scores = evaluate(load_pipeline(), corpora, quick=True)
    return {
        f"{name}.{score}": value for name, group in scores.items() for score, value in group.items()
    }, {}


CHECKS = (
    Check(
        "data/gold",
        "data",
        ("gold/*.jsonl", "articles/**/*"),
        lambda data, jobs: _attributions(data / "gold", jobs, data / "articles"),
        (*ATTRIBUTIONS, *SPANS, *RECORD_FIELDS),
        required=True,
    ),
    Check(
        "seeds",
        "seeds",
        ("gold.jsonl", "*.txt"),
        lambda seeds, jobs: _attributions(seeds / "gold.jsonl", jobs),
        ("core.right",),
    ),
    Check(
        "polnear/dev",
        "corpora",
        ("polnear/dev.jsonl.gz",),
        lambda corpora, jobs: _attributions(corpora / "polnear" / "dev.jsonl.gz", jobs),
        (*ATTRIBUTIONS, *SPANS),
    ),
    Check(
        "pipeline",
        "corpora",
        ("ud/gum-dev.conllu.gz", "ud/ewt-dev.conllu.gz", "ner/uner-ewt-test.iob2.gz"),
        _pipeline,
        (*SYNTAX, "uner test.all_f"),
    ),
)


def checksum(files: Sequence[Path]) -> str:
    """One SHA-256 over the names and bytes of the files."""
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def article_key(name: str) -> str:
    """What stands for an article in quality.json: its name may be somebody else's property."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def problems(pinned: Pinned | None, measured: Measured) -> list[str]:
    """Why the gate does not pass, one line each."""
    if pinned is None:
        return ["no floors pinned; --update pins what was measured"]
    found = []
    if pinned.sha256 != measured.sha256:
        found.append(
            f"the gold changed (sha256 {measured.sha256[:12]}, pinned {pinned.sha256[:12]}): "
            "its floors hold no longer; --update pins it anew"
        )
    for name, floor in pinned.floors.items():
        figure = measured.figures.get(name)
        if figure is None:
            found.append(f"{name}: not measured, the floor is {floor:.1f}")
        elif figure < floor:
            found.append(f"{name}: {figure:.2f} is below the floor of {floor:.1f}")
    return found


def updated(
    pinned: Pinned | None, measured: Measured, wanted: Sequence[str], *, allow_lower: bool = False
) -> Pinned:
    """The floors raised to what was measured, less the margin.

    A floor stays where the figure is above it by less than the margin. Raises LoweringError where
    one would fall, unless that is allowed.
    """
    old = pinned.floors if pinned else {}
    floors: dict[str, float] = {}
    lowered = []
    for name in dict.fromkeys([*wanted, *old]):
        figure = measured.figures.get(name)
        floor = old.get(name)
        if figure is None:
            if floor is not None:
                lowered.append(f"{name}: not measured, the floor is {floor:.1f}")
            continue
        reached = math.floor((figure - MARGIN) * 10) / 10
        if floor is None or reached >= floor:
            floors[name] = reached
        elif figure >= floor:
            floors[name] = floor
        else:
            lowered.append(f"{name}: {figure:.2f} is below the floor of {floor:.1f}")
            floors[name] = reached
    if lowered and not allow_lower:
        raise LoweringError("; ".join(lowered))
    articles = {article_key(name): counts for name, counts in measured.articles.items()}
    return Pinned(measured.sha256, floors, articles)


def changes(pinned: Pinned | None, measured: Measured) -> list[str]:
    """Gains and losses article by article since the last update, the largest losses first."""
    rows = []
    for name, now in measured.articles.items():
        before = pinned.articles.get(article_key(name)) if pinned else None
        if before is not None and before != now:
            right = now.right - before.right
            wrong = now.wrong - before.wrong
            rows.append((right - wrong, name, right, wrong))
    return [f"right {right:+d}, wrong {wrong:+d}: {name}" for _, name, right, wrong in sorted(rows)]


def read_quality(path: Path) -> dict[str, Pinned]:
    """The pinned checks by name; none where there is no such file."""
    if not path.exists():
        return {}
    return {
        name: Pinned(
            entry["sha256"],
            entry["floors"],
            {key: Counts(*counts) for key, counts in entry["articles"].items()},
        )
        for name, entry in json.loads(path.read_text(encoding="utf-8")).items()
    }


def write_quality(path: Path, quality: Mapping[str, Pinned]) -> None:
    """Write the checks, an article a line, so that a change is read line by line."""
    data = {
        name: {
            "sha256": pinned.sha256,
            "floors": dict(pinned.floors),
            "articles": {
                key: [counts.right, counts.wrong, counts.missed]
                for key, counts in sorted(pinned.articles.items())
            },
        }
        for name, pinned in quality.items()
    }
    text = json.dumps(data, indent=2)
    text = re.sub(r"\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3]", text)
    path.write_text(text + "\n", encoding="utf-8")


def run(check: Check, folder: Path | None, jobs: int) -> Measured | str:
    """What the check measures, or why it is not run."""
    if folder is None:
        return f"corpus not here (--{check.root} names no folder)"
    files = check.files(folder)
    if not files:
        return f"corpus not here (no {', '.join(check.patterns)} in {folder})"
    figures, articles = check.measure(folder, jobs)
    return Measured(checksum(files), figures, articles)


def _floor_lines(pinned: Pinned, measured: Measured) -> Iterator[str]:
    for name, floor in pinned.floors.items():
        if name in measured.figures:
            yield f"  {name:<36}{measured.figures[name]:>7.2f}   floor {floor:.1f}"


def gate(
    quality: dict[str, Pinned],
    checks: Sequence[Check],
    folders: Mapping[str, Path | None],
    *,
    update: bool = False,
    allow_lower: bool = False,
    jobs: int = 1,
) -> tuple[dict[str, Pinned], bool]:
    """Run the checks and tell the result; the quality to write, and whether the gate passes."""
    quality = dict(quality)
    passed = True
    for check in checks:
        started = time.monotonic()
        measured = run(check, folders[check.root], jobs)
        if isinstance(measured, str):
            verdict = "FAILED, not run" if check.required else "not run"
            print(f"{check.name}: {verdict}: {measured}")
            passed = passed and not check.required
            continue
        pinned = quality.get(check.name)
        for change in changes(pinned, measured):
            print(f"  {change}")
        if update:
            try:
                pinned = updated(pinned, measured, check.figures, allow_lower=allow_lower)
            except LoweringError as error:
                print(f"  refused without --allow-lower: {error}")
            else:
                quality[check.name] = pinned
        found = problems(pinned, measured)
        passed = passed and not found
        if pinned:
            for line in _floor_lines(pinned, measured):
                print(line)
        for problem in found:
            print(f"  FAILED {problem}")
        verdict = "failed" if found else "passed"
        print(f"{check.name}: {verdict} in {time.monotonic() - started:.0f} s")
    return quality, passed


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, help="folder with polnear/, ud/ and ner/")
    parser.add_argument("--seeds", type=Path, help="folder with gold.jsonl and its articles")
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--quality", type=Path, default=Path("data/quality.json"))
    parser.add_argument("--only", choices=[check.name for check in CHECKS], action="append")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--allow-lower", action="store_true", help="let --update lower floors")
    args = parser.parse_args(arguments)
    checks = [check for check in CHECKS if not args.only or check.name in args.only]
    try:
        quality, passed = gate(
            read_quality(args.quality),
            checks,
            {"corpora": args.corpora, "seeds": args.seeds, "data": args.data},
            update=args.update,
            allow_lower=args.allow_lower,
            jobs=args.jobs,
        )
    except QuotesError as error:
        print(error, file=sys.stderr)
        return 1
    if args.update:
        write_quality(args.quality, quality)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
