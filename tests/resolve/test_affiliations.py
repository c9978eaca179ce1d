"""Whose people are, where their titles do not say it in full. Mentions are written by hand, as in test_within."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from quotes.resolve.personal import plain_name
from tests.resolve.test_within import Row, body, person, speakers


class Case(NamedTuple):
    """A text with its mentions; the last mention is the source of "so", and works for `affiliation`."""

    text: str
    rows: list[Row]
    affiliation: str | None


SPOKESMAN = person("a spokesman, Tom Ray,", "Tom Ray", role="spokesman")


def staff(role: str, text: str, affiliation: str | None) -> Case:
    """Tom Ray, called by a role that names somebody, after Ann Poe."""
    phrase = f"{role} Tom Ray"
    rows = [person("Ann Poe"), person(phrase, "Tom Ray", role=role)]
    return Case(f"Ann Poe left. {phrase} said so. {text}", rows, affiliation)


def in_role(role: str, affiliation: str | None) -> Case:
    """Tom Ray, called by a role, after two bodies."""
    phrase = f"{role} Tom Ray"
    rows = [body("Oaklines"), body("Mining Department"), person(phrase, "Tom Ray", role=role)]
    return Case(f"Oaklines met the Mining Department. {phrase} said so.", rows, affiliation)


def of(owner: str, before: str, *rows: Row, affiliation: str | None) -> Case:
    """Tom Ray, a director of something whose name the title does not give in full."""
    phrase = f"{owner} director Tom Ray"
    ray = person(phrase, "Tom Ray", role="director", affiliation=owner)
    return Case(f"{before} {phrase} said so.", [*rows, ray], affiliation)


def the(owner: str, before: str, *rows: Row, affiliation: str | None) -> Case:
    """Tom Ray, director of what a word for all bodies stands for."""
    phrase = f"the {owner}’s director, Tom Ray,"
    ray = person(phrase, "Tom Ray", role="director", affiliation=owner)
    return Case(f"{before}, and {phrase} said so.", [*rows, ray], affiliation)


CASES = {
    "a body's fuller name, later": Case(
        "Tom Ray of Elm Club met Tom Ray of Elm Club of Oak. Ray said so.",
        [
            person("Tom Ray of Elm Club", "Tom Ray", affiliation="Elm Club"),
            person("Tom Ray of Elm Club of Oak", "Tom Ray", affiliation="Elm Club of Oak"),
            person("Ray"),
        ],
        "Elm Club of Oak",
    ),
    "a spokesman of whom the sentence is about": Case(
        "Elm Lines was late, a spokesman, Tom Ray, said so.",
        [body("Elm Lines"), SPOKESMAN],
        "Elm Lines",
    ),
    "a spokesman of whom the sentence before is about": Case(
        "Elm Lines was late. It rained, a spokesman, Tom Ray, said so.",
        [body("Elm Lines"), SPOKESMAN],
        "Elm Lines",
    ),
    "the body, not whom it met": Case(
        "Elm Lines left Oak Trust, a spokesman, Tom Ray, said so.",
        [body("Elm Lines"), body("Oak Trust", subject=False), SPOKESMAN],
        "Elm Lines",
    ),
    "a spokesman where no sentence is about a body": Case(
        "He left Elm Lines, a spokesman, Tom Ray, said so.",
        [body("Elm Lines", subject=False), SPOKESMAN],
        None,
    ),
    "a spokesman two sentences on": Case(
        "Elm Lines was late. It rained. It rained, a spokesman, Tom Ray, said so.",
        [body("Elm Lines"), SPOKESMAN],
        None,
    ),
    "a spokesman in the next paragraph": Case(
        "Elm Lines was late.\n\nIt rained, a spokesman, Tom Ray, said so.",
        [body("Elm Lines"), SPOKESMAN],
        None,
    ),
    "a body in a quotation": Case(
        "“Elm Lines was late,” a spokesman, Tom Ray, said so.",
        [body("Elm Lines", quoted=True), SPOKESMAN],
        None,
    ),
    "a spokesman for something": Case(
        "Elm Lines was late, a spokesman for peace, Tom Ray, said so.",
        [
            body("Elm Lines"),
            person("a spokesman for peace, Tom Ray,", "Tom Ray", role="spokesman for peace"),
        ],
        None,
    ),
    "a surgeon is anybody’s": Case(
        "Elm Lines was late, a surgeon, Tom Ray, said so.",
        [body("Elm Lines"), person("a surgeon, Tom Ray,", "Tom Ray", role="surgeon")],
        None,
    ),
    "the last body that acted": the(
        "group",
        "Oak Trust left; Elm Lines met Ash News",
        body("Oak Trust"),
        body("Elm Lines"),
        body("Ash News", subject=False),
        affiliation="Elm Lines",
    ),
    "a word for a body where none acted": the(
        "group", "He left Elm Lines", body("Elm Lines", subject=False), affiliation=None
    ),
    "the last of two bodies with that word": the(
        "group",
        "Oak Group met Elm Group",
        body("Oak Group"),
        body("Elm Group", subject=False),
        affiliation="Elm Group",
    ),
    "its director is of the last body named": Case(
        "Oak Trust met Elm Lines, and its director, Tom Ray, said so.",
        [
            body("Oak Trust"),
            body("Elm Lines", subject=False),
            person("its director, Tom Ray,", "Tom Ray", role="director", affiliation="its"),
        ],
        "Elm Lines",
    ),
    "the body with that word": the(
        "group",
        "Oak Group met Elm Lines",
        body("Oak Group"),
        body("Elm Lines", subject=False),
        affiliation="Oak Group",
    ),
    "a word that stands in for nobody": the(
        "clinic", "Elm Lines was late", body("Elm Lines"), affiliation=None
    ),
    "a word for a body of long before": the(
        "group", "Elm Lines was late.\n\nA.\n\nIt rained", body("Elm Lines"), affiliation=None
    ),
    "an adviser of whom there is a campaign": staff(
        "Poe adviser", "The Poe campaign left.", "Poe campaign"
    ),
    "a spokeswoman of whom there is a campaign": staff(
        "senior Poe spokeswoman", "The Poe campaign left.", "Poe campaign"
    ),
    "an adviser of whom there is none": staff("Poe adviser", "Poe left.", None),
    "a strategist of a party": staff("Green strategist", "The Green campaign left.", None),
    "an adviser of another": staff("Poe adviser", "The Ray campaign left.", None),
    "a campaign that the article gives another word": staff(
        "Poe adviser", "Poe’s presidential campaign left.", "Poe campaign"
    ),
    "an adviser, where the campaign goes without a name": staff(
        "Poe adviser", "The presidential campaign left.", "Poe campaign"
    ),
    "a former adviser, where the campaign goes without a name": staff(
        "former Poe adviser", "The campaign left.", None
    ),
    "an adviser of a president": staff(
        "Poe adviser", "The campaign left. President Ann Poe stayed.", None
    ),
    "a campaign manager, of the campaign named last": staff(
        "campaign manager", "The Poe campaign left.", "Poe campaign"
    ),
    "a manager of whatever": staff("manager", "The Poe campaign left.", None),
    "economic advisers of whom there is a campaign": staff(
        "Poe economic adviser", "The Poe campaign left.", "Poe campaign"
    ),
    "the manager of a campaign": Case(
        "Ann Poe left. Poe’s campaign manager, Tom Ray, said so.",
        [
            person("Ann Poe"),
            person("Poe’s campaign manager, Tom Ray,", "Tom Ray", role="campaign manager"),
        ],
        "Poe campaign",
    ),
    "a body’s campaign manager": Case(
        "Elm Lines left. Elm Lines’ campaign manager, Tom Ray, said so.",
        [
            body("Elm Lines"),
            person("Elm Lines’ campaign manager, Tom Ray,", "Tom Ray", role="campaign manager"),
        ],
        None,
    ),
    "a spokesman for a candidate": Case(
        "Ann Poe left. Tom Ray, a spokesman for Mrs. Poe, said so. The Poe campaign left.",
        [
            person("Ann Poe"),
            person("Tom Ray, a spokesman for Mrs. Poe,", "Tom Ray", role="spokesman"),
        ],
        "Poe campaign",
    ),
    "a backer is no staff": staff("Poe backer", "The Poe campaign left.", None),
    "a short name": of(
        "Crossroads", "Elm Crossroads met.", body("Elm Crossroads"), affiliation="Elm Crossroads"
    ),
    "the first word of a name": of(
        "Crossroads", "Crossroads Elm met.", body("Crossroads Elm"), affiliation="Crossroads Elm"
    ),
    "a short name of two": of(
        "Crossroads",
        "Elm Crossroads met Oak Crossroads.",
        body("Elm Crossroads"),
        body("Oak Crossroads", subject=False),
        affiliation="Crossroads",
    ),
    "the middle of a name": of(
        "Crossroads",
        "Elm Crossroads Trust met.",
        body("Elm Crossroads Trust"),
        affiliation="Crossroads",
    ),
    "a name of two words is whole": of(
        "Elm Crossroads",
        "Elm Crossroads Trust met.",
        body("Elm Crossroads Trust"),
        affiliation="Elm Crossroads",
    ),
    "initials are not a short name": of("QXZ", "Oak QXZ met.", body("Oak QXZ"), affiliation="QXZ"),
    "a person’s surname is no short name": of(
        "Crossroads", "Ann Crossroads met.", person("Ann Crossroads"), affiliation="Crossroads"
    ),
    "the body that a title begins with": in_role("Oaklines pilot", "Oaklines"),
    "the body of a former title": in_role("former Oaklines pilot", "Oaklines"),
    "a customer of the body": in_role("Oaklines customer", None),
    "a title that begins with another word": in_role("Elm pilot", None),
    "the department of a secretary": in_role("Mining Secretary", "Mining Department"),
    "the department of a secretary of something": in_role(
        "secretary of mining", "Mining Department"
    ),
    "a department of justice": of(
        "Justice Department", "He left.", affiliation="Department of Justice"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_whose_somebody_is(case: Case) -> None:
    [speaker] = speakers(case.text, case.rows, [(case.rows[-1].phrase, "so")])
    assert speaker is not None
    assert (speaker.name, speaker.affiliation) == ("Tom Ray", case.affiliation)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Justice Department", "Justice Department"),
        ("St. Elm Hospital", "St. Elm Hospital"),
        ("Justice Poe", "Poe"),
        ("Mr. Justice Poe", "Poe"),
        ("Sen. Poe’s", "Poe"),
        ("Mr. Hospital", "Hospital"),
    ],
)
def test_what_begins_the_name_of_a_body_is_no_title(name: str, plain: str) -> None:
    assert plain_name(name) == plain
