"""The pages of a review: one quote in its article with what can be decided about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from datasette import NotFound, Response

from quotes.browse import highlight, queries
from quotes.browse.links import Links
from quotes.browse.review import queue
from quotes.browse.review.corrections import corrected
from quotes.browse.review.desk import Desk
from quotes.errors import QueryError, QuotesError
from quotes.render.highlight import Mark
from quotes.store import add_review, read_record, undo_review
from quotes.types import ACTS, KINDS, SPEAKER_TYPES

Answer = tuple[str, dict[str, Any]]

_MOST_BYTES = 200_000  # of a form: a quote with all its words and more
_SPEAKERS = 40  # of an article, as suggestions


async def begin(database: Any, request: Any, links: Links) -> Answer | Response:
    """Leads to the quote that comes next, or says that all are done."""
    _desk(links)
    key = await queue.following(database, request.args.get("after") or "")
    if key is not None:
        return Response.redirect(links.review(key))
    return "quotes/reviewed.html", {
        "progress": await queue.progress(database),
        "latest": await queue.latest(database),
    }


async def decision(database: Any, request: Any, links: Links) -> Answer | Response:
    """One quote; a form that is sent is put into effect."""
    key = request.url_vars["key"]
    if request.method == "POST":
        return await _decide(database, request, links, key)
    return await _show(database, _desk(links), key)


async def undo(database: Any, request: Any, links: Links) -> Answer | Response:
    """Takes back the verdict on the quote that the form names, or this reviewer's last one."""
    desk = _desk(links)
    if request.method != "POST":
        return Response.redirect(links.review())
    form = await _form(request)
    key = form.get("key", [""])[0] or await queue.last_of(database, desk.reviewer)
    if key:
        try:
            await desk.write(lambda db: undo_review(db, key))
        except QueryError as error:  # undone in another window already
            raise NotFound(str(error)) from error
    return Response.redirect(links.review(key or ""), status=303)


async def _decide(database: Any, request: Any, links: Links, key: str) -> Any:
    form = await _form(request)
    verdict = form.get("verdict", [""])[0]
    desk = _desk(links)
    reviewer = desk.reviewer

    def decide(db: Any) -> None:
        if verdict != "correct":
            add_review(db, key, verdict, reviewer=reviewer)
            return
        (text,) = db.conn.execute(
            "SELECT a.text FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
            "WHERE q.key = ?",
            (key,),
        ).fetchone() or ("",)
        record = corrected(text, read_record(db, key), form)
        add_review(db, key, "correct" if record else "confirm", record, reviewer)

    try:
        await desk.write(decide)
    except QuotesError as error:
        return await _show(database, desk, key, str(error), form)
    return Response.redirect(links.review(after=key), status=303)


async def _show(
    database: Any, desk: Desk, key: str, error: str = "", form: dict[str, list[str]] | None = None
) -> Answer:
    found = await queries.stored_quote(database, key)
    if found is None:
        raise NotFound("There is no such quote. It may have been extracted anew.")
    spans = [
        span
        for span in await queries.spans_in(database, found["article_id"])
        if span["quote_id"] == found["id"]
    ]
    text = found["article_text"]
    marks = sorted(Mark(span["start"], span["end"], span["part"], 0) for span in spans)
    low = min((mark.start for mark in marks), default=found["start"])
    high = max((mark.end for mark in marks), default=found["start"])
    low, high = highlight.passage(text, low, high, margin=700)
    return "quotes/review.html", {
        "quote": found,
        "content": [text[m.start : m.end] for m in marks if m.part == "content"],
        "paragraphs": highlight.highlight(text, marks, low, high),
        "quotes": [{**found, "hue": 0}],
        "cut_before": low > 0,
        "cut_after": high < len(text),
        "speakers": await queries.speakers_in(database, found["article_id"], _SPEAKERS),
        "choices": {"act": ACTS, "kind": KINDS, "type": SPEAKER_TYPES},
        "progress": await queue.progress(database),
        "latest": await queue.latest(database),
        "review": await queries.verdict(database, key),
        "reviewer": desk.reviewer,
        "error": error,
        "form": {name: values[0] for name, values in (form or {}).items()},
    }


def _desk(links: Links) -> Desk:
    if links.desk is None:
        raise NotFound("There is no such page. `quotes review` serves pages that write.")
    return links.desk


async def _form(request: Any) -> dict[str, list[str]]:
    body = await request.post_body()
    text = body[:_MOST_BYTES].decode("utf-8", "replace").replace("\0", "")
    return parse_qs(text.replace("%00", ""), keep_blank_values=True)
