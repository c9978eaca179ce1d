"""Sources that are several people: "Poe and Ray", "Ann Poe, a mayor, and Tom Ray, her deputy"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from quotes.lexicon.speakers import word_set
from quotes.resolve.entities import Entity, MeantBy
from quotes.resolve.personal import name_parts
from quotes.types import Mention

#: Between two names side by side, the first one with or without an appositive.
_BETWEEN = re.compile(r"^(?:,?\s+(?:and\s+)?(?:[A-Z][a-z]*\.\s+)?|.*,\sand\s)$", re.DOTALL)
#: With what names the first one's place and the second one's title: "of Elm and", "(D) and former Elm mayor".
_TITLED = re.compile(
    r"^(?:\s+of\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?(?:\s+\([\w.,\s-]+\))?\s+and\s+(?:[\w’'.-]+\s+){0,6}(?:[\w’'-]+,\s+)?$"
)
#: Between somebody and those who are known by them: "Poe | and her aides", "she | and other Elm mayors".
_WITH = re.compile(r"\s+and\s+(?=(?:his|her|other)\s|others\b)")
#: In front of the names of some of a group.
_EXAMPLE = re.compile(r"\b(?:including|like|such as)\s+(?:[\w.]+\s+){0,4}\Z")
_ANOTHER = re.compile(r"\b(?:who|with|to|by|at|against)\b")


def joined_people(source: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The people, of all mentions, whom a source joins, in reading order. A name or a pronoun begins it, or they
    end it behind a comma ("two clerks, Ann Poe and Tom Ray"). Empty for one alone."""
    span = source.span
    parts: list[Mention] = []
    first_inside = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    for mention in islice(mentions, first_inside, None):
        if mention.span.start >= span.end:
            break
        inside = mention.span.end <= span.end
        first = mention.kind == "pronoun" and mention.span.start == span.start
        person = mention.name is not None and mention.type == "person"
        if not inside or mention.span == span or not (person or first):
            continue
        if not parts:
            before = span.text[: mention.span.start - span.start]
            listed = source.plural and before.endswith(", ")
            if (
                before
                and not listed
                and before.strip(" .").casefold() not in word_set("honorifics")
            ):
                return []
        elif not _join(
            span.text[parts[-1].span.end - span.start : mention.span.start - span.start]
        ):
            continue  # somebody else, or the same name with its title and without
        parts.append(mention)
    listed = len(parts) > 1 and span.text[: parts[0].span.start - span.start].endswith(", ")
    if listed and span.text[parts[-1].span.end - span.start :].strip(" ,"):
        return []  # "two clerks, Ann Poe and Tom Ray among them"
    return parts if len(parts) > 1 else []


def _join(between: str) -> bool:
    """Whether what stands between two names says that both speak."""
    titled = _TITLED.match(between) and not _ANOTHER.search(between)
    return bool(titled or _BETWEEN.match(between))


def joint_name(parts: Sequence[Mention], names: Sequence[str]) -> str | None:
    """The group's name from the full names of its people; None where they are one and the same."""
    names = list(names)
    before, last = parts[-2].span.text, parts[-1].span.text
    lone = parts[-2].kind == "name" and len(before.split()) == 1 < len(last.split())
    if lone and name_parts(names[-2])[-1:] != name_parts(before):
        names[-2] = before  # "David and Ann Poe" share their surname
    *others, end = dict.fromkeys(names)
    return f"{', '.join(others)} and {end}" if others else None


def joint_entity(name: str, mention: Mention, entities: list[Entity]) -> Entity:
    """The group of this name, put among the entities where there is none."""
    joint = next((e for e in entities if e.name == name), None)
    if joint is None:
        joint = Entity(name, "group", True, mention)
        entities.append(joint)
    return joint


def company_of(mention: Mention, meant_by: MeantBy) -> str | None:
    """What to call somebody with others who have no name: "Ann Poe and her aides", for "she and her aides".

    None where the phrase is no such company.
    """
    found = _WITH.search(mention.span.text)
    start = mention.span.start
    leader = meant_by((start, start + found.start())) if found else None
    if found is None or leader is None or not leader.named or leader.type != "person":
        return None
    return leader.name + mention.span.text[found.start() :].rstrip(" ,")


def has_examples(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the phrase names people of the group: "other mayors, including Ann Poe"."""
    start, end = mention.span.start, mention.span.end
    return mention.plural and any(
        each.kind == "name" and each.type == "person" and start < each.span.start < end
        and _EXAMPLE.search(mention.span.text[: each.span.start - start])
        for each in mentions
    )  # fmt: skip


def members(name: str, entities: Sequence[Entity]) -> list[Entity]:
    """The people of whom a joint name is made: "Ann Poe and Tom Ray"."""
    parts = {part.strip() for part in re.split(r",\s| and ", name)}
    return [e for e in entities if e.named and e.type == "person" and e.name in parts]
