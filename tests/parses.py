"""Parsed articles written by hand, so that tests of the rules need no trained model.

A parse is the article's text and, for each of its sentences, the words with part of speech,
relation and head word:

    parsed(
        "The dam is safe, she said.",
        "The/DET/det>dam dam/NOUN/nsubj>safe is/AUX/cop>safe safe/ADJ/ccomp>said "
        ",/PUNCT/punct>said she/PRON/nsubj>said said/VERB/ROOT ./PUNCT/punct>said",
    )

A head is named by its word, the nearest one where the word occurs twice. `NOUN:NNS` gives a
fine-grained tag where the usual one of its part of speech will not do; a fourth field marks a word
of a named entity (`Poe/PROPN/flat>Ann/PERSON`). White space other than a single space becomes a
token, as in spaCy's own tokenizer.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

_USUAL_TAG = {
    "ADJ": "JJ", "ADP": "IN", "ADV": "RB", "AUX": "VBZ", "CCONJ": "CC", "DET": "DT",
    "INTJ": "UH", "NOUN": "NN", "NUM": "CD", "PART": "RB", "PRON": "PRP", "PROPN": "NNP",
    "PUNCT": ",", "SCONJ": "IN", "SYM": "SYM", "VERB": "VBD", "X": "FW",
}  # fmt: skip


class _Word(NamedTuple):
    text: str
    pos: str
    tag: str
    dep: str
    head: int
    label: str


@cache
def english() -> Language:
    """An English tokenizer without any trained part."""
    return spacy.blank("en")


def parsed(text: str, *sentences: str) -> Doc:
    """The text with its sentences' words, tags, tree and entities. ValueError: they do not fit."""
    words: list[_Word] = []
    for sentence in sentences:
        words += _read(sentence, offset=len(words))
    tokens: list[str] = []
    spaces: list[bool] = []
    place: list[int] = []  # of each word, its token
    at = 0
    for word in words:
        start = text.find(word.text, at)
        gap = text[at:start]
        if start < 0 or gap.strip():
            raise ValueError(f"the text has no {word.text!r} at {at}: {text[at : at + 20]!r}")
        _add_gap(tokens, spaces, gap)
        place.append(len(tokens))
        tokens.append(word.text)
        spaces.append(False)
        at = start + len(word.text)
    if text[at:].strip():
        raise ValueError(f"no words for the text's end: {text[at:]!r}")
    _add_gap(tokens, spaces, text[at:])
    return _doc(tokens, spaces, place, words)


def _add_gap(tokens: list[str], spaces: list[bool], gap: str) -> None:
    if gap.startswith(" ") and tokens:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        tokens.append(gap)
        spaces.append(False)


def _doc(tokens: list[str], spaces: list[bool], place: list[int], words: list[_Word]) -> Doc:
    of_token = dict(zip(place, words, strict=True))
    tags, pos, deps, heads = [], [], [], []
    for i in range(len(tokens)):
        word = of_token.get(i)
        tags.append(word.tag if word else "_SP")
        pos.append(word.pos if word else "SPACE")
        deps.append(word.dep if word else "dep")
        # White space hangs from the word before it, the first from the word behind it.
        heads.append(place[word.head] if word else i - 1 if i else min(1, len(tokens) - 1))
    doc = Doc(
        english().vocab, words=tokens, spaces=spaces, tags=tags, pos=pos, deps=deps, heads=heads,
        lemmas=[token.lower() for token in tokens],
    )  # fmt: skip
    doc.ents = _entities(doc, place, words)
    return doc


def _entities(doc: Doc, place: list[int], words: list[_Word]) -> list[Span]:
    found: list[Span] = []
    for i, word in zip(place, words, strict=True):
        if not word.label:
            continue
        if found and found[-1].end == i and found[-1].label_ == word.label:
            found[-1] = Span(doc, found[-1].start, i + 1, label=word.label)
        else:
            found.append(Span(doc, i, i + 1, label=word.label))
    return found


def _read(sentence: str, offset: int) -> list[_Word]:
    rows = [token.split("/") for token in sentence.split()]
    texts = [row[0] for row in rows]
    words = []
    for i, row in enumerate(rows):
        pos, _, tag = row[1].partition(":")
        dep, _, head = row[2].partition(">")
        at = i
        if dep != "ROOT":
            places = [k for k, text in enumerate(texts) if text == head and k != i]
            if not places:
                raise ValueError(f"{row[0]!r} has no head {head!r} in {texts}")
            at = min(places, key=lambda k: abs(k - i))
        label = row[3] if len(row) > 3 else ""
        words.append(_Word(row[0], pos, tag or _USUAL_TAG[pos], dep, offset + at, label))
    return words
