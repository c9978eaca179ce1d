"""JSON Lines (.jsonl, .ndjson): one object a line, one article an object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.lines import read_lines
from quotes.ingest.records import UniqueIds, article_from_record
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, decode
from quotes.types import Article


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of each line, or why it has none; memory stays bounded by the longest line."""
    ids = UniqueIds()
    empty = True
    for number, line in read_lines(stream, source.limit.line):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        if empty and line is not None:
            _refuse_array(line)
        empty = False
        try:
            if line is None:
                raise source.limit.too_large(None, source.limit.line)
            record = parse_object(line)
            ids.claim(record, number)
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
