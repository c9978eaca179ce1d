"""Reads `hard_cases.toml`: short passages with every attribution in them, spans given by their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from quotes.evaluate.items import Item
from quotes.evaluate.words import Offsets


class HardCase(NamedTuple):
    """A passage, the kind of difficulty it shows, and what a careful reader finds in it."""

    kind: str
    text: str
    items: tuple[Item, ...]


@cache
def hard_cases() -> tuple[HardCase, ...]:
    """All passages, in the order of the file. ValueError: a span is not found once."""
    data = tomllib.loads(Path(__file__).with_name("hard_cases.toml").read_text("utf-8"))
    return tuple(
        HardCase(
            case["class"],
            case["text"],
            tuple(_item(case["text"], quote) for quote in case.get("quotes", ())),
        )
        for case in data["case"]
    )


def _item(text: str, quote: Mapping[str, Any]) -> Item:
    at = quote.get("at")
    return Item(
        content=tuple(_locate(text, piece, at) for piece in quote["content"]),
        cue=(_locate(text, quote["cue"], at),) if "cue" in quote else (),
        source=(_locate(text, quote["source"], at),) if "source" in quote else (),
        fields={key: quote[key] for key in ("act", "kind", "name", "via") if key in quote},
        accept={key: tuple(values) for key, values in quote.get("accept", {}).items()},
        level=quote.get("level"),
    )


def _locate(text: str, span: str, at: str | None) -> Offsets:
    """The one place of the span in the text, or in the stretch `at` of it."""
    starts = _places(text, span)
    if len(starts) != 1 and at is not None:
        (stretch,) = _places(text, at)
        starts = [stretch + start for start in _places(at, span)]
    if len(starts) != 1:
        raise ValueError(f"stands {len(starts)} times: {span!r}")
    return starts[0], starts[0] + len(span)


def _places(text: str, span: str) -> list[int]:
    before = r"(?<!\w)" if span[:1].isalnum() else ""
    behind = r"(?!\w)" if span[-1:].isalnum() else ""
    return [match.start() for match in re.finditer(before + re.escape(span) + behind, text)]
