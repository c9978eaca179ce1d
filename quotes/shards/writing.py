"""Writing a shard: into files beside their places, and then into place, all of it or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import SourceError
from quotes.shards.layout import (
    ARTICLES,
    ATTRIBUTIONS,
    BESIDE_THE_RECORD,
    FAILURES,
    STAMP,
    TABLES,
    place,
    schemas,
)
from quotes.types import Article, Attribution

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_ROWS = 2_000
"""Rows of a table that are held before they are written, a few megabytes of articles."""


@dataclass(slots=True)
class Totals:
    """What a shard holds."""

    articles: int = 0
    quotes: int = 0
    failures: int = 0


class Writer:
    """Takes the articles and failures of one shard; `totals` counts them."""

    def __init__(self, files: dict[str, pq.ParquetWriter], version: str) -> None:
        self._files = files
        self._version = version
        self._rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self.totals = Totals()

    def add(self, article: Article, attributions: Sequence[Attribution]) -> None:
        """An article with what was found in it."""
        number, key = self.totals.articles, article.key
        self._put(
            ARTICLES,
            number=number, key=key, source=article.source, origin=article.origin, url=article.url,
            title=article.title, author=article.author, outlet=article.outlet,
            published=article.published, text=article.text, version=self._version,
        )  # fmt: skip
        for each in attributions:
            # Not rounded, as it is where people read it: the database gets what extraction gave.
            record = {**each.as_record(), "confidence": each.quote.confidence}
            if each.speaker is not None:
                record["speaker"] = record["speaker"] | {
                    name: getattr(each.speaker, name) for name in BESIDE_THE_RECORD
                }
            self._put(
                ATTRIBUTIONS, number=number, article_key=key, topics=list(each.topics), **record
            )
        self.totals.articles += 1
        self.totals.quotes += len(attributions)

    def fail(self, error: SourceError) -> None:
        """Something that could not be read."""
        reason = error.reason.encode("utf-8", "backslashreplace").decode("utf-8")
        source = error.source.encode("utf-8", "backslashreplace").decode("utf-8")
        self._put(FAILURES, source=source, reason=reason)
        self.totals.failures += 1

    def flush(self) -> None:
        """Write what is held."""
        for table in TABLES:
            self._write(table)

    def _put(self, table: str, **row: Any) -> None:
        self._rows[table].append(row)
        if len(self._rows[table]) >= _ROWS:
            self._write(table)

    def _write(self, table: str) -> None:
        import pyarrow as pa

        if self._rows[table]:
            made = pa.Table.from_pylist(self._rows[table], schema=schemas()[table])
            self._files[table].write_table(made)
            self._rows[table].clear()


@contextmanager
def write_shard(folder: Path, name: str, version: str, source: str = "") -> Iterator[Writer]:
    """A shard that is in place when the block ends well, and not there at all when it does not.

    `version` is stored with every article; `source` says what was read (see `finished`).
    """
    import pyarrow.parquet as pq

    # Another attempt at the same shard, on a machine that was thought dead, has files of its own.
    made = {table: place(folder, table, f".{name}-{os.urandom(4).hex()}") for table in TABLES}
    try:
        with ExitStack() as stack:
            files = {}
            for table, path in made.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                file = pq.ParquetWriter(path, schemas()[table], compression="zstd")
                files[table] = stack.enter_context(file)
            writer = Writer(files, version)
            yield writer
            writer.flush()
            stamp = {"version": version, "source": source, **asdict(writer.totals)}
            files[ARTICLES].add_key_value_metadata({STAMP: json.dumps(stamp).encode()})
        for table, path in made.items():
            path.replace(place(folder, table, name))
    finally:
        for path in made.values():
            path.unlink(missing_ok=True)


def finished(folder: Path, name: str, version: str, source: str = "") -> Totals | None:
    """What the shard holds, if it is there and was made by this version from this source; else
    None.
    """
    stamp = stamp_of(place(folder, ARTICLES, name))
    if stamp is None or (stamp.pop("version"), stamp.pop("source")) != (version, source):
        return None
    return Totals(**stamp)


def stamp_of(path: Path) -> dict[str, Any] | None:
    """What a file of articles says of itself, None where it is none, or not whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path).metadata or {}
    except (pa.ArrowException, OSError):
        return None
    stamp: dict[str, Any] | None = json.loads(metadata[STAMP]) if STAMP in metadata else None
    return stamp
