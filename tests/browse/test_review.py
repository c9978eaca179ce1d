"""Reviewing: what each verdict does, what undo takes back, and who may write at all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from lxml import html

from quotes.browse.review.corrections import corrected
from quotes.browse.review.desk import Desk, sit_down
from quotes.browse.server import instance_of
from quotes.errors import QueryError
from quotes.store import open_database, read_record
from tests.browse.library import LEDGER, LEDGER_QUOTES, build
from tests.browse.serving import reviewed

FIRST, INTERRUPTED, TOLD, NESTED, UNNAMED, SILENT = LEDGER_QUOTES
RECORD = INTERRUPTED.as_record()


# What is filled in becomes a record


def words(record: dict | None) -> list[str]:
    assert record is not None
    for span in record["content"]:
        assert LEDGER.text[span["start"] : span["end"]] == span["text"]
    return [span["text"] for span in record["content"]]


def test_words_are_looked_for_in_the_article_white_space_aside():
    form = {"content": ["We have\r\nrun out", "The engines are older"]}
    changed = corrected(LEDGER.text, RECORD, form)
    assert words(changed) == ["We have run out", "The engines are older"]
    assert changed["text"] == "We have run out The engines are older"


def test_words_that_stand_twice_are_those_nearest_to_the_old_ones():
    text = "Yes, he said. No. Yes, she said. Yes."
    record = {**RECORD, "content": [{"start": 18, "end": 21, "text": "Yes"}], "text": "Yes"}
    changed = corrected(text, record, {"content": ["Yes,"]})
    assert changed["content"] == [{"start": 18, "end": 22, "text": "Yes,"}]


def test_a_span_that_is_emptied_is_left_out():
    assert words(
        corrected(LEDGER.text, RECORD, {"content": ["“We have run out of road,”", " "]})
    ) == ["“We have run out of road,”"]


def test_nothing_changed_is_nothing():
    spans = [span.text for span in INTERRUPTED.quote.content]
    form = {
        "content": spans, "act": ["statement"], "kind": ["direct"], "name": ["Mara Quillfeather"],
        "named": ["1"], "role": ["chair"], "affiliation": ["Harbour Board"],
        "source": [INTERRUPTED.quote.source.text], "cue": ["said"],
    }  # fmt: skip
    assert corrected(LEDGER.text, RECORD, form) is None


def test_another_speaker_is_mentioned_where_the_name_stands():
    changed = corrected(LEDGER.text, RECORD, {"name": ["Tobias Renn"], "named": ["1"]})
    start = LEDGER.text.index("Tobias Renn")
    assert changed["speaker"] == {
        "name": "Tobias Renn", "type": "person", "named": True, "role": None, "affiliation": None,
        "mention": {"start": start, "end": start + 11, "text": "Tobias Renn"},
    }  # fmt: skip
    assert corrected(LEDGER.text, RECORD, {"name": [""]})["speaker"] is None
    assert corrected(LEDGER.text, RECORD, {"name": ["The Mayor"]})["speaker"]["mention"] is None


def test_a_line_break_in_a_field_of_one_line_is_no_change():
    text = "“No,” said Ann\nLee, a chief\nengineer."
    record = {
        **RECORD, "text": "“No,”", "content": [{"start": 0, "end": 5, "text": "“No,”"}],
        "source": {"start": 11, "end": 18, "text": "Ann\nLee"}, "cue": None,
        "speaker": {**RECORD["speaker"], "name": "Ann\nLee", "role": "chief\nengineer"},
    }  # fmt: skip
    form = {
        "source": ["Ann Lee"], "name": ["Ann Lee"], "named": ["1"], "role": ["chief engineer"],
        "affiliation": ["Harbour Board"],
    }  # fmt: skip
    assert corrected(text, record, form) is None


@pytest.mark.parametrize("content", [["nowhere to be found"], ["", " "]])
def test_words_that_are_not_there_are_refused(content):
    with pytest.raises(QueryError):
        corrected(LEDGER.text, RECORD, {"content": content})


# The pages


class Reviewer:
    """Somebody who reviews in this process, as a browser would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.datasette = instance_of(path)
        sit_down(self.datasette, Desk(str(path), "Kim"))

    async def open(self, path: str, status: int = 200) -> html.HtmlElement:
        answer = await self.datasette.client.get(path, follow_redirects=True)
        assert answer.status_code == status, answer.text
        return html.document_fromstring(answer.text)

    async def send(self, path: str, status: int = 303, **fields: object) -> httpx.Response:
        begin = await self.datasette.client.get("/quotes/-/review", follow_redirects=True)
        token = html.document_fromstring(begin.text).cssselect("[name=csrftoken]")[0].get("value")
        answer = await self.datasette.client.post(
            path,
            content=urlencode({"csrftoken": token, **fields}, doseq=True),
            cookies=dict(begin.cookies),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == status, answer.text
        return answer

    def record(self, key: str) -> dict:
        db = open_database(self.path, readonly=True)
        try:
            return read_record(db, key)
        finally:
            db.conn.close()

    def reviews(self) -> list[tuple[str, str, str]]:
        db = open_database(self.path, readonly=True)
        try:
            return db.conn.execute(
                "SELECT quote_key, verdict, reviewer FROM reviews ORDER BY id"
            ).fetchall()
        finally:
            db.conn.close()


@pytest.fixture
def kim(tmp_path: Path) -> Reviewer:
    return Reviewer(build(tmp_path / "quotes.db"))


def quote_of(tree: html.HtmlElement) -> str:
    (quote,) = tree.cssselect("figure.quote blockquote")
    return quote.text_content()


def address(key: str) -> str:
    return f"/quotes/-/review/{key}"


async def test_the_least_certain_comes_first_and_the_next_follows(kim):
    assert quote_of(await kim.open("/quotes/-/review")) == SILENT.quote.text
    answer = await kim.send(address(SILENT.key), verdict="confirm")
    tree = await kim.open(answer.headers["location"])
    assert quote_of(tree) != SILENT.quote.text
    assert "1 of 8 quotes reviewed" in " ".join(tree.text_content().split())
    assert kim.reviews() == [(SILENT.key, "confirm", "Kim")]


async def test_skipping_leads_on_and_around(kim):
    seen = set()
    path = "/quotes/-/review"
    for _ in range(8):
        tree = await kim.open(path)
        seen.add(quote_of(tree))
        path = tree.cssselect("[data-key=n]")[0].get("href")
    assert len(seen) == 8
    assert quote_of(await kim.open(path)) == SILENT.quote.text


async def test_a_rejected_quote_leaves_the_other_pages_until_that_is_undone(kim):
    await kim.send(address(NESTED.key), verdict="reject")
    await kim.open(f"/quotes/-/quote/{NESTED.key}", 404)
    await kim.send("/quotes/-/review/undo", key=NESTED.key)
    await kim.open(f"/quotes/-/quote/{NESTED.key}")
    assert kim.reviews() == []


async def test_a_correction_is_put_into_effect_and_undone(kim):
    before = kim.record(INTERRUPTED.key)
    await kim.send(
        address(INTERRUPTED.key), verdict="correct", content=["“We have run out of road,”"],
        kind="mixed", act="attitude", name="Tobias Renn", named="1",
    )  # fmt: skip
    after = kim.record(INTERRUPTED.key)
    assert (after["act"], after["kind"], after["speaker"]["name"]) == (
        "attitude", "mixed", "Tobias Renn",
    )  # fmt: skip
    assert after["text"] == "“We have run out of road,”"
    tree = await kim.open(f"/quotes/-/quote/{INTERRUPTED.key}")
    assert "Tobias Renn" in tree.cssselect("figure .who")[0].text_content()
    await kim.send("/quotes/-/review/undo")
    assert kim.record(INTERRUPTED.key) == before


async def test_there_is_nothing_to_undo_before_the_first_verdict(kim):
    await kim.send("/quotes/-/review/undo")
    await kim.send("/quotes/-/review/undo", 404, key=NESTED.key)


async def test_saving_without_a_change_confirms(kim):
    await kim.send(address(NESTED.key), verdict="correct", kind="direct")
    assert kim.reviews() == [(NESTED.key, "confirm", "Kim")]


async def test_each_form_says_what_is_stored(kim):
    for quote in LEDGER_QUOTES:
        tree = await kim.open(address(quote.key))
        form = tree.cssselect("form.correction")[0]
        fields: dict[str, list[str]] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        del fields["csrftoken"]
        await kim.send(form.get("action"), verdict="correct", **fields)
    assert [verdict for _, verdict, _ in kim.reviews()] == ["confirm"] * len(LEDGER_QUOTES)


async def test_what_cannot_be_done_is_said_and_changes_nothing(kim):
    answer = await kim.send(address(NESTED.key), 200, verdict="correct", content="not in the text")
    (notice,) = html.document_fromstring(answer.text).cssselect("[role=alert]")
    assert "does not stand in the article" in notice.text
    answer = await kim.send(address(NESTED.key), 200, verdict="nonsense")
    assert "is no verdict" in answer.text
    assert kim.reviews() == []


async def test_when_all_are_reviewed_it_says_so(kim):
    answer = await kim.send(address(SILENT.key), verdict="confirm")
    while "/review/" in (location := answer.headers["location"]) or "after=" in location:
        tree = await kim.open(location)
        forms = tree.cssselect("form.verdicts")
        if not forms:
            break
        answer = await kim.send(forms[0].get("action"), verdict="confirm")
    assert "All 8 quotes reviewed" in tree.text_content()
    assert len(kim.reviews()) == 8


async def test_a_form_of_another_page_is_refused(kim):
    begin = await kim.datasette.client.get("/quotes/-/review", follow_redirects=True)
    answer = await kim.datasette.client.post(
        address(NESTED.key), content="verdict=reject", cookies=dict(begin.cookies)
    )
    assert answer.status_code == 403
    assert kim.reviews() == []


async def test_serve_has_no_page_that_writes(datasette):
    for path in ("/quotes/-/review", address(NESTED.key), "/quotes/-/review/undo"):
        assert (await datasette.client.get(path)).status_code == 404
    answer = await datasette.client.get("/")
    assert "/-/review" not in answer.text


# The server


def test_only_who_has_the_token_gets_in(tmp_path: Path):
    with reviewed(build(tmp_path / "quotes.db")) as start:
        base = start.partition("/quotes/")[0]
        port = base.rpartition(":")[2]
        for path in ("/", "/quotes/-/review", "/quotes.json", "/quotes/-/review?token=x"):
            assert httpx.get(base + path).status_code == 403
        with httpx.Client(follow_redirects=True) as browser:
            page = browser.get(start)
            assert page.status_code == 200 and "token" not in str(page.url)
            cookie = page.history[0].headers["set-cookie"]
            assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
            assert browser.get(base + "/").status_code == 200
            for headers in (
                {"host": f"evil.example:{port}"},
                {"origin": "http://evil.example"},
                {"origin": "null"},
            ):
                assert browser.get(base + "/", headers=headers).status_code == 403
            away = browser.get(
                f"{base}//evil.example/?{start.partition('?')[2]}", follow_redirects=False
            )
            assert away.headers["location"] == "/evil.example/"
