"""A manifest says of files what they do not say themselves."""

from __future__ import annotations

import gzip

import pytest

from quotes.errors import QuotesError, SourceError
from quotes.ingest import read_articles

HEADER = "path,title,author,outlet,published,url\n"


@pytest.fixture
def news(tmp_path):
    """A folder with an article, a file of two, and a manifest beside them."""
    (tmp_path / "a.txt").write_text("---\ntitle: Its own\nauthor: Ana\n---\nShe said so.")
    (tmp_path / "b.jsonl").write_text('{"text": "One.", "title": "T"}\n{"text": "Two."}\n')

    def write(*rows: str, name: str = "manifest.csv") -> str:
        path = tmp_path / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
        return str(path)

    return write


def test_it_counts_for_more_than_the_file_and_less_than_the_command_line(news, tmp_path):
    manifest = news("a.txt,Better,,Gazette,24 March 2025,https://a.example/x?utm_source=m")
    (article, *_) = read_articles([str(tmp_path)], manifest=manifest, outlet="Courier")
    assert (article.title, article.author, article.outlet) == ("Better", "Ana", "Courier")
    assert (article.published, article.url) == ("2025-03-24", "https://a.example/x")


def test_of_a_file_of_many_it_says_what_holds_for_all(news, tmp_path):
    manifest = news("b.jsonl,Title,Bo,Gazette,2025-03-24,https://a.example/x")
    _, one, two = read_articles([str(tmp_path)], manifest=manifest)
    assert (one.title, one.author, one.outlet, one.url) == ("T", "Bo", "Gazette", None)
    assert (two.title, two.published) == (None, "2025-03-24")


def test_paths_start_from_its_folder_and_it_is_no_article(news, tmp_path, monkeypatch):
    manifest = news("a.txt,Better")
    monkeypatch.chdir("/")
    items = list(read_articles([str(tmp_path / "a.txt"), manifest], manifest=manifest))
    assert [item.title for item in items] == ["Better"]


def test_it_may_be_compressed_and_parted_by_tabs(news, tmp_path):
    path = tmp_path / "m.tsv.gz"
    path.write_bytes(gzip.compress(b"Path\tOutlet\na.txt\tGazette\n"))
    (article,) = read_articles([str(tmp_path / "a.txt")], manifest=str(path))
    assert article.outlet == "Gazette"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gone.txt,T", 'names "gone.txt", which is no file beside the manifest'),
        (",T", "names no file in its column path"),
        ("./a.txt,T", 'names "./a.txt", as an earlier row does'),
        ("b.jsonl,T,,,03/04/2025", 'says "03/04/2025", which is no date; write it as 2025-03-24'),
        ("a,b,c,d,e,f,g", "has 7 fields, the header 6"),
    ],
)
def test_a_bad_row_is_one_error_and_the_rest_counts(news, tmp_path, row, reason):
    manifest = news("a.txt,Better", row)
    error, article, *_ = read_articles([str(tmp_path)], manifest=manifest)
    assert isinstance(error, SourceError)
    assert (error.source, error.reason) == (f"{manifest}:3", reason)
    assert article.title == "Better"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file or folder"),
        ("title\nT\n", 'lacks the column "path" in its first line, which has: title'),
        ("", "is empty"),
    ],
)
def test_where_there_is_no_manifest_nothing_is_read(tmp_path, content, reason):
    path = tmp_path / "manifest.csv"
    if content is not None:
        path.write_text(content)
    with pytest.raises(QuotesError) as error:
        read_articles(["a.txt"], manifest=str(path))
    assert str(error.value).startswith(f"{path}: {reason}")


def test_what_it_says_anew_is_a_change(news, tmp_path):
    shas = set()
    for title in ("One", "Two"):
        (article,) = read_articles([str(tmp_path / "a.txt")], manifest=news(f"a.txt,{title}"))
        shas.add(article.sha256)
    assert len(shas) == 2
