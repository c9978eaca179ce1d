"""From what a person filled in to the corrected record.

Words are given as words, not as offsets: they are looked for in the article, white space aside, where
they stand nearest to those that they replace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.errors import QueryError

Record = dict[str, Any]


def corrected(
    text: str, record: Mapping[str, Any], form: Mapping[str, Sequence[str]]
) -> Record | None:
    """The record with what the form changes, None where it changes nothing.

    `form` has lists of values by field: "content" (a span's words each), "source", "cue", "act",
    "kind", "name", "type", "named" (with the value "1" where named), "role", "affiliation"; what is
    missing stays as it is. Raises QueryError where words do not stand in the article.
    """
    changed: Record = dict(record)
    anchor = record["content"][0]["start"]
    if "content" in form:
        changed["content"] = _content(text, record["content"], form["content"])
        changed["text"] = " ".join(span["text"] for span in changed["content"])
    for part in ("source", "cue"):
        if part in form:
            changed[part] = _span(text, record[part], form[part][0], anchor)
    for field in ("act", "kind"):
        if field in form:
            changed[field] = form[field][0]
    if "name" in form:
        changed["speaker"] = _speaker(text, record["speaker"], form, anchor)
    return None if changed == dict(record) else changed


def _content(text: str, spans: Sequence[Record], given: Sequence[str]) -> list[Record]:
    found = []
    for number, words in enumerate(given):
        if not words.strip():
            continue
        before = spans[min(number, len(spans) - 1)]
        span = _span(text, before, words, before["start"])
        assert span is not None
        found.append(span)
    if not found:
        raise QueryError("a quote needs words; reject it if nothing was said")
    return sorted(found, key=lambda span: span["start"])


def _span(text: str, before: Record | None, words: str, anchor: int) -> Record | None:
    """The span of these words, the one before where they are the same, None for no words."""
    parts = words.split()
    if not parts:
        return None
    if before is not None and before["text"].split() == parts:
        return dict(before)
    near = before["start"] if before else anchor
    places = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    if not places:
        raise QueryError(f"“{' '.join(parts)}” does not stand in the article")
    start, end = min(places, key=lambda place: abs(place[0] - near))
    return {"start": start, "end": end, "text": text[start:end]}


def _speaker(
    text: str, before: Record | None, form: Mapping[str, Sequence[str]], anchor: int
) -> Record | None:
    if not form["name"][0].strip():
        return None
    old = before or {
        "name": None,
        "type": "person",
        "role": None,
        "affiliation": None,
        "mention": None,
    }
    name = _line(form, "name", old) or ""
    mention = old["mention"] if old["name"] == name else _anywhere(text, name, anchor)
    return {
        "name": name,
        "type": form.get("type", [old["type"]])[0],
        "named": form.get("named", ["0"])[0] == "1",
        "role": _line(form, "role", old),
        "affiliation": _line(form, "affiliation", old),
        "mention": mention,
    }


def _line(form: Mapping[str, Sequence[str]], field: str, old: Record) -> str | None:
    """A field of one line, None for an empty one; a line break in the old value is no change."""
    given = form.get(field, [""])[0].split()
    before: str | None = old[field]
    return before if before is not None and before.split() == given else " ".join(given) or None


def _anywhere(text: str, name: str, anchor: int) -> Record | None:
    """Where the name stands, None where the article has another form of it."""
    try:
        return _span(text, None, name, anchor)
    except QueryError:
        return None
