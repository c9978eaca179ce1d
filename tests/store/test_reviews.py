"""What people decided about a quote holds, whatever is extracted afterwards."""

import json

import pytest

from quotes.errors import QueryError
from quotes.evaluate.gold import read_gold
from quotes.store import (
    add_review,
    get_speaker,
    group_quotes,
    list_speakers,
    read_record,
    reviewed_articles,
    search,
    undo_review,
)

from .stories import TEXT, content, its_quotes, port_ellery, quote, span

URL = "https://a.example/1"


def shown(db) -> list[tuple[str, str | None]]:
    """Text and speaker of the quotes that readers see, in reading order."""
    return db.conn.execute("SELECT quote, speaker FROM quote_list ORDER BY start, key").fetchall()


@pytest.fixture(params=[None, URL], ids=["file", "url"])
def article(request):
    return port_ellery(url=request.param)


def corrected(article, attribution, words: str, name: str) -> dict:
    record = attribution.as_record()
    record["content"] = [span(article.text, words).as_dict()]
    record["text"] = words
    record["speaker"] = {**record["speaker"], "name": name, "mention": None}
    return record


def test_a_confirmed_quote_stays_when_it_is_not_found_again(db, store, article):
    bridge, cost, silence = its_quotes(article)
    store(article)
    add_review(db, bridge.key, "confirm", reviewer="Kim")
    before = shown(db)
    assert store(article, [cost, silence], "2") == "replaced"
    assert shown(db) == before
    assert read_record(db, bridge.key) == bridge.as_record()


def test_a_correction_stays_and_is_not_doubled(db, store, article):
    _, cost, _ = its_quotes(article)
    store(article)
    record = corrected(article, cost, "the work would cost", "Harbor Board")
    add_review(db, cost.key, "correct", record, "Kim")
    assert ("the work would cost", "Harbor Board") in shown(db)
    assert read_record(db, cost.key) == record
    assert [hit.id for hit in search(db, '"harbor board"')] == [cost.key]
    assert [row.name for row in list_speakers(db)] == ["Ana Ruiz", "Harbor Board"]
    before = content(db)
    # The next version finds it as before, or with another source, and so under another key.
    again = quote(article, "the work would cost $4 million", speaker="Council")
    assert store(article, [*its_quotes(article), again], "2") == "replaced"
    assert content(db)["quotes"] == before["quotes"]
    assert content(db)["index"] == before["index"]


def test_a_quote_inside_a_reviewed_one_is_another_quote(db, store, article):
    _, cost, _ = its_quotes(article)
    store(article)
    add_review(db, cost.key, "confirm")
    store(article, [*its_quotes(article), quote(article, "$4", speaker="Ana Ruiz")], "2")
    assert len(shown(db)) == 4


def test_a_rejected_quote_stays_rejected(db, store, article):
    bridge, *others = its_quotes(article)
    store(article)
    add_review(db, bridge.key, "reject")
    rest = [(one.quote.text, one.speaker.name) for one in others]
    assert shown(db) == rest
    assert [hit.id for hit in search(db, '"rebuild the bridge"')] == []
    store(article, None, "2")
    assert shown(db) == rest
    # The same words with another source are another claim.
    store(article, [*others, quote(article, bridge.quote.text, speaker="Tom Lee")], "3")
    assert shown(db) == [(bridge.quote.text, "Tom Lee"), *rest]


def test_the_newest_verdict_holds(db, store, article):
    bridge, *_ = its_quotes(article)
    store(article)
    for verdict, count in (("reject", 2), ("confirm", 3), ("reject", 2)):
        add_review(db, bridge.key, verdict)
        assert len(shown(db)) == count
        store(article, None, verdict)
        assert len(shown(db)) == count


NEWS = "Updated on Tuesday. "


def moved(article):
    return port_ellery(url=article.url, text=NEWS + article.text)


def test_reviewed_quotes_move_with_the_text(db, store, article):
    bridge, cost, silence = its_quotes(article)
    store(article)
    add_review(
        db, cost.key, "correct", corrected(article, cost, "the work would cost", "Harbor Board")
    )
    add_review(db, silence.key, "reject")
    before = shown(db)
    new = moved(article)
    store(new, [one for one in its_quotes(new) if one.quote.text != bridge.quote.text])
    assert shown(db) == [before[1]]
    starts = dict(db.conn.execute("SELECT quote, start FROM quote_list").fetchall())
    assert starts == {"the work would cost": new.text.index("the work would cost")}
    (key,) = (row[0] for row in db.conn.execute("SELECT key FROM quote_list"))
    source = read_record(db, key)["source"]
    assert new.text[source["start"] : source["end"]] == source["text"] == "The Harbor Council"
    # And again, to the version after next and back to the first text.
    store(new, None, "2")
    assert len(shown(db)) == 2
    store(article, None, "2")
    assert shown(db) == before


@pytest.mark.parametrize("text", ["Nothing is left.", f"{TEXT} {TEXT}"])
def test_a_reviewed_quote_whose_words_are_gone_or_stand_twice(db, store, text):
    article = port_ellery(url=URL)
    _, cost, _ = its_quotes(article)
    store(article)
    add_review(db, cost.key, "confirm")
    store(port_ellery(url=URL, text="x" + text), [])
    assert shown(db) == []
    (row,) = db.conn.execute("SELECT quote_key, verdict, record FROM reviews").fetchall()
    assert row[:2] == (cost.key, "confirm")
    assert json.loads(row[2]) == cost.as_record()
    store(article, [])
    assert shown(db) == [("the work would cost $4 million", "Harbor Council")]


def test_a_copy_keeps_its_own_reviews(db, store):
    article = port_ellery()
    bridge, *_ = its_quotes(article)
    store(article)
    store(port_ellery(origin="place-2"))
    add_review(db, bridge.key, "confirm")
    store(moved(article), [])
    assert [text for text, _ in shown(db)] == [one.quote.text for one in its_quotes(article)]


def test_a_corrected_speaker_goes_when_the_correction_is_corrected(db, store, article):
    _, cost, _ = its_quotes(article)
    store(article)
    add_review(db, cost.key, "correct", corrected(article, cost, cost.quote.text, "Somebody Wrong"))
    assert get_speaker(db, "Somebody Wrong").summary.quotes == 1
    add_review(db, cost.key, "correct", cost.as_record())
    assert [row.name for row in list_speakers(db)] == ["Ana Ruiz", "Harbor Council"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content": [{"start": 0, "end": 3, "text": "no"}]}, "does not stand at 0:3"),
        ({"content": [{"start": 5, "end": 5, "text": ""}]}, "incomplete or malformed"),
        ({"content": [{"start": 0, "end": 10**9, "text": "x"}]}, "incomplete or malformed"),
        ({"content": []}, "needs content spans"),
        ({"content": [span(TEXT, "work").as_dict(), span(TEXT, "the").as_dict()]}, "reading order"),
        ({"content": "bridge"}, "incomplete or malformed"),
        ({"kind": "loud"}, "kind is none of"),
        ({"speaker": {"name": " ", "type": "person", "named": True}}, "speaker.name is empty"),
        ({"speaker": {"name": "Ana"}}, "incomplete or malformed"),
        ({"addressee": 3}, "addressee is no text"),
        ({"confidence": 2}, "between 0 and 1"),
    ],
)
def test_a_record_that_does_not_fit_is_refused(db, store, change, reason):
    article = port_ellery()
    cost = its_quotes(article)[1]
    store(article)
    before = content(db)
    with pytest.raises(QueryError, match=reason):
        add_review(db, cost.key, "correct", {**cost.as_record(), **change})
    assert content(db) == before
    assert db.conn.execute("SELECT count(*) FROM reviews").fetchone() == (0,)


def test_verdicts_that_make_no_sense(db, store):
    article = port_ellery()
    key = its_quotes(article)[0].key
    store(article)
    for arguments, reason in (
        (("nosuchkey", "confirm"), "there is no quote"),
        ((key, "maybe"), "is no verdict"),
        ((key, "correct"), "needs the corrected record"),
    ):
        with pytest.raises(QueryError, match=reason):
            add_review(db, *arguments)


# Taking back, and what is learned from


@pytest.mark.parametrize("verdict", ["confirm", "correct", "reject"])
def test_undoing_the_only_verdict_leaves_no_trace(db, store, article, verdict):
    _, cost, _ = its_quotes(article)
    store(article)
    group_quotes(db)
    before = content(db)
    record = corrected(article, cost, "the work would cost", "Harbor Board")
    add_review(db, cost.key, verdict, record if verdict == "correct" else None, "Kim")
    assert undo_review(db, cost.key).verdict == verdict
    assert content(db) == before


def test_undoing_the_newest_verdict_puts_the_one_before_in_force(db, store, article):
    _, cost, _ = its_quotes(article)
    store(article)
    first = corrected(article, cost, "the work would cost", "Harbor Board")
    second = corrected(article, cost, "would cost", "Council")
    add_review(db, cost.key, "correct", first, "Kim")
    add_review(db, cost.key, "correct", second, "Lee")
    assert undo_review(db, cost.key).reviewer == "Lee"
    assert read_record(db, cost.key) == first
    assert store(article, None, "2") == "replaced"
    assert read_record(db, cost.key) == first


def test_an_undone_verdict_does_not_come_back_with_the_next_extraction(db, store, article):
    bridge, *_ = its_quotes(article)
    store(article)
    add_review(db, bridge.key, "reject")
    undo_review(db, bridge.key)
    store(article, None, "2")
    assert len(shown(db)) == 3


def test_there_is_nothing_to_undo_without_a_verdict(db, store, article):
    store(article)
    with pytest.raises(QueryError, match="nobody has reviewed"):
        undo_review(db, its_quotes(article)[0].key)
    with pytest.raises(QueryError, match="no quote"):
        undo_review(db, "0" * 16)


def test_reviewed_articles_are_gold(db, store, article, tmp_path):
    bridge, cost, silence = its_quotes(article)
    store(article)
    assert list(reviewed_articles(db)) == []
    add_review(db, bridge.key, "reject")
    add_review(
        db, cost.key, "correct", corrected(article, cost, "the work would cost", "Harbor Board")
    )
    (entry,) = reviewed_articles(db)
    assert [each["verdict"] for each in entry["attributions"]] == ["correct", None]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(entry) + "\n")
    (gold,) = read_gold(path)
    assert gold.article.text == article.text
    words = [[article.text[a:b] for a, b in item.content] for item in gold.items]
    assert words == [["the work would cost"], [span.text for span in silence.quote.content]]
    assert gold.items[0].fields["name"] == "Harbor Board"
    assert gold.reviewed is not None and len(gold.reviewed) == 2
    rejected = bridge.quote.content[0]
    assert any(start <= rejected.start and rejected.end <= end for start, end in gold.reviewed)
    assert [item.fields["act"] for item in gold.items] == ["statement", "silence"]
