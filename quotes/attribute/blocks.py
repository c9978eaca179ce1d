"""Statements set out as a list under one introduction: "The panel made three recommendations:" and what follows.

An introduction is a paragraph that ends with a colon; its items are the paragraphs behind it that carry a list's
marks, or are each nothing but quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.source import possessor_of, source_of
from quotes.lexicon import reporting
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: The mark of a list's item: a bullet, a dash, a number.
_ITEM = re.compile(r"\s*(?:[•*·▪◦–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
#: Fewer items are no list.
_ITEMS = 2
_VERBAL = ("VERB", "AUX")


def find_blocks(layout: Layout, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates for lists that no report in their introduction claims; one that does gets the items."""
    found = []
    for number in range(len(layout.paragraphs)):
        items = _items(layout, number)
        if items is None:
            continue
        first, last = layout.paragraphs[number]
        owner = _owner(layout, candidates, first, last)
        if owner is not None:
            owner.content.extend(items)
            owner.regions.extend(layout.regions_inside(items))
            continue
        candidate = _introduced(layout, first, last, items)
        if candidate is not None:
            found.append(candidate)
    return found


def find_enumerations(layout: Layout, claimed: list[Candidate]) -> list[Candidate]:
    """The same within a sentence: "The strikers have four demands: a heated hut, …", where nobody claims it."""
    nouns = frozenset(reporting.phrases()["lists"])
    taken = [span for candidate in claimed for span in candidate.content]
    found = []
    for noun in layout.doc[:-2]:
        if noun.lower_ not in nouns or layout.doc[noun.i + 1].text != ":" or layout.quoted(noun.i):
            continue
        source = _whose(layout, noun)
        content = layout.without_stop(layout.span(noun.i + 2, layout.sentence(noun.i)[1]))
        if source is None or content is None:
            continue
        if not any(span.start < content.end and content.start < span.end for span in taken):
            found.append(_block(layout, noun, source, [content]))
    return found


def _items(layout: Layout, number: int) -> list[Span] | None:
    """What stands under a paragraph that ends with a colon, item by item; None where it introduces no list."""
    if _text(layout, number).rstrip()[-1:] != ":":
        return None
    items = []
    for following in range(number + 1, len(layout.paragraphs)):
        first, last = layout.paragraphs[following]
        start = layout.starts[first]
        end = layout.starts[last - 1] + len(layout.doc[last - 1])
        mark = _ITEM.match(layout.text, start, end)
        if mark is None and not _only_quoted(layout, first, last):
            break
        span = layout.without_stop(layout.chars(mark.end() if mark else start, end))
        if span is None:
            break
        items.append(span)
    return items if len(items) >= _ITEMS else None


def _text(layout: Layout, number: int) -> str:
    first, last = layout.paragraphs[number]
    return layout.text[layout.starts[first] : layout.starts[last - 1] + len(layout.doc[last - 1])]


def _only_quoted(layout: Layout, first: int, last: int) -> bool:
    return all(layout.quoted(i) for i in range(first, last) if not layout.doc[i].is_space)


def _owner(layout: Layout, candidates: list[Candidate], first: int, last: int) -> Candidate | None:
    """The report whose content, or whose cue where it has none behind it, reaches the colon."""
    colon = layout.starts[last - 1]
    reports = [c for c in candidates if c.rule == "learned" and first <= c.anchor < last]
    for candidate in reports:
        ends = [span.end for span in candidate.content if span.start < colon]
        if ends and not layout.text[max(ends) : colon].strip(" ,;—–-"):
            return candidate
    return None


def _introduced(layout: Layout, first: int, last: int, items: list[Span]) -> Candidate | None:
    """The list under "The inspector’s conclusions …:", "The strikers made three demands:"."""
    nouns = frozenset(reporting.phrases()["lists"])
    noun = next((t for t in layout.doc[first:last] if t.lower_ in nouns and t.pos_ == "NOUN"), None)
    if noun is None:
        return None
    source = _whose(layout, noun)
    if source is None:
        return None
    return _block(layout, noun, source, items)


def _block(layout: Layout, noun: Token, source: Span, content: list[Span]) -> Candidate:
    return Candidate(
        rule="block", word=noun.lower_, act="statement", anchor=noun.i,
        cue=layout.span(noun.i, noun.i + 1), source=source, content=content,
        regions=layout.regions_inside(content),
    )  # fmt: skip


def _whose(layout: Layout, noun: Token) -> Span | None:
    """The possessor of the noun, else the subject of the verb that it is the object of."""
    owner = possessor_of(layout, noun)
    if owner is None and noun.head.pos_ in _VERBAL and noun.dep_ == "obj":
        owner = source_of(layout, noun.head)
    return owner
