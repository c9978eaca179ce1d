"""What the words around a name tie a person to: "who heads the Elm Trust", "who is now a fellow at Elm", "writing
for Elm News"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from quotes.attribute.details import PLATFORMS
from quotes.attribute.organisations import Tokens, organisation
from quotes.attribute.syntax import FINITE, SUBJECTS
from quotes.attribute.title_words import is_capital, is_title
from quotes.attribute.titles import HELD_AT, Title, apposes, read_title
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

_NOTHING = Title([], [])
#: How far behind a name its relative clause may begin: an age and a title may stand between.
_REACH = 16
_CLAUSE = 20
#: Where a title ends, and where a relative clause does.
_ENDS = frozenset({",", ";", ".", "—", "–"})
_CLAUSE_ENDS = _ENDS | {")"}
_BE = frozenset({"is", "was", "'s", "’s", "serves", "works", "became"})


def read_ties(layout: Layout, name: Tokens) -> Title:
    """Role and affiliation by the relative clause behind the name, by the sentence it is the subject of, by a
    title that it shares, or by whom they write for."""
    if any(t.dep_ in ("nmod", "nmod:poss") for t in name) or _modifies(name[-1]):
        return _NOTHING  # "an adviser to Ada Park who is …", "a Park backer who is …": it is they who are
    if group := _own_group(layout, name[-1].i + 1):
        return Title([], group)
    clause = _relative_clause(layout, name[-1].i + 1)
    if not clause:
        front = _in_front(layout, name)
        if front.affiliation:
            return front
        readings = (_predicate, _together, _written_for)
        found = (read(layout, name) for read in readings)
        return next((title for title in found if title.role or title.affiliation), _NOTHING)
    titles = [_clause_title(layout, part) for part in _parts(clause)]
    return next((title for title in titles if title.role or title.affiliation), _NOTHING)


def _own_group(layout: Layout, start: int) -> list[Token]:
    """ "Ada Park, whose group, Voters First, …", "Ada Park's firm, Elm Lines"."""
    words = [t for t in layout.doc[start : start + 9] if not t.is_space]
    if words and words[0].text == ",":
        words = words[1:]
    if (
        len(words) < 4
        or not (words[0].lower_ == "whose" or words[0].tag_ == "POS")
        or words[1].lower_ not in word_set("introducing")
        or words[2].text != ","
        or not is_capital(words[3])
    ):
        return []
    end = next((k for k, t in enumerate(words[3:], 3) if not is_capital(t)), len(words))
    return words[3:end]


def _parts(clause: Tokens) -> list[Tokens]:
    """The clause up to an "and" with a verb of its own behind it, and what follows: "advised her and | is now …";
    what is goes before what was."""
    for k in range(1, len(clause) - 1):
        if clause[k].lower_ in ("and", "but") and any(
            t.tag_ in FINITE for t in clause[k + 1 : k + 3]
        ):
            parts = [clause[:k], clause[k + 1 :]]
            past = any(t.tag_ == "VBD" for t in clause[:3])
            return parts[::-1] if past else parts
    return [clause]


def _relative_clause(layout: Layout, start: int) -> list[Token]:
    """The words behind "who", up to the next comma or the sentence's end."""
    doc = layout.doc
    high = min(layout.sentence(start - 1)[1], start + _REACH)
    for i in range(start, high):
        token = doc[i]
        if token.lower_ == "who":
            end = min(layout.sentence(i)[1], i + 1 + _CLAUSE)
            stop = (k for k in range(i + 1, end) if doc[k].text in _CLAUSE_ENDS)
            return list(doc[i + 1 : next(stop, end)])
        person = token.ent_type_ == "PERSON" and not _modifies(token)
        if token.tag_ in FINITE or person or layout.quoted(i):
            break
    return []


def _modifies(name: Token) -> bool:
    """Whether the name's last word tells of the noun behind it: "a Park backer"."""
    return name.dep_ == "compound" and name.head.i > name.i and name.head.ent_type_ != "PERSON"


def _clause_title(layout: Layout, clause: Tokens) -> Title:
    verb = next((k for k, t in enumerate(clause[:4]) if t.tag_ in FINITE), None)
    if verb is None:
        return _NOTHING
    word, rest = clause[verb].lower_, clause[verb + 1 :]
    if word in _BE or word == "served":
        while rest and (rest[0].pos_ == "ADV" or rest[0].lower_ == "as"):
            rest = rest[1:]
        if rest and apposes(rest):
            title = read_title(layout, rest)
            return title if word in _BE else Title([], title.affiliation)
    if word in word_set("leads"):
        led = organisation(layout, _up_to_preposition(rest))
        return Title([], led or _held_at(layout, rest, ("at", "for", "of")))
    if word in _BE and rest and rest[0].lower_ == "working":
        return Title([], _held_at(layout, rest[1:], ("at", "for", "with")))
    habit = clause[verb].tag_ == "VBZ" and word not in word_set("for_others")
    if word in word_set("works") or habit:
        held = HELD_AT if word in word_set("works") else ("at", "for")
        return Title([], _held_at(layout, rest, held))
    return _NOTHING


def _held_at(layout: Layout, words: Tokens, prepositions: Collection[str]) -> list[Token]:
    """The first organisation behind one of the prepositions."""
    behind = (words[k + 1 :] for k, token in enumerate(words) if token.lower_ in prepositions)
    found = (organisation(layout, _up_to_preposition(rest)) for rest in behind)
    return next(filter(None, found), [])


def _up_to_preposition(words: Tokens) -> Tokens:
    """The words before the first preposition outside a name."""
    for k, token in enumerate(words):
        if token.pos_ in ("ADP", "SCONJ") and token.ent_type_ != "ORG" and k:
            joins = token.lower_ in ("of", "for") and words[k - 1].pos_ == "PROPN"
            if not joins:
                return words[:k]
    return words


def _in_front(layout: Layout, name: Tokens) -> Title:
    """ "Now the dean of Elm University, Park …", "As an Elm reporter, Park …": the title that opens the
    sentence of which the name is the subject."""
    start = layout.sentence(name[0].i)[0]
    if name[0].i - start > _CLAUSE:
        return _NOTHING
    words = [t for t in layout.doc[start : name[0].i] if not t.is_space]
    if len(words) < 3 or words[-1].text != "," or not any(t.dep_ in SUBJECTS for t in name):
        return _NOTHING
    words = words[:-1]
    while words and words[0].lower_ in ("as", "now", "today", "currently", "once", "formerly"):
        words = words[1:]
    if not words or any(t.tag_ in FINITE or t.text == "," or layout.quoted(t.i) for t in words):
        return _NOTHING
    return read_title(layout, words) if apposes(words) else _NOTHING


def _predicate(layout: Layout, name: Tokens) -> Title:
    """ "Ada Park is a nurse at Elm": the title that the sentence ascribes, outside quotation marks."""
    head = next((t for t in name if t.dep_ in SUBJECTS), None)
    if head is None or head.i > head.head.i or layout.quoted(head.head.i):
        return _NOTHING
    noun = head.head
    copula = next((c for c in noun.children if c.dep_ == "cop" and c.i < noun.i), None)
    if copula is None or copula.lower_ not in _BE or noun.tag_ not in ("NN", "NNP"):
        return _NOTHING
    end = min(layout.sentence(noun.i)[1], copula.i + _CLAUSE)
    stop = (
        k for k in range(copula.i + 1, end)
        if layout.doc[k].text in _ENDS
        or layout.doc[k].lower_ == "who"
        or (layout.doc[k].lower_ == "and" and not _second_title(layout, k + 1))
    )  # fmt: skip
    words = list(layout.doc[copula.i + 1 : next(stop, end)])
    while words and words[0].pos_ == "ADV":
        words = words[1:]
    if not words or any(t.lower_ in ("not", "n't", "no") for t in words) or not apposes(words):
        return _NOTHING
    title = read_title(layout, words)
    plain = not is_title(noun) or singular(noun.lower_) in word_set("generic")
    return _NOTHING if plain else title


def _second_title(layout: Layout, k: int) -> bool:
    """Whether a title without article goes on there: "founder and | national director"."""
    words = layout.doc[k : k + 2]
    return any(is_title(t) for t in words) and words[0].pos_ not in ("DET", "PRON")


def _together(layout: Layout, name: Tokens) -> Title:
    """ "Ada Park and Ben Ray, sociologists at Elm University": a title that both have."""
    doc = layout.doc
    high = min(layout.sentence(name[0].i)[1], name[-1].i + _CLAUSE)
    k, people = name[-1].i + 1, int(_is_joined(layout, name[0]))
    while k < high and (doc[k].lower_ in ("and", ",", "&") or doc[k].ent_type_ == "PERSON"):
        people += doc[k].ent_type_ == "PERSON" and doc[k].ent_iob_ == "B"
        k += 1
    if not people or k >= high or doc[k - 1].text != "," or layout.quoted(k):
        return _NOTHING
    end = next((i for i in range(k, high) if doc[i].text in _ENDS), high)
    title = read_title(layout, list(doc[k:end]))
    plural = any(
        t.tag_ in ("NNS", "NNPS") and is_title(t) and t.dep_ not in SUBJECTS for t in title.role
    )
    behind = title.affiliation and title.role and title.affiliation[0].i > title.role[-1].i
    return Title([], title.affiliation) if plural and behind else _NOTHING


def _is_joined(layout: Layout, first: Token) -> bool:
    """Whether somebody is named right before: "Ben Ray and | Ada Park"."""
    before = [t for t in layout.doc[max(0, first.i - 3) : first.i] if t.text != ","]
    return (
        len(before) > 1 and before[-1].lower_ in ("and", "&") and before[-2].ent_type_ == "PERSON"
    )


def _written_for(layout: Layout, name: Tokens) -> Title:
    """ "Ada Park, writing for Elm News", "wrote Ada Park in The Elm": whose writer somebody is."""
    doc = layout.doc
    low, high = layout.sentence(name[0].i)
    behind = doc[name[-1].i + 1 : min(high, name[-1].i + 9)]
    words = [t for t in behind if not t.is_space]
    if words and words[0].text == ",":
        words = words[1:]
    if words and words[0].lower_ in word_set("writing"):
        verb, words = words[0], words[1:]
    elif name[0].i > low and doc[name[0].i - 1].lower_ in word_set("writing"):
        verb = doc[name[0].i - 1]
    else:
        return _NOTHING
    words = words[: next((k for k, t in enumerate(words) if t.text in (",", ";", "—", "–")), None)]
    # "noted on Monday", "reported on the council" tell when, and about what.
    at = ("in", "for", "on") if verb.lower_.startswith("wr") else ("in", "for")
    if len(words) < 2 or words[0].lower_ not in at or layout.quoted(words[0].i):
        return _NOTHING
    outlet = organisation(layout, _up_to_preposition(words[1:]))
    if not outlet or " ".join(t.lower_ for t in outlet) in PLATFORMS:
        return _NOTHING
    # "wrote in an Elm News column": who writes as a guest.
    front = words[1 : words.index(outlet[0])]
    guest = doc[outlet[-1].i + 1].pos_ in ("NOUN", "PART") if outlet[-1].i + 1 < high else False
    return Title([], outlet) if not guest and all(t.lower_ == "the" for t in front) else _NOTHING
