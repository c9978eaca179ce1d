"""A quote's text as comparing needs it: the words' stems, and where those stand that decide.

A large database compares millions of pairs. So what can be counted of a text alone is counted once,
and kept in little room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from quotes.resolve.wording import Word, wording

FUNCTION_WEIGHT = 3
NAME_WEIGHT = 5
CONTENT_WEIGHT = 10
"""What a word without content, a part of a name, and any other word count in a run of equal words, in
tenths: names are repeated by whoever speaks of their bearers.
"""


class Folded(NamedTuple):
    """Words of a text. `weights`, `contents` and `needed` say how much there is before each word and at
    the end: weight, words with content, and of these the ones that no editor put there, which are `own`
    in all. Then come places of words, in order; the stems of words with content; all stems as one
    line, and every fourth run of four out of it.
    """

    stems: tuple[str, ...]
    weights: tuple[int, ...]
    contents: tuple[int, ...]
    needed: tuple[int, ...]
    numbers: tuple[int, ...]
    names: tuple[int, ...]
    negations: tuple[int, ...]
    brackets: tuple[int, ...]
    gaps: tuple[int, ...]
    beginnings: frozenset[int]
    vocabulary: frozenset[str]
    own: int
    line: str
    pieces: tuple[str, ...]

    def most_in_common(self, other: Folded) -> int:
        """At least as many words with content as the two texts can have in common."""
        repeated = self.contents[-1] - len(self.vocabulary)
        return len(self.vocabulary & other.vocabulary) + repeated

    def may_share_run(self, other: Folded) -> bool:
        """Whether there can be a run of seven words that both have."""
        return any(piece in other.line for piece in self.pieces)

    def said(self) -> list[str]:
        """The stems of words with content that no editor put there."""
        return [
            stem
            for place, stem in enumerate(self.stems)
            if self.needed[place + 1] > self.needed[place]
        ]


def folded(text: str) -> Folded:
    """The words of a quote's text."""
    return _kept(text)


@contextmanager
def keeping(count: int) -> Iterator[None]:
    """Meanwhile keep so many texts folded, four kilobytes each."""
    global _kept
    before = _kept
    _kept = lru_cache(maxsize=count)(_fold_text)
    try:
        yield
    finally:
        _kept = before


def _fold_text(text: str) -> Folded:
    return _fold(wording(text))


_kept = lru_cache(maxsize=1 << 13)(_fold_text)


@lru_cache(maxsize=1 << 14)
def folded_marks(text: str) -> Folded:
    """The words of a text that stand in quotation marks."""
    return _fold([word for word in wording(text) if word.quoted])


def _fold(words: Sequence[Word]) -> Folded:
    content = [word.content for word in words]
    stems = tuple([word.stem for word in words])
    needed = _sums([word.content and not word.bracketed for word in words])
    kept = list(enumerate(words))
    return Folded(
        stems,
        _sums([_weight(word) for word in words]),
        _sums(content),
        needed,
        tuple([place for place, word in kept if word.sort == "number"]),
        tuple([place for place, word in kept if word.name and word.content]),
        tuple([place for place, word in kept if word.sort == "negation"]),
        tuple([place for place, word in kept if word.bracketed]),
        tuple([place for place, word in kept if word.gap]),
        frozenset([place for place, word in kept if word.starts or word.gap]),
        frozenset(compress(stems, content)),
        needed[-1],
        f" {' '.join(stems)} ",
        tuple([f" {' '.join(stems[i : i + 4])} " for i in range(0, len(stems) - 3, 4)]),
    )


def _weight(word: Word) -> int:
    if not word.content:
        return FUNCTION_WEIGHT
    return NAME_WEIGHT if word.name else CONTENT_WEIGHT


def _sums(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(values, initial=0))
