"""Well-known names by kind, hand-written lists in ``data/``, and what they tell of a name."""

from __future__ import annotations

from importlib.resources import files

NAME_TAGS = ("NNP", "NNPS")
_TITLES = """
Mr. Mrs. Ms. Miss Dr. Mr Mrs Ms Dr Sir President Vice Senator Sen. Sens. Rep. Reps. Gov. Governor
Congressman Congresswoman Representative Judge Justice Secretary General Gen. Lt. Col. Sgt. Capt.
Captain Mayor Minister Prime Chancellor King Queen Prince Princess Pope Professor Prof. Rev.
Reverend Chairman Attorney Former Democrat Republican Officer Ambassador Speaker Chief St. Saint
Lord Lady
"""
#: Words before a personal name that are no part of it.
TITLES = frozenset(_TITLES.split())

#: First words of names that look like personal names in a parse (flat) but are places.
_PLACE_STARTS = """
San Santa Los Las El Hong Saudi Puerto Tel Abu Al São Buenos Rio Sao Des Ft. Fort
"""
PLACE_STARTS = frozenset(_PLACE_STARTS.split())


def _read(name: str) -> list[str]:
    text = (files("quotes.annotate") / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read_name_lists() -> dict[str, frozenset[str]]:
    """The lists of ``names.txt`` by section; sections of phrases are parted by ``|``."""
    sections: dict[str, list[str]] = {}
    for line in _read("names.txt"):
        if line.startswith("["):
            sections[line.strip("[]")] = []
        else:
            sections[list(sections)[-1]].append(line)
    phrases = ("organisation", "place")
    return {
        name: frozenset("|".join(lines).split("|") if name in phrases else " ".join(lines).split())
        for name, lines in sections.items()
    }


PLACES = frozenset(name for line in _read("places.txt") for name in line.split("|"))
LOWER_PLACES = frozenset(p.lower() for p in PLACES if len(p) > 4)
LISTS = read_name_lists()


def list_label(words: list[str], deps: list[str]) -> str | None:
    """The label of a run of proper nouns that lists and dependencies tell; ``None`` if they don't.

    ``"O"`` means no entity. Personal names are flat in the treebanks, other names mostly are not.
    """
    phrase = " ".join(words)
    if phrase in LISTS["organisation"]:
        return "ORG"
    if phrase in PLACES or phrase in LISTS["place"] or phrase.lower() in LOWER_PLACES:
        return "GPE"
    if len(words) == 1 and words[0] in LISTS["other"]:
        return "O"
    if len(words) > 1 and words[-1] in LISTS["organisation words"]:
        return "ORG"
    if len(words) > 1 and words[-1] in LISTS["place words"]:
        return "GPE"
    if len(words) <= 4 and (words[0] in LISTS["given"] or words[0].title() in LISTS["given"]):
        return "PERSON"
    if len(words) == 1 and words[0] in LISTS["family"]:
        return "PERSON"
    flat = len(words) in (2, 3) and all(d == "flat" for d in deps[1:])
    if flat and words[0] not in PLACE_STARTS and all(w[0].isupper() for w in words):
        return "PERSON"
    return None


def proper_runs(words: list[str], tags: list[str], deps: list[str]) -> list[tuple[int, int]]:
    """Runs of proper nouns (first word, end), without the titles before them."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if tags[i] not in NAME_TAGS:
            i += 1
            continue
        j = i + 1
        while j < len(words) and tags[j] in NAME_TAGS:
            j += 1
        while j - i > 1 and (words[i] in TITLES or deps[i] == "nmod:desc"):
            i += 1
        runs.append((i, j))
        i = j
    return runs
