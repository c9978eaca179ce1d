"""Phrases that may stand for a speaker: what the resolver sees of an article, without its parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.attribute.gender import apposed_gender, told_gender
from quotes.attribute.layout import Layout
from quotes.attribute.named_phrases import named_phrases
from quotes.attribute.organisations import Tokens
from quotes.attribute.phrase import analyse
from quotes.attribute.syntax import SUBJECTS, noun_phrase
from quotes.attribute.ties import read_ties
from quotes.attribute.title_words import is_body, is_title
from quotes.lexicon.speakers import singular, word_set
from quotes.lexicon.words import words
from quotes.types import Mention, MentionKind, Span, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURAL_PRONOUNS = frozenset({"we", "us", "they", "them", "their", "both"})
_PRONOUNS = _PLURAL_PRONOUNS | {
    "i", "me", "he", "him", "his", "she", "her", "it", "who", "which", "that", "whom",
}  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom"})
#: Pronouns that are mentions wherever they stand: whoever they mean is being spoken of.
_TAKEN_UP = frozenset({"he", "she", "they", "him", "her", "his", "their"})
_PAST = ("former ", "ex-", "one-time ", "onetime ")
_HANDLE = re.compile(r"\s*\(@[\w.]+\)\s*$")


def find_mentions(layout: Layout, sources: Iterable[Span]) -> list[Mention]:
    """A mention for every source, every named person or organisation, and every personal pronoun.

    In reading order; a source's mention has the source's own span, so that the two can be put together.
    """
    mentions: dict[tuple[int, int], Mention] = {}
    relatives: list[int] = []
    for span in sources:
        source = mentions[span.start, span.end] = _of_source(layout, span)
        if source.antecedent is not None:
            relatives.append(layout.token_at(source.head_start))
    for span, root in named_phrases(layout):
        if (span.start, span.end) not in mentions:
            mention = _build(layout, span, root)
            if mention.kind == "name":
                mentions[span.start, span.end] = mention
    for span, root in _described_subjects(layout):
        if (span.start, span.end) not in mentions:
            mentions[span.start, span.end] = _build(layout, span, root)
    for i in relatives:
        _add_antecedent(layout, i, mentions)
    for token in layout.doc:
        if token.pos_ == "PRON" and token.lower_ in _TAKEN_UP:
            single = layout.span(token.i, token.i + 1)
            if single is not None and (single.start, single.end) not in mentions:
                mentions[single.start, single.end] = _build(layout, single, token)
    return sorted(mentions.values(), key=lambda m: (m.span.start, m.span.end))


def _described_subjects(layout: Layout) -> Iterator[tuple[Span, Token]]:
    """People and bodies without a name that are subjects: "Three nurses", "The driver, who …", "Republicans".

    Pronouns of later sentences, and relative ones, take them up.
    """
    for token in layout.doc:
        side = token.ent_type_ == "NORP" and token.tag_ == "NNPS"
        if (
            token.dep_ not in SUBJECTS
            or not (token.pos_ == "NOUN" or side)
            or layout.quoted(token.i)
        ):
            continue
        if side or _may_speak(token):
            first, last = noun_phrase(layout, token)
            stop = next((i for i in range(token.i + 1, last) if layout.doc[i].text == ","), last)
            span = layout.span(first, stop)
            if span is not None:
                yield span, token


def _may_speak(noun: Token) -> bool:
    """Whether the noun is one for people or bodies, or counts such: "dozens of residents"."""
    word = noun.lower_
    if is_title(noun) or word in word_set("group") or singular(word) in word_set("organization"):
        return True
    counted = (child for child in noun.children if child.dep_ == "nmod" and child.i > noun.i)
    return singular(word) in words("number") and any(is_title(child) for child in counted)


def _add_antecedent(
    layout: Layout, relative: int, mentions: dict[tuple[int, int], Mention]
) -> None:
    """Makes a mention of the phrase that a relative pronoun stands for, where none holds its head."""
    head = _antecedent(layout, layout.doc[relative])
    if head is None or _held(layout, head, relative, mentions):
        return
    first, _ = noun_phrase(layout, head, stop=relative)
    last = relative
    while first < head.i and layout.doc[first].pos_ in ("PUNCT", "ADP"):
        first += 1
    while last > head.i + 1 and layout.doc[last - 1].pos_ in ("PUNCT", "ADP"):
        last -= 1
    span = layout.span(first, last)
    if span is not None and (span.start, span.end) not in mentions:
        mentions[span.start, span.end] = _build(layout, span, head)


def _held(layout: Layout, head: Token, stop: int, mentions: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention that ends before the token `stop` holds the head."""
    limit = layout.starts[stop]
    return any(start <= head.idx < end <= limit for start, end in mentions)


def _of_source(layout: Layout, span: Span) -> Mention:
    tokens = [t for t in layout.tokens(span) if not t.is_space]
    if not tokens:
        return Mention(span, "nominal", "unknown", span.text.lower())
    inside = {t.i for t in tokens}
    # The phrase's head: the first token whose own head lies outside.
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    heads = (
        [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")]
        or heads
        or tokens
    )
    return _build(layout, span, heads[0])


def _build(layout: Layout, span: Span, head: Token) -> Mention:
    # A span trimmed to the inside of a token holds none; its head stands for it.
    tokens = [t for t in layout.tokens(span) if not t.is_space] or [head]
    handle = _HANDLE.search(span.text)
    role: str | None = None
    role_words: Tokens = []
    affiliation: str | None = None
    name: Span | None = None
    plural = False
    kind: MentionKind
    type_: SpeakerType
    if len(tokens) == 1 and head.lower_ in _PRONOUNS:
        plural = head.lower_ in _PLURAL_PRONOUNS
        kind, type_ = "pronoun", "group" if plural else "unknown"
    elif handle:
        # An account's display name may be any string of words; the handle vouches for it.
        name = layout.chars(span.start, span.start + handle.start())
        kind = "name"
        type_ = "organization" if any(is_body(t.text) for t in tokens) else "person"
    else:
        phrase = analyse(layout, tokens)
        if len(tokens) > 1 or phrase.name:
            head = phrase.head
        name = _text_of(layout, phrase.name)
        kind = "name" if name is not None else "nominal"
        type_ = phrase.type or "unknown"
        role, role_words = _words(layout, phrase.role), phrase.role
        affiliation = _words(layout, phrase.affiliation)
        if type_ == "person" and phrase.name:
            tie = read_ties(layout, phrase.name)
            if tie.role and (not role or role.lower().startswith(_PAST)):
                # What somebody is now goes before what they were.
                role, role_words = _words(layout, tie.role), tie.role
                affiliation = _words(layout, tie.affiliation) or affiliation
            affiliation = affiliation or _words(layout, tie.affiliation)
        affiliation = affiliation or _owner(tokens)
        plural = phrase.conjoined or type_ == "group" or head.tag_ in ("NNS", "NNPS")
    antecedent = _antecedent(layout, head)
    return Mention(
        span=span,
        kind=kind,
        type=type_,
        head=head.lower_,
        name=name,
        plural=plural,
        gender=told_gender(tokens, kind, name, role_words) or apposed_gender(layout, tokens, name),
        role=role,
        affiliation=affiliation,
        antecedent=antecedent.idx if antecedent is not None else None,
        paragraph=layout.paragraph_of[head.i],
        subject=any(_is_subject(t) for t in tokens[:12]),
        main=any(_is_main(t) for t in tokens[:12]),
        quoted=layout.quoted(tokens[0].i),
        sentence=layout.sentence_of[head.i],
        head_start=head.idx,
    )


def _is_subject(token: Token) -> bool:
    """Whether the word is a subject, alone or with others: "Poe and Ray met"."""
    return _first_of(token).dep_ in SUBJECTS


def _is_main(token: Token) -> bool:
    """Whether the word is a subject of the sentence's main clause."""
    return _is_subject(token) and _first_of(_first_of(token).head).dep_ == "ROOT"


def _first_of(token: Token) -> Token:
    """What the word is coordinated with."""
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _text_of(layout: Layout, tokens: Sequence[Token]) -> Span | None:
    return layout.span(tokens[0].i, tokens[-1].i + 1) if tokens else None


def _words(layout: Layout, tokens: Sequence[Token]) -> str | None:
    span = _text_of(layout, tokens)
    return span.text if span is not None else None


def _owner(tokens: Sequence[Token]) -> str | None:
    """ "its chairman", "Ada Park, their lawyer", "a senior fellow there": whose, for the resolver to find out."""
    for k, token in enumerate(tokens):
        begins = k == 0 or tokens[k - 1].text in (",", "—", "–")
        if (token.lower_ in ("its", "their") and begins) or token.lower_ == "there":
            return token.lower_
    return None


def _antecedent(layout: Layout, head: Token) -> Token | None:
    """The word that a relative pronoun stands for; where the parse has none before it, a noun right in front."""
    if head.lower_ not in _RELATIVE:
        return None
    node = head
    for _ in range(4):
        if node.dep_ == "acl:relcl" and node.head.i < head.i:
            return node.head
        node = node.head
    before = head.i - 1
    if before > 0 and layout.doc[before].text == ",":
        before -= 1
    noun = layout.doc[max(before, 0)]
    return noun if head.lower_ in ("who", "which") and noun.pos_ in ("NOUN", "PROPN") else None
