"""From printed sentence to attribution, through the whole program, by construction.

Each row is a text and its attributions in reading order: source as printed, content, name of the
speaker, kind. A row that fails names a construction that readers of news meet every day.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from quotes.types import Act, Attribution, Kind

pytestmark = pytest.mark.model


class Said(NamedTuple):
    """One expected attribution; `name` is None where it is the source as printed."""

    source: str | None
    content: str
    name: str | None = None
    kind: Kind = "indirect"
    act: Act = "statement"


def direct(source: str | None, content: str, name: str | None = None) -> Said:
    return Said(source, content, name, "direct")


def mixed(source: str | None, content: str, name: str | None = None) -> Said:
    return Said(source, content, name, "mixed")


SENTENCES: dict[str, list[tuple[str, list[Said]]]] = {
    "direct, source behind": [
        ("“We ran out of salt by noon,” Karen Holt said.",
         [direct("Karen Holt", "“We ran out of salt by noon,”")]),
        ('"We ran out of salt by noon," Karen Holt said on Tuesday.',
         [direct("Karen Holt", '"We ran out of salt by noon,"')]),
        ("‘We ran out of salt by noon,’ Karen Holt told councillors.",
         [direct("Karen Holt", "‘We ran out of salt by noon,’")]),
        ("“Nobody warned us,” Holt, who runs the depot, said.",
         [direct("Holt, who runs the depot,", "“Nobody warned us,”", "Holt")]),
        ("“Why did nobody call?” asked Peter Lindqvist, whose house burned down.",
         [direct("Peter Lindqvist, whose house burned down",
                 "“Why did nobody call?”", "Peter Lindqvist")]),
        ("“This ends tonight!” shouted one protester.",
         [direct("one protester", "“This ends tonight!”", "protester")]),
    ],
    "direct, verb before source": [
        ("“The books did not balance,” said Dana Whitfield, the county auditor.",
         [direct("Dana Whitfield, the county auditor",
                 "“The books did not balance,”", "Dana Whitfield")]),
        ("“The books did not balance,” added a spokeswoman for the county.",
         [direct("a spokeswoman for the county",
                 "“The books did not balance,”", "spokeswoman for the county")]),
        ("“Enough is enough,” wrote Judge Maria Castellano in her ruling.",
         [direct("Judge Maria Castellano", "“Enough is enough,”", "Maria Castellano")]),
    ],
    "direct, source first": [
        ("Dana Whitfield said: “The books did not balance.”",
         [direct("Dana Whitfield", "“The books did not balance.”")]),
        ("County auditor Dana Whitfield said, “The books did not balance.”",
         [direct("County auditor Dana Whitfield",
                 "“The books did not balance.”", "Dana Whitfield")]),
        ("In a letter to parents, the principal wrote: “We are closing the gym.”",
         [direct("the principal", "“We are closing the gym.”", "principal")]),
        ("The sign read: “No swimming after dark.”",
         [direct("The sign", "“No swimming after dark.”", "sign")]),
    ],
    "direct, interrupted": [
        ("“The roof,” Whitfield said, “was never inspected.”",
         [direct("Whitfield", "“The roof,” “was never inspected.”")]),
        ("“I loved this town,” Lopez said. “I still do.”",
         [direct("Lopez", "“I loved this town,” “I still do.”")]),
        ("“I loved this town,” Lopez told the Ledger on Friday. “I still do, and I always will.”",
         [direct("Lopez", "“I loved this town,” “I still do, and I always will.”")]),
        ("“Look,” he said, “we tried.”",
         [direct("he", "“Look,” “we tried.”", "-")]),
    ],
    "direct, over paragraphs": [
        ("“The first winter was hard,” Amy Okafor said.\n\n“The second one was worse than we feared.”",
         [direct("Amy Okafor",
                 "“The first winter was hard,” “The second one was worse than we feared.”")]),
        ("“The first winter was hard,” Amy Okafor said. “We had no heat.\n\n“The second one was worse.”",
         [direct("Amy Okafor",
                 "“The first winter was hard,” “We had no heat. “The second one was worse.”")]),
        ("Amy Okafor remembers it well:\n\n“The first winter was hard, and nobody came to help us.”",
         [direct("Amy Okafor", "“The first winter was hard, and nobody came to help us.”")]),
    ],
    "mixed": [
        ("The senator called the plan “a gift to polluters.”",
         [mixed("The senator", "the plan “a gift to polluters.”", "senator")]),
        ("Whitfield said the roof was “a disaster waiting to happen” and should come down.",
         [mixed("Whitfield", "the roof was “a disaster waiting to happen” and should come down")]),
        ("The port is “open for business,” harbor master Jim Tate said.",
         [mixed("harbor master Jim Tate", "The port is “open for business,”", "Jim Tate")]),
        ("Tate told the board that ships were “stacking up” outside the port.",
         [mixed("Tate", "that ships were “stacking up” outside the port")]),
        ("The company described the leak as “minor” in a filing.",
         [mixed("The company", "the leak as “minor”", "company")]),
    ],
    "indirect, with that": [
        ("The mayor said that the pool would reopen in June.",
         [Said("The mayor", "that the pool would reopen in June", "mayor")]),
        ("Police said on Sunday that two men had been arrested.",
         [Said("Police", "that two men had been arrested")]),
        ("Governor Ruth Ames announced that schools would close early.",
         [Said("Governor Ruth Ames", "that schools would close early", "Ruth Ames")]),
        ("The union argues that the cuts are illegal.",
         [Said("The union", "that the cuts are illegal", "union")]),
        ("Doctors warned that the virus could spread.",
         [Said("Doctors", "that the virus could spread")]),
    ],
    "indirect, without that": [
        ("The mayor said the pool would reopen in June.",
         [Said("The mayor", "the pool would reopen in June", "mayor")]),
        ("Ames says she will not run again.",
         [Said("Ames", "she will not run again")]),
        ("Prosecutors allege he moved the money abroad.",
         [Said("Prosecutors", "he moved the money abroad")]),
        ("Tate said he had never seen the memo.",
         [Said("Tate", "he had never seen the memo")]),
    ],
    "indirect, clause first": [
        ("The pool will reopen in June, the mayor said.",
         [Said("the mayor", "The pool will reopen in June", "mayor")]),
        ("Two men were arrested on Sunday, police said.",
         [Said("police", "Two men were arrested on Sunday")]),
        ("The fire started in the kitchen, officials said on Monday.",
         [Said("officials", "The fire started in the kitchen")]),
        ("Sales fell by a third last year, the company said in a statement.",
         [Said("the company", "Sales fell by a third last year", "company")]),
        ("The pool, the mayor said, will reopen in June.",
         [Said("the mayor", "The pool will reopen in June", "mayor")]),
    ],
    "according to": [
        ("According to the sheriff, the road is closed.",
         [Said("the sheriff", "the road is closed", "sheriff")]),
        ("The road is closed, according to Sheriff Dale Pruitt.",
         [Said("Sheriff Dale Pruitt", "The road is closed", "Dale Pruitt")]),
        ("The road, according to the sheriff, is closed until May.",
         [Said("the sheriff", "The road is closed until May", "sheriff")]),
        ("Rents rose 9 percent last year, according to a report released on Thursday.",
         [Said("a report released on Thursday",
               "Rents rose 9 percent last year", "report released on Thursday")]),
        ("About 400 homes lost power, according to two people briefed on the matter.",
         [Said("two people briefed on the matter", "About 400 homes lost power")]),
        ("Crime fell in 2023, per the FBI.",
         [Said("the FBI", "Crime fell in 2023", "Federal Bureau of Investigation")]),
    ],
    "documents": [
        ("A new study found that bees prefer old orchards.",
         [Said("A new study", "that bees prefer old orchards", "new study")]),
        ("The indictment says the money came from a charity.",
         [Said("The indictment", "the money came from a charity", "indictment")]),
        ("Court records show that the firm was sued twice.",
         [Said("Court records", "that the firm was sued twice")]),
        ("The survey suggests most renters are moving.",
         [Said("The survey", "most renters are moving", "survey")]),
    ],
    "reporting nouns": [
        ("Parents have expressed concern that the buses are unsafe.",
         [Said("Parents", "that the buses are unsafe")]),
        ("Tate’s claim that the locks were changed is false.",
         [Said("Tate", "that the locks were changed")]),
        ("The board issued a statement saying the coach had resigned.",
         [Said("The board", "the coach had resigned", "board")]),
    ],
    "infinitives and objects": [
        ("The firm promised to refund every ticket.",
         [Said("The firm", "to refund every ticket", "firm")]),
        ("Officials urged residents to boil their water.",
         [Said("Officials", "residents to boil their water")]),
        ("Union leaders denounced the layoffs.",
         [Said("Union leaders", "the layoffs")]),
        ("The group called for an inquiry into the deaths.",
         [Said("The group", "an inquiry into the deaths", "group")]),
        ("Critics accused the mayor of lying.",
         [Said("Critics", "the mayor of lying")]),
    ],
    "attitudes": [
        ("Farmers fear that the well will run dry.",
         [Said("Farmers", "that the well will run dry", act="attitude")]),
        ("The company hopes to reopen by spring.",
         [Said("The company", "to reopen by spring", "company", act="attitude")]),
        ("Most voters support the levy.",
         [Said("Most voters", "the levy", act="attitude")]),
    ],
    "silence": [
        ("The hospital declined to comment.",
         [Said("The hospital", "to comment", "hospital", act="silence")]),
        ("A spokesman for the bank did not respond to a request for comment.",
         [Said("A spokesman for the bank",
               "to a request for comment", "spokesman for the bank", act="silence")]),
        ("Tate could not be reached on Sunday.",
         [Said("Tate", "on Sunday", act="silence")]),
        ("The White House didn’t immediately return a call.",
         [Said("The White House", "a call", "White House", act="silence")]),
    ],
    "posts and signatures": [
        ("Fans were not pleased.\n\nWorst trade in the history of this club\n\n— Deb (@deb_from_row9) May 4, 2023",
         [direct("Deb (@deb_from_row9)", "Worst trade in the history of this club", "Deb")]),
        ("“We read every letter.”\n\n— Carla Mendes, editor",
         [direct("Carla Mendes, editor", "“We read every letter.”", "Carla Mendes")]),
    ],
    "speakers over sentences": [
        ("Carla Mendes runs the paper. She said the press had stopped.",
         [Said("She", "the press had stopped", "Carla Mendes")]),
        ("Transit chief Omar Hadid spoke on Monday. “We are late,” Hadid said.",
         [direct("Hadid", "“We are late,”", "Omar Hadid")]),
        ("Omar Hadid and Carla Mendes met. “We are late,” Mendes said.",
         [direct("Mendes", "“We are late,”", "Carla Mendes")]),
        ("The Harbor Transit Authority (HTA) met on Monday. HTA said trains would stop.",
         [Said("HTA", "trains would stop", "Harbor Transit Authority")]),
        ("Three nurses spoke to the board. They said the ward was full.",
         [Said("They", "the ward was full", "Three nurses")]),
        ("The driver, who said he had slept badly, was fined.",
         [Said("who", "he had slept badly", "driver")]),
        ("Mr. Hadid resigned. “It was time,” he said.",
         [direct("he", "“It was time,”", "Hadid")]),
    ],
    "several in one sentence": [
        ("The draft says that fees will rise, according to the Ledger.",
         [Said("the Ledger", "The draft says that fees will rise", "Ledger"),
          Said("The draft", "that fees will rise", "draft")]),
        ("Tate said the port was full, but Mendes said it was empty.",
         [Said("Tate", "the port was full"), Said("Mendes", "it was empty")]),
    ],
    "names": [
        ("“No,” sighed Milagros Pena-Vance.",
         [direct("Milagros Pena-Vance", "“No,”")]),
        ("Pena-Vance said trains would stop.",
         [Said("Pena-Vance", "trains would stop")]),
        ("Noor Haddad of the Clearfile Coalition warned: “That promise is gone.”",
         [direct("Noor Haddad of the Clearfile Coalition", "“That promise is gone.”", "Noor Haddad")]),
        ("A former Harbor Transit Authority (HTA) official said trains would stop.",
         [Said("A former Harbor Transit Authority (HTA) official", "trains would stop",
               "former Harbor Transit Authority (HTA) official")]),
        ("Maria de la Cruz told us she was tired.",
         [Said("Maria de la Cruz", "she was tired")]),
        ("“Never,” said Jim O’Hara.", [direct("Jim O’Hara", "“Never,”")]),
        ("The clock stopped. Can it be mended? “No,” said Jim O’Hara.",
         [direct("Jim O’Hara", "“No,”")]),
    ],
    "no attribution": [
        ("The so-called “smart” meters were late.", []),
        ("She reads “The Old Man and the Sea” every summer.", []),
        ("Anthony “Big Tony” Russo owns the diner.", []),
        ("The bridge opened in 1931.", []),
        ("He paid $40 per ticket.", []),
        ("The show, “Winter Light,” opens on Friday.", []),
    ],
}  # fmt: skip

#: Beginnings of rows that are misread today, and what goes wrong. One that is read right must leave the list.
MISREAD = {
    "“Why did nobody call?” asked Peter": "the relative clause is left off the source",
    "Amy Okafor remembers it well:": "words between verb and colon are taken for content",
    "The company described the leak as": "the medium is taken into the content",
    "The clock stopped. Can it be mended?": "the narrator's own question is taken into the content",
    "She reads “The Old Man and the Sea”": "the title of a work is taken for speech",
}

ROWS = [
    pytest.param(
        text,
        expected,
        id=f"{group}: {text[:50]}",
        marks=[
            pytest.mark.xfail(reason=why, strict=True)
            for beginning, why in MISREAD.items()
            if text.startswith(beginning)
        ],
    )
    for group, rows in SENTENCES.items()
    for text, expected in rows
]


def plain(text: str) -> str:
    return text.strip(" .,\n")


def as_said(attribution: Attribution) -> Said:
    quote = attribution.quote
    name = attribution.speaker.name if attribution.speaker else "-"
    source = quote.source.text if quote.source else None
    return Said(
        source, plain(quote.text), name.casefold().removeprefix("the "), quote.kind, quote.act
    )


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentences(text: str, expected: list[Said], extract_text: Any) -> None:
    wanted = [
        said._replace(content=plain(said.content), name=(said.name or said.source or "").casefold())
        for said in expected
    ]
    assert [as_said(attribution) for attribution in extract_text(text)] == wanted


DETAILS: list[tuple[str, dict[str, str | None]]] = [
    ("“We are late,” Hadid told the Ledger.", {"addressee": "the Ledger"}),
    ("Hadid told reporters that trains would stop.", {"addressee": "reporters"}),
    ("“We are late,” Hadid said in an interview.", {"medium": "interview", "addressee": None}),
    ("“We are late,” the agency said in a statement.", {"medium": "statement"}),
    ("“We are late,” Hadid wrote on Twitter.", {"medium": "tweet"}),
    ("“We are late,” Hadid wrote in an email to staff.", {"medium": "email"}),
    ("“We are late,” Hadid said at a news conference.", {"medium": "news conference"}),
    ("“We are late,” said a spokesman, quoted by The Ledger.", {"via": "The Ledger"}),
    ("“We are late,” Hadid said.", {"addressee": None, "medium": None, "via": None}),
]


@pytest.mark.parametrize(("text", "expected"), DETAILS, ids=[text for text, _ in DETAILS])
def test_details(text: str, expected: dict[str, str | None], extract_text: Any) -> None:
    [attribution] = extract_text(text)
    assert {key: getattr(attribution.quote, key) for key in expected} == expected


SPEAKERS: list[tuple[str, dict[str, Any]]] = [
    ("“No,” said Dana Whitfield, the county auditor.",
     {"name": "Dana Whitfield", "type": "person", "named": True, "role": "county auditor"}),
    ("Transit Authority spokeswoman Carla Mendes said trains would stop.",
     {"name": "Carla Mendes", "type": "person", "named": True,
      "role": "Transit Authority spokeswoman", "affiliation": "Transit Authority"}),
    ("“No,” said one former bank official.",
     {"name": "former bank official", "type": "person", "named": False, "role": "former bank official"}),
    ("Critics said trains would stop.", {"name": "Critics", "type": "group", "named": False}),
    ("A leaked memo said trains would stop.", {"type": "document", "named": False}),
    ("The Ledger reported that trains would stop.", {"type": "organization", "named": True}),
    ("Amnesty International said trains would stop.",
     {"name": "Amnesty International", "type": "organization", "named": True}),
    ("The agency said trains would stop.", {"type": "organization", "named": False}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_speakers(text: str, expected: dict[str, Any], extract_text: Any) -> None:
    [attribution] = extract_text(text)
    assert attribution.speaker is not None
    assert {key: getattr(attribution.speaker, key) for key in expected} == expected


#: One verb or noun a sentence, with the acts that it may report.
WORDINGS: dict[tuple[Act, ...], list[str]] = {
    ("statement",): [
        "The mayor said the bridge would stay shut.",
        "“It will take a month,” the engineer added.",
        "The board argued that rates must rise.",
        "“Who pays for it?” a councillor asked.",
        "“We were never told,” she replied.",
        "She told reporters that the ferry would return.",
        "The agency informed residents the water was safe.",
        "A survey found that most drivers had changed routes.",
        "The report shows the pumps failed twice.",
        "The senator called the plan a gift to landlords.",
        "Union leaders denounced the closure.",
        "She described him as careful.",
        "The ministry announced a review of the contract.",
        "He cited rising costs.",
        "Officials urged residents to boil water.",
        "The judge ordered the firm to hand over its files.",
        "The company pledged to repay customers.",
        "She promised to publish the minutes.",
        "He warned of longer delays.",
        "The group called for an inquiry.",
        "Her claim that the pumps were tested was wrong.",
        "The firm issued a warning that bills would rise.",
        "The dam is safe, according to the agency.",
        "According to a memo, the dam is safe.",
        "Traffic fell by half, per the port authority.",
        "It was, in the words of one clerk, a shambles.",
    ],
    ("attitude",): [
        "Residents fear that the clinic will close.",
        "He believes the vote was fair.",
        "Most councillors support the plan.",
        "The party opposes new tolls.",
        "The firm hopes to reopen by spring.",
        "She wants to see the contract.",
        "The minister appeared to accept the point.",
        "His belief that the tunnel was safe cost lives.",
    ],
    ("silence",): [
        "The company declined to comment.",
        "The ministry did not respond to questions.",
        "He could not be reached on Sunday.",
    ],
}
#: A network is never right everywhere: so many of these sentences in a hundred must be.
ENOUGH = 90


def test_wordings(extract_text: Any) -> None:
    rows = [(text, set(acts)) for acts, texts in WORDINGS.items() for text in texts]
    wrong = []
    for text, acts in rows:
        found = {attribution.quote.act for attribution in extract_text(text)}
        if not found or not found <= acts:
            wrong.append(text)
    assert 100 * (len(rows) - len(wrong)) >= ENOUGH * len(rows), wrong
