"""What the user names → the files that it means, in an order that is the same every time."""

# pathlib tidies names ("./a.txt" → "a.txt"); the user's must stay as given.
# ruff: noqa: PTH110, PTH112, PTH113, PTH114, PTH118, PTH207, PTH208

from __future__ import annotations

import glob
import os
from collections.abc import Iterator

from quotes.errors import SourceError
from quotes.ingest.formats import format_of, known_suffixes
from quotes.ingest.source import printable, why


def files_of(name: str) -> Iterator[str | SourceError]:
    """The files that `name` means: itself, those below a folder, or those that a pattern matches.

    Of a folder, files with unknown suffixes and hidden ones are left out. A pattern (`*`, `?`,
    `[…]`, `**` for any folders) counts where no file is called so, and means what it would if the
    shell had expanded it. The files need not exist.
    """
    if os.path.isdir(name):
        yield from _readable_below(name)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield name
    else:
        yield from _matching(name)


def _matching(pattern: str) -> Iterator[str | SourceError]:
    try:
        names = sorted(glob.iglob(pattern, recursive=True))
    except (OSError, ValueError) as error:
        yield SourceError(printable(pattern), why(error))
        return
    if not names:
        yield SourceError(printable(pattern), "a pattern that matches no file")
    for name in names:
        if os.path.isdir(name):
            yield from _readable_below(name)
        else:
            yield name


def _readable_below(folder: str) -> Iterator[str | SourceError]:
    found = False
    for path in _walk(folder):
        if isinstance(path, SourceError) or format_of(path):
            found = True  # where something cannot be listed, nobody knows that there are none
            yield path
    if not found:
        reason = f"a folder without articles; readable are {known_suffixes()}"
        yield SourceError(printable(folder), reason)


def _walk(folder: str) -> Iterator[str | SourceError]:
    """The files below a folder, those of each folder by name. Links to folders are not followed."""
    pending = [folder]
    while pending:
        path = pending.pop()
        if path != folder and (os.path.islink(path) or not os.path.isdir(path)):
            # Named pipes and devices would wait for ever; a dangling link is worth an error.
            if os.path.isfile(path) or not os.path.exists(path):
                yield path
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield SourceError(printable(path), why(error))
            continue
        pending += [os.path.join(path, name) for name in names if not name.startswith(".")]
