"""`quotes serve`: the database in the browser."""

from __future__ import annotations

import click

from quotes.cli.options import database_argument


@click.command(name="serve", short_help="Browse the database with Datasette.")
@database_argument
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Anyone who can reach the address can read the database.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    metavar="N",
    help="The port; 0 takes any free one.",
)
def command(database: str, host: str, port: int) -> None:
    """Browse DB with Datasette: search, facets, every quote in its article.

    The database is opened read-only, for this computer alone unless --host says otherwise.
    Ctrl-C ends it.
    """
    from quotes.browse.server import serve

    serve(database, host=host, port=port)
