"""The notebook in examples/ runs from its first cell to its last, and draws what it says.

Its code runs here as it would in Jupyter, without Jupyter: a kernel takes 70 MB to say the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browse.library import build

NOTEBOOK = Path(__file__).parents[2] / "examples" / "who-is-heard.ipynb"

pyplot = pytest.importorskip("matplotlib.pyplot", reason="matplotlib is not installed")


@pytest.fixture
def figures(tmp_path: Path, monkeypatch, capsys):
    """The figures that the notebook draws of a small database."""
    pyplot.switch_backend("Agg")
    monkeypatch.setenv("QUOTES_DB", str(build(tmp_path / "quotes.db")))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    assert capsys.readouterr().out == "7 statements in 2 outlets\n"
    yield [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")


def test_it_draws_three_charts_of_what_the_database_holds(figures):
    named, kinds, heard = (figure.axes[0] for figure in figures)
    assert [axes.get_title(loc="left") for axes in (named, kinds, heard)] == [
        "Who speaks under a name",
        "In whose words",
        "Statements by speaker and outlet",
    ]
    assert [label.get_text() for label in named.get_yticklabels()] == [
        "Harbour Ledger (5)",
        "Marlow Courant (2)",
    ]
    shares = {bars.get_label(): [bar.get_width() for bar in bars] for bars in named.containers}
    assert shares == {"named": [80.0, 100.0], "unnamed": [20.0, 0.0]}
    shares = {bars.get_label(): [bar.get_width() for bar in bars] for bars in kinds.containers}
    assert shares["partly direct"] == [20.0, 50.0]
    assert heard.images[0].get_array().tolist() == [[2, 1], [1, 1], [1, 0]]


def test_it_is_committed_without_output():
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs") and not cell.get("execution_count")
