"""`quotes extract`: articles in, records or a filled database out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

import click

from quotes.cli.group import INTERRUPTED
from quotes.cli.options import accepted_options, format_option
from quotes.cli.progress import Report, print_summary, reporting
from quotes.errors import QuotesError, SourceError

if TYPE_CHECKING:
    from quotes.extract import Extraction
    from quotes.types import Article


@click.command(name="extract")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--db",
    "database",
    type=click.Path(),
    metavar="FILE",
    help="Store the quotes in this database, made if it is missing, and print a summary.",
)
@format_option(["table", "jsonl", "csv", "html"])
@click.option("--outlet", metavar="NAME", help="The outlet of all articles, whatever they say.")
@click.option(
    "--published",
    metavar="DATE",
    help="The date of all articles, whatever they say, as 2025-03-24.",
)
@click.option(
    "--manifest",
    type=click.Path(),
    metavar="FILE",
    help="A table that says of files what they do not say themselves: path, url, title, author, "
    "outlet, published.",
)
@click.option(
    "--aliases",
    type=click.Path(),
    metavar="FILE",
    help="Your own list of who is meant by which names, kept in the database: CSV or JSON Lines with "
    "name, alias, and type and qid (in Wikidata) if you like.",
)
@accepted_options
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to work in; each loads the model.",
)
@click.option(
    "--attitudes",
    is_flag=True,
    help="Beliefs, wishes and support as well: “she wants”, “he fears”.",
)
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    database: str | None,
    format_: str,
    outlet: str | None,
    published: str | None,
    manifest: str | None,
    aliases: str | None,
    max_characters: int,
    any_language: bool,
    jobs: int,
    attitudes: bool,
) -> None:
    """Find who said what in articles.

    SOURCE is a file, a directory, read with everything below it, a pattern as "news/*.html", or -
    for one article of plain text on standard input. Without --db the quotes are printed. With it,
    articles that the database holds already are skipped, changed ones replaced; it can be
    interrupted and run again.
    """
    from quotes.extract import extract
    from quotes.ingest import read_articles

    if database and format_ not in ("table", "jsonl"):
        raise click.UsageError(f"--format {format_} prints articles; leave out --db for that.")
    if aliases and not database:
        raise click.UsageError("--aliases belongs to a database; give --db too.")
    articles = read_articles(
        sources,
        outlet=outlet,
        published=published,
        manifest=manifest,
        max_characters=max_characters,
        any_language=any_language,
    )
    with reporting(records_on_terminal=database is None) as report:
        if database is None:
            once = _once(_readable(articles, report))
            found = extract(once, jobs=jobs, attitudes=attitudes)
            _print(_successes(found, report), format_)
        else:
            _store(database, articles, report, aliases, jobs=jobs, attitudes=attitudes)
    if database is not None:
        print_summary(database, report, format_)
    if report.done == 0 and report.failed == 0:
        raise QuotesError(f"{', '.join(sources)}: no articles in there; nothing was read")
    if report.failed:
        ctx.exit(1 if report.done else 2)


def _readable(items: Iterable[Article | SourceError], report: Report) -> Iterator[Article]:
    for item in items:
        if isinstance(item, SourceError):
            report.failure(item)
        else:
            yield item


def _once(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles without those that came before from another place, as in a database."""
    seen: set[bytes] = set()
    for article in articles:
        key = blake2b(article.key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in seen:
            seen.add(key)
            yield article


def _successes(items: Iterable[Extraction | SourceError], report: Report) -> Iterator[Extraction]:
    for item in items:
        if isinstance(item, SourceError):
            report.failure(item)
        else:
            report.success("printed", item.attributions)
            yield item


def _print(extractions: Iterator[Extraction], format_: str) -> None:
    from quotes.cli.output import console, write
    from quotes.render.records import FLAT_COLUMNS, csv_lines, flat, json_line

    if format_ == "html":
        from quotes.render.page import html_page

        write(html_page(extractions))
        return
    if format_ == "table":
        from quotes.render.cards import article_head, no_quotes, quote_card

        terminal = console()
        for article, attributions in extractions:
            terminal.print(article_head(article))
            for attribution in attributions:
                terminal.print(quote_card(attribution))
            if not attributions:
                terminal.print(no_quotes())
        return
    attributions_ = (each for extraction in extractions for each in extraction.attributions)
    if format_ == "csv":
        write(csv_lines((flat(each) for each in attributions_), FLAT_COLUMNS))
    else:
        write(json_line(each.as_record()) for each in attributions_)


def _store(
    path: str,
    items: Iterable[Article | SourceError],
    report: Report,
    aliases: str | None,
    *,
    jobs: int,
    attitudes: bool,
) -> None:
    import quotes
    from quotes import store
    from quotes.extract import extract, release_models, version

    # An article that was extracted without attitudes is out of date once they are asked for.
    stamp = version() + ("+attitudes" if attitudes else "")
    entries = store.read_aliases(aliases) if aliases else None
    db = store.open_database(path, create=True)
    if entries is not None:
        store.use_aliases(db, entries)
    run = store.start_run(db, quotes.__version__, version().partition("+")[2])
    report.on_failure = lambda error: store.record_failure(db, run, error.source, error.reason)

    def outdated() -> Iterator[Article]:
        for article in _readable(items, report):
            if store.needs_extraction(db, article, stamp):
                yield article
            else:
                store.record_unchanged(db, run, article)
                report.success("unchanged")

    try:
        for item in extract(outdated(), jobs=jobs, attitudes=attitudes, topics=True):
            if isinstance(item, SourceError):
                report.failure(item)
                continue
            try:
                outcome = store.store_extraction(db, run, item.article, item.attributions, stamp)
            except SourceError as error:
                report.failure(error)
            else:
                report.success(outcome, item.attributions)
        release_models()  # what follows needs memory of its own, and no model
        # Also for what an interrupted run, or an older program, stored and did not link and compare.
        store.link_speakers(db)
        store.group_quotes(db)
        store.find_copies(db)
        store.finish_run(db, run)
    except KeyboardInterrupt:
        # It may have come between an article's commit and the report of it: the database knows.
        written = store.articles_written(db, run)
        click.echo(
            f"Interrupted: {written} articles are stored in {path}; the same command again "
            "goes on from there.",
            err=True,
        )
        click.get_current_context().exit(INTERRUPTED)
    finally:
        db.conn.close()
