"""Gold against predictions, article by article, summed up into a report.

docs/evaluation.md explains the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from quotes.evaluate.items import CHOICES, DETAILS, ROLES, Item, Value, text_of
from quotes.evaluate.matching import Match, match
from quotes.evaluate.scores import (
    SPLITS,
    Accuracy,
    ArticleScore,
    Bin,
    CoreFailure,
    CoreReport,
    Counts,
    Finding,
    Problem,
    Report,
    RoleScores,
    SplitScores,
)
from quotes.evaluate.words import (
    Offsets,
    Words,
    is_statement_cue,
    plain,
    quoted_regions,
    trimmed,
)
from quotes.types import KINDS, Article, Kind

CORE_DICE = 0.7
CORE_FIELDS = ("kind", "name", "named", "role", "affiliation", "addressee", "medium", "via")
MOSTLY_QUOTED = 0.5
WHOLLY_QUOTED = 0.95
CONTEXT = 60
LONGEST_SHOWN = 240
BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One article with what was wanted and what was found in it."""

    article: Article
    gold: tuple[Item, ...]
    predicted: tuple[Item, ...]
    name: str


@dataclass
class _Totals:
    """Sums over the articles scored so far."""

    articles: list[ArticleScore] = field(default_factory=list)
    gold: int = 0
    predicted: int = 0
    roles: dict[str, RoleScores] = field(default_factory=lambda: {r: RoleScores() for r in ROLES})
    splits: dict[str, SplitScores] = field(
        default_factory=lambda: {s: SplitScores() for s in SPLITS}
    )
    choices: dict[str, Accuracy] = field(default_factory=dict)
    details: dict[str, Counts] = field(default_factory=dict)
    verdicts: list[tuple[float, bool]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    core_asked: int = 0
    core_failures: list[CoreFailure] = field(default_factory=list)
    further: dict[str, tuple[str, ...]] = field(default_factory=dict)


def score(
    cases: Iterable[Case], *, name: str, attitudes: bool = True, failures: Sequence[str] = ()
) -> Report:
    """Scores of the cases together. Without `attitudes`, gold ones may be found but need not."""
    totals = _Totals()
    for case in cases:
        _ArticleScorer(case, attitudes).add_to(totals)
    core = None
    if totals.core_asked:
        right = totals.core_asked - len(totals.core_failures)
        core = CoreReport(right, totals.core_asked, tuple(totals.core_failures), totals.further)
    return Report(
        name=name,
        articles=tuple(totals.articles),
        gold=totals.gold,
        predicted=totals.predicted,
        roles=totals.roles,
        splits=totals.splits,
        choices=totals.choices,
        details=totals.details,
        reliability=reliability(totals.verdicts),
        findings=tuple(totals.findings),
        failures=tuple(failures),
        core=core,
    )


def reliability(verdicts: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Predictions binned by confidence, ten bins of equal width, empty ones left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in verdicts:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(
        Bin(len(each), sum(c for c, _ in each) / len(each), sum(right for _, right in each))
        for each in bins
        if each
    )


def accepted(item: Item, name: str, value: Value) -> bool:
    """Whether a predicted value of a field is the gold one, or one that is as good."""
    forms = (item.fields[name], *item.accept.get(name, ()))
    return _comparable(value) in {_comparable(form) for form in forms}


def _comparable(value: Value) -> Value:
    return plain(value) if isinstance(value, str) else value


class _ArticleScorer:
    """The scores of one article. Optional gold items and what matches them count nowhere."""

    def __init__(self, case: Case, attitudes: bool) -> None:
        self.case = case
        self.text = case.article.text
        self.words = Words(self.text)
        self.quoted = self.words.within(quoted_regions(self.text))
        self.matches = match(case.gold, case.predicted, self.words)
        self.optional = {
            i for i, item in enumerate(case.gold) if self._is_optional(item, attitudes)
        }
        self.by_gold = {each.gold: each for each in self.matches}
        self.unmatched = sorted(
            set(range(len(case.predicted))) - {each.predicted for each in self.matches}
        )

    def _is_optional(self, item: Item, attitudes: bool) -> bool:
        if item.level == "extra":
            return True
        if attitudes:
            return False
        if "act" in item.fields:
            return item.fields["act"] == "attitude"
        return not self._is_statement(item)

    def _is_statement(self, item: Item) -> bool:
        if "act" in item.fields:
            return item.fields["act"] == "statement"
        return is_statement_cue(text_of(self.text, item.cue))

    def _quoted_share(self, item: Item) -> float:
        content = self.words.within(item.content)
        return len(content & self.quoted) / len(content) if content else 0.0

    def _kind(self, item: Item) -> Value:
        if "kind" in item.fields:
            return item.fields["kind"]
        share = self._quoted_share(item)
        return "indirect" if share == 0 else "direct" if share >= WHOLLY_QUOTED else "mixed"

    def _is_of_kind(self, kind: Kind, item: Item) -> bool:
        return self._kind(item) == kind

    def add_to(self, totals: _Totals) -> None:
        case = self.case
        splits: dict[str, Callable[[Item], bool]] = {
            "all": lambda item: True,
            "statements": self._is_statement,
            "in quotation marks": lambda item: self._quoted_share(item) >= MOSTLY_QUOTED,
            **{kind: partial(self._is_of_kind, kind) for kind in KINDS},
        }
        scores = {name: self._split(member) for name, member in splits.items()}
        for name, counts in scores.items():
            totals.splits[name] += counts
        totals.articles.append(ArticleScore(case.name, scores["all"].attribution))
        totals.gold += len(case.gold) - len(self.optional)
        totals.predicted += len(case.predicted)
        self._add_roles(totals)
        self._add_fields(totals)
        self._add_verdicts(totals)
        self._add_findings(totals)
        self._add_core(totals)

    def _split(self, member: Callable[[Item], bool]) -> SplitScores:
        found = agreeing = missed = 0
        for i, item in enumerate(self.case.gold):
            if i in self.optional or not member(item):
                continue
            pair = self.by_gold.get(i)
            if pair is None:
                missed += 1
            else:
                found += 1
                agreeing += pair.source_agrees
        false = sum(member(self.case.predicted[j]) for j in self.unmatched)
        return SplitScores(
            attribution=Counts(agreeing, false + found - agreeing, missed + found - agreeing),
            content=Counts(found, false, missed),
            source=Accuracy(agreeing, found),
        )

    def _required(self) -> tuple[list[Item], list[Item]]:
        """The gold items that count, and the predicted ones that match no optional one."""
        excused = {each.predicted for each in self.matches if each.gold in self.optional}
        gold = [item for i, item in enumerate(self.case.gold) if i not in self.optional]
        predicted = [item for j, item in enumerate(self.case.predicted) if j not in excused]
        return gold, predicted

    def _add_roles(self, totals: _Totals) -> None:
        gold, predicted = self._required()
        for role in ROLES:
            wanted = {span for item in gold for span in item.spans(role)}
            found = {span for item in predicted for span in item.spans(role)}
            totals.roles[role] += RoleScores(
                exact=_compare(wanted, found),
                trimmed=_compare(self._trimmed(wanted), self._trimmed(found)),
                words=_compare(self.words.within(wanted), self.words.within(found)),
            )

    def _trimmed(self, spans: set[Offsets]) -> set[Offsets]:
        return {trimmed(self.text, span) for span in spans}

    def _pairs(self) -> Iterable[tuple[Item, Item, Match]]:
        """What was wanted and found, for every gold item that counts and whose content is found."""
        for pair in self.matches:
            if pair.gold not in self.optional:
                yield self.case.gold[pair.gold], self.case.predicted[pair.predicted], pair

    def _add_fields(self, totals: _Totals) -> None:
        for wanted, found, _ in self._pairs():
            for name in CHOICES:
                if name in wanted.fields:
                    right = accepted(wanted, name, found.fields.get(name))
                    totals.choices[name] = totals.choices.get(name, Accuracy()) + Accuracy(right, 1)
            for name in DETAILS:
                if name in wanted.fields:
                    counts = _detail(wanted, name, found.fields.get(name))
                    totals.details[name] = totals.details.get(name, Counts()) + counts

    def _add_verdicts(self, totals: _Totals) -> None:
        judged = [(found, pair.source_agrees) for _, found, pair in self._pairs()]
        judged += [(self.case.predicted[j], False) for j in self.unmatched]
        totals.verdicts += [
            (item.confidence, right) for item, right in judged if item.confidence is not None
        ]

    def _add_findings(self, totals: _Totals) -> None:
        findings = []
        for i, item in enumerate(self.case.gold):
            if i not in self.optional and i not in self.by_gold:
                findings.append(self._finding("miss", item))
        for j in self.unmatched:
            findings.append(self._finding("false alarm", self.case.predicted[j]))
        for wanted, found, pair in self._pairs():
            if not pair.source_agrees:
                sources = (
                    text_of(self.text, wanted.source) or None,
                    text_of(self.text, found.source) or None,
                )
                findings.append(self._finding("wrong source", found, "source", *sources))
            for name, value in wanted.fields.items():
                predicted = found.fields.get(name)
                if not accepted(wanted, name, predicted):
                    values = (_text(value), _text(predicted))
                    findings.append(self._finding("wrong field", found, name, *values))
        totals.findings += sorted(findings, key=lambda each: (each.start, each.end))

    def _finding(
        self,
        problem: Problem,
        item: Item,
        name: str | None = None,
        wanted: str | None = None,
        found: str | None = None,
    ) -> Finding:
        return Finding(
            problem=problem,
            article=self.case.name,
            start=item.content[0][0],
            end=item.content[-1][1],
            context=in_context(self.text, item.content),
            field=name,
            wanted=wanted,
            found=found,
            confidence=item.confidence,
        )

    def _add_core(self, totals: _Totals) -> None:
        if not any(item.level for item in self.case.gold):
            return
        close = {
            pair.gold: self.case.predicted[pair.predicted]
            for pair in match(self.case.gold, self.case.predicted, self.words, CORE_DICE)
        }
        for i, item in enumerate(self.case.gold):
            if item.level != "core":
                continue
            totals.core_asked += 1
            failed = _failed_fields(item, close.get(i))
            if failed:
                text = text_of(self.text, item.content)
                totals.core_failures.append(CoreFailure(self.case.name, item.line, text, failed))
        totals.further[self.case.name] = tuple(
            text_of(self.text, self.case.predicted[j].content)
            for j in self.unmatched
            if self.case.predicted[j].fields.get("act") != "attitude"
        )


def _compare(wanted: Iterable[object], found: Iterable[object]) -> Counts:
    wanted, found = set(wanted), set(found)
    return Counts(len(wanted & found), len(found - wanted), len(wanted - found))


def _detail(wanted: Item, name: str, predicted: Value) -> Counts:
    if accepted(wanted, name, predicted):
        return Counts(right=int(predicted is not None))
    return Counts(wrong=int(predicted is not None), missed=int(wanted.fields[name] is not None))


def _failed_fields(wanted: Item, found: Item | None) -> tuple[str, ...]:
    if found is None:
        return ("content",)
    return tuple(
        name
        for name in CORE_FIELDS
        if name in wanted.fields and not accepted(wanted, name, found.fields.get(name))
    )


def _text(value: Value) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value


def in_context(text: str, spans: Sequence[Offsets]) -> str:
    """The spans between ⟦ and ⟧ with what stands around them, on one line, long middles cut."""
    start, end = spans[0][0], spans[-1][1]
    pieces = [text[max(0, start - CONTEXT) : start]]
    at = start
    for left, right in spans:
        pieces += [text[at:left], "⟦", _cut(text[left:right]), "⟧"]
        at = right
    pieces.append(text[end : end + CONTEXT])
    before = "…" if start > CONTEXT else ""
    after = "…" if end + CONTEXT < len(text) else ""
    return before + " ".join("".join(pieces).split()) + after


def _cut(piece: str) -> str:
    if len(piece) <= LONGEST_SHOWN:
        return piece
    half = LONGEST_SHOWN // 2
    return f"{piece[:half]} […] {piece[-half:]}"
