"""Parquet (.parquet): one article a row, in the columns of tables. pyarrow is an extra."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.errors import SourceError
from quotes.ingest.records import FIELDS, UniqueIds, article_from_record, listed
from quotes.ingest.source import Source
from quotes.ingest.text import UnreadableError
from quotes.types import Article

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_MAGIC = b"PAR1"
# As for compressed streams. What is checked is the file's own account of itself.
_BOMB_RATIO = 200
_BOMB_BYTES = 20_000_000


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article of each row, one in memory at a time; rows count from 1."""
    if not stream.seekable():
        raise UnreadableError("is Parquet, which is read from a plain file only; decompress it")
    if stream.read(len(_MAGIC)) != _MAGIC:
        raise UnreadableError("is no Parquet file")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UnreadableError(
            "needs pyarrow; install it with: pip install 'newsquotes[parquet]'"
        ) from None
    try:
        # Buffered, so that a group of rows need not be in memory as a whole.
        yield from _read(pq.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False), source)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UnreadableError(f"is broken Parquet ({reason}); fetch it again") from error


def _read(file: ParquetFile, source: Source) -> Iterator[Article | SourceError]:
    # As in tables, names may be in upper case; columns of columns have no name here.
    names = {name.lower(): name for name in reversed(file.schema_arrow.names)}
    if "text" not in names:
        raise UnreadableError(
            f'lacks the column "text"; it has {listed(file.schema_arrow.names)}; '
            f"the columns are {', '.join(FIELDS)}, of which only text must be there"
        )
    columns = {names[field]: field for field in FIELDS if field in names}
    _refuse_bomb(file, columns)
    ids = UniqueIds()
    row = 0
    # A row at a time: a dictionary can make a thousand rows of one long text, which all would be
    # written out. An article's extraction takes a hundred times as long as its row.
    for batch in file.iter_batches(batch_size=1, columns=[*columns], use_threads=False):
        row += 1
        try:
            record = {
                columns[name]: _value(values[0])
                for name, values in zip(batch.schema.names, batch.columns, strict=True)
            }
            ids.claim(record, row)
            yield article_from_record(record, source, row)
        except UnreadableError as problem:
            yield source.error(problem, row)
    if row == 0:
        raise UnreadableError("holds no rows")


def _refuse_bomb(file: ParquetFile, columns: dict[str, str]) -> None:
    for number in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(number)
        for position in range(group.num_columns):
            chunk = group.column(position)
            if (
                chunk.path_in_schema.partition(".")[0] in columns
                and chunk.total_uncompressed_size > _BOMB_BYTES
                and chunk.total_uncompressed_size > _BOMB_RATIO * chunk.total_compressed_size
            ):
                raise UnreadableError("swells more than any text when decompressed; it is not read")


def _value(scalar: Any) -> object:
    """The cell as a JSON value would be; days and times as ISO 8601."""
    import pyarrow as pa

    try:
        if pa.types.is_timestamp(scalar.type):
            scalar = scalar.cast(pa.timestamp("s", scalar.type.tz), safe=False)
        value = scalar.as_py()
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not UTF-8 ({error.reason})") from error
    except (ValueError, LookupError, OverflowError):  # a date or zone that Python does not know
        return None
    if isinstance(value, datetime):
        # Libraries for tables keep days as midnights.
        midnight = value.tzinfo is None and not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat()
    return value.isoformat() if isinstance(value, date) else value
