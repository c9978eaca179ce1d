"""Web archives (.warc): each HTML page that was fetched is an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from quotes.errors import SourceError
from quotes.ingest.html import MAX_PAGE, read_page
from quotes.ingest.html.encoding import decode_page
from quotes.ingest.records import label
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
# What a record may have: a page as it was sent, and its HTTP headers.
_MAX_BLOCK = MAX_PAGE + 1_000_000
_CUT = "is cut short in the archive"
_END = b"\r\n\r\n"


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of each page, one record in memory at a time.

    Pages are `response` records of status 200 and `resource` records. Images, redirects, error
    pages and the crawler's own records are passed over.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    watched = _Watched(stream)
    records = ArchiveIterator(
        cast(BinaryIO, watched),
        record_types=WarcRecordType.response | WarcRecordType.resource,
        parse_http=False,
        stream_detect=False,  # compression is undone already, and bounded
    )
    found = False
    number = 0
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            if watched.failed:
                raise
            raise UnreadableError(
                f"is no WARC, or broken after record {number} ({error}); the rest is not read"
            ) from error
        if record is None:
            break
        number += 1
        address = label((record.headers.get("WARC-Target-URI") or "").strip("<>"))
        try:
            article = _article(record, source, address, number)
        except UnreadableError as problem:
            found = True
            yield source.error(problem, address or number)
        else:
            if article is not None:
                found = True
                yield article
    if number == 0 and not watched.tail:
        raise UnreadableError("is empty")
    if watched.tail != _END:
        raise UnreadableError("ends within a record, and was cut short; fetch it again")
    if not found:
        raise UnreadableError("holds no web page")


def _article(
    record: WarcRecord, source: Source, address: str | None, number: int
) -> Article | None:
    """The article in a record, None where that is no page. Raises UnreadableError."""
    from fastwarc.warc import WarcRecord

    expected = min(record.content_length, _MAX_BLOCK)
    block = record.reader.read(expected)
    if len(block) < expected:
        raise UnreadableError(_CUT)
    # In a record of its own: where the other is left half parsed, no further one can be read.
    response = WarcRecord()
    response.is_http = record.is_http
    response.set_bytes_content(block)
    try:
        response.parse_http(auto_decode="all")
        if not _is_page(record, response):
            return None
        if record.headers.get("WARC-Truncated"):
            raise UnreadableError(_CUT)
        whole = record.content_length <= _MAX_BLOCK
        data = response.reader.read(MAX_PAGE + 1) if whole else b""
    except OSError as error:
        raise UnreadableError(f"is broken in the archive ({error})") from error
    if not whole or len(data) > MAX_PAGE:
        raise UnreadableError(f"has more than {MAX_PAGE:,} bytes, too much for one page")
    text, fields = read_page(decode_page(data, response.http_charset), address)
    source.limit.check(text)
    return Article(
        text=text,
        source=address or source.at(number),
        # An archive may hold a page several times.
        origin=source.origin(record.record_id or str(number)),
        **fields,
    )


def _is_page(record: WarcRecord, response: WarcRecord) -> bool:
    headers = response.http_headers
    if headers is None:
        return (record.headers.get("Content-Type") or "").partition(";")[0].lower() in _PAGES
    return headers.status_code == 200 and (response.http_content_type or "").lower() in _PAGES


class _Watched:
    """A stream that remembers its last bytes, and whether it failed.

    fastwarc raises OSError for broken archives too, and takes one that was cut short between two
    pages for one that has ended.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self.tail = b""
        self.failed = False

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(size)
        except OSError:
            self.failed = True
            raise
        self._position += len(data)
        self.tail = (self.tail + data[-len(_END) :])[-len(_END) :]
        return data

    def tell(self) -> int:
        return self._position
