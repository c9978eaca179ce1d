"""Tables: one article a row; where a row's end cannot be known, nothing is guessed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.ingest import read_articles


def test_all_columns(read):
    first, second = read(
        "a.csv",
        "\ufeffid,Text ,title,outlet,published,mood\r\n"
        '7,"“Yes,”\r\nshe said. ""No,"" he said.",Vote,Gazette,2025-03-24,good\r\n'
        "\r\n"
        ",Short row.\r\n",
    )
    assert first.text == '“Yes,”\r\nshe said. "No," he said.'
    assert (first.source, first.title, first.outlet) == ("7", "Vote", "Gazette")
    assert first.published == "2025-03-24"
    assert second.text == "Short row."
    assert second.source.endswith("a.csv:5")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,text\nT,Hello.\n"),
        ("a.csv", "title;text\nT;Hello.\n"),
        ("a.csv", "title\ttext\nT\tHello.\n"),
        ("a.tsv", "title\ttext\nT\tHello.\n"),
    ],
)
def test_delimiters(read_one, name, content):
    article = read_one(name, content)
    assert (article.title, article.text) == ("T", "Hello.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("text\n", "has a header, but no rows"),
        (
            "id,body\n1,x\n",
            'lacks the column "text" in its first line, which has: id,body; the col',
        ),
        ("text,text\na,b\n", 'lacks the column "text"'),
        (b"t\xe9xt\nHello\n", 'lacks the column "text"'),
    ],
)
def test_wrong_tables_are_one_error(refuse, content, reason):
    assert refuse("a.csv", content).startswith(reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"1,a,b,c", "has 4 fields, the header 3"),
        (b"1", 'lacks the field "text"'),
        (b"1, ,T", "is empty"),
        (b"1,a\0b,T", "has a NUL character"),
        (b"1,caf\xe9 au lait,T", "is not UTF-8 (byte 0xe9 at offset 3)"),
        (b"0,Again.,T", 'has the id "0" of line 2'),
    ],
)
def test_a_bad_row_is_one_error_and_the_rest_goes_on(read, row, reason):
    first, error, last = read("a.csv", b"id,text,title\n0,First row.,T\n" + row + b"\n2,Last.,T\n")
    assert error.source.endswith("a.csv:3")
    assert error.reason.startswith(reason)
    assert (first.text, last.text) == ("First row.", "Last.")


@pytest.mark.parametrize("row", ['"He said "no" today"', '"never closed'])
def test_where_marks_do_not_match_no_row_is_guessed(read, row):
    first, error = read("a.csv", f"text\nFirst.\n{row}\nLast.\n")
    assert first.text == "First."
    assert error.source.endswith("a.csv:3")
    assert error.reason.startswith("breaks the rules of CSV")


def test_long_fields(read_one):
    assert len(read_one("a.csv", "text\n" + "a" * 500_000).text) == 500_000


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(
            lambda text: not text.isspace()
        ),
        min_size=1,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_python_writes_is_read_verbatim(tmp_path, texts):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["text"], *([text] for text in texts)])
    path = tmp_path / "a.csv"
    path.write_bytes(stream.getvalue().encode())
    items = list(read_articles([str(path)]))
    if not any(isinstance(item, SourceError) and "binary" in item.reason for item in items):
        assert [item.text for item in items] == texts
