"""The quality gate: raising is free, lowering takes a flag, what is not here is not measured."""

import json
import re

import pytest

from quotes.evaluate import Counts
from training.gate import (
    CHECKS,
    Check,
    LoweringError,
    Measured,
    Pinned,
    article_key,
    changes,
    checksum,
    gate,
    main,
    problems,
    read_quality,
    updated,
    write_quality,
)

PINNED = Pinned("aa", {"f1": 70.0, "recall": 60.0}, {article_key("one"): Counts(5, 2, 3)})


def measured(f1=71.0, recall=60.1, sha256="aa", **articles):
    return Measured(sha256, {"f1": f1, "recall": recall, "other": 50.0}, articles)


@pytest.mark.parametrize(
    ("pinned", "now", "expected"),
    [
        (PINNED, measured(), []),
        (PINNED, measured(f1=70.0), []),
        (PINNED, measured(f1=69.99), ["f1: 69.99 is below the floor of 70.0"]),
        (PINNED, Measured("aa", {"f1": 71.0}), ["recall: not measured, the floor is 60.0"]),
        (PINNED, measured(sha256="bb"), ["the gold changed"]),
        (None, measured(), ["no floors pinned"]),
    ],
)
def test_problems(pinned, now, expected):
    found = problems(pinned, now)
    assert len(found) == len(expected)
    assert all(start in line for line, start in zip(found, expected, strict=True))


def test_an_update_raises_floors_less_the_margin():
    new = updated(PINNED, measured(f1=72.38, one=Counts(6, 2, 2)), ["f1", "other"])
    assert new.floors == {"f1": 72.1, "other": 49.8, "recall": 60.0}
    assert new.articles == {article_key("one"): Counts(6, 2, 2)}


def test_an_update_refuses_to_lower():
    with pytest.raises(LoweringError, match=r"f1: 65\.00 is below the floor of 70\.0"):
        updated(PINNED, measured(f1=65.0), ["f1"])
    with pytest.raises(LoweringError, match="f1: not measured"):
        updated(PINNED, Measured("aa", {"recall": 61.0}), ["f1"])
    new = updated(PINNED, measured(f1=65.0), ["f1"], allow_lower=True)
    assert new.floors == {"f1": 64.8, "recall": 60.0}


def test_the_first_update_pins_what_is_wanted():
    assert updated(None, measured(f1=80.0), ["f1"]).floors == {"f1": 79.8}


def test_an_update_never_pins_a_floor_above_the_figure():
    for tenth in range(1000):
        figure = tenth / 10
        assert updated(None, measured(f1=figure), ["f1"]).floors["f1"] <= figure


def test_gains_and_losses_by_article():
    now = measured(one=Counts(7, 1, 1), two=Counts(1, 1, 1))
    assert changes(PINNED, now) == ["right +2, wrong -1: one"]
    assert changes(PINNED, measured(one=Counts(5, 2, 3))) == []
    assert changes(None, now) == []


def test_quality_is_written_and_read_back(tmp_path):
    path = tmp_path / "quality.json"
    write_quality(path, {"seeds": PINNED})
    assert read_quality(path) == {"seeds": PINNED}
    assert f'"{article_key("one")}": [5, 2, 3]' in path.read_text()
    assert read_quality(tmp_path / "none.json") == {}


def test_the_checksum_knows_names_and_bytes(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"x")
    b.write_bytes(b"x")
    assert checksum([a]) != checksum([b])
    before = checksum([a, b])
    b.write_bytes(b"y")
    assert checksum([a, b]) != before


def check_of(figure, *, required=False):
    def measure(folder, jobs):
        return {"f1": figure}, {"one": Counts(1, 0, 0)}

    return Check("toy", "corpora", ("*.jsonl",), measure, ("f1",), required)


def test_the_whole_way(tmp_path, capsys):
    (tmp_path / "gold.jsonl").write_text("{}")
    folders = {"corpora": tmp_path}

    quality, passed = gate({}, [check_of(70.0)], folders)
    assert (quality, passed) == ({}, False)
    assert "FAILED no floors pinned" in capsys.readouterr().out

    quality, passed = gate({}, [check_of(70.0)], folders, update=True)
    assert (quality["toy"].floors, passed) == ({"f1": 69.8}, True)

    worse, passed = gate(quality, [check_of(60.0)], folders, update=True)
    assert (worse, passed) == (quality, False)
    out = capsys.readouterr().out
    assert "refused without --allow-lower: f1: 60.00 is below the floor of 69.8" in out
    assert "toy: failed" in out

    lower, passed = gate(quality, [check_of(60.0)], folders, update=True, allow_lower=True)
    assert (lower["toy"].floors, passed) == ({"f1": 59.8}, True)

    (tmp_path / "gold.jsonl").write_text("{} ")
    _, passed = gate(quality, [check_of(70.0)], folders)
    assert not passed
    assert "the gold changed" in capsys.readouterr().out


@pytest.mark.parametrize("required", [False, True])
def test_a_corpus_that_is_not_here_is_not_measured(tmp_path, capsys, required):
    check = check_of(70.0, required=required)
    for folder in (None, tmp_path):
        _, passed = gate({"toy": PINNED}, [check], {"corpora": folder})
        assert passed is not required
    lines = capsys.readouterr().out.splitlines()
    start = "toy: FAILED, not run: corpus not here" if required else "toy: not run: corpus not here"
    assert [line.startswith(start) for line in lines] == [True, True]


def test_a_gold_error_is_one_line(tmp_path, capsys):
    (tmp_path / "gold.jsonl").write_text("{")
    (tmp_path / "a.txt").write_text("")
    quality = str(tmp_path / "quality.json")
    assert main(["--only", "seeds", "--seeds", str(tmp_path), "--quality", quality]) == 1
    assert re.fullmatch(r".*gold\.jsonl:1: not JSON.*\n", capsys.readouterr().err)


def test_the_pinned_floors_belong_to_checks(pytestconfig):
    text = (pytestconfig.rootpath / "data" / "quality.json").read_text(encoding="utf-8")
    checks = {check.name: check for check in CHECKS}
    for name, entry in json.loads(text).items():
        assert set(entry["floors"]) <= set(checks[name].figures)
