"""Short forms that another article of the database spells out."""

from __future__ import annotations

import itertools

import pytest

from quotes.store import link_speakers, store_extraction, store_extractions
from quotes.types import Article, Attribution, Quote, Span, Speaker

from .stories import VERSION

SAID = "“The pipes are old.”"


def article(place: str, text: str, name: str) -> tuple[Article, list[Attribution]]:
    """An article in which an organisation says something."""
    whole = Article(f"{text}\n\n{SAID}", f"{place}.txt", place)
    start = whole.text.index(SAID)
    quote = Quote("statement", "direct", (Span(start, start + len(SAID), SAID),))
    return whole, [Attribution(whole, quote, Speaker(name, "organization", True))]


LONG = article("long", "The Elm Water District (EWD) met.", "Elm Water District")
SHORT = article("short", "The EWD met.", "EWD")
OTHER = article("other", "Eastern Wool Dealers (EWD) met.", "Eastern Wool Dealers")
ASIDE = article("aside", "Nobody of the Elm Water District (EWD) came.", "Ash Council")


def names(db) -> dict[str, set[tuple[str, str]]]:
    """The names that lead to each speaker, with the reason."""
    link_speakers(db)
    found: dict[str, set[tuple[str, str]]] = {}
    for shown, name, reason in db.conn.execute(
        "SELECT s.name, a.name, a.reason FROM aliases AS a JOIN speakers AS s ON s.id = a.speaker_id"
    ):
        found.setdefault(shown, set()).add((name, reason))
    return found


@pytest.mark.parametrize("order", list(itertools.permutations([LONG, SHORT])))
@pytest.mark.parametrize("at_once", [True, False])
def test_a_short_form_means_what_another_article_spells_out(db, run, order, at_once):
    if at_once:
        store_extractions(db, run, order, VERSION)
    else:
        for each in order:
            store_extraction(db, run, *each, VERSION)
            link_speakers(db)
    assert set(names(db)) == {"Elm Water District"}
    assert ("EWD", "article") in names(db)["Elm Water District"]


def test_it_is_spelled_out_where_the_long_form_is_no_speaker(db, run):
    store_extractions(db, run, [SHORT, ASIDE], VERSION)
    assert names(db) == {
        "Elm Water District": {("EWD", "article"), ("Elm Water District", "same name")},
        "Ash Council": {("Ash Council", "same name")},
    }


@pytest.mark.parametrize("order", list(itertools.permutations([LONG, SHORT, OTHER])))
def test_a_short_form_of_two_bodies_is_neither(db, run, order):
    for each in order:
        store_extraction(db, run, *each, VERSION)
        link_speakers(db)
    assert set(names(db)) == {"Elm Water District", "EWD", "Eastern Wool Dealers"}


def test_it_ends_with_the_article_that_spelled_it_out(db, run):
    store_extractions(db, run, [LONG, SHORT], VERSION)
    assert set(names(db)) == {"Elm Water District"}
    store_extraction(
        db, run, *article("long", "The Elm Water District met.", "Elm Water District"), VERSION
    )
    assert set(names(db)) == {"Elm Water District", "EWD"}
    store_extraction(db, run, *LONG, VERSION)
    assert set(names(db)) == {"Elm Water District"}


def test_the_shipped_list_goes_first(db, run):
    odd = article("odd", "The Dutch Horse Society (DHS) met.", "Dutch Horse Society")
    store_extractions(db, run, [odd, article("usual", "The DHS met.", "DHS")], VERSION)
    assert set(names(db)) == {"Dutch Horse Society", "Department of Homeland Security"}


def test_articles_that_say_what_is_known_link_nothing_again(db, run):
    store_extractions(db, run, [LONG, SHORT], VERSION)
    names(db)
    store_extraction(db, run, *ASIDE, VERSION)
    again = {key for (key,) in db.conn.execute("SELECT key FROM descriptions WHERE rules = 0")}
    assert again == {"ash council|collective|named"}
