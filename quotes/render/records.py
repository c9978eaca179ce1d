"""JSON Lines and CSV: one record a line, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotes.render.inert import cell, json_text
from quotes.types import Attribution, Span

FLAT_COLUMNS = (
    "article", "outlet", "published", "title", "url", "id", "act", "kind", "text", "speaker",
    "type", "named", "role", "affiliation", "addressee", "medium", "via", "cue", "source",
    "start", "end", "confidence",
)  # fmt: skip


def json_line(record: Mapping[str, Any]) -> str:
    """`record` as one line of JSON, its newline included."""
    return json_text(json.dumps(record, ensure_ascii=False)) + "\n"


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """The header and the rows as CSV, a row at a time.

    None is an empty cell, truth values are 0 and 1, and text that a spreadsheet would run as a
    formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        yield _taken(buffer)
        writer.writerow([_plain(cell(row[column])) for column in columns])
    yield _taken(buffer)


def flat(attribution: Attribution) -> dict[str, Any]:
    """The record as a row (`FLAT_COLUMNS`): spans by their text, content by its outer ends."""
    article, quote, speaker = attribution.article, attribution.quote, attribution.speaker
    return {
        "article": article.source,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "id": attribution.key,
        "act": quote.act,
        "kind": quote.kind,
        "text": quote.text,
        "speaker": speaker.name if speaker else None,
        "type": speaker.type if speaker else None,
        "named": speaker.named if speaker else None,
        "role": speaker.role if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
        "addressee": quote.addressee,
        "medium": quote.medium,
        "via": quote.via,
        "cue": _text(quote.cue),
        "source": _text(quote.source),
        "start": quote.content[0].start,
        "end": quote.content[-1].end,
        "confidence": round(quote.confidence, 4),
    }


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
