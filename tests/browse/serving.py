"""A server of its own process, as a user starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = "import sys; from quotes.browse.server import serve; serve(sys.argv[1], port=0)"
_REVIEW = "import sys; from quotes.browse.server import review; review(sys.argv[1], reviewer='Kim', port=0)"


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of a server for `database` on a free port, until the end of the block."""
    with _running(_SERVE, database) as greeting:
        address = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert address, greeting
        yield address[0]


@contextmanager
def reviewed(database: Path) -> Iterator[str]:
    """The address, with its token, of a server that reviews `database`, until the end of the block."""
    with _running(_REVIEW, database) as greeting:
        address = re.search(r"http://127\.0\.0\.1:\d+/\S+", greeting)
        assert address, greeting
        yield address[0]


@contextmanager
def _running(program: str, database: Path) -> Iterator[str]:
    """What the program says first, while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(database)], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        yield process.stderr.readline()
    finally:
        process.terminate()
        process.communicate(timeout=30)
