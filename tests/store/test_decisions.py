"""What a person says of speakers holds: merge, split, and the user's own alias list."""

from __future__ import annotations

import json

import pytest

from quotes.errors import QueryError, SourceError
from quotes.store import (
    Entry,
    get_speaker,
    group_quotes,
    link_speakers,
    list_speakers,
    list_statements,
    merge_speakers,
    read_aliases,
    split_speaker,
    use_aliases,
)
from quotes.types import Speaker

from .stories import content
from .test_linking import person, sets, told


def quotes_of(db) -> dict[str, int]:
    return {f"{row.name} {row.id}": row.quotes for row in list_speakers(db)}


def test_a_name_that_was_linked_is_split_off(db, store):
    store(*told(1, person("Donald Trump")))
    store(*told(2, person("Donald J. Trump")))
    (row,) = list_speakers(db)
    made = split_speaker(db, row.id, ["Donald J. Trump"])
    assert get_speaker(db, made).summary.name == "Donald J. Trump"
    assert sets(db) == [["Donald J. Trump"], ["Donald Trump"]]
    store(*told(2, person("Donald J. Trump")), version="2")
    assert len(list_speakers(db)) == 2
    # What is said last holds.
    merge_speakers(db, "Donald Trump", "Donald J. Trump")
    assert sets(db) == [["Donald J. Trump", "Donald Trump"]]
    split_speaker(db, "Donald Trump", ["Donald J. Trump"])
    assert len(sets(db)) == 2


def test_the_quotes_of_one_article_are_somebody_elses(db, store):
    for number in (1, 2, 3):
        store(*told(number, person("Ana Quirke"), person("Ana Quirke")))
    (row,) = list_speakers(db)
    quote = next(q for q in get_speaker(db, row.id).quotes if q.article == "2.txt")
    made = split_speaker(db, "Ana Quirke", [quote.id])
    assert {q.article for q in get_speaker(db, made).quotes} == {"2.txt"}
    assert get_speaker(db, made).namesakes == [row.id]
    assert {q.article for q in get_speaker(db, row.id).quotes} == {"1.txt", "3.txt"}
    before = content(db)
    for number in (3, 2, 1):
        store(*told(number, person("Ana Quirke"), person("Ana Quirke")), version="2")
    group_quotes(db)
    for table in ("speakers", "aliases", "descriptions", "quotes", "groups", "index"):
        assert content(db)[table] == before[table], table
    # The same text at a new address is another article; a new text at the old place is not.
    article, found = told(2, person("Ana Quirke"))
    store(article, found, version="3")
    assert sorted(row.quotes for row in list_speakers(db)) == [1, 4]
    merge_speakers(db, row.id, made)
    assert [row.quotes for row in list_speakers(db)] == [5]


def test_articles_split_off_together_are_of_one(db, store):
    for number in (1, 2, 3, 4):
        store(*told(number, person("Ana Quirke")))
    quotes = {q.article: q.id for q in get_speaker(db, "Ana Quirke").quotes}
    made = split_speaker(db, "Ana Quirke", [quotes["1.txt"], quotes["2.txt"]])
    assert get_speaker(db, made).summary.quotes == 2
    rest = next(row.id for row in list_speakers(db) if row.id != made)
    other = split_speaker(db, rest, [quotes["3.txt"]])
    assert sorted(row.quotes for row in list_speakers(db)) == [1, 1, 2]
    assert get_speaker(db, other).namesakes == sorted({made, rest})


def test_the_bearers_of_a_name_can_be_merged(db, store):
    store(*told(1, person("John Smith", "senator")))
    store(*told(2, person("John Smith", "quarterback")))
    store(*told(3, person("John Smith", "novelist")))
    with pytest.raises(QueryError, match=r"John Smith, senator \(number"):
        get_speaker(db, "John Smith")
    roles = {get_speaker(db, row.id).quotes[0].role: row.id for row in list_speakers(db)}
    merge_speakers(db, roles["senator"], roles["novelist"])
    assert sorted(quotes_of(db).values()) == [1, 2]
    for number, role in ((3, "novelist"), (1, "senator")):
        store(*told(number, person("John Smith", role)), version="2")
    assert sorted(quotes_of(db).values()) == [1, 2]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["Bo Lind"], "is neither a name nor the id of a quote of this speaker"),
        (["Ana Quirke"], "nothing of “Ana Quirke” would be left"),
    ],
)
def test_what_cannot_be_split_changes_nothing(db, store, parts, message):
    store(*told(1, person("Ana Quirke"), person("Bo Lind")))
    before = content(db)
    with pytest.raises(QueryError, match=message):
        split_speaker(db, "Ana Quirke", parts)
    assert content(db) == before


def test_a_split_separates_statements_too(db, store):
    words = "We will never rebuild the old harbour bridge before the summer"
    for number, name in ((1, "Ana Quirke"), (2, "Ana B. Quirke")):
        article, (quote,) = told(number, person(name))
        store(*_said(article, words, quote.speaker))
    group_quotes(db)
    assert [row.attributions for row in list_statements(db)] == [1]
    split_speaker(db, "Ana Quirke", ["Ana B. Quirke"])
    fresh = content(db)
    db.conn.execute("UPDATE quotes SET rules = 0, group_id = NULL")
    for table in ("prints", "pairs", "groups"):
        db.conn.execute(f"DELETE FROM {table}")
    db.conn.commit()
    group_quotes(db)
    assert content(db) == fresh


def _said(article, text, speaker):
    from quotes.types import Article, Attribution, Quote, Span

    article = Article(text, article.source, article.origin, outlet=article.source)
    return article, [
        Attribution(article, Quote("statement", "direct", (Span.of(text, 0, len(text)),)), speaker)
    ]


LIST = [
    Entry("Marchetti Group", "MG", "organization", "Q99"),
    Entry("Ana Quirke", "The Iron Mayor", "person"),
    Entry("The New York Times", "Gray Lady"),
]


def test_the_users_list_is_followed_kept_and_replaced(db, store):
    bodies = [
        Speaker(name, "organization", True) for name in ("MG", "Marchetti Group", "Gray Lady")
    ]
    store(*told(1, *bodies, person("Ana Quirke"), person("The Iron Mayor"), person("MG")))
    assert len(list_speakers(db)) == 6
    use_aliases(db, LIST)
    link_speakers(db)
    assert sets(db) == [
        ["Ana Quirke", "The Iron Mayor"],
        ["Gray Lady", "The New York Times"],
        ["MG"],
        ["MG", "Marchetti Group"],
    ]
    detail = get_speaker(db, "Marchetti Group")
    assert (detail.qid, detail.summary.name) == ("Q99", "Marchetti Group")
    assert ("MG", "your list") in {(alias.name, alias.reason) for alias in detail.aliases}
    later = content(db)
    use_aliases(db, LIST)
    assert link_speakers(db) == 0
    use_aliases(db, [])
    link_speakers(db)
    assert len(list_speakers(db)) == 6
    use_aliases(db, LIST)
    link_speakers(db)
    assert content(db) == later


def test_a_list_that_contradicts_itself_is_refused(db):
    with pytest.raises(QueryError, match="says of “MG” that it is A and B"):
        use_aliases(db, [Entry("A", "MG"), Entry("B", "MG", "organization")])


def test_lists_as_files(tmp_path):
    table, lines = tmp_path / "list.csv", tmp_path / "list.jsonl"
    table.write_text(
        "name,alias,type,qid\n" + "".join(f"{','.join(f or '' for f in e)}\n" for e in LIST),
        "utf-8",
    )
    lines.write_text("".join(json.dumps(e._asdict()) + "\n\n" for e in LIST), "utf-8")
    assert read_aliases(str(table)) == read_aliases(str(lines)) == LIST


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,other\n", "has no column alias"),
        ("name,alias\nA,\n", "line 2: name and alias have to be there"),
        ("name,alias,type\nA,B,robot\n", "line 2: “robot” is no type"),
        ("name,alias,qid\nA,B,42\n", "line 2: “42” is no id of Wikidata"),
        ('{"name": "A"', "line 1: is no JSON"),
        ('{"name": "A", "alias": "B"}\n[]\n', "line 2: is no JSON object"),
        (None, "cannot be read: No such file"),
        (b"name,alias\n\xff,B\n", "is no UTF-8 text"),
    ],
)
def test_lists_that_do_not_fit_say_why(tmp_path, text, message):
    path = tmp_path / "list.csv"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SourceError, match=message):
        read_aliases(str(path))
