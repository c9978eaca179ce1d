"""The values a scoring gives: counts, and the report that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from quotes.types import KINDS

Problem = Literal["miss", "false alarm", "wrong source", "wrong field"]
PROBLEMS: tuple[Problem, ...] = ("miss", "false alarm", "wrong source", "wrong field")

SPLITS = ("all", "statements", "in quotation marks", *KINDS)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was rightly found, wrongly found and missed; rates in 0..1, None for 0 of 0."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float | None:
        """Right among all found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Right among all wanted."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def as_dict(self) -> dict[str, Any]:
        return {
            "precision": _rounded(self.precision),
            "recall": _rounded(self.recall),
            "f1": _rounded(self.f1),
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of those asked about were right."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.right + other.right, self.asked + other.asked)

    @property
    def share(self) -> float | None:
        """In 0..1, None where nothing was asked."""
        return _share(self.right, self.asked)

    def as_dict(self) -> dict[str, Any]:
        return {"accuracy": _rounded(self.share), "right": self.right, "asked": self.asked}


@dataclass(frozen=True, slots=True)
class RoleScores:
    """One role's spans: equal to the character, equal but for edge marks, and word by word."""

    exact: Counts = Counts()
    trimmed: Counts = Counts()
    words: Counts = Counts()

    def __add__(self, other: RoleScores) -> RoleScores:
        return RoleScores(
            self.exact + other.exact, self.trimmed + other.trimmed, self.words + other.words
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "exact": self.exact.as_dict(),
            "trimmed": self.trimmed.as_dict(),
            "words": self.words.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class SplitScores:
    """One split: content and source right, content alone, source once content is found."""

    attribution: Counts = Counts()
    content: Counts = Counts()
    source: Accuracy = Accuracy()

    def __add__(self, other: SplitScores) -> SplitScores:
        return SplitScores(
            self.attribution + other.attribution,
            self.content + other.content,
            self.source + other.source,
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "attribution": self.attribution.as_dict(),
            "content": self.content.as_dict(),
            "source": self.source.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that went wrong, for people: where, in its context, and what was expected.

    `context` is the passage on one line with the content between ⟦ and ⟧; `start` and `end` span it
    in the article. `wanted` and `found` are set where one value stands against another.
    """

    problem: Problem
    article: str
    start: int
    end: int
    context: str
    field: str | None = None
    wanted: str | None = None
    found: str | None = None
    confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        names = ("problem", "article", "start", "end", "context")
        further = ("field", "wanted", "found", "confidence")
        return {name: getattr(self, name) for name in names} | {
            name: getattr(self, name) for name in further if getattr(self, name) is not None
        }

    def as_text(self) -> str:
        lines = [f"{self.problem}: {self.article} {self.start}-{self.end}", f"    {self.context}"]
        if self.problem.startswith("wrong"):
            lines.append(
                f"    {self.field}: {_shown(self.wanted)} in gold, {_shown(self.found)} found"
            )
        elif self.confidence is not None:
            lines.append(f"    confidence {self.confidence:.2f}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The attribution counts (all) of one article."""

    article: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class CoreFailure:
    """A gold entry that must be found and was not, or not with every field that gold gives."""

    article: str
    line: int | None
    text: str
    fields: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "line": self.line,
            "text": self.text,
            "fields": list(self.fields),
        }


@dataclass(frozen=True, slots=True)
class CoreReport:
    """The entries of level "core": how many are found in full, which are not, what else is printed.

    `further` lists, per article, the contents of statements and silences that match no entry of any
    level: people judge whether a careful reader would call them attributions.
    """

    right: int
    asked: int
    failures: tuple[CoreFailure, ...]
    further: Mapping[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, Any]:
        return {
            "right": self.right,
            "asked": self.asked,
            "failures": [failure.as_dict() for failure in self.failures],
            "further": {article: list(texts) for article, texts in self.further.items()},
        }


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of similar confidence: how many, how confident on average, how many right."""

    count: int
    confidence: float
    right: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "confidence": round(self.confidence, 4),
            "right": self.right,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All scores of one predictor against one gold file.

    `gold` and `predicted` count attributions, `failures` are one line for each article that the
    predictor gave up on (its gold counts as missed). `core` is None where gold has no levels,
    `baseline` None where none was asked for.
    """

    name: str
    articles: tuple[ArticleScore, ...]
    gold: int
    predicted: int
    roles: Mapping[str, RoleScores]
    splits: Mapping[str, SplitScores]
    choices: Mapping[str, Accuracy]
    details: Mapping[str, Counts]
    reliability: tuple[Bin, ...]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...] = ()
    core: CoreReport | None = None
    baseline: Report | None = None

    @property
    def calibration_error(self) -> float | None:
        """Expected calibration error over ten bins of confidence, 0..1."""
        total = sum(each.count for each in self.reliability)
        return _share(
            sum(abs(each.confidence * each.count - each.right) for each in self.reliability), total
        )

    def figures(self) -> dict[str, float]:
        """Every measured rate by a dotted name, in percent: what a floor can be set on."""
        found: dict[str, float | None] = {}
        for split, scores in self.splits.items():
            for name, counts in (
                ("attribution", scores.attribution),
                ("content found", scores.content),
            ):
                found |= _rates(f"{name}.{split}", counts)
            found[f"source agrees.{split}"] = scores.source.share
        for role, spans in self.roles.items():
            for name, counts in (
                ("exact", spans.exact),
                ("trimmed", spans.trimmed),
                ("words", spans.words),
            ):
                found |= _rates(f"{name}.{role}", counts)
        for name, accuracy in self.choices.items():
            found[f"accuracy.{name}"] = accuracy.share
        for name, counts in self.details.items():
            found |= _rates(f"field.{name}", counts)
        if self.core:
            found["core.right"] = _share(self.core.right, self.core.asked)
        return {name: round(100 * rate, 2) for name, rate in found.items() if rate is not None}

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values; rates in 0..1, null where nothing was asked."""
        return {
            "name": self.name,
            "articles": {each.article: each.counts.as_dict() for each in self.articles},
            "gold": self.gold,
            "predicted": self.predicted,
            "splits": {name: scores.as_dict() for name, scores in self.splits.items()},
            "roles": {name: scores.as_dict() for name, scores in self.roles.items()},
            "choices": {name: accuracy.as_dict() for name, accuracy in self.choices.items()},
            "details": {name: counts.as_dict() for name, counts in self.details.items()},
            "calibration_error": _rounded(self.calibration_error),
            "reliability": [each.as_dict() for each in self.reliability],
            "core": self.core.as_dict() if self.core else None,
            "failures": list(self.failures),
            "findings": [finding.as_dict() for finding in self.findings],
            "baseline": self.baseline.as_dict() if self.baseline else None,
        }

    def as_text(self) -> str:
        """The scores as a table for a terminal of 80 columns."""
        from quotes.evaluate.table import report_table

        return report_table(self)

    def listing(self) -> str:
        """Every miss, false alarm, wrong source and wrong field in context, grouped by problem."""
        parts = []
        for problem in PROBLEMS:
            findings = [each for each in self.findings if each.problem == problem]
            if findings:
                parts.append(f"{problem} ({len(findings)})")
                parts.extend(finding.as_text() for finding in findings)
        return "\n\n".join(parts)


def _rates(name: str, counts: Counts) -> dict[str, float | None]:
    return {
        f"{name}.precision": counts.precision,
        f"{name}.recall": counts.recall,
        f"{name}.f1": counts.f1,
    }


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _shown(value: str | None) -> str:
    return "none" if value is None else repr(value)
