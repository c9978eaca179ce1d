"""Roles and affiliations: what a title says of somebody, "director of the Elm Trust", "Elm Lines' chief".

The role is the words up to the organisation, "director"; the affiliation is the organisation, "Elm Trust". What a
title is held in but no organisation (a place, a subject, a person: "ambassador to Norway", "professor of law")
belongs to the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.attribute.title_words import is_body, is_capital, is_doer, is_title
from quotes.lexicon.aliases import canonical_name
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

Tokens = Sequence["Token"]

#: Between a person or a title and the organisation: "Ada Park of Elm Lines", "director at Elm Lines".
HELD_AT = frozenset({"of", "for", "at", "with", "from", "in", "to", "on", "by"})
#: Small words inside names: "Bank of England", "Ferry Workers and Pilots", "Leonardo da Vinci".
LINKS = frozenset(
    {"of", "for", "and", "&", "on", "de", "la", "van", "von", "der", "al", "bin", "del", "da", "di"}
)
#: Offices that are held in a government, not in the body their title begins with.
OFFICES = frozenset(
    {"secretary", "minister", "commissioner", "senator", "governor", "mayor", "president", "judge"}
)
#: What is behind these says where or among whom somebody works, and is no part of a title.
_PLACES = frozenset({"at", "with", "from", "on", "by"})
#: Behind these stands an organisation only where it looks like one: "an actor in Elm Street" is no employee.
_LOOSE = frozenset({"in", "on", "by"})
_JUDICIAL = frozenset({"judge", "attorney", "prosecutor", "magistrate", "justice", "marshal"})
_SINCE = frozenset({"from", "during", "since", "until", "before", "after", "under", "between"})
_NO_BODY = frozenset({"GPE", "LOC", "NORP", "DATE", "PERSON", "CARDINAL", "ORDINAL"})


class Title(NamedTuple):
    """Two runs of tokens, each empty where there is none."""

    role: Tokens
    affiliation: Tokens


def read_title(layout: Layout, tokens: Tokens) -> Title:
    """What the words of a title say. Both parts are empty where they hold no title."""
    kept = bare(tokens)
    owner, kept = _owner(kept)
    head = title_head(kept)
    if head is None:
        return Title([], [])
    kept = kept[: _end(kept, head)]
    for k in range(head + 1, len(kept) - 1):
        if kept[k].lower_ in HELD_AT and not _inside_body(kept, k):
            if layout.quoted(kept[k + 1].i):
                kept = kept[:k]  # "author of “The Dam”"
                break
            behind = _complement(kept, k)
            found = organisation(layout, behind) or _described_body(behind)
            if kept[k].lower_ in _LOOSE and not any(is_body(t.text) for t in found):
                found = []
            if found and singular(kept[head].lower_) not in word_set("outsiders"):
                return Title(bare(kept[:k]), found)
            if kept[k].lower_ in _PLACES:
                kept = kept[:k]
                break
    affiliation = _owning(owner, kept) or _whole(owner, organisation(layout, owner))
    if singular(kept[head].lower_) in word_set("outsiders"):
        return Title(bare(kept), [])
    if not affiliation and not owner:
        affiliation = organisation(layout, kept[: head + 1], title=True)
    if owner and not affiliation and all(t.text.islower() or t.pos_ == "DET" for t in owner):
        affiliation = owner  # "the clinic's director": the resolver knows which clinic
    return Title(bare(kept), affiliation)


def title_head(tokens: Tokens) -> int | None:
    """The place of the title's main word: the last one that can be it before the first preposition."""
    found = None
    for k, token in enumerate(tokens):
        if k and token.pos_ in ("ADP", "SCONJ") and not _inside_body(tokens, k):
            break
        if is_doer(token):
            found = k
    return found


def apposes(segment: Tokens) -> bool:
    """Whether words behind a name, set off by commas, are a title of one person: "the mayor of Elm"."""
    _, kept = _owner(bare(segment))
    head = title_head(kept)
    return (
        head is not None
        and segment[0].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM")
        and kept[head].tag_ not in ("NNS", "NNPS")
        and not any(t.tag_ in ("JJS", "RBS") for t in kept[:head])  # "the most outspoken critic"
        and not any(t.ent_type_ == "PERSON" for t in kept[head + 1 : head + 2])  # "member Ada Park"
    )


def bare(tokens: Tokens) -> list[Token]:
    """Without articles, possessives and adverbs of time in front, or prepositions behind."""
    kept = list(tokens)
    while kept and (
        kept[0].pos_ in ("DET", "PUNCT", "ADP", "CCONJ") or kept[0].tag_ == "PRP$"
        or kept[0].lower_ in ("one", "a", "an", "the", "now", "then", "himself", "herself", "another",
                             "several", "many", "other", "some", "most")
        or (kept[0].pos_ == "NUM" and kept[0].text.isalpha())
    ):  # fmt: skip
        kept = kept[1:]
    while kept and kept[-1].pos_ in ("ADP", "PUNCT", "CCONJ", "DET"):
        kept = kept[:-1]
    return kept


def organisation(layout: Layout, tokens: Tokens, *, title: bool = False) -> list[Token]:
    """The organisation among the words of a title (`title`), or in what follows its "of", "for", "at".

    The tagger's word is taken where it has one; capitalised words count besides if they look like a body, or
    stand before a title that is held in a body ("Public Citizen co-president", not "State Secretary").
    """
    if not tokens:
        return []
    return (
        _owned_body(tokens) or _tagged(layout, tokens, title) or _capitalised(layout, tokens, title)
    )


# -- parts of a title ----------------------------------------------------------------------------------------


def _owner(kept: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "the clinic's director", "Elm Lines' chairman": whose, and what."""
    for k, token in enumerate(kept):
        if token.pos_ == "ADP" and not _inside_body(kept, k) and not (k and _joins_names(kept, k)):
            break
        if token.tag_ == "POS" and title_head(kept[k + 1 :]) is not None:
            return kept[:k], kept[k + 1 :]
    return [], kept


def _described_body(behind: Tokens) -> list[Token]:
    """ "of the authority", "for the firm": the resolver knows which."""
    if (
        len(behind) == 2
        and behind[0].pos_ == "DET"
        and behind[1].lower_ in word_set("organization")
    ):
        return [behind[1]]
    return []


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
        if token.lower_ in ("there", "here", "familiar", "close"):
            return k
        if clause and not is_capital(token) and kept[k - 1].tag_ != "HYPH":
            return k
        if following is None:
            continue
        dated = following.ent_type_ == "DATE" or following.text.isdigit()
        if token.lower_ in _SINCE and (dated or following.pos_ == "DET"):
            return k
        if token.lower_ == "in" and dated:
            return k
        if token.pos_ == "CCONJ" and following.pos_ == "DET":
            return k
    return len(kept)


def _complement(kept: Tokens, k: int) -> list[Token]:
    """What the preposition at `k` governs: up to the next one that is no part of a name."""
    end = k + 1
    while end < len(kept) and (
        kept[end].pos_ != "ADP" or _inside_body(kept, end) or _joins_names(kept, end)
    ):
        end += 1
    return list(kept[k + 1 : end])


def _inside_body(tokens: Tokens, k: int) -> bool:
    return tokens[k].ent_type_ == "ORG" and tokens[k].ent_iob_ == "I"


def _joins_names(tokens: Tokens, k: int) -> bool:
    """Whether the small word at `k` stands in a name: "Institute of Technology"."""
    return (
        tokens[k].lower_ in LINKS
        and is_capital(tokens[k - 1])
        and any(is_capital(t) for t in tokens[k + 1 : k + 3])
    )


# -- organisations -------------------------------------------------------------------------------------------


def _owned_body(tokens: Tokens) -> list[Token]:
    """ "the Poe campaign", "Ann Poe's 2008 campaign", "the Mexican government": named after whose they are."""
    for k, token in enumerate(tokens):
        if token.lower_ not in word_set("owned") or not token.text.islower() or k == 0:
            continue
        first = k - 1
        while first > 0 and not is_capital(tokens[first]) and tokens[first].pos_ in (
            "ADJ", "NUM", "NOUN", "PART"
        ):  # fmt: skip
            first -= 1
        if not _lends_name(tokens[first]):
            continue
        while first > 0 and _lends_name(tokens[first - 1]):
            first -= 1
        return list(tokens[first : k + 1])
    return []


def _lends_name(token: Token) -> bool:
    return (
        is_capital(token)
        and not is_title(token)
        and token.pos_ in ("PROPN", "ADJ", "NOUN")
        and not (token.is_sent_start and token.pos_ != "PROPN")
    )


def _tagged(layout: Layout, tokens: Tokens, title: bool) -> list[Token]:
    low, high = tokens[0].i, tokens[-1].i
    for entity in layout.entities:
        if entity.label_ != "ORG" or entity.start > high or entity.end <= low:
            continue
        run = [
            t
            for t in tokens
            if entity.start <= t.i < entity.end and t.pos_ != "DET" and t.tag_ != "POS"
        ]
        run = _without_rank(run)
        if not run or _is_common(run) or run[0].lower_ in ("anti", "pro", "non"):
            continue
        run = _grown(tokens, run)
        if _is_party(run) or (title and _is_portfolio(tokens, run)):
            continue
        return run
    return []


def _without_rank(run: list[Token]) -> list[Token]:
    """An organisation without words of the title that the tagger took in: "former", "Vice", "Chairman"."""
    while (
        run and (is_title(run[-1]) or run[-1].lower_ in word_set("ranks")) and not _plural(run[-1])
    ):
        run = run[:-1]
    while run and (run[0].lower_.rstrip(".") in word_set("times") or run[0].text == "PAC"):
        run = run[1:]
    return run


def _plural(token: Token) -> bool:
    return token.text[:1].isupper() and singular(token.lower_) != token.lower_


def _grown(tokens: Tokens, run: list[Token]) -> list[Token]:
    """The tagger's span together with the capitalised words right behind it: "Ferry" "Workers Local 88"."""
    k = tokens.index(run[-1]) + 1
    while k < len(tokens) and (
        (is_capital(tokens[k]) and (not is_title(tokens[k]) or _plural(tokens[k])))
        or tokens[k].text.isdigit()
        or (tokens[k].lower_ == "the" and k + 1 < len(tokens) and is_capital(tokens[k + 1]))
        or (tokens[k].tag_ == "POS" and k + 1 < len(tokens) and is_body(tokens[k + 1].text))
    ):
        if tokens[k].lower_ in word_set("ranks") or tokens[k].ent_type_ == "PERSON":
            break
        run = [*run, tokens[k]]
        k += 1
    return run


def _is_common(run: Tokens) -> bool:
    """A common noun with the capital of a sentence's first word: "Campaign aides"."""
    return (
        len(run) == 1 and bool(run[0].is_sent_start) and run[0].lower_ in word_set("organization")
    )


def _is_party(run: Tokens) -> bool:
    """Party labels say which side somebody is on, not where they work."""
    return all(t.lower_ in word_set("parties") or t.tag_ == "HYPH" for t in run)


def _is_portfolio(tokens: Tokens, run: Tokens) -> bool:
    """ "State Transport Secretary": of the government, whatever the tagger thinks of "State Transport"."""
    behind = next((t for t in tokens if t.i == run[-1].i + 1), None)
    if behind is None or behind.lower_ not in OFFICES | _JUDICIAL:
        return False
    name = " ".join(t.text for t in run)
    return canonical_name(name) is None and not is_body(run[-1].text)


def _capitalised(layout: Layout, tokens: Tokens, title: bool) -> list[Token]:
    high = tokens[-1].i
    run: list[Token] = []
    for k, token in enumerate(tokens):
        if (
            (
                is_capital(token)
                and token.tag_ != "HYPH"
                and (not is_title(token) or (run and _plural(token)))
            )
            or (run and (token.tag_ in ("HYPH", "POS") or token.text.isdigit()))
            or (run and token.lower_ in LINKS and token.i < high and is_capital(tokens[k + 1]))
        ):
            run.append(token)
        elif run:
            break
    while run and run[-1].tag_ in ("HYPH", "POS"):
        run = run[:-1]
    run = _without_rank(run)
    if not run or _is_party(run) or _is_common(run):
        return []
    # "TV" is a word that names are made with, but no name.
    body = any(is_body(t.text) or t.text == "&" for t in run) and (
        len(run) > 1 or not run[0].text.isupper()
    )
    holder = next((t for t in tokens if t.i > run[-1].i and is_title(t)), None)
    if body and not (title and holder is not None and holder.lower_ in _JUDICIAL):
        return run
    labels = [t.ent_type_ for t in run if is_capital(t)]
    if "PERSON" in labels or all(label in _NO_BODY for label in labels):
        return []
    office = holder is not None and holder.i == run[-1].i + 1 and holder.lower_ in OFFICES
    if len(run) == 1:
        acronym = run[0].text.isupper() and len(run[0].text) > 1 and not is_body(run[0].text)
        named_after = title and not office and _heads_body(layout, run[0])
        return run if acronym or named_after else []
    if title:
        return run if holder is not None and not office else []
    return run


def _heads_body(layout: Layout, token: Token) -> bool:
    """Whether the word is short for an organisation's name, and nobody's: "Priorities", of "Priorities Action"."""
    of = {e.label_ for e in layout.entities if len(e) > 1 and token.text in {t.text for t in e}}
    if any(t.text == token.lower_ for t in layout.doc):
        return False  # "Bridge boss", in a story of a bridge
    people = (e for e in layout.entities if e.label_ == "PERSON")
    return "ORG" in of and not any(token.text in {t.text for t in e} for e in people)
