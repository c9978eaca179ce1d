"""Who is speaking, within one article: surnames, pronouns, abbreviations, descriptions to names.

Mentions and quotes are written by hand, as attribution would hand them over.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.within import resolve
from quotes.types import SPEAKER_TYPES, Article, Attribution, Mention, Quote, Span, Speaker

PRONOUNS = {
    "he": "masculine", "him": "masculine", "his": "masculine", "she": "feminine", "her": "feminine",
    "they": None, "it": None, "who": None, "which": None, "we": None,
}  # fmt: skip


SENTENCE_END = re.compile(r"[.?!][”’]?\s")


class Row(NamedTuple):
    """A mention before it has a place: its phrase and what attribution would know of it."""

    phrase: str
    facts: dict[str, Any]


def person(phrase: str, name: str | None = None, **facts: Any) -> Row:
    return Row(phrase, {"kind": "name", "type": "person", "name": name or phrase, **facts})


def body(phrase: str, name: str | None = None, **facts: Any) -> Row:
    return Row(phrase, {"kind": "name", "type": "organization", "name": name or phrase, **facts})


def described(phrase: str, type_: str, head: str, **facts: Any) -> Row:
    return Row(phrase, {"kind": "nominal", "type": type_, "head": head, **facts})


def pronoun(phrase: str, **facts: Any) -> Row:
    word = phrase.lower()
    plural = word in ("they", "we")
    kind = "group" if plural else "unknown"
    gender = PRONOUNS[word]
    return Row(
        phrase, {"kind": "pronoun", "type": kind, "plural": plural, "gender": gender, **facts}
    )


def place(text: str, rows: list[Row]) -> list[Mention]:
    """The mentions where their phrases stand, each behind the start of the one before, or, where it is `inside`,
    not before it."""
    found = []
    at = 0
    for phrase, given_facts in rows:
        facts = dict(given_facts)
        start = text.index(phrase, at - facts.pop("inside", False))
        at = start + 1
        name = facts.pop("name", None)
        antecedent = facts.pop("antecedent", None)
        inner = start + phrase.index(name) if name else 0
        found.append(
            Mention(
                span=Span.of(text, start, start + len(phrase)),
                head=facts.pop("head", phrase.split()[-1].lower()),
                name=Span.of(text, inner, inner + len(name)) if name else None,
                antecedent=text.index(antecedent) if antecedent else None,
                paragraph=text.count("\n\n", 0, start),
                sentence=len(SENTENCE_END.findall(text, 0, start)),
                head_start=start,
                subject=facts.pop("subject", True),
                **facts,
            )
        )
    return found


def speakers(
    text: str, rows: list[Row], quotes: list[tuple[str | None, str]], author: str | None = None
) -> list[Speaker | None]:
    """The speaker of each quote, given as source phrase (the one nearest to it) and content."""
    mentions = place(text, rows)
    made = []
    for phrase, content in quotes:
        start = text.index(content)
        span = Span.of(text, start, start + len(content))
        near = [m.span for m in mentions if m.span.text == phrase]
        source = min(near, key=lambda s: abs(s.start - start)) if phrase else None
        cue = Span.of(text, source.end + 1, source.end + 2) if source else None
        made.append(Quote("statement", "indirect", (span,), cue=cue, source=source))
    return [a.speaker for a in resolve(Article(text, "a", author=author), made, mentions)]


def names(text: str, rows: list[Row], quotes: list[tuple[str | None, str]]) -> list[str | None]:
    return [speaker and speaker.name for speaker in speakers(text, rows, quotes)]


POE = person("Mayor Ann Poe", "Ann Poe", role="Mayor")

CASES: dict[str, tuple[str, list[Row], list[tuple[str | None, str]], list[str | None]]] = {
    "both, of two who were named": (
        "Ann Poe met Tom Ray. Both said it was over.",
        [
            person("Ann Poe"),
            person("Tom Ray", subject=False),
            Row("Both", {"kind": "pronoun", "type": "group", "plural": True, "head": "both"}),
        ],
        [("Both", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "two listed behind what they are": (
        "Two clerks, Ann Poe and Tom Ray, said it was over.",
        [
            described("Two clerks, Ann Poe and Tom Ray,", "group", "clerks", plural=True),
            person("Ann Poe"),
            person("Tom Ray"),
        ],
        [("Two clerks, Ann Poe and Tom Ray,", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "a known short form that the tagger missed": (
        "FBI said it was over.",
        [described("FBI", "unknown", "fbi")],
        [("FBI", "it was over")],
        ["Federal Bureau of Investigation"],
    ),
    "a full name taken for a body": (
        "Ann Poe came to Elm. Poe said it was over.",
        [body("Ann Poe"), person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a body with a person's name in it": (
        "Elm Poe came to Elm. Poe said it was over.",
        [body("Elm Poe"), person("Poe")],
        [("Poe", "it was over")],
        ["Poe"],
    ),
    "another word for whoever has a name": (
        "Ann Poe came. The Elm nominee said it was over. Poe left.",
        [person("Ann Poe"), described("The Elm nominee", "person", "nominee"), person("Poe")],
        [("The Elm nominee", "it was over")],
        ["Ann Poe"],
    ),
    "another word where two are as likely": (
        "Ann Poe and Tom Ray came. The Elm nominee said it was over.",
        [person("Ann Poe"), person("Tom Ray"), described("The Elm nominee", "person", "nominee")],
        [("The Elm nominee", "it was over")],
        ["Elm nominee"],
    ),
    "an official may have no name": (
        "Ann Poe came. The Elm official said it was over.",
        [person("Ann Poe"), described("The Elm official", "person", "official")],
        [("The Elm official", "it was over")],
        ["Elm official"],
    ),
    "whoever is employed is taken up by that": (
        "Ann Poe came. The Elm nominee said it was over.",
        [person("Ann Poe", affiliation="Elm Lines"), described("The Elm nominee", "person", "nominee")],
        [("The Elm nominee", "it was over")],
        ["Elm nominee"],
    ),
    "the president before the president of a bank": (
        "President Poe met Elm Bank President Tom Ray. The president said it was over.",
        [
            person("President Poe", "Poe", role="President"),
            person("Elm Bank President Tom Ray", "Tom Ray", role="Elm Bank President"),
            described("The president", "person", "president"),
        ],
        [("The president", "it was over")],
        ["Poe"],
    ),
    "two who were joined": (
        "Ann Poe and Tom Ray said it was over. The friends said it was good.",
        [
            Row("Ann Poe and Tom Ray", {"kind": "name", "type": "group", "name": "Ann Poe and Tom Ray"}),
            person("Ann Poe", inside=1),
            person("Tom Ray"),
            described("The friends", "group", "friends", plural=True),
        ],
        [("Ann Poe and Tom Ray", "it was over"), ("The friends", "it was good")],
        ["Ann Poe and Tom Ray", "Ann Poe and Tom Ray"],
    ),
    "both of the only two": (
        "Ann Poe met Tom Ray. Both voters said it was over.",
        [
            person("Ann Poe"),
            person("Tom Ray", subject=False),
            described("Both voters", "group", "voters", plural=True),
        ],
        [("Both voters", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "an office of which nothing is known": (
        "Ann Poe met Tom Ray. Both senators said it was over.",
        [
            person("Ann Poe"),
            person("Tom Ray", subject=False),
            described("Both senators", "group", "senators", plural=True),
        ],
        [("Both senators", "it was over")],
        ["Both senators"],
    ),
    "a pronoun joined with a name": (
        "Tom Ray came. He and Mayor Ann Poe said it was over.",
        [
            person("Tom Ray"),
            person("He and Mayor Ann Poe", "Ann Poe"),
            pronoun("He", inside=1),
            person("Mayor Ann Poe", "Ann Poe"),
        ],
        [("He and Mayor Ann Poe", "it was over")],
        ["Tom Ray and Ann Poe"],
    ),
    "a name told at the end": (
        "A clerk identified herself to the paper as one named Ann Poe. She said it was over.",
        [described("A clerk", "person", "clerk"), person("Ann Poe", subject=False), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "a body in front of which": (
        "He saw a plea by Elm News, which said it was over.",
        [
            described("a plea by Elm News", "unknown", "plea", subject=False),
            body("Elm News", subject=False),
            pronoun("which", antecedent="plea"),
        ],
        [("which", "it was over")],
        ["Elm News"],
    ),
    "a surname takes the full name": (
        "Mayor Ann Poe came. Poe said it was over.",
        [POE, person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a surname before the full name": (
        "Poe said it was over. Ann Poe is mayor.",
        [person("Poe"), person("Ann Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a first name takes the full name": (
        "Ann Poe came. Ann said it was over.",
        [person("Ann Poe"), person("Ann")],
        [("Ann", "it was over")],
        ["Ann Poe"],
    ),
    "an honorific is dropped": (
        "Ann Poe came. Ms. Poe said it was over.",
        [person("Ann Poe"), person("Ms. Poe", gender="feminine")],
        [("Ms. Poe", "it was over")],
        ["Ann Poe"],
    ),
    "an honorific alone with a surname": (
        "Dr. Poe said it was over.",
        [person("Dr. Poe")],
        [("Dr. Poe", "it was over")],
        ["Poe"],
    ),
    "a possessive is dropped": (
        "Ann Poe’s office said it was over.",
        [person("Ann Poe’s")],
        [("Ann Poe’s", "it was over")],
        ["Ann Poe"],
    ),
    "a middle initial": (
        "Ann B. Poe came. Ann Poe said it was over.",
        [person("Ann B. Poe"), person("Ann Poe")],
        [("Ann Poe", "it was over")],
        ["Ann B. Poe"],
    ),
    "junior is no surname": (
        "John Moore Jr. came. Moore said it was over.",
        [person("John Moore Jr."), person("Moore")],
        [("Moore", "it was over")],
        ["John Moore Jr."],
    ),
    "two strangers stay two": (
        "Ann Poe said it was over. Tom Ray said it was not.",
        [person("Ann Poe"), person("Tom Ray")],
        [("Ann Poe", "it was over"), ("Tom Ray", "it was not")],
        ["Ann Poe", "Tom Ray"],
    ),
    "two of one surname, told apart by a title": (
        "John Moore and his wife Mary Moore came. Mrs. Moore said it was over.",
        [
            person("John Moore", gender="masculine"),
            person("wife Mary Moore", "Mary Moore", gender="feminine"),
            person("Mrs. Moore", gender="feminine"),
        ],
        [("Mrs. Moore", "it was over")],
        ["Mary Moore"],
    ),
    "a pronoun with one person before it": (
        "Ann Poe came. She said it was over.",
        [person("Ann Poe"), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "a pronoun of the right gender": (
        "Mrs. Poe met Mr. Ray. She said it was over.",
        [
            person("Mrs. Poe", gender="feminine"),
            person("Mr. Ray", gender="masculine", subject=False),
            pronoun("She"),
        ],
        [("She", "it was over")],
        ["Poe"],
    ),
    "a pronoun of the right gender, the nearer": (
        "Mrs. Poe met Mr. Ray. He said it was over.",
        [
            person("Mrs. Poe", gender="feminine"),
            person("Mr. Ray", gender="masculine", subject=False),
            pronoun("He"),
        ],
        [("He", "it was over")],
        ["Ray"],
    ),
    "a pronoun tells the gender for the next": (
        "Lee Poe came. She said it was over. Kim Ray left. He said no. She said yes.",
        [person("Lee Poe"), pronoun("She"), person("Kim Ray"), pronoun("He"), pronoun("She")],
        [("He", "no"), ("She", "yes")],
        ["Kim Ray", "Lee Poe"],
    ),
    "a pronoun prefers the subject": (
        "Ann Poe met Sue Ray. She said it was over.",
        [person("Ann Poe"), person("Sue Ray", subject=False), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "a pronoun prefers its own paragraph": (
        "Ann Poe came.\n\nSue Ray left. She said it was over.",
        [person("Ann Poe"), person("Sue Ray"), pronoun("She")],
        [("She", "it was over")],
        ["Sue Ray"],
    ),
    "a pronoun with nobody before it": (
        "She said it was over. Ann Poe came.",
        [pronoun("She"), person("Ann Poe")],
        [("She", "it was over")],
        [None],
    ),
    "a pronoun in the paragraph after": (
        "Ann Poe came.\n\nShe said it was over.",
        [person("Ann Poe"), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "a pronoun whose person is far away": (
        "Ann Poe came.\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nF.\n\nShe said it was over.",
        [person("Ann Poe"), pronoun("She")],
        [("She", "it was over")],
        [None],
    ),
    "they are the plural source before": (
        "Two engineers said it was over. They said it was late.",
        [described("Two engineers", "group", "engineers", plural=True), pronoun("They")],
        [("They", "it was late")],
        ["Two engineers"],
    ),
    "they are not the one person before": (
        "Officials came. Ann Poe left. They said it was late.",
        [
            described("Officials", "group", "officials", plural=True),
            person("Ann Poe"),
            pronoun("They"),
        ],
        [("They", "it was late")],
        ["Officials"],
    ),
    "who is the one before it": (
        "Ann Poe met Tom Ray, who said it was over.",
        [person("Ann Poe"), person("Tom Ray"), pronoun("who", antecedent="Tom Ray")],
        [("who", "it was over")],
        ["Tom Ray"],
    ),
    "who is the description before it": (
        "An engineer who said it was over left.",
        [described("An engineer", "person", "engineer"), pronoun("who", antecedent="An engineer")],
        [("who", "it was over")],
        ["engineer"],
    ),
    "who without anybody": (
        "The one who said it was over left.",
        [pronoun("who", antecedent="The one")],
        [("who", "it was over")],
        [None],
    ),
    "an abbreviation in brackets": (
        "The Marlow Bridge Authority (MBA) met. MBA said it was over.",
        [body("The Marlow Bridge Authority", "Marlow Bridge Authority"), body("MBA")],
        [("MBA", "it was over")],
        ["Marlow Bridge Authority"],
    ),
    "an abbreviation in brackets, small words skipped": (
        "The Department of Harbor Safety (DHS) met. The DHS said it was over.",
        [body("The DHS", "DHS")],
        [("The DHS", "it was over")],
        ["Department of Harbor Safety"],
    ),
    "an abbreviation by its initials": (
        "The Marlow Bridge Authority met. MBA said it was over.",
        [body("MBA")],
        [("MBA", "it was over")],
        ["Marlow Bridge Authority"],
    ),
    "an abbreviation by its initials, twice with and without the article": (
        "The Marlow Bridge Authority met the Marlow Bridge Authority. MBA said it was over.",
        [body("MBA")],
        [("MBA", "it was over")],
        ["Marlow Bridge Authority"],
    ),
    "an abbreviation of two": (
        "Marlow Bridge Authority and More Boats Aloft met. MBA said it was over.",
        [body("MBA")],
        [("MBA", "it was over")],
        ["MBA"],
    ),
    "an abbreviation that everybody knows": (
        "NYT said it was over.",
        [body("NYT")],
        [("NYT", "it was over")],
        ["The New York Times"],
    ),
    "an abbreviation that nobody knows": (
        "QXZ said it was over.",
        [body("QXZ")],
        [("QXZ", "it was over")],
        ["QXZ"],
    ),
    "a description takes up the one who holds the role": (
        "Ann Poe, spokeswoman for Marlow, came. The spokeswoman said it was over.",
        [
            person("Ann Poe, spokeswoman for Marlow", "Ann Poe", role="spokeswoman for Marlow"),
            described("The spokeswoman", "person", "spokeswoman", gender="feminine"),
        ],
        [("The spokeswoman", "it was over")],
        ["Ann Poe"],
    ),
    "a description that two could hold": (
        "Ann Poe, a senator, met Tom Ray, a senator. The senator said it was over.",
        [
            person("Ann Poe, a senator", "Ann Poe", role="senator"),
            person("Tom Ray, a senator", "Tom Ray", role="senator"),
            described("The senator", "person", "senator"),
        ],
        [("The senator", "it was over")],
        ["senator"],
    ),
    "an indefinite description is somebody else": (
        "Ann Poe, spokeswoman for Marlow, came. A spokeswoman said it was over.",
        [
            person("Ann Poe, spokeswoman for Marlow", "Ann Poe", role="spokeswoman for Marlow"),
            described("A spokeswoman", "person", "spokeswoman", gender="feminine"),
        ],
        [("A spokeswoman", "it was over")],
        ["spokeswoman"],
    ),
    "an organisation taken up by its noun": (
        "Marlow Water Agency met. The agency said it was over.",
        [body("Marlow Water Agency"), described("The agency", "organization", "agency")],
        [("The agency", "it was over")],
        ["Marlow Water Agency"],
    ),
    "an unnamed source without its article": (
        "One former council official said it was over.",
        [described("One former council official", "person", "official")],
        [("One former council official", "it was over")],
        ["former council official"],
    ),
    "an unnamed source as described": (
        "Sources familiar with the talks said it was over.",
        [described("Sources familiar with the talks", "group", "sources", plural=True)],
        [("Sources familiar with the talks", "it was over")],
        ["Sources familiar with the talks"],
    ),
    "a quotation without a source goes on with the last speaker": (
        "Ann Poe said it was over. “Go home.”",
        [person("Ann Poe")],
        [("Ann Poe", "it was over"), (None, "“Go home.”")],
        ["Ann Poe", "Ann Poe"],
    ),
    "a quotation without a source and nobody before": (
        "“Go home.” Ann Poe said it was over.",
        [person("Ann Poe")],
        [(None, "“Go home.”"), ("Ann Poe", "it was over")],
        [None, "Ann Poe"],
    ),
    "a document": (
        "A leaked memo said it was over.",
        [described("A leaked memo", "document", "memo")],
        [("A leaked memo", "it was over")],
        ["leaked memo"],
    ),
    "a surname in the headline does not choose between two": (
        "Poe came.\n\nAnn Poe and her brother Tom Poe came. Poe said it was over.",
        [person("Poe"), person("Ann Poe"), person("Tom Poe"), person("Poe")],
        [("Poe", "it was over")],
        ["Poe"],
    ),
    "a surname goes on meaning whom it meant": (
        "Ann Poe came. Poe left. Her brother Tom Poe came. Poe said it was over.",
        [person("Ann Poe"), person("Poe"), person("Tom Poe", gender="masculine"), person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a surname is not that of somebody named in a quotation alone": (
        "Ann Poe came. “Tom Poe is ill.” Poe said it was over.",
        [person("Ann Poe"), person("Tom Poe", quoted=True), person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "father and son": (
        "Tom Poe and Tom Poe Jr. came. Tom Poe Jr. said it was over.",
        [person("Tom Poe"), person("Tom Poe Jr."), person("Tom Poe Jr.")],
        [("Tom Poe Jr.", "it was over")],
        ["Tom Poe Jr."],
    ),
    "a pronoun is nobody whom its quotation names": (
        "Tom Ray sat by Lee Poe. “Ray will win,” he said.",
        [
            person("Tom Ray"),
            person("Lee Poe", subject=False),
            person("Ray", quoted=True),
            pronoun("he"),
        ],
        [("he", "“Ray will win,”")],
        ["Lee Poe"],
    ),
    "two men side by side": (
        "Tom Ray and Lee Poe met. He said it was over.",
        [person("Tom Ray"), person("Lee Poe"), pronoun("He")],
        [("He", "it was over")],
        [None],
    ),
    "who without a mention before it": (
        "A hacker who said it was over left.",
        [described("A hacker", "unknown", "hacker"), pronoun("who", antecedent="hacker")],
        [("who", "it was over")],
        ["hacker"],
    ),
    "two sources": (
        "Ann Poe, a mayor, met Tom Ray. Poe and Ray said it was over. They said no.",
        [
            person("Ann Poe, a mayor", "Ann Poe"),
            person("Tom Ray", subject=False),
            Row("Poe and Ray", {"kind": "name", "type": "group", "name": "Poe and Ray", "plural": True}),
            person("Poe", inside=True),
            person("Ray"),
            pronoun("They"),
        ],
        [("Poe and Ray", "it was over"), ("They", "no")],
        ["Ann Poe and Tom Ray", "Ann Poe and Tom Ray"],
    ),
    "two sources with their titles": (
        "Ann Poe, mayor of Elm, and Tom Ray, her deputy, said it was over.",
        [
            person("Ann Poe, mayor of Elm, and Tom Ray, her deputy", "Ann Poe"),
            person("Ann Poe, mayor of Elm", "Ann Poe", inside=True),
            person("Tom Ray, her deputy", "Tom Ray"),
        ],
        [("Ann Poe, mayor of Elm, and Tom Ray, her deputy", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "two who share a surname": (
        "Ann and Tom Poe said it was over.",
        [
            Row("Ann and Tom Poe", {"kind": "name", "type": "group", "name": "Ann and Tom Poe", "plural": True}),
            person("Ann", inside=True),
            person("Tom Poe"),
        ],
        [("Ann and Tom Poe", "it was over")],
        ["Ann and Tom Poe"],
    ),
    "somebody's campaign": (
        "Ann Poe came. Her campaign said it was over.",
        [
            person("Ann Poe"),
            Row("Her", {"kind": "pronoun", "type": "unknown", "head": "her", "gender": "feminine"}),
            described("Her campaign", "organization", "campaign", inside=True),
        ],
        [("Her campaign", "it was over")],
        ["Ann Poe's campaign"],
    ),
    "an unnamed source taken up": (
        "A Treasury official came. The official said it was over.",
        [
            described("A Treasury official", "person", "official"),
            described("The official", "person", "official"),
        ],
        [("The official", "it was over")],
        ["Treasury official"],
    ),
    "one of two unnamed sources": (
        "A Treasury official met a Navy official. The official said it was over.",
        [
            described("A Treasury official", "person", "official"),
            described("a Navy official", "person", "official"),
            described("The official", "person", "official"),
        ],
        [("The official", "it was over")],
        ["official"],
    ),
    "another official": (
        "A Treasury official came. The other official said it was over.",
        [
            described("A Treasury official", "person", "official"),
            described("The other official", "person", "official"),
        ],
        [("The other official", "it was over")],
        ["other official"],
    ),
    "a body by a word for all bodies": (
        "Marlow Lines met Elm Trust. The company said it was over.",
        [
            body("Marlow Lines"),
            body("Elm Trust", subject=False),
            described("The company", "organization", "company"),
        ],
        [("The company", "it was over")],
        ["Marlow Lines"],
    ),
    "a title that is part of a name": (
        "Pope Francis came. The pope said it was over.",
        [person("Pope Francis"), described("The pope", "unknown", "pope")],
        [("The pope", "it was over")],
        ["Pope Francis"],
    ),
    "a description with the name beside it": (
        "Its director, Ann Poe, came. She said it was over.",
        [described("Its director", "person", "director"), person("Ann Poe"), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "a description that is said to be somebody": (
        "The winner was Ann Poe. The winner said it was over.",
        [
            described("The winner", "person", "winner"),
            person("Ann Poe", subject=False),
            described("The winner", "person", "winner"),
        ],
        [("The winner", "it was over")],
        ["Ann Poe"],
    ),
    "a source that must not be named": (
        "A clerk who was not authorized to speak said it was over.",
        [described("A clerk who was not authorized to speak", "person", "clerk")],
        [("A clerk who was not authorized to speak", "it was over")],
        ["clerk"],
    ),
    "a source that its clause tells from others": (
        "Nurses who work at night said it was over.",
        [described("Nurses who work at night", "group", "nurses", plural=True)],
        [("Nurses who work at night", "it was over")],
        ["Nurses who work at night"],
    ),
    "a pronoun that was wrong does not bar the next": (
        "Lee Poe came. Her dog barked. He said it was over.",
        [person("Lee Poe"), pronoun("Her", subject=False), pronoun("He")],
        [("He", "it was over")],
        ["Lee Poe"],
    ),
    "but it tells where another fits": (
        "Lee Poe came. Her dog met Kim Ray. He said it was over.",
        [
            person("Lee Poe"),
            pronoun("Her", subject=False),
            person("Kim Ray", subject=False, gender="masculine"),
            pronoun("He"),
        ],
        [("He", "it was over")],
        ["Kim Ray"],
    ),
    "a title decides": (
        "Mr. Poe came. She said it was over.",
        [person("Mr. Poe", gender="masculine"), pronoun("She")],
        [("She", "it was over")],
        [None],
    ),
    "a title decides whatever pronouns came before": (
        "Mr. Poe came. He left. He slept. She said it was over.",
        [
            person("Mr. Poe", gender="masculine"),
            pronoun("He"),
            pronoun("He"),
            pronoun("She"),
        ],
        [("She", "it was over")],
        [None],
    ),
    "a surname of two who came one after the other": (
        "Ann Poe came. Tom Poe left. Poe said it was over.",
        [person("Ann Poe"), person("Tom Poe"), person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a surname of two in one sentence that is about one of them": (
        "Ann Poe met Tom Poe. Poe said it was over.",
        [person("Ann Poe"), person("Tom Poe", subject=False), person("Poe")],
        [("Poe", "it was over")],
        ["Ann Poe"],
    ),
    "a surname of two who came together": (
        "Ann Poe and Tom Poe left. Poe said it was over.",
        [person("Ann Poe"), person("Tom Poe"), person("Poe")],
        [("Poe", "it was over")],
        ["Poe"],
    ),
    "a surname of two, told apart by what comes later": (
        "Ann Poe came. Tom Poe left. Mr. Poe said it was over.",
        [
            person("Ann Poe", gender="feminine"),
            person("Tom Poe", gender="masculine"),
            person("Mr. Poe", gender="masculine"),
        ],
        [("Mr. Poe", "it was over")],
        ["Tom Poe"],
    ),
    "a surname of two words": (
        "Ann Le Poe came. Le Poe said it was over.",
        [person("Ann Le Poe"), person("Le Poe")],
        [("Le Poe", "it was over")],
        ["Ann Le Poe"],
    ),
    "a given name and a surname are no surname": (
        "Ann Tom Ray came. Tom Ray said it was over.",
        [person("Ann Tom Ray"), person("Tom Ray")],
        [("Tom Ray", "it was over")],
        ["Tom Ray"],
    ),
    "the end of a surname of two words is another’s": (
        "Ann Le Poe came. Le Ray said it was over.",
        [person("Ann Le Poe"), person("Le Ray")],
        [("Le Ray", "it was over")],
        ["Le Ray"],
    ),
    "they are the two who acted together": (
        "Ann Poe and Tom Ray met. They said it was over.",
        [person("Ann Poe"), person("Tom Ray"), pronoun("They")],
        [("They", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "they are not two where somebody came in between": (
        "Ann Poe and Tom Ray met. Sue Low left. They said it was over.",
        [person("Ann Poe"), person("Tom Ray"), person("Sue Low"), pronoun("They")],
        [("They", "it was over")],
        [None],
    ),
    "nor two to whom something was done": (
        "Sue Low saw Ann Poe and Tom Ray. They said it was over.",
        [
            person("Sue Low"),
            person("Ann Poe", subject=False),
            person("Tom Ray", subject=False),
            pronoun("They"),
        ],
        [("They", "it was over")],
        [None],
    ),
    "nor one and whom he met": (
        "Ann Poe met Tom Ray. They said it was over.",
        [person("Ann Poe"), person("Tom Ray", subject=False), pronoun("They")],
        [("They", "it was over")],
        [None],
    ),
    "nor two of long before": (
        "Ann Poe and Tom Ray met.\n\nA.\n\nThey said it was over.",
        [person("Ann Poe"), person("Tom Ray"), pronoun("They")],
        [("They", "it was over")],
        [None],
    ),
    "two sources, each with a title in front": (
        "Rep. Ann Poe and state Speaker Tom Ray said it was over.",
        [
            person("Rep. Ann Poe and state Speaker Tom Ray", "Ann Poe"),
            person("Ann Poe", inside=True),
            person("Tom Ray"),
        ],
        [("Rep. Ann Poe and state Speaker Tom Ray", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "two sources with a party between them": (
        "Ann Poe (D) and former Elm mayor Tom Ray said it was over.",
        [
            person("Ann Poe (D) and former Elm mayor Tom Ray", "Ann Poe"),
            person("Ann Poe", inside=True),
            person("Tom Ray"),
        ],
        [("Ann Poe (D) and former Elm mayor Tom Ray", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "two sources, each of a place": (
        "Sens. Ann Poe of Elm and Tom Ray of Oak said it was over.",
        [
            person("Sens. Ann Poe of Elm and Tom Ray of Oak", "Ann Poe"),
            person("Ann Poe", inside=True),
            person("Tom Ray"),
        ],
        [("Sens. Ann Poe of Elm and Tom Ray of Oak", "it was over")],
        ["Ann Poe and Tom Ray"],
    ),
    "a source and who works for somebody": (
        "Ann Poe and an aide to Tom Ray said it was over.",
        [
            person("Ann Poe and an aide to Tom Ray", "Ann Poe"),
            person("Ann Poe", inside=True),
            person("Tom Ray", subject=False),
        ],
        [("Ann Poe and an aide to Tom Ray", "it was over")],
        ["Ann Poe"],
    ),
    "a source and who beat somebody": (
        "Ann Poe (D) and those who beat Tom Ray said it was over.",
        [
            person("Ann Poe (D) and those who beat Tom Ray", "Ann Poe"),
            person("Ann Poe", inside=True),
            person("Tom Ray", subject=False),
        ],
        [("Ann Poe (D) and those who beat Tom Ray", "it was over")],
        ["Ann Poe"],
    ),
    "a pronoun behind what its person is said to have done": (
        "Tom Ray came. Ann Poe was late, she said.",
        [
            person("Tom Ray", gender="masculine"),
            person("Ann Poe", gender="feminine"),
            pronoun("she"),
        ],
        [("she", "Ann Poe was late")],
        ["Ann Poe"],
    ),
    "a department by its one word": (
        "The Farm Department met. Farm said it was over.",
        [
            body("The Farm Department", "Farm Department"),
            described("Farm", "organization", "farm"),
        ],
        [("Farm", "it was over")],
        ["Farm Department"],
    ),
    "a department of which nothing was said": (
        "The Farm Department met. Labor said it was over.",
        [
            body("The Farm Department", "Farm Department"),
            described("Labor", "organization", "labor"),
        ],
        [("Labor", "it was over")],
        ["Labor"],
    ),
    "a group that was a source": (
        "Fees rose, according to Elm Trust. The group said it was over.",
        [body("Elm Trust", subject=False), described("The group", "organization", "group")],
        [("Elm Trust", "Fees rose"), ("The group", "it was over")],
        ["Elm Trust", "Elm Trust"],
    ),
    "a group beside which a body was named": (
        "Fees rose at Elm Trust. The group said it was over.",
        [body("Elm Trust", subject=False), described("The group", "organization", "group")],
        [("The group", "it was over")],
        ["group"],
    ),
    "a title that nobody bears, of an opposition": (
        "Ann Poe came. The minority leader said it was over.",
        [person("Ann Poe"), described("The minority leader", "person", "leader")],
        [("The minority leader", "it was over")],
        ["Ann Poe"],
    ),
    "a leader of nobody knows what": (
        "Ann Poe came. The union leader said it was over.",
        [person("Ann Poe"), described("The union leader", "person", "leader")],
        [("The union leader", "it was over")],
        ["union leader"],
    ),
    "a description with a body's name before the name": (
        "One delegate, Elm Party chairwoman Ann Poe, said it was over.",
        [
            described("One delegate", "person", "delegate"),
            body("Elm Party"),
            person("Elm Party chairwoman Ann Poe", "Ann Poe", inside=True),
        ],
        [("One delegate", "it was over")],
        ["Ann Poe"],
    ),
    "a description right before the name": (
        "reporter Ann Poe said it was over.",
        [
            described("reporter", "person", "reporter"),
            person("reporter Ann Poe", "Ann Poe", inside=True),
        ],
        [("reporter", "it was over")],
        ["Ann Poe"],
    ),
    "the former president is not the one in office": (
        "Ann Poe met President Tom Ray. The former president said it was over.",
        [
            person("Ann Poe"),
            person("President Tom Ray", "Tom Ray", role="President", subject=False),
            described("The former president", "person", "president"),
        ],
        [("The former president", "it was over")],
        ["Ann Poe"],
    ),
    "the former president is the one who was it": (
        "Ann Poe met former President Tom Ray. The former president said it was over.",
        [
            person("Ann Poe"),
            person("former President Tom Ray", "Tom Ray", role="former President", subject=False),
            described("The former president", "person", "president"),
        ],
        [("The former president", "it was over")],
        ["Tom Ray"],
    ),
    "nobody is a document": (
        "Ann Poe left. The emails grew. She said it was over.",
        [person("Ann Poe"), described("The emails", "unknown", "emails"), pronoun("She")],
        [("She", "it was over")],
        ["Ann Poe"],
    ),
    "somebody and others": (
        "Ann Poe came. Mayor Poe and others said it was over.",
        [
            person("Ann Poe"),
            person("Mayor Poe", "Poe"),
            described("Mayor Poe and others", "group", "others", plural=True, inside=1),
        ],
        [("Mayor Poe and others", "it was over")],
        ["Ann Poe and others"],
    ),
    "a name at the end of a description": (
        "Poe's aide in Elm, clerk Tom Ray, said it was over.",
        [
            described("Poe's aide in Elm, clerk Tom Ray,", "unknown", "aide"),
            person("clerk Tom Ray", "Tom Ray"),
        ],
        [("Poe's aide in Elm, clerk Tom Ray,", "it was over")],
        ["Tom Ray"],
    ),
    "a surname that is a common noun": (
        "Ann Law came. Law said it was over.",
        [person("Ann Law"), described("Law", "document", "law")],
        [("Law", "it was over")],
        ["Ann Law"],
    ),
    "a common noun that is a surname": (
        "Ann Law came. The law said it was over.",
        [person("Ann Law"), described("The law", "document", "law")],
        [("The law", "it was over")],
        ["law"],
    ),
    "a common noun in small letters that is a surname": (
        "Ann Law came. Yet law said it was over.",
        [person("Ann Law"), described("law", "document", "law")],
        [("law", "it was over")],
        ["law"],
    ),
    "a common noun that is nobody’s surname": (
        "Ann Poe came. Law said it was over.",
        [person("Ann Poe"), described("Law", "document", "law")],
        [("Law", "it was over")],
        ["Law"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_names(case: Any) -> None:
    text, rows, quotes, expected = case
    assert names(text, rows, quotes) == expected


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("Other mayors, including Ann Poe,", True),
        ("Mayors like Mayor Ann Poe", True),
        ("Mayors who met Ann Poe", False),
    ],
)
def test_a_group_is_named_where_some_of_it_are(phrase: str, named: bool) -> None:
    rows = [described(phrase, "group", "mayors", plural=True), person("Ann Poe")]
    (found,) = speakers(f"{phrase} said it was over.", rows, [(phrase, "it was over")])
    assert found is not None
    assert found.named == named


def test_two_of_one_surname_are_never_guessed() -> None:
    found = names(
        "John Moore and Mary Moore came. Moore said it was over.",
        [person("John Moore"), person("Mary Moore"), person("Moore")],
        [("Moore", "it was over")],
    )
    assert found[0] not in ("John Moore", "Mary Moore")


def test_a_pronoun_inside_a_quotation_is_not_the_articles_own() -> None:
    text = "Ann Poe came. “She said no,” Tom Ray said. She said it was over."
    rows = [
        person("Ann Poe", gender="feminine"),
        pronoun("She", quoted=True),
        person("Tom Ray", gender="masculine"),
        pronoun("She"),
    ]
    assert names(text, rows, [("She", "it was over")]) == ["Ann Poe"]


def test_i_inside_a_quotation_is_whoever_is_quoted() -> None:
    text = "“I said no,” Ann Poe said. I said yes."
    first, second = text.index("I"), text.rindex("I")
    outer = Quote("statement", "direct", (Span.of(text, 0, 12),), source=Span.of(text, 13, 20))
    quotes = [
        Quote("statement", "indirect", (Span.of(text, 8, 10),), source=Span.of(text, at, at + 1))
        for at in (first, second)
    ]
    found = [
        Mention(Span.of(text, 13, 20), "name", "person", "poe", name=Span.of(text, 13, 20)),
        *(
            Mention(Span.of(text, at, at + 1), "pronoun", "unknown", "i", quoted=at == first)
            for at in (first, second)
        ),
    ]
    made = resolve(Article(text=text, source="a"), [outer, *quotes], found)
    assert [a.speaker and a.speaker.name for a in made] == ["Ann Poe", "Ann Poe", None]


def test_an_ambiguous_source_has_candidates() -> None:
    text = "Tom Ray and Lee Poe met. He said it was over."
    found = place(text, [person("Tom Ray"), person("Lee Poe"), pronoun("He")])
    content, source = Span.of(text, 33, 44), Span.of(text, 25, 27)
    quote = Quote("statement", "indirect", (content,), source=source)
    [made] = resolve(Article(text=text, source="a"), [quote], found)
    assert made.speaker is None
    assert {speaker.name for speaker in made.candidates} == {"Tom Ray", "Lee Poe"}
    [made] = resolve(Article(text=text, source="a"), [quote], found, {2: [12.0, 0.0]})
    assert made.speaker is not None and not made.candidates


def test_nobody_is_told_by_himself() -> None:
    text = "Tom Ray called Lee Poe. He told Ray so."
    found = place(text, [person("Tom Ray"), person("Lee Poe", subject=False), pronoun("He")])
    quote = Quote(
        "statement",
        "indirect",
        (Span.of(text, 36, 38),),
        source=Span.of(text, 24, 26),
        addressee="Ray",
    )
    [made] = resolve(Article(text=text, source="a"), [quote], found)
    assert made.speaker is not None and made.speaker.name == "Lee Poe"


def test_role_and_affiliation_go_with_the_person_to_later_quotes() -> None:
    found = speakers(
        "Ledger editor Ann Poe came. Poe said it was over. She said no more.",
        [
            person("Ledger editor Ann Poe", "Ann Poe", role="Ledger editor", affiliation="Ledger"),
            person("Poe"),
            pronoun("She"),
        ],
        [("Poe", "it was over"), ("She", "no more")],
    )
    assert [(s.name, s.role, s.affiliation) for s in found if s] == [
        ("Ann Poe", "Ledger editor", "Ledger")
    ] * 2


def test_a_role_that_comes_later_is_the_persons_too() -> None:
    found = speakers(
        "Ann Poe said it was over. Poe, a surgeon, left.",
        [person("Ann Poe"), person("Poe, a surgeon", "Poe", role="surgeon")],
        [("Ann Poe", "it was over")],
    )
    assert found[0] is not None and found[0].role == "surgeon"


def test_an_affiliation_is_spelled_out_like_a_name() -> None:
    found = speakers(
        "The Marlow Bridge Authority (MBA) met. MBA chief Ann Poe said it was over.",
        [person("MBA chief Ann Poe", "Ann Poe", role="MBA chief", affiliation="MBA")],
        [("MBA chief Ann Poe", "it was over")],
    )
    assert found[0] is not None and found[0].affiliation == "Marlow Bridge Authority"
    assert found[0].role == "MBA chief"


def test_the_mention_is_where_the_fullest_form_stands() -> None:
    text = "Poe said it was over. Mayor Ann Poe left. Poe said no."
    found = speakers(
        text, [person("Poe"), POE, person("Poe")], [("Poe", "it was over"), ("Poe", "no")]
    )
    start = text.index("Ann Poe")
    assert [s and s.mention for s in found] == [Span(start, start + 7, "Ann Poe")] * 2


@pytest.mark.parametrize(
    ("author", "quoted", "name"),
    [
        ("Ann Poe", False, "Ann Poe"),
        ("By Ann Poe", False, "Ann Poe"),
        ("Dr. Ann-Marie O’Hara", False, "Ann-Marie O’Hara"),
        ("Ann Poe", True, None),
        ("Ann Poe and Tom Ray", False, None),
        ("Ann Poe, Tom Ray", False, None),
        ("Elm Post staff", False, None),
        ("ap@elm.example", False, None),
        ("Reuters", False, None),
        (None, False, None),
    ],
)
def test_i_is_the_author(author: str | None, quoted: bool, name: str | None) -> None:
    row = Row("I", {"kind": "pronoun", "type": "unknown", "head": "i", "quoted": quoted})
    (speaker,) = speakers("I said it was over.", [row], [("I", "it was over")], author)
    assert (speaker and speaker.name) == name


@pytest.mark.parametrize(
    ("last", "author", "name"),
    [
        ("Ann Poe is the mayor of Elm.", None, "Ann Poe"),
        ("Ann Poe, a Whig, has been mayor since May.", None, "Ann Poe"),
        ("Ann Poe is the mayor of Elm.", "Tom Ray", "Tom Ray"),
        ("Ann Poe is the mayor: “Go home.”", None, None),
        ('Ann Poe is the mayor: "Go home."', None, None),
        ("Ann Poe left Elm.", None, None),
        ("The mayor, Ann Poe, is of Elm.", None, None),
        ("Ann Poe is the mayor of Elm.\nIt was late.", None, None),
        ("Ann Poe is the mayor of Elm." + " It was late." * 30, None, None),
    ],
    ids=[
        "is", "set off", "a byline", "a quotation", "a plain quotation", "leaves", "not in front",
        "not the last line", "a long line",
    ],
)  # fmt: skip
def test_i_is_whom_the_last_line_introduces(
    last: str, author: str | None, name: str | None
) -> None:
    row = Row("I", {"kind": "pronoun", "type": "unknown", "head": "i"})
    text = f"I said it was over.\n\n{last}"
    (speaker,) = speakers(text, [row, person("Ann Poe")], [("I", "it was over")], author)
    assert (speaker and speaker.name) == name


def test_i_is_no_body_that_the_last_line_introduces() -> None:
    row = Row("I", {"kind": "pronoun", "type": "unknown", "head": "i"})
    text = "I said it was over.\n\nElm Lines is a firm in Elm."
    assert names(text, [row, body("Elm Lines")], [("I", "it was over")]) == [None]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Ann Poe came. Poes said so.", "Poes", "group"),
        ("Ann Poe came. Poe said so.", "Poe", "person"),
        ("Ann Rays came. Rays said so.", "Rays", "person"),
        ("Ann Rays and Tom Ray came. Rays said so.", "Rays", "person"),
    ],
)
def test_a_surname_in_the_plural_is_a_family(text: str, name: str, type_: str) -> None:
    full = [person(each) for each in ("Ann Poe", "Ann Rays", "Tom Ray") if each in text]
    (speaker,) = speakers(text, [*full, person(name)], [(name, "so")])
    assert speaker is not None and speaker.type == type_


@pytest.mark.parametrize(
    ("row", "type_", "named"),
    [
        (person("Ann Poe"), "person", True),
        (body("Marlow Water"), "organization", True),
        (described("a spokesman", "person", "spokesman"), "person", False),
        (described("critics", "group", "critics", plural=True), "group", False),
        (described("a study", "document", "study"), "document", False),
        (described("the agency", "organization", "agency"), "organization", False),
    ],
)
def test_type_and_whether_a_source_is_named(row: Row, type_: str, named: bool) -> None:
    [speaker] = speakers(f"{row.phrase} said it was over.", [row], [(row.phrase, "it was over")])
    assert speaker is not None
    assert (speaker.type, speaker.named) == (type_, named)
    assert speaker.mention is not None and speaker.mention.text == row.phrase


def test_a_source_that_no_mention_stands_for_has_no_speaker() -> None:
    text = "Somebody said it was over."
    quote = Quote("statement", "indirect", (Span.of(text, 14, 25),), source=Span.of(text, 0, 8))
    [attribution] = resolve(Article(text=text, source="a"), [quote], [])
    assert attribution.speaker is None
    assert attribution.quote == quote


def test_nothing_gives_nothing() -> None:
    assert resolve(Article(text="", source="a"), [], []) == []


TEXT = (
    "The Marlow Bridge Authority (MBA) met. Ann Poe, Tom Ray and Poe said so. They left.\n\n—’s MBA"
)
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: Span.of(TEXT, pair[0], min(len(TEXT), pair[0] + pair[1]))
)
SPANS = SPANS.filter(lambda span: bool(span.text.strip()))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    span = draw(SPANS)
    kind = draw(st.sampled_from(["name", "nominal", "pronoun"]))
    start = draw(st.integers(span.start, span.start + len(span.text.rstrip()) - 1))
    return Mention(
        span=span,
        kind=kind,
        type=draw(st.sampled_from(SPEAKER_TYPES)),
        head=draw(st.sampled_from(["poe", "she", "they", "who", "it", "agency", ""])),
        name=Span.of(TEXT, start, span.end) if kind == "name" else None,
        plural=draw(st.booleans()),
        gender=draw(st.sampled_from([None, "feminine", "masculine"])),
        role=draw(st.sampled_from([None, "mayor"])),
        affiliation=draw(st.sampled_from([None, "MBA"])),
        antecedent=draw(st.none() | st.integers(0, len(TEXT))),
        paragraph=draw(st.integers(-1, 3)),
        subject=draw(st.booleans()),
        quoted=draw(st.booleans()),
    )


@given(st.lists(mentions(), max_size=8), st.lists(SPANS, max_size=4))
def test_no_mentions_raise_and_every_quote_comes_back(
    found: list[Mention], more: list[Span]
) -> None:
    sources = [*(mention.span for mention in found), *more, None]
    quotes = [Quote("statement", "direct", (Span.of(TEXT, 0, 3),), source=s) for s in sources]
    attributions: list[Attribution] = resolve(Article(text=TEXT, source="a"), quotes, found)
    assert [a.quote for a in attributions] == quotes
    for speaker in (a.speaker for a in attributions if a.speaker):
        assert speaker.name.strip()
        assert speaker.type in SPEAKER_TYPES
        mention = speaker.mention
        assert mention is None or mention.text == TEXT[mention.start : mention.end]


def test_what_is_named_after_its_owner_is_named():
    text = "Ann Poe came. Her campaign said it was over."
    rows = [
        person("Ann Poe"),
        pronoun("Her"),
        described("Her campaign", "organization", "campaign", inside=1),
    ]
    (speaker,) = speakers(text, rows, [("Her campaign", "it was over")])
    assert speaker is not None
    assert (speaker.name, speaker.named) == ("Ann Poe's campaign", True)


def test_whom_the_article_speaks_of_does_not_sign_it() -> None:
    row = Row("I", {"kind": "pronoun", "type": "unknown", "head": "i"})
    text = "Ann Poe came. I said it was over.\n\nAnn Poe is the mayor of Elm."
    (speaker,) = speakers(text, [person("Ann Poe"), row, person("Ann Poe")], [("I", "it was over")])
    assert speaker is None


@pytest.mark.parametrize(
    ("text", "row", "name"),
    [
        ("An article by Ann Poe, who", described("An article by Ann Poe,", "document", "article"), "Ann Poe"),
        ("A friend of Ann Poe, who", described("A friend of Ann Poe,", "person", "friend"), "friend of Ann Poe"),
    ],
    ids=["of a document", "of a person"],
)  # fmt: skip
def test_who_is_a_person(text: str, row: Row, name: str) -> None:
    rows = [row, person("Ann Poe", inside=True), pronoun("who", antecedent=text.split()[1])]
    assert names(f"{text} said it was over.", rows, [("who", "it was over")]) == [name]
