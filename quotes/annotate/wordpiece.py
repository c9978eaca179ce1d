"""Words → the encoder's word pieces.

Greedy longest match first over a fixed vocabulary, as in BERT (Devlin et al. 2019, after Wu et al. 2016):
lower-cased, without accents, every punctuation mark a piece of its own. Because the pieces do not show
capitals, each word has a *shape* beside them. Words are looked up one by one and remembered, which is what
makes this fast: most words of an article have been seen before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

#: Pieces a word has at most: the rest of an address or a garbled run says nothing about the sentence.
MOST_PIECES = 6
#: Longest run of letters that is looked up, in characters; a longer one is unknown.
LONGEST_RUN = 60
#: Words remembered. Beyond it the memory starts anew, so that archives of millions do not fill it.
REMEMBERED = 200_000

START, BREAK, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
SHAPES = ("lower", "title", "upper", "letter", "mixed", "digit", "other", "break")


def shape_of(word: str) -> str:
    """Which of `SHAPES` a word has."""
    if any(c.isdigit() for c in word):
        return "digit"
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "other"
    upper = sum(c.isupper() for c in letters)
    if not upper:
        return "lower"
    if len(letters) == 1:
        return "letter"
    if upper == len(letters):
        return "upper"
    return "title" if upper == 1 and letters[0].isupper() else "mixed"


class WordPieces:
    """Looks words up in a vocabulary: a list of pieces, those inside a word marked with ``##``."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = list(pieces)
        self._ids = {piece: i for i, piece in enumerate(self.pieces)}
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}
        self.start, self.break_ = self._ids[START], self._ids[BREAK]

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """Numbers of the word's pieces (none for a word of invisible characters) and of its shape."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            found = self._seen[word] = (self._split(word), SHAPES.index(shape_of(word)))
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for run in _runs(word):
            ids += self._longest_match(run)
            if len(ids) >= MOST_PIECES:
                break
        return tuple(ids[:MOST_PIECES])

    def _longest_match(self, run: str) -> list[int]:
        unknown = [self._ids[UNKNOWN]]
        if len(run) > LONGEST_RUN:
            return unknown
        ids: list[int] = []
        start = 0
        while start < len(run):
            prefix = "##" if start else ""
            for end in range(len(run), start, -1):
                number = self._ids.get(prefix + run[start:end])
                if number is not None:
                    break
            else:
                return unknown
            ids.append(number)
            start = end
        return ids


def _runs(word: str) -> list[str]:
    """Runs of letters and digits, and single marks, in lower case and without accents."""
    runs: list[str] = []
    joined = False
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category[0] in "CZ":
            continue
        if category[0] in "PS" or _is_ideograph(char):
            runs.append(char)
            joined = False
        elif joined:
            runs[-1] += char
        else:
            runs.append(char)
            joined = True
    return runs


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"
