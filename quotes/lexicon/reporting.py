"""The reporting lexicon: which words announce that somebody is quoted, and how.

Verbs are looked up by their inflected form, so that an uncertain lemma costs no quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from quotes.types import Act

_IRREGULAR = {
    "say": "says said said saying", "tell": "tells told told telling", "write": "writes wrote written writing",
    "think": "thinks thought thought thinking", "feel": "feels felt felt feeling",
    "know": "knows knew known knowing", "find": "finds found found finding",
    "show": "shows showed shown showing", "see": "sees saw seen seeing", "put": "puts put put putting",
    "read": "reads read read reading", "speak": "speaks spoke spoken speaking",
    "begin": "begins began begun beginning", "swear": "swears swore sworn swearing",
    "understand": "understands understood understood understanding", "go": "goes went gone going",
    "seek": "seeks sought sought seeking", "beg": "begs begged begged begging",
    "cast": "casts cast cast casting", "forecast": "forecasts forecast forecast forecasting",
    "sing": "sings sang sung singing", "rebut": "rebuts rebutted rebutted rebutting",
    "broadcast": "broadcasts broadcast broadcast broadcasting", "text": "texts texted texted texting",
    "lie": "lies lied lied lying", "rip": "rips ripped ripped ripping", "pan": "pans panned panned panning",
    "plan": "plans planned planned planning", "dub": "dubs dubbed dubbed dubbing",
    "admit": "admits admitted admitted admitting", "refer": "refers referred referred referring",
    "quip": "quips quipped quipped quipping", "brag": "brags bragged bragged bragging",
    "sum": "sums summed summed summing", "blog": "blogs blogged blogged blogging",
    "make": "makes made made making", "give": "gives gave given giving", "shoot": "shoots shot shot shooting",
    "hit": "hits hit hit hitting", "take": "takes took taken taking", "crow": "crows crowed crowed crowing",
    "prefer": "prefers preferred preferred preferring", "intend": "intends intended intended intending",

}  # fmt: skip


#: slam → slammed; longer verbs double an l (label → labelled, in Britain) or a stressed last syllable.
_ONE_SYLLABLE = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]$")
_DOUBLING = re.compile(r"[^aeiou][aeiou]l$|(?:pan|mit|fer|but)$")


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """What the lexicon knows of one verb: its base form and, for each frame, the act it reports."""

    lemma: str
    frames: dict[str, Act]


def inflections(verb: str) -> set[str]:
    """The verb's forms in print: base, third person, past, participle, gerund."""
    if verb in _IRREGULAR:
        return {verb, *_IRREGULAR[verb].split()}
    if verb.endswith("ee"):
        return {verb, verb + "s", verb + "d", verb + "ing"}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else verb + "s"
    forms = {verb, third}
    if _ONE_SYLLABLE.match(verb) or _DOUBLING.search(verb):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if not _ONE_SYLLABLE.match(verb):
        forms |= {verb + "ed", verb + "ing"}
    return forms


@cache
def verbs() -> dict[str, VerbEntry]:
    """Inflected form, in lower case → the verb's entry."""
    by_lemma: dict[str, VerbEntry] = {}
    for group in _load("reporting_verbs.json")["entries"]:
        for lemma in group["verbs"]:
            entry = by_lemma.setdefault(lemma, VerbEntry(lemma, {}))
            for frame in group["frames"]:
                entry.frames.setdefault(frame, group["act"])
    return {form: entry for lemma, entry in by_lemma.items() for form in inflections(lemma)}


@cache
def phrases() -> dict[str, Any]:
    """The lists of `reporting_phrases.json`."""
    return _load("reporting_phrases.json")


@cache
def issued() -> frozenset[str]:
    """What somebody puts out (a statement, tweets): its words are those of whoever did."""
    return frozenset(phrases()["issued"])


@cache
def nouns() -> dict[str, Act]:
    """Reporting noun, singular and plural, in lower case → the act it reports."""
    found: dict[str, Act] = {}
    for group in phrases()["nouns"]:
        for noun in group["nouns"]:
            for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"):
                found.setdefault(form, group["act"])
    return found


def examples() -> Iterator[str]:
    """Every example sentence of the lexicon; tests run them all."""
    for group in _load("reporting_verbs.json")["entries"]:
        yield from group["examples"]
    for part in phrases().values():
        for entry in part if isinstance(part, list) else [part]:
            if isinstance(entry, dict):
                yield from entry.get("examples", ())


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("quotes.lexicon") / "en" / name).read_text("utf-8"))
    return data
