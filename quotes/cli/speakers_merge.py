"""`quotes speakers merge`: a person's word that two speakers are one."""

from __future__ import annotations

import click

from quotes.cli.options import database_argument, opened


@click.command(name="speakers merge", short_help="Correct: two speakers are one.")
@database_argument
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
def command(database: str, a: str, b: str) -> None:
    """Note that speaker B is speaker A: B's quotes and names become A's.

    A and B are names, aliases or ids as `quotes speakers DB` lists them. The correction
    survives when articles are extracted again.
    """
    from quotes.render.inert import one_line
    from quotes.store import get_speaker, merge_speakers

    with opened(database, readonly=False) as db:
        keep = get_speaker(db, a).summary
        gone = get_speaker(db, b).summary
        merged = get_speaker(db, merge_speakers(db, keep.id, gone.id)).summary
    click.echo(
        one_line(f"{gone.name} is {merged.name}: {merged.quotes} quotes, {merged.outlets} outlets.")
    )
