"""The results of a search as CSV and JSON: exactly what the page shows, or all that it found."""

from __future__ import annotations

import json
from typing import Any

from datasette import Response

from quotes.browse import queries, search
from quotes.browse.links import Links
from quotes.browse.queries import Row
from quotes.render.records import csv_lines
from quotes.store import EXPORT_COLUMNS
from quotes.store.report import FLAT, as_flat

MOST = 10_000
"""Quotes that a file holds at most."""


async def csv(database: Any, request: Any, links: Links) -> Response:
    """The rows with the columns of `quotes export`."""
    rows, _ = await _rows(database, request)
    body = "".join(csv_lines(rows, EXPORT_COLUMNS))
    headers = {"content-disposition": 'attachment; filename="quotes.csv"'}
    return Response(body, headers=headers, content_type="text/csv; charset=utf-8")


async def records(database: Any, request: Any, links: Links) -> Response:
    """An object with the question, the rows, and whether there are more of them."""
    rows, more = await _rows(database, request)
    question = search.Question.of(request.args)
    found = {"question": question.arguments(page=question.page), "more": more, "quotes": rows}
    body = json.dumps(found, ensure_ascii=False)
    return Response(body, content_type="application/json; charset=utf-8")


async def _rows(database: Any, request: Any) -> tuple[list[Row], bool]:
    """The rows of the page that is asked for, or with `all=1` of all pages, up to `MOST`."""
    question = search.Question.of(request.args)
    size, offset = search.PAGE_SIZE, (question.page - 1) * search.PAGE_SIZE
    if request.args.get("all") == "1":
        size, offset = MOST, 0
    asked, _ = await search.asked(database, question)
    ids = await search.found(database, question, asked, size + 1, offset)
    place = {id_: number for number, id_ in enumerate(ids[:size])}
    rows = await queries.rows(
        database,
        f"{FLAT} WHERE l.id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(place)),
    )
    rows.sort(key=lambda row: place[row["row"]])
    return [as_flat(row) for row in rows], len(ids) > size
