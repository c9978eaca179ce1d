"""`quotes load`: shards that `quotes cluster` made → a database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quotes.cli.options import format_option
from quotes.cli.progress import Report, print_summary, reporting
from quotes.errors import SourceError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.shards import Shard
    from quotes.types import Article, Attribution

_QUOTES = 40_000
"""In a transaction: that many are stored in less than a second, and more at a time are no quicker."""


@click.command(name="load", short_help="Make a database of shards.")
@click.argument("shards", nargs=-1, required=True, metavar="SHARDS...")
@click.option(
    "--db",
    "database",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The database, made if it is missing.",
)
@format_option(["table", "jsonl"])
@click.pass_context
def command(ctx: click.Context, shards: tuple[str, ...], database: str, format_: str) -> None:
    """Store what `quotes cluster` extracted.

    SHARDS are folders that it wrote, or files in their folder articles. Speakers are resolved and
    statements grouped over the whole database, as if `quotes extract --db` had read the articles.
    Articles that are there already stay; it can be interrupted and run again.
    """
    from quotes import store
    from quotes.shards import find_shards

    found = find_shards(shards)
    with reporting(records_on_terminal=False) as report:
        db = store.open_database(database, create=True)
        try:
            with store.filling(db):
                for shard in found:
                    _load(db, shard, report)
            (count,) = db.conn.execute("SELECT count(*) FROM quotes").fetchone()
            if 2 * report.quotes > count:  # most of them are new
                store.merge_index(db)
            store.link_speakers(db)
            store.group_quotes(db)
            store.find_copies(db)
        finally:
            db.conn.close()
    print_summary(database, report, format_)
    if report.failed:
        ctx.exit(1 if report.done else 2)


def _load(db: Database, shard: Shard, report: Report) -> None:
    """Store one shard, as a run of its own: the program that extracted it may be another."""
    from quotes import store

    version, _, model = shard.version.partition("+")
    run = store.start_run(db, version, model.removesuffix("+attitudes"))
    report.on_failure = lambda error: store.record_failure(db, run, error.source, error.reason)
    for part in _parts(shard, report):
        outcomes = store.store_extractions(db, run, part, shard.version)
        for (_, attributions), outcome in zip(part, outcomes, strict=True):
            if isinstance(outcome, SourceError):
                report.failure(outcome)
            else:
                report.success(outcome, [] if outcome == "unchanged" else attributions)
    store.finish_run(db, run)


def _parts(shard: Shard, report: Report) -> Iterator[list[tuple[Article, list[Attribution]]]]:
    from quotes.shards import read_shard

    part: list[tuple[Article, list[Attribution]]] = []
    held = 0
    for item in read_shard(shard):
        if isinstance(item, SourceError):
            report.failure(item)
            continue
        part.append(item)
        held += 1 + len(item[1])
        if held >= _QUOTES:
            yield part
            part, held = [], 0
    if part:
        yield part
