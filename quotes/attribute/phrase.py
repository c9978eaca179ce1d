"""The anatomy of a noun phrase that names a speaker: which words are the name, the role, the affiliation.

Works from capitals, commas, a few word lists and the entity tagger, in this order of trust; the parse is asked
only for the head. Newsrooms write these phrases by fixed habits: role before name ("Mayor Ada Park"), name before
a comma and the role ("Ada Park, the mayor of Elm"), role before a comma and the name ("its director, Ada Park").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.attribute.title_words import is_body, is_capital, is_title
from quotes.attribute.titles import (
    HELD_AT,
    LINKS,
    OFFICES,
    Title,
    apposes,
    bare,
    organisation,
    read_title,
    title_head,
)
from quotes.lexicon.speakers import singular, word_set
from quotes.types import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

Tokens = Sequence["Token"]

_BREAKS = frozenset({",", ";", "—", "–", "(", "--", ":"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})
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
    core, *rest = _segments(tokens)
    core = _without_determiners(core)
    main, tail = _split_at_preposition(core)
    if _conjoined(main):
        named = all(is_capital(t) for t in main if t.pos_ in ("PROPN", "NOUN"))
        return Phrase(main if named else [], "group", [], [], _head(main), conjoined=True)
    role, name, behind = _long_title_and_name(core)
    if name:
        return _named(layout, tokens, core, role, name, behind, rest)
    run = _capital_run(layout, main)
    role, name = _title_and_name(main, run)
    if not name and _is_office(main, tail):
        office = _whole_organisation(core, run)
        return Phrase(office, "organization", [], [], office[-1])
    if name:
        return _named(layout, tokens, core, role, name, tail, rest)
    return _described(layout, core, main, tail, rest)


# -- cutting up ----------------------------------------------------------------------------------------------


def _segments(tokens: Tokens) -> list[list[Token]]:
    """The phrase between its commas, dashes and brackets; a relative clause ends it."""
    segments: list[list[Token]] = [[]]
    bracketed = _bracketed_abbreviations(tokens)
    for token in tokens:
        if token.i in bracketed or (token.text == "." and token.i < tokens[-1].i):
            continue  # the full stop of an abbreviation
        if token.lower_ in _RELATIVE and (len(segments) > 1 or segments[0]):
            break
        if token.text in _BREAKS:
            segments.append([])
        elif token.text != ")":
            segments[-1].append(token)
    return [segment for segment in segments if segment] or [list(tokens)]


def _bracketed_abbreviations(tokens: Tokens) -> set[int]:
    """Indexes of "(DHS)" where the phrase goes on behind it: "a Homeland Security (DHS) official"."""
    found: set[int] = set()
    for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if a.text == "(" and c.text == ")" and b.text.isupper() and c.i < tokens[-1].i:
            found |= {a.i, b.i, c.i}
    return found


def _without_determiners(core: list[Token]) -> list[Token]:
    """Without articles, numbers and "even" in front."""
    while len(core) > 1 and (
        (core[0].pos_ in ("DET", "NUM") and not core[0].text[:1].isdigit())
        or (core[0].pos_ == "ADV" and core[1].pos_ == "PROPN")
    ):
        if core[0].text == "The" and core[0].ent_type_ == "ORG":
            break
        if core[1].pos_ == "ADP":
            break  # "one of its authors"
        core = core[1:]
    return core


def _split_at_preposition(core: Tokens) -> tuple[list[Token], list[Token]]:
    """The part that names or describes, and from its first preposition, participle or clause on the rest.

    A preposition inside an organisation's name ("Department of Health") does not split.
    """
    for k, token in enumerate(core):
        if not k:
            continue
        if token.lower_ in HELD_AT | {"about", "among", "familiar", "close"}:
            inside = token.ent_type_ == "ORG" and token.ent_iob_ == "I"
            if inside and k > 1 and all(is_capital(t) and not is_body(t.text) for t in core[:k]):
                # "Ada Park of the Elm Trust": the tagger took a person and her body for one name.
                inside = not any(is_body(t.text) for t in core[k + 1 :])
            body = (
                token.lower_ in LINKS
                and is_capital(core[k - 1])
                and any(is_body(t.text) for t in core[:k])
                and any(is_capital(t) for t in core[k + 1 : k + 3])
            )
            if not inside and not body:
                return list(core[:k]), list(core[k:])
        elif _opens_clause(core[k - 1], token):
            return list(core[:k]), list(core[k:])
    return list(core), []


def _opens_clause(before: Token, token: Token) -> bool:
    """A clause that tells of the noun before it: "figures released on Friday", "an engineer I know"."""
    if token.pos_ == "VERB" and not is_capital(token):
        return (
            before.tag_ != "HYPH" and token.dep_ != "amod" and token.tag_ in ("VBN", "VBG", "VBD")
        )
    return token.pos_ == "PRON" and before.pos_ == "NOUN"


def _capital_run(layout: Layout, main: Tokens) -> list[Token]:
    """The capitalised words that end `main`, small words of names and nicknames inside allowed."""
    first = len(main)
    while first > 0:
        token = main[first - 1]
        if token.ent_type_ == "DATE" and first == len(main):
            break  # "a poll released Friday"
        if (
            is_capital(token)
            or token.i in layout.nickname_tokens
            or (first < len(main) and _links(main, first - 1))
            or (first > 1 and token.text.isdigit() and is_capital(main[first - 2]))
        ):
            first -= 1
        else:
            break
    return list(main[first:])


def _links(main: Tokens, k: int) -> bool:
    """Whether the small word at `k`, alone or after another, joins capitalised ones: "Ana de la Cruz"."""
    while k > 0 and (
        main[k].lower_ in LINKS | {"the"}
        or main[k].tag_ in ("POS", "HYPH")
        or main[k].lower_ in ("'", "’", "'s", "’s")
    ):
        if is_capital(main[k - 1]):
            return True
        k -= 1
    return False


def _title_and_name(main: Tokens, run: Tokens) -> tuple[list[Token], list[Token]]:
    """Splits "Homeland Security Secretary Kristi Noem" behind its last title."""
    if (
        not run
        or not any(t.text[:1].isupper() for t in run)
        or all(_opens_sentence(t) for t in run)
    ):
        return [], []
    start = main.index(run[0])
    last_title = max(
        (k for k, t in enumerate(main[:-1]) if is_title(t) and not _in_a_name(main, k)),
        default=None,
    )
    if last_title is not None and last_title + 1 >= start:
        role, name = list(main[: last_title + 1]), list(main[last_title + 1 :])
    else:
        role, name = list(main[:start]), list(run)
    name = _employee(_without_honorifics(name))
    if name and (_are_adherents(name) or _is_headline_noun(name[-1])):
        return [], []  # "Senate Republicans", "New Polls"
    if all(is_title(t) for t in name) and (role or len(name) > 1):
        return [], []  # "the Surgeon General"
    if len(name) == 1 and is_title(name[0]) and not role:
        return [], []  # "the President"
    if name and is_title(name[-1]) and not role and len(name) > 1 and name[-1].lower_ in OFFICES | {
        "spokesman", "spokeswoman", "spokesperson", "official", "officials", "director", "chief",
    }:  # fmt: skip
        return [], []  # "the Treasury Secretary"
    if role and not any(is_title(t) for t in role):
        # Words before the name that are no title ("a defiant Trump", "rival Elm Lines").
        role = []
    return role, name


def _long_title_and_name(core: Tokens) -> tuple[list[Token], list[Token], list[Token]]:
    """Splits "former secretary of state Ada Park of Elm": a title with a preposition, a name, and what follows."""
    people = [k for k, t in enumerate(core) if t.ent_type_ == "PERSON" and not is_title(t)]
    if not people:
        return [], [], []
    end = people[-1] + 1
    start = people[-1]
    while start - 1 in people:
        start -= 1
    prepositions = [k for k in range(start) if core[k].pos_ == "ADP"]
    if not prepositions or title_head(core[:start]) is None:
        return [], [], []
    held = core[prepositions[-1] + 1 : start]
    if not held or any(
        t.pos_ in ("DET", "CCONJ")
        or t.text == "&"
        or t.tag_ == "POS"
        or is_title(t)
        or t.lower_.rstrip(".") in word_set("honorifics")
        for t in held
    ):
        return [], [], []  # "a supporter of the senator Ada Park" is somebody else
    if end < len(core) and core[end].pos_ != "ADP":
        return [], [], []
    return list(core[:start]), list(core[start:end]), list(core[end:])


def _employee(name: list[Token]) -> list[Token]:
    """The person in "Elm News' Ada Park"; the words as they are where they are one name."""
    place = next((k for k, t in enumerate(name) if t.tag_ == "POS" and k), None)
    if place is None:
        return name
    person = name[place + 1 :]
    two = len(person) > 1 and person[-1].ent_type_ == "PERSON"
    return person if two and not any(is_body(t.text) for t in person) else name


def _in_a_name(main: Tokens, k: int) -> bool:
    """ "Ferry Workers Local 88", "Growers' Alliance": a capitalised plural is part of a body's name."""
    plural = main[k].text[:1].isupper() and singular(main[k].lower_) != main[k].lower_
    return plural or main[k + 1].tag_ == "POS"


def _are_adherents(name: Tokens) -> bool:
    """People called by their side: "House Republicans", "most Whigs". No names of anybody."""
    last = name[-1]
    side = last.lower_ in word_set("parties") or last.ent_type_ in ("NORP", "MISC")
    return side and singular(last.lower_) != last.lower_


def _is_headline_noun(token: Token) -> bool:
    """A document with a capital, as headlines write them: "Report", "New Polls"."""
    return token.lower_ in word_set("document") and token.ent_type_ not in ("PERSON", "ORG")


def _opens_sentence(token: Token) -> bool:
    """A common noun that has its capital from standing first: "Police said", "Studies show"."""
    return token.is_sent_start is True and (
        token.pos_ in ("NOUN", "NUM") or any(
            singular(token.lower_) in word_set(name) or token.lower_ in word_set(name)
            for name in ("person", "organization", "document", "group")
        )
    )  # fmt: skip


def _without_honorifics(name: list[Token]) -> list[Token]:
    while len(name) > 1 and name[0].lower_.rstrip(".") in word_set("honorifics"):
        name = name[1:]
    return name


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
    lead = core[: core.index(name[0])]
    if not affiliation and lead and lead[-1].tag_ == "POS":
        affiliation = organisation(layout, lead[:-1])
    if not affiliation and tail and tail[0].lower_ in HELD_AT:
        affiliation = organisation(layout, tail[1:])
    for segment in rest:
        if segment[0].pos_ == "CCONJ":
            break  # somebody else
        if segment[0].lower_ in HELD_AT:
            affiliation = affiliation or organisation(layout, segment[1:])
        elif apposes(segment):
            title = read_title(layout, segment)
            role = role or title.role
            affiliation = affiliation or title.affiliation
            break
    return Phrase(name, "person", bare(role), affiliation, head)


def _behind_others(role: Tokens) -> Tokens:
    """The title of the last of two people: "the mayor Ben Cole and | governor"."""
    for k in range(len(role) - 1, 0, -1):
        if role[k].pos_ == "CCONJ" and any(t.ent_type_ == "PERSON" for t in role[:k]):
            return role[k + 1 :]
    return role


def _name_type(tokens: Tokens, name: Tokens, role: Tokens, rest: list[list[Token]]) -> SpeakerType:
    labels = [t.ent_type_ for t in name if t.ent_type_]
    words = [t for t in name if t.text[:1].isalpha()]
    if any(is_title(t) for t in role) and not any(is_body(t.text) for t in name):
        return "person"
    article = tokens[0].lower_ == "the" or (name[0].text == "The" and len(name) > 1)
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
        if is_capital(token) or (
            token.lower_ in LINKS | {"the", "in"}
            and any(is_capital(t) for t in core[last + 1 : last + 3])
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
    owned = organisation(layout, main)
    if owned and owned[-1].i == head.i and head.text.islower():
        return Phrase(owned, "organization", [], [], head)  # "the Poe campaign"
    someone = word in ("one", "another") or head.pos_ == "PRON"
    singular_person = is_title(head) or word == "one"
    if not plural and (singular_person or base in word_set("organization")) and apposed:
        run, behind = _name_in_front(layout, apposed)
        name = _without_honorifics(run)
        if name and singular_person and (not someone or _name_type(name, name, [], []) == "person"):
            title = Title([], []) if someone else read_title(layout, core)
            at = title.affiliation or (behind and organisation(layout, behind[1:])) or []
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
    if not is_title(head) and (base in word_set("document") or word in word_set("document")):
        type_ = "document"
    elif (
        word in word_set("group")
        or (plural and (is_title(head) or base in word_set("organization")))
        or _is_share(main)
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


def _name_in_front(layout: Layout, apposed: Tokens) -> tuple[list[Token], list[Token]]:
    """The name that a segment is, up to the preposition behind it: "Ada Park | of the Elm Trust"."""
    name, behind = _split_at_preposition(apposed)
    run = _capital_run(layout, name)
    return (run, behind) if len(run) == len(name) else ([], [])


def _is_share(main: Tokens) -> bool:
    """ "45 percent", "two of the members": so and so many of a group."""
    last = main[-1]
    number = last.pos_ == "NUM" and last.lower_ not in ("one", "1")
    return last.lower_ in ("percent", "%") or (
        number and (len(main) == 1 or main[-2].tag_ != "HYPH")
    )


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
