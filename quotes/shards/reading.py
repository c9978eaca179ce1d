"""Reading shards: the articles with their attributions, as they were extracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import QuotesError, SourceError
from quotes.shards.layout import ARTICLES, ATTRIBUTIONS, FAILURES, place, schemas
from quotes.shards.writing import stamp_of
from quotes.types import Article, Attribution, Quote, Span, Speaker

_FIELDS = [field.name for field in fields(Article) if field.init]
_ROWS = 1_000  # read at a time


class Shard(NamedTuple):
    """A finished shard; `version` is the program and model that extracted it."""

    folder: Path
    name: str
    version: str


def find_shards(paths: Iterable[str]) -> list[Shard]:
    """The shards in these folders, or of which these are the files of articles, by name.

    Raises QuotesError where one of them is, or holds, no finished shard.
    """
    schemas()  # says so where pyarrow is missing
    shards = []
    for given in paths:
        path = Path(given)
        files = sorted((path / ARTICLES).glob("*.parquet")) if path.is_dir() else [path]
        files = [file for file in files if not file.name.startswith(".")]
        for file in files:
            stamp = stamp_of(file)
            if stamp is None:
                reason = (
                    "no such file or folder" if not file.exists() else "is no shard of articles"
                )
                raise QuotesError(f"{file}: {reason}; name what `quotes cluster --out` wrote")
            shards.append(Shard(file.parent.parent, file.stem, stamp["version"]))
        if not files:
            raise QuotesError(f"{path}: holds no shards; name what `quotes cluster --out` wrote")
    return shards


def read_shard(shard: Shard) -> Iterator[tuple[Article, list[Attribution]] | SourceError]:
    """The articles of a shard with their attributions, in the order in which they were extracted,
    then what failed; a few rows in memory at a time.

    Raises QuotesError where its tables do not fit each other, or cannot be read.
    """
    rows = _rows(shard, ATTRIBUTIONS)
    ahead = next(rows, None)
    try:
        for row in _rows(shard, ARTICLES):
            number = row["number"]
            article = Article(**{name: row[name] for name in _FIELDS})
            found = []
            while ahead is not None and ahead["number"] == number:
                found.append(_attribution(article, ahead))
                ahead = next(rows, None)
            yield article, found
        if ahead is not None:
            raise ValueError("attributions of an article that is not there")
        for row in _rows(shard, FAILURES):
            yield SourceError(row["source"], row["reason"])
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(shard, error) from error


def _rows(shard: Shard, table: str) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = schemas()[table].names
    try:
        with pq.ParquetFile(place(shard.folder, table, shard.name)) as file:
            if file.num_row_groups == 0:  # older releases of pyarrow stumble over nothing to read
                return
            # Older shards know no topics; any other column that is missing is missed where it is asked for.
            there = [name for name in columns if name in file.schema_arrow.names]
            for batch in file.iter_batches(_ROWS, columns=there, use_threads=False):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise _broken(shard, error) from error


def _broken(shard: Shard, error: Exception) -> QuotesError:
    reason = " ".join(str(error).split())
    return QuotesError(
        f"{shard.folder}: shard {shard.name} is broken ({reason}); delete its file in "
        f"{ARTICLES} and run `quotes cluster` again"
    )


def _attribution(article: Article, row: Mapping[str, Any]) -> Attribution:
    quote = Quote(
        row["act"],
        row["kind"],
        tuple(_span(article, span) for span in row["content"]),
        _optional(article, row["cue"]),
        _optional(article, row["source"]),
        row["addressee"],
        row["medium"],
        row["via"],
        row["confidence"],
    )
    speaker = row["speaker"]
    if speaker is not None:
        speaker = Speaker(**{**speaker, "mention": _optional(article, speaker["mention"])})
    return Attribution(article, quote, speaker, topics=tuple(row.get("topics", ())))


def _optional(article: Article, span: Mapping[str, Any] | None) -> Span | None:
    return None if span is None else _span(article, span)


def _span(article: Article, span: Mapping[str, Any]) -> Span:
    found = Span.of(article.text, span["start"], span["end"])
    if found.text != span["text"]:
        raise ValueError(f"no such words at {found.start}:{found.end} of {article.source}")
    return found
