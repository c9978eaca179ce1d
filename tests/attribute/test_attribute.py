"""From a parsed article to its quotes: who is the source, what is the content, by which words.

Parses and what the network finds are written by hand, so these tests say what is made of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.attribute import Reading, attribute
from quotes.attribute.found import Found
from quotes.types import ACTS, KINDS, Quote
from tests.parses import english, parsed


class Case(NamedTuple):
    """A text with its parse, and the one quote in it: content spans, cue, source, kind, act."""

    text: str
    parse: tuple[str, ...]
    content: list[str]
    cue: str | None
    source: str | None
    kind: str = "direct"
    act: str = "statement"
    #: Content as the network sees it, where the rest of it is what continues the quote.
    seen: list[str] | None = None


SHUT = "“/PUNCT/punct>stay The/DET/det>bridge bridge/NOUN/nsubj>stay will/AUX:MD/aux>stay"
DONE = "“/PUNCT/punct>done We/PRON/nsubj>done are/AUX:VBP/cop>done"
HOME = (
    "“/PUNCT/punct>time It/PRON/nsubj>time is/AUX/cop>time time/NOUN/ROOT to/PART:TO/mark>go "
    "go/VERB:VB/acl>time home/ADV/advmod>go"
)

CASES = {
    "direct, source and verb behind": Case(
        "“The bridge will stay shut,” Mayor Ann Poe said.",
        (
            f"{SHUT} stay/VERB:VB/ccomp>said shut/ADJ/xcomp>stay ,/PUNCT/punct>stay "
            "”/PUNCT/punct>stay Mayor/PROPN/nsubj>said Ann/PROPN/flat>Mayor/PERSON "
            "Poe/PROPN/flat>Mayor/PERSON said/VERB/ROOT ./PUNCT/punct>said",
        ),
        ["“The bridge will stay shut,”"], "said", "Mayor Ann Poe",
    ),
    "direct, a colon before": Case(
        "Poe said: “The bridge will stay shut.”",
        (
            f"Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT :/PUNCT/punct>stay {SHUT} "
            "stay/VERB:VB/ccomp>said shut/ADJ/xcomp>stay ./PUNCT/punct>stay ”/PUNCT/punct>stay",
        ),
        ["“The bridge will stay shut.”"], "said", "Poe",
    ),
    "direct, a comma before": Case(
        "Poe said, “The bridge will stay shut.”",
        (
            f"Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT ,/PUNCT/punct>stay {SHUT} "
            "stay/VERB:VB/ccomp>said shut/ADJ/xcomp>stay ./PUNCT/punct>stay ”/PUNCT/punct>stay",
        ),
        ["“The bridge will stay shut.”"], "said", "Poe",
    ),
    "direct, verb before source": Case(
        "“The bridge will stay shut,” said Ann Poe, the mayor of Marlow.",
        (
            f"{SHUT} stay/VERB:VB/ccomp>said shut/ADJ/xcomp>stay ,/PUNCT/punct>stay "
            "”/PUNCT/punct>stay said/VERB/ROOT Ann/PROPN/nsubj>said/PERSON "
            "Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>mayor the/DET/det>mayor "
            "mayor/NOUN/appos>Ann of/ADP/case>Marlow Marlow/PROPN/nmod>mayor/GPE "
            "./PUNCT/punct>said",
        ),
        ["“The bridge will stay shut,”"], "said", "Ann Poe, the mayor of Marlow",
    ),
    "direct, interrupted": Case(
        "“The bridge,” she said, “will stay shut.”",
        (
            "“/PUNCT/punct>bridge The/DET/det>bridge bridge/NOUN/nsubj>stay ,/PUNCT/punct>said "
            "”/PUNCT/punct>bridge she/PRON/nsubj>said said/VERB/parataxis>stay ,/PUNCT/punct>said "
            "“/PUNCT/punct>stay will/AUX:MD/aux>stay stay/VERB:VB/ROOT shut/ADJ/xcomp>stay "
            "./PUNCT/punct>stay ”/PUNCT/punct>stay",
        ),
        ["“The bridge,”", "“will stay shut.”"], "said", "she",
    ),
    "direct, the next sentence goes on": Case(
        "“We are done,” Poe said. “It is time to go home.”",
        (
            f"{DONE} done/ADJ/ccomp>said ,/PUNCT/punct>done ”/PUNCT/punct>done "
            "Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT ./PUNCT/punct>said",
            f"{HOME} ./PUNCT/punct>time ”/PUNCT/punct>time",
        ),
        ["“We are done,”", "“It is time to go home.”"], "said", "Poe", seen=["“We are done,”"],
    ),
    "direct, the next paragraph goes on": Case(
        "“We are done,” Poe said.\n\n“It is time to go home.”",
        (
            f"{DONE} done/ADJ/ccomp>said ,/PUNCT/punct>done ”/PUNCT/punct>done "
            "Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT ./PUNCT/punct>said",
            f"{HOME} ./PUNCT/punct>time ”/PUNCT/punct>time",
        ),
        ["“We are done,”", "“It is time to go home.”"], "said", "Poe", seen=["“We are done,”"],
    ),
    "direct, two paragraphs before one verb": Case(
        "“We are done.\n\n“It is time to go home,” Poe said.",
        (
            f"{DONE} done/ADJ/ROOT ./PUNCT/punct>done",
            f"{HOME.replace('ROOT', 'ccomp>said')} ,/PUNCT/punct>time ”/PUNCT/punct>time "
            "Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT ./PUNCT/punct>said",
        ),
        ["“We are done.", "“It is time to go home,”"], "said", "Poe", seen=["“It is time to go home,”"],
    ),
    "direct, credited": Case(
        "“We are done,” according to the mayor.",
        (
            f"{DONE} done/ADJ/ROOT ,/PUNCT/punct>done ”/PUNCT/punct>done "
            "according/VERB:VBG/case>mayor to/ADP/fixed>according the/DET/det>mayor "
            "mayor/NOUN/obl>done ./PUNCT/punct>done",
        ),
        ["“We are done,”"], "according to", "the mayor",
    ),
    "mixed, the marks begin inside the clause": Case(
        "The mayor said the bridge was “beyond repair”.",
        (
            "The/DET/det>mayor mayor/NOUN/nsubj>said said/VERB/ROOT the/DET/det>bridge "
            "bridge/NOUN/nsubj>repair was/AUX:VBD/cop>repair “/PUNCT/punct>repair "
            "beyond/ADP/case>repair repair/NOUN/ccomp>said ”/PUNCT/punct>repair "
            "./PUNCT/punct>said",
        ),
        ["the bridge was “beyond repair”"], "said", "The mayor", "mixed",
    ),
    "mixed, the clause begins outside the marks": Case(
        "The bridge is “beyond repair,” the mayor said.",
        (
            "The/DET/det>bridge bridge/NOUN/nsubj>repair is/AUX/cop>repair “/PUNCT/punct>repair "
            "beyond/ADP/case>repair repair/NOUN/ccomp>said ,/PUNCT/punct>said ”/PUNCT/punct>repair "
            "the/DET/det>mayor mayor/NOUN/nsubj>said said/VERB/ROOT ./PUNCT/punct>said",
        ),
        ["The bridge is “beyond repair,”"], "said", "the mayor", "mixed",
    ),
    "indirect, with that": Case(
        "The mayor said that the bridge would close.",
        (
            "The/DET/det>mayor mayor/NOUN/nsubj>said said/VERB/ROOT that/SCONJ/mark>close "
            "the/DET/det>bridge bridge/NOUN/nsubj>close would/AUX:MD/aux>close "
            "close/VERB:VB/ccomp>said ./PUNCT/punct>said",
        ),
        ["that the bridge would close"], "said", "The mayor", "indirect",
    ),
    "indirect, without that": Case(
        "The mayor said the bridge would close.",
        (
            "The/DET/det>mayor mayor/NOUN/nsubj>said said/VERB/ROOT the/DET/det>bridge "
            "bridge/NOUN/nsubj>close would/AUX:MD/aux>close close/VERB:VB/ccomp>said "
            "./PUNCT/punct>said",
        ),
        ["the bridge would close"], "said", "The mayor", "indirect",
    ),
    "indirect, clause first": Case(
        "The bridge would close, the mayor said.",
        (
            "The/DET/det>bridge bridge/NOUN/nsubj>close would/AUX:MD/aux>close "
            "close/VERB:VB/ccomp>said ,/PUNCT/punct>said the/DET/det>mayor "
            "mayor/NOUN/nsubj>said said/VERB/ROOT ./PUNCT/punct>said",
        ),
        ["The bridge would close"], "said", "the mayor", "indirect",
    ),
    "indirect, reporting clause inside": Case(
        "The bridge, she said, would close.",
        (
            "The/DET/det>bridge bridge/NOUN/nsubj>close ,/PUNCT/punct>said she/PRON/nsubj>said "
            "said/VERB/parataxis>close ,/PUNCT/punct>said would/AUX:MD/aux>close "
            "close/VERB:VB/ROOT ./PUNCT/punct>close",
        ),
        ["The bridge", "would close"], "said", "she", "indirect",
    ),
    "indirect, a document speaks": Case(
        "A new study shows that rents have doubled.",
        (
            "A/DET/det>study new/ADJ/amod>study study/NOUN/nsubj>shows shows/VERB:VBZ/ROOT "
            "that/SCONJ/mark>doubled rents/NOUN:NNS/nsubj>doubled have/AUX:VBP/aux>doubled "
            "doubled/VERB:VBN/ccomp>shows ./PUNCT/punct>shows",
        ),
        ["that rents have doubled"], "shows", "A new study", "indirect",
    ),
    "indirect, a relative clause reports": Case(
        "The engineer, who said the bridge was safe, has left.",
        (
            "The/DET/det>engineer engineer/NOUN/nsubj>left ,/PUNCT/punct>said "
            "who/PRON:WP/nsubj>said said/VERB/acl:relcl>engineer the/DET/det>bridge "
            "bridge/NOUN/nsubj>safe was/AUX:VBD/cop>safe safe/ADJ/ccomp>said ,/PUNCT/punct>said "
            "has/AUX/aux>left left/VERB:VBN/ROOT ./PUNCT/punct>left",
        ),
        ["the bridge was safe"], "said", "who", "indirect",
    ),
    "indirect, a noun as cue": Case(
        "Officials have expressed concern that the dam may fail.",
        (
            "Officials/NOUN:NNS/nsubj>expressed have/AUX:VBP/aux>expressed expressed/VERB:VBN/ROOT "
            "concern/NOUN/obj>expressed that/SCONJ/mark>fail the/DET/det>dam dam/NOUN/nsubj>fail "
            "may/AUX:MD/aux>fail fail/VERB:VB/acl>concern ./PUNCT/punct>expressed",
        ),
        ["that the dam may fail"], "have expressed concern", "Officials", "indirect",
    ),
    "indirect, a noun with its owner": Case(
        "The minister’s claim that the pumps were tested was wrong.",
        (
            "The/DET/det>minister minister/NOUN/nmod:poss>claim ’s/PART:POS/case>minister "
            "claim/NOUN/nsubj>wrong that/SCONJ/mark>tested the/DET/det>pumps "
            "pumps/NOUN:NNS/nsubj:pass>tested were/AUX:VBD/aux:pass>tested "
            "tested/VERB:VBN/acl>claim was/AUX:VBD/cop>wrong wrong/ADJ/ROOT ./PUNCT/punct>wrong",
        ),
        ["that the pumps were tested"], "claim", "The minister", "indirect",
    ),
    "according to, first": Case(
        "According to a leaked memo, the dam is safe.",
        (
            "According/VERB:VBG/case>memo to/ADP/fixed>According a/DET/det>memo "
            "leaked/VERB:VBN/amod>memo memo/NOUN/obl>safe ,/PUNCT/punct>memo the/DET/det>dam "
            "dam/NOUN/nsubj>safe is/AUX/cop>safe safe/ADJ/ROOT ./PUNCT/punct>safe",
        ),
        ["the dam is safe"], "According to", "a leaked memo", "indirect",
    ),
    "according to, last": Case(
        "The dam is safe, according to the water agency.",
        (
            "The/DET/det>dam dam/NOUN/nsubj>safe is/AUX/cop>safe safe/ADJ/ROOT "
            ",/PUNCT/punct>agency according/VERB:VBG/case>agency to/ADP/fixed>according "
            "the/DET/det>agency water/NOUN/compound>agency agency/NOUN/obl>safe "
            "./PUNCT/punct>safe",
        ),
        ["The dam is safe"], "according to", "the water agency", "indirect",
    ),
    "according to, in the middle": Case(
        "The old dam, according to the water agency, is safe to use.",
        (
            "The/DET/det>dam old/ADJ/amod>dam dam/NOUN/nsubj>safe ,/PUNCT/punct>agency "
            "according/VERB:VBG/case>agency to/ADP/fixed>according the/DET/det>agency "
            "water/NOUN/compound>agency agency/NOUN/obl>safe ,/PUNCT/punct>agency is/AUX/cop>safe "
            "safe/ADJ/ROOT to/PART:TO/mark>use use/VERB:VB/advcl>safe ./PUNCT/punct>safe",
        ),
        ["The old dam", "is safe to use"], "according to", "the water agency", "indirect",
    ),
    "per": Case(
        "Traffic fell by half, per the port authority.",
        (
            "Traffic/NOUN/nsubj>fell fell/VERB/ROOT by/ADP/case>half half/NOUN/obl>fell "
            ",/PUNCT/punct>authority per/ADP/case>authority the/DET/det>authority "
            "port/NOUN/compound>authority authority/NOUN/obl>fell ./PUNCT/punct>fell",
        ),
        ["Traffic fell by half"], "per", "the port authority", "indirect",
    ),
    "attitude": Case(
        "Residents fear that the clinic will close.",
        (
            "Residents/NOUN:NNS/nsubj>fear fear/VERB:VBP/ROOT that/SCONJ/mark>close "
            "the/DET/det>clinic clinic/NOUN/nsubj>close will/AUX:MD/aux>close "
            "close/VERB:VB/ccomp>fear ./PUNCT/punct>fear",
        ),
        ["that the clinic will close"], "fear", "Residents", "indirect", "attitude",
    ),
    "silence, declined": Case(
        "The company declined to comment.",
        (
            "The/DET/det>company company/NOUN/nsubj>declined declined/VERB/ROOT "
            "to/PART:TO/mark>comment comment/VERB:VB/xcomp>declined ./PUNCT/punct>declined",
        ),
        ["to comment"], "declined", "The company", "indirect", "silence",
    ),
    "silence, no answer": Case(
        "The ministry did not respond to questions.",
        (
            "The/DET/det>ministry ministry/NOUN/nsubj>respond did/AUX:VBD/aux>respond "
            "not/PART/advmod>respond respond/VERB:VB/ROOT to/ADP/case>questions "
            "questions/NOUN:NNS/obl>respond ./PUNCT/punct>respond",
        ),
        ["to questions"], "did not respond", "The ministry", "indirect", "silence",
    ),
    "a signature under the quotation": Case(
        "“We are done.”\n— Ann Poe",
        (
            f"{DONE} done/ADJ/ROOT ./PUNCT/punct>done ”/PUNCT/punct>done",
            "—/PUNCT/punct>Ann Ann/PROPN/ROOT/PERSON Poe/PROPN/flat>Ann/PERSON",
        ),
        ["“We are done.”"], None, "Ann Poe",
    ),
    "a signature on the quotation's own line": Case(
        "“We are done.” —Ann Poe",
        (
            f"{DONE} done/ADJ/ROOT ./PUNCT/punct>done ”/PUNCT/punct>done",
            "—/PUNCT/punct>Ann Ann/PROPN/ROOT/PERSON Poe/PROPN/flat>Ann/PERSON",
        ),
        ["“We are done.”"], None, "Ann Poe",
    ),
    "an embedded post": Case(
        "We are done.\n— Ann Poe (@annpoe) May 2, 2024\nThe bridge has closed.",
        (
            "We/PRON/nsubj>done are/AUX:VBP/cop>done done/ADJ/ROOT ./PUNCT/punct>done",
            "—/PUNCT/punct>Ann Ann/PROPN/ROOT/PERSON Poe/PROPN/flat>Ann/PERSON "
            "(/PUNCT/punct>@annpoe @annpoe/PROPN/parataxis>Ann )/PUNCT/punct>@annpoe "
            "May/PROPN/parataxis>Ann/DATE 2/NUM/nummod>May/DATE ,/PUNCT/punct>May/DATE "
            "2024/NUM/nummod>May/DATE",
            "The/DET/det>bridge bridge/NOUN/nsubj>closed has/AUX/aux>closed closed/VERB:VBN/ROOT "
            "./PUNCT/punct>closed",
        ),
        ["We are done."], None, "Ann Poe (@annpoe)",
    ),
}  # fmt: skip


def finding(doc: Doc, cue: str, content: list[str], source: str | None, statement: float) -> Found:
    """What the network would have to see: the words of these pieces of the text."""
    words = [token for token in doc if not token.is_space]

    def place(piece: str) -> tuple[int, int]:
        start = doc.text.index(piece)
        inside = [k for k, t in enumerate(words) if start <= t.idx < start + len(piece)]
        return inside[0], inside[-1] + 1

    sources = [place(source)] if source else []
    return Found(place(cue), [place(c) for c in content], sources, 0.9, 0.9, 0.9, 0.9, statement)


def read(text: str, *parse: str, findings: Sequence[Found] = ()) -> Reading:
    return attribute(parsed(text, *parse), floor=0.0, findings=findings)


def read_case(case: Case) -> Reading:
    """Silence and layout are found by rule; the rest as the network would see it."""
    findings = []
    if case.cue is not None and case.act != "silence":
        doc = parsed(case.text, *case.parse)
        statement = float(case.act == "statement")
        content = case.seen or case.content
        findings.append(finding(doc, case.cue, content, case.source, statement))
    return read(case.text, *case.parse, findings=findings)


def only(reading: Reading) -> Quote:
    assert len(reading.quotes) == 1, reading.quotes
    return reading.quotes[0]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_forms_of_attribution(case: Case) -> None:
    quote = only(read_case(case))
    assert [span.text for span in quote.content] == case.content
    assert (quote.cue and quote.cue.text) == case.cue
    assert (quote.source and quote.source.text) == case.source
    assert (quote.kind, quote.act) == (case.kind, case.act)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_source_has_a_mention_at_its_own_place(case: Case) -> None:
    reading = read_case(case)
    spans = {mention.span for mention in reading.mentions}
    assert {quote.source for quote in reading.quotes if quote.source} <= spans


@pytest.mark.parametrize(
    ("text", "parse"),
    [
        (
            "The “quick fix” was late.",
            "The/DET/det>fix “/PUNCT/punct>fix quick/ADJ/amod>fix fix/NOUN/nsubj>late "
            "”/PUNCT/punct>fix was/AUX:VBD/cop>late late/ADJ/ROOT ./PUNCT/punct>late",
        ),
        (
            "She starred in “The Long Way Home” last year.",
            "She/PRON/nsubj>starred starred/VERB/ROOT in/ADP/case>Way “/PUNCT/punct>Way "
            "The/DET/det>Way Long/ADJ:NNP/amod>Way Way/PROPN/obl>starred Home/PROPN/flat>Way "
            "”/PUNCT/punct>Way last/ADJ/amod>year/DATE year/NOUN/obl:unmarked>starred/DATE "
            "./PUNCT/punct>starred",
        ),
        (
            "John “Red” Moore played the piano.",
            "John/PROPN/nsubj>played/PERSON “/PUNCT/punct>Red Red/PROPN/flat>John "
            "”/PUNCT/punct>Red Moore/PROPN/flat>John/PERSON played/VERB/ROOT the/DET/det>piano "
            "piano/NOUN/obj>played ./PUNCT/punct>played",
        ),
        (
            "The bridge has closed.",
            "The/DET/det>bridge bridge/NOUN/nsubj>closed has/AUX/aux>closed closed/VERB:VBN/ROOT "
            "./PUNCT/punct>closed",
        ),
        (
            "The toll is $4 per car.",
            "The/DET/det>toll toll/NOUN/nsubj>4 is/AUX/cop>4 $/SYM/compound>4 4/NUM/ROOT "
            "per/ADP/case>car car/NOUN/nmod>4 ./PUNCT/punct>4",
        ),
    ],
    ids=["scare quotes", "title", "nickname", "plain sentence", "per as a rate"],
)
def test_what_is_no_quote(text: str, parse: str) -> None:
    assert read(text, parse).quotes == []


@pytest.mark.parametrize(
    ("text", "seen", "parse", "field", "expected"),
    [
        (
            "Poe told the Ledger in an interview that the bridge would close.",
            ("that the bridge would close", "Poe"),
            "Poe/PROPN/nsubj>told/PERSON told/VERB/ROOT the/DET/det>Ledger "
            "Ledger/PROPN/iobj>told/ORG in/ADP/case>interview an/DET/det>interview "
            "interview/NOUN/obl>told that/SCONJ/mark>close the/DET/det>bridge "
            "bridge/NOUN/nsubj>close would/AUX:MD/aux>close close/VERB:VB/ccomp>told "
            "./PUNCT/punct>told",
            ("addressee", "medium", "via"),
            ("the Ledger", "interview", None),
        ),
        (
            "“We are done,” Poe said in a statement to reporters.",
            ("“We are done,”", "Poe"),
            f"{DONE} done/ADJ/ccomp>said ,/PUNCT/punct>done ”/PUNCT/punct>done "
            "Poe/PROPN/nsubj>said/PERSON said/VERB/ROOT in/ADP/case>statement "
            "a/DET/det>statement statement/NOUN/obl>said to/ADP/case>reporters "
            "reporters/NOUN:NNS/obl>said ./PUNCT/punct>said",
            ("addressee", "medium", "via"),
            ("reporters", "statement", None),
        ),
        (
            "“We are done,” Poe tweeted.",
            ("“We are done,”", "Poe"),
            f"{DONE} done/ADJ/ccomp>tweeted ,/PUNCT/punct>done ”/PUNCT/punct>done "
            "Poe/PROPN/nsubj>tweeted/PERSON tweeted/VERB/ROOT ./PUNCT/punct>tweeted",
            ("addressee", "medium", "via"),
            (None, "tweet", None),
        ),
        (
            "“We are done,” said a spokesman, cited by The Courant.",
            ("“We are done,”", "a spokesman, cited by The Courant"),
            f"{DONE} done/ADJ/ccomp>said ,/PUNCT/punct>done ”/PUNCT/punct>done said/VERB/ROOT "
            "a/DET/det>spokesman spokesman/NOUN/nsubj>said ,/PUNCT/punct>cited "
            "cited/VERB:VBN/acl>spokesman by/ADP/case>Courant The/DET/det>Courant "
            "Courant/PROPN/obl:agent>cited/ORG ./PUNCT/punct>said",
            ("source", "via"),
            ("a spokesman", "The Courant"),
        ),
        (
            "The bridge would close, the mayor said.",
            ("The bridge would close", "the mayor"),
            CASES["indirect, clause first"].parse[0],
            ("addressee", "medium", "via"),
            (None, None, None),
        ),
    ],
    ids=[
        "told whom, in what",
        "in a statement to whom",
        "by the verb",
        "credited to an outlet",
        "nothing",
    ],
)
def test_details_of_the_reporting_clause(
    text: str,
    seen: tuple[str, str],
    parse: str,
    field: tuple[str, ...],
    expected: tuple[str | None, ...],
) -> None:
    doc = parsed(text, parse)
    cue = next(t.text for t in doc if t.text in ("told", "said", "tweeted"))
    content, source = seen
    quote = only(read(text, parse, findings=[finding(doc, cue, [content], source, 1.0)]))
    values = [getattr(quote, name) for name in field]
    assert tuple(v.text if hasattr(v, "text") else v for v in values) == expected


def test_a_floor_drops_what_is_trusted_less() -> None:
    case = CASES["silence, declined"]
    doc = parsed(case.text, *case.parse)
    trust = attribute(doc, floor=0.0).quotes[0].confidence
    assert 0 < trust < 1
    assert attribute(doc, floor=trust).quotes
    assert not attribute(doc, floor=1.0).quotes


def test_of_two_for_the_same_words_one_stands() -> None:
    case = CASES["direct, source and verb behind"]
    doc = parsed(case.text, *case.parse)
    one = finding(doc, "said", case.content, case.source, 1.0)
    other = finding(doc, "Ann", case.content, "Poe", 1.0)
    assert len(attribute(doc, floor=0.0, findings=[one, other]).quotes) == 1


# fmt: off
WORDS = st.sampled_from([
    "Poe", "said", "says", "that", "the", "mayor", "told", "reporters", "according", "to", "per",
    "declined", "comment", "not", "respond", "claim", "who", "she", "They", "in", "a", "statement",
    "May", "2,", "2024", "cited", "by", "The", "Courant", "and", "called", "concern", "expressed",
    "of", "é", "🚨", "@poe", "(@poe)", ",", ".", "?", ":", "“", "”", '"', "'", "’", "‘", "—", "-",
    "(", ")", "\n", "\n\n", "\u00a0", "Elm", "Lines", "campaign", "heads", "works", "is", "fellow", "there",
    "its", "former", "&", "percent", "45", "Dean", "King", "Mr.", "for", "GOP", "’s", "president", "R-Elm",
])
POS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "VERB",
]
TAGS = [
    "VBD", "VBZ", "VBN", "VBG", "MD", "NN", "NNS", "NNP", "NNPS", "IN", "DT", "TO", "POS", "PRP",
]
DEPS = [
    "nsubj", "nsubj:pass", "ccomp", "xcomp", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss",
    "appos", "acl", "acl:relcl", "advcl", "case", "fixed", "conj", "cc", "parataxis", "punct",
    "mark", "flat", "dep",
]
ENTITIES = ["O", "O", "B-PERSON", "B-ORG", "B-GPE", "B-DATE", "B-MISC"]
# fmt: on
TEXTS = st.one_of(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
    st.text(max_size=80),
)


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    """Any text with any tree, tags and entities: a parser may return the strangest things."""
    blank = english()(draw(TEXTS))
    size = len(blank)

    def some(values: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    # A head stands before its word, or is the word itself: always a tree. Mirrored, behind.
    heads = [draw(st.integers(0, i)) for i in range(size)]
    if draw(st.booleans()):
        heads = [size - 1 - head for head in reversed(heads)]
    deps = [
        "ROOT" if head == i else dep
        for i, (head, dep) in enumerate(zip(heads, some(DEPS), strict=True))
    ]
    return Doc(
        blank.vocab,
        words=[t.text for t in blank],
        spaces=[bool(t.whitespace_) for t in blank],
        lemmas=[t.lower_ for t in blank],
        tags=some(TAGS),
        pos=some(POS),
        heads=heads,
        deps=deps,
        ents=some(ENTITIES),
    )


def any_findings(doc: Doc, seed: int) -> list[Found]:
    """Up to three findings anywhere among the words, as no sensible network would make them."""
    rng = random.Random(seed)
    size = sum(not token.is_space for token in doc)
    findings = []
    for _ in range(rng.randint(0, 3) if size > 2 else 0):
        cuts = sorted(rng.sample(range(size + 1), 3))
        spans = [(cuts[0], cuts[1]), (cuts[1], cuts[2])]
        rng.shuffle(spans)
        start = rng.randrange(size)
        source = spans[:1] if rng.random() < 0.7 else []
        findings.append(
            Found((start, start + 1), spans[1:], source, 0.5, 0.5, 0.5, 0.5, rng.random())
        )
    return findings


@settings(max_examples=300)
@given(parses(), st.integers(0, 1000))
def test_no_parse_raises_and_every_span_is_cut_from_the_text(doc: Doc, seed: int) -> None:
    quotes, mentions, _scores = attribute(doc, floor=0.0, findings=any_findings(doc, seed))
    text = doc.text
    for quote in quotes:
        assert quote.content
        end = 0
        for span in quote.content:
            assert end <= span.start < span.end
            end = span.end
        assert quote.act in ACTS
        assert quote.kind in KINDS
        assert 0 <= quote.confidence <= 1
        for span in (*quote.content, quote.cue, quote.source):
            assert span is None or (span.text.strip() and span.text == text[span.start : span.end])
    starts = [quote.content[0].start for quote in quotes]
    assert starts == sorted(starts)
    for mention in mentions:
        assert mention.span.text == text[mention.span.start : mention.span.end]
        if mention.name is not None:
            assert mention.span.start <= mention.name.start < mention.name.end <= mention.span.end
        for said in (mention.role, mention.affiliation):
            assert said is None or said in text or said in ("its", "their", "there")


@pytest.mark.parametrize("text", ["", " ", "\n", "“", "a", "— ", "said", "“a” said"])
def test_the_smallest_texts(text: str) -> None:
    doc = english()(text)
    assert len(attribute(doc).quotes) <= 1
