"""One speaker over all articles: what makes two names one, what keeps one name apart, whatever the order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import QueryError
from quotes.lexicon.names import fold_name
from quotes.store import (
    get_speaker,
    group_quotes,
    link_speakers,
    list_speakers,
    merge_speakers,
    open_database,
    split_speaker,
    start_run,
    store_extraction,
)
from quotes.types import Article, Attribution, Quote, Span, Speaker

from .stories import VERSION, content


def told(
    number: int, *speakers: Speaker, more: str = "", published: str | None = "2025-03-18"
) -> tuple[Article, list[Attribution]]:
    """An article in which each of these says something."""
    words = [f"statement{number}x{place} about the bridge" for place in range(len(speakers))]
    article = Article(
        ". ".join([f"Story {number}", *words, more]),
        f"{number}.txt",
        f"place-{number}",
        published=published,
    )
    found = []
    for text, speaker in zip(words, speakers, strict=True):
        start = article.text.index(text)
        quote = Quote("statement", "direct", (Span(start, start + len(text), text),))
        found.append(Attribution(article, quote, speaker))
    return article, found


def person(name: str, role: str | None = None, affiliation: str | None = None) -> Speaker:
    return Speaker(name, "person", True, role, affiliation)


def speakers(db) -> dict[str, set[str]]:
    """The names that lead to each speaker."""
    found: dict[str, set[str]] = {}
    for shown, key, name in db.conn.execute(
        "SELECT s.name, s.key, a.name FROM speakers AS s JOIN aliases AS a ON a.speaker_id = s.id"
    ):
        found.setdefault(f"{shown} {key}", set()).add(name)
    return found


def sets(db) -> list[list[str]]:
    return sorted(sorted(names) for names in speakers(db).values())


MAYOR = ("mayor", None)
ONE = [
    (person("Donald Trump"), person("Donald J. Trump"), "middle name", ""),
    (person("Ana Quirke", *MAYOR), person("A. Quirke", "Mayor"), "initials", "both mayor"),
    (person("Quirke", "mayor"), person("Ana Quirke", *MAYOR), "surname", "both mayor"),
    (
        person("William Quirke", "spokesman", "Saltmarsh Lines"),
        person("Bill Quirke", "Saltmarsh spokesman"),
        "nickname",
        "both saltmarsh",
    ),
    (person("Terrence “Tug” Bellwater"), person("Tug Bellwater"), "nickname", ""),
    (person("Tricia McLaughlin", *MAYOR), person("Tricia McLauglin", *MAYOR), "misspelling", "both mayor"),
    (
        person("John Smith", "spokesman", "Saltmarsh Lines"),
        person("J. Smith", "spokesman", "Saltmarsh Lines"),
        "initials",
        "both saltmarsh",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason", "detail"), ONE)
def test_two_names_of_one_speaker(db, store, one, other, reason, detail):
    store(*told(1, one))
    store(*told(2, other))
    (row,) = list_speakers(db)
    why = {(alias.reason, alias.detail) for alias in get_speaker(db, row.id).aliases}
    assert why == {("same name", ""), (reason, detail)}


TWO = [
    (person("Donald Trump"), person("Donald Trump Jr.")),
    (person("George W. Bush"), person("George H.W. Bush")),
    (person("William Quirke"), person("Bill Quirke")),  # nothing but the names
    (person("Ana Quirke"), person("A. Quirke")),
    (person("Ana Quirke", "mayor"), person("A. Quirke", "nurse")),
    (person("Ana Quirke"), person("Quirke")),
    (person("John Smith", "mayor"), person("J. Smith", "mayor")),  # too common for an office
    (person("John Smith"), person("John A. Smith")),
    (person("Mario Rossetti", *MAYOR), person("Maria Rossetti", *MAYOR)),
    (person("Erica Holderman", *MAYOR), person("Eric Holderman", *MAYOR)),
    (person("David Brownlow", "mayor"), person("David Brownlaw", "nurse")),
    (person("Smith", "mayor"), person("Jones", "mayor")),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_names_of_two_speakers(db, store, one, other):
    store(*told(1, one))
    store(*told(2, other))
    assert len(list_speakers(db)) == 2


BEARERS = [
    (person("John Smith", "senator"), person("John Smith", "quarterback"), 2),
    (person("John Smith", "spokesman", "Acme"), person("John Smith", "analyst", "Borealis"), 2),
    (person("Wade Tollefson", "quarterback"), person("Wade Tollefson", "judge"), 2),
    (person("Wade Tollefson", "former quarterback"), person("Wade Tollefson", "judge"), 1),
    (person("Wade Tollefson", "president", "Acme"), person("Wade Tollefson", "grower"), 1),
    (person("Wade Tollefson", "senator"), person("Wade Tollefson"), 1),
    (person("John Smith", "senator"), person("John Smith", "Sen."), 1),
    (person("John Smith"), person("John Smith"), 1),
]


@pytest.mark.parametrize(("one", "other", "count"), BEARERS)
def test_one_name_of_one_speaker_or_two(db, store, one, other, count):
    store(*told(1, one))
    store(*told(2, other))
    rows = list_speakers(db)
    assert len(rows) == count
    assert [len(get_speaker(db, row.id).namesakes) for row in rows] == [count - 1] * count


SPORT = "The coach, a striker and two goalkeepers met. The coaches and the strikers left."
POLITICS = "The senator, a congressman and two candidates met. The senators left."


@pytest.mark.parametrize(
    ("name", "one", "other", "count"),
    [
        ("John Smith", SPORT, POLITICS, 2),
        ("John Smith", SPORT, SPORT, 1),
        ("John Smith", SPORT, "The senator met a coach.", 1),
        ("Wade Tollefson", SPORT, POLITICS, 1),
    ],
)
def test_what_articles_are_about_tells_who_share_a_common_name(db, store, name, one, other, count):
    store(*told(1, person(name), more=one))
    store(*told(2, person(name), more=other))
    assert len(list_speakers(db)) == count


@pytest.mark.parametrize(
    ("name", "years", "count"),
    [
        ("John Smith", ["1961", "2019"], 2),
        ("John Smith", ["1961", "1985-05-06", "2001", "2019"], 1),
        ("John Smith", ["2001", "2019"], 1),
        ("John Smith", ["1961", None], 1),
        ("Wade Tollefson", ["1961", "2019"], 1),
    ],
)
def test_time_tells_who_share_a_common_name(db, store, name, years, count):
    for number, year in enumerate(years):
        store(*told(number, person(name), published=year))
    assert len(list_speakers(db)) == count


def test_of_two_bearers_the_article_means_whom_it_is_about(db, store):
    store(*told(1, person("John Smith", "senator"), more=POLITICS))
    store(*told(2, person("John Smith", "striker"), more=SPORT))
    store(*told(3, person("John Smith"), more=SPORT))
    store(*told(4, person("John Smith")))
    quotes = {row.quotes for row in list_speakers(db)}
    assert len(list_speakers(db)) == 3
    assert quotes == {1, 2}


def test_who_could_be_either_is_neither(db, store):
    store(*told(1, person("George W. Bush"), person("George H.W. Bush")))
    store(*told(2, person("George Bush")))
    assert len(list_speakers(db)) == 3
    store(*told(3, person("George Bush", "governor", "Texas")))
    store(*told(4, person("George W. Bush", "governor", "Texas")))
    assert sets(db) == [["George Bush", "George W. Bush"], ["George H.W. Bush"]]


def test_a_third_name_splits_again_what_it_makes_doubtful(db, store):
    store(*told(1, person("George W. Bush"), person("George Bush")))
    assert len(list_speakers(db)) == 1
    store(*told(2, person("George H.W. Bush")))
    assert len(list_speakers(db)) == 3
    store(replace(told(2, person("x"))[0], text="Nothing."), [])
    assert len(list_speakers(db)) == 1


def test_a_crowd_of_one_surname_is_not_searched(db, store):
    store(*told(1, person("Quirke", "mayor"), person("Zoe Quirke", "mayor")))
    assert len(list_speakers(db)) == 1
    given = [f"{a}{b}xyr" for a in "BCDFGHKL" for b in "aeiouyw"]
    store(*told(2, *(person(f"{name} Quirke", "nurse") for name in given)))
    assert len(list_speakers(db, limit=None)) == len(given) + 2
    store(replace(told(2, person("x"))[0], text="Nothing."), [])
    assert len(list_speakers(db)) == 1


# Invented people whose names and roles collide in as many ways as the rules know.
NAMES = [
    "John Smith", "J. Smith", "Jon Smith", "John A. Smith", "John B. Smith", "Smith", "JOHN SMITH",
    "William Quirke", "Bill Quirke", "W. Quirke", "William Quirkes", "William “Billy” Quirke",
    "Billy Quirke", "Quirke", "Mr. Quirke", "William Quirke Jr.", "Quirk", "Bill Quirk",
]  # fmt: skip
ROLES = [None, "senator", "quarterback", "mayor", "Acme spokesman", "former mayor"]
PEOPLE = st.builds(
    person,
    st.sampled_from(NAMES),
    st.sampled_from(ROLES),
    st.sampled_from([None, "Acme", "Borealis"]),
)
BODIES = st.builds(
    Speaker,
    st.sampled_from(["NYT", "The New York Times", "Acme", "smith", "Quirke"]),
    st.sampled_from(["organization", "group", "unknown"]),
    st.booleans(),
)
STORIES = st.lists(st.lists(st.one_of(PEOPLE, PEOPLE, BODIES), max_size=4), min_size=1, max_size=6)


def filled(path, stories, order, moments):
    """A database with these stories, stored in this order and linked at these moments."""
    db = open_database(path, create=True)
    run = start_run(db, "1", "m")
    for place, number in enumerate(order):
        store_extraction(db, run, *told(number, *stories[number]), VERSION)
        if moments[place % len(moments)]:
            link_speakers(db)
            group_quotes(db)
    link_speakers(db)
    group_quotes(db)
    return db


@settings(max_examples=150)
@given(STORIES, st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=1))
def test_the_order_of_articles_does_not_matter(tmp_path_factory, stories, random, moments):
    folder = tmp_path_factory.mktemp("any")
    numbers = list(range(len(stories)))
    one = filled(folder / "one.db", stories, numbers, [False])
    random.shuffle(numbers)
    other = filled(folder / "other.db", stories, numbers, moments)
    assert content(other) == content(one)
    assert other.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    # Once more, and everything linked anew: nothing changes.
    assert link_speakers(other) == 0
    other.conn.execute("UPDATE descriptions SET rules = 0")
    other.conn.commit()
    link_speakers(other)
    assert content(other) == content(one)
    # Articles that go leave nothing behind.
    run = start_run(other, "1", "m")
    for number in numbers[1:]:
        article, _ = told(number, *stories[number])
        store_extraction(other, run, replace(article, text=f"Nothing {number}."), [], VERSION)
        if random.random() < 0.5:
            link_speakers(other)
    link_speakers(other)
    group_quotes(other)
    first = filled(folder / "first.db", stories, numbers[:1], [False])
    for table in ("speakers", "aliases", "descriptions", "names", "places", "quotes", "index"):
        assert content(other)[table] == content(first)[table], table
    for db in (one, other, first):
        db.conn.close()


@settings(max_examples=50)
@given(STORIES, st.data())
def test_a_person_has_the_last_word(tmp_path_factory, stories, data):
    """Whatever is merged stays merged and what is split stays split, in any order, extracted again."""
    folder = tmp_path_factory.mktemp("any")
    numbers = list(range(len(stories)))
    db = filled(folder / "one.db", stories, numbers, [False])
    ids = [row.id for row in list_speakers(db, limit=None)]
    if len(ids) > 1:
        a, b = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
        merge_speakers(db, a, b)
    for row in list_speakers(db, limit=None):
        names = {fold_name(alias.name): alias.name for alias in get_speaker(db, row.id).aliases}
        if len(names) > 1 and data.draw(st.booleans()):
            with suppress(QueryError):  # there is nothing to split: a list has added a name
                split_speaker(db, row.id, [names[data.draw(st.sampled_from(sorted(names)))]])
            break
    before = content(db)
    run = start_run(db, "2", "m")
    for number in reversed(numbers):
        store_extraction(db, run, *told(number, *stories[number]), "2")
        link_speakers(db)
    group_quotes(db)
    for table in ("speakers", "aliases", "descriptions", "quotes", "index", "groups"):
        assert content(db)[table] == before[table], table
    db.conn.close()
