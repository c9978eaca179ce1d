"""What people decide changes the model's answer: reviews, exported, are fitted to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.attribute.confidence import Calibration
from quotes.cli import main
from quotes.store import add_review, open_database, start_run, store_extraction
from quotes.types import Article

pytestmark = pytest.mark.model

MODEL = Path(__file__).parents[2] / "quotes" / "model"
ARTICLES = Path(__file__).parents[2] / "data" / "articles"
NAMES = ("breakwater-bridge.md", "daily-squall-tax.txt", "lowland-public-radio-bridge.txt")


@pytest.fixture
def reviewed(tmp_path: Path, extract_text) -> Path:
    """Gold of a newsroom that rejects every quote but those in quotation marks."""
    path = tmp_path / "quotes.db"
    db = open_database(path, create=True)
    run = start_run(db, "0", "en")
    for name in NAMES:
        text = (ARTICLES / name).read_text(encoding="utf-8")
        found = extract_text(text)
        article = Article(text=text, source=name, origin=name)
        quotes = [type(each)(article, each.quote, each.speaker) for each in found]
        store_extraction(db, run, article, quotes, "0")
        for each in quotes:
            verdict = "confirm" if each.quote.kind == "direct" else "reject"
            add_review(db, each.key, verdict, reviewer="Kim")
    db.conn.close()
    gold = tmp_path / "reviewed.jsonl"
    result = CliRunner().invoke(main, ["export", str(path), "--reviews", "--output", str(gold)])
    assert result.exit_code == 0, result.output
    assert len(gold.read_text(encoding="utf-8").splitlines()) == len(NAMES)
    return gold


def test_calibrating_on_reviews_changes_how_sure_the_model_is(tmp_path: Path, reviewed: Path):
    calibrate = pytest.importorskip(
        "training.calibrate", reason="scikit-learn is not installed"
    ).calibrate
    ours = tmp_path / "model"
    ours.mkdir()
    (ours / "en_quotes").symlink_to(MODEL / "en_quotes")
    shutil.copytree(MODEL / "attribution", ours / "attribution")
    calibrate(reviewed, ours)
    before, after = (_calibration(folder) for folder in (MODEL, ours))
    # Evidence as `quotes.attribute.confidence` orders it: a sure candidate of ten words.
    sure = [3.0, 3.0, 2.0, 3.0, 1.0]
    direct, indirect = [*sure, 1.0, 2.4], [*sure, 0.0, 2.4]
    assert after.probability(indirect) < before.probability(indirect) - 0.2
    # The newsroom's taste, of which the model had little idea.
    leaning = [each.probability(direct) / each.probability(indirect) for each in (before, after)]
    assert leaning[1] > 2 * leaning[0]


def test_training_reads_what_is_exported(reviewed: Path):
    from quotes.evaluate.gold import read_gold
    from training.texts import read_news

    news = read_news(read_gold(reviewed))
    assert len(news) == len(NAMES)
    assert sum(len(each.text.attributions or ()) for each in news) >= 5


def _calibration(model: Path) -> Calibration:
    meta = json.loads((model / "attribution" / "meta.json").read_text(encoding="utf-8"))
    return Calibration(tuple(meta["calibration"]["weights"]), meta["calibration"]["bias"])
