"""A record of named fields (a JSON object, a row of a table, front matter) → an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from quotes.ingest.dates import parse_date
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, check_text
from quotes.types import Article

FIELDS = ("id", "text", "url", "title", "author", "outlet", "published")
"""The fields that are read; `text` must be there."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def article_from_record(record: Mapping[str, Any], source: Source, line: int) -> Article:
    """The article in a record that starts in `line`. Raises UnreadableError if it has no text.

    No article is refused for its metadata: what is not text, or no URL, or no date, counts as
    missing.
    """
    if "text" not in record:
        raise UnreadableError(f'lacks the field "text"; it has {_listed(record)}')
    text = record["text"]
    if not isinstance(text, str):
        raise UnreadableError(f'has a field "text" that is {_kind(text)}, not a string')
    check_text(text)
    name = record_id(record)
    return Article(
        text=text,
        source=name or source.at(line),
        origin=source.origin(name or str(line)),
        **metadata(record),
    )


def record_id(record: Mapping[str, Any]) -> str | None:
    """The record's `id`, if it has one; numbers are taken as written."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return label(value)


def metadata(record: Mapping[str, Any]) -> dict[str, str | None]:
    """What a record says of title, author, outlet, date and URL, as arguments for `Article`."""
    published = label(record.get("published"))
    return {
        "title": label(record.get("title")),
        "author": label(record.get("author")),
        "outlet": label(record.get("outlet")),
        "published": parse_date(published) if published else None,
        "url": web_address(record.get("url")),
    }


def label(value: object) -> str | None:
    """A name or title on one line, None where `value` is none; a list is joined by "; "."""
    if isinstance(value, list | tuple):
        return "; ".join(part for item in value if (part := label(item))) or None
    if not isinstance(value, str) or _SURROGATE.search(value):
        return None
    visible = "".join(" " if unicodedata.category(c) == "Cc" else c for c in value)
    return " ".join(visible.split()) or None


def web_address(value: object) -> str | None:
    """`value` if it is the http(s) address of a page, else None.

    The address decides which article this is, and pages link to it: scripts and local files are
    not followed, and a bare home page, which careless pages give as their own address, names no
    article.
    """
    address = label(value)
    if address is None or " " in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return address if parts.path.strip("/") or parts.query else None


def _listed(record: Mapping[str, Any]) -> str:
    names = [label(name[:40]) or "?" for name in record][:12]
    return ", ".join(names) if names else "no fields"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    return {int: "a number", float: "a number", list: "a list", dict: "an object"}.get(
        type(value), type(value).__name__
    )
