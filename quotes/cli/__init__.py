"""The command line: one thin module a verb. Nothing else of the package imports it.

A verb's module may import click and `quotes.errors` at the top, everything heavier inside the
function: `quotes --help` imports every verb, and has to be there at once.
"""

from __future__ import annotations

import click

import quotes
from quotes.cli.group import LazyCommands, Verbs

COMMANDS = LazyCommands(
    {
        "extract": "quotes.cli.extract",
        "search": "quotes.cli.search",
        "speakers": "quotes.cli.speakers",
        "speakers merge": "quotes.cli.speakers_merge",
        "speakers split": "quotes.cli.speakers_split",
        "compare": "quotes.cli.compare",
        "serve": "quotes.cli.serve",
        "review": "quotes.cli.review",
        "export": "quotes.cli.export",
        "cluster": "quotes.cli.cluster",
        "load": "quotes.cli.load",
        "evaluate": "quotes.cli.evaluate",
        "info": "quotes.cli.info",
    }
)


@click.group(
    cls=Verbs,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(quotes.__version__, prog_name="quotes")
def main() -> None:
    """Who said what in the news, in which words, according to whom, and where else?

    \b
      quotes extract article.html                  the quotes of one article
      quotes extract articles/ --db quotes.db      of a folder, into a database
      quotes search quotes.db "tax records"        find them again
      quotes speakers quotes.db                    who is quoted, how often, where
      quotes compare quotes.db                     what several outlets carried

    Results go to standard output, everything else to standard error. Exit codes: 0 all done;
    1 some sources failed, the others are done; 2 wrong usage, or nothing could be read.
    """
