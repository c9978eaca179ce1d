"""JSON Lines (.jsonl, .ndjson): one object a line, one article an object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.lines import MAX_LINE, read_lines
from quotes.ingest.records import article_from_record, record_id
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, decode, too_large
from quotes.types import Article


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of each line, or why it has none; memory stays bounded by the longest line."""
    lines_of_ids: dict[str, int] = {}
    empty = True
    for number, line in read_lines(stream):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        if empty and line is not None:
            _refuse_array(line)
        empty = False
        try:
            if line is None:
                raise too_large(None, MAX_LINE)
            record = parse_object(line)
            _claim_id(record, number, lines_of_ids)
            yield article_from_record(record, source, number)
        except UnreadableError as problem:
            yield source.error(problem, number)
    if empty:
        raise UnreadableError("is empty")


def parse_object(line: bytes) -> dict[str, Any]:
    """The JSON object in `line`. Raises UnreadableError where there is none."""
    text = decode(line)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, lists in lists in lists
        raise UnreadableError("is JSON that no reader of articles can make sense of") from None
    if not isinstance(value, dict):
        raise UnreadableError('is no JSON object; write {"text": "..."}, one article a line')
    return value


def _refuse_array(line: bytes) -> None:
    if line.lstrip(b"\xef\xbb\xbf \t").startswith(b"[") and not _is_json(line):
        raise UnreadableError("is one JSON array, not JSON Lines; convert it, e.g. jq -c '.[]'")


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _claim_id(record: dict[str, Any], number: int, lines_of_ids: dict[str, int]) -> None:
    name = record_id(record)
    if name is not None and (first := lines_of_ids.setdefault(name, number)) != number:
        raise UnreadableError(f'has the id "{name}" of line {first}; ids must be unique in a file')
