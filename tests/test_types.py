"""The values that pass from stage to stage, and the record that users read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.types import ACTS, KINDS, SPEAKER_TYPES, Article, Attribution, Quote, Span, Speaker

TEXT = "“We are done,” Mayor Ann Poe told the Ledger."
ARTICLE = Article(text=TEXT, source="news/one.txt", outlet="The Courant")
QUOTE = Quote(
    act="statement",
    kind="direct",
    content=(Span.of(TEXT, 0, 14),),
    cue=Span.of(TEXT, 29, 33),
    source=Span.of(TEXT, 15, 28),
    addressee="the Ledger",
    medium="interview",
    confidence=0.912345,
)
SPEAKER = Speaker("Ann Poe", "person", True, "Mayor", "Marlow", Span.of(TEXT, 21, 28))


def test_the_record_has_its_documented_fields_in_order() -> None:
    record = Attribution(ARTICLE, QUOTE, SPEAKER).as_record()
    identity = record.pop("id")
    assert len(identity) == 16 and int(identity, 16) >= 0
    expected = {
        "article": "news/one.txt",
        "act": "statement",
        "kind": "direct",
        "text": "“We are done,”",
        "content": [{"start": 0, "end": 14, "text": "“We are done,”"}],
        "cue": {"start": 29, "end": 33, "text": "told"},
        "source": {"start": 15, "end": 28, "text": "Mayor Ann Poe"},
        "speaker": {
            "name": "Ann Poe",
            "type": "person",
            "named": True,
            "role": "Mayor",
            "affiliation": "Marlow",
            "mention": {"start": 21, "end": 28, "text": "Ann Poe"},
        },
        "addressee": "the Ledger",
        "medium": "interview",
        "via": None,
        "confidence": 0.9123,
    }
    assert json.dumps(record) == json.dumps(expected)


def test_the_id_stands_behind_the_article() -> None:
    assert list(Attribution(ARTICLE, QUOTE, SPEAKER).as_record())[:3] == ["article", "id", "act"]


def test_what_is_unknown_is_null() -> None:
    quote = Quote("statement", "indirect", (Span.of(TEXT, 1, 12),))
    record = Attribution(ARTICLE, quote, None).as_record()
    assert [key for key, value in record.items() if value is None] == [
        "cue", "source", "speaker", "addressee", "medium", "via",
    ]  # fmt: skip


def test_the_text_joins_the_spans_of_the_content() -> None:
    text = "“We,” she said, “go.”"
    quote = Quote("statement", "direct", (Span.of(text, 0, 5), Span.of(text, 16, 21)))
    assert quote.text == "“We,” “go.”"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 99), (99, 100)])
def test_a_span_lies_inside_its_text_and_holds_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span.of(TEXT, start, end)


@given(st.text(min_size=1), st.data())
def test_a_span_is_cut_from_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert span.as_dict() == {"start": start, "end": end, "text": text[start:end]}


def key(article: Article = ARTICLE, quote: Quote = QUOTE, speaker: Speaker | None = SPEAKER) -> str:
    return Attribution(article, quote, speaker).key


def test_ids_are_the_same_every_time() -> None:
    # Reviews and merges refer to ids in databases that are out there.
    assert key() == "1c61209daab07868"


@pytest.mark.parametrize(
    "same",
    [
        key(
            article=replace(
                ARTICLE, source="elsewhere.txt", origin="/x", title="T", published="2024-05-02"
            )
        ),
        key(quote=replace(QUOTE, confidence=0.1, kind="mixed", medium=None, cue=None)),
        key(speaker=None),
        key(speaker=replace(SPEAKER, name="Poe")),
    ],
    ids=["where it was read", "what is told besides", "no speaker", "another speaker"],
)
def test_ids_outlive_corrections(same: str) -> None:
    assert same == key()


@pytest.mark.parametrize(
    "other",
    [
        key(article=replace(ARTICLE, text=TEXT + " ")),
        key(article=replace(ARTICLE, outlet="The Ledger")),
        key(article=replace(ARTICLE, url="https://example.org/1")),
        key(quote=replace(QUOTE, act="attitude")),
        key(quote=replace(QUOTE, source=None)),
        key(quote=replace(QUOTE, content=(Span.of(TEXT, 0, 13),))),
    ],
    ids=["text", "outlet", "address", "act", "source", "content"],
)
def test_ids_tell_attributions_apart(other: str) -> None:
    assert other != key()


def test_an_article_with_an_address_is_itself_wherever_it_is_read() -> None:
    one = Article(text="One.", source="a", url="https://example.org/1")
    assert one.key == Article(text="Two.", source="b", url="https://example.org/1").key
    assert Article(text="One.", source="a").key == Article(text="One.", source="b").key
    assert Article(text="One.", source="a").key != Article(text="Two.", source="a").key


@pytest.mark.parametrize("field", ["text", "url", "title", "author", "outlet", "published"])
def test_a_change_of_anything_the_article_says_is_a_change(field: str) -> None:
    assert replace(ARTICLE, **{field: "something else"}).sha256 != ARTICLE.sha256


def test_a_change_of_place_is_none() -> None:
    moved = replace(ARTICLE, origin="/elsewhere", source="../news/one.txt")
    assert moved.sha256 == ARTICLE.sha256


def test_neighbouring_fields_do_not_run_together() -> None:
    one, other = Article("", "s", title="ab", author="c"), Article("", "s", title="a", author="bc")
    assert one.sha256 != other.sha256


@given(st.text(st.characters(), min_size=1))
def test_no_text_raises_lone_surrogates_included(text: str) -> None:
    article = Article(text=text, source="s", outlet="\udcff")
    quote = Quote("statement", "direct", (Span.of(text, 0, len(text)),))
    record = Attribution(article, quote, None).as_record()
    assert json.loads(json.dumps(record)) == record
    assert len(article.sha256) == 64


def test_the_vocabularies_are_those_of_the_record_format() -> None:
    assert ACTS == ("statement", "attitude", "silence")
    assert KINDS == ("direct", "indirect", "mixed")
    assert SPEAKER_TYPES == ("person", "organization", "group", "document", "unknown")
