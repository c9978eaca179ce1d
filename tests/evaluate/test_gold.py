"""Gold files: both formats, and every way to get them wrong told by file and line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import GoldError
from quotes.evaluate import read_gold

from .build import annotation, record, write_lines

TEXT = "Ada Park said the bridge is safe.\nThe mayor agreed.\n"


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_annotated_articles(tmp_path, name):
    line = {
        "id": "a1",
        "text": TEXT,
        "title": "Bridge",
        "publisher": "The Herald",
        "date": "2025-03-01",
        "attributions": [annotation(TEXT, ["the bridge is safe"], "said", "Ada Park")],
        "other_annotators": [[annotation(TEXT, ["agreed"])]],
    }
    [gold] = read_gold(write_lines(tmp_path / name, line))
    assert (gold.article.source, gold.article.outlet, gold.article.published) == (
        "a1",
        "The Herald",
        "2025-03-01",
    )
    [item] = gold.items
    assert (item.content, item.cue, item.source) == (((14, 32),), ((9, 13),), ((0, 8),))
    assert item.fields == {}
    [[other]] = gold.others
    assert other.content == ((44, 50),)


def test_an_annotation_without_content_is_left_out(tmp_path):
    line = {"text": TEXT, "attributions": [annotation(TEXT, [], "said")]}
    [gold] = read_gold(write_lines(tmp_path / "gold.jsonl", line))
    assert gold.items == ()
    assert gold.article.source == "gold.jsonl:1"


def test_records_beside_their_article(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    speaker = {"name": "Ada Park", "type": "person", "named": True, "role": None}
    path = write_lines(
        tmp_path / "gold.jsonl",
        record(TEXT, ["the bridge is safe"], "said", "Ada Park", speaker=speaker, act="statement"),
        record(TEXT, ["agreed"], level="extra", accept={"kind": ["mixed"]}, via=None),
    )
    [gold] = read_gold(path)
    assert gold.article.text == TEXT
    first, second = gold.items
    assert first.fields == {"act": "statement", **speaker}
    assert (second.fields, second.level, second.accept) == (
        {"via": None},
        "extra",
        {"kind": ("mixed",)},
    )
    assert [item.line for item in gold.items] == [1, 2]


@pytest.mark.parametrize("explicit", [True, False])
def test_records_whose_articles_lie_elsewhere(tmp_path, explicit):
    (tmp_path / "gold").mkdir()
    (tmp_path / "articles").mkdir()
    write_lines(
        tmp_path / "articles" / "herald.jsonl",
        {"id": "h1", "text": "Nothing here."},
        {"id": "h2", "text": TEXT},
    )
    line = record(TEXT, ["the bridge is safe"]) | {"article": "h2"}
    path = write_lines(tmp_path / "gold" / "gold.jsonl", line)
    [gold] = read_gold(path, tmp_path / "articles" if explicit else None)
    assert gold.article.text == TEXT


def test_a_record_that_only_names_an_article_says_it_holds_none(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    [gold] = read_gold(write_lines(tmp_path / "gold.jsonl", {"article": "a.txt"}))
    assert gold.items == ()


def test_a_folder_of_gold_files(tmp_path):
    for name in ("b.jsonl", "a.jsonl.gz"):
        write_lines(tmp_path / name, {"id": name, "text": TEXT, "attributions": []})
    (tmp_path / "notes.md").write_text("not gold")
    assert [gold.article.source for gold in read_gold(tmp_path)] == ["a.jsonl.gz", "b.jsonl"]


GOOD = {"text": TEXT, "attributions": []}


def of_role(role, value):
    entry = {"source": [], "cue": [], "content": [[0, 3]]} | {role: value}
    return {"text": TEXT, "attributions": [entry]}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"attributions": []}, 'no "text"'),
        ({"text": TEXT, "attributions": {}}, "not a list of objects"),
        ({"text": TEXT, "attributions": [3]}, "not a list of objects"),
        ({"text": TEXT, "attributions": [], "other_annotators": 3}, "not a list"),
        (of_role("source", None), '"source" is not a list'),
        (of_role("cue", [[1]]), '"cue" holds [1]'),
        (of_role("content", [[4, 4]]), '"content" 4:4 is no span of its article of 52'),
        (of_role("content", [[0, 99]]), '"content" 0:99'),
        (of_role("content", [[-1, 3]]), '"content" -1:3'),
        (of_role("content", [["0", 3]]), '"content" 0:3'),
        (of_role("content", [[False, 3]]), '"content" False:3'),
        ({"text": TEXT}, 'neither "attributions"'),
        ([], "not a JSON object"),
        (record(TEXT, []), '"content" is not a list of spans'),
        (record(TEXT, ["Ada"], level="high"), "\"level\" is 'high'"),
        (record(TEXT, ["Ada"]) | {"cue": 5}, '"cue" holds 5'),
        (
            record(TEXT, ["Ada"]) | {"source": {"start": 0, "end": 3, "text": "Eva"}},
            "'Eva' in gold",
        ),
        (record(TEXT, ["Ada"], act="speech"), "\"act\" is 'speech', not one of statement"),
        (record(TEXT, ["Ada"], via=5), '"via" is 5, neither text nor null'),
        (record(TEXT, ["Ada"], speaker="Ada"), '"speaker" is neither null nor'),
        (record(TEXT, ["Ada"], speaker={"name": "Ada", "named": 1}), '"named" is 1'),
        (record(TEXT, ["Ada"], accept={"cue": []}), "\"accept\" has 'cue'"),
        (record(TEXT, ["Ada"], accept=["kind"]), '"accept" is not an object'),
        (record(TEXT, ["Ada"], accept={"kind": ["odd"]}), "\"kind\" is 'odd'"),
        (record(TEXT, ["Ada"]) | {"article": "none.txt"}, "article 'none.txt' not found beside"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(tmp_path, line, reason):
    (tmp_path / "a.txt").write_text(TEXT)
    path = write_lines(tmp_path / "gold.jsonl", GOOD, line)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:2: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no gold entries"),
        (b"\n\n", "no gold entries"),
        (b"{not json", ":1: not JSON"),
        (b"\xff\xfe{", ":1: not UTF-8"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
        (b"[" * 100_000, ":1: not JSON"),
        (json.dumps({"text": TEXT, "attributions": []}).encode() + b"\n{", ":2: not JSON"),
    ],
)
def test_broken_files(tmp_path, data, reason):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_an_empty_folder(tmp_path):
    with pytest.raises(GoldError, match=r"none\.jsonl: cannot be read: No such file"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(GoldError, match=r"no \.jsonl file"):
        read_gold(tmp_path)


def test_an_article_that_is_annotated_twice(tmp_path):
    line = {"id": "a1", "text": TEXT, "attributions": []}
    path = write_lines(tmp_path / "gold.jsonl", line, line)
    with pytest.raises(GoldError, match="article 'a1' is annotated 2 times"):
        read_gold(path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 60) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "attributions", "source", "cue", "content", "start", "end", "id",
                 "article", "speaker", "name", "accept", "other_annotators"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(json_values, min_size=1, max_size=3))
def test_no_gold_file_crashes_the_reader(tmp_path_factory, lines):
    path = write_lines(tmp_path_factory.mktemp("gold") / "gold.jsonl", *lines)
    try:
        gold = read_gold(path)
    except GoldError as error:
        assert "\n" not in str(error)
    else:
        assert all(
            each.article.text[a:b] for each in gold for i in each.items for a, b in i.content
        )


def test_a_name_that_no_file_can_have(tmp_path):
    path = write_lines(tmp_path / "gold.jsonl", {"article": "x" * 5000})
    with pytest.raises(GoldError, match="not found"):
        read_gold(path)


def test_two_articles_of_one_name(tmp_path):
    (tmp_path / "articles").mkdir()
    for name in ("one", "two"):
        write_lines(tmp_path / "articles" / f"{name}.jsonl", {"id": "x", "text": f"{name}."})
    path = write_lines(tmp_path / "gold.jsonl", {"article": "x"})
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: 2 articles are called 'x'"):
        read_gold(path, tmp_path / "articles")
