"""Web pages: the article with its quotations as printed, its metadata, and nothing around it."""

from __future__ import annotations

import pytest

NEWS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Council delays harbour vote | The Harbour Gazette</title>
<link rel="canonical" href="https://gazette.example/2025/harbour-vote">
<meta property="og:title" content="You won't believe this vote">
<meta property="og:site_name" content="Gazette Online">
<meta property="og:url" content="https://gazette.example/amp/harbour-vote">
<meta name="author" content="Web Desk Staff">
<meta property="article:published_time" content="2025-03-25T08:00:00Z">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "gazette.example"},
 {"@type": "Organization", "@id": "#org", "name": "The Harbour Gazette"},
 {"@type": "Person", "@id": "#ana", "name": "Ana de la Cruz"},
 {"@type": ["NewsArticle"], "headline": "Council delays harbour vote &#8211; again",
  "datePublished": "2025-03-24T17:05:00+01:00", "dateModified": "2025-03-26T09:00:00+01:00",
  "author": [{"@id": "#ana"}, {"@type": "Person", "name": "Tom Okafor"},
   {"name": "https://x.example"}],
  "publisher": {"@id": "#org"}}]}
</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and more</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better.
You can accept them all.</p></div>
<main><article>
<h1>Council delays harbour vote – again</h1>
<p class="byline">By Ana de la Cruz</p>
<figure><img src="a.jpg" alt="x">
<figcaption>The harbour on Monday, by our photographer.</figcaption></figure>
<p>The council <b>delayed</b> its vote on the harbour, after <a href="/x">residents</a> asked
for more time to read the plans.</p>
<p>“We need to read it first,” said Maria Lindqvist, who chairs the council. “Nobody's <em>in a
hurry</em>.”<br>She spoke after the meeting.</p>
<h2>What happens next</h2>
<p>The plan goes to a committee, which 'may' ask "experts", as ``it'' did in &laquo;2019&raquo;.</p>
<ul><li>A first reading in <strong>April</strong></li><li>A vote in “June”</li></ul>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The harbour belongs to everyone. We will
fight this. <a href="https://t.co/x">https://t.co/x</a></p>&mdash; Friends of the Harbour
(@harbourfriends) <a href="https://twitter.com/x"><time>March 23, 2025</time></a></blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>
<blockquote><p>The plan was drawn up in a week.</p><p>Nobody asked the fishermen about it.</p>
<footer>— <cite>Ole Brandt</cite>, mayor</footer></blockquote>
<figure class="quote"><blockquote><p>My boat stays where it is.</p></blockquote>
<figcaption>— Signe Holm, fisherwoman</figcaption></figure>
<figure class="wp-block-pullquote">
<blockquote><p>“We need to read it first,”</p></blockquote></figure>
<p>Brandt called it <q>a plan for <q>tomorrow</q></q> and added: “<q>It will come</q>.”</p>
<aside class="related"><h3>Related</h3>
<ul><li><a href="/1">Harbour plan in ten charts</a></li></ul></aside>
<div class="related-links"><h3>Read more</h3>
<ul><li><a href="/3">Fishing quota falls</a></li></ul></div>
<p>The next meeting is on April 7, the council's office said in a statement.</p>
</article></main>
<section id="comments"><p>Great article! I think that comments should not be in it.</p></section>
<footer>© 2025 The Harbour Gazette. All rights reserved.</footer>
</body></html>"""

NEWS_TEXT = """\
The council delayed its vote on the harbour, after residents asked for more time to read the plans.

“We need to read it first,” said Maria Lindqvist, who chairs the council. “Nobody's in a hurry.”
She spoke after the meeting.

What happens next

The plan goes to a committee, which 'may' ask "experts", as ``it'' did in «2019».

• A first reading in April
• A vote in “June”

The harbour belongs to everyone. We will fight this. https://t.co/x
— Friends of the Harbour (@harbourfriends) March 23, 2025

The plan was drawn up in a week.

Nobody asked the fishermen about it.
— Ole Brandt, mayor

My boat stays where it is.
— Signe Holm, fisherwoman

Brandt called it “a plan for ‘tomorrow’” and added: “It will come.”

The next meeting is on April 7, the council's office said in a statement."""


def page(head: str = "", body: str = "") -> str:
    """A page around an article of two paragraphs."""
    return (
        f"<html><head><title>t</title>{head}</head><body><article><h1>Vote delayed</h1>{body}"
        "<p>The council delayed its vote on the harbour on Monday, its office said.</p>"
        "<p>“We need more time,” said Maria Lindqvist, who chairs it.</p></article></body></html>"
    )


def test_the_article_and_nothing_else(read_one):
    article = read_one("news.html", NEWS)
    assert article.text == NEWS_TEXT
    assert article.title == "Council delays harbour vote – again"
    assert article.author == "Ana de la Cruz; Tom Okafor"
    assert article.outlet == "The Harbour Gazette"
    assert article.published == "2025-03-24T17:05:00+01:00"
    assert article.url == "https://gazette.example/2025/harbour-vote"
    assert article.source.endswith("news.html")


def test_reading_twice_gives_the_same(read_one):
    assert read_one("a.html", NEWS).sha256 == read_one("a.html", NEWS).sha256


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:site_name" content="Gazette">', {"outlet": "Gazette"}),
        (
            '<meta property="og:url" content="https://www.gazette.example/a/b">',
            {"url": "https://www.gazette.example/a/b", "outlet": "gazette.example"},
        ),
        ('<link rel="canonical" href="https://gazette.example/">', {"url": None}),
        ('<meta name="author" content="Ana Cruz">', {"author": "Ana Cruz"}),
        (
            '<meta property="article:published_time" content="2025-03-24T08:00:00-05:00">',
            {"published": "2025-03-24T08:00:00-05:00"},
        ),
        ('<meta name="date" content="24 March 2025">', {"published": "2025-03-24"}),
        ('<script type="application/ld+json">{"broken</script>', {"published": None}),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": "Ana Cruz", '
            '"publisher": "Gazette", "datePublished": "soon"}</script>',
            {"author": "Ana Cruz", "outlet": "Gazette", "published": None},
        ),
        (
            '<script type="application/ld+json">[{"@type": "Event", "name": "Fair"}, {"@type": '
            '"ReportageNewsArticle", "headline": {}, "author": [7, null], "publisher": []}]'
            "</script>",
            {"title": "Vote delayed", "author": None, "outlet": None},
        ),
        (
            "",
            {
                "title": "Vote delayed",
                "author": None,
                "outlet": None,
                "published": None,
                "url": None,
            },
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_metadata(read_one, head, expected):
    article = read_one("a.html", page(head))
    assert {name: getattr(article, name) for name in expected} == expected


def test_a_quotation_inside_a_caption(read_one):
    figure = (
        "<figure><figcaption><blockquote><p>We are late.</p></blockquote></figcaption></figure>"
    )
    assert read_one("a.html", page(body=figure)).text.startswith("We are late.\n\nThe council")


def test_the_date_of_an_embedded_post_is_not_the_articles(read_one):
    time = '<time datetime="2019-05-01">May 1, 2019</time>'
    post = f"<blockquote><p>Old news, said again.</p>— A (@a) {time}</blockquote>"
    assert read_one("a.html", page(body=post)).published is None


LONG = "The plan was shown to the council in the spring, and all who came read it. " * 9


@pytest.mark.parametrize("rest", ["", f"<p>{LONG}</p>"], ids=["brief", "long"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Paragraphs stay paragraphs.
        (
            "<p>One, she said.<br><br>“Two,” he said.<br/> <br/>Three.</p>",
            "One, she said.\n\n“Two,” he said.\n\nThree.",
        ),
        ("<p>Pine Street 1<br>Port Ellery</p>", "Pine Street 1\nPort Ellery"),
        (
            "<div>A paragraph, so the mayor said.</div><div>“Another,” she said. “It is.”</div>",
            "A paragraph, so the mayor said.\n\n“Another,” she said. “It is.”",
        ),
        # Quotations keep their marks and signatures.
        (
            "<p>&ldquo;It&rsquo;s over,&rdquo; she said.&nbsp;&#8220;Done.&#8221;</p>",
            "“It’s over,” she said. “Done.”",
        ),
        (
            "<p><span>“</span><span>We go on</span><span>”</span>, she said.</p>",
            "“We go on”, she said.",
        ),
        (
            "<blockquote>My boat stays where it is.<cite>— Signe Holm</cite></blockquote>",
            "My boat stays where it is.\n— Signe Holm",
        ),
        (
            "<blockquote><p>My boat stays where it is.</p><cite>Signe Holm</cite></blockquote>",
            "My boat stays where it is.\n\nSigne Holm",
        ),
        (
            "<ul><li>“We go,” said <a href='/x'>Ann Poe</a>.</li>"
            "<li><a href='/y'>“We stay,” said Bo Lind.</a></li></ul>",
            "• “We go,” said Ann Poe.\n• “We stay,” said Bo Lind.",
        ),
        # Embedded posts are read where the page has their words.
        (
            "<div class='tweet-embed'><blockquote class='twitter-tweet'><p>One.<br><br>Two.</p>"
            "— Friends (@h) <a href='https://x.example/1'>March 23, 2025</a></blockquote></div>",
            "One.\n\nTwo.\n— Friends (@h) March 23, 2025",
        ),
        (
            "<blockquote class='bluesky-embed'><p>The harbour is ours.</p>&mdash; Friends "
            "(<a href='https://b.example'>@h.example</a>) "
            "<a href='https://b.example/1'>March 23, 2025 at 5:05 PM</a></blockquote>",
            "The harbour is ours.\n— Friends (@h.example) March 23, 2025 at 5:05 PM",
        ),
        (
            "<blockquote class='instagram-media'><a href='/p'>View this post on Instagram</a>"
            "<p>The harbour is ours.</p><p>A post shared by Friends (@h)</p></blockquote>",
            "The harbour is ours.\n\nA post shared by Friends (@h)",
        ),
        (
            "<blockquote class='instagram-media'><div>View this post on Instagram</div>"
            "<p><a href='/p'>A post shared by Friends (@h)</a></p></blockquote>",
            "",
        ),
        (
            "<blockquote class='text-post-media'><a href='/p'><div>Post by @h</div>"
            "<div>View on Threads</div></a></blockquote>",
            "",
        ),
        # Captions stay out.
        (
            "<figure><img src='a.jpg'><figcaption>The harbour at dawn, seen from the mole."
            "</figcaption></figure>",
            "",
        ),
        (
            "<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>The harbour, "
            "said the photographer.</p></div>",
            "",
        ),
        (
            "<div class='image'><img src='a.jpg'><div class='caption'>The harbour at dawn. "
            "Photo: Staff</div></div>",
            "",
        ),
        # So do pointers to other articles.
        ("<ul class='related-stories'><li><a href='/1'>Harbour plan in charts</a></li></ul>", ""),
        (
            "<h3>Related</h3><ul><li><a href='/1'>Harbour plan in charts</a></li>"
            "<li><a href='/2'>Quota falls</a></li></ul>",
            "",
        ),
        ("<p><strong>READ MORE: <a href='/1'>Harbour plan in charts</a></strong></p>", ""),
        ("<p>Also read: <a href='/1'>Harbour plan in charts</a></p>", ""),
        (
            "<p>Read the <a href='/1'>plan</a>, she said, before you speak.</p>",
            "Read the plan, she said, before you speak.",
        ),
        (
            "<p>More from the <a href='/1'>council is expected on Monday, she said.</a></p>",
            "More from the council is expected on Monday, she said.",
        ),
        (
            "<h3>The plan</h3><ul><li>A <a href='/1'>reading</a> in April</li></ul>",
            "The plan\n\n• A reading in April",
        ),
    ],
    ids=lambda value: value[:50],
)
def test_what_stands_between_two_paragraphs(read_one, rest, body, expected):
    first = "The vote on the harbour was delayed, she said."
    last = "The next meeting is in April, said the mayor."
    html = (
        "<html><head><title>Vote delayed</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Vote delayed</h1><p>{first}</p>{body}<p>{last}</p>{rest}</article></body>"
    )
    paragraphs = [first, expected, last, LONG.strip() if rest else ""]
    assert read_one("a.html", html).text == "\n\n".join(filter(None, paragraphs))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta charset="windows-1252">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">'),
        ("utf-8-sig", ""),
    ],
)
def test_encodings(read_one, encoding, declared):
    text = read_one("a.html", page(declared).encode(encoding)).text
    assert text.endswith("“We need more time,” said Maria Lindqvist, who chairs it.")


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ("", "is not UTF-8 (byte 0x93 at offset "),
        ('<meta charset="utf-8">', "declares the charset utf-8, but is not UTF-8 (byte 0x93"),
        (
            '<meta charset="unicode_escape">',
            "declares the charset unicode_escape, but is not UTF-8",
        ),
        ('<meta charset="klingon">', "declares the charset klingon, but is not UTF-8"),
    ],
)
def test_wrong_encodings_are_errors_not_mangled_text(refuse, declared, reason):
    assert refuse("a.html", page(declared).encode("cp1252")).startswith(reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("just some words", "is no HTML page"),
        ("<html></html>", "holds no article"),
        (
            "<html><body><nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav></body></html>",
            "holds no",
        ),
        (
            "<html><body><div><a href='/a'>Home</a> <a href='/b'>Sport</a></div>"
            "<form><input name='q'><button>Search</button></form></body></html>",
            "holds no article",
        ),
        (
            "<html><body>" + "<div>" * 100_000 + "<p>Too deep to be read, said the mayor.</p>",
            "holds no",
        ),
        ("<html><body>" + " " * 20_000_000, "has more than 20,000,000 bytes"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_refused(refuse, content, reason):
    assert refuse("a.html", content).startswith(reason)


def test_an_article_that_is_too_long_is_refused(refuse):
    body = "<p>He said that it was so, and that it would stay so.</p>" * 20_000
    assert refuse("a.html", page(body=body)).startswith("has 1,")


def test_broken_tags_and_tables(read_one):
    text = read_one(
        "a.html",
        page(
            body="<p>First, <b>an unclosed tag.<p>Second, & a stray </div></i> end tag, she said."
            "<ol><li>One<ul><li>Nested</ul><li><p>Two</p></ol>"
            "<table><tr><th>Year<th>Ships<tr><td>2024<td>100</table>"
        ),
    ).text
    assert text.startswith(
        "First, an unclosed tag.\n\nSecond, & a stray end tag, she said.\n\n• One\n"
    )
    assert "\n\nYear\tShips\n2024\t100\n\n" in text


def test_nothing_is_written_to_the_terminal(read, capfd):
    read("a.html", "<html></html>")
    read("a.html", "just some words")
    assert capfd.readouterr() == ("", "")
