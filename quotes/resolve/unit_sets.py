"""Units put together, with some kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quotes.resolve.bearers import Unit


class UnitSets:
    """Units in sets that grow, and pairs that are to stay apart."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._set = {unit: {unit} for unit in units}
        self._apart: set[tuple[Unit, Unit]] = set()

    def join(self, a: Unit, b: Unit, veto: Callable[[Unit, Unit], bool] | None = None) -> bool:
        """Make the sets of the two one, unless that brings two together that are to stay apart."""
        one, other = self._set[a], self._set[b]
        if one is other:
            return True
        for x in one:
            for y in other:
                if (min(x, y), max(x, y)) in self._apart or (veto and veto(min(x, y), max(x, y))):
                    return False
        one |= other
        for unit in other:
            self._set[unit] = one
        return True

    def part(self, a: Unit, b: Unit) -> None:
        """Keep the two apart, unless they are together already."""
        if self._set[a] is not self._set[b]:
            self._apart.add((min(a, b), max(a, b)))

    def groups(self) -> list[list[Unit]]:
        return sorted({id(found): sorted(found) for found in self._set.values()}.values())
