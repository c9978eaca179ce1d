"""Formats of other packages, among them the worked example of docs/formats.md."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import pytest

from quotes.errors import SourceError
from quotes.ingest import plugins, read_articles

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
NEWS = """<nitf><head><title>Vote delayed</title></head><body><body.content>
<p>The council delayed its vote, its office said.</p><p>“We need more time,” said Ann Poe.</p>
</body.content></body></nitf>"""


@pytest.fixture
def install(tmp_path_factory, monkeypatch):
    """Install a package of one module with entry points, as pip would."""
    site = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(str(site))

    def make(module: str, code: str, entries: str) -> None:
        info = site / f"{module}-1.0.dist-info"
        info.mkdir()
        (site / f"{module}.py").write_text(code, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[quotes.formats]\n{entries}\n")
        plugins.plugin_readers.cache_clear()
        monkeypatch.delitem(sys.modules, module, raising=False)

    yield make
    plugins.plugin_readers.cache_clear()


def block(language: str) -> str:
    """The worked example's block of that language."""
    section = DOCS.read_text(encoding="utf-8").partition("## To add a format")[2]
    (found,) = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    return found


def test_the_worked_example(install, read, refuse):
    (entry,) = re.findall(r"^nitf = \"(.+)\"$", block("toml"), re.MULTILINE)
    install("quotes_nitf", block("python"), f"nitf = {entry}")
    (article,) = read("a.nitf", NEWS)
    assert (article.title, article.text) == (
        "Vote delayed",
        "The council delayed its vote, its office said.\n\n“We need more time,” said Ann Poe.",
    )
    assert article.source.endswith("a.nitf")
    (packed,) = read("b.nitf.gz", gzip.compress(NEWS.encode()))
    assert packed.text == article.text
    assert refuse("a.nitf", "<nitf>") == "is no NITF (no element found: line 1, column 6)"
    assert refuse("a.nitf", "<nitf/>") == "is empty"


def test_folders_take_plugins_formats(install, tmp_path):
    install("shout", "def read(stream, source):\n    return iter(())\n", "loud = shout:read")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.loud").write_text("x")
    assert list(read_articles([str(tmp_path / "news")])) == []
    (tmp_path / "news" / "a.loud").unlink()
    (error,) = read_articles([str(tmp_path / "news")])
    assert ".xml, .loud" in error.reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import nonesuch", "fail (ModuleNotFoundError: No module named 'nonesuch')"),
        ("x = 1", "fail (AttributeError: module 'broken' has no attribute 'read')"),
        ("def read(stream, source):\n  yield 1/0", "fail (ZeroDivisionError: division by zero)"),
        ("def read(stream, source):\n  yield 'x'", "fail (TypeError: it gave str, not Article or"),
        ("read = 1", "fail (TypeError: "),
        ("def read(s, t):\n  raise ValueError('a\\nb')\n  yield", "fail (ValueError: a b); tell"),
    ],
)
def test_a_plugin_that_fails_is_one_error_and_the_rest_goes_on(install, tmp_path, code, reason):
    install("broken", code, "odd = broken:read")
    (tmp_path / "a.odd").write_text("x")
    (tmp_path / "b.txt").write_text("Hello.")
    error, article = read_articles([str(tmp_path)])
    assert isinstance(error, SourceError)
    assert error.reason.startswith(f"made the plugin broken:read {reason}")
    assert article.text == "Hello."


def test_what_a_plugin_gives_is_held_to_the_rules(install, read):
    code = (
        "from quotes.types import Article\n"
        "def read(stream, source):\n"
        "    for text in ('', 'One.', 'a\\0b', 'Two.'):\n"
        "        yield Article(text=text, source=source.name, origin=source.origin(text))\n"
    )
    install("lax", code, "lax = lax:read")
    empty, one, nul, two = read("a.lax", "x")
    assert (one.text, two.text) == ("One.", "Two.")
    assert [error.reason[:8] for error in (empty, nul)] == ["is empty", "has a NU"]


def test_what_quotes_reads_itself_stays_its_own(install, read):
    install("bold", "def read(stream, source):\n    raise ValueError\n", "txt = bold:read")
    assert read("a.txt", "Hello.")[0].text == "Hello."
