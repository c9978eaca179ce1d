"""Bodies that a role names in passing: "Fed governor", "Treasury Secretary"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.lexicon.names import fold_name
from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity

_SECRETARY = re.compile(
    r"(?:(?P<before>[A-Z]\w+(?: [A-Z]\w+)?) secretary|secretary of (?:the )?(?P<behind>[\w ]+))$",
    re.IGNORECASE,
)


def body_in_role(
    role: str | None, entities: Sequence[Entity], abbreviations: Abbreviations
) -> str | None:
    """The named organisation of the article with which the role begins or at whose head it stands."""
    if not role or _is_outside(role):
        return None
    bodies = {
        fold_name(abbreviations.expand(e.name)): e.name
        for e in entities
        if e.named and e.type == "organization"
    }
    for words in _names_in(role):
        found = bodies.get(fold_name(abbreviations.expand(words)))
        if found is not None:
            return found
    return None


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
    if words[0].casefold() == "former":
        words = words[1:]
    for n in range(len(words) - 1, 0, -1):
        name = " ".join(words[:n])
        if words[n - 1][:1].isupper() and words[n].islower() and not _is_party(name):
            yield name
    match = _SECRETARY.search(role)
    if match:
        held = match["before"] or match["behind"]
        yield from (f"{held} Department", f"Department of {held}", f"U.S. Department of {held}")
