"""Who works for a candidate works for the campaign: "Poe's strategist", "a spokesman for Mr. Poe", "his campaign
manager".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.resolve.entities import Entity, MeantBy
from quotes.resolve.personal import plain_name
from quotes.types import Mention

_STAFF = (
    r"(?:advis[eo]r|aide|chair(?:man|woman)?|coordinator|counsel|director|manager|operative|organizer|pollster|"
    r"(?:press )?secretary|spokes(?:man|woman|person)|staff(?:er)?|strategist|surrogate|volunteer|worker)s?"
)
_NAME = r"(?P<who>(?:[A-Z][\w.-]*\s+){0,3}[A-Z][\w-]+)"
_OWNERS = (
    re.compile(rf"\b{_NAME}[’']s?\s+(?:[\w-]+\s+){{0,4}}?{_STAFF}\b"),
    re.compile(rf"\b{_NAME}\s+(?:[a-z][\w-]*\s+){{0,4}}{_STAFF}\b"),
    re.compile(
        rf"\b(?:advis|consult|work|volunteer)\w*\s+(?:(?:for|in|on|with)\s+)?(?:[A-Z][a-z]+\.\s+)?"
        rf"{_NAME}[’']s?\s+(?:[\w-]+\s+){{0,3}}?campaign\b"
    ),
    re.compile(rf"\b{_STAFF}\s+(?:for|to)\s+(?:[A-Z][a-z]+\.\s+)?{_NAME}\b"),
)
#: What ties to a campaign without saying whose: "the campaign chief", "campaign officials".
_CAMPAIGNERS = re.compile(
    rf"^(?:\S+ )?campaign (?:\S+ )?(?:{_STAFF}|chief|officials?|co-chair\w*)\b", re.I
)
#: Words are bounded, as whole articles are searched: one of a megabyte would be read from each of its parts.
_CAMPAIGN = re.compile(
    r"(?<![\w-])(?P<who>[A-Z][\w-]{1,40})(?:[’']s?)?\s{1,3}(?:[a-z][\w-]{0,40}\s{1,3}){0,2}campaign\b"
)
_UNOWNED = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Hh]is|[Hh]er|[Tt]his)\s+(?:[a-z][\w-]*\s+){0,2}campaign\b"
)
_PAST = re.compile(r"(?:former|ex|then|longtime|veteran)\b", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?P<who>his|her)\s+(?:[\w-]+\s+){{0,4}}?{_STAFF}\b", re.IGNORECASE)


def campaign_of(
    staff: Entity, entities: Sequence[Entity], meant_by: MeantBy, text: str
) -> str | None:
    """The campaign of the candidate for whom somebody works, by the candidate's surname: "Poe campaign".

    None where no mention tells of a candidate or of a campaign, and where neither it nor the article speaks of one
    that may be theirs.
    """
    people = {e.name.split()[-1] for e in entities if e.type == "person" and e.named}
    for mention in staff.mentions:
        others = staff.type == "group" and " and " in mention.span.text
        if mention.kind == "pronoun" or others:
            continue
        told = "campaign" in mention.span.text.lower()
        for surname in _employers(mention, meant_by):
            called = rf"\b{re.escape(surname)}(?:[’']s?)?(?:\s+[\w-]+){{0,2}}\s+camp(?:aign)?\b"
            if surname not in people or surname == staff.name.split()[-1]:
                continue
            if told or re.search(called, text) or _runs(staff, surname, text):
                return f"{surname} campaign"
    for mention in staff.mentions:
        if _CAMPAIGNERS.search(mention.role or mention.span.text):
            return _last_campaign(mention.span.start, people, text)
    return None


def _last_campaign(before: int, people: set[str], text: str) -> str | None:
    """The campaign named last before a place, else the first one behind it."""
    found = [
        (match.start(), match["who"])
        for match in _CAMPAIGN.finditer(text)
        if match["who"] in people
    ]
    nearest = [name for start, name in found if start < before][-1:] or [name for _, name in found]
    return f"{nearest[0]} campaign" if nearest else None


def _runs(staff: Entity, surname: str, text: str) -> bool:
    """Whether who works for somebody of the name works for a campaign: not once, and not for a president."""
    if _PAST.match(staff.role or "") or not _UNOWNED.search(text):
        return False
    presides = rf"\bPresident(?: [A-Z][\w.]*){{0,2}} {re.escape(surname)}\b"
    return re.search(presides, text) is None


def _employers(mention: Mention, meant_by: MeantBy) -> Iterator[str]:
    """The surnames, as it seems, of those to whom the mention or its role ties a member of staff."""
    for words in (mention.span.text, mention.role or ""):
        for pattern in _OWNERS:
            for match in pattern.finditer(words):
                yield from plain_name(match["who"]).split()[-1:]
    for match in _PRONOUN.finditer(mention.span.text):
        start = mention.span.start + match.start("who")
        person = meant_by((start, start + len(match["who"])))
        if person is not None and person.named:
            yield person.name.split()[-1]
