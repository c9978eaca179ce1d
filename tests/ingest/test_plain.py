"""Plain text comes back as it was written, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.ingest import MAX_ARTICLE, read_articles
from quotes.types import Article

TEXT = "“We will see,” said\r\nAna.\n\n\tDone.\u00a0 \r"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_text_is_verbatim(read_one, name):
    assert read_one(name, TEXT).text == TEXT


def test_byte_order_mark_is_no_text(read_one):
    assert read_one("a.txt", b"\xef\xbb\xbfHello.").text == "Hello."


@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_or_is_refused(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (item,) = read_articles([str(path)])
    if isinstance(item, SourceError):
        assert "\0" in text or text.removeprefix("\ufeff").isspace() or "binary" in item.reason
    else:
        assert item.text == text.removeprefix("\ufeff") or text.startswith("---")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"She said \x93no\x94.", "is not UTF-8 (byte 0x93 at offset 9); convert it, e.g. iconv"),
        ("“No,” she said.".encode("utf-16"), "is UTF-16, not UTF-8; convert it, e.g. iconv"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 40, "is a binary file"),
        (
            b"A long enough line of ordinary text with one \0 in it.",
            "has a NUL character at offset 45",
        ),
        (b"a" * 10_000_000, "has 10,000,000 bytes; an article may have 1,000,000 characters"),
        (
            b"a" * (MAX_ARTICLE + 1),
            "has 1,000,001 characters; an article may have 1,000,000 characters: split it into its "
            "articles, or raise --max-characters",
        ),
    ],
    ids=str,
)
def test_what_is_refused(refuse, content, reason):
    assert refuse("a.txt", content).startswith(reason)


def test_the_longest_article_is_read(read_one):
    assert len(read_one("a.txt", "ä" * MAX_ARTICLE).text) == MAX_ARTICLE


def test_front_matter_is_metadata_and_offsets_count_after_it(read_one):
    article = read_one(
        "a.md",
        "---\n"
        'title: "Harbour vote: delayed"\n'
        "author: Ana de la Cruz\n"
        "outlet: The Harbour Gazette\n"
        "date: March 24, 2025\n"
        "url: https://gazette.example/harbour\n"
        "tags:\n  - port\n- politics\n"
        "draft: false\n"
        "---\n"
        "\nFirst line.\n",
    )
    assert article == Article(
        text="\nFirst line.\n",
        source=article.source,
        origin=article.origin,
        title="Harbour vote: delayed",
        author="Ana de la Cruz",
        outlet="The Harbour Gazette",
        published="2025-03-24",
        url="https://gazette.example/harbour",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule, then prose.\n---\nMore.",
        "---\nphoto: AP\n---\nNo field that we know.",
        "---\ntitle: never closed\nText.",
        "----\ntitle: four dashes\n---\nText.",
        "\n---\ntitle: not at the start\n---\nText.",
    ],
)
def test_text_that_only_looks_like_front_matter_stays(read_one, text):
    article = read_one("a.md", text)
    assert (article.text, article.title) == (text, None)


def test_front_matter_without_a_body_is_no_article(refuse):
    assert refuse("a.md", "---\ntitle: Nothing\n---\n") == "is empty"


def test_front_matter_takes_linear_time(read_one):
    text = "---\n" + (" " * 9_000 + "\n") * 100 + "x"
    assert read_one("a.txt", text).text == text
