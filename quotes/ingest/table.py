"""Tables (.csv, .tsv): a header, then one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from quotes.errors import SourceError
from quotes.ingest.lines import MAX_LINE, read_lines
from quotes.ingest.records import FIELDS, article_from_record, record_id
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, decode, too_large
from quotes.types import Article


def read_csv(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The articles of a comma-separated table; semicolons and tabs are recognised by the header."""
    return _read(stream, source, ",;\t")


def read_tsv(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The articles of a tab-separated table."""
    return _read(stream, source, "\t")


def _read(stream: BinaryIO, source: Source, delimiters: str) -> Iterator[Article | SourceError]:
    lines = _text_lines(stream)
    header = next(lines, "")
    if not header.strip():
        raise UnreadableError("is empty, or its first line is")
    columns, delimiter = _header(header, delimiters)
    # The limit is global to the csv module; 131,072 characters, its default, is less than a long
    # article.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    lines_of_ids: dict[str, int] = {}
    line = 2
    empty = True
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            # Where a row's quotation marks do not match, nobody can tell where the next row starts.
            yield source.error(
                f"breaks the rules of CSV ({error}); it and the rows after it are not read: "
                'put fields in "..." and write marks inside them twice',
                line,
            )
            return
        if row is None:
            break
        if row:
            empty = False
            try:
                yield _article(row, columns, source, line, lines_of_ids)
            except UnreadableError as problem:
                yield source.error(problem, line)
        line = rows.line_num + 2  # the header is not among the reader's lines
    if empty:
        raise UnreadableError("has a header, but no rows")


def _article(
    row: list[str], columns: list[str], source: Source, line: int, lines_of_ids: dict[str, int]
) -> Article:
    if len(row) > len(columns):
        raise UnreadableError(f"has {len(row)} fields, the header {len(columns)}")
    for value in row:
        # Bytes that are no UTF-8 come as lone surrogates, so that they spoil their own row alone.
        decode(value.encode("utf-8", "surrogateescape"))
    record = dict(zip(columns, row, strict=False))
    name = record_id(record)
    if name is not None and (first := lines_of_ids.setdefault(name, line)) != line:
        raise UnreadableError(f'has the id "{name}" of line {first}; ids must be unique in a file')
    return article_from_record(record, source, line)


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    for number, line in read_lines(stream):
        if line is None:
            raise too_large(None, MAX_LINE)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield line.decode("utf-8", "surrogateescape")


def _header(line: str, delimiters: str) -> tuple[list[str], str]:
    """The column names and the delimiter that tells them apart."""
    for delimiter in delimiters:
        try:
            names = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
        except csv.Error:  # no header in any dialect
            break
        columns = [name.strip().lower() for name in names]
        if columns.count("text") == 1:
            return columns, delimiter
    found = " ".join(line.encode("utf-8", "backslashreplace").decode()[:120].split()) or "nothing"
    raise UnreadableError(
        f'lacks the column "text" in its first line, which has: {found}; '
        f"the columns are {', '.join(FIELDS)}, of which only text must be there"
    )
