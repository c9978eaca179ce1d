"""What the user names: files, folders, standard input; gzip; and all that can be wrong."""

from __future__ import annotations

import gzip
import io
import os
import random
import subprocess
import sys

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import QuotesError, SourceError
from quotes.ingest import SUFFIXES, read_articles
from quotes.types import Article

# A frame that zstd decoders skip; parallel compressors begin with one.
SKIPPED = b"\x50\x2a\x4d\x18\x02\x00\x00\x00ab"
HELLO = "“Hello,” she said. It was a fine day for it.\n"


@pytest.fixture
def stdin(monkeypatch):
    def feed(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return feed


def test_a_folder_is_read_by_name_and_names_stay_as_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [
        "b.txt",
        "a/z.md",
        "a/b.TXT",
        "a.txt",
        ".hidden.txt",
        ".git/x.txt",
        "c.jpg",
        "a/1.txt",
    ]:
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HELLO)
    expected = ["a/1.txt", "a/b.TXT", "a/z.md", "a.txt", "b.txt"]
    for folder in ["news", "./news"]:
        found = [item.source for item in read_articles([folder])]
        assert found == [f"{folder}/{name}" for name in expected]


def test_a_hidden_file_or_folder_that_is_named_is_read(tmp_path):
    path = tmp_path / ".news" / ".a.txt"
    path.parent.mkdir()
    path.write_text(HELLO)
    assert [item.text for item in read_articles([str(path)])] == [HELLO]


def test_a_file_reached_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(HELLO)
    (tmp_path / "link.txt").symlink_to(path)
    assert (
        len(list(read_articles([str(path), str(tmp_path), f"{tmp_path}/../{tmp_path.name}"]))) == 1
    )


def test_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "a.txt").write_text(HELLO)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(read_articles([str(tmp_path)]))) == 1


def test_special_files_do_not_block(tmp_path):
    (tmp_path / "a.txt").write_text(HELLO)
    os.mkfifo(tmp_path / "pipe.txt")
    assert len(list(read_articles([str(tmp_path)]))) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "no such file or folder"),
        ("missing.docx", "no such file or folder"),
        ("a.docx", 'unknown file type ".docx"; save it as plain text'),
        ("a.zip", 'unknown file type ".zip"; unpack it and name its folder'),
        ("a.tex", 'unknown file type ".tex"; readable are .txt, .md, '),
        ("README", "a file without a suffix; readable are .txt, .md, "),
        ("a.parquet", "is no Parquet file"),
        ("b.parquet.gz", "is Parquet, which is read from a plain file only; decompress it"),
        ("a.warc", "is no WARC, or broken after record 0 (Invalid WARC header)"),
        ("a.rss", "is no feed (RSS or Atom)"),
        ("news/*.txt", "a pattern that matches no file"),
        ("news/\0*.txt", "a pattern that matches no file"),
        ("dangling.txt", "no such file or folder"),
        ("loop.txt", "cannot be read: "),
        ("bad\0name.txt", "cannot be read: "),
        ("empty", "a folder without articles; readable are .txt"),
        ("fake.txt.gz", "is not compressed with gzip, as its name says"),
        ("fake.txt.zst", "is not compressed with zstd, as its name says"),
        ("cut.txt.zst", "is broken zstd (it ends within a frame)"),
        ("flipped.txt.zst", "is broken zstd"),
        ("tail.jsonl.zst", "is broken zstd"),
        ("bomb.txt.zst", "has more than 4,000,003 bytes"),
        ("bomb.jsonl.zst", "swells more than any text"),
        ("wide.txt.zst", "is broken zstd"),
        ("packed.txt", "is a binary file, not text"),
        ("cut.txt.gz", "is broken gzip"),
        ("flipped.txt.gz", "is broken gzip"),
        ("tail.jsonl.gz", "is broken gzip"),
        ("bomb.txt.gz", "has more than 4,000,003 bytes"),
        ("bomb.jsonl.gz", "swells more than any text"),
    ],
)
def test_one_line_for_each_thing_that_cannot_be_read(tmp_path, name, reason):
    text = random.Random(0).randbytes(500).hex().encode()
    packed = gzip.compress(text)
    for file in [
        *("a.docx", "a.zip", "a.tex", "README", "a.parquet", "a.warc", "a.rss"),
        *("fake.txt.gz", "fake.txt.zst"),
    ]:
        (tmp_path / file).write_text(HELLO)
    (tmp_path / "b.parquet.gz").write_bytes(packed)
    squeezed = zstandard.compress(text)
    (tmp_path / "cut.txt.zst").write_bytes(squeezed[:-40])
    (tmp_path / "flipped.txt.zst").write_bytes(squeezed[:9] + b"\xff\xff\xff\xff" + squeezed[13:])
    (tmp_path / "tail.jsonl.zst").write_bytes(zstandard.compress(b"\n") + b"garbage")
    (tmp_path / "bomb.txt.zst").write_bytes(zstandard.compress(b"a" * 5_000_000))
    (tmp_path / "bomb.jsonl.zst").write_bytes(zstandard.compress((b" " * 99 + b"\n") * 500_000))
    # A few bytes of header that ask for a gigabyte of memory.
    (tmp_path / "wide.txt.zst").write_bytes(b"\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "packed.txt").write_bytes(packed)
    (tmp_path / "cut.txt.gz").write_bytes(packed[:-40])
    (tmp_path / "flipped.txt.gz").write_bytes(packed[:60] + b"\xff\xff\xff\xff" + packed[64:])
    (tmp_path / "tail.jsonl.gz").write_bytes(gzip.compress(b"\n") + b"garbage")
    bomb = gzip.compress(b"a" * 5_000_000)
    (tmp_path / "bomb.txt.gz").write_bytes(bomb)
    if name == "bomb.jsonl.gz":
        (tmp_path / name).write_bytes(gzip.compress((b" " * 999_999 + b"\n") * 5) * 20)
    good = tmp_path / "good.txt"
    good.write_text(HELLO)

    error, article = read_articles([str(tmp_path / name), str(good)])

    assert isinstance(error, SourceError)
    assert error.reason.startswith(reason)
    assert "\n" not in str(error) and error.source.startswith(str(tmp_path))
    assert isinstance(article, Article)


def test_what_a_folder_holds_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(HELLO)
    article, error = read_articles([str(tmp_path)])
    assert (article.text, error.source) == (HELLO, str(tmp_path / "dangling.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(HELLO)
    path.chmod(0)
    (error,) = read_articles([str(path)])
    assert error.reason == "no permission to read it"


def zstd_in_frames(data: bytes) -> bytes:
    frames = (zstandard.compress(data[i : i + 5]) for i in range(0, len(data), 5))
    return SKIPPED + b"".join(frames)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv"])
@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".zst", zstandard.compress), (".ZST", zstd_in_frames)],
)
def test_compression_is_transparent(read, name, suffix, pack):
    content = {"a.jsonl": '{"text": "Hello."}', "a.csv": "text\nHello."}.get(name, HELLO).encode()
    (plain,) = read(name, content)
    (packed,) = read(name + suffix, pack(content))
    assert plain.text == packed.text


def test_standard_input_is_one_article_of_plain_text(stdin):
    for pack in [bytes, gzip.compress, zstandard.compress]:
        stdin(pack(HELLO.encode()))
        (article,) = read_articles(["-"])
        assert (article.text, article.source) == (HELLO, "-")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xff", "is not UTF-8"),
        (b"a" * 5_000_000, "has more than 4,000,003 bytes"),
    ],
)
def test_bad_standard_input(stdin, data, reason):
    stdin(data)
    (error,) = read_articles(["-"])
    assert (error.source, error.reason[: len(reason)]) == ("-", reason)


def test_no_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    (error,) = read_articles(["-"])
    assert str(error) == "-: standard input cannot be read"


def test_patterns_mean_what_shells_make_of_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ["news/b.txt", "news/a.txt", "news/.c.txt", "news/deep/er/d.txt", "news/[x].md"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HELLO)

    def found(*names):
        return [item.source for item in read_articles(names)]

    assert found("news/*.txt") == ["news/a.txt", "news/b.txt"]
    assert found("news/[x].md") == ["news/[x].md"]
    assert found("**/d.txt") == ["news/deep/er/d.txt"]
    assert found("./news/?.txt", "news/a.txt") == ["./news/a.txt", "./news/b.txt"]
    assert found("n*") == found("news")


def test_how_long_an_article_may_be_is_for_the_user_to_say(tmp_path):
    for name, text in [("a.txt", "1234567"), ("b.jsonl", '{"text": "1234567"}')]:
        path = tmp_path / name
        path.write_text(text)
        (article,) = read_articles([str(path)], max_characters=7)
        (error,) = read_articles([str(path)], max_characters=6)
        assert article.text == "1234567"
        assert error.reason == (
            "has 7 characters; an article may have 6 characters: split it into its articles, or "
            "raise --max-characters"
        )
    path = tmp_path / "c.txt"
    path.write_text("a" * 2_000_000)
    (article,) = read_articles([str(path)], max_characters=2_000_000)
    assert len(article.text) == 2_000_000


def test_where_a_file_is_named_from_changes_nothing_but_its_name(tmp_path, monkeypatch):
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(HELLO)
    articles = []
    for folder, name in [(tmp_path, "news"), (path.parent, "a.txt"), ("/", str(path))]:
        monkeypatch.chdir(folder)
        articles += read_articles([name])
    assert len({article.source for article in articles}) == 3
    assert len({(article.origin, article.key, article.sha256) for article in articles}) == 1


def test_origin_tells_articles_apart_and_no_paths(tmp_path, monkeypatch, stdin):
    (tmp_path / "a.txt").write_text(HELLO)
    (tmp_path / "a.jsonl").write_text('{"text": "x", "id": "i"}\n{"text": "x"}\n')
    origins = [item.origin for item in read_articles([str(tmp_path)])]
    stdin(b"one")
    origins += [item.origin for item in read_articles(["-"])]
    stdin(b"two")
    origins += [item.origin for item in read_articles(["-"])]
    assert len(set(origins)) == 5
    assert all(len(origin) == 64 and int(origin, 16) for origin in origins)
    monkeypatch.chdir(tmp_path)
    assert [item.origin for item in read_articles(["a.jsonl", "./a.txt"])] == origins[:3]


def test_a_record_with_an_id_keeps_its_origin_when_lines_move(read):
    (before,) = read("a.jsonl", '{"text": "x", "id": "i"}')
    (_, after) = read("a.jsonl", '{"text": "new"}\n{"text": "y", "id": "i"}')
    assert before.origin == after.origin


def test_outlet_and_date_of_the_command_line_win(read):
    content = '{"text": "x", "outlet": "Gazette", "published": "2020-01-01"}\n{"text": "y"}'
    for article in read("a.jsonl", content, outlet="Courier", published="24 March 2025"):
        assert (article.outlet, article.published) == ("Courier", "2025-03-24")


def test_a_date_that_is_none_is_refused_before_anything_is_read():
    with pytest.raises(QuotesError, match=r'^"soon" is no date; write it as 2025-03-24$'):
        read_articles(["a.txt"], published="soon")


def test_names_that_are_no_unicode_are_escaped(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(HELLO.encode())
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    (article,) = read_articles([str(tmp_path)])
    assert article.source == f"{tmp_path}/caf\\udce9\\n.txt"
    article.source.encode()


def test_many_gigabytes_stream(tmp_path):
    """Memory is bounded by the longest line: reading starts before the end is seen."""
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "x"}\n' * 1000)
        file.truncate(1 << 40)  # a sparse file, longer than any memory
    assert next(read_articles([str(path)])).text == "x"


@given(
    data=st.binary(),
    suffix=st.sampled_from(SUFFIXES),
    packing=st.sampled_from([("", bytes), (".gz", gzip.compress), (".zst", zstandard.compress)]),
    cut=st.sampled_from([0, 0, 5]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_articles_or_errors(tmp_path, data, suffix, packing, cut):
    ending, pack = packing
    path = tmp_path / f"a{suffix}{ending}"
    path.write_bytes(pack(data)[cut:])
    check(read_articles([str(path)]))


HTML_PIECES = [
    *("<p>", "</p>", "<div>", "</div>", "<q>", "</q>", "<blockquote>", "</blockquote>", "<br>"),
    *("<figure>", "<figcaption>", "<footer>", "<table><tr><td>", "<ul><li>", "<time>", "<svg>"),
    *("<article>", "<html>", "<body>", "<head>", "<script>", "</script>", "<!--", "-->", "<math>"),
    *("<![CDATA[", "<?xml?>", "&#0;", "&#xd800;", '<div class="pullquote">'),
    '<link rel="canonical" href="http://[">',
    '<script type="application/ld+json">{"@type": ["Article"], "author": [1]}',
    "She said “no” and left the room, which was not what the others had hoped for.",
]


@given(pieces=st.lists(st.sampled_from(HTML_PIECES) | st.text(max_size=20), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_page_gives_articles_or_errors(tmp_path, pieces):
    path = tmp_path / "a.html"
    path.write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    check(read_articles([str(path)]))


def check(items):
    for item in items:
        assert isinstance(item, Article | SourceError)
        if isinstance(item, Article):
            assert item.text.strip()
            for value in (item.text, item.source, item.title, item.author, item.outlet, item.url):
                assert value is None or ("\0" not in value and value.encode())
        else:
            assert "\n" not in str(item) and str(item).encode()


def test_reading_text_imports_no_web_library(tmp_path):
    (tmp_path / "a.txt").write_text(HELLO)
    code = (
        "import sys; from quotes.ingest import read_articles\n"
        "assert len(list(read_articles([sys.argv[1]]))) == 1\n"
        "heavy = {'trafilatura', 'lxml', 'spacy', 'dateutil', 'py3langid', 'zstandard', 'pyarrow',"
        " 'fastwarc', 'feedparser'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
