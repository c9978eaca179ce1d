"""The flat row of a record."""

from quotes.render.records import FLAT_COLUMNS, flat
from quotes.store import EXPORT_COLUMNS
from quotes.types import Article
from tests.building import BRIDGE_QUOTES, said


def test_a_flat_row_has_the_documented_columns():
    row = flat(BRIDGE_QUOTES[0])
    assert tuple(row) == FLAT_COLUMNS
    assert row["speaker"] == "Ada Park"
    assert row["text"] == "“The bridge is safe,”"
    assert (row["outlet"], row["published"]) == ("Harbor Ledger", "2026-03-04")
    assert row["cue"] == "said"


def test_the_columns_are_those_of_an_exported_database():
    assert (*FLAT_COLUMNS, "topics") == EXPORT_COLUMNS  # which only a database has


def test_content_of_several_spans_starts_with_the_first():
    article = Article("So “one,” Ada Park said, “two.”", "a.txt")
    row = flat(said(article, "“one,”", "“two.”", speaker="Ada Park", kind="direct"))
    assert row["text"] == "“one,” “two.”"
    assert row["start"] == 3


def test_without_speaker_the_cells_are_empty():
    row = flat(said(Article("It is said that it rains.", "a.txt"), "it rains", speaker=None))
    assert {row[name] for name in ("speaker", "type", "named", "role", "source")} == {None}
