"""The group of verbs: each is imported when it is asked for, and each ends in the same few ways."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, TextIO

import click

from quotes.errors import QuotesError

INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended


class LazyCommands(Mapping[str, click.Command]):
    """Commands by name, imported on access; a module holds its own under the name `command`."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = dict(modules)

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = import_module(self._modules[name]).command
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class Failure(click.ClickException):
    """One line on standard error, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"Error: {self.format_message()}", file=file or sys.stderr)


class Verbs(click.Group):
    """A group whose commands may have names of two words, listed in the order they were given.

    Whatever a command is doing, a mistake of the user's is one line and exit code 2, Ctrl-C a line
    and exit code 130, and a reader who closes the pipe has had enough: a quiet end, exit code 0.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        both = " ".join(args[:2])
        if len(args) > 1 and both in self.commands:
            return both, self.commands[both], args[2:]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            _encode(stream)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except QuotesError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _discard_output()
            ctx.exit(0)
        except OSError as error:
            _discard_output()
            raise Failure(_why(error)) from error
        return result


def _encode(stream: TextIO) -> None:
    """Files and pipes get UTF-8 on every system; a terminal shows what it cannot print as '?'."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:  # replaced by a stream of another kind
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace")


def _discard_output() -> None:
    # What is still in the buffer cannot be written either, and the interpreter would say so when it
    # flushes standard output at its end.
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # not a real file
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)


def _why(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else f"cannot write: {reason}"
