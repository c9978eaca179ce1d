"""Abbreviations an article introduces itself: "Department of Homeland Security (DHS)", or by its initials."""

from __future__ import annotations

import re

from quotes.lexicon.aliases import canonical_name

_INTRODUCED = re.compile(r"\(\s*(?:the\s+)?[“\"']?([A-Z][A-Z&.\-]{1,9}s?)[”\"']?\s*\)")
_WORD = re.compile(r"[A-Za-z][\w’'&.-]*")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "&"})
#: A run of capitalised words, small words allowed inside: a candidate for initials.
_NAME_WORD = r"[A-Z](?:(?:\.[A-Z])+\.|[\w’'-]*)"
_NAME_RUN = re.compile(
    rf"\b(?:The )?{_NAME_WORD}(?: (?:(?:of|the|and|for|&) )*{_NAME_WORD}){{1,8}}"
)


class Abbreviations:
    """What the short forms of one article stand for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._long: dict[str, str] = {}
        for match in _INTRODUCED.finditer(text):
            short = match.group(1)
            long = _long_form(text[max(0, match.start() - 120) : match.start()], short)
            if long:
                self._long.setdefault(_key(short), long)
        self._runs: list[str] | None = None
        self._expanded: dict[str, str] = {}

    def knows(self, short: str) -> bool:
        """Whether the article itself introduces the short form, in brackets behind the long one."""
        return short.isupper() and _key(short) in self._long

    def introduced(self) -> dict[str, str]:
        """The short forms, in capital letters alone, that stand in brackets behind their long forms."""
        return dict(self._long)

    def ending_in(self, word: str) -> str | None:
        """The one name of several words in the article that ends in the word: "district", "Elm Water District"."""
        ending = " " + word.capitalize()
        found = {run.removeprefix("The ") for run in self._names() if run.endswith(ending)}
        whole = [a for a in found if not any(a != b and b.endswith(" " + a) for b in found)]
        return whole[0] if len(whole) == 1 else None

    def expand(self, name: str) -> str:
        """The full form of `name`, from the article, else from the alias list; the name itself where none is."""
        if name not in self._expanded:
            self._expanded[name] = self._full(name)
        return self._expanded[name]

    def _full(self, name: str) -> str:
        found = self._long.get(_key(name))
        if found is None and re.fullmatch(r"[A-Z][A-Z&.\-]{1,9}", name):
            found = self._by_initials(name)
        full = found or name
        # What the article spells out wins over the list: its DHS may be another than everybody's.
        return canonical_name(full) or (canonical_name(name) if found is None else None) or full

    def _by_initials(self, short: str) -> str | None:
        wanted = _key(short)
        hits = {
            run for run in self._names() if wanted in (_initials(run, True), _initials(run, False))
        }
        return hits.pop() if len(hits) == 1 else None

    def _names(self) -> list[str]:
        """The runs of capitalised words in the article."""
        if self._runs is None:
            runs = (m.group().rstrip(".,’'") for m in _NAME_RUN.finditer(self._text))
            self._runs = list(dict.fromkeys(run.removeprefix("The ") for run in runs))
        return self._runs


def _key(short: str) -> str:
    return re.sub(r"[^A-Z&]", "", short.upper())


def _initials(name: str, all_words: bool) -> str:
    words = [w for w in re.split(r"[\s-]+", name) if w]
    if words and words[0] == "The":
        words = words[1:]
    return "".join(w[0].upper() for w in words if all_words or w.lower() not in _SMALL)


def _long_form(before: str, short: str) -> str | None:
    """The words right before the bracket whose initials spell the short form."""
    words = list(_WORD.finditer(before))
    wanted = _key(short)
    for count in range(len(wanted), min(len(words), len(wanted) + 5) + 1):
        chosen = words[len(words) - count :]
        if not chosen or not chosen[0].group()[0].isupper() or before[chosen[-1].end() :].strip():
            continue
        piece = before[chosen[0].start() : chosen[-1].end()]
        if "." in piece.rstrip(".") and ". " in piece and not re.search(r"\b[A-Z]\.", piece):
            continue
        if wanted in (_initials(piece, False), _initials(piece, True)):
            return piece
    return None
