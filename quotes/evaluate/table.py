"""A report as a table of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.evaluate.scores import Accuracy, Counts, Report

_NAME = 38
_HEAD = ("prec.", "recall", "F1", "right", "wrong", "missed")


def report_table(report: Report) -> str:
    """All scores of a report, and of its baseline below it."""
    lines = list(_lines(report))
    if report.baseline:
        lines += ["", *_lines(report.baseline)]
    return "\n".join(lines)


def _lines(report: Report) -> Iterator[str]:
    articles = len(report.articles)
    yield (
        f"{report.name}: {report.gold:,} attributions in gold, {report.predicted:,} found, "
        f"{articles:,} {'article' if articles == 1 else 'articles'}"
    )
    if report.failures:
        yield f"{len(report.failures)} articles were given up on; their gold counts as missed"
    yield ""
    yield f"{'':<{_NAME}}" + "".join(f"{word:>7}" for word in _HEAD)
    yield "content found and source agreeing"
    for name, scores in report.splits.items():
        yield _counts(name, scores.attribution)
    yield "content found"
    for name, scores in report.splits.items():
        yield _counts(name, scores.content)
    yield "source agreeing, of contents found"
    for name, scores in report.splits.items():
        yield _accuracy(name, scores.source)
    yield "spans, exact"
    for name, role in report.roles.items():
        yield _counts(name, role.exact)
    yield "spans, edge marks aside"
    for name, role in report.roles.items():
        yield _counts(name, role.trimmed)
    yield "words"
    for name, role in report.roles.items():
        yield _counts(name, role.words)
    if report.choices or report.details:
        yield "fields, of contents found"
        for name, accuracy in report.choices.items():
            yield _accuracy("speaker name" if name == "name" else name, accuracy)
        for name, counts in report.details.items():
            yield _counts(name, counts)
    if report.calibration_error is not None:
        yield f"expected calibration error {report.calibration_error:.3f}"
    if report.core:
        yield ""
        yield from _core(report)


def _core(report: Report) -> Iterator[str]:
    core = report.core
    assert core is not None
    yield f"entries that must be found: {core.right} of {core.asked} in full"
    for failure in core.failures:
        yield f"  {failure.article}, line {failure.line}: {', '.join(failure.fields)}"
        yield f"    {_short(failure.text)}"
    for article, texts in core.further.items():
        if texts:
            yield f"further statements in {article}: {len(texts)}"
            for text in texts:
                yield f"    {_short(text)}"


def _counts(name: str, counts: Counts) -> str:
    rates = "".join(_percent(rate) for rate in (counts.precision, counts.recall, counts.f1))
    return (
        f"  {name:<{_NAME - 2}}{rates}{counts.right:>7}{counts.wrong:>7}{counts.missed:>7}".rstrip()
    )


def _accuracy(name: str, accuracy: Accuracy) -> str:
    wrong = accuracy.asked - accuracy.right
    return f"  {name:<{_NAME - 2}}{_percent(accuracy.share):>21}{accuracy.right:>7}{wrong:>7}"


def _percent(rate: float | None) -> str:
    return f"{'–':>7}" if rate is None else f"{100 * rate:>7.1f}"


def _short(text: str) -> str:
    return text if len(text) <= 72 else text[:71] + "…"
