"""Saves quotations that the extraction would lose, before it starts.

trafilatura drops every `<figure>`, `<footer>` and `<time>`. Within a quotation these hold who
said it and when. `<q>` shows quotation marks that are nowhere in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = "“”‘’\"'«»„‚‹›"


def prepare(tree: HtmlElement) -> None:
    """Change `tree` in place so that quotations keep their marks and signatures."""
    _drop_pull_quotes(tree)
    _open_figures(tree)
    for footer in tree.xpath(".//blockquote//footer"):
        footer.tag = "p"
    for cite in tree.xpath(".//blockquote/cite[not(following-sibling::*)]"):
        if not (cite.tail or "").strip():
            cite.tag = "p"
    for time in tree.xpath(".//time[ancestor::blockquote or ancestor::p or ancestor::li]"):
        time.drop_tag()
    for link in tree.xpath(".//blockquote//a"):
        link.drop_tag()  # trafilatura loses the space before a link in a signature
    _write_out_marks(tree)


def _drop_pull_quotes(tree: HtmlElement) -> None:
    """Take out sentences of the article that the layout repeats in large type."""
    whole: str | None = None
    for box in tree.xpath(
        ".//*[contains(@class, 'pullquote') or contains(@class, 'pull-quote')]"
        "[self::blockquote or self::figure or self::div or self::p]"
    ):
        whole = whole if whole is not None else _plain(tree)
        quotes = box.xpath("descendant-or-self::blockquote//p") or [box]
        text = _plain(quotes[0]).strip(_MARKS + " ")
        if text and whole.count(text) > 1 and box.getparent() is not None:
            box.drop_tree()


def _open_figures(tree: HtmlElement) -> None:
    """Make of a figure that holds a block quotation that quotation, its caption the last line."""
    for figure in tree.xpath(".//figure[.//blockquote]"):
        quote = figure.find(".//blockquote")
        for caption in figure.xpath(".//figcaption[not(ancestor::blockquote or .//blockquote)]"):
            caption.tag = "p"
            caption.tail = None
            quote.append(caption)
        figure.tag = "div"


def _write_out_marks(tree: HtmlElement) -> None:
    from lxml.etree import strip_tags

    marks = tuple(_MARKS)
    for q in reversed(tree.xpath(".//q")):  # the inner before the outer
        inner = bool(q.xpath("ancestor::q"))
        opening, closing = ("‘", "’") if inner else ("“", "”")
        own = q.text or ""
        if not own.lstrip().startswith(marks) and not _before(q).endswith(marks):
            q.text = opening + own
            if len(q):
                q[-1].tail = (q[-1].tail or "") + closing
            else:
                q.text += closing
    strip_tags(tree, "q")  # trafilatura would make block quotations of them


def _before(element: HtmlElement) -> str:
    """The text that stands directly before the element, as far as it is plain text."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _plain(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
