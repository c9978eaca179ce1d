"""Cards and tables for a terminal."""

import io

import pytest
from rich.console import Console

from quotes.render.cards import Column, article_head, facts_table, marked, quote_card, table
from quotes.types import Article
from tests.building import BRIDGE, BRIDGE_QUOTES, said


def shown(renderable, *, colour=False, width=80):
    file = io.StringIO()
    Console(
        file=file, width=width, force_terminal=colour, markup=False, emoji=False, highlight=False
    ).print(renderable)
    return file.getvalue()


def lines(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_a_card_has_the_words_first_then_who_then_how():
    assert lines(shown(quote_card(BRIDGE_QUOTES[0]))) == [
        "  “The bridge is safe,”",
        "    — Ada Park, county engineer (Marlow County)",
        "    direct statement · told reporters · 90% sure",
    ]


def test_a_quote_without_speaker_says_so():
    article = Article("It is said that it rains.", "a.txt")
    card = shown(quote_card(said(article, "it rains", speaker=None)))
    assert "— no speaker named" in card


def test_a_role_that_the_name_says_already_is_not_said_twice():
    article = Article("A Treasury spokesperson said that it rains.", "a.txt")
    quote = said(article, "it rains", speaker="A Treasury spokesperson", role="spokesperson")
    assert "— A Treasury spokesperson\n" in shown(quote_card(quote))


def test_the_head_names_the_article():
    assert lines(shown(article_head(BRIDGE)))[1:] == [
        "Bridge will stand",
        "Harbor Ledger · 2026-03-04 · articles/bridge.txt",
    ]
    assert lines(shown(article_head(Article("x", "a.txt"))))[1:] == ["a.txt"]


@pytest.mark.parametrize("width", [20, 80])
def test_long_words_and_lines_stay_within_the_terminal(width):
    text = "x" * 200 + " and " * 50
    article = Article(text + " Ada Park said", "a.txt")
    out = shown(quote_card(said(article, text.strip(), speaker="Ada Park")), width=width)
    assert max(map(len, out.splitlines())) <= width
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_article_text_is_no_markup_no_emoji_no_control():
    words = "[bold]not[/bold] :smile: [link=x]y[/link] \x1b[31m"
    article = Article(f"Ada Park said {words}", "a.txt")
    out = shown(quote_card(said(article, words, speaker="Ada Park")))
    assert "[bold]not[/bold] :smile: [link=x]y[/link] �[31m" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("snippet", "shown_as"),
    [
        ("the <tax> records", "the «tax» records"),
        ("<tax> <records>", "«tax» «records»"),
        ("no hit", "no hit"),
        ("ends in <hit>", "ends in «hit»"),
        ("unclosed <hit", "unclosed «hit»"),
        ("<a>\n\n<b>", "«a» «b»"),
    ],
)
def test_hits_are_marked(snippet, shown_as):
    assert marked(snippet, "<", ">", visible=True).plain == shown_as


def test_where_colour_shows_the_hit_needs_no_marks():
    text = marked("the <tax> records", "<", ">", visible=False)
    assert text.plain == "the tax records"
    assert [text.plain[span.start : span.end] for span in text.spans] == ["tax"]


def test_tables_align_numbers_and_show_nothing_as_nothing():
    rows = [
        {"name": "Ada Park", "quotes": 1200, "role": None, "named": True},
        {"name": "Bo\nLind", "quotes": 3, "role": "poet", "named": False},
    ]
    columns = [
        Column("name", "speaker"),
        Column("quotes", "quotes", number=True),
        Column("role", "role"),
        Column("named", "named"),
    ]
    out = lines(shown(table(rows, columns)))
    assert out[0].split() == ["speaker", "quotes", "role", "named"]
    assert out[2].split() == ["Ada", "Park", "1,200", "yes"]
    assert out[3].split() == ["Bo", "Lind", "3", "poet", "no"]
    assert out[2].index("1,200") + 5 == out[3].index("3 ") + 1


def test_facts_stand_side_by_side():
    assert lines(shown(facts_table({"stored": 12, "failures": 0}))) == [
        "stored    12",
        "failures  0",
    ]
