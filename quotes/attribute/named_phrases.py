"""The phrases around the names of people and bodies: titles in front, appositives and employers behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.attribute.organisations import organisation
from quotes.attribute.syntax import FINITE, SUBJECTS
from quotes.attribute.title_words import is_address, is_body, is_capital, is_title
from quotes.attribute.titles import HELD_AT, apposes
from quotes.lexicon.speakers import word_set
from quotes.lexicon.words import words
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from quotes.attribute.layout import Layout

#: Verbs that stand before their subject behind a quotation: "“…,” | Continued Poe".
_INVERTED = frozenset(
    ["added", "argued", "asked", "concluded", "continued", "explained", "insisted", "noted", "replied",
     "said", "says", "stated", "tweeted", "wrote"]
)  # fmt: skip

#: The words of an appositive, at most.
_APPOSITIVE = 22


def named_phrases(layout: Layout) -> Iterator[tuple[Span, Token]]:
    """The phrases around named people and bodies: title in front, appositive behind, as printed.

    Besides the tagger's entities, full names are looked for by the surnames of those it knows as people: a
    tagger that misses "Ada Park-Lowe" at its first mention often knows "Park-Lowe" later.
    """
    doc = layout.doc
    covered: set[int] = set()
    ranges = [(e.start, e.end) for e in layout.entities if e.label_ in ("PERSON", "ORG")]
    surnames = {doc[e.end - 1].text for e in layout.entities if e.label_ == "PERSON"}
    for token in doc:
        if (
            token.text in surnames
            and token.ent_type_ not in ("PERSON", "ORG")
            and token.pos_ == "PROPN"
        ):
            ranges.append((token.i, token.i + 1))
    for start, end in sorted(ranges):
        if start in covered:
            continue
        first, last = _whole_name(layout, start, end)
        covered.update(range(first, last))
        phrase = layout.span(_with_title(layout, first, last), _with_appositive(layout, last))
        if phrase is not None:
            yield phrase, doc[last - 1]


def _whole_name(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The entity with the capitalised and hyphenated words right beside it."""
    doc = layout.doc
    low, high = layout.sentence(start)
    first = start
    while (
        first - 1 >= low
        and _part_of_name(doc[first - 1])
        and not is_title(doc[first - 1])
        and not (
            doc[first - 1].is_sent_start and doc[first - 1].lower_ in _INVERTED
        )  # "Continued Poe"
    ):
        first -= 1
    if not _is_office(doc, first):
        start = first
    while end < high and (_part_of_name(doc[end]) or end in layout.nickname_tokens):
        end += 1
    while end - 1 > start and doc[end - 1].tag_ == "HYPH":
        end -= 1
    return start, end


def _is_office(doc: Doc, i: int) -> bool:
    """Whether the words from there on are of an office: "Secretary of | State", "of State for | Elm Affairs"."""
    return (
        i > 1
        and doc[i - 1].lower_ in ("of", "for")
        and (is_title(doc[i - 2]) or is_capital(doc[i - 2]))
    )


def _part_of_name(token: Token) -> bool:
    if token.ent_type_ == "DATE" or token.lower_ in words("number"):
        return False  # "asked Ann Poe Wednesday"
    if token.text.isupper() and token.lower_ in word_set("suffixes"):
        return True  # "Tom Ray III"
    capital = token.text[:1].isupper()
    return (
        (token.pos_ == "PROPN" and capital) or _joins(token) or (not capital and is_capital(token))
    )


def _joins(token: Token) -> bool:
    """Whether it is a hyphen between two words: one with spaces around it is a dash."""
    hyphen = token.tag_ == "HYPH" or token.text == "-"
    return hyphen and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _with_title(layout: Layout, first: int, last: int) -> int:
    """Where the title before a name begins: "Treasury spokesman", "secretary of state", "Elm News’"."""
    doc = layout.doc
    low = layout.sentence(first)[0]
    start = first
    if _opens_clause(doc, first, last):
        return first
    while start - 1 >= low and not layout.quoted(start - 1):
        token = doc[start - 1]
        # "secretary of state Ada Park", but not "a spokesman for Mrs. Park".
        of = (
            token.lower_ in ("of", "for")
            and start - 2 >= low
            and is_title(doc[start - 2])
            and start < first
            and not any(is_address(t) for t in doc[start:first])
        )
        running = token.tag_ == "VBG" and token.dep_ in ("amod", "compound")
        hyphen = token.tag_ == "HYPH" and not token.whitespace_
        joint = token.tag_ == "POS" or hyphen
        kind = joint or running or token.pos_ in ("NOUN", "PROPN", "ADJ")
        if not of and not kind:
            break
        if token.pos_ == "NOUN" and not is_title(token) and not start <= token.head.i < last:
            break  # "the reason President Poe …": what has another head is no title of hers
        start -= 1
    titled = any(is_title(token) for token in doc[start:first])
    employed = first - 1 > start and doc[first - 1].tag_ == "POS"
    return start if titled or employed else _with_apposed_title(layout, first, last)


def _opens_clause(doc: Doc, first: int, last: int) -> bool:
    """Whether the name is the subject of a clause about the noun in front: "the judge | Poe was thinking of"."""
    verbs = (t.head for t in doc[first:last] if t.dep_ in SUBJECTS and t.head.i >= last)
    return any(verb.dep_.startswith("acl") and verb.head.i < first for verb in verbs)


def _with_apposed_title(layout: Layout, first: int, last: int) -> int:
    """Where a title behind which the name is set off by commas begins: "its director, | Ada Park,"."""
    doc = layout.doc
    low, high = layout.sentence(first)
    closed = last >= high or doc[last].text in (",", ".", ";", ")", "—", "–")
    if not closed or first - 3 < low or doc[first - 1].text != "," or not is_title(doc[first - 2]):
        return first
    if doc[first - 2].tag_ not in ("NN", "NNP") or doc[first - 1].i in layout.nickname_tokens:
        return first
    for i in range(first - 3, max(low, first - 9) - 1, -1):
        if doc[i].pos_ == "DET" or doc[i].tag_ == "PRP$":
            return i
        if doc[i].pos_ not in ("NOUN", "PROPN", "ADJ", "PART") and doc[i].tag_ != "HYPH":
            break
    return first


def _with_appositive(layout: Layout, last: int) -> int:
    """Where the appositive behind a name ends: ", 49, the chief engineer of the port,"."""
    doc = layout.doc
    high = layout.sentence(last - 1)[1]
    last = end = _with_employer(layout, last)
    for _ in range(3):
        if end >= high or doc[end].text not in (",", "(", ")"):
            return last
        stop = next(
            (
                i
                for i in range(end + 1, high)
                if doc[i].text in (",", ".", ";", "—", "–", "(", ")")
                or doc[i].lower_ in ("who", "which", "that")
                or layout.quoted(i)
            ),
            high,
        )
        piece = list(doc[end + 1 : stop])
        if any(t.tag_ in FINITE for t in piece) or len(piece) > _APPOSITIVE:
            return last
        at = piece and piece[0].lower_ in HELD_AT and organisation(layout, piece[1:])
        if piece and (apposes(piece) or at):
            return stop
        # An age, a party and a state may stand between: ", 49,", "(R-Texas),", ", Democrat of Elm,".
        if len(piece) > 4 or (piece and piece[-1].ent_type_ == "PERSON"):
            return last
        end = stop
    return last


def _with_employer(layout: Layout, last: int) -> int:
    """Where "of Elm Lines", "at Elm University" right behind a name ends."""
    doc = layout.doc
    high = layout.sentence(last - 1)[1]
    if last >= high or doc[last].lower_ not in ("of", "at"):
        return last
    begin = last + 1 + (last + 1 < high and doc[last + 1].pos_ == "DET")
    ends = (e.end for e in layout.entities if e.label_ == "ORG" and e.start == begin)
    end = next(ends, last)
    # "Park at the Vatican" tells where she is, "Park at Elm University" whose she is.
    employs = doc[last].lower_ == "of" or any(is_body(t.text) for t in doc[begin:end])
    return end if end <= high and employs else last
