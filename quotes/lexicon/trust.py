"""How often each rule is right, by the word that triggers it: measured, and the source of `confidence`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

#: Rules of layout, which the training articles hardly hold, and silence, which their annotators marked by
#: fits and starts: judged by hand on other articles.
_ASSUMED = {"post": 0.9, "signature": 0.85, "label": 0.8, "colon": 0.6, "silence": 0.8}
#: Weight, in observations, of a rule's average against what is known of one word under it.
_PRIOR = 4.0


@cache
def _table() -> dict[str, Any]:
    path = files("quotes.lexicon") / "en" / "trust.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return data


def trust_in(rule: str, word: str) -> float:
    """Probability that a candidate of this rule and word has content and source right.

    Counts are from the training articles; a word's own rate is drawn to its rule's by additive smoothing.
    """
    if rule in _ASSUMED:
        return _ASSUMED[rule]
    entry = _table().get("rules", {}).get(rule)
    if entry is None:
        return 0.5
    right, seen = entry["words"].get(word, (0, 0))
    return float((right + _PRIOR * entry["rate"]) / (seen + _PRIOR))
