"""Which predicted attribution is which gold one: one to one, by content, sources preferred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.evaluate.items import Item
from quotes.evaluate.words import Offsets, Words

CONTENT_DICE = 0.5
SOURCE_DICE = 0.5


class Match(NamedTuple):
    """A gold item and the predicted one that found its content, by their positions."""

    gold: int
    predicted: int
    dice: float
    source_agrees: bool


def sources_agree(words: Words, a: tuple[Offsets, ...], b: tuple[Offsets, ...]) -> bool:
    """Whether two sources are the same: both none, half the words shared, or one within the other.

    "One within the other" lets "Ada Park" agree with "Ada Park, a surgeon who treats the wounded",
    wherever annotators end a source.
    """
    if not a or not b:
        return not a and not b
    in_a, in_b = words.within(a), words.within(b)
    shared = in_a & in_b
    contained = bool(shared) and shared in (in_a, in_b)
    return contained or words.dice(a, b) >= SOURCE_DICE


def match(
    gold: Sequence[Item], predicted: Sequence[Item], words: Words, threshold: float = CONTENT_DICE
) -> list[Match]:
    """Pairs whose contents have at least the Dice `threshold`, each item in one pair at most.

    Pairs are taken best first: agreeing sources before others, then the higher Dice, then the order
    of the text. In gold order.
    """
    candidates = []
    for i, wanted in enumerate(gold):
        for j, found in enumerate(predicted):
            dice = words.dice(wanted.content, found.content)
            if dice >= threshold:
                agrees = sources_agree(words, wanted.source, found.source)
                candidates.append(Match(i, j, dice, agrees))
    candidates.sort(
        key=lambda pair: (not pair.source_agrees, -pair.dice, pair.gold, pair.predicted)
    )
    matches: list[Match] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for pair in candidates:
        if pair.gold not in taken_gold and pair.predicted not in taken_predicted:
            taken_gold.add(pair.gold)
            taken_predicted.add(pair.predicted)
            matches.append(pair)
    return sorted(matches)
