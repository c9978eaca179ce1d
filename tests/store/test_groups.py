"""Quotes that report the same utterance: grouped, grouped again, undone where an article goes."""

from __future__ import annotations

import itertools
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.archive import archive
from quotes.errors import QueryError
from quotes.store import (
    add_review,
    find_copies,
    get_statement,
    group_quotes,
    list_statements,
    merge_speakers,
    open_database,
    start_run,
    store_extraction,
    store_extractions,
)
from quotes.store import copies as stored_copies
from quotes.store import groups as stored_groups
from quotes.types import Article, Attribution, Quote, Span, Speaker

from .stories import VERSION, content, dump, quote

WORDS = "“Nobody should have to learn from a traffic cone that the old bridge is broken,”"
CUT = "“Nobody should have to learn from a traffic cone,”"
END = "“the old bridge is broken,”"
OTHER = "“You can’t tell a tree to skip a year.”"
SPEAKERS = {"Ana Ruiz": "person", "Tom Lee": "person", "Harbor Council": "organization"}


def printed(
    number: int,
    words: str = WORDS,
    speaker: str | None = "Ana Ruiz",
    published: str | None = "2025-03-18",
    **fields: str,
) -> tuple[Article, list[Attribution]]:
    """An article by an outlet of its own with one quote; the number is its place."""
    text = f"{words} said {speaker or 'somebody'} in report {number}. {fields.pop('more', '')}"
    article = Article(
        text, f"{number}.txt", f"place-{number}", outlet=f"Outlet {number}", published=published
    )
    who = {}
    if speaker is not None:
        who = {"named": speaker in SPEAKERS, "type": SPEAKERS.get(speaker, "person")}
    kind = "direct" if words.startswith("“") else "indirect"
    return article, [quote(article, words, speaker=speaker, kind=kind, **who)]


def fill(db, *items, version: str = VERSION) -> None:
    """Store the articles, and group what is new, as one run does."""
    run = start_run(db, "1", "m")
    for article, quotes in items:
        store_extraction(db, run, article, quotes, version)
    group_quotes(db)
    find_copies(db)


def chorus(times: int) -> tuple[Article, list[Attribution]]:
    """An article that prints the same words again and again."""
    line = f"{WORDS} said Ana Ruiz.\n\n"
    article = Article(line * times, "0.txt", "place-0", outlet="Outlet 0", published="2025-03-18")
    contents = [
        Span.of(article.text, start, start + len(WORDS))
        for start in range(0, len(article.text), len(line))
    ]
    speaker = Speaker("Ana Ruiz", "person", True)
    quotes = [Quote("statement", "direct", (content,)) for content in contents]
    return article, [Attribution(article, each, speaker) for each in quotes]


def groups(db) -> list[list[int]]:
    """The groups as the numbers of their articles."""
    rows = db.conn.execute(
        "SELECT q.group_id, CAST(a.source AS INTEGER) FROM quotes AS q "
        "JOIN articles AS a ON a.id = q.article_id WHERE q.group_id IS NOT NULL"
    ).fetchall()
    return sorted(
        sorted(number for group, number in rows if group == one) for one in {row[0] for row in rows}
    )


def test_versions_are_grouped_and_others_left_alone(db):
    fill(db, printed(1), printed(2, CUT), printed(3, OTHER), printed(4, END, published=None))
    assert groups(db) == [[1, 2, 4]]
    (statement,) = list_statements(db)
    assert (statement.text, statement.outlets, statement.quotes) == (WORDS, 3, 3)
    assert statement.id == printed(1)[1][0].key


def test_grouping_again_changes_nothing(db):
    items = [printed(1), printed(2, CUT), printed(3)]
    fill(db, *items)
    before = dump(db)
    fill(db, *items)
    assert dump(db) == before
    assert group_quotes(db) == find_copies(db) == 0


def test_a_later_run_adds_to_what_is_there(db):
    fill(db, printed(1))
    assert groups(db) == []
    fill(db, printed(2, CUT))
    assert groups(db) == [[1, 2]]
    fill(db, printed(3, END))
    assert groups(db) == [[1, 2, 3]]


def test_two_articles_of_one_outlet_can_carry_a_statement(db):
    fill(db, printed(1), printed(2))
    db.conn.execute("UPDATE articles SET outlet_id = 1")
    (article, quotes), same = printed(3), "Outlet 1"
    again = Article(article.text, article.source, article.origin, outlet=same)
    fill(db, (again, [Attribution(again, each.quote, each.speaker) for each in quotes]))
    assert groups(db) == [[1, 2, 3]]
    assert list_statements(db)[0].outlets == 1


def test_what_goes_is_undone(db, tmp_path):
    fill(db, printed(1), printed(2, CUT), printed(3, END))
    # The two cuts have nothing in common but what stood between them.
    fill(db, (printed(1)[0], []), version="2")
    assert groups(db) == []
    fresh = open_database(tmp_path / "fresh.db", create=True)
    fill(fresh, printed(2, CUT), printed(3, END))
    for table in ("groups", "pairs", "prints"):
        assert content(db)[table] == content(fresh)[table]


def test_another_extraction_leaves_groups_and_numbers_as_they_were(db):
    items = [printed(1), printed(2, CUT), printed(3)]
    fill(db, *items)
    before = dump(db)
    fill(db, *items, version="2")
    after = dump(db)
    for table in ("groups", "pairs", "prints", "copies", "bands"):
        assert after[table] == before[table]


def test_silence_and_rejected_quotes_are_in_no_group(db):
    article, _ = printed(1)
    silent = quote(article, WORDS, speaker="Ana Ruiz", act="silence")
    fill(db, (article, [silent]), printed(2), printed(3))
    assert groups(db) == [[2, 3]]
    key = printed(2)[1][0].key
    add_review(db, key, "reject")
    assert groups(db) == []
    add_review(db, key, "confirm")
    assert groups(db) == [[2, 3]]


def test_a_correction_moves_a_quote_to_another_group(db):
    fill(db, printed(1), printed(2), printed(3, speaker="Tom Lee", words=CUT))
    assert groups(db) == [[1, 2]]
    key = printed(3, speaker="Tom Lee", words=CUT)[1][0].key
    record = printed(3, speaker="Tom Lee", words=CUT)[1][0].as_record()
    record["speaker"] = {**record["speaker"], "name": "Ana Ruiz"}
    add_review(db, key, "correct", record)
    assert groups(db) == [[1, 2, 3]]


def test_a_merge_of_speakers_joins_their_statements(db):
    fill(db, printed(1, CUT), printed(2, CUT, speaker="Tom Lee"))
    assert groups(db) == []
    merge_speakers(db, "Ana Ruiz", "Tom Lee")
    assert groups(db) == [[1, 2]]
    assert list_statements(db)[0].attributions == 1


def test_attributions_are_counted(db):
    fill(db, printed(1), printed(2, speaker="an official"), printed(3))
    (statement,) = list_statements(db, differing=True)
    assert (statement.attributions, statement.speakers) == (2, ["Ana Ruiz", "an official"])
    fill(db, printed(4, OTHER), printed(5, OTHER))
    assert len(list_statements(db)) == 2
    assert len(list_statements(db, differing=True)) == 1
    assert len(list_statements(db, limit=1)) == 1


@pytest.mark.parametrize(("times", "quotes"), [(3, 3), (50, 50), (51, 0), (10_000, 0)])
def test_what_one_article_repeats_without_end_is_no_statement(db, times: int, quotes: int):
    fill(db, chorus(times))
    assert [each.quotes for each in list_statements(db)] == [quotes] * bool(quotes)
    assert db.execute("SELECT count(*) FROM quotes WHERE rules = 0").fetchone() == (0,)


def test_copies_without_number_are_compared_once(db):
    fill(db, *(printed(number, more=f"It is {number}.") for number in range(3_000)))
    (statement,) = list_statements(db)
    assert (statement.quotes, statement.outlets) == (3_000, 3_000)
    assert db.execute("SELECT count(*) FROM pairs").fetchone() == (0,)
    fill(db, printed(3_000), printed(3_001, CUT))
    (statement,) = list_statements(db)
    assert statement.quotes == 3_002
    assert db.execute("SELECT count(*) FROM pairs").fetchone() == (1,)


def test_copies_of_two_days_or_speakers_are_compared(db):
    fill(db, printed(1), printed(2, published="2025-03-19"), printed(3, speaker="an official"))
    assert groups(db) == [[1, 2, 3]]
    assert db.execute("SELECT count(*) FROM repeats").fetchone() == (0,)


@pytest.mark.parametrize("gone", [[1], [2], [1, 2], [1, 2, 3], [4]])
def test_where_an_original_goes_a_copy_stands_for_the_others(db, gone):
    fill(db, *(printed(number) for number in (1, 2, 3)), printed(4, CUT), printed(5, OTHER))
    fill(db, *((printed(number)[0], []) for number in gone), version="2")
    left = [number for number in (1, 2, 3, 4) if number not in gone]
    assert groups(db) == ([left] if len(left) > 1 else [])
    fill(db, printed(6), printed(7, CUT, published="2025-03-19"))
    assert groups(db) == [[*left, 6, 7]]


def nesting(number: int) -> tuple[Article, list[Attribution]]:
    """An article in which one reports what another one said."""
    article, (inner,) = printed(number)
    outer = quote(article, f"{WORDS} said Ana Ruiz", speaker="Tom Lee", kind="mixed")
    return article, [inner, outer]


def test_what_is_quoted_within_another_quote_is_a_statement_of_its_own(db):
    fill(db, nesting(1))
    assert groups(db) == []
    fill(db, nesting(2), printed(3))
    assert groups(db) == [[1, 2], [1, 2, 3]]


def test_many_quotes_are_grouped_as_few_are(tmp_path, monkeypatch):
    found = []
    for many in (10_000, 0):
        monkeypatch.setattr(stored_groups, "_MANY", many)
        db = open_database(tmp_path / f"{many}.db", create=True)
        store_extractions(db, start_run(db, "1", "m"), archive(1_500, seed=3), VERSION)
        group_quotes(db)
        found.append(content(db))
    assert found[0]["pairs"]
    assert found[0] == found[1]


def test_newer_rules_group_everything_again(db, monkeypatch):
    fill(db, printed(1), printed(2, CUT))
    before = content(db)
    monkeypatch.setattr(stored_groups, "RULES", stored_groups.RULES + 1)
    monkeypatch.setattr(stored_copies, "RULES", stored_copies.RULES + 1)
    assert group_quotes(db) == 2
    assert find_copies(db) == 2
    assert content(db) == before


def test_a_quote_that_was_deleted_by_hand_is_passed_over(db):
    fill(db, printed(1), printed(2, OTHER))
    with db.atomic():
        db.conn.execute("DELETE FROM quotes WHERE id = 1")
    fill(db, printed(3), printed(4))
    assert groups(db) == [[3, 4]]


def test_grouping_that_is_stopped_goes_on(db, monkeypatch):
    items = [
        printed(number, words) for number, words in enumerate((WORDS, CUT, END, OTHER, OTHER), 1)
    ]
    run = start_run(db, "1", "m")
    for article, quotes in items:
        store_extraction(db, run, article, quotes, VERSION)
    monkeypatch.setattr(stored_groups, "_BATCH", 2)
    regroup = stored_groups.regroup
    calls = itertools.count()

    def failing(*arguments):
        if next(calls) == 1:
            raise KeyboardInterrupt
        regroup(*arguments)

    monkeypatch.setattr(stored_groups, "regroup", failing)
    with pytest.raises(KeyboardInterrupt):
        group_quotes(db)
    assert groups(db) == [[1, 2]]
    assert group_quotes(db) == 3
    assert groups(db) == [[1, 2, 3], [4, 5]]


LONG = " ".join(
    f"The {n}th item of the list was read aloud by clerk number {n * 7}." for n in range(40)
)


def test_copies_have_one_origin(db):
    fill(
        db,
        printed(1, more=LONG, published="2025-03-18T09:00:00+00:00"),
        printed(2, CUT, more=LONG, published="2025-03-18T11:00:00+00:00"),
        printed(3, published="2025-03-19"),
    )
    statement = get_statement(db, printed(3)[1][0].key)
    first, _, third = statement.versions
    assert statement.origins == 2
    assert [version.copy_of for version in statement.versions] == [None, first.id, None]
    assert [version.first for version in statement.versions] == [True, False, False]
    fill(db, (printed(2, CUT)[0], printed(2, CUT)[1]))
    assert get_statement(db, third.id).origins == 3
    assert db.conn.execute("SELECT count(*) FROM copies").fetchone() == (0,)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["2025-03-18T10:00:00+02:00", "2025-03-18T09:00:00+00:00"], [1]),
        (["2025-03-18T11:30:00+02:00", "2025-03-18T09:00:00+00:00"], [2]),
        (["2025-03-18", "2025-03-18T09:00:00+00:00"], [1, 2]),
        (["2025-03-18", "2025-03-19T09:00:00+00:00"], [1]),
        (["2025-03-18", None], [1]),
        ([None, None], [1, 2]),
        (["one day", "2025-03-18"], [1, 2]),
    ],
)
def test_who_was_first(db, dates, first):
    fill(db, *(printed(number, published=day) for number, day in enumerate(dates, 1)))
    versions = get_statement(db, printed(1)[1][0].key).versions
    assert sorted(int(v.article[0]) for v in versions if v.first) == (
        first if "one day" not in dates else [2]
    )


def test_a_statement_of_one_quote(db):
    fill(db, printed(1))
    statement = get_statement(db, printed(1)[1][0].key)
    assert [version.kept for version in statement.versions] == [1]
    assert (statement.outlets, statement.origins, statement.attributions) == (1, 1, 1)
    with pytest.raises(QueryError, match="there is no quote “x”"):
        get_statement(db, "x")


def test_versions_say_what_they_changed(db):
    fill(db, printed(1), printed(2, CUT))
    key = printed(2, CUT)[1][0].key
    (version,) = [each for each in get_statement(db, key).versions if each.id == key]
    assert [piece.change for piece in version.difference] == ["kept", "dropped"]
    assert version.kept == pytest.approx(9 / 15, abs=0.01)


WORDINGS = st.sampled_from(
    [WORDS, CUT, END, OTHER, "that nobody should have to learn from a traffic cone", "“No.”"]
)
ITEMS = st.lists(
    st.builds(
        lambda number, words, speaker, day: printed(number, words, speaker, day),
        st.integers(1, 9), WORDINGS,
        st.sampled_from([*SPEAKERS, "an official", None]),
        st.sampled_from([None, "2025-03-18", "2025-03-20T10:00:00+00:00", "2026-01-01"]),
    ),
    max_size=9, unique_by=lambda item: item[0].source,
)  # fmt: skip


@settings(max_examples=40)
@given(items=ITEMS, random=st.randoms(), gone=st.integers(0, 4))
def test_neither_order_nor_runs_nor_what_has_gone_matters(tmp_path_factory, items, random, gone):
    folder = tmp_path_factory.mktemp("any")
    db = open_database(folder / "one.db", create=True)
    fill(db, *items)
    whole = content(db)

    other = open_database(folder / "other.db", create=True)
    for item in random.sample(items, len(items)):
        fill(other, item)
    assert content(other) == whole
    assert foreign_keys_hold(other.conn)

    # Some articles lose their quotes, and get them back.
    for article, _ in items[:gone]:
        fill(other, (article, []), version="2")
    fresh = open_database(folder / "fresh.db", create=True)
    fill(fresh, *items[gone:])
    for table in ("groups", "pairs", "prints"):
        assert content(other)[table] == content(fresh)[table]
    fill(other, *items)
    for table in ("groups", "pairs", "prints"):
        assert content(other)[table] == whole[table]
    assert foreign_keys_hold(other.conn)
    for each in (db, other, fresh):
        each.conn.close()


def foreign_keys_hold(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA foreign_key_check").fetchall() == []
