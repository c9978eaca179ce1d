"""Web archives: the pages in them, and what is wrong with the others."""

from __future__ import annotations

import gzip
import io
import zlib

import brotli
import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.ingest import read_articles
from quotes.types import Article

from .test_html import page

TEXT = (
    "The council delayed its vote on the harbour on Monday, its office said.\n\n"
    "“We need more time,” said Maria Lindqvist, who chairs it."
)
HTML = "Content-Type: text/html; charset=utf-8"


def record(
    address: str,
    body: bytes | None = None,
    headers: str = HTML,
    *,
    status: str = "200 OK",
    **fields: str,
) -> bytes:
    """A response as a crawler writes it, with a page as its body."""
    entry = WarcRecord()
    entry.init_headers()
    entry.record_type = WarcRecordType.response
    entry.headers["WARC-Target-URI"] = address
    for name, value in fields.items():
        entry.headers[name.replace("_", "-")] = value
    entry.is_http = True
    content = page().encode() if body is None else body
    entry.set_bytes_content(f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + content)
    stream = io.BytesIO()
    entry.write(stream)
    return stream.getvalue()


def resource(address: str, content_type: str, body: bytes) -> bytes:
    entry = WarcRecord()
    entry.init_headers()
    entry.record_type = WarcRecordType.resource
    entry.headers["WARC-Target-URI"] = address
    entry.headers["Content-Type"] = content_type
    entry.set_bytes_content(body)
    stream = io.BytesIO()
    entry.write(stream)
    return stream.getvalue()


def test_each_page_is_an_article(read):
    first, second = read(
        "a.warc",
        record("https://gazette.example/vote?utm_source=x")
        + record("https://gazette.example/logo", b"\x89PNG", "Content-Type: image/png")
        + record("https://gazette.example/gone", status="404 Not Found")
        + record("https://gazette.example/", status="301 Moved")
        + resource("file:///notes.txt", "text/plain", b"Some notes, he said. They are long.")
        + resource("https://gazette.example/saved", "text/html", page().encode()),
    )
    assert (first.text, second.text) == (TEXT, TEXT)
    assert (first.title, first.outlet) == ("Vote delayed", "gazette.example")
    assert first.source == "https://gazette.example/vote?utm_source=x"
    assert first.url == "https://gazette.example/vote"
    assert second.url == "https://gazette.example/saved"


def test_what_the_page_says_of_itself_counts_more_than_where_it_was_fetched(read_one):
    head = '<link rel="canonical" href="https://gazette.example/vote">'
    body = page(head + '<meta property="og:site_name" content="Gazette">').encode()
    article = read_one("a.warc", record("https://mirror.example/copy", body))
    assert (article.url, article.outlet) == ("https://gazette.example/vote", "Gazette")


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        zstandard.compress,
        # Crawlers write a compressed member a record.
        lambda data: b"".join(map(gzip.compress, [data[:300], data[300:]])),
    ],
)
def test_archives_are_compressed(read, pack):
    data = record("https://a.example/1") + record("https://a.example/2")
    suffix = ".zst" if pack is zstandard.compress else ".gz"
    assert [article.text for article in read("a.warc" + suffix, pack(data))] == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ("Content-Type: text/html", lambda text: text.encode()),
        ("Content-Type: TEXT/HTML; charset=windows-1252", lambda text: text.encode("cp1252")),
        ("Content-Type: application/xhtml+xml", lambda text: text.encode()),
        (f"{HTML}\r\nContent-Encoding: gzip", lambda text: gzip.compress(text.encode())),
        (f"{HTML}\r\nContent-Encoding: deflate", lambda text: zlib.compress(text.encode())),
        (f"{HTML}\r\nContent-Encoding: br", lambda text: brotli.compress(text.encode())),
        (f"{HTML}\r\nContent-Encoding: zstd", lambda text: zstandard.compress(text.encode())),
        (
            f"{HTML}\r\nTransfer-Encoding: chunked",
            lambda text: b"%x\r\n%s\r\n0\r\n\r\n" % (len(text.encode()), text.encode()),
        ),
    ],
)
def test_pages_as_servers_send_them(read_one, headers, encode):
    assert read_one("a.warc", record("https://a.example/1", encode(page()), headers)).text == TEXT


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (record("https://a.example/bad", b"<html></html>"), "holds no article"),
        (
            record("https://a.example/bad", page().encode("cp1252"), "Content-Type: text/html"),
            "is not UTF-8",
        ),
        (
            record("https://a.example/bad", b"no gzip", f"{HTML}\r\nContent-Encoding: gzip"),
            "is broken in the archive (Gzip decompression error",
        ),
        (
            record("https://a.example/bad", b"x", f"{HTML}\r\nTransfer-Encoding: chunked"),
            "is broken in the archive (",
        ),
        (record("https://a.example/bad", WARC_Truncated="length"), "is cut short in the archive"),
        (record("https://a.example/bad", b" " * 20_000_001), "has more than 20,000,000 bytes"),
        (record("https://a.example/bad", b" " * 22_000_000), "has more than 20,000,000 bytes"),
        (
            record(
                "https://a.example/bad",
                gzip.compress(b" " * 300_000_000),
                f"{HTML}\r\nContent-Encoding: gzip",
            ),
            "has more than 20,000,000 bytes",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_page_is_one_error_and_the_rest_goes_on(read, entry, reason):
    first, error, last = read(
        "a.warc", record("https://a.example/1") + entry + record("https://a.example/2")
    )
    assert (first.text, last.text) == (TEXT, TEXT)
    assert error.source.endswith("a.warc:https://a.example/bad")
    assert error.reason.startswith(reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"WARC/1.0\r\nX: " + b"a" * 2_000_000, "is no WARC, or broken after record 0 (Maximum"),
        (record("https://a.example/logo", b"x", "Content-Type: image/png"), "holds no web page"),
        (record("https://a.example/1")[:100], "ends within a record, and was cut short"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(refuse, content, reason):
    assert refuse("a.warc", content).startswith(reason)


def test_two_captures_of_a_page_have_two_places(read):
    first, second = read(
        "a.warc", record("https://a.example/1") * 1 + record("https://a.example/1")
    )
    assert first.origin != second.origin
    assert first.key == second.key


ARCHIVE = record("https://a.example/1") + record("https://a.example/2")


@given(end=st.integers(0, len(ARCHIVE)))
@example(
    end=len(ARCHIVE) // 2 + ARCHIVE.index(b"\r\n\r\n") + 4
)  # headers that end as an archive does
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_archive_cut_anywhere_gives_its_whole_pages_and_says_so(tmp_path, end):
    path = tmp_path / "a.warc"
    path.write_bytes(ARCHIVE[:end])
    items = list(read_articles([str(path)]))
    whole = [end >= len(ARCHIVE) // 2 - 4, end >= len(ARCHIVE) - 4].count(True)
    assert [item.text for item in items if isinstance(item, Article)] == [TEXT] * whole
    between = (len(ARCHIVE) // 2, len(ARCHIVE))
    assert any(isinstance(item, SourceError) for item in items) == (end not in between)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_articles_or_errors(tmp_path, capfd, data):
    damaged = bytearray(ARCHIVE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        damaged[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from([b"\r\n", b"\0", b"Content-Length: 99999999999999999999\r\n", b"\xff"])
        )
    path = tmp_path / "a.warc"
    path.write_bytes(damaged)
    for item in read_articles([str(path)]):
        assert isinstance(item, Article) or "\n" not in str(item)
    assert capfd.readouterr().err == ""
