"""A quote's text as words that can be compared: folded, with what typography says about them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from quotes.lexicon.words import stem, words

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<gap>…|\.\s?\.\s?\.(?:\s?\.)?)"
    r"|(?P<mark>[“”„«»\"‘’'\[\]()])|(?P<other>\S)"
)
_SENTENCE_END = frozenset(".!?")

Sort = Literal["content", "number", "function", "negation"]


class Word(NamedTuple):
    """One word of a quote.

    `start` and `end` are its place in the text, `stem` what it is compared by, `sort` says what it
    carries. `quoted` tells whether it stands in quotation marks, `bracketed` whether an editor put
    it there in brackets, `gap` whether words are left out right before it, `starts` whether a
    sentence or a quotation begins with it, `name` whether it is written with a capital where none
    is due. `content` tells whether it carries meaning by itself.
    """

    start: int
    end: int
    stem: str
    sort: Sort
    quoted: bool
    bracketed: bool
    gap: bool
    starts: bool
    name: bool
    content: bool


@lru_cache(maxsize=1 << 10)
def wording(text: str) -> tuple[Word, ...]:
    """The words of a quote's text."""
    found: list[Word] = []
    marks = _Marks(text)
    gap, first, shouted = False, True, text.isupper()
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "word" or kind == "number":
            compared, sort = _compared(token)
            if not compared:
                continue
            due = first or shouted or kind == "number" or token == "I"
            start, end = match.span()
            found.append(
                Word(
                    start, end, compared, sort, marks.open != "", marks.bracketed, gap, first,
                    not due and token[0].isupper(), sort == "content" or sort == "number",
                )
            )  # fmt: skip
            gap = first = False
        elif kind == "gap":
            gap = True
        elif kind == "mark":
            marks.meet(token, match.start())
            first = first or marks.open != ""
        else:
            first = first or token in _SENTENCE_END
    return tuple(found)


class _Marks:
    """Which marks are open at a place of a text. A straight mark opens after a space, and closes
    what is open.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.open = ""
        self.bracketed = False

    def meet(self, mark: str, place: int) -> None:
        if mark in "[]":
            self.bracketed = mark == "["
        elif mark in "“„«":
            self.open = mark
        elif mark in "”»":
            self.open = ""
        elif mark == '"':
            self.open = "" if self.open == '"' else '"'
        elif mark in "‘’'" and self.open not in ('"', "“"):
            before = self._text[place - 1 : place]
            if mark == "‘" or (mark == "'" and not self.open and (not before or before.isspace())):
                self.open = mark
            else:
                self.open = ""


@lru_cache(maxsize=1 << 16)
def _compared(token: str) -> tuple[str, Sort]:
    """What a token is compared by, empty where nothing is left of it, and what it carries. Working it
    out takes ten times as long as looking it up, and words come again.
    """
    folded = _fold(token)
    return (stem(folded), _sort(folded)) if folded else ("", "function")


def _sort(folded: str) -> Sort:
    if folded in words("negation"):
        return "negation"
    if folded in words("function"):
        return "function"
    return "number" if folded[0].isdigit() or folded in words("number") else "content"


def _fold(token: str) -> str:
    if token.isascii():
        folded = token.lower()
    else:
        folded = unicodedata.normalize("NFKD", token).casefold()
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    for suffix in ("'s", "’s"):
        if folded.endswith(suffix) and folded[:-2] not in _CONTRACTED:
            folded = folded[:-2]
    return folded.replace("'", "").replace("’", "").replace(",", "")


_CONTRACTED = frozenset({"it", "that", "there", "he", "she", "let", "what", "who", "here", "where"})
