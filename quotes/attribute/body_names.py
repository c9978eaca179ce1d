"""How far the name of an organisation reaches, around the words that the tagger has for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.attribute.title_words import is_body, is_capital, is_title
from quotes.lexicon.speakers import singular, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

Tokens = Sequence["Token"]


def whole_name(tokens: Tokens, run: list[Token]) -> list[Token]:
    """All of the name of which the tagger knows the words `run`, among the tokens of a title."""
    return _without_town(_without_beat(tokens, _grown(tokens, _grown_back(tokens, run))))


def without_rank(run: list[Token], title: bool) -> list[Token]:
    """An organisation without words of the title that the tagger took in: "former", "Vice", "Chairman"."""
    while (
        title
        and run
        and (is_title(run[-1]) or run[-1].lower_ in word_set("ranks"))
        and not is_plural(run[-1])
    ):
        run = run[:-1]
    while run and (
        run[0].lower_.rstrip(".") in word_set("times")
        or run[0].text == "PAC"
        or run[0].lower_.endswith("-based")
    ):
        run = run[1:]
    return run


def is_plural(token: Token) -> bool:
    """Whether it is a plural with a capital: "Voters"."""
    return token.text[:1].isupper() and singular(token.lower_) != token.lower_


def is_school(run: Tokens) -> bool:
    """Whether a word tells a university: its place is part of its name, "University of Elm at Oak"."""
    return any(t.text in ("University", "College") for t in run)


def _grown_back(tokens: Tokens, run: list[Token]) -> list[Token]:
    """The tagger's span together with names right before it that it has for nothing: "Elm" "Road Committee"; and a
    party's before those: "Democratic" "Elm" "Road Committee"."""
    k = tokens.index(run[0])
    first = k
    while (
        first > 0
        and tokens[first - 1].pos_ == "PROPN"
        and not tokens[first - 1].ent_type_
        and is_capital(tokens[first - 1])
        and not is_title(tokens[first - 1])
        and tokens[first - 1].lower_.rstrip(".") not in word_set("ranks") | word_set("times")
    ):
        first -= 1
    year = first > 1 and len(tokens[first - 1].text) == 4 and tokens[first - 1].text.isdigit()
    if year and is_capital(tokens[first - 2]) and tokens[first - 2].ent_type_ in ("GPE", ""):
        first -= 2  # "Port Elm" "2016" "Host Committee"
        while first > 0 and tokens[first].ent_type_ == "GPE" and tokens[first].ent_iob_ == "I":
            first -= 1
    if 0 < first < k and tokens[first - 1].lower_ in word_set("parties"):
        first -= 1
    if first > 1 and tokens[first - 1].lower_ == "for" and is_plural(tokens[first - 2]):
        first -= 2  # "Voters" "for" "Elm"
    return [*tokens[first:k], *run]


def _grown(tokens: Tokens, run: list[Token]) -> list[Token]:
    """The tagger's span together with the capitalised words right behind it: "Ferry" "Workers Local 88"."""
    k = tokens.index(run[-1]) + 1
    while k < len(tokens) and (
        (is_capital(tokens[k]) and (not is_title(tokens[k]) or is_plural(tokens[k])))
        or tokens[k].text.isdigit()
        or (tokens[k].lower_ == "the" and k + 1 < len(tokens) and is_capital(tokens[k + 1]))
        or (tokens[k].lower_ == "of" and k + 1 < len(tokens) and tokens[k + 1].ent_type_ == "GPE")
        or (tokens[k].lower_ == "for" and is_body(run[-1].text) and _leads_name(tokens, k + 1))
        or (tokens[k].lower_ == "at" and is_school(run) and k + 1 < len(tokens))
        or (tokens[k].tag_ == "POS" and k + 1 < len(tokens) and is_body(tokens[k + 1].text))
    ):
        if tokens[k].lower_ in word_set("ranks") or tokens[k].ent_type_ == "PERSON":
            break
        run = [*run, tokens[k]]
        k += 1
    while run[-1].tag_ == "HYPH":
        run = run[:-1]
    return run


def _leads_name(tokens: Tokens, k: int) -> bool:
    return k < len(tokens) and is_capital(tokens[k]) and tokens[k].ent_type_ != "PERSON"


def _without_beat(tokens: Tokens, run: list[Token]) -> list[Token]:
    """Without what a reporter writes about: "Elm News" "White House" correspondent."""
    k = tokens.index(run[-1]) + 1
    if k == len(tokens) or tokens[k].lower_ not in ("correspondent", "reporter", "editor"):
        return run
    name = " ".join(t.text for t in run)
    beat = next((b for b in word_set("beats") if name.lower().endswith(f" {b}")), "")
    return run[: len(run) - len(beat.split())]


def _without_town(run: list[Token]) -> list[Token]:
    """ "Elm University" "in Oak": where a university is, is no part of its name."""
    k = next((k for k, t in enumerate(run) if t.lower_ == "in"), len(run))
    return run[:k] if is_school(run[:k]) else run
