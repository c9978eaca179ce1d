"""JSON Lines and CSV: one record a line, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotes.render.inert import cell, json_text
from quotes.types import Attribution, Span, Speaker

FLAT_COLUMNS = (
    "id", "article", "outlet", "published", "title", "author", "url", "act", "kind", "text",
    "speaker", "type", "named", "role", "affiliation", "cue", "source", "addressee", "medium",
    "via", "confidence", "start", "source_class", "number", "former", "anonymity",
)  # fmt: skip
"""The same as in the table that `quotes export` makes of a database."""


def json_line(record: Mapping[str, Any]) -> str:
    """`record` as one line of JSON, its newline included."""
    return json_text(json.dumps(record, ensure_ascii=False)) + "\n"


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """The header and the rows as CSV, a row at a time.

    None is an empty cell, truth values are 0 and 1, and text that a spreadsheet would run as a
    formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    # Only characters of the line terminator are quoted, and a cell may hold a carriage return.
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        yield _taken(buffer)
        writer.writerow([_plain(cell(row[column])) for column in columns])
    yield _taken(buffer)


def flat(attribution: Attribution) -> dict[str, Any]:
    """The record as a row (`FLAT_COLUMNS`): spans by their text, `start` that of the content."""
    article, quote, speaker = attribution.article, attribution.quote, attribution.speaker
    values = (
        attribution.key, article.source, article.outlet, article.published, article.title,
        article.author, article.url, quote.act, quote.kind, quote.text,
        *_who(speaker), _text(quote.cue), _text(quote.source), quote.addressee, quote.medium,
        quote.via, round(quote.confidence, 4), quote.content[0].start,
        speaker.source_class if speaker else "unknown",
        *((speaker.number, speaker.former, speaker.anonymity) if speaker else (None,) * 3),
    )  # fmt: skip
    return dict(zip(FLAT_COLUMNS, values, strict=True))


def _who(speaker: Speaker | None) -> tuple[Any, ...]:
    if speaker is None:
        return (None,) * 5
    return speaker.name, speaker.type, speaker.named, speaker.role, speaker.affiliation


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue().removesuffix("\r\n") + "\n"
    buffer.seek(0)
    buffer.truncate()
    return text
