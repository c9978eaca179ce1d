"""Abbreviations that everybody knows, and names that only look like them."""

import csv
from importlib.resources import files

import pytest

from quotes.lexicon.aliases import canonical_name
from quotes.lexicon.names import fold_name

ROWS = list(
    csv.DictReader((files("quotes.lexicon") / "en" / "aliases.csv").read_text("utf-8").splitlines())
)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("NYT", "The New York Times"),
        ("New York Times", "The New York Times"),
        ("the new york times’", "The New York Times"),
        ("DHS", "Department of Homeland Security"),
        ("the DHS’s", "Department of Homeland Security"),
        ("D.H.S.", "Department of Homeland Security"),
        ("ICE", "Immigration and Customs Enforcement"),
        ("Nato", "North Atlantic Treaty Organization"),
        ("ice", None),
        ("Who", None),
        ("who", None),
        ("The", None),
        ("", None),
        ("—", None),
        ("Homeland", None),
        ("Times", None),
    ],
)
def test_spelled_out(name, full):
    assert canonical_name(name) == full


def test_any_case_where_it_is_known_to_be_an_organisation():
    assert canonical_name("Ice", any_case=True) == "Immigration and Customs Enforcement"
    assert canonical_name("hud", any_case=True) == "Department of Housing and Urban Development"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["alias"])
def test_every_alias_leads_to_its_name(row):
    assert canonical_name(row["alias"]) == canonical_name(row["name"]) == row["name"]


def test_no_alias_is_a_name_or_has_two_meanings():
    aliases = [row["alias"] for row in ROWS]
    assert len(aliases) == len({*aliases})
    assert not {*aliases} & {row["name"] for row in ROWS}
    meanings = {(fold_name(row["alias"]), row["name"]) for row in ROWS}
    assert len(meanings) == len({folded for folded, _ in meanings})


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U.S. Treasury’s", "us treasury"),
        ("J. D. Vance", "jd vance"),
        ("JOSÉ PÉREZ", "jose perez"),
        ("Straße", "strasse"),
        ("AT&T", "at t"),
        ("Ｆｕｌｌ width", "full width"),
        ("The", "the"),
        ("A", "a"),
        ("O’Brien-Smith", "obrien smith"),
        ("  two\n lines ", "two lines"),
        ("—", ""),
        ("", ""),
    ],
)
def test_folding(name, folded):
    assert fold_name(name) == folded


def test_the_list_is_sorted_and_one_name_has_no_other():
    keys = [(fold_name(row["name"]), row["alias"].casefold(), row["alias"]) for row in ROWS]
    assert keys == sorted(keys)
    names = {row["name"] for row in ROWS}
    assert len({fold_name(name) for name in names}) == len(names)
    others = {fold_name(row["alias"]): row["name"] for row in ROWS}
    assert all(others.get(fold_name(name), name) == name for name in names)


@pytest.mark.parametrize(
    "short",
    [
        "AMA",
        "ABA",
        "ADA",
        "CBC",
        "CSIS",
        "DPA",
        "ESA",
        "FAO",
        "ICC",
        "IEA",
        "IPCC",
        "ITC",
        "NDP",
        "NSC",
        "PA",
        "TSB",
    ],
)
def test_what_can_mean_two_is_left_to_the_article(short):
    assert canonical_name(short, any_case=True) is None
