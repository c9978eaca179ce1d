"""`quotes review`: checking quotes in the browser, the least certain first."""

from __future__ import annotations

import click

from quotes.cli.options import database_argument


@click.command(name="review", short_help="Confirm, correct or reject quotes, least certain first.")
@database_argument
@click.option(
    "--reviewer",
    metavar="NAME",
    help="Who decides; noted with each verdict.  [default: the name you are logged in with]",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8002,
    show_default=True,
    metavar="N",
    help="The port; 0 takes any free one.",
)
def command(database: str, reviewer: str | None, port: int) -> None:
    """Check the quotes of DB in the browser, the least certain first.

    Each is shown in its article; one key confirms, corrects or rejects it, another takes that back.
    Verdicts are kept in DB with name and time, and hold whatever is extracted later. This server
    writes, so only this computer reaches it, and only with the address that is printed. Ctrl-C
    ends it; `quotes export DB --reviews` makes training data of the verdicts.
    """
    from quotes.browse.server import review

    review(database, reviewer=reviewer or _login(), port=port)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "somebody"
