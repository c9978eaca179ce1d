"""Cutting a speaker's phrase up, and telling the name in it from the title in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.attribute.body_names import Tokens, is_plural
from quotes.attribute.organisations import LINKS, OFFICES
from quotes.attribute.syntax import FINITE
from quotes.attribute.title_words import is_address, is_body, is_capital, is_title
from quotes.attribute.titles import HELD_AT, title_head
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

_BREAKS = frozenset({",", ";", "—", "–", "(", "--", ":"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})


def segments(tokens: Tokens) -> list[list[Token]]:
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


def without_determiners(core: list[Token]) -> list[Token]:
    """Without articles, numbers and "even" in front, a day behind ("a poll released Friday") or "himself"."""
    while len(core) > 1 and (core[-1].ent_type_ == "DATE" or core[-1].lower_ in _SELVES):
        core = core[:-1]
    while len(core) > 1 and (
        (core[0].pos_ in ("DET", "NUM") and not core[0].text[:1].isdigit())
        or (core[0].pos_ == "ADV" and core[1].pos_ == "PROPN")
    ):
        if core[0].text == "The" and core[0].ent_type_ == "ORG":
            break
        if core[1].pos_ == "ADP" or core[1].tag_ == "HYPH":
            break  # "one of its authors", "one-time backer"
        core = core[1:]
    return core


def split_at_preposition(core: Tokens) -> tuple[list[Token], list[Token]]:
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
                and core[k - 1].ent_type_ != "PERSON"
                and any(is_body(t.text) for t in core[:k])
                and any(is_capital(t) for t in core[k + 1 : k + 3])
            )
            if not inside and not body:
                return list(core[:k]), list(core[k:])
        elif _opens_clause(core[k - 1], token) or _somebodys(core, k):
            return list(core[:k]), list(core[k:])
    return list(core), []


def _opens_clause(before: Token, token: Token) -> bool:
    """A clause that tells of the noun before it: "figures released on Friday", "an engineer I know"."""
    if token.pos_ == "VERB" and not is_capital(token):
        return (
            before.tag_ != "HYPH" and token.dep_ != "amod" and token.tag_ in ("VBN", "VBG", "VBD")
        )
    return token.pos_ == "PRON" and before.pos_ == "NOUN"


def _somebodys(core: Tokens, k: int) -> bool:
    """A clause with a subject of its own behind the noun: "reports | Mr. Poe filed"."""
    noun, subject = core[k - 1], core[k]
    named = subject.ent_type_ == "PERSON" or subject.lower_.rstrip(".") in word_set("honorifics")
    told = any(t.tag_ in FINITE and t.text.islower() for t in core[k + 1 : k + 6])
    return noun.pos_ == "NOUN" and noun.text.islower() and not is_title(noun) and named and told


def capital_run(layout: Layout, main: Tokens) -> list[Token]:
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


def title_and_name(main: Tokens, run: Tokens) -> tuple[list[Token], list[Token]]:
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
    name = _employee(without_honorifics(name))
    if len(name) > 2 and is_title(name[-1]) and any(t.tag_ == "POS" for t in name):
        return [], []  # "the Elm Trust's CEO"
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


def long_title_and_name(core: Tokens) -> tuple[list[Token], list[Token], list[Token]]:
    """Splits "former secretary of state Ada Park of Elm": a title with a preposition, a name, and what follows."""
    people = [k for k, t in enumerate(core) if t.ent_type_ == "PERSON" and not is_title(t)]
    if not people:
        return [], [], []
    end = people[-1] + 1
    start = people[-1]
    while start - 1 in people:
        start -= 1
    if start and core[start - 1].text == "-":
        return [], [], []  # "a reporter for Elm-Presse"
    prepositions = [k for k in range(start) if core[k].pos_ == "ADP"]
    if not prepositions or title_head(core[:start]) is None:
        return [], [], []
    held = core[prepositions[-1] + 1 : start]
    if not held or any(
        t.pos_ in ("DET", "CCONJ") or t.text == "&" or t.tag_ == "POS" or is_address(t)
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
    body = any(is_body(t.text) or t.ent_type_ == "ORG" or t.text == "PAC" for t in name[:place])
    two = (len(person) > 1 or body) and person and person[-1].ent_type_ == "PERSON"
    return person if two and not any(is_body(t.text) for t in person) else name


def _in_a_name(main: Tokens, k: int) -> bool:
    """ "Ferry Workers Local 88", "Growers' Alliance": a capitalised plural is part of a body's name; so
    is what the tagger has in it, before the word that makes it one: "Republican Party"."""
    given = is_capital(main[k]) and main[k].lower_ in word_set("given")
    given = given and main[k].ent_type_ == main[k + 1].ent_type_ == "PERSON"
    inside = main[k].ent_type_ == main[k + 1].ent_type_ == "ORG" and is_body(main[k + 1].text)
    return is_plural(main[k]) or main[k + 1].tag_ == "POS" or inside or given


def _are_adherents(name: Tokens) -> bool:
    """People called by their side: "House Republicans", "most Whigs", "the Texas Republican". Nobody's name."""
    last = name[-1]
    party = last.lower_ in word_set("parties")
    side = party or last.ent_type_ in ("NORP", "MISC")
    of_a_place = party and len(name) > 1 and name[0].ent_type_ == "GPE" and is_title(last)
    return side and (singular(last.lower_) != last.lower_ or of_a_place)


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


def without_honorifics(name: list[Token]) -> list[Token]:
    """The name without "Mr.", "Judge", "Senators" and the like; "Justice Department" has none."""
    while len(name) > 1 and _is_honorific(name):
        if name[0].ent_type_ == "ORG" and is_body(name[-1].text):
            break
        name = name[1:]
    return name


def _is_honorific(name: Sequence[Token]) -> bool:
    """Whether the first word is one; of several, "Senators Ada Park and …", where a full name follows."""
    word = name[0].lower_.rstrip(".")
    several = singular(word) in word_set("honorifics") | OFFICES and len(name) > 2
    return word in word_set("honorifics") or (word != singular(word) and several)
