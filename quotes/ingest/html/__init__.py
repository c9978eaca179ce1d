"""Web pages (.html, .htm): the article of the page, found by trafilatura.

`encoding` makes text of the bytes, `prepare` saves what trafilatura would lose of quotations,
`metadata` reads what the page says about itself, `body` makes paragraphs of the result.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.html.encoding import decode_page
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, check_text
from quotes.types import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 20_000_000
"""The largest page that is read, in bytes; also trafilatura's own limit."""

_NO_ARTICLE = "holds no article that could be told from the rest of the page"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*(?:\s|$)")
_SENTENCE_WORDS = 5


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of the page."""
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise UnreadableError(f"has more than {MAX_PAGE:,} bytes, too much for one page")
    page = decode_page(data)
    if not page.strip():
        raise UnreadableError("is empty")
    try:
        article = _extract(page, source)
    except UnreadableError:
        raise
    except Exception as error:
        # trafilatura and what it calls raise whatever a strange page makes them stumble over:
        # RecursionError, AttributeError, lxml's errors. One page must not end the run.
        raise UnreadableError(f"{_NO_ARTICLE} ({type(error).__name__})") from error
    check_text(article.text)
    yield article


def _extract(page: str, source: Source) -> Article:
    # Imported here because it takes half a second, which only web pages should cost.
    import trafilatura
    from trafilatura.settings import Document

    from quotes.ingest.html.body import body_text
    from quotes.ingest.html.metadata import page_metadata
    from quotes.ingest.html.prepare import prepare

    _quieten()
    tree: HtmlElement | None = trafilatura.load_html(page)
    if tree is None:
        raise UnreadableError("is no HTML page")
    fields = page_metadata(tree)
    prepare(tree)
    document = trafilatura.bare_extraction(
        tree,
        output_format="xml",
        include_comments=False,
        include_formatting=True,
        include_links=True,
    )
    text = body_text(document.body, fields["title"]) if isinstance(document, Document) else ""
    if not any(map(_is_prose, text.split("\n"))):
        raise UnreadableError(_NO_ARTICLE)
    return Article(text=text, source=source.name, origin=source.origin(), **fields)


def _is_prose(paragraph: str) -> bool:
    """Whether it ends a sentence somewhere, as no remains of links and buttons do."""
    words = len(paragraph.split(maxsplit=_SENTENCE_WORDS))
    return words >= _SENTENCE_WORDS and _SENTENCE_END.search(paragraph) is not None


def _quieten() -> None:
    """Keep the libraries' own remarks off the terminal unless a program has set up logging."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
