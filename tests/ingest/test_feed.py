"""Feeds: entries that hold their full text are articles, teasers are not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.ingest import read_articles
from quotes.types import Article

TEXT = (
    "The council delayed its vote on the harbour on Monday, its office said.\n\n"
    "“We need more time,” said Maria Lindqvist, who chairs it."
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))


def item(fields: str, body: str = BODY) -> str:
    return f"<item>{fields}<content:encoded><![CDATA[{body}]]></content:encoded></item>"


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Harbour Gazette</title><link>https://gazette.example/</link>{''.join(items)}"
        "</channel></rss>"
    )


def test_rss(read):
    first, second = read(
        "a.rss",
        rss(
            item(
                "<title>Council delays vote &amp;#8211; again</title>"
                "<link>https://gazette.example/vote?utm_source=rss</link><guid>17</guid>"
                "<dc:creator>Ana de la Cruz</dc:creator>"
                "<pubDate>Mon, 24 Mar 2025 17:05:00 +0100</pubDate>"
                "<description>The council delayed its vote.</description>"
            ),
            item("<title>Second</title>"),
        ),
    )
    assert first == Article(
        text=TEXT,
        source="https://gazette.example/vote?utm_source=rss",
        origin=first.origin,
        url="https://gazette.example/vote",
        title="Council delays vote – again",
        author="Ana de la Cruz",
        outlet="The Harbour Gazette",
        published="2025-03-24T17:05:00+01:00",
    )
    assert (second.text, second.title, second.url) == (TEXT, "Second", None)
    assert second.source.endswith("a.rss:2")


ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Gazette</title>
<entry><title type="html">Vote &lt;i&gt;delayed&lt;/i&gt;</title><id>tag:gazette.example,2025:17</id>
<link rel="alternate" href="https://gazette.example/vote"/><author><name>Ana Cruz</name></author>
<author><name>Tom Okafor</name></author><updated>2025-03-25T08:00:00Z</updated>
<published>2025-03-24T08:00:00Z</published>
<source><title>Courier</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>
<entry><title>Plain</title><id>tag:gazette.example,2025:18</id><updated>2025-03-25T08:00:00Z</updated>
<content type="text">“Two &amp;amp; three,” she said.
That was all.</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.atom", "a.xml"])
def test_atom(read, name):
    first, second = read(name, ATOM)
    assert (first.text, first.title, first.author) == (TEXT, "Vote delayed", "Ana Cruz; Tom Okafor")
    assert (first.published, first.outlet) == ("2025-03-24T08:00:00+00:00", "Courier")
    assert first.url == "https://gazette.example/vote"
    assert second.text == "“Two & three,” she said.\nThat was all."
    assert second.source == "tag:gazette.example,2025:18"
    assert second.outlet == "The Harbour Gazette"


def test_a_long_description_is_the_article_and_a_short_one_a_teaser(read):
    whole = "".join(f"<p>She said that it was so, for the {n}th time.</p>" for n in range(40))
    fields = "<item><link>https://gazette.example/{0}</link><description>{1}</description></item>"
    escaped = whole.replace("<", "&lt;")
    article, error = read("a.rss", rss(fields.format(1, escaped), fields.format(2, "In short.")))
    assert article.text.startswith("She said that it was so, for the 0th time.\n\nShe said")
    assert error.source.endswith("a.rss:https://gazette.example/2")
    assert error.reason == "has only a teaser of 9 characters in the feed; save the page itself"


def test_entries_keep_their_place_when_the_feed_moves_on(read):
    def entry(name: str) -> str:
        return item(f"<guid isPermaLink='false'>{name}</guid><title>{name}</title>")

    (before,) = read("a.rss", rss(entry("old")))
    new, after = read("a.rss", rss(entry("new"), entry("old")))
    assert (before.origin, after.origin != new.origin) == (after.origin, True)
    one, two = read("a.rss", rss(entry("same"), entry("same")))
    assert one.origin != two.origin


def test_encodings(read_one):
    feed = rss(item("<title>Vote</title>"))
    declared = feed.replace('"1.0"?', '"1.0" encoding="windows-1252"?')
    assert read_one("a.rss", declared.encode("cp1252")).text == TEXT
    assert read_one("a.rss", declared.encode()).text == TEXT


def test_scripts_captions_and_pointers_stay_out(read_one):
    body = (
        "<script>alert(1)</script><figure><img src='a'><figcaption>A caption, by us.</figcaption>"
        f"</figure>{BODY}<p>Read more: <a href='/x'>Harbour plan in ten charts</a></p>"
    )
    assert read_one("a.rss", rss(item("<title>Vote</title>", body))).text == TEXT


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss version='2.0'><channel><item><title>x</title><description>&i;</description></item>"
    "</channel></rss>"
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("She said so.", "is no feed (RSS or Atom)"),
        ("<urlset><url><loc>https://a.example/x</loc></url></urlset>", "is no feed (RSS or Atom)"),
        (rss(), "is a feed without entries"),
        (rss(item("<title>Vote</title>"))[:400], "ends within an entry, which is not read"),
        (b"<rss version='2.0'><channel><title>caf\xe9</title>", "is not UTF-8"),
        (" " * 50_000_001, "has more than 50,000,000 bytes, too much for a feed"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_refused(refuse, content, reason):
    assert refuse("a.rss", content).startswith(reason)


def test_entities_do_not_swell(read):
    assert all(isinstance(each, SourceError) for each in read("a.rss", LAUGHS))


def test_files_and_addresses_are_not_fetched(read, tmp_path):
    for entity in ("file:///etc/hostname", "https://gazette.example/x"):
        content = (
            f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{entity}">]><rss version="2.0"><channel>'
            f"<title>T</title>{item('<title>A</title>', '<p>&x; She said that it was so.</p>')}"
            "</channel></rss>"
        )
        for each in read("a.rss", content):
            assert isinstance(each, Article)
            assert each.text.endswith("She said that it was so.")
    assert isinstance(read("b.rss", str(tmp_path / "a.rss"))[0], SourceError)


FEED = rss(item("<title>One</title><guid>1</guid>"), item("<title>Two</title><guid>2</guid>"))


@given(end=st.integers(0, len(FEED)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_feed_cut_anywhere_gives_whole_articles_and_says_so(tmp_path, end):
    path = tmp_path / "a.rss"
    path.write_bytes(FEED[:end].encode())
    items = list(read_articles([str(path)]))
    assert all(each.text == TEXT for each in items if isinstance(each, Article))
    assert any(isinstance(each, SourceError) for each in items) == (end < len(FEED))


PIECES = ["<item>", "</item>", "<title>", "<guid>", "]]>", "<![CDATA[", "<content:encoded>", "&#0;"]


@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_feed_gives_articles_or_errors(tmp_path, pieces):
    path = tmp_path / "a.rss"
    path.write_bytes(rss(item("<title>A</title>", BODY + "".join(pieces)), *pieces).encode())
    for each in read_articles([str(path)]):
        assert isinstance(each, Article) or "\n" not in str(each)
