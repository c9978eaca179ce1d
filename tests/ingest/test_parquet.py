"""Parquet: tables of articles, with the columns of CSV."""

from __future__ import annotations

import builtins
import datetime
import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import SourceError
from quotes.ingest import read_articles
from quotes.types import Article

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def parquet(columns: dict[str, object], **options: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


def test_all_columns(read):
    first, second = read(
        "a.parquet",
        parquet(
            {
                "id": [7, None],
                "Text": ["“Yes,”\r\nshe said.", "No."],
                "title": ["Vote", None],
                "author": [["Ana Cruz", "Tom Okafor"], []],
                "outlet": pa.array(["Gazette", "Gazette"]).dictionary_encode(),
                "published": [datetime.date(2025, 3, 24), None],
                "url": ["https://a.example/x", "nowhere"],
                "mood": ["good", "bad"],
            }
        ),
    )
    assert first == Article(
        text="“Yes,”\r\nshe said.",
        source="7",
        origin=first.origin,
        url="https://a.example/x",
        title="Vote",
        author="Ana Cruz; Tom Okafor",
        outlet="Gazette",
        published="2025-03-24",
    )
    assert second.source.endswith("a.parquet:2")
    assert (second.title, second.author, second.published, second.url) == (None,) * 4


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (datetime.datetime(2025, 3, 24), pa.timestamp("ns"), "2025-03-24"),
        (datetime.datetime(2025, 3, 24, 8, 5), pa.timestamp("ms"), "2025-03-24T08:05:00"),
        (1742803500123456789, pa.timestamp("ns"), "2025-03-24T08:05:00"),
        (
            datetime.datetime(2025, 3, 24, 8, 5),
            pa.timestamp("us", "UTC"),
            "2025-03-24T08:05:00+00:00",
        ),
        ("24 March 2025", pa.string(), "2025-03-24"),
        (20250324, pa.int64(), None),
        (1 << 60, pa.timestamp("ms"), None),
    ],
)
def test_dates(read_one, value, kind, expected):
    columns = {"text": ["Hello."], "published": pa.array([value], kind)}
    assert read_one("a.parquet", parquet(columns)).published == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, 'has a field "text" that is null, not a string'),
        ("", "is empty"),
        ("a\0b", "has a NUL character"),
    ],
)
def test_a_bad_row_is_one_error_and_the_rest_goes_on(read, value, reason):
    first, error, last = read("a.parquet", parquet({"text": ["One.", value, "Two."]}))
    assert (first.text, last.text) == ("One.", "Two.")
    assert error.source.endswith("a.parquet:2")
    assert error.reason.startswith(reason)


GOOD = parquet({"text": ["One.", "Two."]})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no Parquet file"),
        (GOOD[:-1], "is broken Parquet ("),
        (GOOD[: len(GOOD) // 2], "is broken Parquet ("),
        (
            parquet({"body": ["x"]}),
            'lacks the column "text"; it has body; the columns are id, text',
        ),
        (parquet({"text": pa.array([], pa.string())}), "holds no rows"),
        (
            parquet({"text": ["a" * 200_000_000]}, compression="zstd"),
            "swells more than any text when decompressed",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_files_are_one_error(refuse, content, reason):
    assert refuse("a.parquet", content).startswith(reason)


def test_a_missing_library_is_named(refuse, monkeypatch):
    importing = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return importing(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert refuse("a.parquet", GOOD) == (
        "needs pyarrow; install it with: pip install 'newsquotes[parquet]'"
    )


def test_a_long_text_in_many_rows_is_not_written_out_at_once(read):
    """Dictionaries make a small file of many equal texts; a row is in memory at a time."""
    text = random.Random(0).randbytes(4_000_000).hex()
    columns = {"text": pa.DictionaryArray.from_arrays([0] * 1_000, pa.array([text]))}
    before = pa.total_allocated_bytes()
    peaks = []
    for item in read("a.parquet", parquet(columns)):
        assert isinstance(item, SourceError)
        peaks.append(pa.total_allocated_bytes() - before)
    assert len(peaks) == 1_000
    assert max(peaks) < 100_000_000


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(
            lambda text: not text.isspace()
        ),
        min_size=1,
        max_size=20,
    ),
    group=st.integers(1, 5),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_come_back_verbatim(tmp_path, texts, group):
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet({"text": texts}, row_group_size=group))
    assert [item.text for item in read_articles([str(path)])] == texts


@given(at=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_articles_or_errors(tmp_path, at, byte):
    path = tmp_path / "a.parquet"
    path.write_bytes(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    for item in read_articles([str(path)]):
        assert isinstance(item, Article) or "\n" not in str(item)
