"""Names and their bearers: how many people a name stands for, going by what articles say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quotes.resolve.evidence import Profile, senses, together
from quotes.resolve.persons import Parts


class Description(NamedTuple):
    """How articles describe the bearer of a name; `weight` tells roughly how many do."""

    id: int
    name: str
    type: str
    profile: Profile
    label: str
    weight: int


@dataclass(frozen=True, eq=False)
class Name:
    """A name with all that is said of its bearers. `kind` is person, collective, document or unknown;
    `parts` are None where there is nothing to compare; `target` names who is meant by a list, with the
    list's name in `listed`; `alone` tells that nothing but a person's word links the name.
    """

    key: str
    shown: str
    kind: str
    parts: Parts | None
    descriptions: tuple[Description, ...]
    target: str | None = None
    listed: str = ""
    alone: bool = False

    @cached_property
    def units(self) -> Mapping[Unit, tuple[Description, ...]]:
        """The bearers of the name: more than one where descriptions speak against each other."""
        return _bearers(self)

    @cached_property
    def profiles(self) -> Mapping[Unit, Profile]:
        """What is said of each bearer, taken together."""
        return {
            unit: together(each.profile for each in found) for unit, found in self.units.items()
        }

    @property
    def is_common(self) -> bool:
        """Whether others may well bear the name."""
        return self.parts is not None and self.parts.is_common


class Unit(NamedTuple):
    """One bearer of a name. `label` tells several of them apart, and is empty for a single one."""

    key: str
    label: str

    def __str__(self) -> str:
        return f"{self.key}|{self.label}" if self.label else self.key


def _bearers(name: Name) -> dict[Unit, tuple[Description, ...]]:
    everything = {Unit(name.key, ""): name.descriptions}
    if name.kind != "person" or name.alone or name.target or name.parts is None:
        return everything
    short = name.parts.is_bare or name.parts.has_initial  # borne by whole families
    found = senses((each.profile for each in name.descriptions), common=short or name.is_common)
    if len(found) < 2:
        return everything
    units = {}
    for sense in found:
        members = tuple(each for each in name.descriptions if each.profile in sense)
        label = min((not each.label, each.label) for each in members)[1]
        if Unit(name.key, label) in units:
            label = ", ".join(filter(None, [label, _circumstances(sense)]))
        while Unit(name.key, label) in units:
            label += ", another one"
        units[Unit(name.key, label)] = members
    return units


def _circumstances(sense: Iterable[Profile]) -> str:
    """What tells those apart of whom articles say the same: "sport, 1990s"."""
    said = together(sense)
    return ", ".join([*sorted(said.about), *(f"{decade}s" for decade in sorted(said.decades)[:1])])
