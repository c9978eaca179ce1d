"""Speech set out in turns: transcripts, minutes, interviews in questions and answers.

A turn is a line that begins with a speaker's label and a colon, perhaps behind a time, and the unlabelled
paragraphs up to the next one. One such line proves nothing ("Price: 4,000 a week"); two that talk to each other
do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|of|the|de|van|von)){0,5}"
#: "[02:14:06] CAPTAIN: ", "**Ada Park:** ", "DAN VICKERY, BYLINE: ", "Q. ".
_LABEL = re.compile(
    r"\s*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?\*{0,2}"
    rf"(?:(?P<source>{_NAME})(?:,\s[A-Z][A-Z ]+|\s+\([^)\n]{{1,40}}\))?\*{{0,2}}\s*:"
    r"|(?P<letter>[QA])[.:]\*{0,2}(?=\s))\*{0,2}\s*"
)
_QUESTIONS, _ANSWERS = frozenset({"Q", "Question"}), frozenset({"A", "Answer"})
#: Talk has somebody in it who speaks or is spoken to, or asks.
_TALK = re.compile(r"\?|\b(?:I|we|you|me|us|my|our|your|I[’']\w+|[Ww]e[’']\w+|[Yy]ou[’']\w+)\b")
#: A stage direction, a heading, a question in bold: none of them goes on with what was being said.
_ASIDE = re.compile(r"\s*(?:[(\[].*[)\]]|#.*|\*\*.*\*\*)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: the label's offsets, and those of each paragraph said."""

    label: tuple[int, int]
    name: str
    said: tuple[tuple[int, int], ...]


def find_turns(layout: Layout) -> list[Candidate]:
    """Candidates for the turns of a transcript; an interviewer's "Q:" is none."""
    turns = turns_of(layout.text, layout.paragraph_chars)
    if not _is_talk(layout, turns):
        return []
    guest = _guest(layout, turns)
    candidates = []
    for turn in turns:
        if turn.name in _QUESTIONS:
            continue
        spans = [layout.chars(*part) for part in turn.said]
        content = [_with_stop(layout, span) for span in spans if span is not None]
        if not content:
            continue
        source = guest if turn.name in _ANSWERS else Span.of(layout.text, *turn.label)
        candidates.append(
            Candidate(
                rule="label", word="label", act="statement",
                anchor=layout.first_token_from(turn.label[0]), cue=None, source=source,
                content=content, regions=layout.regions_inside(content),
            )
        )  # fmt: skip
    return candidates


def turns_of(text: str, paragraphs: list[tuple[int, int]]) -> list[Turn]:
    """Every labelled line with what it says, and the unlabelled paragraphs between it and the next label.

    Behind the last label there is no next one to tell where the turn ends: it has one paragraph.
    """
    labels = [_LABEL.match(text, start, end) for start, end in paragraphs]
    places = [number for number, match in enumerate(labels) if match is not None]
    turns = []
    for place, number in enumerate(places):
        match = labels[number]
        assert match is not None
        group = "source" if match.group("source") else "letter"
        said = [(match.end(), paragraphs[number][1])] if match.end() < paragraphs[number][1] else []
        last = place == len(places) - 1
        stop = places[place + 1] if not last else number + (1 if said else 2)
        for start, end in paragraphs[number + 1 : stop]:
            if _ASIDE.match(text, start, end):
                break
            said.append((start, end))
        turns.append(Turn(match.span(group), match.group(group), tuple(said)))
    return turns


def _is_talk(layout: Layout, turns: list[Turn]) -> bool:
    """Two speakers, or one who answers questions; turns that say something, for a line of a table has no verb; and
    who talk to each other. Labels in capitals need less of it than names, which head lists as well."""
    if not all(any(_speaks(layout, *part) for part in turn.said) for turn in turns):
        return False
    if len({turn.name for turn in turns}) < 2 and not all(_asked(layout, turn) for turn in turns):
        return False
    talking = sum(any(_TALK.search(layout.text[a:b]) for a, b in turn.said) for turn in turns)
    capitals = all(turn.name.isupper() for turn in turns)
    return len(turns) > 1 and talking >= (1 if capitals else len(turns) / 2)


def _speaks(layout: Layout, start: int, end: int) -> bool:
    """Whether there is a verb, or a question or call."""
    if layout.text[start:end].rstrip(" \"'”’*").endswith(("?", "!")):
        return True
    first, last = layout.first_token_from(start), layout.first_token_from(end)
    return any(token.pos_ in ("VERB", "AUX") for token in layout.doc[first:last])


def _asked(layout: Layout, turn: Turn) -> bool:
    """Whether a question stands right above."""
    above = layout.text[: turn.label[0]].rstrip(" \t*").rstrip()
    return above.rstrip('*"”').endswith("?")


def _guest(layout: Layout, turns: list[Turn]) -> Span | None:
    """Whom an interview is with: the one person whom the text before it names."""
    before = turns[0].label[0]
    people = [e for e in layout.entities if e.label_ == "PERSON" and e.end_char <= before]
    if len({entity[-1].text for entity in people}) != 1:
        return None
    fullest = max(people, key=len)
    return Span.of(layout.text, fullest.start_char, fullest.end_char)


def _with_stop(layout: Layout, span: Span) -> Span:
    """With the quotation mark or stop behind it that spans elsewhere leave out: all of the line was said."""
    end = span.end
    while end < len(layout.text) and layout.text[end] in ".?!…”\"’'":
        end += 1
    return Span.of(layout.text, span.start, end)
