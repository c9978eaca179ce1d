"""One person listed once: which names are one speaker, what is shown, what a person decided."""

import itertools

import pytest

from quotes.errors import QueryError
from quotes.store import (
    get_speaker,
    list_speakers,
    merge_speakers,
    search,
)
from quotes.store.names import best_name, identify
from quotes.types import Article

from .stories import content, quote


def said_by(store, number: int, name: str, **speaker) -> None:
    """Store an article in which `name` says something."""
    article = Article(f"Words {number}, said {name}.", f"{number}.txt", f"place-{number}")
    store(article, [quote(article, f"Words {number}", speaker=name, **speaker)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tricia McLaughlin", "TRICIA MCLAUGHLIN"),
        ("José Pérez", "Jose Perez"),
        ("the Harbor Council", "Harbor Council’s"),
        ("J.D. Vance", "J. D. Vance"),
        ("Ms. Ana Ruiz", "Ana Ruiz"),
        ("Sen. Ana Ruiz", "Dr. Ana Ruiz"),
        ("U.S. Treasury", "US Treasury"),
        ("Ana O’Brien-Smith", "Ana O'Brien Smith"),
    ],
)
def test_one_name(one, other):
    assert identify(one, "person", True) == identify(other, "person", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Smith", "Mrs. Smith"),
        ("Ana Ruiz", "Ana Ruiz Jr."),
        ("—", "…"),
        ("李明", "李强"),
    ],
)
def test_two_names(one, other):
    assert identify(one, "person", True).key != identify(other, "person", True).key


def test_type_and_naming_tell_speakers_apart():
    keys = {
        (type_, named): identify("Reuters", type_, named).target
        for type_ in ("person", "organization", "group", "document")
        for named in (True, False)
    }
    assert keys["organization", True] == keys["group", True]
    assert len({*keys.values()}) == 6


@pytest.mark.parametrize("name", ["NYT", "N.Y.T.", "the New York Times", "New York Times’"])
def test_the_alias_list_makes_one_speaker(name):
    assert identify(name, "organization", True).canonical == "The New York Times"
    assert identify(name, "person", True).canonical is None
    assert identify(name, "organization", False).canonical is None


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["JANE ROE", "Jane Roe", "jane roe"], "Jane Roe"),
        (["Sen. Jane Roe", "Jane Roe"], "Jane Roe"),
        (["The Harbor Council", "Harbor Council"], "Harbor Council"),
        (["J.D. Vance", "JD Vance"], "J.D. Vance"),
        (["B", "A"], "A"),
    ],
)
def test_the_spelling_shown_does_not_depend_on_order(names, shown):
    assert {best_name(order) for order in itertools.permutations(names)} == {shown}


def test_spellings_become_one_speaker(db, store):
    said_by(store, 1, "HARBOR COUNCIL", type="group")
    said_by(store, 2, "the Harbor Council", type="group")
    said_by(store, 3, "Harbor Council", type="organization")
    (row,) = list_speakers(db)
    assert (row.name, row.type, row.quotes, row.articles) == (
        "Harbor Council",
        "organization",
        3,
        3,
    )
    # The best spelling goes with the article that had it.
    store(Article("Nothing.", "3.txt", "place-3"), [])
    (row,) = list_speakers(db)
    assert (row.name, row.type, row.quotes) == ("the Harbor Council", "group", 2)


def test_an_abbreviation_becomes_the_full_name(db, store):
    said_by(store, 1, "DHS", type="organization")
    said_by(store, 2, "Department of Homeland Security", type="organization")
    detail = get_speaker(db, "dhs")
    assert detail.summary.name == "Department of Homeland Security"
    assert [(alias.name, alias.reason) for alias in detail.aliases] == [
        ("DHS", "alias list"),
        ("Department of Homeland Security", "same name"),
    ]
    assert len(search(db, "homeland")) == 2
    assert len(search(db, speaker="DHS")) == 2


def test_look_up(db, store):
    said_by(store, 1, "Tricia McLaughlin")
    said_by(store, 2, "Tricia Jones")
    said_by(store, 3, "José Pérez")
    for name in ("mclaughlin", "McL", "tricia mc", "TRICIA MCLAUGHLIN", "1"):
        assert get_speaker(db, name).summary.name == "Tricia McLaughlin"
    assert get_speaker(db, "Jose Perez").quotes[0].text == "Words 3"
    with pytest.raises(QueryError, match=r"can be Tricia Jones \(number 2, 1 quotes\) or Tricia M"):
        get_speaker(db, "tricia")
    with pytest.raises(QueryError, match=r"did you mean Tricia McLaughlin\?"):
        get_speaker(db, "Tricia McLauglin")
    for name in ("Nobody Known", "99", "", "“”", "\0", "9" * 30):
        with pytest.raises(QueryError, match="nobody is called"):
            get_speaker(db, name)


def test_the_list_puts_the_most_quoted_first(db, store):
    said_by(store, 1, "Ana Ruiz")
    said_by(store, 2, "Tom Lee")
    said_by(store, 3, "Tom Lee")
    assert [row.name for row in list_speakers(db)] == ["Tom Lee", "Ana Ruiz"]
    assert [row.name for row in list_speakers(db, limit=1)] == ["Tom Lee"]


def test_a_merge_holds_now_and_later(db, store):
    said_by(store, 1, "William Hart")
    said_by(store, 2, "Bill Hart")
    merge_speakers(db, "William Hart", "Bill Hart")
    detail = get_speaker(db, "Bill Hart")
    assert (detail.summary.name, detail.summary.quotes) == ("William Hart", 2)
    assert [(alias.name, alias.reason) for alias in detail.aliases] == [
        ("Bill Hart", "person"),
        ("William Hart", "same name"),
    ]
    assert {hit.text for hit in search(db, "William")} == {"Words 1", "Words 2"}
    merged = content(db)
    for number, name in ((1, "William Hart"), (2, "Bill Hart")):
        article = Article(f"Words {number}, said {name}.", f"{number}.txt", f"place-{number}")
        store(article, [quote(article, f"Words {number}", speaker=name)], "2")
    assert content(db)["aliases"] == merged["aliases"]
    assert content(db)["index"] == merged["index"]
    said_by(store, 3, "BILL HART")
    assert get_speaker(db, "William Hart").summary.quotes == 3
    assert [row.name for row in list_speakers(db)] == ["William Hart"]


def test_a_merge_outlives_the_articles_it_was_about(db, store):
    said_by(store, 1, "William Hart")
    said_by(store, 2, "Bill Hart")
    merge_speakers(db, "William Hart", "Bill Hart")
    for number in (1, 2):
        store(Article("Nothing.", f"{number}.txt", f"place-{number}"), [])
    assert list_speakers(db) == []
    assert get_speaker(db, "William Hart").quotes == []
    said_by(store, 4, "Bill Hart")
    assert [row.name for row in list_speakers(db)] == ["William Hart"]


def test_merges_follow_each_other(db, store):
    for number, name in enumerate(("Bill Hart", "William Hart", "W. H. Hart"), 1):
        said_by(store, number, name)
    merge_speakers(db, "William Hart", "Bill Hart")
    merge_speakers(db, "W. H. Hart", "William Hart")
    assert [(row.name, row.quotes) for row in list_speakers(db)] == [("W. H. Hart", 3)]
    with pytest.raises(QueryError, match="are one speaker already"):
        merge_speakers(db, "Bill Hart", "W. H. Hart")


def test_a_merge_of_what_is_not_there_changes_nothing(db, store):
    said_by(store, 1, "Ana Ruiz")
    before = content(db)
    for a, b in (("Ana Ruiz", "Tom Lee"), ("Tom Lee", "Ana Ruiz"), ("Ana Ruiz", "ruiz")):
        with pytest.raises(QueryError):
            merge_speakers(db, a, b)
    assert content(db) == before


def test_what_the_alias_list_learns_later_joins_speakers_again(db, store):
    said_by(store, 1, "Harbor Council", type="organization")
    # As it would stand if the list had not known the abbreviation when it was stored.
    db.conn.execute(
        "INSERT INTO speakers (id, key, name, type, named) "
        "VALUES (9, 'nyt|collective|named', 'NYT', 'organization', 1)"
    )
    db.conn.execute(
        "INSERT INTO aliases (key, name, speaker_id, reason) "
        "VALUES ('nyt|collective|named', 'NYT', 9, 'same name')"
    )
    db.conn.commit()
    said_by(store, 2, "NYT", type="organization")
    assert get_speaker(db, "NYT").summary.name == "The New York Times"
