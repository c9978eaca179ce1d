"""The order of results: which candidate is the better one, and how an expression is narrowed."""

import re
import sqlite3

import pytest

from quotes.store import schema_sql
from quotes.store.ranking import _CREATE, best, check_expression, narrowed

#        id, quote, speaker, role, affiliation, outlet, title
ROWS = [
    (1, "The bridge is safe", "Ann Lee", None, None, "Post", "The tunnel"),
    (2, "Nothing is safe", "Bo Bridge", None, None, "Post", None),
    (
        3,
        "The tunnel, a very long and dark tunnel indeed, is safe",
        "Cy Roe",
        None,
        None,
        None,
        None,
    ),
    (4, "The tunnel is safe", "Di Fox", None, None, None, None),
]


@pytest.mark.parametrize(
    ("expression", "order"),
    [
        ("bridge", [1, 2]),  # what was said before who said it
        ("tunnel", [3, 4, 1]),  # twice, in few words, in a title alone
        ("dark OR safe", [3, 2, 4, 1]),  # the rarer word tells more
        ('"bridge is"', [1]),
        ("speaker : bridge", [2]),
        ("tun*", [3, 4, 1]),
        ("nobody", []),
    ],
)
def test_the_best_comes_first(expression, order):
    assert list(best(ROWS, expression, None)) == order


def test_a_part_of_the_order_with_its_hits_marked():
    assert best(ROWS, "tunnel", 1, offset=1, mark=("[", "]")) == {4: "The [tunnel] is safe"}


def test_equal_candidates_stay_in_the_order_of_the_database():
    alike = [(id_, *ROWS[0][1:]) for id_ in (5, 2, 9)]
    assert list(best(alike, "bridge", None)) == [2, 5, 9]


@pytest.mark.parametrize("expression", ['"', "a AND", "(", "no_column : a", "a)", "^", "NEAR("])
def test_what_is_no_expression(expression):
    with pytest.raises(sqlite3.OperationalError):
        check_expression(expression)


@pytest.mark.parametrize("expression", ["a", "a b", "(a OR b) NOT c", "speaker : a", "^a", "ta*"])
def test_what_is_an_expression_is_one_when_narrowed(expression):
    check_expression(narrowed(expression, speaker=["A “B” C", 'D "E" F'], outlet=["G*H"]))


@pytest.mark.parametrize(
    ("names", "expression"),
    [
        ({}, "tax"),
        ({"speaker": []}, "tax"),
        ({"speaker": ["Ann Lee"]}, '(tax) AND speaker : ("Ann Lee")'),
        ({"speaker": ["Ann", "Bo"]}, '(tax) AND speaker : ("Ann" OR "Bo")'),
        ({"speaker": ["Ann"], "outlet": ["P"]}, '((tax) AND speaker : ("Ann")) AND outlet : ("P")'),
        ({"speaker": ['The "X"']}, '(tax) AND speaker : ("The ""X""")'),
        ({"speaker": ["Ann", "🙂"]}, "tax"),  # no word: as a phrase it would find nothing
    ],
)
def test_names_are_asked_for_too(names, expression):
    assert narrowed("tax", **names) == expression


def test_candidates_are_indexed_like_the_database():
    (stored,) = re.findall(r"CREATE VIRTUAL TABLE quotes_fts .*?;", schema_sql(), re.DOTALL)
    with sqlite3.connect(":memory:") as db:
        db.execute(_CREATE)
        columns = [row[1] for row in db.execute("PRAGMA table_info(quotes_fts)")]
    for words in (*columns, "unicode61 remove_diacritics 2"):
        assert words in stored
