"""The HTML page: quotes marked in place, hostile text inert."""

import re
from dataclasses import replace

import pytest
from lxml import html

from quotes.render.page import html_page
from quotes.types import Article
from tests.building import BRIDGE, BRIDGE_QUOTES, said


def page(*items):
    return html.document_fromstring("".join(html_page(items)))


def test_the_article_stands_there_whole_and_its_quotes_are_marked():
    tree = page((BRIDGE, BRIDGE_QUOTES))
    body = tree.find_class("text")[0]
    for number in body.xpath(".//sup"):
        number.drop_tree()
    assert body.text_content() == BRIDGE.text
    marked = [span.text_content() for span in tree.find_class("content")]
    # the last cue stands inside its content, which is therefore cut in two
    assert marked == ["“The bridge is safe,”", "it needs paint", "declined", " to comment"]
    assert [span.text_content() for span in tree.find_class("source")] == [
        "Ada Park",
        "Bo Lind",
        "The mayor's office",
    ]


def test_legend_and_list_say_who_said_what():
    tree = page((BRIDGE, BRIDGE_QUOTES))
    legend = [" ".join(li.text_content().split()) for li in tree.find_class("legend")[0]]
    assert legend == ["Ada Park, county engineer · 1", "Bo Lind · 1", "The mayor's office · 1"]
    first = " ".join(tree.find_class("quotes")[0][0].text_content().split())
    assert first == (
        "1 “The bridge is safe,” — Ada Park, county engineer (Marlow County) "
        "direct statement · told reporters · 90 % sure"
    )


def test_one_colour_a_speaker():
    text = "Ada Park said one. Bo Lind said two. Ada Park said three."
    article = Article(text, "a.txt")
    quotes = [
        said(article, "one", speaker="Ada Park"),
        said(article, "two", speaker="Bo Lind"),
        said(article, "three", speaker="Ada Park"),
    ]
    colours = [li.get("style") for li in page((article, quotes)).find_class("quotes")[0]]
    assert colours[0] == colours[2] != colours[1]


def test_numbers_lead_to_the_list_and_back():
    tree = page((BRIDGE, BRIDGE_QUOTES), (replace(BRIDGE, source="b"), BRIDGE_QUOTES))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert targets and set(targets) <= set(ids)


def test_an_article_without_quotes_says_so():
    assert "No quotes found." in page((BRIDGE, [])).text_content()


HOSTILE = (
    "</div><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} \x1b[2J \ud800 &lt;"
)


def test_hostile_text_stays_text():
    article = Article(
        f"Ada Park said {HOSTILE}.", HOSTILE, title=HOSTILE, author=HOSTILE, outlet=HOSTILE,
        published=HOSTILE, url="javascript:alert(1)",
    )  # fmt: skip
    attribution = said(
        article, HOSTILE, speaker="Ada Park", role=HOSTILE, affiliation=HOSTILE,
        addressee=HOSTILE, medium=HOSTILE, via=HOSTILE,
    )  # fmt: skip
    source = "".join(html_page([(article, [attribution])]))
    source.encode()
    tree = html.document_fromstring(source)
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert not [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    shown = HOSTILE.replace("\x1b", "�").replace("\ud800", "�")
    assert tree.find_class("text")[0].xpath("string(.//span[@class='content'])") == shown


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://ledger.example/1", True),
        ("http://ledger.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://[broken", False),
        ("/etc/passwd", False),
    ],
)
def test_only_web_addresses_become_links(url, linked):
    links = page((replace(BRIDGE, url=url), [])).xpath("//a[@rel]/@href")
    assert links == ([url] if linked else [])


def test_the_page_needs_nothing_else():
    source = "".join(html_page([(BRIDGE, BRIDGE_QUOTES)]))
    assert "default-src 'none'" in source
    assert not re.findall(r"<link|<script|@import|url\(|\bsrc=", source)
    assert "prefers-color-scheme: dark" in source


def test_memory_holds_one_article_at_a_time():
    taken = []

    def articles():
        for number in range(3):
            taken.append(number)
            yield replace(BRIDGE, source=str(number)), []

    chunks = html_page(articles())
    for chunk in chunks:
        if 'id="a1"' in chunk or "No quotes found" in chunk:
            break
    assert taken == [0]
    assert "</html>" in "".join(chunks)
