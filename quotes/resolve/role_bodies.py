"""Bodies that a role names in passing: "Fed governor", "Treasury Secretary"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from quotes.lexicon.names import fold_name
from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity
from quotes.resolve.short_forms import department_names

_SECRETARY = re.compile(
    r"(?:(?P<before>[A-Z]\w+(?: [A-Z]\w+)?) secretary|secretary of (?:the )?(?P<behind>[\w ]+))$",
    re.IGNORECASE,
)


def bodies_by_name(entities: Iterable[Entity], abbreviations: Abbreviations) -> dict[str, str]:
    """The named organisations of an article by what their names are compared by."""
    return {
        fold_name(abbreviations.expand(e.name)): e.name
        for e in entities
        if e.named and e.type == "organization"
    }


def body_in_role(
    role: str | None, bodies: Mapping[str, str], abbreviations: Abbreviations
) -> str | None:
    """The one of the bodies (`bodies_by_name`) with which the role begins or at whose head it stands."""
    if not role or _is_outside(role):
        return None
    keys = (fold_name(abbreviations.expand(name)) for name in _names_in(role))
    return next((bodies[key] for key in keys if key in bodies), None)


def _is_outside(role: str) -> bool:
    """Whether it tells of somebody who does not work there: "Elm customer", "White House hopeful"."""
    words = {singular(word) for word in role.casefold().split()}
    return not words.isdisjoint(word_set("outsiders") | word_set("descriptive"))


def _is_party(name: str) -> bool:
    """Whether it only says of which party somebody is: "GOP strategist"."""
    return fold_name(name) in word_set("parties")


def _names_in(role: str) -> Iterator[str]:
    """The names that bodies may have by the role, the longest first."""
    words = role.split()
    if words and words[0].casefold() == "former":
        words = words[1:]
    for n in range(len(words) - 1, 0, -1):
        name = " ".join(words[:n])
        if words[n - 1][:1].isupper() and words[n].islower() and not _is_party(name):
            yield name
    match = _SECRETARY.search(role)
    if match:
        short, long = department_names(match["before"] or match["behind"])
        yield from (short, long, f"U.S. {long}")
