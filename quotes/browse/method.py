"""The page that tells what the program does and how well: from the model card that is shipped."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup


class Card(NamedTuple):
    """The model card as HTML without its title, and `card.json`."""

    html: Markup
    facts: dict[str, Any]


@cache
def card() -> Card:
    """The card of the models in this package."""
    folder = files("quotes") / "model"
    text = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    _, _, body = text.partition("\n")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = parser.render(body)
    # A table that is wider than a phone scrolls by itself, and can be reached with the keyboard. A
    # heading without words would be read out as one.
    number = count(1)
    html = re.sub(
        "<table>",
        lambda _: (
            f'<div class="scroll" role="region" aria-label="Table {next(number)}" tabindex="0"><table>'
        ),
        html,
    )
    html = html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")
    return Card(Markup(html), facts)
