"""`quotes search`."""

import csv
import io
import json

import pytest


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def texts(result):
    return [record["text"] for record in records(result)]


def test_a_pipe_gets_json_lines_with_the_hit_marked(run, database):
    (record,) = records(run("search", database, "reopen"))
    assert record["snippet"] == "the bridge would «reopen» in May"
    assert record["speaker"] == "A. Park"
    assert record["role"] == "county engineer"
    assert record["outlet"] == "The Marlow Courant"


def test_the_best_hit_comes_first(run, database):
    # The word stands in the quote itself, in the other articles only in title or outlet.
    assert texts(run("search", database, "paint OR bridge"))[0] == "it needs paint"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--speaker", "bo"], ["it needs paint"]),
        (["--outlet", "marlow"], ["the bridge would reopen in May"]),
        (["--kind", "direct"], ["“The bridge is safe,”"]),
        (["--act", "silence"], ["declined to comment"]),
        (["--unnamed"], []),
        (["--since", "2026-03-05"], ["the bridge would reopen in May"]),
        (["--until", "2026-03-05", "--kind", "direct"], ["“The bridge is safe,”"]),
        (["--limit", "1"], ["the bridge would reopen in May"]),
    ],
)
def test_filters_narrow_and_need_no_query(run, database, filters, found):
    named = ["--named"] if filters == ["--limit", "1"] else []
    assert texts(run("search", database, *filters, *named)) == found


def test_a_limit_of_zero_prints_all(run, database):
    assert len(texts(run("search", database, "--named", "--limit", "0"))) == 4


def test_cards_mark_the_hit_where_there_is_no_colour(run, database):
    result = run("search", database, "reopen", "--format", "table")
    lines = [line.rstrip() for line in result.stdout.splitlines() if line.strip()]
    assert lines == [
        "  the bridge would «reopen» in May",
        "    — A. Park, county engineer",
        "    indirect statement · The Marlow Courant · 2026-03-06 · May reopening",
    ]


def test_csv_has_a_header_and_a_row_a_hit(run, database):
    result = run("search", database, "paint", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert (rows[0]["speaker"], rows[0]["named"], rows[0]["role"]) == ("Bo Lind", "1", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "nothing to search for"),
        (["--since", "yesterday"], "“yesterday” is no date"),
        (["x", "--kind", "loud"], "'loud' is not one of"),
        (["x", "--limit", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_use_is_exit_code_2_and_a_line_that_helps(run, database, words, message):
    result = run("search", database, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_nothing_found_is_no_error(run, database):
    result = run("search", database, "nonesuch")
    assert (result.exit_code, result.stdout) == (0, "")
    result = run("search", database, "nonesuch", "--format", "table")
    assert (result.exit_code, result.stderr) == (0, "No quotes found.\n")


def test_a_note_of_the_search_goes_to_standard_error(run, database):
    result = run("search", database, 'pai"nt')
    assert result.exit_code == 0
    assert "not in the query syntax" in result.stderr
