"""Opening the database, transactions, and what SQLite's errors mean to the person at the
terminal.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import DatabaseError
from quotes.store import schema
from quotes.store.locks import leave_turn, take_lock

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 10.0
"""How long a write waits for another program's: long enough for the largest article, short of a
hang.
"""

LOG_PAGES = 4_000
"""Of the write-ahead log before they are written back."""

MAPPED = 2_147_418_112
"""Bytes of a database that are read where they lie, not copied page by page, at most; SQLite knows no
more. It takes a third off most searches. Only who reads alone does so.
"""

_LOCKED = "another program is writing to it; wait until that is done and try again"
_REMEDIES = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again, "
    "what is stored is kept",
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_NOTADB: "is not a quote database; name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or extract the articles into a new file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_READONLY: "cannot be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_IOERR: "reading or writing failed; check the disk",
}


def open_database(
    path: str | os.PathLike[str],
    *,
    create: bool = False,
    readonly: bool = False,
    timeout: float = BUSY_SECONDS,
) -> Database:
    """Open the quote database at `path`, and make it first where `create` is set and it is
    missing.

    A database of an older schema is migrated, with `readonly` too. `timeout` is how many
    seconds to wait for another program's write. Raises DatabaseError where the file is missing,
    no quote database, of a newer schema, locked, or cannot be read or written.
    """
    # Takes longer to import than a search takes to run.
    from sqlite_utils import Database

    place = Path(path)
    _check_place(place, create=create and not readonly, write=not readonly)
    with named_errors(place):
        if readonly:
            connection = _open_readonly(place, timeout)
        else:
            connection = _connect(place, "mode=rwc" if create else "mode=rw", timeout)
        try:
            if not readonly:
                _prepare_writing(connection, place, create)
            else:
                _check_identity(connection, place)
                connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        except BaseException:
            connection.close()
            raise
        return Database(connection, execute_plugins=False)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All that is written inside, or nothing. Raises DatabaseError where SQLite cannot write."""
    with named_errors(db), db.atomic():
        # The lock is taken before anything is read, so that what is read stays true until it is acted upon.
        take_lock(db.conn, "DELETE FROM runs WHERE 0")
        began = time.monotonic()
        yield
    leave_turn(began)


@contextmanager
def large_cache(db: Database, kilobytes: int) -> Iterator[None]:
    """Meanwhile hold so much of the database in memory, or all of it where it is smaller."""
    (size,) = db.conn.execute("PRAGMA cache_size").fetchone()
    db.conn.execute(f"PRAGMA cache_size = -{kilobytes}")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA cache_size = {int(size)}")


@contextmanager
def unchecked_references(db: Database) -> Iterator[None]:
    """Meanwhile SQLite does not look up whether rows refer to rows that are there, which takes a twentieth
    of storing and more; nor does it delete what refers to a row that goes. For whoever knows that the first
    holds and that nothing goes. To be entered outside of transactions: inside one it changes nothing.
    """
    db.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        db.conn.execute("PRAGMA foreign_keys = ON")


@contextmanager
def without_collector() -> Iterator[None]:
    """Meanwhile garbage goes by its reference counts alone. Rows and texts do not refer to each other in
    circles, and by the hundred thousand the collector would go through them again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def named_errors(database: Path | Database) -> Iterator[None]:
    """Turn SQLite's errors that a user can cause into a DatabaseError that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        remedy = _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if remedy is None:
            raise
        path = database if isinstance(database, Path) else file_of(database)
        raise DatabaseError(f"{path}: {remedy}") from error


def file_of(db: Database) -> str:
    """The file that the database was opened from, as an absolute path."""
    for _, name, file in db.conn.execute("PRAGMA database_list"):
        if name == "main":
            return str(file)
    return "the database"


def _check_place(path: Path, *, create: bool, write: bool) -> None:
    try:
        if path.is_dir():
            raise DatabaseError(f"{path}: is a folder; name a database file")
        if path.exists():
            if not path.is_file():
                raise DatabaseError(f"{path}: is not a regular file; name a database file")
            # SQLite would open it for reading alone, and fail at the first article.
            if write and not os.access(path, os.W_OK):
                raise DatabaseError(f"{path}: {_REMEDIES[sqlite3.SQLITE_READONLY]}")
            return
        if not create:
            raise DatabaseError(
                f"{path}: there is no such file; `quotes extract ARTICLES --db {path}` makes one"
            )
        if not path.parent.is_dir():
            raise DatabaseError(f"{path}: there is no folder {path.parent}; make it first")
    except OSError as error:
        raise DatabaseError(f"{path}: {error.strerror}; name another file") from error


def _connect(path: Path, options: str, timeout: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open_readonly(path: Path, timeout: float) -> sqlite3.Connection:
    connection = _connect(path, "mode=ro", timeout)
    try:
        application, version = schema.identity(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            raise
        # In a folder that cannot be written SQLite finds no place for its shared memory. Nobody
        # else can write there either, so the file will not change while it is read.
        return _connect(path, "mode=ro&immutable=1", timeout)
    if application == schema.APPLICATION_ID and version < schema.SCHEMA_VERSION:
        connection.close()
        writable = _connect(path, "mode=rw", timeout)
        try:
            schema.migrate(writable)
        finally:
            writable.close()
        connection = _connect(path, "mode=ro", timeout)
    return connection


def _prepare_writing(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    if create and schema.is_empty(connection):
        connection.execute("PRAGMA page_size = 8192")  # a twentieth quicker to fill than half of it
        _keep_log(connection)
        schema.create(connection)
    version = _check_identity(connection, path)
    _keep_log(connection)
    if version < schema.SCHEMA_VERSION:
        schema.migrate(connection)
    schema.complete(connection)


def _keep_log(connection: sqlite3.Connection) -> None:
    # With a write-ahead log readers and the writer do not wait for each other, and a commit
    # needs no wait for the disk: a killed program loses nothing, a power cut at most the last
    # articles.
    # Where two make one database at once, SQLite would tell one of them that it is locked.
    take_lock(connection, "PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Every article touches pages of a dozen indexes: 16 MB keep most at hand (`large_cache` is for who
    # stores more than one at a time), and a log of 32 MB writes them back less often.
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")


def _check_identity(connection: sqlite3.Connection, path: Path) -> int:
    """The database's schema version. Raises DatabaseError unless this program can use it."""
    if schema.is_empty(connection):
        raise DatabaseError(
            f"{path}: holds no quotes yet; `quotes extract ARTICLES --db {path}` fills it"
        )
    application, version = schema.identity(connection)
    if application != schema.APPLICATION_ID:
        raise DatabaseError(f"{path}: is a database of another program; name another file")
    if version > schema.SCHEMA_VERSION:
        raise DatabaseError(
            f"{path}: was made by a newer version of quotes (schema {version}, this program knows "
            f"{schema.SCHEMA_VERSION}); update the program"
        )
    return version
