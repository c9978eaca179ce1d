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
    return (
        word in word_set("person")
        or word in word_set("titles")
        or singular(word) in word_set("person")
        or word.partition("-of-")[0] in word_set("person")
        or _joined(token) in word_set("person")
        or (len(word) > 5 and singular(word).endswith(_ENDINGS))
    ) and token.pos_ in ("NOUN", "PROPN", "ADJ", "X")


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
        or token.tag_ == "HYPH"
        or (text == "-" and not token.whitespace_)
    ) and token.pos_ not in ("PRON", "DET")


def _joined(token: Token) -> str:
    """The word with what a hyphen ties to it: "think-tanker"; empty where there is no hyphen."""
    if token.i < 2 or token.nbor(-1).tag_ != "HYPH":
        return ""
    return f"{token.nbor(-2).lower_}-{token.lower_}"
