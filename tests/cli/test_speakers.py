"""`quotes speakers`, `quotes speakers merge` and `quotes speakers split`."""

import csv
import io
import json

import pytest


def listed(result):
    assert result.exit_code == 0, result.stderr
    return {
        record["name"]: record["quotes"] for record in map(json.loads, result.stdout.splitlines())
    }


def test_the_list_says_who_how_often_and_in_how_many_outlets(run, database):
    assert listed(run("speakers", database)) == {
        "Ada Park": 1,
        "Bo Lind": 1,
        "The mayor's office": 1,
        "A. Park": 1,
    }
    out = run("speakers", database, "--format", "table").stdout
    assert out.split()[:6] == ["speaker", "type", "quotes", "outlets", "articles", "id"]
    rows = list(csv.DictReader(io.StringIO(run("speakers", database, "--format", "csv").stdout)))
    assert {row["name"] for row in rows} >= {"Ada Park", "Bo Lind"}
    assert len(listed(run("speakers", database, "--limit", 2))) == 2


def test_one_speaker_has_aliases_and_quotes(run, database):
    speaker = json.loads(run("speakers", database, "Bo").stdout)
    assert speaker["name"] == "Bo Lind"
    assert [alias["name"] for alias in speaker["aliases"]] == ["Bo Lind"]
    assert [quote["text"] for quote in speaker["quotes"]] == ["it needs paint"]
    card = run("speakers", database, "Bo", "--format", "table").stdout
    assert card.startswith("Bo Lind\n")
    assert "it needs paint" in card
    rows = csv.DictReader(io.StringIO(run("speakers", database, "Bo", "--format", "csv").stdout))
    assert [row["text"] for row in rows] == ["it needs paint"]


def test_a_merge_makes_two_speakers_one(run, database):
    result = run("speakers", "merge", database, "Ada Park", "A. Park")
    assert (result.exit_code, result.stdout) == (0, "A. Park is Ada Park: 2 quotes, 2 outlets.\n")
    assert listed(run("speakers", database)) == {
        "Ada Park": 2,
        "Bo Lind": 1,
        "The mayor's office": 1,
    }
    speaker = json.loads(run("speakers", database, "A. Park").stdout)
    assert speaker["name"] == "Ada Park"


def test_a_split_takes_a_merge_back(run, database):
    run("speakers", "merge", database, "Ada Park", "A. Park")
    result = run("speakers", "split", database, "Ada Park", "A. Park")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("A. Park (number ")
    assert " is not Ada Park (number " in result.stdout
    assert len(listed(run("speakers", database))) == 4


def test_why_a_name_leads_to_a_speaker(run, database):
    run("speakers", "merge", database, "Ada Park", "A. Park")
    speaker = json.loads(run("speakers", database, "Ada Park").stdout)
    assert {alias["name"]: alias["reason"] for alias in speaker["aliases"]} == {
        "Ada Park": "same name",
        "A. Park": "person",
    }
    assert (speaker["qid"], speaker["namesakes"]) == (None, [])
    assert "A. Park (person)" in run("speakers", database, "Park", "--format", "table").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["DB", "Nobody"], "nobody is called “Nobody” here"),
        (["merge", "DB", "Ada Park", "Nobody"], "nobody is called “Nobody” here"),
        (["merge", "DB", "Ada Park", "Ada Park"], "are one speaker already"),
        (["merge", "DB", "Ada Park"], "Missing argument 'B'"),
        (["split", "DB", "Ada Park"], "Missing argument 'PART...'"),
        (["split", "DB", "Ada Park", "Bo Lind"], "is neither a name nor the id of a quote"),
        (["split", "DB", "Ada Park", "Ada Park"], "nothing of"),
        ([], "Missing argument 'DB'"),
        (["DB", "a", "b"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_exit_code_2(run, database, words, message):
    result = run("speakers", *(str(database) if word == "DB" else word for word in words))
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_database_named_merge_is_reached_by_its_path(run, database):
    twin = database.with_name("merge")
    twin.write_bytes(database.read_bytes())
    assert len(listed(run("speakers", twin))) == 4
