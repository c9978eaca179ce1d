"""Web pages (.html, .htm): the article of the page, found by trafilatura.

`encoding` makes text of the bytes, `prepare` saves what trafilatura would lose of quotations,
`layout` what it would lose of paragraphs, and takes out pointers to other articles; `metadata`
reads what the page says about itself, `body` makes paragraphs of the result.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.html.encoding import decode_page
from quotes.ingest.html.prose import is_prose
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MAX_PAGE = 20_000_000
"""The largest page that is read, in bytes; also trafilatura's own limit."""

_NO_ARTICLE = "holds no article that could be told from the rest of the page"


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of the page."""
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise UnreadableError(f"has more than {MAX_PAGE:,} bytes, too much for one page")
    text, fields = read_page(decode_page(data))
    source.limit.check(text)
    yield Article(text=text, source=source.name, origin=source.origin(), **fields)


def read_page(page: str, address: str | None = None) -> tuple[str, dict[str, str | None]]:
    """The text of the page's article, and what the page says of it, as arguments for `Article`.

    `address` is where the page was fetched, if that is known; it counts where the page does not say
    itself. Raises UnreadableError where there is no article.
    """
    if not page.strip():
        raise UnreadableError("is empty")
    try:
        return _extract(page, address)
    except UnreadableError:
        raise
    except ImportError as error:
        why = " ".join(str(error).split())
        raise UnreadableError(
            f"needs a library that is not there ({why}); upgrade pip and install quotes again"
        ) from error
    except Exception as error:
        # trafilatura and what it calls raise whatever a strange page makes them stumble over:
        # RecursionError, AttributeError, lxml's errors. One page must not end the run.
        raise UnreadableError(f"{_NO_ARTICLE} ({type(error).__name__})") from error


def _extract(page: str, address: str | None) -> tuple[str, dict[str, str | None]]:
    # Imported here because it takes half a second, which only web pages should cost.
    import trafilatura

    from quotes.ingest.html.layout import drop_pointers, mark_paragraphs
    from quotes.ingest.html.metadata import page_metadata
    from quotes.ingest.html.prepare import prepare

    _quieten()
    tree: HtmlElement | None = trafilatura.load_html(page)
    if tree is None:
        raise UnreadableError("is no HTML page")
    fields = page_metadata(tree, address)
    drop_pointers(tree)
    prepare(tree)
    mark_paragraphs(tree)
    text = _text(tree, fields["title"])
    if not any(map(is_prose, text.split("\n"))):
        raise UnreadableError(_NO_ARTICLE)
    return text, fields


def _text(tree: HtmlElement, title: str | None) -> str:
    """The article's text, as trafilatura finds it."""
    from quotes.ingest.html.body import body_text

    body = _find_body(tree)
    if body is None:
        return ""
    if len(body) == 1 and body[0].tag == "p":
        # Articles of less than 250 characters are too short for trafilatura's taste: it then takes
        # whatever the page holds, as one paragraph. They are read again for what they are.
        short = _find_body(tree, least=1)
        if short is not None and any(map(is_prose, short.itertext())):
            body = short
    return body_text(body, title)


def _find_body(tree: HtmlElement, least: int | None = None) -> _Element | None:
    """trafilatura's tree of the article; `least` is the length, in characters, from which it trusts
    its main rules.
    """
    import trafilatura
    from trafilatura.settings import Document, Extractor

    options = Extractor(output_format="xml", comments=False, formatting=True, links=True)
    if least is not None:
        options.min_extracted_size = least
    document = trafilatura.bare_extraction(tree, options=options)
    return document.body if isinstance(document, Document) else None


def _quieten() -> None:
    """Keep the libraries' own remarks off the terminal unless a program has set up logging."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
