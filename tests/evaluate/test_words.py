"""Words, marks and names as the scores see them."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.evaluate.words import Words, is_statement_cue, plain, quoted_regions, trimmed

CUES = tomllib.loads(
    files("quotes.evaluate").joinpath("statement_cues.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("text", "a", "b", "expected"),
    [
        ("one two three four", (0, 18), (0, 18), 1.0),
        ("one two three four", (0, 7), (0, 18), 2 * 2 / (2 + 4)),
        ("one two three four", (0, 7), (8, 18), 0.0),
        ("don’t go", (0, 8), (0, 5), 2 * 1 / (2 + 1)),  # an inner apostrophe parts no word
        ("“one,” two", (0, 6), (1, 4), 1.0),  # punctuation is no word
        ("🚨 now", (0, 5), (0, 1), 2 * 1 / (2 + 1)),  # a symbol is one
        ("… !", (0, 1), (0, 1), 1.0),  # without words, only equal spans agree
        ("… !", (0, 1), (2, 3), 0.0),
        ("one … two", (4, 5), (0, 9), 0.0),
    ],
)
def test_dice_counts_shared_words(text, a, b, expected):
    assert Words(text).dice((a,), (b,)) == pytest.approx(expected)


def test_dice_takes_discontinuous_spans_together():
    words = Words("one two said Ada three four")
    assert words.dice(((0, 7), (17, 27)), ((0, 27),)) == pytest.approx(2 * 4 / (4 + 6))


def test_a_word_that_a_span_only_touches_belongs_to_it():
    assert Words("one two three").within([(5, 9)]) == {1, 2}


@given(st.text(alphabet="ab ’'.“", max_size=30), st.data())
def test_dice_is_symmetric_and_bounded(text, data):
    spans = [
        tuple(sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))) for _ in range(2)
    ]
    words = Words(text)
    dice = words.dice((spans[0],), (spans[1],))
    assert 0 <= dice <= 1
    assert dice == words.dice((spans[1],), (spans[0],))


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (" “We go,” ", "We go"),
        ("(Ada)", "Ada"),
        ("''We go.''", "We go"),
        ("U.S.", "U.S"),
        ("…", "…"),
        ("$5", "$5"),
    ],
)
def test_trimmed_takes_marks_off_the_edges(piece, expected):
    start, end = trimmed(f"a{piece}b", (1, 1 + len(piece)))
    assert f"a{piece}b"[start:end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes” and “no”.", ["“yes”", "“no”"]),
        ('She said "yes" and left.', ['"yes"']),
        ("She said ''yes'' and ``no''.", ["''yes''", "``no''"]),
        ("He said « oui » twice.", ["« oui »"]),
        ("“It goes on\n“and on.”", ["“It goes on", "“and on.”"]),
        ("“one “two” three", ["“one “two”"]),
        ("a stray ” mark", []),
        ("He said ‘don’t’ and left", ["‘don’t’"]),
        ("“He said ‘no’ to me”", ["“He said ‘no’ to me”"]),
        ("the workers’ union", []),
        ("", []),
    ],
)
def test_quoted_regions(text, expected):
    assert [text[start:end] for start, end in quoted_regions(text)] == expected


@given(st.text(alphabet="ab \n“”\"'‘’`«»", max_size=40))
def test_quoted_regions_are_in_order_and_apart(text):
    ends = [offset for region in quoted_regions(text) for offset in region]
    assert ends == sorted(ends)
    assert all(0 <= offset <= len(text) for offset in ends)


@pytest.mark.parametrize("example", CUES["examples"], ids=lambda example: example["cue"])
def test_examples_of_the_cue_list(example):
    assert is_statement_cue(example["cue"]) is example["statement"]


def test_no_cue_word_is_listed_twice():
    forms = [form for name in ("speech", "silence") for e in CUES[name] for form in e.split()]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The Washington Post", "washington post", True),
        ("the  IRS", "IRS", True),
        ("immigrants’ rights groups", "immigrants' rights groups", True),
        ("“Slim” Daley", "Slim Daley", False),
        ("A", "a", True),
        ("Ada Park", "Ada Parks", False),
        ("the bureau", "a bureau", True),
        ("Mexican official", "Mexic official", False),
    ],
)
def test_plain_sets_case_article_and_apostrophe_aside(a, b, same):
    assert (plain(a) == plain(b)) is same
