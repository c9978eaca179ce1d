"""`quotes serve`: Datasette on one quote database, read-only; `quotes review`: with pages that write."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from quotes import browse
from quotes.browse.links import Links
from quotes.browse.review.desk import Desk, sit_down
from quotes.browse.review.gate import Gate
from quotes.errors import DatabaseError, QuotesError
from quotes.store import open_database

# Reading is all that is on offer: neither SQL of one's own nor the whole file, which holds the
# articles' text as published.
SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    # The columns worth counting are named in the metadata; trying out all others takes longer than
    # the page.
    "suggest_facets": False,
}


def serve(path: str | os.PathLike[str], *, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serves the quote database at `path` until the program is interrupted.

    Port 0 takes any free one. Raises DatabaseError where the database is missing, not a quote
    database or of a newer schema, QuotesError where nothing can listen at `host` and `port`; both
    before anything is served.
    """
    app = instance_of(path).app()
    with _listen(host, port) as listener:
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        server = _Server(config, f"Quotes in {path}: {_address(listener)} (Ctrl+C ends it)")
        # uvicorn shuts down in order, and then raises again what ended it.
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def review(path: str | os.PathLike[str], *, reviewer: str, port: int = 8002) -> None:
    """Serves the quote database at `path` with pages that write verdicts, in this person's name, to
    browsers on this computer that know the token in the address that is printed.

    Port 0 takes any free one. Raises as `serve` does, and where the database cannot be written.
    """
    file = os.fspath(path)
    open_database(file).close()
    datasette = instance_of(file)
    sit_down(datasette, Desk(file, reviewer))
    token = secrets.token_urlsafe(32)
    with _listen("127.0.0.1", port) as listener:
        app = Gate(datasette.app(), token, listener.getsockname()[1])
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        (name,) = (name for name in datasette.databases if name != "_internal")
        start = f"{_address(listener)[:-1]}{Links(datasette, name).review()}?token={token}"
        server = _Server(config, f"Review {path} as {reviewer}: {start} (Ctrl+C ends it)")
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says where it is once it answers, and can be interrupted."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(self._greeting, file=sys.stderr, flush=True)


def instance_of(path: str | os.PathLike[str]) -> Any:
    """Datasette with this one database and the settings of `quotes serve`. Raises DatabaseError."""
    file = os.fspath(path)
    # Also brings a database of an older schema up to date, which a read-only server could not.
    open_database(file, readonly=True).close()
    if any(sign in file for sign in "?#%"):
        raise DatabaseError(f"{file}: Datasette opens no path with ?, # or % in it; rename it")

    if not pm.is_registered(browse):  # in a source tree that was not installed
        pm.register(browse, "quotes")
    if os.access(Path(file).resolve().parent, os.W_OK):
        return Datasette(files=[file], settings=SETTINGS)
    # SQLite keeps a file beside the database while it reads, unless it knows that nobody can write.
    return Datasette(files=[], immutables=[file], settings=SETTINGS)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ports go from 0 to 65535"
        raise QuotesError(
            f"{host}:{port}: cannot be served there ({reason}); try another --port or --host"
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
