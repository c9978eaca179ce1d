"""JSON Lines: one article a line, one error a bad line, the rest goes on."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.ingest import MAX_ARTICLE, read_articles
from quotes.types import Article

GOOD = '{"id": "a1", "text": "“Yes,” she said."}'


def test_all_fields(read_one):
    record = {
        "id": "gazette-7",
        "text": "“Yes,”\r\nshe said.",
        "url": "https://gazette.example/7?page=1",
        "title": " Harbour \n vote ",
        "author": ["Ana de la Cruz", "Tom Okafor"],
        "outlet": "Gazette",
        "published": "Mon, 24 Mar 2025 17:05:00 GMT",
        "language": "en",
    }
    article = read_one("a.jsonl", json.dumps(record) + "\n")
    assert article == Article(
        text="“Yes,”\r\nshe said.",
        source="gazette-7",
        origin=article.origin,
        url="https://gazette.example/7?page=1",
        title="Harbour vote",
        author="Ana de la Cruz; Tom Okafor",
        outlet="Gazette",
        published="2025-03-24T17:05:00+00:00",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no JSON: "),
        ("[1, 2]", "is no JSON object"),
        ('"text"', "is no JSON object"),
        ("null", "is no JSON object"),
        ("[" * 100_000, "is JSON that no reader"),
        ('{"text": ' + "9" * 5000 + "}", "is JSON that no reader"),
        ('{"body": "x", "id": 1}', 'lacks the field "text"; it has body, id'),
        ('{"text": null}', 'has a field "text" that is null, not a string'),
        ('{"text": ["x"]}', 'has a field "text" that is a list, not a string'),
        ('{"text": " "}', "is empty"),
        ('{"text": "a\\ud800b"}', "has half a surrogate pair (U+D800) at offset 1"),
        ('{"text": "a\\u0000b"}', "has a NUL character at offset 1"),
        (GOOD, 'has the id "a1" of line 1'),
        ("\udc93", "is not UTF-8 (byte 0x93 at offset 0)"),
        (json.dumps({"text": "a" * (MAX_ARTICLE + 1)}), "has 1,000,001 characters"),
        ("{" + " " * 14_000_000 + "}", "has more than 13,000,000 bytes"),
    ],
    ids=lambda value: value[:24],
)
def test_a_bad_line_is_one_error_and_the_rest_goes_on(read, line, reason):
    content = f'{GOOD}\n\n{line}\n{{"text": "Last."}}\n'
    first, error, last = read("a.jsonl", content.encode("utf-8", "surrogateescape"))
    assert error.source.endswith("a.jsonl:3")
    assert error.reason.startswith(reason)
    assert "\n" not in str(error)
    assert (first.source, last.text) == ("a1", "Last.")
    assert last.source.endswith("a.jsonl:4")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": 12}, {"source": "12"}),
        ({"id": True, "title": 7, "author": {"name": "X"}}, {"title": None, "author": None}),
        ({"title": "a\ud800"}, {"title": None}),
        ({"title": "a\u0000\u001b[31mb"}, {"title": "a [31mb"}),
        ({"published": "soon"}, {"published": None}),
        ({"published": 1742835900}, {"published": None}),
        ({"url": "javascript:alert(1)"}, {"url": None}),
        ({"url": "https://gazette.example/"}, {"url": None}),
        ({"url": "http://[broken/x"}, {"url": None}),
        ({"outlet": "  "}, {"outlet": None}),
    ],
    ids=str,
)
def test_no_article_is_refused_for_its_metadata(read_one, fields, expected):
    article = read_one("a.jsonl", json.dumps({"text": "Hello.", **fields}))
    assert {name: getattr(article, name) for name in expected} == expected


def test_an_id_with_half_a_surrogate_is_no_id(read_one):
    article = read_one("a.jsonl", '{"text": "Hello.", "id": "a\\udfff"}')
    assert article.source.endswith("a.jsonl:1")


def test_an_array_is_refused_as_a_whole(refuse):
    reason = refuse("a.jsonl", '[\n {"text": "a"},\n {"text": "b"}\n]\n')
    assert reason.startswith("is one JSON array, not JSON Lines; convert it")


def test_no_lines(refuse):
    assert refuse("a.jsonl", b"\xef\xbb\xbf\n \n") == "is empty"


@given(texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_round_trip(tmp_path, texts):
    texts = [text for text in texts if not text.isspace()] + ["end"]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    assert [item.text for item in read_articles([str(path)])] == texts
