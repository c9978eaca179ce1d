"""Small choices of words that the terminal and the page share."""

from __future__ import annotations

NO_SPEAKER = "no speaker named"


def role_beside(name: str | None, role: str | None) -> str | None:
    """The role, unless the name says it already: "a Treasury spokesperson", spokesperson."""
    if role and name and role.casefold() in name.casefold():
        return None
    return role
