"""`quotes speakers split`: a person's word that one speaker is two."""

from __future__ import annotations

import click

from quotes.cli.options import database_argument, opened


@click.command(name="speakers split", short_help="Correct: one speaker is two.")
@database_argument
@click.argument("name", metavar="NAME")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
def command(database: str, name: str, parts: tuple[str, ...]) -> None:
    """Note that PART of speaker NAME is somebody else.

    A PART is one of the names that `quotes speakers DB NAME` lists, or the id of one of the quotes:
    then the name means somebody else in the article where that quote stands. Several PARTs are one
    other speaker. The correction survives when articles are extracted again.
    """
    from quotes.render.inert import one_line
    from quotes.store import get_speaker, split_speaker

    with opened(database, readonly=False) as db:
        whole = get_speaker(db, name).summary
        made = get_speaker(db, split_speaker(db, whole.id, parts)).summary
    click.echo(
        one_line(
            f"{made.name} (number {made.id}, {made.quotes} quotes) is not "
            f"{whole.name} (number {whole.id}, {whole.quotes - made.quotes} quotes)."
        )
    )
