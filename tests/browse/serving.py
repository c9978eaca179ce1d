"""A server of its own process, as a user starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = "import sys; from quotes.browse.server import serve; serve(sys.argv[1], port=0)"


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of a server for `database` on a free port, until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(database)], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        greeting = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert address, greeting + process.stderr.read()
        yield address[0]
    finally:
        process.terminate()
        process.communicate(timeout=30)
