"""A record of named fields (a JSON object, a row of a table, front matter) → an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from quotes.ingest.dates import parse_date
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

FIELDS = ("id", "text", "url", "title", "author", "outlet", "published")
"""The fields that are read; `text` must be there."""

# Parameters that campaigns, feeds and social networks add.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id)(?:=|$)", re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def article_from_record(record: Mapping[str, Any], source: Source, line: int) -> Article:
    """The article in a record that starts in `line` (or is the `line`th of its file).

    Raises UnreadableError if it has no text.

    No article is refused for its metadata: what is not text, or no URL, or no date, counts as
    missing.
    """
    text = _text(record, source)
    name = record_id(record)
    return Article(
        text=text,
        source=name or source.at(line),
        origin=source.origin(name or str(line)),
        **metadata(record),
    )


def article_from_file(record: Mapping[str, Any], source: Source) -> Article:
    """As `article_from_record`, for a file that holds one article."""
    return Article(
        text=_text(record, source),
        source=source.name,
        origin=source.origin(),
        **metadata(record),
    )


class UniqueIds:
    """The ids of a file's records so far; two articles of one name could not be told apart."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def claim(self, record: Mapping[str, Any], line: int) -> None:
        """Note the record's id. Raises UnreadableError where an earlier line has it."""
        name = record_id(record)
        if name is not None and (first := self._lines.setdefault(name, line)) != line:
            raise UnreadableError(
                f'has the id "{name}" of line {first}; ids must be unique in a file'
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
    article. What only tells how a reader came there (`utm_source` and the like, a place in the
    page) is taken off, so that feeds and pages agree.
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
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.match(part) and part)
    if not parts.path.strip("/") and not query:
        return None
    # "#!" leads to a page of its own on sites that consist of one.
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, fragment))


def listed(fields: Iterable[str]) -> str:
    """The first dozen names of fields, as a list for people."""
    names = [label(name[:40]) or "?" for name in islice(fields, 12)]
    return ", ".join(names) if names else "no fields"


def _text(record: Mapping[str, Any], source: Source) -> str:
    if "text" not in record:
        raise UnreadableError(f'lacks the field "text"; it has {listed(record)}')
    text = record["text"]
    if not isinstance(text, str):
        raise UnreadableError(f'has a field "text" that is {_kind(text)}, not a string')
    source.limit.check(text)
    return text


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    return {int: "a number", float: "a number", list: "a list", dict: "an object"}.get(
        type(value), type(value).__name__
    )
