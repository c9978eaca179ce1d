"""Versions of one statement side by side, for a person at a terminal.

What a version drops and adds is coloured, or set between the signs of wdiff, `[-dropped-]` and
`{+added+}`, where colour does not reach the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.text import Text

from quotes.render.cards import Indented, card, day, joined, shows_colour
from quotes.render.inert import one_line

VERSION_COLUMNS = (
    "id", "text", "act", "kind", "speaker", "printed", "named", "role", "affiliation", "source",
    "via", "outlet", "published", "title", "author", "url", "article", "first", "copy_of", "kept",
    "difference",
)  # fmt: skip
"""The columns of a version in CSV, which are the fields of `quotes.store.Version`."""

_DROPPED, _ADDED = "red strike", "green"


def statement_card(statement: Mapping[str, Any]) -> RenderableType:
    """One line of the list of statements (the fields of `quotes.store.StatementSummary`)."""
    others = [name for name in statement["speakers"] if name != statement["speaker"]]
    dates = sorted({day(statement["first"]) or "?", day(statement["last"]) or "?"})
    facts = [
        _counted(statement["outlets"], "outlet"),
        _counted(statement["quotes"], "quote"),
        " … ".join(dates),
        statement["id"],
    ]
    shown = card(
        Text(one_line(statement["text"])),
        name=statement["speaker"],
        role=None,
        affiliation=None,
        facts=facts,
    )
    if not others:
        return shown
    return Group(shown, Indented(Text("also given as: " + one_line("; ".join(others))), 4))


def statement_head(statement: Mapping[str, Any]) -> RenderableType:
    """What stands above the versions (the fields of `quotes.store.StatementDetail`)."""
    versions = statement["versions"]
    if len(versions) == 1:
        facts = "no other article carries this statement"
    else:
        facts = joined(
            _counted(statement["outlets"], "outlet"),
            _counted(len(versions), "quote"),
            _counted(statement["origins"], "independent article"),
            "the speaker is not given alike" if statement["attributions"] > 1 else None,
        )
    words = Text(one_line(statement["text"]), style="bold")
    return Group(Indented(words, 0), Indented(Text(facts, style="dim"), 0))


def version_card(
    version: Mapping[str, Any], versions: Sequence[Mapping[str, Any]], console: Console
) -> RenderableType:
    """One version: where and when, the words with what differs, whom they are ascribed to."""
    origin = next((v for v in versions if v["id"] == version["copy_of"]), None)
    words = _coloured(version["difference"], visible=not shows_colour(console))
    head = Text(one_line(version["outlet"] or "outlet not known"), style="bold")
    head.append(f"  {_moment(version['published'])}", style="dim")
    if version["first"] and len(versions) > 1:
        head.append("  first", style="bold green")
    return card(
        words,
        name=version["printed"],
        role=version["role"],
        affiliation=version["affiliation"],
        facts=[
            version["kind"],
            f"{version['kept']:.0%} kept",
            f"credits {version['via']}" if version["via"] else None,
            f"the article of {origin['outlet'] or origin['article']}" if origin else None,
            version["title"] or version["article"],
            version["id"],
        ],
        above=head,
    )


def marked_text(pieces: Iterable[Mapping[str, Any]]) -> str:
    """The pieces of a version as text, with wdiff's signs."""
    return _coloured(pieces, visible=True).plain


def _coloured(pieces: Iterable[Mapping[str, Any]], *, visible: bool) -> Text:
    words = Text()
    for piece in pieces:
        change, text = piece["change"], one_line(piece["text"])
        if words:
            words.append(" ")
        if change == "kept":
            words.append(text)
            continue
        gone = text if change == "dropped" else one_line(piece.get("was") or "")
        if gone:
            words.append(f"[-{gone}-]" if visible else gone, style=_DROPPED)
        if change != "dropped":
            words.append(" " if gone else "")
            words.append(f"{{+{text}+}}" if visible else text, style=_ADDED)
    return words


def _moment(published: str | None) -> str:
    return (published or "date not known").replace("T", " ")[:16]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
