"""Taking turns at writing.

SQLite itself asks for the lock ten times a second, and would miss for ever the moment between two
transactions of a writer that has much to do.
"""

from __future__ import annotations

import sqlite3
import time

_MOMENT = 0.001
"""Seconds between two tries to write. Twice as long does a writer leave to others after a long
transaction.
"""

_LONG = 0.1
"""Seconds of a transaction after which a moment is left to others; a fiftieth of the time is lost at most.
Between short ones others find their moment soon enough.
"""


def take_lock(connection: sqlite3.Connection, statement: str) -> None:
    """Run a statement that needs the write lock, once no other program has it.

    Waits as long as the connection's busy timeout says, then raises sqlite3.OperationalError.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()  # milliseconds
    until = time.monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute(statement)
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() >= until:
                    raise
            time.sleep(_MOMENT)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(patience)}")


def leave_turn(began: float) -> None:
    """After a transaction that began at this time (`time.monotonic`), let others have theirs."""
    if time.monotonic() - began > _LONG:
        time.sleep(2 * _MOMENT)
