"""What an outlet's quotes say about it: whom it quotes, how openly, how literally, how many voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.browse.portrait import Share, shares
from quotes.browse.window import Counted
from quotes.types import KINDS, SOURCE_CLASSES, SPEAKER_TYPES

_TOP = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """Figures over an outlet's quotes, percentages of those with a speaker unless said otherwise.

    `named` is the share of named speakers, `direct` of all quotes those wholly or partly in quotation
    marks, `silences` of all quotes those that say that somebody said nothing. `voices` is how
    many named speakers there are, `top` the share of the named quotes that the ten most quoted have.
    """

    outlet: str
    quotes: int
    partly: bool
    named: float
    direct: float
    silences: float
    voices: int
    top: float
    types: list[Share]
    classes: list[Share]
    kinds: list[Share]
    speakers: Counter[int]


def profile(outlet: str, quotes: Sequence[Counted], *, partly: bool = False) -> Profile:
    """The profile that these quotes of one outlet draw."""
    known = [quote for quote in quotes if quote.speaker_id is not None]
    speakers = Counter(quote.speaker_id for quote in known if quote.named and quote.speaker_id)
    most = sum(count for _, count in speakers.most_common(_TOP))
    return Profile(
        outlet=outlet,
        quotes=len(quotes),
        partly=partly,
        named=_percent(sum(bool(quote.named) for quote in known), len(known)),
        direct=_percent(sum(quote.kind != "indirect" for quote in quotes), len(quotes)),
        silences=_percent(sum(quote.act == "silence" for quote in quotes), len(quotes)),
        voices=len(speakers),
        top=_percent(most, sum(speakers.values())),
        types=shares((quote.type for quote in known), SPEAKER_TYPES),
        classes=shares((quote.source_class for quote in known), SOURCE_CLASSES),
        kinds=shares((quote.kind for quote in quotes), KINDS),
        speakers=speakers,
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
