"""What a source's phrase says of the speaker: name, type, role, affiliation. Parses are written by hand."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from spacy.tokens import Token

from quotes.attribute.layout import Layout
from quotes.attribute.mentions import find_mentions
from quotes.attribute.phrase import analyse
from quotes.attribute.titles import read_title
from quotes.types import Mention, Span
from tests.parses import parsed


class Case(NamedTuple):
    """A sentence's parse; the phrase is all of it before "said"."""

    text: str
    parse: str
    name: str | None
    type: str | None
    role: str | None = None
    affiliation: str | None = None


POE = "Ann/PROPN/nsubj>said/PERSON Poe/PROPN/flat>Ann/PERSON"
SAID = "said/VERB/ROOT so/ADV/advmod>said ./PUNCT/punct>said"

CASES = {
    "a title in front, with its organisation": Case(
        "Elm Lines spokeswoman Ann Poe said so.",
        "Elm/PROPN/compound>spokeswoman/ORG Lines/PROPN/flat>Elm/ORG "
        f"spokeswoman/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm Lines spokeswoman", "Elm Lines",
    ),
    "a title in front that has a preposition": Case(
        "Former secretary of state Ann Poe said so.",
        "Former/ADJ/amod>secretary secretary/NOUN/nsubj>said of/ADP/case>state "
        f"state/NOUN/nmod>secretary {POE} {SAID}",
        "Ann Poe", "person", "Former secretary of state",
    ),
    "a title with a hyphen": Case(
        "Ann Poe, a one-time backer said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>backer one/NUM/nummod>time -/PUNCT:HYPH/punct>time "
        f"time/NOUN/compound>backer backer/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person", "one-time backer",
    ),
    "an owner with an article": Case(
        "The Elm Post’s Ann Poe said so.",
        "The/DET/det>Elm Elm/PROPN/nmod:poss>Ann/ORG Post/PROPN/flat>Elm/ORG "
        f"’s/PART:POS/case>Elm {POE} {SAID}",
        "Ann Poe", "person", None, "Elm Post",
    ),
    "an appositive": Case(
        "Ann Poe, 49, a lawyer at Elm Trust said so.",
        f"{POE} ,/PUNCT/punct>Ann 49/NUM/appos>Ann ,/PUNCT/punct>Ann a/DET/det>lawyer "
        "lawyer/NOUN/appos>Ann at/ADP/case>Elm Elm/PROPN/nmod>lawyer/ORG Trust/PROPN/flat>Elm/ORG "
        f"{SAID}",
        "Ann Poe", "person", "lawyer", "Elm Trust",
    ),
    "an appositive with an owner": Case(
        "Ann Poe, Elm Lines’ chairwoman said so.",
        f"{POE} ,/PUNCT/punct>Ann Elm/PROPN/nmod:poss>chairwoman/ORG Lines/PROPN/flat>Elm/ORG "
        f"’/PART:POS/case>Elm chairwoman/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person", "chairwoman", "Elm Lines",
    ),
    "what a title is held in but no organisation": Case(
        "Ann Poe, a professor of law said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>professor professor/NOUN/appos>Ann of/ADP/case>law "
        f"law/NOUN/nmod>professor {SAID}",
        "Ann Poe", "person", "professor of law",
    ),
    "a person whom somebody works for is no organisation": Case(
        "Tom Ray, Ann Poe’s adviser said so.",
        "Tom/PROPN/nsubj>said/PERSON Ray/PROPN/flat>Tom/PERSON ,/PUNCT/punct>Tom "
        "Ann/PROPN/nmod:poss>adviser/PERSON Poe/PROPN/flat>Ann/PERSON ’s/PART:POS/case>Ann "
        f"adviser/NOUN/appos>Tom {SAID}",
        "Tom Ray", "person", "adviser",
    ),
    "her campaign is one": Case(
        "Poe campaign manager Tom Ray said so.",
        "Poe/PROPN/compound>campaign/PERSON campaign/NOUN/compound>manager manager/NOUN/compound>Tom "
        f"Tom/PROPN/nsubj>said/PERSON Ray/PROPN/flat>Tom/PERSON {SAID}",
        "Tom Ray", "person", "Poe campaign manager", "Poe campaign",
    ),
    "a party is none": Case(
        "GOP nominee Ann Poe said so.",
        f"GOP/PROPN/compound>nominee/ORG nominee/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "GOP nominee",
    ),
    "nor is a portfolio": Case(
        "State Harbor Secretary Ann Poe said so.",
        "State/PROPN/compound>Secretary/ORG Harbor/PROPN/compound>Secretary/ORG "
        f"Secretary/PROPN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "State Harbor Secretary",
    ),
    "the organisation behind the name": Case(
        "Ann Poe of Elm Trust said so.",
        f"{POE} of/ADP/case>Elm Elm/PROPN/nmod>Ann/ORG Trust/PROPN/flat>Elm/ORG {SAID}",
        "Ann Poe", "person", None, "Elm Trust",
    ),
    "the organisation before the name": Case(
        "Elm News’ Ann Poe said so.",
        "Elm/PROPN/nmod:poss>Ann/ORG News/PROPN/flat>Elm/ORG ’/PART:POS/case>Elm "
        f"{POE} {SAID}",
        "Ann Poe", "person", None, "Elm News",
    ),
    "a clause is no title": Case(
        "Ann Poe, casting herself as champion said so.",
        f"{POE} ,/PUNCT/punct>Ann casting/VERB:VBG/acl>Ann herself/PRON/obj>casting "
        f"as/ADP/case>champion champion/NOUN/obl>casting {SAID}",
        "Ann Poe", "person",
    ),
    "nor is praise": Case(
        "Ann Poe, the loudest critic said so.",
        f"{POE} ,/PUNCT/punct>Ann the/DET/det>critic loudest/ADJ:JJS/amod>critic "
        f"critic/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person",
    ),
    "a title after a hyphen": Case(
        "Elm-based lawyer Ann Poe said so.",
        "Elm/PROPN/compound>based/GPE -/PUNCT:HYPH/punct>based based/VERB:VBN/amod>lawyer "
        f"lawyer/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm-based lawyer",
    ),
    "an unnamed source": Case(
        "A former Elm Lines official said so.",
        "A/DET/det>official former/ADJ/amod>official Elm/PROPN/compound>official/ORG "
        f"Lines/PROPN/flat>Elm/ORG official/NOUN/nsubj>said {SAID}",
        None, "person", "former Elm Lines official", "Elm Lines",
    ),
    "an unnamed source whose organisation stands first": Case(
        "An Elm Lines official said so.",
        "An/DET/det>official Elm/PROPN/compound>official/ORG Lines/PROPN/flat>Elm/ORG "
        f"official/NOUN/nsubj>said {SAID}",
        None, "person", "official", "Elm Lines",
    ),
    "an unnamed source of a body that the resolver knows": Case(
        "A lawyer for the firm said so.",
        "A/DET/det>lawyer lawyer/NOUN/nsubj>said for/ADP/case>firm the/DET/det>firm "
        f"firm/NOUN/nmod>lawyer {SAID}",
        None, "person", "lawyer", "firm",
    ),
    "nobody in particular has no role": Case(
        "A man in a raincoat said so.",
        "A/DET/det>man man/NOUN/nsubj>said in/ADP/case>raincoat a/DET/det>raincoat "
        f"raincoat/NOUN/nmod>man {SAID}",
        None, "person",
    ),
    "an administration is named after somebody": Case(
        "The Poe administration said so.",
        "The/DET/det>administration Poe/PROPN/compound>administration/PERSON "
        f"administration/NOUN/nsubj>said {SAID}",
        "Poe administration", "organization",
    ),
    "adherents of a party are unnamed": Case(
        "House Republicans said so.",
        f"House/PROPN/compound>Republicans/ORG Republicans/PROPN:NNPS/nsubj>said/NORP {SAID}",
        None, "group",
    ),
    "a headline's report is no name": Case(
        "New Report said so.",
        f"New/PROPN/amod>Report Report/PROPN/nsubj>said {SAID}",
        None, "document",
    ),
    "a document has no affiliation": Case(
        "An Elm Lines report said so.",
        "An/DET/det>report Elm/PROPN/compound>report/ORG Lines/PROPN/flat>Elm/ORG "
        f"report/NOUN/nsubj>said {SAID}",
        None, "document",
    ),
    "a share of people": Case(
        "Some 45 percent said so.",
        f"Some/DET/det>percent 45/NUM/nummod>percent percent/NOUN/nsubj>said {SAID}",
        None, "group",
    ),
    "a surname that is an occupation, too": Case(
        "Mr. King said so.",
        f"Mr./PROPN/compound>King King/PROPN/nsubj>said/PERSON {SAID}",
        "King", "person",
    ),
    "a clause behind a noun": Case(
        "Figures her campaign released said so.",
        "Figures/NOUN:NNS/nsubj>said her/PRON:PRP$/nmod:poss>campaign campaign/NOUN/nsubj>released "
        f"released/VERB/acl:relcl>Figures {SAID}",
        None, "document",
    ),
}  # fmt: skip


def words(tokens: list[Token]) -> str | None:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text if tokens else None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_phrase_is_taken_apart(case: Case) -> None:
    doc = parsed(case.text, case.parse)
    end = next(token.i for token in doc if token.text == "said")
    phrase = analyse(Layout(doc), list(doc[:end]))
    found = (words(list(phrase.name)), phrase.type, words(list(phrase.role)))
    assert (*found, words(list(phrase.affiliation))) == case[2:]


def mention_of(text: str, parse: str, name: str) -> Mention:
    """What is known of the person by this name from the first mention, outside any source."""
    found = find_mentions(Layout(parsed(text, parse)), [])
    return next(m for m in found if m.name is not None and m.name.text == name)


@pytest.mark.parametrize(
    ("text", "parse", "role", "affiliation"),
    [
        (
            "Ann Poe, who heads the Elm Trust, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>heads heads/VERB:VBZ/acl:relcl>Ann the/DET/det>Elm Elm/PROPN/obj>heads/ORG "
            "Trust/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Trust",
        ),
        (
            "Ann Poe, who teaches law at Elm University, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>teaches teaches/VERB:VBZ/acl:relcl>Ann law/NOUN/obj>teaches "
            "at/ADP/case>Elm Elm/PROPN/obl>teaches/ORG University/PROPN/flat>Elm/ORG "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm University",
        ),
        (
            "Ann Poe, a former judge who is now a fellow at Elm Trust, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "a/DET/det>judge former/ADJ/amod>judge judge/NOUN/appos>Ann who/PRON/nsubj>fellow "
            "is/AUX:VBZ/cop>fellow now/ADV/advmod>fellow a/DET/det>fellow fellow/NOUN/acl:relcl>judge "
            "at/ADP/case>Elm Elm/PROPN/nmod>fellow/ORG Trust/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann "
            "left/VERB/ROOT ./PUNCT/punct>left",
            "fellow", "Elm Trust",
        ),
        (
            "Ann Poe is a nurse at Elm Hospital.",
            "Ann/PROPN/nsubj>nurse/PERSON Poe/PROPN/flat>Ann/PERSON is/AUX:VBZ/cop>nurse "
            "a/DET/det>nurse nurse/NOUN/ROOT at/ADP/case>Elm Elm/PROPN/nmod>nurse/ORG "
            "Hospital/PROPN/flat>Elm/ORG ./PUNCT/punct>nurse",
            "nurse", "Elm Hospital",
        ),
        (
            "Ann Poe is not a nurse.",
            "Ann/PROPN/nsubj>nurse/PERSON Poe/PROPN/flat>Ann/PERSON is/AUX:VBZ/cop>nurse "
            "not/PART/advmod>nurse a/DET/det>nurse nurse/NOUN/ROOT ./PUNCT/punct>nurse",
            None, None,
        ),
        (
            "A spokesman for Mrs. Poe left.",
            "A/DET/det>spokesman spokesman/NOUN/nsubj>left for/ADP/case>Poe Mrs./PROPN/compound>Poe "
            "Poe/PROPN/nmod>spokesman/PERSON left/VERB/ROOT ./PUNCT/punct>left",
            None, None,
        ),
        (
            "Ann Poe of Elm Lines left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON of/ADP/case>Elm "
            "Elm/PROPN/nmod>Ann/ORG Lines/PROPN/flat>Elm/ORG left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Lines",
        ),
    ],
    ids=["heads", "teaches at", "was and is", "is", "is not", "somebody else", "of"],
)  # fmt: skip
def test_what_a_sentence_ties_a_name_to(
    text: str, parse: str, role: str | None, affiliation: str | None
) -> None:
    name = "Poe" if "Mrs." in text else "Ann Poe"
    found = mention_of(text, parse, name)
    assert (found.role, found.affiliation) == (role, affiliation)


def test_a_mention_is_as_long_as_what_it_says() -> None:
    text = "Ann Poe (R-Elm), the mayor of Marlow, left."
    found = mention_of(
        text,
        "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON (/PUNCT/punct>Ann R/PROPN/appos>Ann "
        "-/PUNCT:HYPH/punct>R Elm/PROPN/flat>R )/PUNCT/punct>Ann ,/PUNCT/punct>Ann the/DET/det>mayor "
        "mayor/NOUN/appos>Ann of/ADP/case>Marlow Marlow/PROPN/nmod>mayor/GPE ,/PUNCT/punct>Ann "
        "left/VERB/ROOT ./PUNCT/punct>left",
        "Ann Poe",
    )
    assert found.span == Span.of(text, 0, text.index(", left"))
    assert found.role == "mayor of Marlow"


def test_nothing_is_a_title_of_nothing() -> None:
    layout = Layout(parsed("So.", "So/ADV/ROOT ./PUNCT/punct>So"))
    assert read_title(layout, []) == ([], [])
