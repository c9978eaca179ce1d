"""Which stage may know which: dependencies point one way, and importing costs what it must."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "quotes"

# Everything of the package that a stage may import, at the top of a module or inside a function.
MAY_IMPORT = {
    "errors": set(),
    "types": set(),
    "paragraphs": set(),
    "models": {"errors"},
    "lexicon": {"types", "errors"},
    "ingest": {"types", "errors"},
    "render": {"types", "errors"},
    "annotate": {"types", "errors", "lexicon", "paragraphs", "models"},
    "attribute": {
        "types",
        "errors",
        "lexicon",
        "paragraphs",
        "quotation",
        "models",
        "annotate",
    },
    "resolve": {"types", "errors", "lexicon"},
    "store": {"types", "errors", "lexicon", "resolve"},
    "topics": {"types"},
    "quotation": set(),
    "browse": {"types", "errors", "render", "store", "paragraphs", "quotation"},
    "extract": {
        "types",
        "errors",
        "models",
        "annotate",
        "attribute",
        "resolve",
        "topics",
        "parallel",
    },
    "parallel": {"types", "errors", "extract"},
    "shards": {"types", "errors"},
    "cluster": {"types", "errors", "ingest", "extract", "shards"},
    "evaluate": {"types", "errors", "lexicon", "ingest", "annotate", "extract"},
    "cli": {
        "types",
        "errors",
        "ingest",
        "extract",
        "store",
        "render",
        "browse",
        "evaluate",
        "shards",
        "cluster",
    },
    "__main__": {"cli"},
    "__init__": {"types", "errors", "ingest", "extract", "store"},
}
SPACY_STAGES = {"annotate", "attribute", "evaluate", "topics"}


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module == "quotes":
                yield from (f"quotes.{name.name}" for name in node.names)
            else:
                yield node.module or ""


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_stage_may_know(path):
    stage = stage_of(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        assert top not in {"training", "tests", "benchmarks"}, name
        if top == "spacy":
            assert stage in SPACY_STAGES, name
        if top in {"click", "rich"}:
            assert stage in {"cli", "render"}, name
        other = rest.partition(".")[0]
        if top == "quotes" and other and not other.startswith("__") and other != stage:
            assert other in MAY_IMPORT[stage], name


def test_every_stage_is_in_the_table():
    assert {stage_of(path) for path in MODULES} == set(MAY_IMPORT)


HEAVY = (
    "spacy",
    "numpy",
    "rapidfuzz",
    "datasketch",
    "sqlite_utils",
    "datasette",
    "trafilatura",
    "textacy",
    "rich",
    "click",
)
NO_MODEL = ("spacy", "textacy", "datasette", "click", "rich")


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("quotes", (*HEAVY, "sqlite3", "json")),
        ("quotes.types", HEAVY),
        ("quotes.errors", HEAVY),
        ("quotes.lexicon.names", HEAVY),
        ("quotes.extract", HEAVY),
        ("quotes.store.bulk", HEAVY),
        ("quotes.shards", (*HEAVY, "pyarrow")),
        ("quotes.cluster", (*NO_MODEL, "dask", "pyarrow")),
        ("quotes.ingest", ("spacy", "textacy", "sqlite_utils", "datasette", "click", "rich")),
        ("quotes.resolve.within", NO_MODEL),
        ("quotes.render.page", NO_MODEL),
        ("quotes.render.records", HEAVY),
        ("quotes.evaluate", NO_MODEL),
        ("quotes.cli", tuple(name for name in HEAVY if name != "click")),
        ("quotes.browse", ("spacy", "textacy", "trafilatura")),
    ],
)
def test_importing_a_module_leaves_out_what_it_does_not_need(module, absent):
    program = (
        f"import sys, {module}\nprint([name for name in {absent!r} if name in sys.modules], end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]", "")


def test_the_public_verbs_come_on_first_use():
    import quotes

    for name in quotes.__all__:
        assert getattr(quotes, name) is not None
    with pytest.raises(AttributeError):
        quotes.nonesuch  # noqa: B018
