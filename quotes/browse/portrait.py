"""Who somebody is by their quotes: when, where and how they are quoted, and how they are described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from quotes.browse import charts
from quotes.browse.window import Counted
from quotes.store.topics import parted

_MOST = 12  # descriptions, and outlets that describe


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the quotes, `percent` of all."""

    name: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Description:
    """A role and affiliation, how often it is given, and in articles from when to when."""

    text: str
    count: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the page of a speaker shows besides the quotes. `kinds` are shares by wording, `outlets`
    counts over time, `described` all descriptions by date, `by_outlet` each outlet's own, `topics` how many quotes
    have each term.
    """

    total: int
    partly: bool
    timeline: list[charts.Column]
    kinds: list[Share]
    outlets: charts.Grid
    described: list[Description]
    by_outlet: list[tuple[str, list[Description]]]
    topics: Counter[str]


def portrait(
    quotes: Sequence[Counted],
    *,
    partly: bool,
    by_period: charts.Address,
    by_outlet_and_period: Callable[[str, str], str],
) -> Portrait:
    """The portrait that these quotes of one speaker draw; with two addresses that lead from a period
    of the charts to its quotes.
    """
    outlets = Counter(quote.outlet for quote in quotes if quote.outlet)
    by_outlet = []
    for outlet, _ in outlets.most_common(_MOST):
        described = describe(quote for quote in quotes if quote.outlet == outlet)
        if described:
            by_outlet.append((outlet, described[:3]))
    return Portrait(
        total=len(quotes),
        partly=partly,
        timeline=charts.columns(
            Counter(quote.published for quote in quotes if quote.published), by_period
        ),
        kinds=shares((quote.kind for quote in quotes), ("direct", "mixed", "indirect")),
        outlets=charts.grid(
            ((quote.outlet, quote.published) for quote in quotes if quote.outlet),
            by_outlet_and_period,
        ),
        described=sorted(
            describe(quotes)[:_MOST], key=lambda found: (found.first or "~", found.text)
        ),
        by_outlet=by_outlet,
        topics=Counter(chain.from_iterable(parted(quote.topics) for quote in quotes)),
    )


def describe(quotes: Iterable[Counted]) -> list[Description]:
    """The roles and affiliations given, the most frequent first; those that differ in case alone are
    one, in their most frequent spelling."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for quote in quotes:
        text = ", ".join(part for part in (quote.role, quote.affiliation) if part)
        if text:
            found.setdefault(text.casefold(), []).append((text, quote.published))
    descriptions = []
    for given in found.values():
        ((text, _),) = Counter(text for text, _ in given).most_common(1)
        dates = sorted(date for _, date in given if date)
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        descriptions.append(Description(text, len(given), first, last))
    return sorted(descriptions, key=lambda each: (-each.count, each.text))


def shares(values: Iterable[str | None], names: Sequence[str]) -> list[Share]:
    """How the values divide among these names; others are not counted."""
    counts = Counter(values)
    total = sum(counts[name] for name in names)
    return [Share(name, counts[name], 100 * counts[name] / total if total else 0) for name in names]
