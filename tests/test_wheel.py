"""What users install holds all that the checkout holds. Build tools drop folders silently."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "quotes").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    there = {name for name in wheel.namelist() if not name.startswith("newsquotes-")}
    assert there == here | {"quotes/schema.sql"}


@pytest.mark.parametrize(
    "name",
    [
        "quotes/model/card.json",
        "quotes/model/en_quotes/config.cfg",
        "quotes/lexicon/en/reporting_phrases.json",
        "quotes/model/attribution/weights.npz",
        "quotes/browse/templates/quotes/article.html",
        "quotes/browse/static/quotes.css",
        "quotes/render/templates/articles.html",
    ],
)
def test_data_files_are_where_the_program_looks_for_them(wheel, name):
    assert wheel.read(name) == (ROOT / name).read_bytes()


def test_the_schema_is_the_one_of_the_checkout(wheel):
    assert wheel.read("quotes/schema.sql") == (ROOT / "schema.sql").read_bytes()


def test_the_wheel_stays_small(wheel):
    assert sum(entry.compress_size for entry in wheel.infolist()) < 40 * MEGABYTE


def test_command_plugin_and_licence_are_declared(wheel):
    (folder,) = {
        name.partition("/")[0] for name in wheel.namelist() if name.startswith("newsquotes-")
    }
    entries = wheel.read(f"{folder}/entry_points.txt").decode()
    assert "[console_scripts]\nquotes = quotes.cli:main\n" in entries
    assert "[datasette]\nquotes = quotes.browse\n" in entries
    metadata = HeaderParser().parsestr(wheel.read(f"{folder}/METADATA").decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert wheel.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
