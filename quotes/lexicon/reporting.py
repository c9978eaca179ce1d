"""Word lists of reporting: silence, what people put out, who hears them. Words are in lower case, as printed."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases() -> dict[str, Any]:
    """The lists of `reporting_phrases.json`."""
    text = (files("quotes.lexicon") / "en" / "reporting_phrases.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def issued() -> frozenset[str]:
    """What somebody puts out (a statement, tweets): its words are those of whoever did."""
    return frozenset(phrases()["issued"])
