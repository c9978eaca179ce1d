"""A filled database, the command in this process, and the command as users start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes import store
from quotes.cli import main
from quotes.types import Article
from tests.building import BRIDGE, BRIDGE_QUOTES, said

COURANT = Article(
    text="The county engineer, A. Park, told the Courant the bridge would reopen in May.\n",
    source="articles/courant.txt",
    origin="courant",
    title="May reopening",
    outlet="The Marlow Courant",
    published="2026-03-06T08:00:00+00:00",
)


@pytest.fixture
def run() -> Callable[..., Result]:
    """The command in this process; its output is no terminal."""
    return lambda *words, **options: CliRunner().invoke(main, [str(w) for w in words], **options)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two articles, four quotes, four speakers."""
    path = tmp_path / "quotes.db"
    db = store.open_database(path, create=True)
    number = store.start_run(db, "0.1.0", "none")
    store.store_extraction(db, number, BRIDGE, BRIDGE_QUOTES, "test")
    reopen = said(
        COURANT, "the bridge would reopen in May", speaker="A. Park", cue="told",
        role="county engineer", addressee="the Courant",
    )  # fmt: skip
    store.store_extraction(db, number, COURANT, [reopen], "test")
    store.record_failure(db, number, "gone.txt", "no such file or folder")
    store.finish_run(db, number)
    db.conn.close()
    return path


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """The command in a process of its own, with pipes."""

    def popen(*words: object, **options: object) -> subprocess.Popen[str]:
        settings = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "encoding": "utf-8",
            "env": {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        }
        command = [sys.executable, "-m", "quotes", *map(str, words)]
        return subprocess.Popen(command, **{**settings, **options})  # type: ignore[call-overload]

    return popen
