"""Words that tell a speaker: titles and occupations, and what names of organisations are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Endings of words for people that no list holds all of: "councilwoman", "seismologist".
_ENDINGS = ("woman", "person", "president", "ologist", "ographer")
#: Endings of nouns that mostly stand for a doer, where a title is to be expected anyway: "an angler".
_DOERS = ("er", "or", "ist", "ian", "eer", "ee")


def is_body(word: str) -> bool:
    """Whether the word is one that names of organisations are made with: Department, Lines, Alliance."""
    return word.lower() in word_set("bodies")


def is_title(token: Token) -> bool:
    """Whether the word can be somebody's title or occupation."""
    word = token.lower_.rstrip(".")
    if _is_surname(token, word) or (word == "fellow" and _before_noun(token)):
        return False
    return (
        word in word_set("person")
        or word in word_set("titles")
        or singular(word) in word_set("person")
        or word.partition("-of-")[0] in word_set("person")
        or _joined(token) in word_set("person")
        or (len(word) > 5 and singular(word).endswith(_ENDINGS))
    ) and token.pos_ in ("NOUN", "PROPN", "ADJ", "X")


def is_address(token: Token) -> bool:
    """Whether the word is a title or an honorific: what people are called before their names."""
    return is_title(token) or token.lower_.rstrip(".") in word_set("honorifics")


def is_doer(token: Token) -> bool:
    """Whether a word that stands where titles do is one, though no list has it."""
    word = singular(token.lower_)
    return is_title(token) or (
        token.pos_ == "NOUN" and token.text.islower() and len(word) > 4 and word.endswith(_DOERS)
    )


def is_capital(token: Token) -> bool:
    """Whether the word is capitalised, or a sign inside names: "&", a hyphen."""
    text = token.text
    return (
        text[:1].isupper()
        or (text[:1] in "’'" and text[1:2].isupper())
        or text == "&"
        or ((token.tag_ == "HYPH" or text == "-") and not token.whitespace_)
        or _ends_name(token)
    ) and token.pos_ not in ("PRON", "DET")


def _ends_name(token: Token) -> bool:
    """Whether it is the second part of a hyphened given name: "Ban Ki-moon", but not "Obama-era"."""
    if token.i < 3 or token.nbor(-1).text != "-" or not token.text.isalpha():
        return False
    tied = not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_
    name = token.nbor(-2).ent_type_ == token.nbor(-3).ent_type_ == "PERSON"
    modifies = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN", "ADJ")
    return tied and name and not modifies


def _is_surname(token: Token, word: str) -> bool:
    """Whether "King", "Baker" is a name: behind others or an honorific, and no name behind it; or "Dean"."""
    if word not in word_set("surnames") or not token.text[:1].isupper():
        return False
    if word in word_set("given") and token.ent_type_ == "PERSON":
        return True
    if not token.i:
        return False
    before = token.nbor(-1)
    behind = token.i + 1 < len(token.doc) and token.nbor().ent_type_ == "PERSON"
    polite = (
        before.lower_ == "." and token.i > 1 and token.nbor(-2).lower_ in word_set("honorifics")
    )
    return not behind and (
        token.ent_type_ in ("PERSON", "ORG")
        or polite
        or before.lower_.rstrip(".") in word_set("honorifics")
    )


def _before_noun(token: Token) -> bool:
    """ "a fellow Democrat"."""
    return token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN")


def _joined(token: Token) -> str:
    """The word with what a hyphen ties to it: "think-tanker"; empty where there is no hyphen."""
    if token.i < 2 or token.nbor(-1).tag_ != "HYPH":
        return ""
    return f"{token.nbor(-2).lower_}-{token.lower_}"
