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

from quotes.lexicon.speakers import singular, word_set
from quotes.types import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

Tokens = Sequence["Token"]

_BREAKS = frozenset({",", ";", "—", "–", "(", "--", ":"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})
#: Small words inside names: "Bank of England", "Ferry Workers and Pilots", "Leonardo da Vinci".
_LINKS = frozenset(
    {"of", "for", "and", "&", "on", "de", "la", "van", "von", "der", "al", "bin", "del", "da", "di"}
)
#: Between a person or a title and the organisation: "Ada Park of Elm Lines", "director at Elm Lines".
_HELD_AT = frozenset({"of", "for", "at", "with", "from", "in", "to"})
#: Offices that are held in a government, not in the body their title begins with.
_OFFICES = frozenset(
    {"secretary", "minister", "commissioner", "senator", "governor", "mayor", "president", "judge"}
)
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
    while len(core) > 1 and core[-1].ent_type_ == "DATE":
        core = core[:-1]  # "a poll released Friday"
    while len(core) > 1 and (core[0].pos_ in ("DET", "NUM") and not core[0].text[:1].isdigit()):
        if core[0].text == "The" and core[0].ent_type_ == "ORG":
            break
        if core[1].pos_ == "ADP":
            break  # "one of its authors"
        core = core[1:]
    main, tail = _split_at_preposition(core)
    if _conjoined(main):
        named = all(_capital(t) for t in main if t.pos_ in ("PROPN", "NOUN"))
        return Phrase(main if named else [], "group", [], [], _head(main), conjoined=True)
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
        if token.i in bracketed:
            continue
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


def _split_at_preposition(core: Tokens) -> tuple[list[Token], list[Token]]:
    """The part that names or describes, and from its first preposition on the rest.

    A preposition inside an organisation's name ("Department of Health") does not split.
    """
    for k, token in enumerate(core):
        if k and token.lower_ in _HELD_AT | {"by", "about", "on", "among", "familiar", "close"}:
            inside = token.ent_type_ == "ORG" and token.ent_iob_ == "I"
            if inside and k > 1 and all(_capital(t) and not is_body(t.text) for t in core[:k]):
                # "Ada Park of the Elm Trust": the tagger took a person and her body for one name.
                inside = not any(is_body(t.text) for t in core[k + 1 :])
            body = _capital(core[k - 1]) and any(is_body(t.text) for t in core[:k])
            if inside or (
                body and k + 1 < len(core) and any(_capital(t) for t in core[k + 1 : k + 3])
            ):
                continue
            return list(core[:k]), list(core[k:])
        participle = token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG")
        hyphened = k > 0 and core[k - 1].text == "-"  # "Elm-based"
        if k and participle and not _capital(token) and not hyphened:
            return list(core[:k]), list(core[k:])
    return list(core), []


def _capital_run(layout: Layout, main: Tokens) -> list[Token]:
    """The capitalised words that end `main`, small words of names and nicknames inside allowed."""
    first = len(main)
    while first > 0:
        token = main[first - 1]
        if (
            _capital(token)
            or token.i in layout.nickname_tokens
            or (first < len(main) and _links(main, first - 1))
            or (first > 1 and token.text.isdigit() and _capital(main[first - 2]))
        ):
            first -= 1
        else:
            break
    return list(main[first:])


def _links(main: Tokens, k: int) -> bool:
    """Whether the small word at `k`, alone or after another, joins capitalised ones: "Ana de la Cruz"."""
    while k > 0 and (
        main[k].lower_ in _LINKS
        or main[k].tag_ in ("POS", "HYPH")
        or main[k].lower_ in ("'", "’", "'s", "’s")
    ):
        if _capital(main[k - 1]):
            return True
        k -= 1
    return False


def _capital(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        or (text[:1] in "’'" and text[1:2].isupper())
        or text == "&"
        or token.tag_ == "HYPH"
        or (text == "-" and not token.whitespace_)
    ) and token.pos_ not in ("PRON", "DET")


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
    name = _without_honorifics(name)
    if all(is_title(t) for t in name) and (role or len(name) > 1):
        return [], []  # "the Surgeon General"
    if len(name) == 1 and is_title(name[0]) and not role:
        return [], []  # "the President"
    if name and is_title(name[-1]) and not role and len(name) > 1 and name[-1].lower_ in _OFFICES | {
        "spokesman", "spokeswoman", "spokesperson", "official", "officials", "director", "chief",
    }:  # fmt: skip
        return [], []  # "the Treasury Secretary"
    if role and not any(is_title(t) for t in role):
        # Words before the name that are no title ("a defiant Trump", "rival Elm Lines").
        role = []
    return role, name


def _in_a_name(main: Tokens, k: int) -> bool:
    """ "Ferry Workers Local 88", "Growers' Alliance": a capitalised plural is part of a body's name."""
    plural = main[k].text[:1].isupper() and singular(main[k].lower_) != main[k].lower_
    return plural or main[k + 1].tag_ == "POS"


def _opens_sentence(token: Token) -> bool:
    """A common noun that has its capital from standing first: "Police said", "Studies show"."""
    return token.is_sent_start is True and (
        token.pos_ == "NOUN" or any(
            singular(token.lower_) in word_set(name) or token.lower_ in word_set(name)
            for name in ("person", "organization", "document", "group")
        )
    )  # fmt: skip


def _without_honorifics(name: list[Token]) -> list[Token]:
    while len(name) > 1 and name[0].lower_.rstrip(".") in word_set("honorifics"):
        name = name[1:]
    return name


def is_body(word: str) -> bool:
    """Whether the word is one that names of organisations are made with: Department, Lines, Alliance."""
    return word.lower() in word_set("bodies")


def is_title(token: Token) -> bool:
    """Whether the word can be somebody's title or occupation."""
    word = token.lower_.rstrip(".")
    return (
        word in word_set("person") or word in word_set("titles") or singular(word) in word_set("person")
        or (len(word) > 5 and word.endswith(("woman", "person", "president")))
    ) and token.pos_ in ("NOUN", "PROPN", "ADJ", "X")  # fmt: skip


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
    affiliation = _organisation_in(layout, role, title=True)
    if tail and tail[0].lower_ in _HELD_AT and not affiliation:
        affiliation = _organisation_in(layout, tail[1:], title=False)
    apposed = next((s for s in rest if not (len(s) == 1 and _AGE.match(s[0].text))), [])
    if not role and apposed and any(is_title(t) for t in apposed):
        role, at = _title_phrase(layout, apposed)
        affiliation = affiliation or at
    return Phrase(name, "person", _bare(role), affiliation, head)


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
        len(main) > 1 and _capital(main[-1]) and _capital(main[-2]) and len(tail) > 1
        and tail[0].lower_ == "for" and _capital(tail[1])
    )  # fmt: skip


def _whole_organisation(core: Tokens, name: Tokens) -> list[Token]:
    """An organisation's name with its "of …": it may go on behind the preposition that split the phrase."""
    start = core.index(name[0])
    last = start + len(name)
    while last < len(core):
        token = core[last]
        if _capital(token) or (
            token.lower_ in _LINKS | {"the", "in"}
            and any(_capital(t) for t in core[last + 1 : last + 3])
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
    plural = head.tag_ in ("NNS", "NNPS")
    apposed = rest[0] if rest else []
    singular_person = is_title(head) or word == "one"
    if not plural and (singular_person or base in word_set("organization")) and apposed:
        run = _capital_run(layout, apposed)
        if run and len(run) == len(apposed):
            name = _without_honorifics(run)
            if singular_person:
                role, at = _title_phrase(layout, [] if word == "one" else core)
                return Phrase(name, "person", role, at, name[-1])
            return Phrase(name, "organization", [], [], name[-1])
    if plural and apposed and all(_capital(t) or t.lower_ == "and" for t in apposed):
        # "Two members, Ada Park and Ben Cole"
        return Phrase(apposed, "group", [], [], apposed[-1], conjoined=True)
    role, affiliation = _title_phrase(layout, [*main, *tail])
    type_: SpeakerType | None
    if base in word_set("document") and not is_title(head):
        type_ = "document"
    elif word in word_set("group") or (
        plural and (is_title(head) or base in word_set("organization"))
    ):
        type_ = "group"
    elif singular_person or re.search(r"(?:ist|ian|-year-old|-old)$", word):
        type_ = "person"
    elif base in word_set("organization"):
        type_ = "organization"
    else:
        type_ = "group" if plural else None
    if type_ != "person":
        role = []
    elif affiliation and role and role[0].i == affiliation[0].i:
        # "a Treasury Department spokesperson": the affiliation tells the first words; the rest is the role.
        role = [t for t in role if t.i > affiliation[-1].i and t.tag_ != "POS"]
    return Phrase([], type_, _bare(role), affiliation, head)


def _head(main: Tokens) -> Token:
    """The last noun before any modifier that follows it."""
    nouns = [t for t in main if t.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or is_title(t)]
    return nouns[-1] if nouns else main[-1]


# -- roles and affiliations ----------------------------------------------------------------------------------


def _title_phrase(layout: Layout, tokens: Tokens) -> tuple[list[Token], list[Token]]:
    """The title and the organisation it is held at: "director of the Elm Trust" → director, Elm Trust."""
    kept = _bare(tokens)
    genitive = next((k for k, t in enumerate(kept) if t.tag_ == "POS"), None)
    if genitive is not None and any(is_title(t) for t in kept[genitive + 1 :]):
        # "the clinic's director", "Elm Lines' chairman": whose, and what.
        return kept[genitive + 1 :], kept[:genitive]
    for k, token in enumerate(kept):
        if k and token.lower_ in _HELD_AT and any(is_title(t) for t in kept[:k]):
            organisation = _organisation_in(layout, kept[k + 1 :], title=False)
            if organisation:
                return kept[:k], organisation
            break
    return kept, _organisation_in(layout, kept, title=True)


def _bare(tokens: Tokens) -> list[Token]:
    """Without articles, possessives and adverbs of time in front, or prepositions behind."""
    kept = list(tokens)
    while kept and (
        kept[0].pos_ in ("DET", "PUNCT", "ADP", "CCONJ") or kept[0].tag_ == "PRP$"
        or kept[0].lower_ in ("one", "a", "an", "the", "now", "then", "himself", "herself")
    ):  # fmt: skip
        kept = kept[1:]
    while kept and kept[-1].pos_ in ("ADP", "PUNCT", "CCONJ", "DET"):
        kept = kept[:-1]
    return kept


def _organisation_in(layout: Layout, tokens: Tokens, *, title: bool) -> list[Token]:
    """The organisation named in a title (`title`) or behind "of", "for", "at".

    The tagger's word is taken where it has one; capitalised words count besides if they look like a body, or
    stand before a title that is held in a body ("Public Citizen co-president", not "State Secretary").
    """
    if not tokens:
        return []
    low, high = tokens[0].i, tokens[-1].i
    for entity in layout.entities:
        if entity.label_ == "ORG" and entity.start <= high and entity.end > low:
            run = [
                t
                for t in tokens
                if entity.start <= t.i < entity.end and t.pos_ != "DET" and t.tag_ != "POS"
            ]
            while run and is_title(run[-1]):
                run = run[:-1]
            while run and run[0].lower_ in ("former", "acting"):
                run = run[1:]
            if run:
                return _grown(tokens, run)
    run = []
    for token in tokens:
        if (
            (_capital(token) and not is_title(token) and token.tag_ != "HYPH")
            or (run and token.tag_ == "HYPH")
            or (
                run
                and (token.lower_ in _LINKS)
                and token.i < high
                and _capital(tokens[tokens.index(token) + 1])
            )
        ):
            run.append(token)
        elif run:
            break
    while run and run[-1].tag_ == "HYPH":
        run = run[:-1]
    if not run or all(t.ent_type_ in ("GPE", "LOC", "NORP", "DATE", "PERSON") for t in run):
        return []
    if any(is_body(t.text) for t in run) or (
        len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1
    ):
        return run
    if title:
        holder = next((t for t in tokens if t.i > run[-1].i and is_title(t)), None)
        office = holder is not None and holder.i == run[-1].i + 1 and holder.lower_ in _OFFICES
        return run if holder is not None and not office and len(run) > 1 else []
    return run if len(run) > 1 else []


def _grown(tokens: Tokens, run: list[Token]) -> list[Token]:
    """The tagger's span together with the capitalised words right behind it."""
    k = tokens.index(run[-1]) + 1
    while k < len(tokens) and _capital(tokens[k]) and not is_title(tokens[k]):
        run = [*run, tokens[k]]
        k += 1
    return run


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
        if core[k + 1].pos_ == "DET" and (_capital(left) or is_title(left)):
            return True
        if _capital(left) and _capital(right[0]) and not any(is_body(t.text) for t in core):
            return True
    return False
