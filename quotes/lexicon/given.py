"""What a given name usually says about the pronoun that takes it up."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from quotes.types import Gender


def usual_gender(given_name: str) -> Gender | None:
    """The gender of those who mostly bear the name; None for names of both and unknown ones.

    Weak evidence: it may tip a balance, and is never kept of anybody.
    """
    return _usual().get(given_name.casefold())


@cache
def _usual() -> dict[str, Gender]:
    data = json.loads((files("quotes.lexicon") / "en" / "given_names.json").read_text("utf-8"))
    genders: tuple[Gender, ...] = ("feminine", "masculine")
    return {name: gender for gender in genders for name in data[gender]}
