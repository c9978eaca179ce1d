"""Tables (.csv, .tsv): a header, then one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from quotes.errors import SourceError
from quotes.ingest.lines import read_lines
from quotes.ingest.records import FIELDS, UniqueIds, article_from_record, label
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError, decode
from quotes.types import Article

CSV = ",;\t"
"""Delimiters that are tried in turn on the header."""
TSV = "\t"


def read_csv(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The articles of a comma-separated table; semicolons and tabs are recognised by the header."""
    return _read(stream, source, CSV)


def read_tsv(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The articles of a tab-separated table."""
    return _read(stream, source, TSV)


def read_rows(
    stream: BinaryIO, source: Source, delimiters: str, fields: tuple[str, ...], needed: str
) -> Iterator[tuple[int, dict[str, str] | UnreadableError]]:
    """Line and fields of each row, by column name in lower case, or what is wrong with it.

    `fields` are the columns to tell of where the column `needed` is missing. Raises UnreadableError
    where there is no header, or no row.
    """
    lines = _text_lines(stream, source)
    header = next(lines, "")
    if not header.strip():
        raise UnreadableError("is empty, or its first line is")
    columns, delimiter = _header(header, delimiters, fields, needed)
    # The limit is global to the csv module; 131,072 characters, its default, is less than a long
    # article.
    csv.field_size_limit(max(csv.field_size_limit(), source.limit.line))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 2
    empty = True
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            # Where a row's quotation marks do not match, nobody can tell where the next row starts.
            yield (
                line,
                UnreadableError(
                    f"breaks the rules of CSV ({error}); it and the rows after it are not read: "
                    'put fields in "..." and write marks inside them twice'
                ),
            )
            return
        if row is None:
            break
        if row:
            empty = False
            try:
                yield line, _fields(row, columns)
            except UnreadableError as problem:
                yield line, problem
        line = rows.line_num + 2  # the header is not among the reader's lines
    if empty:
        raise UnreadableError("has a header, but no rows")


def _read(stream: BinaryIO, source: Source, delimiters: str) -> Iterator[Article | SourceError]:
    ids = UniqueIds()
    for line, record in read_rows(stream, source, delimiters, FIELDS, needed="text"):
        if isinstance(record, UnreadableError):
            yield source.error(record, line)
            continue
        try:
            ids.claim(record, line)
            yield article_from_record(record, source, line)
        except UnreadableError as problem:
            yield source.error(problem, line)


def _fields(row: list[str], columns: list[str]) -> dict[str, str]:
    if len(row) > len(columns):
        raise UnreadableError(f"has {len(row)} fields, the header {len(columns)}")
    for value in row:
        # Bytes that are no UTF-8 come as lone surrogates, so that they spoil their own row alone.
        decode(value.encode("utf-8", "surrogateescape"))
    return dict(zip(columns, row, strict=False))


def _text_lines(stream: BinaryIO, source: Source) -> Iterator[str]:
    limit = source.limit
    for number, line in read_lines(stream, limit.line):
        if line is None:
            raise limit.too_large(None, limit.line)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield line.decode("utf-8", "surrogateescape")


def _header(
    line: str, delimiters: str, fields: tuple[str, ...], needed: str
) -> tuple[list[str], str]:
    """The column names and the delimiter that tells them apart."""
    for delimiter in delimiters:
        try:
            names = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
        except csv.Error:  # no header in any dialect
            break
        columns = [name.strip().lower() for name in names]
        if columns.count(needed) == 1:
            return columns, delimiter
    found = label(line.encode("utf-8", "backslashreplace").decode()[:120]) or "nothing"
    raise UnreadableError(
        f'lacks the column "{needed}" in its first line, which has: {found}; '
        f"the columns are {', '.join(fields)}, of which only {needed} must be there"
    )
