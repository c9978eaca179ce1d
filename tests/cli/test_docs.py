"""docs/cli.md tells what the program does today."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from quotes.cli import COMMANDS, main
from quotes.render.records import FLAT_COLUMNS

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_in_the_docs_is_the_help_of_the_program(name):
    result = CliRunner().invoke(
        main, [*name.split(), "--help"], prog_name="quotes", terminal_width=80
    )
    assert result.stdout in DOCS, "run: cog -r docs/cli.md"
    if name:
        assert f"\n## quotes {name}\n" in DOCS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"
        else:
            # An argument has no help of its own: the text of the command explains it.
            word = parameter.human_readable_name.strip("[].")
            assert word in (COMMANDS[name].help or ""), f"{name} {word}"


def test_no_command_is_told_that_is_not_there():
    told = {
        line.removeprefix("## quotes ")
        for line in DOCS.splitlines()
        if line.startswith("## quotes ")
    }
    assert told == set(COMMANDS)


def test_columns_and_exit_codes_are_told():
    assert ", ".join(f"`{name}`" for name in FLAT_COLUMNS) in DOCS
    for code in (0, 1, 2, 130):
        assert f"\n| {code} |" in DOCS
