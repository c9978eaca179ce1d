"""One task: a file of articles → a shard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quotes.cluster.attempts import Attempts
from quotes.errors import SourceError
from quotes.extract import Extraction, extract_batch, is_full, version
from quotes.ingest import read_articles
from quotes.shards import Totals, finished, write_shard
from quotes.types import Article


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all files, as for `quotes extract`."""

    outlet: str | None = None
    published: str | None = None
    max_characters: int = 1_000_000
    any_language: bool = False
    attitudes: bool = False

    @property
    def version(self) -> str:
        """What the extraction depends on; with other options of it, articles are extracted again."""
        return version() + ("+attitudes" if self.attitudes else "")


class Outcome(NamedTuple):
    """What became of a file; `again` is false where its shard was there already."""

    source: str
    totals: Totals
    again: bool


def extract_shard(source: str, folder: str, options: Options) -> Outcome:
    """Make the shard of one file of articles in `folder`, unless it is there.

    It can be stopped at any moment, and called again for the same file anywhere, even twice at once:
    the shard is the same and is there as a whole or not at all. Raises OSError where the folder cannot
    be written.
    """
    place, name = Path(folder), shard_name(source)
    state = _state(source, options)
    totals = finished(place, name, options.version, state)
    if totals is not None:
        return Outcome(source, totals, again=False)
    attempts = Attempts(place / "attempts" / name)
    done = False
    try:
        with write_shard(place, name, options.version, state) as shard:
            for item in _extracted(source, options, attempts):
                if isinstance(item, SourceError):
                    shard.fail(item)
                else:
                    shard.add(*item)
        done = True
    finally:
        attempts.close(done=done)
    return Outcome(source, shard.totals, again=True)


def shard_name(source: str) -> str:
    """The name of a file's shard: its own, and a few signs that tell it from others of that name."""
    path = Path(source).absolute()
    digest = blake2b(str(path).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    stem = path.name.partition(".")[0].encode("ascii", "replace").decode().replace("?", "_")
    return f"{stem.lstrip('.') or 'shard'}-{digest}"


def _state(source: str, options: Options) -> str:
    """What the shard depends on beside the program: the file as it is, and how it is read."""
    try:
        status = Path(source).stat()
    except OSError:
        return f"{options}"
    return f"{status.st_size} {status.st_mtime_ns} {options}"


def _extracted(
    source: str, options: Options, attempts: Attempts
) -> Iterator[Extraction | SourceError]:
    found = read_articles(
        [source],
        outlet=options.outlet,
        published=options.published,
        max_characters=options.max_characters,
        any_language=options.any_language,
    )
    number = 0
    for batch in _batches(found, attempts):
        if isinstance(batch, SourceError):
            yield batch
        elif attempts.deadly(number):
            yield SourceError(batch[0].source, "the process died over it, twice; it is left out")
            number += 1
        else:
            attempts.begin(number, number + len(batch))
            yield from extract_batch(batch, attitudes=options.attitudes, topics=True)
            attempts.survived()
            number += len(batch)


def _batches(
    items: Iterable[Article | SourceError], attempts: Attempts
) -> Iterator[list[Article] | SourceError]:
    """Articles to be extracted together, suspects alone; errors as soon as they are met."""
    batch: list[Article] = []
    number = 0
    for item in items:
        if isinstance(item, SourceError):
            yield item
            continue
        alone = attempts.suspect(number)
        if batch and (alone or is_full(batch)):
            yield batch
            batch = []
        batch.append(item)
        number += 1
        if alone:
            yield batch
            batch = []
    if batch:
        yield batch
