"""The tables of a folder of shards: their columns, and where their files lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import QuotesError

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLES, ATTRIBUTIONS, FAILURES = "articles", "attributions", "failures"
TABLES = (ATTRIBUTIONS, FAILURES, ARTICLES)
"""In the order in which they are put in place: a shard without articles is not there."""

STAMP = b"quotes.stamp"
"""The key in a file's metadata that says what was extracted, by what, and the counts."""


def place(folder: Path, table: str, name: str) -> Path:
    """The file of a shard in one of the tables."""
    return folder / table / f"{name}.parquet"


#: What databases have of a speaker besides the public record.
BESIDE_THE_RECORD = ("source_class", "number", "former", "anonymity")


@cache
def schemas() -> dict[str, pa.Schema]:
    """The columns of each table. Raises QuotesError where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError:
        raise QuotesError(
            "shards need pyarrow; install it with: pip install 'newsquotes[cluster]'"
        ) from None
    text = pa.string()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", text)])
    speaker = pa.struct(
        [("name", text), ("type", text), ("named", pa.bool_()), ("role", text),
         ("affiliation", text), ("mention", span), ("source_class", text),
         ("number", pa.int32()), ("former", pa.bool_()), ("anonymity", text)]
    )  # fmt: skip
    columns = ("key", "source", "origin", "url", "title", "author", "outlet", "published", "text")
    return {
        ARTICLES: pa.schema(
            [("number", pa.int32()), *((name, text) for name in columns), ("version", text)]
        ),
        # The public record and what databases have besides, with the article's number in the shard, and its key,
        # which is its own over all shards but comes again where the same article was read from several places.
        ATTRIBUTIONS: pa.schema(
            [("number", pa.int32()), ("article_key", text), ("article", text), ("id", text),
             ("act", text), ("kind", text), ("text", text), ("content", pa.list_(span)), ("cue", span),
             ("source", span), ("speaker", speaker), ("addressee", text), ("medium", text), ("via", text),
             ("confidence", pa.float64()), ("topics", pa.list_(text))]
        ),
        FAILURES: pa.schema([("source", text), ("reason", text)]),
    }  # fmt: skip
