"""Roles and affiliations: what a title says of somebody, "director of the Elm Trust", "Elm Lines' chief".

The role is the words up to the organisation, "director"; the affiliation is the organisation, "Elm Trust". What a
title is held in but no organisation (a place, a subject, a person: "ambassador to Norway", "professor of law")
belongs to the role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quotes.attribute.body_names import Tokens, is_school
from quotes.attribute.organisations import LINKS, organisation
from quotes.attribute.title_words import is_address, is_body, is_capital, is_doer, is_title
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: Between a person or a title and the organisation: "Ada Park of Elm Lines", "director at Elm Lines".
HELD_AT = frozenset({"of", "for", "at", "with", "from", "in", "to", "on", "by"})
#: What is behind these says where or among whom somebody works, and is no part of a title.
_PLACES = frozenset({"at", "with", "from", "on", "by"})
#: Behind these stands an organisation only where it looks like one: "an actor in Elm Street" is no employee.
_LOOSE = frozenset({"in", "on", "by"})
_SINCE = frozenset({"from", "during", "since", "until", "before", "after", "under", "between"})


class Title(NamedTuple):
    """Two runs of tokens, each empty where there is none."""

    role: Tokens
    affiliation: Tokens


def read_title(layout: Layout, tokens: Tokens) -> Title:
    """What the words of a title say. Both parts are empty where they hold no title."""
    kept = bare(_today(tokens))
    owner, kept = _owner(kept)
    head = title_head(kept)
    if head is None:
        return Title([], [])
    kept, second = _both(kept, _end(kept, head))
    later: Tokens = []
    for k in range(head + 1, len(kept) - 1):
        if kept[k].lower_ in HELD_AT and not _inside_body(kept, k):
            if layout.quoted(kept[k + 1].i):
                kept = kept[:k]  # "author of “The Dam”"
                break
            behind = _complement(kept, k)
            found = organisation(layout, behind) or _described_body(behind)
            if _is_somebody(behind):
                found = []
            friend = singular(kept[head].lower_) in word_set("generic")  # "his best friend at Elm"
            if not found and kept[k].lower_ == "at" and not friend:
                found = _workplace(behind)
            if kept[k].lower_ in _LOOSE and not any(is_body(t.text) for t in found):
                found = []
            if found and found[0].text.islower() and _at_body(layout, kept, k + len(behind) + 1):
                continue  # "in the school of design at Elm University", "chairman of the board of Elm Lines"
            if found and singular(kept[head].lower_) not in word_set("outsiders"):
                return Title(bare(kept[:k]), found)
            if kept[k].lower_ in _PLACES:
                later, kept = kept[k + 1 :], kept[:k]
                break
    affiliation = _owning(owner, kept) or _whole(owner, organisation(layout, owner))
    if singular(kept[head].lower_) in word_set("outsiders"):
        return Title(bare(kept), [])
    if not affiliation and (not owner or all(t.ent_type_ == "GPE" for t in owner)):
        affiliation = organisation(layout, kept[: head + 1], title=True)
    affiliation = affiliation or _further(layout, later)
    if not affiliation and second and title_head(second) is not None:
        affiliation = list(read_title(layout, second).affiliation)
    if owner and not affiliation and all(t.text.islower() or t.pos_ == "DET" for t in owner):
        affiliation = owner  # "the clinic's director": the resolver knows which clinic
    return Title(bare(kept), affiliation)


def title_head(tokens: Tokens) -> int | None:
    """The place of the title's main word: the last one that can be it before the first preposition."""
    found = None
    for k, token in enumerate(tokens):
        if k and token.pos_ in ("ADP", "SCONJ") and not _inside_body(tokens, k):
            break
        if _opens_second(tokens, k):
            break
        if is_doer(token):
            found = k
    return found


def _opens_second(tokens: Tokens, k: int) -> bool:
    """Whether a second title with an article of its own begins at `k`: "a pollster | and the dean of Elm"."""
    return tokens[k].pos_ == "CCONJ" and k + 1 < len(tokens) and tokens[k + 1].pos_ == "DET"


def apposes(segment: Tokens) -> bool:
    """Whether words behind a name, set off by commas, are a title of one person: "the mayor of Elm"."""
    _, kept = _owner(bare(segment))
    head = title_head(kept)
    return (
        head is not None
        and (
            segment[0].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM")
            or (
                segment[0].tag_ == "VBG" and 0 < kept[head].i - segment[0].i < 3
            )  # "managing partner"
        )
        and kept[head].tag_ not in ("NNS", "NNPS")
        and not any(t.tag_ in ("JJS", "RBS") for t in kept[:head])  # "the most outspoken critic"
        and not any(t.ent_type_ == "PERSON" for t in kept[head + 1 : head + 2])  # "member Ada Park"
    )


def bare(tokens: Tokens) -> list[Token]:
    """Without articles, possessives and adverbs of time in front, or prepositions behind."""
    kept = list(tokens)
    while kept and not (len(kept) > 1 and kept[1].tag_ == "HYPH") and (  # "one-time backer"
        kept[0].pos_ in ("DET", "PUNCT", "ADP", "CCONJ") or kept[0].tag_ == "PRP$"
        or kept[0].lower_ in ("one", "a", "an", "the", "now", "then", "himself", "herself", "another",
                             "several", "many", "other", "some", "most")
        or (kept[0].pos_ == "NUM" and kept[0].text.isalpha())
    ):  # fmt: skip
        kept = kept[1:]
    while kept and kept[-1].pos_ in ("ADP", "PUNCT", "CCONJ", "DET"):
        kept = kept[:-1]
    return kept


# -- parts of a title ----------------------------------------------------------------------------------------


def _owner(kept: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "the clinic's director", "Elm Lines' chairman": whose, and what."""
    for k, token in enumerate(kept):
        if token.pos_ == "ADP" and not _inside_body(kept, k) and not (k and _joins_names(kept, k)):
            break
        if token.tag_ == "POS" and title_head(kept[k + 1 :]) is not None:
            return kept[:k], kept[k + 1 :]
    return [], kept


def _today(tokens: Tokens) -> Tokens:
    """The second of two titles where it is today's: "a Poe aide in 2008 and now | director of the Elm Trust"."""
    for k in range(1, len(tokens) - 2):
        if tokens[k].lower_ in ("and", "but") and tokens[k + 1].lower_ in ("now", "currently"):
            return tokens[k + 2 :] if title_head(bare(tokens[k + 2 :])) is not None else tokens
    return tokens


def _described_body(behind: Tokens) -> list[Token]:
    """ "of the authority", "for the lawyers association": the resolver knows which."""
    if (
        2 <= len(behind) <= 3
        and behind[0].pos_ == "DET"
        and behind[-1].lower_ in word_set("organization")
        and all(t.text.islower() and t.pos_ == "NOUN" for t in behind[1:])
    ):
        return list(behind[1:])
    return []


def _is_somebody(behind: Tokens) -> bool:
    """Whether it ends in a person with a title: "aide to Senate Leader Ada Park"."""
    return (
        bool(behind)
        and behind[-1].ent_type_ == "PERSON"
        and any(is_address(t) for t in behind[:-1])
    )


def _workplace(behind: Tokens) -> list[Token]:
    """What follows "at" behind a title, though the tagger takes it for a place: "economist at Elmlife"."""
    run = [t for t in behind if t.pos_ != "DET"]
    known = any(t.ent_type_ in ("PERSON", "DATE") for t in run)
    return run if run and not known and all(is_capital(t) for t in run) else []


def _at_body(layout: Layout, kept: Tokens, k: int) -> bool:
    further = k < len(kept) - 1 and kept[k].lower_ in ("at", "of", "for")
    found = organisation(layout, kept[k + 1 :]) if further else []
    return bool(found) and not found[0].text.islower()


def _whole(owner: Tokens, found: list[Token]) -> list[Token]:
    """All of the name where the tagger knew its beginning only: "Democracy for Elm’s director"."""
    if not found or found[-1].i == owner[-1].i:
        return found
    behind = [t for t in owner if t.i > found[-1].i]
    return [*found, *behind] if all(is_capital(t) or t.lower_ in LINKS for t in behind) else found


def _owning(owner: Tokens, kept: Tokens) -> list[Token]:
    """ "Poe's campaign manager": a manager of her campaign."""
    if owner and len(kept) > 1 and is_capital(owner[-1]) and kept[0].lower_ in word_set("owned"):
        return [*_person_part(owner), kept[0]]
    return []


def _person_part(owner: Tokens) -> Tokens:
    return owner[next((k for k, t in enumerate(owner) if not is_title(t)), 0) :]


def _end(kept: Tokens, head: int) -> int:
    """Where the title ends: before a clause, a time, or a second title with an article of its own."""
    for k in range(head + 1, len(kept)):
        token = kept[k]
        following = kept[k + 1] if k + 1 < len(kept) else None
        clause = token.pos_ in ("VERB", "AUX", "SCONJ", "PRON") and token.dep_ != "amod"
        if token.lower_ in ("there", "here", "familiar", "close", "not", "today", "now"):
            return k
        names = (
            token.lower_ in ("called", "named") and following is not None and is_capital(following)
        )
        if clause and not names and not is_capital(token) and kept[k - 1].tag_ != "HYPH":
            return k
        if following is None:
            continue
        dated = following.ent_type_ == "DATE" or following.text.isdigit()
        if token.lower_ in _SINCE and (dated or following.pos_ == "DET"):
            return k
        if token.lower_ == "in" and dated:
            return k
        if _opens_second(kept, k):
            return k
    return len(kept)


def _further(layout: Layout, later: Tokens) -> list[Token]:
    """The organisation behind what a title is about: "an expert on energy | at Elm University"."""
    for k, token in enumerate(later[:-1]):
        inside = _inside_body(later, k) or (k and _joins_names(later, k))
        if token.lower_ in ("at", "of", "for", "with") and not inside:
            found = organisation(layout, _complement(later, k))
            if found and found[0].text[:1].isupper():
                return found
    return []


def _both(kept: list[Token], end: int) -> tuple[list[Token], list[Token]]:
    """The title, and the second one behind it."""
    return kept[:end], kept[end + 1 :] if end < len(kept) and _opens_second(kept, end) else []


def _complement(kept: Tokens, k: int) -> list[Token]:
    """What the preposition at `k` governs: up to the next one that is no part of a name."""
    end = k + 1
    while end < len(kept) and (
        kept[end].pos_ != "ADP"
        or _inside_body(kept, end)
        or _joins_names(kept, end)
        or _is_campus(kept, k + 1, end)
    ):
        end += 1
    return list(kept[k + 1 : end])


def _is_campus(kept: Tokens, first: int, k: int) -> bool:
    """ "University of Elm | at Oak"."""
    school = is_school(kept[first:k])
    return (
        school and kept[k].lower_ == "at" and kept[k + 1 : k + 2] != [] and is_capital(kept[k + 1])
    )


def _inside_body(tokens: Tokens, k: int) -> bool:
    return tokens[k].ent_type_ == "ORG" and tokens[k].ent_iob_ == "I"


def _joins_names(tokens: Tokens, k: int) -> bool:
    """Whether the small word at `k` stands in a name: "Institute of Technology"."""
    return (
        tokens[k].lower_ in LINKS
        and is_capital(tokens[k - 1])
        and any(is_capital(t) for t in tokens[k + 1 : k + 3])
    )
