"""Retraining on reviewed articles: what it learns, and that it learns the same from the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.attribute.network import load_network
from quotes.errors import GoldError
from quotes.evaluate.gold import read_gold

pytest.importorskip("torch", reason="PyTorch is not installed (extra: train)")
pytestmark = pytest.mark.model

#: A house style that nobody else has: "X, quoth Y".
ARTICLES = [
    ("The dam leaks, quoth Ada Park. Nobody in Marlow was surprised.", "The dam leaks", "quoth", "Ada Park"),
    ("Taxes will rise in May, quoth the mayor. It rained.", "Taxes will rise in May", "quoth", "the mayor"),
    ("It rained. The ferry is late again, quoth Bo Lind.", "The ferry is late again", "quoth", "Bo Lind"),
    ("The bridge needs paint, quoth the clerk. It has none.", "The bridge needs paint", "quoth", "the clerk"),
]  # fmt: skip


def write(path: Path, *, reviewed: bool = False) -> Path:
    lines = []
    for number, (text, content, cue, source) in enumerate(ARTICLES):
        spans = {
            role: [[text.index(part), text.index(part) + len(part)]]
            for role, part in (("content", content), ("cue", cue), ("source", source))
        }
        entry: dict[str, object] = {"id": f"a{number}", "text": text, "attributions": [spans]}
        if reviewed:
            entry["reviewed"] = [[text.index(content), text.index(source) + len(source)]]
        lines.append(json.dumps(entry))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_retraining_changes_the_answer(tmp_path: Path) -> None:
    from training.retrain import lessons_of, read, teach

    lessons = lessons_of(read_gold(write(tmp_path / "gold.jsonl")))
    start = load_network()
    taught = teach(lessons[:3], start, passes=60)
    unseen = lessons[3]
    wanted = unseen.entry.items[0]
    before = [item.cue for item in read(unseen, start).predicted]
    after = [item.cue for item in read(unseen, taught).predicted]
    assert wanted.cue in after
    assert before != after
    again = teach(lessons[:3], start, passes=60)
    assert all((again.weights()[k] == v).all() for k, v in taught.weights().items())


def test_what_nobody_reviewed_teaches_nothing(tmp_path: Path) -> None:
    from training.batches import IGNORE
    from training.retrain import lessons_of

    lesson = lessons_of(read_gold(write(tmp_path / "gold.jsonl", reviewed=True)))[0]
    known = [i for i, mark in enumerate(lesson.marks.tolist()) if mark != IGNORE]
    assert known == list(range(7))  # The dam leaks , quoth Ada Park


def test_the_whole_way(tmp_path: Path) -> None:
    from training.retrain import retrain

    out = tmp_path / "own"
    report = retrain([write(tmp_path / "gold.jsonl")], out, folds=2, passes=1)
    assert report["articles"] == report["attributions"] == 4
    assert json.loads((out / "report.json").read_text(encoding="utf-8")) == report
    assert (out / "attribution" / "weights.npz").is_file()


def test_one_article_cannot_tell(tmp_path: Path) -> None:
    from training.retrain import retrain

    path = write(tmp_path / "gold.jsonl")
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match="two articles"):
        retrain([path], tmp_path / "own")
