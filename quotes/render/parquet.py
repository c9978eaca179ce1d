"""Parquet: the flat table for notebooks, text as it is. pyarrow is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import Any, BinaryIO

from quotes.errors import QuotesError

_ROWS_A_GROUP = 50_000  # some 30 MB of quotes in memory
_TYPES = {
    "named": "bool",
    "confidence": "float64",
    "start": "int64",
    "number": "int64",
    "former": "bool",
}  # all others are text


def check_available() -> None:
    """Raises QuotesError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise QuotesError(
            "Parquet needs pyarrow; install it with: pip install 'newsquotes[parquet]'"
        )


def write_parquet(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], target: BinaryIO
) -> None:
    """Write the rows to `target`, a group of rows at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.type_for_alias(_TYPES.get(name, "string"))) for name in columns])
    stream = iter(rows)
    with pq.ParquetWriter(target, schema) as writer:
        while group := list(islice(stream, _ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
