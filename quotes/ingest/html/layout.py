"""Makes the paragraphs of a page visible to the extraction, and takes out pointers elsewhere.

Authors of pages part paragraphs by empty lines (`<br><br>`) and bare `<div>`s as well, which
trafilatura joins or drops; it keeps lines that say "Read more:" and the placeholders of embedded
posts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.ingest.html.prose import is_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_EMPTY_LINE = "br[following-sibling::node()[normalize-space() or self::*][1][self::br]]"
# What leads to another article, before the link or above a list of links.
_POINTER = re.compile(
    r"(?:(?:also )?(?:read|see|watch|listen)(?: (?:also|more|next|here|on))?"
    r"|more(?: (?:on this|from|in|news|stories)[^.!?]{0,40})?|recommended[^.!?]{0,40}"
    r"|(?:related|further|keep|continue) ?"
    r"(?:articles?|coverage|links?|news|posts?|reading|stor(?:y|ies)|topics?)?|don.t miss"
    r"|you (?:may|might) (?:also )?(?:like|be interested in))\s*[:.…>»›→–—|-]*",
    re.IGNORECASE,
)
# What embedded posts show until a script has fetched their words, which are nowhere in the page.
_FETCHED_LATER = frozenset({"instagram-media", "text-post-media", "mastodon-embed"})
_INVITATION = re.compile(r"view (?:this post )?on \w+", re.IGNORECASE)
_AUTHOR_ALONE = re.compile(r"(?:(?:a )?(?:post|video) (?:shared )?by .{1,200})?", re.IGNORECASE)


def drop_pointers(tree: HtmlElement) -> None:
    """Take what only leads to other pages out of `tree`: "Read more", posts yet to be fetched."""
    _drop_placeholders(tree)
    for links in tree.xpath(".//ul | .//ol"):
        above = links.getprevious()
        if above is not None and _POINTER.fullmatch(_plain(above)) and not _beside_links(links):
            _drop(above)
            _drop(links)
    for line in tree.xpath(".//p[.//a] | .//div[a] | .//li[.//a]"):
        if _POINTER.fullmatch(_beside_links(line)) and not is_prose(_plain(line)):
            _drop(line)


def mark_paragraphs(tree: HtmlElement) -> None:
    """Change `tree` in place, so that all its paragraphs are `<p>`."""
    _unmark_wrappers(tree)
    _part_at_empty_lines(tree)
    _name_bare_paragraphs(tree)


def _drop_placeholders(tree: HtmlElement) -> None:
    """Take out what only says that there would be a post here."""
    for post in tree.xpath(".//blockquote[@class]"):
        if _FETCHED_LATER.intersection(post.get("class").split()):
            for part in post.xpath(".//*[not(*)]"):
                if _INVITATION.fullmatch(_plain(part)):
                    _drop(part)
            if _AUTHOR_ALONE.fullmatch(_plain(post)):
                _drop(post)


def _unmark_wrappers(tree: HtmlElement) -> None:
    """Forget the class of a box around a quotation or post: "embed" and the like get it dropped."""
    for quote in tree.xpath(".//blockquote"):
        words = _plain(quote)
        for box in quote.iterancestors("div", "section"):
            if _plain(box) != words:
                break
            box.attrib.clear()


def _part_at_empty_lines(tree: HtmlElement) -> None:
    """Make paragraphs of what `<br><br>` parts."""
    for block in tree.xpath(f".//*[self::p or self::div][{_EMPTY_LINE}]"):
        if _is_flat(block):
            _split(block)


def _split(block: HtmlElement) -> None:
    """Replace a flat block by a `<p>` for each part of it between empty lines."""
    parts = [_paragraph(block)]
    parts[0].text, breaks = block.text, 0
    for child in list(block):
        tail, child.tail = child.tail, None
        breaks = breaks + 1 if child.tag == "br" else 0
        if breaks == 2:
            _remove_last(parts[-1])
            parts.append(_paragraph(block))
            parts[-1].text = tail
        elif breaks > 2:
            parts[-1].text = (parts[-1].text or "") + (tail or "")
        else:
            child.tail = tail
            parts[-1].append(child)
        if (tail or "").strip():
            breaks = 0
    parts[-1].tail = block.tail
    place, at = block.getparent(), block.getparent().index(block)
    block.tail = None
    place[at : at + 1] = parts


def _paragraph(block: HtmlElement) -> HtmlElement:
    attributes = {name: value for name, value in block.attrib.items() if name != "id"}
    paragraph: HtmlElement = block.makeelement("p", attributes)
    return paragraph


def _remove_last(paragraph: HtmlElement) -> None:
    """Take off the first break of the pair at which the next paragraph starts."""
    if len(paragraph) and paragraph[-1].tag == "br":
        paragraph.remove(paragraph[-1])


def _name_bare_paragraphs(tree: HtmlElement) -> None:
    """Make `<p>` of a `<div>` that is nothing but a paragraph, beside others of its kind."""
    for box in tree.xpath(".//div[not(@class or @id)]"):
        beside = (box.getprevious(), box.getnext())
        if any(other is not None and other.tag in ("p", "div") for other in beside) and (
            _is_flat(box) and is_prose(_plain(box))
        ):
            box.tag = "p"


def _is_flat(block: HtmlElement) -> bool:
    """Whether all in it stands in running text."""
    return all(child.tag in _INLINE for child in block.iterdescendants("*"))


def _beside_links(element: HtmlElement) -> str:
    """The text of the element outside of links."""
    pieces = element.xpath(".//text()[not(ancestor::a or ancestor::script)]")
    return " ".join("".join(pieces).split())


def _plain(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
