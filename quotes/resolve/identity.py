"""Who is one speaker: names with their descriptions in, speakers with the reason for every name out.

The result depends on the set of names, descriptions and decisions alone, not on the order in which
they became known. People's decisions go first, the newest before the others; then the lists; then what
names and descriptions say, the strongest first, and never against a veto: two that can not be one are
not joined by a third that could be either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quotes.resolve.bearers import Description, Name, Unit
from quotes.resolve.evidence import conflict, support
from quotes.resolve.persons import can_be_one, related
from quotes.resolve.unit_sets import UnitSets

RULES = 4
"""To be raised with every change to what makes names one speaker, the lists included: what was linked by
older rules is linked again.
"""

Ref = tuple[str, int | None]
"""What a person decided about: a name's key, and the one description of it that is meant, None for the
name with all its descriptions.
"""


class Decision(NamedTuple):
    """A person's word that two are one speaker, or are not."""

    same: bool
    one: Ref
    other: Ref


class Why(NamedTuple):
    """The reason for which a name leads to a speaker, and what it rests on."""

    reason: str
    detail: str = ""


class Cluster(NamedTuple):
    """One speaker: the name to show first, why each other one is here, all descriptions by unit."""

    main: Unit
    units: Mapping[Unit, Why]
    descriptions: Mapping[Unit, tuple[Description, ...]]


class _Edge(NamedTuple):
    strength: int
    one: Unit
    other: Unit
    why: Why


def are_linked(a: Name, b: Name) -> bool:
    """Whether there is any reason to take a bearer of one name for one of the other."""
    return bool(_edges(a, b))


def clusters(
    names: Sequence[Name], pairs: Iterable[tuple[str, str]], decisions: Sequence[Decision]
) -> list[Cluster]:
    """The speakers that the names stand for. `pairs` are the keys of those names that may be linked;
    `decisions` are people's, the newest first.

    The names have to be all that a pair, a list or a decision connects with each other.
    """
    by_key = {name.key: name for name in names}
    units = {unit: found for name in names for unit, found in name.units.items()}
    sets = UnitSets(units)
    by_person = _decide(sets, units, decisions)
    for unit in units:
        target = by_key[unit.key].target
        for other in units:
            if target is not None and unit < other and by_key[other.key].target == target:
                sets.join(unit, other)

    nicknames = {pair for name in names for pair in _nicknames(name)}

    @cache
    def veto(a: Unit, b: Unit) -> bool:
        return _cannot(by_key[a.key], a, by_key[b.key], b, nicknames)

    edges = [edge for a, b in sorted(pairs) for edge in _edges(by_key[a], by_key[b])]
    for edge in sorted(_certain(edges, veto), key=_rank, reverse=True):
        sets.join(edge.one, edge.other, veto)
    return [_cluster(members, by_key, units, by_person, edges) for members in sets.groups()]


def _decide(
    sets: UnitSets, units: Mapping[Unit, tuple[Description, ...]], decisions: Sequence[Decision]
) -> dict[Unit, str]:
    """Do what people said; the units that somebody joined, with the key of the name that stays."""

    def meant(ref: Ref) -> list[Unit]:
        key, id_ = ref
        return [
            unit
            for unit, found in units.items()
            if unit.key == key and (id_ is None or any(each.id == id_ for each in found))
        ]

    joined: dict[Unit, str] = {}
    for decision in decisions:
        for one in meant(decision.one):
            for other in meant(decision.other):
                if not decision.same:
                    sets.part(one, other)
                elif sets.join(one, other) and one != other:
                    joined.setdefault(other, decision.one[0])
    return joined


def _edges(a: Name, b: Name) -> list[_Edge]:
    if a.alone or b.alone or a.key == b.key:
        return []
    if a.kind != "person" or b.kind != "person":
        if a.kind == b.kind or "unknown" not in (a.kind, b.kind) or _words(a) != _words(b):
            return []
        why = Why("same name", f"{a.kind} and {b.kind}")
        return [_Edge(0, one, other, why) for one in a.units for other in b.units]
    relation = related(a.parts, b.parts) if a.parts and b.parts else None
    if relation is None:
        return []
    common = a.is_common or b.is_common
    found = []
    for one, mine in a.profiles.items():
        for other, theirs in b.profiles.items():
            shared = support(mine, theirs)
            strength = shared.strength if shared else 0
            if relation.certain or strength > common:
                detail = f"both {shared.words}" if shared else ""
                found.append(_Edge(strength, one, other, Why(relation.reason, detail)))
    return found


def _certain(edges: Sequence[_Edge], veto: Callable[[Unit, Unit], bool]) -> list[_Edge]:
    """The edges without those of a unit that could as well be another one."""
    around: dict[Unit, list[tuple[int, Unit]]] = {}
    for edge in edges:
        around.setdefault(edge.one, []).append((edge.strength, edge.other))
        around.setdefault(edge.other, []).append((edge.strength, edge.one))

    def is_sure(unit: Unit, other: Unit, strength: int) -> bool:
        return not any(
            rival >= strength and third != other and veto(min(third, other), max(third, other))
            for rival, third in around[unit]
        )

    return [
        edge
        for edge in edges
        if is_sure(edge.one, edge.other, edge.strength)
        and is_sure(edge.other, edge.one, edge.strength)
    ]


def _nicknames(name: Name) -> set[frozenset[str]]:
    """The names that a third one, as "Terrence “Tug” Bellweather", says to be one person's."""
    if name.parts is None:
        return set()
    given, last = name.parts.given, name.parts.surname
    return {frozenset({f"{given} {last}", f"{nick} {last}"}) for nick in name.parts.nicknames}


def _cannot(
    a: Name, one: Unit, b: Name, other: Unit, nicknames: Collection[frozenset[str]]
) -> bool:
    if a.kind != b.kind:
        return "unknown" not in (a.kind, b.kind)
    if a.kind != "person":
        return False
    if a is b:
        return True  # two bearers of one name
    if a.parts and b.parts and not can_be_one(a.parts, b.parts):
        both = frozenset(f"{name.given} {name.surname}" for name in (a.parts, b.parts))
        if both not in nicknames:
            return True
    common = a.is_common or b.is_common
    return conflict(a.profiles[one], b.profiles[other], common=common) is not None


def _words(name: Name) -> str:
    return name.key.partition("|")[0]


def _rank(edge: _Edge) -> tuple[int, Unit, Unit]:
    return edge.strength, edge.one, edge.other


def _cluster(
    members: Sequence[Unit],
    names: Mapping[str, Name],
    units: Mapping[Unit, tuple[Description, ...]],
    by_person: Mapping[Unit, str],
    edges: Sequence[_Edge],
) -> Cluster:
    kept = {by_person[unit] for unit in members if unit in by_person}
    kept -= {unit.key for unit in members if unit in by_person}

    def order(unit: Unit) -> tuple[bool, bool, int, int, Unit]:
        name = names[unit.key]
        parts = name.parts
        short = parts is not None and (parts.is_bare or parts.has_initial)
        weight = sum(each.weight for each in units[unit])
        return unit.key not in kept, short, -weight, -len(name.shown), unit

    main = min(members, key=order)
    inside = set(members)
    best: dict[Unit, Why] = {}
    for edge in sorted(edges, key=_rank):
        if edge.one in inside and edge.other in inside:
            for unit, other in ((edge.one, edge.other), (edge.other, edge.one)):
                if other == main or unit not in best:
                    best[unit] = edge.why
    why = {}
    for unit in members:
        name = names[unit.key]
        if unit in by_person:
            why[unit] = Why("person")
        elif unit == main or unit.key == main.key:
            why[unit] = Why("same name", unit.label)
        elif name.target is not None and name.listed:
            why[unit] = Why(name.listed)
        else:
            why[unit] = best.get(unit, Why("person"))
    if names[main.key].target is not None and main.key != names[main.key].target:
        why[main] = Why(names[main.key].listed)
    return Cluster(main, why, {unit: units[unit] for unit in members})
