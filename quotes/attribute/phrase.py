"""The anatomy of a noun phrase that names a speaker: which words are the name, the role, the affiliation.

Works from capitals, commas, a few word lists and the entity tagger, in this order of trust; the parse is asked
only for the head. Newsrooms write these phrases by fixed habits: role before name ("Mayor Ada Park"), name before
a comma and the role ("Ada Park, the mayor of Elm"), role before a comma and the name ("its director, Ada Park").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.body_names import is_school
from quotes.attribute.naming import (
    capital_run,
    long_title_and_name,
    segments,
    split_at_preposition,
    title_and_name,
    without_determiners,
    without_honorifics,
)
from quotes.attribute.organisations import LINKS, Tokens, organisation
from quotes.attribute.title_words import is_body, is_capital, is_title
from quotes.attribute.titles import HELD_AT, Title, apposes, bare, read_title
from quotes.lexicon.speakers import singular, word_set
from quotes.types import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: "a biologist", "a Bostonian", "the 41-year-old".
_PERSON = re.compile(r"(?:ist|ian|-year-old|-old)$")
#: Ages and the like, set off by commas behind a name.
_AGE = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was found; every part is a run of tokens in reading order, empty where there is none.

    `type` is None where nothing tells it. `head` is the word that the phrase is about.
    """

    name: Tokens
    type: SpeakerType | None
    role: Tokens
    affiliation: Tokens
    head: Token
    conjoined: bool = False


def analyse(layout: Layout, tokens: Tokens) -> Phrase:
    """Takes a source's tokens (white space left out, at least one) apart."""
    core, *rest = segments(tokens)
    core = without_determiners(core)
    main, tail = split_at_preposition(core)
    if _conjoined(main):
        named = all(is_capital(t) for t in main if t.pos_ in ("PROPN", "NOUN"))
        return Phrase(main if named else [], "group", [], [], _head(main), conjoined=True)
    role, name, behind = long_title_and_name(core)
    if name:
        return _named(layout, tokens, core, role, name, behind, rest)
    run = capital_run(layout, main)
    role, name = title_and_name(main, run)
    if not name and _is_office(main, tail):
        office = _whole_organisation(core, run)
        return Phrase(office, "organization", [], [], office[-1])
    if name:
        return _named(layout, tokens, core, role, name, tail, rest)
    return _described(layout, core, main, tail, rest)


# -- named ---------------------------------------------------------------------------------------------------


def _named(
    layout: Layout,
    tokens: Tokens,
    core: Tokens,
    role: Tokens,
    name: list[Token],
    tail: Tokens,
    rest: list[list[Token]],
) -> Phrase:
    type_ = _name_type(tokens, name, role, rest)
    head = name[-1]
    if type_ != "person":
        whole = _whole_organisation(core, name)
        return Phrase(whole, type_, [], [], whole[-1])
    title = read_title(layout, _behind_others(role))
    role, affiliation = title if title.role else (role, title.affiliation)
    while len(role) > 1 and role[-1].lower_.rstrip(".") in ("mr", "mrs", "ms", "miss", "dr"):
        role = role[:-1]  # "mayoral candidate | Dr. Ada Park"
    lead = core[: core.index(name[0])]
    if not affiliation and lead and lead[-1].tag_ == "POS":
        affiliation = organisation(layout, lead[:-1]) or _outlet(lead[:-1])
    if not affiliation and tail and tail[0].lower_ in HELD_AT:
        affiliation = organisation(layout, tail[1:])
        if tail[0].lower_ == "at" and not any(is_body(t.text) for t in affiliation):
            affiliation = []  # "Park at the Vatican" tells where she is
    for segment in rest:
        if segment[0].pos_ == "CCONJ" or (
            segment[-1].ent_type_ == "PERSON" and not apposes(segment)
        ):
            break  # somebody else: "Ann Poe, with Ben Ray, the mayor"
        if segment[0].lower_ in HELD_AT:
            affiliation = affiliation or organisation(layout, segment[1:])
        elif apposes(segment):
            title = read_title(layout, segment)
            role = role or title.role
            affiliation = affiliation or title.affiliation or _working_for(layout, segment)
            break
    return Phrase(name, "person", bare(role), _with_campus(affiliation, rest), head)


def _with_campus(affiliation: Tokens, rest: list[list[Token]]) -> Tokens:
    """ "University of Elm, | Port Poe": one of several, told apart by the town behind the comma."""
    if len(affiliation) < 3 or affiliation[-2].lower_ != "of" or not is_school(affiliation):
        return affiliation
    comma = affiliation[-1].i + 1
    town = next((part for part in rest if part[0].i == comma + 1), [])
    if not town or affiliation[-1].doc[comma].text != ",":
        return affiliation
    if town[-1].text.endswith(".") or any(t.ent_type_ != "GPE" for t in town):
        return affiliation  # "University of Elm, Miss."
    return [*affiliation, affiliation[-1].doc[comma], *town]


def _working_for(layout: Layout, segment: Tokens) -> list[Token]:
    """ "a Bostonian then working for | Elm Lines"."""
    for k, token in enumerate(segment[:-2]):
        if token.lower_ == "working" and segment[k + 1].lower_ in ("for", "at", "with"):
            return organisation(layout, segment[k + 2 :])
    return []


def _outlet(owner: Tokens) -> list[Token]:
    """ "Commentary's Ada Park": nobody's and no place's, so a body's."""
    names = [t for t in owner if t.pos_ != "DET"]
    if not names or not all(is_capital(t) for t in names):
        return []
    # "told The Elm's Ada Park": hardly a place has an article with a capital.
    before = names[0].doc[names[0].i - 1] if names[0].i else None
    titled = before is not None and before.text == "The" and not before.is_sent_start
    known = ("PERSON", "NORP", "DATE") if titled else ("PERSON", "GPE", "NORP", "DATE")
    return [] if any(t.ent_type_ in known for t in names) else names


def _behind_others(role: Tokens) -> Tokens:
    """The title of the last of two people: "the mayor Ben Cole and | governor"."""
    for k in range(len(role) - 1, 0, -1):
        if role[k].pos_ == "CCONJ" and any(
            t.ent_type_ == "PERSON" or t.pos_ == "PRON" for t in role[:k]
        ):
            return role[k + 1 :]
    return role


def _name_type(tokens: Tokens, name: Tokens, role: Tokens, rest: list[list[Token]]) -> SpeakerType:
    labels = [t.ent_type_ for t in name if t.ent_type_]
    words = [t for t in name if t.text[:1].isalpha()]
    if any(is_title(t) for t in role) and not any(is_body(t.text) for t in name):
        return "person"
    # "the Elm Post's Ada Park": the article is the newspaper's.
    owned = any(t.tag_ == "POS" and t.i < name[0].i for t in tokens)
    article = not owned and (tokens[0].lower_ == "the" or (name[0].text == "The" and len(name) > 1))
    if any(is_body(t.text) for t in words) or any(
        t.text in ("&",) or t.text.isdigit() for t in name
    ):
        return "organization"
    if article:
        return "group" if name[-1].tag_ == "NNPS" and "ORG" not in labels else "organization"
    if labels and labels[-1] in ("ORG", "GPE", "LOC", "FAC"):
        apposed = rest[0] if rest else []
        person_like = any(is_title(t) for t in apposed) and 2 <= len(words) <= 4
        return "person" if person_like and labels[-1] == "ORG" else "organization"
    if labels and labels[-1] == "PERSON":
        return "person"
    if labels and labels[-1] in ("NORP", "MISC") and name[-1].tag_ in ("NNS", "NNPS"):
        return "group"
    if name[-1].tag_ == "NNPS":
        return "group"
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1:
        return "organization"
    return "person"


def _is_office(main: Tokens, tail: Tokens) -> bool:
    """An office under its full name: "the High Commissioner for Refugees"."""
    return (
        len(main) > 1 and is_capital(main[-1]) and is_capital(main[-2]) and len(tail) > 1
        and tail[0].lower_ == "for" and is_capital(tail[1])
    )  # fmt: skip


def _whole_organisation(core: Tokens, name: Tokens) -> list[Token]:
    """An organisation's name with its "of …": it may go on behind the preposition that split the phrase."""
    start = core.index(name[0])
    last = start + len(name)
    while last < len(core):
        token = core[last]
        if (
            is_capital(token)
            or (
                token.lower_ in LINKS | {"the", "in"}
                and any(is_capital(t) or t.text[:1].isdigit() for t in core[last + 1 : last + 3])
            )
            or (token.text[:1].isdigit() and last + 1 < len(core) and is_capital(core[last + 1]))
        ):
            last += 1
        else:
            break
    return list(core[start:last])


# -- described -----------------------------------------------------------------------------------------------


def _described(
    layout: Layout, core: Tokens, main: Tokens, tail: Tokens, rest: list[list[Token]]
) -> Phrase:
    head = _head(main)
    word = head.lower_
    base = singular(word)
    plural = head.tag_ in ("NNS", "NNPS") or word.endswith("men")
    apposed = next((s for s in rest if not (len(s) == 1 and _AGE.match(s[0].text))), [])
    called = _called(core)
    if called and (base in word_set("organization") or base in word_set("document")):
        return Phrase(called, "organization", [], [], called[-1])
    owned = organisation(layout, main)
    if owned and owned[-1].i == head.i and head.text.islower():
        return Phrase(owned, "organization", [], [], head)  # "the Poe campaign"
    if _is_outlet(main):
        return Phrase(main, "organization", [], [], head)
    someone = word in ("one", "another") or head.pos_ == "PRON"
    singular_person = is_title(head) or word == "one" or _sets_off_person(main, apposed)
    if not plural and (singular_person or base in word_set("organization")) and apposed:
        run, behind = _name_in_front(layout, apposed)
        # "his deputy, Mayor Ada Park": the name may have a title of its own.
        name = title_and_name(run, run)[1] or without_honorifics(run)
        if name and singular_person and (not someone or _name_type(name, name, [], []) == "person"):
            title = Title([], []) if someone else read_title(layout, core)
            at = (behind and organisation(layout, behind[1:])) or title.affiliation
            return Phrase(name, "person", title.role, at, name[-1])
        if name and not behind:
            return Phrase(name, "organization", [], [], name[-1])
    names = [t for t in apposed if t.lower_ != "and"]
    two = len(names) < len(apposed) or any(t.ent_type_ == "PERSON" for t in names)
    if plural and apposed and two and all(is_capital(t) for t in names):
        # "Two members, Ada Park and Ben Cole"
        title = read_title(layout, core) if is_title(head) else Title([], [])
        return Phrase(apposed, "group", *title, apposed[-1], conjoined=True)
    about = apposed if someone and apposes(apposed) else [*main, *tail]
    role, affiliation = read_title(layout, about)
    if someone and about is apposed:
        return Phrase([], "person", role, affiliation, head)
    type_: SpeakerType | None
    people = word == "figures" and _are_people(main)
    written = base in word_set("document") or word in word_set("document")
    if written and not is_title(head) and not people:
        type_ = "document"
    elif (
        word in word_set("group")
        or (plural and (is_title(head) or base in word_set("organization")))
        or _is_share(main, tail)
        or (word == "group" and _of_people(tail))
        or people
    ):
        type_ = "group"
    elif singular_person or word in ("another", "third", "second") or _PERSON.search(word):
        type_ = "person"
    elif base in word_set("organization"):
        type_ = "organization"
    else:
        type_ = "group" if plural else None
    if type_ in ("document", "organization", None):
        role, affiliation = [], []
    elif base in word_set("parties"):
        role, affiliation = [], []  # "House Republicans"
    elif base in word_set("generic") or (type_ == "group" and not (affiliation and is_title(head))):
        role = []
    elif affiliation and role and role[0].i == affiliation[0].i:
        # "a Treasury Department spokesperson": the affiliation tells the first words; the rest is the role.
        role = [t for t in role if t.i > affiliation[-1].i and t.tag_ != "POS"]
    return Phrase([], type_, bare(role), affiliation, head)


def _is_outlet(main: Tokens) -> bool:
    """ "Elm magazine", "the Elm Times newspaper": not "the Boston newspaper", which is named after its place."""
    *names, noun = main
    if not names or noun.lower_ not in word_set("outlets") or not noun.text.islower():
        return False
    return all(
        is_capital(t) and t.pos_ == "PROPN" and t.ent_type_ in ("", "ORG", "WORK_OF_ART")
        for t in names
    )


def _sets_off_person(main: Tokens, apposed: Tokens) -> bool:
    """ "the assailant, Ada Park": nobody's name is set off from a body or a document."""
    word = singular(_head(main).lower_)
    person = len(apposed) > 1 and all(t.ent_type_ == "PERSON" for t in apposed)
    return person and word not in word_set("organization") | word_set("document")


def _called(core: Tokens) -> list[Token]:
    """ "a website called | Elm Today"."""
    for k, token in enumerate(core[1:-1], 1):
        if token.lower_ in ("called", "named") and core[k - 1].pos_ == "NOUN":
            rest = core[k + 1 :]
            return list(rest) if all(is_capital(t) or t.lower_ in LINKS for t in rest) else []
    return []


def _name_in_front(layout: Layout, apposed: Tokens) -> tuple[list[Token], list[Token]]:
    """The name that a segment is, up to the preposition behind it: "Ada Park | of the Elm Trust"."""
    name, behind = split_at_preposition(apposed)
    run = capital_run(layout, name)
    if len(run) == len(name) or _is_kin(name[: len(name) - len(run)], run):
        return run, behind
    return [], []


def _is_kin(before: Tokens, run: Tokens) -> bool:
    """ "his cousin | Tom Ray": another word for somebody before the full name."""
    person = len(run) > 1 and all(t.ent_type_ == "PERSON" for t in run)
    return person and before[0].tag_ == "PRP$" and is_title(before[-1])


def _is_share(main: Tokens, tail: Tokens) -> bool:
    """ "45 percent", "one in three", "a quarter of the members": so and so many of a group."""
    last = main[-1]
    if last.lower_ in ("percent", "%"):
        return True
    behind = [t.lower_ for t in tail[:1]]
    if last.lower_ in word_set("shares") and behind == ["of"]:
        return True
    if last.lower_ == "one" and behind == ["in"]:
        return len(tail) > 1 and tail[1].pos_ == "NUM"
    number = last.pos_ == "NUM" and last.lower_ not in ("one", "1")
    return number and (len(main) == 1 or main[-2].tag_ != "HYPH")


def _of_people(tail: Tokens) -> bool:
    """ "a group | of rabbis"."""
    return (
        bool(tail) and tail[0].lower_ == "of" and any(t.tag_ == "NNS" and is_title(t) for t in tail)
    )


def _are_people(main: Tokens) -> bool:
    """ "Republican figures", "senior figures": no numbers."""
    before = main[-2] if len(main) > 1 else main[-1]
    return before.ent_type_ == "NORP" or before.lower_ in word_set("standing") | word_set("parties")


def _head(main: Tokens) -> Token:
    """The last noun before any modifier that follows it."""
    nouns = [
        t for k, t in enumerate(main)
        if (t.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or is_title(t))
        and not (t.pos_ == "NUM" and k and main[k - 1].tag_ == "HYPH")  # "dad-of-three"
    ]  # fmt: skip
    return nouns[-1] if nouns else main[-1]


# -- two sources ---------------------------------------------------------------------------------------------


def _conjoined(core: Tokens) -> bool:
    """Two speakers joined by "and": both sides name or describe somebody, and no name holds the "and"."""
    for k, token in enumerate(core):
        if token.lower_ not in ("and", "or", "nor") or k == 0 or k == len(core) - 1:
            continue
        if token.ent_type_ and token.ent_iob_ == "I":
            continue
        left, right = core[k - 1], core[k + 1 :]
        right = [t for t in right if t.pos_ != "DET"]
        if not right:
            continue
        left_person, right_person = left.ent_type_ == "PERSON", right[0].ent_type_ == "PERSON"
        if left_person and right_person:
            return True
        if left.ent_type_ == "ORG" and any(t.ent_type_ == "ORG" for t in right[:2]):
            return True
        if core[k + 1].pos_ == "DET" and (is_capital(left) or is_title(left)):
            return True
        if is_capital(left) and is_capital(right[0]) and not any(is_body(t.text) for t in core):
            return True
    return False
