"""Speech that is set out by layout: transcripts, lists under an introduction, labelled quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribute.blocks import find_blocks, find_enumerations
from quotes.attribute.dialogue import find_labelled
from quotes.attribute.layout import Layout
from quotes.attribute.nouns import find_nouns
from quotes.attribute.transcript import find_turns, turns_of
from quotes.paragraphs import paragraph_spans
from tests.parses import english, parsed


def turns(text: str) -> list[tuple[str, list[str]]]:
    found = turns_of(text, paragraph_spans(text))
    return [(turn.name, [text[a:b] for a, b in turn.said]) for turn in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHAIR: Is there one?\nBRINE: I move it.", [("CHAIR", ["Is there one?"]), ("BRINE", ["I move it."])]),
        ("[02:14:06] CAPTAIN: Is that ours?", [("CAPTAIN", ["Is that ours?"])]),
        ("**Ada Park:** We did.", [("Ada Park", ["We did."])]),
        ("Q. Did you?\nA. I did.", [("Q", ["Did you?"]), ("A", ["I did."])]),
        # A label on a line of its own, and an answer of two paragraphs.
        ("DAN COLE, BYLINE:\n\nOne.\n\nTwo.\n\nPARK: No.", [("DAN COLE", ["One.", "Two."]), ("PARK", ["No."])]),
        # Stage directions are not said, and nothing is known to be said behind them.
        ("PARK: One.\n\n(APPLAUSE)\n\nIt rained.\n\nLIND: Two.", [("PARK", ["One."]), ("LIND", ["Two."])]),
        # The article goes on behind the last turn.
        ("PARK: One.\nLIND: Two.\n\nThe line went dead.", [("PARK", ["One."]), ("LIND", ["Two."])]),
        ("The mayor wrote at noon: it is over.", []),
    ],
)  # fmt: skip
def test_turns(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert turns(text) == expected


def said(text: str) -> list[tuple[str | None, list[str]]]:
    """Source and content of the turns; every word is a verb to the hand-made tagger."""
    doc = english()(text)
    for token in doc:
        token.pos_ = "VERB" if token.is_alpha else "PUNCT"
    return [
        (c.source and c.source.text, [span.text for span in c.content])
        for c in find_turns(Layout(doc))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CHAIR: Is there a motion?\nBRINE: I move it.",
            [("CHAIR", ["Is there a motion?"]), ("BRINE", ["I move it."])],
        ),
        ("Q: When did you know?\n\nA: When it went soft.", [(None, ["When it went soft."])]),
        # One who answers headings that ask.
        (
            "**What did you do?**\n\nPARK: I ran.\n\n**And then?**\n\nPARK: I sat down.",
            [("PARK", ["I ran."]), ("PARK", ["I sat down."])],
        ),
        # A list with labels talks to nobody.
        ("Date: it opens Monday.\nPlace: it stands there.", []),
        ("Price: falling again.\nSize: it varies.\nColour: it fades.", []),
        ("Ada Park: I ran.", []),
    ],
)
def test_only_talk_is_a_transcript(text: str, expected: list[tuple[str | None, list[str]]]) -> None:
    assert said(text) == expected


def test_lines_without_a_verb_are_a_table() -> None:
    assert find_turns(Layout(english()("LIND: you, 1,204\nPARK: us, 1,311"))) == []


@given(st.text(alphabet="QA:. \n?*[]()AbI1", max_size=60))
def test_turns_never_overlap(text: str) -> None:
    last = 0
    for turn in turns_of(text, paragraph_spans(text)):
        for start, end in (turn.label, *turn.said):
            assert last <= start < end <= len(text)
            last = end


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ortiz: “We had no choice.”", "Ortiz"),
        ("Ama Koorten (baker): “Bread is bread.”", "Ama Koorten (baker)"),
        ("- Gil Oakapple, grocer: “Try the rice.”", "Gil Oakapple, grocer"),
        ("On Monday, the mayor wrote: “It is over.”", None),
    ],
)
def test_labelled_quotations(text: str, source: str | None) -> None:
    found = [c.source and c.source.text for c in find_labelled(Layout(english()(text)))]
    assert found == ([source] if source else [])


INTRODUCTION = (
    "The/DET/det>panel panel/NOUN/nsubj>made made/VERB/ROOT two/NUM/nummod>demands "
    "demands/NOUN/obj>made :/PUNCT/punct>made"
)
FIRST = "1/X/ROOT ./PUNCT/punct>1 Close/VERB/dep>1 it/PRON/obj>Close ./PUNCT/punct>Close"
SECOND = "2/X/ROOT ./PUNCT/punct>2 Fence/VERB/dep>2 it/PRON/obj>Fence ./PUNCT/punct>Fence"


def test_a_list_belongs_to_whoever_introduces_it() -> None:
    doc = parsed(
        "The panel made two demands:\n\n1. Close it.\n2. Fence it.", INTRODUCTION, FIRST, SECOND
    )
    (block,) = find_blocks(Layout(doc), [])
    assert block.source is not None and block.source.text == "The panel"
    assert block.cue is not None and block.cue.text == "demands"
    assert [span.text for span in block.content] == ["Close it", "Fence it"]


def test_one_item_is_no_list() -> None:
    doc = parsed("The panel made two demands:\n\n1. Close it.", INTRODUCTION, FIRST)
    assert find_blocks(Layout(doc), []) == []


def test_an_enumeration_within_the_sentence() -> None:
    doc = parsed(
        "The panel made two demands: huts and gloves.",
        INTRODUCTION.replace(":/PUNCT/punct>made", ":/PUNCT/punct>huts huts/NOUN/appos>demands "
        "and/CCONJ/cc>gloves gloves/NOUN/conj>huts ./PUNCT/punct>made"),
    )  # fmt: skip
    (found,) = find_enumerations(Layout(doc), [])
    assert [span.text for span in found.content] == ["huts and gloves"]
    assert find_enumerations(Layout(doc), [found]) == []


@pytest.mark.parametrize(
    ("text", "parse", "expected"),
    [
        (
            "Her claim that it leaks stood.",
            "Her/PRON/nmod:poss>claim claim/NOUN/nsubj>stood that/SCONJ/mark>leaks it/PRON/nsubj>leaks "
            "leaks/VERB/acl>claim stood/VERB/ROOT ./PUNCT/punct>stood",
            ("Her", "claim", "that it leaks"),
        ),
        (
            "A promise from Poe to pay came.",
            "A/DET/det>promise promise/NOUN/nsubj>came from/ADP/case>Poe Poe/PROPN/nmod>promise "
            "to/PART/mark>pay pay/VERB/acl>promise came/VERB/ROOT ./PUNCT/punct>came",
            ("Poe", "promise", "to pay"),
        ),
        # Nobody's: it may be anybody's.
        (
            "The claim that it leaks stood.",
            "The/DET/det>claim claim/NOUN/nsubj>stood that/SCONJ/mark>leaks it/PRON/nsubj>leaks "
            "leaks/VERB/acl>claim stood/VERB/ROOT ./PUNCT/punct>stood",
            None,
        ),
        # What is claimed is a thing, not a clause.
        (
            "Her claim to the throne stood.",
            "Her/PRON/nmod:poss>claim claim/NOUN/nsubj>stood to/ADP/case>throne the/DET/det>throne "
            "throne/NOUN/nmod>claim stood/VERB/ROOT ./PUNCT/punct>stood",
            None,
        ),
    ],
)  # fmt: skip
def test_nouns_of_saying(text: str, parse: str, expected: tuple[str, str, str] | None) -> None:
    found = [
        (c.source and c.source.text, c.cue and c.cue.text, c.content[0].text)
        for c in find_nouns(Layout(parsed(text, parse)))
    ]
    assert found == ([expected] if expected else [])
