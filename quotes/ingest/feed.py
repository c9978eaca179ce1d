"""Feeds (.rss, .atom, .xml): each entry that has its full text is an article."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.dates import parse_date
from quotes.ingest.html import read_page
from quotes.ingest.html.encoding import decode_page
from quotes.ingest.records import label, web_address
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

if TYPE_CHECKING:
    from feedparser import FeedParserDict

MAX_FEED = 50_000_000
"""The largest feed that is read, in bytes. Feeds hold the latest articles, not all of them."""

# A summary of so many characters is the article itself; teasers have a few hundred at most.
_FULL = 1_000
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_ENDS = ("</rss>", "</feed>", "</rdf:rdf>")


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of each entry; entries count from 1, in the order of the feed."""
    data = stream.read(MAX_FEED + 1)
    if len(data) > MAX_FEED:
        raise UnreadableError(f"has more than {MAX_FEED:,} bytes, too much for a feed")
    text = decode_page(data)
    if not text.strip():
        raise UnreadableError("is empty")
    feed = _parse(text)
    entries = list(feed.entries)
    cut = not text.rstrip().lower().endswith(_ENDS)
    if cut:
        entries = entries[:-1]  # nobody knows how much of the last is there
    outlet = label(feed.feed.get("title"))
    places: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        try:
            yield _article(entry, source, number, outlet, places)
        except UnreadableError as problem:
            yield source.error(problem, _name(entry) or number)
    if cut:
        raise UnreadableError("ends within an entry, which is not read; fetch it again")
    if not entries:
        raise UnreadableError("is a feed without entries")


def _parse(text: str) -> FeedParserDict:
    import feedparser

    try:
        # A stream: a string might be taken for an address to fetch or a file to open. The encoding
        # is told, because feedparser would guess. Scripts and the like are left in, because what
        # makes text of web pages drops them with less harm.
        feed = feedparser.parse(
            BytesIO(text.encode("utf-8", "surrogatepass")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # It repairs what is no XML, and stumbles over some of it.
        raise UnreadableError(f"is no feed that can be read ({type(error).__name__})") from error
    if not feed.get("version"):
        raise UnreadableError("is no feed (RSS or Atom)")
    return feed


def _article(
    entry: FeedParserDict, source: Source, number: int, outlet: str | None, places: Counter[str]
) -> Article:
    title = label(_unescaped(entry.get("title")))
    text = _text(entry, title)
    source.limit.check(text)
    name = _name(entry)
    # What tells the entry from others wherever it stands: feeds grow at the top. Careless ones give
    # many entries the same id.
    place = label(entry.get("id")) or name or str(number)
    places[place] += 1
    published = label(entry.get("published") or entry.get("updated"))
    return Article(
        text=text,
        source=name or source.at(number),
        origin=source.origin(f"{place}#{places[place]}"),
        url=web_address(entry.get("link")),
        title=title,
        author=label([author.get("name") for author in entry.get("authors", ())]),
        outlet=label((entry.get("source") or {}).get("title")) or outlet,
        published=parse_date(published) if published else None,
    )


def _name(entry: FeedParserDict) -> str | None:
    return label(entry.get("link")) or label(entry.get("id"))


def _text(entry: FeedParserDict, title: str | None) -> str:
    """The article's text. Raises UnreadableError where the entry has only a teaser."""
    contents = [each.get("value") or "" for each in entry.get("content", ())]
    if content := max(contents, key=len, default="").strip():
        return _plain(content, title)
    summary = (entry.get("summary") or "").strip()
    length = len(_TAG.sub("", summary))
    if length < _FULL:
        raise UnreadableError(
            f"has only a teaser of {length} characters in the feed; save the page itself"
        )
    return _plain(summary, title)


def _plain(content: str, title: str | None) -> str:
    """The text of what an entry holds, which is HTML."""
    if not _TAG.search(content):
        return html.unescape(content)
    head = html.escape(title or "")
    text, _ = read_page(
        f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{content}"
        "</article></body></html>"
    )
    return text


def _unescaped(value: Any) -> str | None:
    return html.unescape(_TAG.sub("", value)) if isinstance(value, str) else None
