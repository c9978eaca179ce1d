"""Whom a description takes up, and what those without a name are called; hand-written mentions."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.resolve.test_within import Row, body, described, names, person, pronoun


class Case(NamedTuple):
    """A text with its mentions; `source` says "it was over", and `name` is who that is."""

    text: str
    rows: list[Row]
    source: str
    name: str | None


POE = person("Ann Poe")


def named(source: str, head: str, type_: str = "person") -> Case:
    """Ann Poe came; the source is another word for her."""
    return Case(
        f"Ann Poe came. {source} said it was over.",
        [POE, described(source, type_, head)],
        source,
        "Ann Poe",
    )


def nameless(source: str, head: str, name: str, type_: str = "person") -> Case:
    """Ann Poe came; the source is somebody else, called `name`."""
    return named(source, head, type_)._replace(name=name)


TAKEN_UP = {
    "who was something": named("The former secretary", "secretary"),
    "who retired": named("The retired surgeon", "surgeon"),
    "a general": named("The general", "general"),
    "what anybody was": nameless("The former official", "official", "former official"),
    "whose aide anybody was": nameless("The former aide", "aide", "former aide"),
    "another’s who was something": nameless("A former secretary", "secretary", "former secretary"),
    "somebody with others": named("Poe and her aides", "aides", "group")._replace(
        rows=[
            POE,
            described("Poe and her aides", "group", "aides", plural=True),
            person("Poe", inside=True),
        ],
        name="Ann Poe and her aides",
    ),
    "somebody with other people": named("Poe and other mayors", "mayors", "group")._replace(
        rows=[
            POE,
            described("Poe and other mayors", "group", "mayors", plural=True),
            person("Poe", inside=True),
        ],
        name="Ann Poe and other mayors",
    ),
    "a body with others": Case(
        "Elm Lines and other firms said it was over.",
        [
            described("Elm Lines and other firms", "group", "firms", plural=True),
            body("Elm Lines", inside=True),
        ],
        "Elm Lines and other firms",
        "Elm Lines and other firms",
    ),
    "what the article is about": Case(
        "The company said it was over. Elm Lines met Oak. Elm Lines left. Elm Lines came.",
        [
            described("The company", "organization", "company"),
            body("Elm Lines"),
            body("Oak", subject=False),
            body("Elm Lines"),
            body("Elm Lines"),
        ],
        "The company",
        "Elm Lines",
    ),
    "one of two that the article is about": Case(
        "The company said it was over. Elm Lines met Oak. Elm Lines left Oak. Elm Lines came.",
        [
            described("The company", "organization", "company"),
            body("Elm Lines"),
            body("Oak", subject=False),
            body("Elm Lines"),
            body("Oak", subject=False),
            body("Elm Lines"),
        ],
        "The company",
        "company",
    ),
    "a university that no name tells": Case(
        "The university said it was over. Elm Lines met. Elm Lines left. Elm Lines came.",
        [
            described("The university", "organization", "university"),
            body("Elm Lines"),
            body("Elm Lines"),
            body("Elm Lines"),
        ],
        "The university",
        "university",
    ),
    "what somebody is": nameless("The secretary", "secretary", "secretary"),
    "no general": nameless("The inspector general", "general", "inspector general"),
    "somebody’s general": nameless("The mayor’s general", "general", "mayor’s general"),
    "somebody’s candidate": nameless("The mayor’s candidate", "candidate", "mayor’s candidate"),
    "a candidate": named("The Elm candidate", "candidate"),
    "a former mayor is not who is mayor": Case(
        "Mayor Ann Poe met Sue Low. Tom Ray came. The former Elm mayor said it was over.",
        [
            person("Mayor Ann Poe", "Ann Poe", role="Mayor"),
            person("Sue Low", subject=False),
            person("Tom Ray"),
            described("The former Elm mayor", "person", "mayor"),
        ],
        "The former Elm mayor",
        "Tom Ray",
    ),
}

DOCUMENTS = {
    "the last poll": Case(
        "A Marlow poll came out. An Elm poll came out. The poll said it was over.",
        [
            described("A Marlow poll", "document", "poll"),
            described("An Elm poll", "document", "poll"),
            described("The poll", "document", "poll"),
        ],
        "The poll",
        "Elm poll",
    ),
    "the last poll that was spoken of": Case(
        "A Marlow poll came out. An Elm poll came out. A Marlow poll is large. "
        "The poll said it was over.",
        [
            described("A Marlow poll", "document", "poll"),
            described("An Elm poll", "document", "poll"),
            described("A Marlow poll", "document", "poll"),
            described("The poll", "document", "poll"),
        ],
        "The poll",
        "Marlow poll",
    ),
    "a survey is a poll": Case(
        "An Elm poll came out. The survey said it was over.",
        [
            described("An Elm poll", "document", "poll"),
            described("The survey", "document", "survey"),
        ],
        "The survey",
        "Elm poll",
    ),
    "a study is a report": Case(
        "An Elm study came out. The report said it was over.",
        [
            described("An Elm study", "document", "study"),
            described("The report", "document", "report"),
        ],
        "The report",
        "Elm study",
    ),
    "a report is no poll": Case(
        "An Elm poll came out. The report said it was over.",
        [
            described("An Elm poll", "document", "poll"),
            described("The report", "document", "report"),
        ],
        "The report",
        "report",
    ),
    "a poll that comes later": Case(
        "The poll said it was over. An Elm poll came out.",
        [
            described("The poll", "document", "poll"),
            described("An Elm poll", "document", "poll"),
        ],
        "The poll",
        "poll",
    ),
    "another poll": Case(
        "An Elm poll came out. A poll said it was over.",
        [described("An Elm poll", "document", "poll"), described("A poll", "document", "poll")],
        "A poll",
        "poll",
    ),
}


def document(phrase: str, head: str, name: str) -> Case:
    text = f"{phrase} said it was over."
    return Case(text, [described(phrase, "document", head)], phrase, name)


RELEASED = {
    "released on a day": document("An Elm poll released Monday", "poll", "Elm poll"),
    "one word alone says less": document("A poll released Monday", "poll", "poll released Monday"),
    "on a subject named like a day": document(
        "A new survey on Friday prayers", "survey", "new survey on Friday prayers"
    ),
    "published on a day": document("An Elm poll published on Monday", "poll", "Elm poll"),
    "in a month": document("A new survey in early January", "survey", "new survey"),
    "last week": document("A new survey conducted last week", "survey", "new survey"),
    "by somebody": document("A poll released by Elm Lines", "poll", "poll released by Elm Lines"),
    "in a place": document("A survey in Elm", "survey", "survey in Elm"),
    "another’s": document(
        "Figures her office released Friday", "figures", "Figures her office released Friday"
    ),
    "which somebody released": document(
        "A poll that Elm released Friday", "poll", "poll that Elm released Friday"
    ),
}

NEWSPAPER = described("The newspaper", "organization", "newspaper")
AGENCY = described("The agency", "organization", "agency")


def outlet(before: str, *rows: Row, name: str = "newspaper") -> Case:
    text = f"{before} The newspaper said it was over."
    return Case(text, [*rows, NEWSPAPER], "The newspaper", name)


def agency(before: str, *rows: Row, name: str = "agency") -> Case:
    return Case(f"{before} The agency said it was over.", [*rows, AGENCY], "The agency", name)


BODIES = {
    "an outlet that acted": outlet("The Elm Post grew.", body("Elm Post"), name="Elm Post"),
    "an outlet, though a firm acted last": outlet(
        "The Elm Post grew. Oak Lines left.", body("Elm Post"), body("Oak Lines"), name="Elm Post"
    ),
    "the outlet that acted last": outlet(
        "The Elm Post grew. The Oak Herald left.",
        body("Elm Post"),
        body("Oak Herald"),
        name="Oak Herald",
    ),
    "a firm is no outlet": outlet("Elm Lines grew.", body("Elm Lines")),
    "an outlet that did nothing": outlet(
        "He read the Elm Post.", body("Elm Post", subject=False), name="Elm Post"
    ),
    "an outlet behind a quotation": outlet(
        "The Elm Post grew.\n\nA.\n\n", body("Elm Post"), name="Elm Post"
    ),
    "an outlet of long before": outlet(
        "The Elm Post grew." + "\n\nA." * 3 + "\n\n", body("Elm Post")
    ),
    "an outlet in a quotation": outlet(
        "“The Elm Post grew,” he said.", body("Elm Post", quoted=True)
    ),
    "a body that acted": agency(
        "Oak Trust left Elm Lines.",
        body("Oak Trust"),
        body("Elm Lines", subject=False),
        name="Oak Trust",
    ),
    "the body that acted last": agency(
        "Elm Lines grew. Oak Trust left.", body("Elm Lines"), body("Oak Trust"), name="Oak Trust"
    ),
    "bodies that acted together": agency(
        "Elm Lines and Oak Trust left.", body("Elm Lines"), body("Oak Trust")
    ),
    "the only body": agency(
        "He left Elm Lines.", body("Elm Lines", subject=False), name="Elm Lines"
    ),
    "two bodies that did nothing": agency(
        "He left Elm Lines for Oak Trust.",
        body("Elm Lines", subject=False),
        body("Oak Trust", subject=False),
    ),
    "the only body, of long before": agency(
        "He left Elm Lines.\n\nA.\n\n", body("Elm Lines", subject=False)
    ),
    "the only body, in a quotation": agency(
        "“I left Elm Lines,” he said.", body("Elm Lines", subject=False, quoted=True)
    ),
    "a group is any group": Case(
        "He left Elm Lines. The group said it was over.",
        [body("Elm Lines", subject=False), described("The group", "organization", "group")],
        "The group",
        "group",
    ),
    "a court is no body of any kind": Case(
        "Elm Lines grew. The court said it was over.",
        [body("Elm Lines"), described("The court", "organization", "court")],
        "The court",
        "court",
    ),
}


def campaign(after: str, name: str, *, noun: str = "campaign") -> Case:
    source = f"His {noun}"
    return Case(
        f"Tom Poe came. {source} said it was over. {after}",
        [
            person("Tom Poe"),
            pronoun("His", subject=False),
            described(source, "organization", noun, inside=True),
        ],
        source,
        name,
    )


def kin(
    source: str, *rows: Row, name: str, before: str = "Tom Ray and his wife, Jane Poe,"
) -> Case:
    head = source.split()[-1]
    text = f"{before} came. {source} said it was over."
    return Case(text, [*rows, described(source, "person", head)], source, name)


WIFE = person("his wife, Jane Poe", "Jane Poe", role="wife")
OWNED = {
    "a campaign that the article calls so": campaign("A Poe campaign aide left.", "Poe campaign"),
    "a campaign that the article does not call so": campaign("He left.", "Tom Poe's campaign"),
    "another’s campaign": campaign("The Ray campaign left.", "Tom Poe's campaign"),
    "an office": campaign("The Poe campaign left.", "Tom Poe's office", noun="office"),
    "his wife": kin("His wife", person("Tom Ray"), WIFE, name="Jane Poe"),
    "his wife, set off": kin(
        "His wife",
        person("Tom Ray"),
        described("his wife", "person", "wife"),
        person("Jane Poe"),
        name="Jane Poe",
    ),
    "his sister is not his wife": kin("His sister", person("Tom Ray"), WIFE, name="sister"),
    "a wife is anybody": kin("A wife", person("Tom Ray"), WIFE, name="wife"),
    "his friend may be another": kin(
        "His friend",
        person("Tom Ray"),
        person("his friend, Jane Poe", "Jane Poe", role="friend"),
        before="Tom Ray and his friend, Jane Poe,",
        name="friend",
    ),
}

CASES = TAKEN_UP | DOCUMENTS | RELEASED | BODIES | OWNED


def test_every_case_has_an_id_of_its_own() -> None:
    assert len(CASES) == sum(map(len, (TAKEN_UP, DOCUMENTS, RELEASED, BODIES, OWNED)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_description_stands_for(case: Case) -> None:
    assert names(case.text, case.rows, [(case.source, "it was over")]) == [case.name]
