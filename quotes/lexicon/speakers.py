"""Words for those who are quoted: which name a person, an organisation, a document, a title."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of `speakers.json` as a set: person, organization, document, group, feminine, masculine,
    bodies (words that names of organisations are made with), stand_ins (words that any of them may be called
    by later), honorifics, titles; owned (bodies named after whose they are), beats (bodies that reporters write
    about), ranks and times (before a title, no part of an organisation), parties, generic (people without a
    role), leads and works (verbs that tie people to organisations), for_others (what they do for bodies
    that they do not work for), writing (what a writer does), suffixes (behind names), surnames and given (titles
    that are names, too), taken_up (words by which news takes up people whom it has named), companions (by
    which it takes up several at once), outsiders (belong to no organisation they are named with), descriptive
    (stances and kinship, which any office outranks).

    Raises KeyError for another name.
    """
    data = json.loads((files("quotes.lexicon") / "en" / "speakers.json").read_text("utf-8"))
    return frozenset(data[name])


def singular(noun: str) -> str:
    """The noun without a plural ending, good enough to look it up: "agencies" → "agency"."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun
