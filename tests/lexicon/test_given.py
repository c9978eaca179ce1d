"""Given names as evidence."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from quotes.lexicon.given import usual_gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Anna", "feminine"), ("THOMAS", "masculine"), ("Robin", None), ("Xyzzy", None), ("", None)],
)
def test_what_a_name_says(name: str, gender: str | None) -> None:
    assert usual_gender(name) == gender


def test_no_name_is_on_both_lists() -> None:
    data = json.loads((files("quotes.lexicon") / "en" / "given_names.json").read_text("utf-8"))
    assert not set(data["feminine"]) & set(data["masculine"])
    assert "MIT" in data["origin"]
