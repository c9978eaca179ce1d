"""trafilatura's tree of an article → its text.

Paragraphs, headings, lists and quotations are set apart by blank lines. Within them stand on
lines of their own: what a line break parts, the items of a list after "• ", the signature of a
quotation or post.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "code", "table", "row", "cell", "div"})
_GAP = "\n\n"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MANY_SPACES = re.compile(r" {2,}")
_MANY_BREAKS = re.compile(r"\n{3,}")
_SIGNATURE = re.compile(r"\n\n(?=[—–―] ?\S)")


def body_text(body: _Element, title: str | None) -> str:
    """The article's text, without the headline: that is in `title`.

    Where trafilatura has the headline, it is the first block: the page's main heading, or what
    repeats `title`.
    """
    text = _tidy(_flow(body))
    first, _, rest = text.partition(_GAP)
    leads_with_h1 = len(body) > 0 and body[0].tag == "head" and body[0].get("rend") == "h1"
    repeats_title = title is not None and " ".join(first.split()).casefold() == title.casefold()
    return rest if repeats_title or (leads_with_h1 and title) else text


def _flow(element: _Element) -> str:
    """The element's text, blocks inside it set apart by gaps."""
    pieces = [_words(element.text)]
    for child in element:
        if not isinstance(child.tag, str):
            pass  # a comment or processing instruction; its tail counts
        elif child.tag == "lb":
            pieces.append("\n")
        elif child.tag in _BLOCKS:
            pieces += [_GAP, _block(child), _GAP]
        else:
            pieces.append(_flow(child))
        pieces.append(_words(child.tail))
    return "".join(pieces)


def _block(element: _Element) -> str:
    if element.tag == "item":
        return "• " + _tidy(_flow(element)).replace(_GAP, "\n")
    if element.tag in ("list", "table"):
        return _tidy(_flow(element)).replace(_GAP, "\n")
    if element.tag == "row":
        cells = (_tidy(_flow(cell)) for cell in element)
        return "\t".join(cell for cell in cells if cell)
    if element.tag == "quote":
        return _SIGNATURE.sub("\n", _tidy(_flow(element)))
    return _flow(element)


def _words(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _tidy(text: str) -> str:
    lines = (_MANY_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _MANY_BREAKS.sub(_GAP, "\n".join(lines)).strip("\n")
