"""Abbreviations and short names of organisations that everybody knows, spelled out."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quotes.lexicon.names import fold_name


class _Aliases(NamedTuple):
    exact: dict[str, str]
    folded: dict[str, str]


def canonical_name(name: str, *, any_case: bool = False) -> str | None:
    """The full name that `name` stands for by the alias list, or None where the list does not know it.

    A full name stands for itself, whatever its case, article or accents. An abbreviation must be written
    as in the list ("ICE", not "ice"; full stops may be added), unless `any_case` says that the name is known
    to be an organisation's.
    """
    aliases = _aliases()
    folded = fold_name(name)
    if folded in aliases.folded:
        return aliases.folded[folded]
    found = aliases.exact.get(folded.upper())
    if found is None or any_case or not any(c.islower() for c in _without_possessive(name)):
        return found
    return None


def _without_possessive(name: str) -> str:
    words = name.split()
    if words and words[0].casefold() == "the":
        words = words[1:]
    return " ".join(words).removesuffix("s").rstrip("'’")


@cache
def _aliases() -> _Aliases:
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    with (files("quotes.lexicon") / "en" / "aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, alias = row["name"], row["alias"]
            folded[fold_name(name)] = name
            if alias.isupper():
                exact[fold_name(alias).upper()] = name
            else:
                folded[fold_name(alias)] = name
    return _Aliases(exact, folded)
