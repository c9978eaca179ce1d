"""Speakers without a name of their own: whom a description takes up, and what to call those it introduces."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Container, Sequence

from quotes.lexicon.speakers import word_set
from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.entities import Entity
from quotes.resolve.fields import without_excuse
from quotes.resolve.personal import ONCE, has_word
from quotes.resolve.source_class import class_of_body
from quotes.types import Mention

_DEFINITE = frozenset({"the", "this", "that"})
#: Those who are known by whose they are.
_KIN = frozenset(
    [
        "wife",
        "husband",
        "mother",
        "father",
        "son",
        "daughter",
        "brother",
        "sister",
        "lawyer",
        "spouse",
        "widow",
    ]
)
#: Words for one kind of document, each of which takes up another.
_DOCUMENTS = (frozenset({"poll", "survey"}), frozenset({"report", "study", "paper", "analysis"}))
#: Words for a body that say little of what it is.
_ANY = frozenset({"company", "firm", "agency", "organization", "organisation"})
#: Times that an article names what it is about, at least.
_OFTEN = 3
#: Paragraphs back in which an outlet has to be named that is taken up.
_OUTLET_REACH = 3
_POSSESSIVE = re.compile(r"(his|her)\s+(?=\S)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:the|a|an|one(?!\s+(?:of|in)\b))\s+(?=\S)", re.IGNORECASE)
_OWNER = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_BREAK = re.compile(r",\s|\s[—–]\s|\s\((?![A-Z]{2,8}\)\s\w)")
_AND = re.compile(r"\band\b")
#: "figures | her office released on Friday".
_ANOTHERS = re.compile(r"\s(?:its|their|his|her|that|which)\s")
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|"
    r"(?:last|this) (?:week|month|year|fall|spring|summer|winter)"
)
#: When a document came out: "poll | released on Friday", "survey | in January".
_WHEN = re.compile(
    rf"\s+(?:(?:conducted|published|released|taken|out|made public)\s+(?:(?:on|in|for)\s+)?"
    rf"(?:{_DAY}|(?:early |late )?(?:{'|'.join(month_name[1:])})).*|"
    rf"(?:(?:on|in)\s+(?:{_DAY})|in\s+(?:early |late )?(?:{'|'.join(month_name[1:])}))"
    r"(?:\s+(?:by|from|that)\s.*)?)$"
)


def described(
    mention: Mention,
    entities: Sequence[Entity],
    abbreviations: Abbreviations,
    sources: Container[tuple[int, int]],
) -> Entity | None:
    """Whom a definite description takes up: the one body or person, named before, whose role or name holds its
    word ("the spokeswoman"), else the one described by it before ("a Treasury official … the official"), else, for
    "the agency" and its like, the one body that did or said something right before, for "the newspaper" the
    outlet that did last. `sources` are the places of all sources.
    """
    text = mention.span.text
    # People are told apart by what follows the comma.
    words = (text if mention.type == "person" else text.partition(",")[0]).lower().split()
    kin = len(words) == 2 and words[0] in ("his", "her") and words[1] in _KIN
    if not 1 < len(words) <= 3 or not (words[0] in _DEFINITE or kin):
        return None
    if mention.type not in ("person", "organization", "document", "unknown"):
        return None
    before = [
        entity for entity in entities
        if any(m.span.start < mention.span.start for m in entity.mentions)
    ]  # fmt: skip
    named = [e for e in before if e.named and _holds_word(e, mention, abbreviations)]
    if words[1] in ONCE:
        # Whoever is president is not the former one.
        named = [e for e in named if any(not ONCE.isdisjoint(t.split()) for t in e.titles)]
    if len(named) > 1 and len(words) == 2:
        # "the president" is "President Poe" rather than the president of a bank.
        named = [e for e in named if mention.head in e.titles] or named
    if len(named) > 1:
        phrase = " ".join(words[1:])  # "the vice president" is no president
        named = [e for e in named if any(title.endswith(phrase) for title in e.titles)] or named
    if len(named) > 1:
        named = [e for e in named if _is_near(e, mention)] or named
    if named or mention.type == "unknown":
        return named[0] if len(named) == 1 else None
    # A word more makes somebody else: "the other official".
    same = [e for e in before if not e.named and e.mention.head == mention.head]
    if len(words) == 2 and mention.type == "document":
        kind = next((each for each in _DOCUMENTS if mention.head in each), {mention.head})
        same = [e for e in before if e.type == "document" and e.mention.head in kind]
        same = same and [max(same, key=lambda e: _last_place(e, mention))]
    body = len(words) == 2 and mention.head in word_set("stand_ins")
    bare = [e for e in same if body and " " not in e.name]
    if body and same == bare:
        near = [e for e in before if e.named and e.type == "organization" and _is_near(e, mention)]
        same = _nearest([e for e in near if _just_acted(e, mention, sources)], mention, sources)
        same = same or (near if mention.head != "group" else [])
    if not same and (mention.head in word_set("outlets") or words[1] == "news"):
        return _latest_outlet(before, mention, sources)
    if body and not same:
        same = (_foremost(entities) if mention.head in _ANY else []) or bare
    return same[0] if len(same) == 1 and len(words) == 2 else None


def _foremost(entities: Sequence[Entity]) -> list[Entity]:
    """The body that the article is about: named three times and twice as often as any other."""
    bodies = (e for e in entities if e.named and e.type == "organization")
    counts = sorted(
        ((sum(not m.quoted for m in e.mentions), e) for e in bodies), key=lambda c: -c[0]
    )
    most, second = ([count for count, _ in counts] + [0, 0])[:2]
    return [counts[0][1]] if most >= max(_OFTEN, 2 * second) else []


def _just_acted(body: Entity, mention: Mention, sources: Container[tuple[int, int]]) -> bool:
    """Whether it is a named body that has been a subject or a source in this paragraph or the one before."""
    return (
        body.named
        and body.type == "organization"
        and any(_acts(m, sources) for m in _near_mentions(body, mention))
    )


def _acts(mention: Mention, sources: Container[tuple[int, int]]) -> bool:
    return mention.subject or (mention.span.start, mention.span.end) in sources


def _last_place(entity: Entity, mention: Mention) -> int:
    return max(m.span.start for m in entity.mentions if m.span.start < mention.span.start)


def _is_near(entity: Entity, mention: Mention) -> bool:
    """Whether this paragraph or the one before speaks of it outside quotation marks."""
    return bool(_near_mentions(entity, mention))


def _near_mentions(entity: Entity, mention: Mention) -> list[Mention]:
    return [
        m for m in entity.mentions
        if not m.quoted and m.span.end <= mention.span.start and mention.paragraph - m.paragraph <= 1
    ]  # fmt: skip


def _nearest(
    bodies: list[Entity], mention: Mention, sources: Container[tuple[int, int]]
) -> list[Entity]:
    """Of several bodies those that did something in the last sentence in which any did."""

    def last(body: Entity) -> int:
        return max(
            m.sentence
            for m in body.mentions
            if m.span.end <= mention.span.start and _acts(m, sources)
        )

    if len(bodies) < 2:
        return bodies
    latest = max(map(last, bodies))
    return [body for body in bodies if last(body) == latest]


def _latest_outlet(
    before: Sequence[Entity], mention: Mention, sources: Container[tuple[int, int]]
) -> Entity | None:
    """The outlet that reported or was named last, not further back than a quotation that stands between takes."""
    near = [
        ((m.span.start, m.span.end) in sources, m.span.start, e)
        for e in before if e.named and e.type == "organization" and _is_outlet(e)
        for m in e.mentions
        if not m.quoted and m.span.end <= mention.span.start
        and mention.paragraph - m.paragraph <= _OUTLET_REACH
    ]  # fmt: skip
    return max(near, key=lambda found: found[:2])[2] if near else None


def _is_outlet(entity: Entity) -> bool:
    """Whether the name is an outlet's."""
    return class_of_body(entity.name) == "media"


def _holds_word(entity: Entity, mention: Mention, abbreviations: Abbreviations) -> bool:
    if mention.plural or mention.type not in (entity.type, "unknown"):
        return False
    if any(m.kind == "nominal" and m.head == mention.head for m in entity.mentions):
        return True
    if entity.type == "person":
        # A description may well be a title that no list knows: "the pope" after "Pope Francis".
        name = entity.name if mention.type == "unknown" else None
        known = (entity.role, *entity.titles, name)
        return any(has_word(each, mention.head) for each in known)
    body = abbreviations.expand(entity.name)
    return entity.type == "organization" and has_word(body, mention.head)


def possessive_end(mention: Mention) -> int | None:
    """Where the "his" or "her" ends that a description of a body begins with: "his campaign"."""
    match = _POSSESSIVE.match(mention.span.text)
    if match is None or mention.type != "organization":
        return None
    return mention.span.start + match.end(1)


def owned_name(mention: Mention, owner: str, text: str) -> str:
    """ "his campaign" by its owner's name: "Poe campaign" where the article calls it so, else as possession."""
    surname = owner.split()[-1]
    noun = _POSSESSIVE.sub("", mention.span.text, count=1)
    if re.search(rf"\b{re.escape(f'{surname} {noun}')}\b", text):
        return f"{surname} {noun}"
    mark = "’" if "’" in text else "'"
    mark += "" if owner.endswith("s") else "s"
    return f"{owner}{mark} {noun}"


def description(mention: Mention) -> str:
    """An unnamed source by its own words, without article, terms of speaking and what follows a comma."""
    text = without_excuse(mention.span.text)
    cut = _BREAK.search(text)
    told = cut is not None and mention.head in text[: cut.start()].lower()
    if cut is not None and told and cut.start() > 0 and not _AND.search(text):
        text = text[: cut.start()]
    if mention.type == "document" and not _ANOTHERS.search(text):
        shorter = _WHEN.sub("", text)
        if len(_LEADING.sub("", shorter).split()) > 1:  # a bare "report" says less
            text = shorter
    bare = _OWNER.sub("", _LEADING.sub("", text))
    return bare.strip(" ,") or mention.span.text
