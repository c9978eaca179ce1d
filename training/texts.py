"""Training texts: words with whatever labels their corpus gives, varied anew on every pass.

A `Text` is a run of at most a few hundred words as the encoder sees it at once. Its labels are lists with
one entry a word and None for "not annotated": the network then learns nothing from that word.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language

from quotes.evaluate.gold import read_gold
from quotes.evaluate.items import GoldArticle, Item
from quotes.evaluate.words import is_statement_cue
from quotes.paragraphs import paragraph_spans
from training.chunks import Style, chunk, draw_style, vary
from training.conllu import Sentence, read_treebank
from training.coreference import gum_heads, silver_heads
from training.entities import (
    DATE,
    NORP_ENDINGS,
    NORP_WORDS,
    UNER_LABELS,
    Span,
    silver_entity_spans,
    to_iob,
    with_gum_entities,
)
from training.evaluate_pipeline import read_iob2, word_offsets
from training.names import Pools, collect, exchange, exchange_organisations

#: Words a text has at most. The encoder reads up to 510 pieces, and a word has 1.2 on average.
LONGEST = 330


@dataclass(slots=True)
class Roles:
    """One attribution in words: (first, end) of the cue, and of each piece of its content and source."""

    cue: tuple[int, int]
    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    statement: bool | None = None


@dataclass(slots=True)
class Text:
    """Words, which of them start a paragraph, and labels; None where a corpus has no such layer.

    `heads` are indexes into `words`, a root's being its own. `attributions` are complete where not None.
    `mentions` pairs the head word of each mention with its entity's number.
    """

    words: list[str]
    paragraph: list[bool]
    sentence: list[bool] | None = None
    tags: list[str | None] | None = None
    features: list[str | None] | None = None
    lemmas: list[str | None] | None = None
    heads: list[int] | None = None
    deps: list[str | None] | None = None
    ents: list[str | None] | None = None
    attributions: list[Roles] | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)


# --- treebanks ------------------------------------------------------------------------------------


def sentences_to_text(sentences: list[Sentence], style: Style, *, syntax: bool = True) -> Text:
    """One text of whole sentences; paragraph starts show only where the style parts paragraphs."""
    text = Text([], [], [], [], [], [], [], [], [])
    shown = style.paragraph_break != " "
    for number, sentence in enumerate(sentences):
        offset = len(text.words)
        text.words += sentence.words
        starts = [False] * len(sentence)
        starts[0] = number > 0 and shown and sentence.new_paragraph
        text.paragraph += starts
        if text.sentence is not None:
            text.sentence += [True, *[False] * (len(sentence) - 1)]
        if syntax:
            text.tags += [tag or None for tag in sentence.tags]
            text.features += [
                f"{pos}|{morph}" if pos else None
                for pos, morph in zip(sentence.pos, sentence.morphs, strict=True)
            ]
            text.lemmas += [lemma or None for lemma in sentence.lemmas]
            text.heads += [head + offset for head in sentence.heads]
            text.deps += [dep or None for dep in sentence.deps]
        labels = sentence.ents or [""] * len(sentence)
        text.ents += [label or None for label in labels]
        text.mentions += [(offset + head, entity) for head, entity in gum_heads(sentence)]
    if not syntax:
        text.tags = text.features = text.lemmas = text.heads = text.deps = None
    return text


class Treebank:
    """Documents in texts of random length, quotation marks, paragraphs, case and names varied."""

    def __init__(self, documents: list[list[Sentence]], pools: Pools, exchanged: float) -> None:
        self.documents = documents
        self.pools = pools
        self.exchanged = exchanged

    def texts(self, rng: random.Random) -> Iterator[Text]:
        for document in self.documents:
            for run in chunk(document, rng, LONGEST - 30):
                style = draw_style(rng)
                if rng.random() < self.exchanged:
                    run = exchange(run, self.pools, rng, 0.5)
                text = sentences_to_text([vary(s, style, rng) for s in run], style)
                if len(text.words) <= LONGEST:
                    yield text


# --- Universal NER ----------------------------------------------------------------------------------


def _uner_label(word: str, label: str) -> str | None:
    """Our label; None where Universal NER, which has no dates and peoples, cannot tell."""
    if label[2:] in UNER_LABELS:
        return f"{label[:2]}{UNER_LABELS[label[2:]]}"
    likely = word[:1].isupper() and word.endswith(NORP_ENDINGS)
    if word in NORP_WORDS or likely or DATE.search(word) or word[:1].isdigit():
        return None
    return "O"


class GoldEntities:
    """Universal NER's sentences, a few to a text, other names in the place of some."""

    def __init__(self, path: Path, pools: Pools, exchanged: float) -> None:
        self.pools = pools
        self.exchanged = exchanged
        self.rows: list[Sentence] = []
        for raw, words, labels in read_iob2(path):
            offsets = word_offsets(raw, words)
            spaces = [raw[b : b + 1] == " " for _, b in offsets]
            empty = [""] * len(words)
            ents = [_uner_label(w, x) or "" for w, x in zip(words, labels, strict=True)]
            self.rows.append(
                Sentence(words, spaces, empty, empty, empty, empty, [0] * len(words), empty, ents)
            )

    def texts(self, rng: random.Random) -> Iterator[Text]:
        at = 0
        while at < len(self.rows):
            size = rng.randint(1, 8)
            style = draw_style(rng)
            run = [
                replace(vary(s, style, rng), new_paragraph=rng.random() < 0.5)
                for s in self.rows[at : at + size]
            ]
            if rng.random() < self.exchanged:
                run = exchange_organisations(exchange(run, self.pools, rng, 0.5), self.pools, rng)
            text = sentences_to_text(run, style, syntax=False)
            text.sentence = None
            if len(text.words) <= LONGEST:
                yield text
            at += size


# --- news -------------------------------------------------------------------------------------------

_OPENING = frozenset("“\"'‘«") | {"``", "''"}
_CLOSING = frozenset("”\"'’»") | {"''"}


@dataclass(slots=True)
class NewsArticle:
    """An article in words, with the sides of its quotation marks ("(", ")" or "")."""

    text: Text
    sides: list[str]


class Silver(NamedTuple):
    """Automatic annotation by article: entities with the characters they are known for, and chains."""

    entities: Mapping[str, tuple[list[Span], list[bool]]]
    chains: Mapping[str, list[tuple[int, int]]]


def _sides(raw: str, offsets: list[tuple[int, int]]) -> list[str]:
    sides = []
    for start, end in offsets:
        word = raw[start:end]
        before, after = raw[max(start - 1, 0) : start], raw[end : end + 1]
        if word in _OPENING and (not before.strip() or before in "(—–-") and after.strip():
            sides.append("(")
        elif word in _CLOSING and word not in "'’":
            sides.append(")")
        else:
            sides.append("")
    return sides


def read_news(gold: Iterable[GoldArticle], silver: Silver | None = None) -> list[NewsArticle]:
    """Annotated articles in words, with what is known of their entities and coreference."""
    nlp = spacy.blank("en")
    return [_news_article(nlp, entry, silver or Silver({}, {})) for entry in gold]


def _news_article(nlp: Language, entry: GoldArticle, silver: Silver) -> NewsArticle:
    raw = entry.article.text
    tokens = [token for token in nlp.make_doc(raw) if not token.is_space]
    offsets = [(token.idx, token.idx + len(token)) for token in tokens]
    word_at = {char: i for i, (start, end) in enumerate(offsets) for char in range(start, end)}

    def words_of(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        inside = ([word_at[c] for c in range(a, b) if c in word_at] for a, b in spans)
        return [(found[0], found[-1] + 1) for found in inside if found]

    roles = []
    for item in entry.items:
        cue = words_of(item.cue)
        if cue:
            content, source = words_of(item.content), words_of(item.source)
            roles.append(Roles(cue[0], content, source, _is_statement(raw, item)))
    firsts = {words_of([span])[0][0] for span in paragraph_spans(raw) if words_of([span])}
    ents: list[str | None] | None = None
    if entry.name in silver.entities:
        spans, known = silver.entities[entry.name]
        worded = [(*found[0], label) for a, b, label in spans if (found := words_of([(a, b)]))]
        unknown = {i for i, (start, _) in enumerate(offsets) if not known[start]}
        ents = [label or None for label in to_iob(worded, unknown, len(tokens))]
    mentions = [
        (word_at[char], entity)
        for char, entity in silver.chains.get(entry.name, ())
        if char in word_at
    ]
    text = Text(
        [token.text for token in tokens],
        [i in firsts for i in range(len(tokens))],
        ents=ents,
        attributions=roles,
        mentions=mentions,
    )
    return NewsArticle(text, _sides(raw, offsets))


def _is_statement(raw: str, item: Item) -> bool:
    """By the gold's act where it has one, else by the cue's words."""
    act = item.fields.get("act")
    if act is not None:
        return act == "statement"
    return is_statement_cue(" ".join(raw[start:end] for start, end in item.cue))


def cut_text(text: Text, start: int, end: int) -> Text:
    """Words `start` to `end` of an article as a text of their own.

    Attributions whose cue lies outside go; pieces of content and source outside are left out.
    """

    def inside(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [
            (max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start
        ]

    roles = [
        Roles(inside([r.cue])[0], inside(r.content), inside(r.source), r.statement)
        for r in text.attributions or ()
        if start <= r.cue[0] and r.cue[1] <= end
    ]
    return Text(
        text.words[start:end],
        text.paragraph[start:end],
        ents=text.ents[start:end] if text.ents else None,
        attributions=roles,
        mentions=[(i - start, entity) for i, entity in text.mentions if start <= i < end],
    )


def parts(text: Text, longest: int) -> Iterator[tuple[int, int]]:
    """Word ranges of at most `longest` words, cut at the last paragraph start in their second half."""
    start = 0
    while start < len(text.words):
        end = min(start + longest, len(text.words))
        if end < len(text.words):
            breaks = [i for i in range(start + longest // 2, end + 1) if text.paragraph[i]]
            end = breaks[-1] if breaks else end
        yield start, end
        start = end


class News:
    """News articles in texts of random length; marks, paragraph breaks and case varied."""

    def __init__(self, articles: list[NewsArticle]) -> None:
        self.articles = articles

    def texts(self, rng: random.Random) -> Iterator[Text]:
        for article in self.articles:
            marks = rng.choices(
                ("as is", "straight", "curly", "doubled", "none"), (34, 28, 28, 6, 4)
            )[0]
            joined = rng.random() < 0.08
            for start, end in parts(article.text, rng.randint(120, LONGEST)):
                text = cut_text(article.text, start, end)
                text.words = [
                    _marked(word, side, marks)
                    for word, side in zip(text.words, article.sides[start:end], strict=True)
                ]
                if joined:
                    text.paragraph = [False] * len(text.words)
                if rng.random() < 0.015:
                    text.words = [word.upper() for word in text.words]
                yield text


def _marked(word: str, side: str, marks: str) -> str:
    if marks == "as is":
        return word
    single = word in ("'", "‘", "’")
    if side:
        if marks == "none":
            return ""
        if marks == "curly":
            return {"(": "‘" if single else "“", ")": "’" if single else "”"}[side]
        if marks == "straight" or single:
            return "'" if single else '"'
        return "``" if side == "(" else "''"
    return word.replace("'", "’") if marks == "curly" else word.replace("’", "'")


def training_sources(
    corpora: Path, further: Sequence[Path] = ()
) -> dict[str, Treebank | GoldEntities | News]:
    """Everything that is learned from, by name. `further` are gold files of a newsroom's own, in either format
    of docs/evaluation.md."""
    gum = with_gum_entities(read_treebank(corpora / "ud" / "gum-train.conllu.gz"))
    ewt = read_treebank(corpora / "ud" / "ewt-train.conllu.gz")
    pools = collect(gum)
    polnear = corpora / "polnear"
    silver = Silver(silver_entity_spans(polnear), silver_heads(polnear))
    news = read_news(read_gold(polnear / "train.jsonl.gz"), silver)
    for path in further:
        news += read_news(read_gold(path))
    return {
        "gum": Treebank(gum, pools, 0.3),
        "ewt": Treebank(ewt, pools, 0.0),
        "uner": GoldEntities(corpora / "ner" / "uner-ewt-dev.iob2.gz", pools, 0.4),
        "news": News(news),
    }
