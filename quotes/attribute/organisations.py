"""The organisation among the words of a title or behind a preposition, told from places, people and parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.attribute.body_names import Tokens, is_plural, whole_name, without_rank
from quotes.attribute.title_words import is_body, is_capital, is_title
from quotes.lexicon.aliases import canonical_name
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: Small words inside names: "Bank of England", "Ferry Workers and Pilots", "Leonardo da Vinci".
LINKS = frozenset(
    {"of", "for", "and", "&", "on", "de", "la", "van", "von", "der", "al", "bin", "del", "da", "di"}
)
#: Offices that are held in a government, not in the body their title begins with.
OFFICES = frozenset(
    {"secretary", "minister", "commissioner", "senator", "governor", "mayor", "president", "judge"}
)
_JUDICIAL = frozenset({"judge", "attorney", "prosecutor", "magistrate", "justice", "marshal"})
_SIDES = frozenset({"anti", "pro", "non"})
#: Those of a chamber who speak for a side of it, not for the chamber; and those called by the land they are from.
_OF_A_SIDE = frozenset({"speaker", "leader", "whip", "member", "democrat", "republican"})
_OF_A_STATE = frozenset({"gov", "sen", "rep", "governor", "senator", "representative"})
_NO_BODY = frozenset({"GPE", "LOC", "NORP", "DATE", "PERSON", "CARDINAL", "ORDINAL"})


def organisation(layout: Layout, tokens: Tokens, *, title: bool = False) -> list[Token]:
    """The organisation among the words of a title (`title`), or in what follows its "of", "for", "at".

    The tagger's word is taken where it has one; capitalised words count besides if they look like a body, or
    stand before a title that is held in a body ("Public Citizen co-president", not "State Secretary").
    """
    if not tokens:
        return []
    return (
        _introduced(tokens)
        or _owned_body(tokens)
        or _tagged(layout, tokens, title)
        or _capitalised(layout, tokens, title)
        or _definite(tokens)
        or _with_article(tokens)
    )


def _introduced(tokens: Tokens) -> list[Token]:
    """ "a group called Friends of Elm", "the law firm Poe Ray": a name, whatever the tagger makes of it."""
    for k, token in enumerate(tokens[:-1]):
        called = token.lower_ in ("called", "named") and k > 0
        kind = token.text.islower() or token.text == "PAC"
        if kind and (called or singular(token.lower_) in word_set("introducing")):
            run = _name_from(tokens, k + 1)
            if run and not _is_party(run) and (called or not is_title(run[0])):
                return run
    return []


def _name_from(tokens: Tokens, first: int) -> list[Token]:
    """The capitalised words from `first` on, small ones inside."""
    last = first
    while last < len(tokens) and (
        is_capital(tokens[last])
        or (
            last > first
            and tokens[last].lower_ in LINKS | {"the"}
            and last + 1 < len(tokens)
            and is_capital(tokens[last + 1])
        )
    ):
        last += 1
    return list(tokens[first:last])


def _definite(tokens: Tokens) -> list[Token]:
    """ "the Elm state firefighters union": a body of a place, with a name in small letters."""
    if len(tokens) < 4 or tokens[0].lower_ != "the" or not is_capital(tokens[1]):
        return []
    body = tokens[-1].text.islower() and tokens[-1].lower_ in word_set("introducing")
    nouns = all(t.pos_ in ("NOUN", "PROPN", "ADJ") for t in tokens[1:])
    return list(tokens[1:]) if body and nouns and not is_title(tokens[1]) else []


def _with_article(tokens: Tokens) -> list[Token]:
    """ "The Elm", with a capital that no sentence's beginning gives it: a newspaper, whatever the tagger says."""
    if tokens[0].text != "The" or tokens[0].is_sent_start:
        return []
    run = _name_from(tokens, 1)
    return [] if any(t.ent_type_ == "PERSON" for t in run) else run


def _owned_body(tokens: Tokens) -> list[Token]:
    """ "the Poe campaign", "Ann Poe's 2008 campaign", "the Mexican government": named after whose they are."""
    for k, token in enumerate(tokens):
        if token.lower_ not in word_set("owned") or not token.text.islower() or k == 0:
            continue
        first = k - 1
        while first > 0 and (
            _is_party(tokens[first : first + 1])
            or (
                not is_capital(tokens[first])
                and tokens[first].pos_ in ("ADJ", "NUM", "NOUN", "PART")
            )
        ):
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
        run = without_rank(run, title)
        if not run or _is_common(run) or _takes_side(run):
            continue
        run = whole_name(tokens, run)
        if _is_compounded(tokens, run[-1].i + 1):
            continue
        people = run[-1].ent_type_ == "NORP" and run[-1].tag_ != "NNPS"
        if people or run[-1].lower_.endswith("-based"):
            continue  # "a South Korean doctor", but "the Elm Republicans' president"
        if _is_party(run) or (title and (_is_portfolio(tokens, run) or _is_side(tokens, run))):
            continue
        return run
    return []


def _is_chamber(run: Tokens) -> bool:
    return len(run) == 1 and run[0].text in ("House", "Senate")


def _is_side(tokens: Tokens, run: Tokens) -> bool:
    """ "House Speaker", "Senate Majority Leader": one side's of a chamber, nobody's employee."""
    return _is_chamber(run) and any(t.lower_ in _OF_A_SIDE for t in tokens if t.i > run[-1].i)


def _takes_side(run: Tokens) -> bool:
    """ "Anti-tax activists": for or against something; but "Pro-Life League" is a name."""
    return run[0].lower_ in _SIDES and not is_body(run[-1].text)


def _is_compounded(tokens: Tokens, end: int) -> bool:
    """Whether a hyphen ties what ends there to a word behind it: "the Elm Prize-winning director"."""
    behind = next((k for k, t in enumerate(tokens) if t.i == end), None)
    return (
        behind is not None
        and tokens[behind].tag_ == "HYPH"
        and behind + 1 < len(tokens)
        and tokens[behind + 1].text.islower()
    )


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
    if behind.lower_ == "president" and (run[-1].text.isupper() or run[-1].tag_ == "NNPS"):
        return False  # "ECS President", "Elm Republicans president"
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
                and (not is_title(token) or (run and is_plural(token)))
            )
            or (run and (token.tag_ in ("HYPH", "POS") or token.text.isdigit()))
            or (run and token.lower_ in LINKS and token.i < high and is_capital(tokens[k + 1]))
        ):
            run.append(token)
        elif run:
            break
    while run and run[-1].tag_ in ("HYPH", "POS"):
        run = run[:-1]
    run = without_rank(run, title)
    if (
        not run
        or _is_compounded(tokens, run[-1].i + 1)
        or _is_party(run)
        or _is_common(run)
        or _takes_side(run)
        or run[-1].ent_type_ == "NORP"
    ):
        return []
    # "TV" is a word that names are made with, but no name.
    body = any(is_body(t.text) or t.text == "&" for t in run) and (
        len(run) > 1 or not (run[0].text.isupper() or run[0].lower_ in ("radio", "television"))
    )
    holder = next((t for t in tokens if t.i > run[-1].i and is_title(t)), None)
    if title and _is_side(tokens, run):
        return []
    if body and not (title and holder is not None and holder.lower_ in _JUDICIAL):
        return run
    if len(run) == 1 and canonical_name(run[0].text):
        # "the R.N.C.", though the tagger takes it for a place.
        return run if run[0].text.isupper() else []
    labels = [t.ent_type_ for t in run if t.text[:1].isupper()]
    initials = len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1
    if initials and title and labels == ["PERSON"]:
        labels = ["ORG"]  # "ECS President", whatever the tagger takes the letters for
    if "PERSON" in labels or (
        all(label in _NO_BODY for label in labels) and not _begins_body(layout, run)
    ):
        return []
    office = holder is not None and holder.i == run[-1].i + 1 and holder.lower_ in OFFICES
    if len(run) == 1:
        if holder is not None and holder.lower_.rstrip(".") in _OF_A_STATE:
            return []  # "an OK senator"
        acronym = initials and not is_body(run[0].text)
        named_after = title and not office and _heads_body(layout, run[0])
        named_after = named_after or (title and _leads_firm(layout, run[0], holder))
        return run if acronym or named_after else []
    if title:
        return run if holder is not None and not office else []
    return run


def _begins_body(layout: Layout, run: Tokens) -> bool:
    """Whether an organisation of the article has a longer name that begins so: "Elm River", of Elm River Works."""
    name = " ".join(t.text for t in run) + " "
    return len(run) > 1 and any(
        e.label_ == "ORG" and e.text.startswith(name) for e in layout.entities
    )


def _leads_firm(layout: Layout, token: Token, holder: Token | None) -> bool:
    """Whether the word names the firm right before a title that only bodies give: "Elmlife co-founder"."""
    tied = holder is not None and token.doc[token.i + 1 : holder.i].text in ("", "co-")
    if holder is None or not tied or holder.lower_ not in word_set("of_bodies"):
        return False
    common = token.lower_ in layout.forms
    first = bool(token.is_sent_start) and not any(letter.isupper() for letter in token.text[1:])
    return not (common or first or token.ent_type_ in _NO_BODY or is_title(token))


def _heads_body(layout: Layout, token: Token) -> bool:
    """Whether the word is short for an organisation's name, and nobody's: "Priorities", of "Priorities Action"."""
    of = {e.label_ for e in layout.entities if len(e) > 1 and token.text in {t.text for t in e}}
    if token.lower_ in layout.forms:
        return False  # "Bridge boss", in a story of a bridge
    people = (e for e in layout.entities if e.label_ == "PERSON")
    return "ORG" in of and not any(token.text in {t.text for t in e} for e in people)
