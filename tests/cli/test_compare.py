"""`quotes compare`."""

import csv
import io
import json

import pytest

from quotes import store
from quotes.types import Article
from tests.building import said

WORDS = "“The bridge of Marlow is safe until the first frost comes,”"
CUT = "“The bridge of Marlow is safe until the first frost”"


@pytest.fixture
def compared(tmp_path):
    """Three versions of one statement, and one that stands alone; the ids in that order."""
    path = tmp_path / "compared.db"
    db = store.open_database(path, create=True)
    run = store.start_run(db, "0.1.0", "none")
    found = []
    for number, (words, speaker, outlet, day) in enumerate(
        [
            (WORDS, "Ada Park", "Harbor Ledger", "2026-03-04T08:00:00+00:00"),
            (CUT, "Ada Park", "The Courant", "2026-03-05"),
            (WORDS, "an official", "Tidewire", "2026-03-06"),
            ("“Nothing else was said about the toll.”", "Bo Lind", "Tidewire", "2026-03-06"),
        ]
    ):
        article = Article(
            f"{words} said {speaker}.", f"{number}.txt", f"place-{number}", outlet=outlet,
            published=day, title=f"Story {number}",
        )  # fmt: skip
        quote = said(article, words, speaker=speaker, kind="direct", named=speaker[0].isupper())
        store.store_extraction(db, run, article, [quote], "test")
        found.append(quote.key)
    store.group_quotes(db)
    store.find_copies(db)
    db.conn.close()
    return path, found


def test_the_list_has_the_statements_of_most_outlets(run, compared):
    path, ids = compared
    (record,) = map(json.loads, run("compare", path).stdout.splitlines())
    assert record == {
        "id": ids[0] if ids[0] < ids[2] else ids[2],
        "text": WORDS,
        "speaker": record["speaker"],
        "quotes": 3,
        "outlets": 3,
        "attributions": 2,
        "speakers": ["Ada Park", "an official"],
        "first": "2026-03-04T08:00:00+00:00",
        "last": "2026-03-06",
    }
    (row,) = csv.DictReader(io.StringIO(run("compare", path, "--format", "csv").stdout))
    assert row["speakers"] == "Ada Park; an official"
    out = run("compare", path, "--format", "table").stdout
    assert out.count(WORDS) == 2  # once as carried by most, once as not given alike
    assert "3 outlets · 3 quotes · 2026-03-04 … 2026-03-06" in out
    out = run("compare", path, "--differing", "--format", "table").stdout
    assert out.startswith("Speaker not given alike\n")
    assert out.count(WORDS) == 1


def test_one_statement_by_the_id_of_any_version(run, compared):
    path, ids = compared
    records = [json.loads(run("compare", path, id_).stdout) for id_ in ids[:3]]
    assert records[0] == records[1] == records[2]
    (first, second, third) = records[0]["versions"]
    assert [v["outlet"] for v in (first, second, third)] == [
        "Harbor Ledger", "The Courant", "Tidewire",
    ]  # fmt: skip
    assert [v["first"] for v in (first, second, third)] == [True, False, False]
    assert second["difference"] == [
        {"change": "kept", "text": CUT},
        {"change": "dropped", "text": "comes,”"},
    ]
    rows = csv.DictReader(io.StringIO(run("compare", path, ids[0], "--format", "csv").stdout))
    assert [row["difference"] for row in rows][1] == f"{CUT} [-comes,”-]"


def test_the_table_is_plain_in_a_pipe_and_fits_80_columns(run, compared):
    path, ids = compared
    out = run("compare", path, ids[1], "--format", "table").stdout
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80
    assert not any(line.endswith(" ") for line in out.splitlines())
    assert "the speaker is not given alike" in out
    assert "\nHarbor Ledger  2026-03-04 08:00  first\n" in out
    assert "[-comes,”-]" in out


def test_a_statement_that_nobody_else_carried(run, compared, database):
    path, ids = compared
    out = run("compare", path, ids[3], "--format", "table").stdout
    assert "no other article carries this statement" in out
    assert "first" not in out
    result = run("compare", database, "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No statement is carried more than once.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["DB", "0000"], "there is no quote “0000”"),
        (["DB", "0000", "--differing"], "leave out QUOTE_ID"),
        ([], "Missing argument 'DB'"),
    ],
)
def test_wrong_use_is_exit_code_2(run, compared, words, message):
    result = run("compare", *(compared[0] if word == "DB" else word for word in words))
    assert result.exit_code == 2
    assert message in result.stderr
