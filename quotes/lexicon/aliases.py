"""Abbreviations and short names of organisations that everybody knows, spelled out."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quotes.lexicon.names import fold_name


class _Aliases(NamedTuple):
    abbreviations: dict[str, str]  # as written → full name
    any_case: dict[str, str]  # the same, folded
    names: dict[str, str]  # folded full names and aliases of several words → full name


def canonical_name(name: str, *, any_case: bool = False) -> str | None:
    """The full name that `name` stands for by the alias list, None where the list does not know it.

    A full name stands for itself, whatever its case, article or accents. An abbreviation must be
    written as in the list ("ICE", not "ice"; full stops may be added), unless `any_case` says that
    the name is known to be an organisation's.
    """
    aliases = _aliases()
    folded = fold_name(name)
    if folded in aliases.names:
        return aliases.names[folded]
    if any_case:
        return aliases.any_case.get(folded)
    return aliases.abbreviations.get(_as_written(name))


def _as_written(name: str) -> str:
    """The abbreviation without article, possessive and full stops: "the U.N.’s" → "UN"."""
    words = name.split()
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    return re.sub(r"['’]s?$", "", " ".join(words)).replace(".", "")


@cache
def _aliases() -> _Aliases:
    found = _Aliases({}, {}, {})
    data = (files("quotes.lexicon") / "en" / "aliases.csv").read_text("utf-8")
    for row in csv.DictReader(data.splitlines()):
        name, alias = row["name"], row["alias"]
        found.names[fold_name(name)] = name
        if " " in alias:
            found.names[fold_name(alias)] = name
        else:
            found.abbreviations[_as_written(alias)] = name
            found.any_case[fold_name(alias)] = name
    return found
