"""`quotes evaluate`: scores against a gold file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import click

from quotes.cli.options import format_option

if TYPE_CHECKING:
    from quotes.evaluate import Report

_LISTED = {"misses": ("miss",), "false-alarms": ("false alarm",)}


@click.command(name="evaluate", short_help="Scores against annotated articles.")
@click.argument("gold", type=click.Path(), metavar="GOLD")
@format_option(["table", "jsonl"])
@click.option(
    "--articles",
    type=click.Path(),
    metavar="PATH",
    help="Where the articles of GOLD are.  [default: beside it]",
)
@click.option(
    "--baseline", type=click.Choice(["textacy"]), help="Score this program too, for comparison."
)
@click.option(
    "--list",
    "listed",
    type=click.Choice(["misses", "false-alarms", "all"]),
    help="Every mistake in its context as well; `all` adds wrong sources and wrong fields.",
)
@click.option(
    "--attitudes/--no-attitudes",
    default=True,
    show_default=True,
    help="Whether beliefs, wishes and support count.",
)
@click.pass_context
def command(
    ctx: click.Context,
    gold: str,
    format_: str,
    articles: str | None,
    baseline: Literal["textacy"] | None,
    listed: str | None,
    attitudes: bool,
) -> None:
    """Precision, recall and F1 against the annotations in GOLD.

    GOLD is a file of records as `quotes extract` prints them, or of articles with their
    annotations. What counts as found is told in docs/evaluation.md.
    """
    from quotes.evaluate import evaluate_gold
    from quotes.render.inert import one_line

    report = evaluate_gold(gold, articles=articles, baseline=baseline, attitudes=attitudes)
    for failure in report.failures:
        click.echo(one_line(failure), err=True)
    _print(_with_findings(report, listed), format_)
    if report.failures:
        ctx.exit(2 if len(report.failures) == len(report.articles) else 1)


def _with_findings(report: Report, listed: str | None) -> Report:
    if listed == "all":
        return report
    problems = _LISTED[listed] if listed else ()
    return replace(report, findings=tuple(f for f in report.findings if f.problem in problems))


def _print(report: Report, format_: str) -> None:
    if format_ == "jsonl":
        from quotes.cli.output import write_object

        write_object(report.as_dict())
        return
    from quotes.render.inert import lines

    click.echo(lines(report.as_text()))
    if report.findings:
        click.echo("\n" + lines(report.listing()))
