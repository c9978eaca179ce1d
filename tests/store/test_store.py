"""Articles come, come again, change, move and are copied: what the database then holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.store import (
    database_info,
    finish_run,
    get_speaker,
    link_speakers,
    needs_extraction,
    open_database,
    read_record,
    record_failure,
    record_unchanged,
    start_run,
    store_extraction,
)
from quotes.types import ACTS, KINDS, SPEAKER_TYPES, Article, Attribution, Quote, Span, Speaker

from .stories import TEXT, VERSION, content, dump, its_quotes, port_ellery, quote

OTHER_TEXT = "The ferry will not sail, said Tom Lee."


def texts(db) -> list[str]:
    return [text for (text,) in db.conn.execute("SELECT text FROM articles ORDER BY text")]


def test_stored_once(db, store):
    article = port_ellery()
    assert needs_extraction(db, article, VERSION)
    assert store(article) == "stored"
    before = dump(db)
    assert not needs_extraction(db, article, VERSION)
    assert store(article) == "unchanged"
    assert dump(db) == before
    assert needs_extraction(db, article, "2+model-1")


def test_records_come_back_as_they_were(db, store):
    article = port_ellery()
    store(article)
    for attribution in its_quotes(article):
        assert read_record(db, attribution.key) == attribution.as_record()


def test_a_changed_article_replaces_its_own_quotes(db, store):
    store(port_ellery(origin="place-2", url="https://a.example/2"))
    others = content(db)
    store(port_ellery(url="https://a.example/1"))
    assert len(content(db)["quotes"]) == 6
    changed = port_ellery(text=OTHER_TEXT, url="https://a.example/1")
    assert needs_extraction(db, changed, VERSION)
    assert store(changed, [quote(changed, "The ferry will not sail", speaker="Tom Lee")]) == (
        "replaced"
    )
    assert get_speaker(db, "Tom Lee").summary.quotes == 1
    assert store(changed, []) == "unchanged"
    # With nothing left of the first article but its place, the rest is as if it had never been.
    empty = port_ellery(text="Nothing.", url="https://a.example/1", outlet=None)
    assert store(empty, []) == "replaced"
    for table in ("speakers", "aliases", "quotes", "spans", "index", "outlets"):
        assert content(db)[table] == others[table]


def test_another_version_extracts_again_and_ids_stay(db, store):
    article = port_ellery()
    store(article)
    ids = dict(db.conn.execute("SELECT key, id FROM quotes").fetchall())
    later = [*its_quotes(article)[:2], quote(article, "on Monday", speaker="Ana Ruiz")]
    assert store(article, later, "2") == "replaced"
    new = dict(db.conn.execute("SELECT key, id FROM quotes").fetchall())
    kept = {attribution.key for attribution in its_quotes(article)[:2]}
    assert {key: new[key] for key in kept} == {key: ids[key] for key in kept}
    assert len(new) == 3


@pytest.mark.parametrize("url", [None, "https://a.example/1"])
def test_a_copy_or_a_moved_file_is_the_same_article(db, run, store, url):
    first = port_ellery(url=url)
    copy = port_ellery(url=url, source="copy.txt", origin="place-2")
    store(first)
    before = content(db)["articles"]
    assert not needs_extraction(db, copy, VERSION)
    record_unchanged(db, run, copy)
    assert store(copy) == "unchanged"
    assert content(db)["articles"] == before
    assert not needs_extraction(db, first, VERSION)


def test_an_article_stays_while_one_place_leads_to_it(db, store):
    store(port_ellery())
    store(port_ellery(origin="place-2"))
    changed = port_ellery(text=OTHER_TEXT)
    assert store(changed, []) == "stored"
    assert texts(db) == [OTHER_TEXT, TEXT]
    assert store(port_ellery(text=OTHER_TEXT, origin="place-2"), []) == "replaced"
    assert texts(db) == [OTHER_TEXT]
    assert content(db)["quotes"] == []


def test_two_texts_under_one_url(db, store):
    url = "https://a.example/1"
    mine = port_ellery(url=url)
    theirs = port_ellery(url=url, text=OTHER_TEXT, origin="place-2")
    assert [store(mine), store(theirs, [])] == ["stored", "unchanged"]
    before = dump(db)
    assert [store(mine), store(theirs, [])] == ["unchanged", "unchanged"]
    assert dump(db) == before
    assert texts(db) == [TEXT]
    # What changes at one of the places is news, and taken.
    newer = port_ellery(url=url, text=OTHER_TEXT + " Again.", origin="place-2")
    assert store(newer, []) == "replaced"
    assert texts(db) == [newer.text]


def test_lines_that_move_within_a_file(db, store):
    """A place is often a line number: a line put in or taken out shifts all that follow."""

    def read(*letters: str) -> None:
        for number, letter in enumerate(letters, 1):
            store(Article(f"Story {letter}.", "file.jsonl", f"file#{number}"), [])

    for lines in ("ABCD", "BCD", "XBCD", "DCBX", "X", "ABBA"):
        read(*lines)
        # Places at the end of a file that grew shorter still lead to what stood there.
        assert {f"Story {letter}." for letter in lines} <= {*texts(db)}
        assert len(texts(db)) == len({*texts(db)})
        before = dump(db)
        read(*lines)
        assert dump(db) == before


def test_an_article_from_nowhere_is_its_own_place(db, store):
    store(Article("One.", "-"), [])
    store(Article("Two.", "-"), [])
    assert texts(db) == ["One.", "Two."]


def test_a_quote_extracted_twice_is_stored_once(db, store):
    article = port_ellery()
    assert store(article, its_quotes(article) * 2) == "stored"
    assert len(content(db)["quotes"]) == 3


def test_half_characters_are_refused_by_name(db, run, store):
    article = port_ellery(text="He said \ud800 no.", source="broken.jsonl:3")
    with pytest.raises(SourceError, match=r"broken\.jsonl:3: holds half a character"):
        store(article, [])
    record_failure(db, run, "bad\udcff.txt", "no such file")
    assert db.conn.execute("SELECT source, reason FROM failures").fetchall() == [
        ("bad\\udcff.txt", "no such file")
    ]
    assert texts(db) == []


def test_a_run_counts_what_it_did(db, run, store):
    article = port_ellery()
    store(article)
    store(article)
    record_unchanged(db, run, article)
    record_failure(db, run, "gone.txt", "there is no such file")
    finish_run(db, run)
    last = database_info(db)["last_run"]
    assert last["finished"] >= last["started"]
    assert [last[key] for key in ("articles", "unchanged", "quotes", "failures")] == [1, 2, 3, 1]


def test_an_article_without_quotes_is_stored(db, store):
    assert store(port_ellery(), []) == "stored"
    assert not needs_extraction(db, port_ellery(), VERSION)


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
optional = st.none() | names


@st.composite
def spans(draw, text: str):
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def extractions(draw, origin: str):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    fields = {name: draw(optional) for name in ("url", "title", "author", "outlet", "published")}
    article = Article(text, draw(names), origin, **fields)
    attributions = []
    for _ in range(draw(st.integers(0, 4))):
        content = [draw(spans(text))]
        if content[0].end < len(text) and draw(st.booleans()):
            content.append(Span.of(text, content[0].end, len(text)))
        quote = Quote(
            draw(st.sampled_from(ACTS)),
            draw(st.sampled_from(KINDS)),
            tuple(content),
            draw(st.none() | spans(text)),
            draw(st.none() | spans(text)),
            draw(optional),
            draw(optional),
            draw(optional),
            draw(st.floats(0, 1)),
        )
        speaker = None
        if draw(st.booleans()):
            speaker = Speaker(
                draw(st.sampled_from(["DHS", "Homeland Security", "A. Ruiz", "Ruiz"]) | names),
                draw(st.sampled_from(SPEAKER_TYPES)),
                draw(st.booleans()),
                draw(optional),
                draw(optional),
                draw(st.none() | spans(text)),
            )
            if not speaker.name.strip():
                speaker = None
        attributions.append(Attribution(article, quote, speaker))
    return article, attributions


@settings(max_examples=60)
@given(extraction=extractions("place-1"))
def test_whatever_is_stored_comes_back(tmp_path_factory, extraction):
    db = open_database(tmp_path_factory.mktemp("any") / "quotes.db", create=True)
    article, attributions = extraction
    store_extraction(db, start_run(db, "1", "m"), article, attributions, VERSION)
    first = {attribution.key: attribution for attribution in reversed(attributions)}
    for key, attribution in first.items():
        assert read_record(db, key) == attribution.as_record()
    assert {row[0] for row in content(db)["quotes"]} == {*first}
    db.conn.close()


@settings(max_examples=40)
@given(one=extractions("place-1"), two=extractions("place-2"))
def test_storing_twice_or_in_another_order_changes_nothing(tmp_path_factory, one, two):
    folder = tmp_path_factory.mktemp("any")

    def fill(db, *extractions) -> None:
        run = start_run(db, "1", "m")
        for article, attributions in extractions:
            store_extraction(db, run, article, attributions, VERSION)
        link_speakers(db)

    db = open_database(folder / "quotes.db", create=True)
    fill(db, one, two)
    before = dump(db)
    fill(db, one, two)
    assert dump(db) == before
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    other = open_database(folder / "other.db", create=True)
    fill(other, two, one)
    if one[0].key != two[0].key:
        assert content(other) == content(db)
        # An article that is emptied leaves nothing behind.
        fill(other, (replace(two[0], title="New"), []))
        fresh = open_database(folder / "fresh.db", create=True)
        fill(fresh, one, (replace(two[0], title="New"), []))
        assert content(other) == content(fresh)
    db.conn.close()
    other.conn.close()
