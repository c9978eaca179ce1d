"""Entity labels for training: GUM's gold mentions and cleaned silver news.

Labels are PERSON, ORG, GPE (every location), NORP (nationalities, religions, parties) and DATE.
An empty string means unknown: nothing is learned from the word.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from quotes.annotate.names import NAME_TAGS, PLACES, TITLES
from training.conllu import Sentence, read_lines
from training.gum import gum_mentions
from training.silver import read_articles, usable_words
from training.words import word_set

Span = tuple[int, int, str]  # first word, end (exclusive), label

PARTICLES = word_set("de van von der den bin ibn al el la le da di du del dos das and")
LINKS = word_set("of the and & for in on de at - –")
DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.|Apr\\.|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
DATE = re.compile(
    rf"\b(?:(?:{DAYS})day|(?:{MONTHS})(?:\W|$)|[12]\d\d\ds?\b|[’']\d0s|today|yesterday|tomorrow"
    r"|(?:last|this|next|past)\s(?:\w+\s)?(?:week|month|year|summer|winter|spring|fall|decade)"
    r"|ago)",
    re.IGNORECASE,
)
NORP_WORDS = word_set(
    "Republican Republicans Democratic Democrat Democrats American Americans Muslim Muslims"
    " Christian Christians Jewish Jew Jews Islamic Islamist Arab Arabs African-American Latino"
    " Latinos Hispanic Hispanics Catholic Catholics Protestant European Europeans Asian African"
    " British French German Dutch Swiss Spanish Greek Irish Scottish Welsh English Polish Czech"
    " Danish Swedish Turkish Finnish Iraqi Iraqis Israeli Israelis Saudi Saudis Pakistani Afghan"
    " Afghans Sunni Shiite Shia Kurd Kurds Kurdish Thai Hindu Buddhist Filipino Turks"
)
NORP_ENDINGS = ("ese", "ian", "ians", "can", "cans", "ish", "ean", "eans")
NOT_NORP = word_set("Vatican Pelican Caucasian Ian Brian Christian's Julian Sebastian")
PERSON_LIKE, RELABELLED = 0.7, 5
NER_LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE"}


def is_norp(word: str, tag: str) -> bool:
    """Whether one word names a nation's, religion's or party's people or is their adjective."""
    if word in NORP_WORDS:
        return True
    likely = tag in ("JJ", "NNPS", "NNS")
    return likely and word[0].isupper() and word.endswith(NORP_ENDINGS) and word not in NOT_NORP


def to_iob(spans: list[Span], unknown: set[int], length: int) -> list[str]:
    """IOB2 labels of ``length`` words; those in ``unknown`` and in no span are ``""``."""
    labels = ["" if i in unknown else "O" for i in range(length)]
    for start, end, label in spans:
        if label:
            labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        else:
            labels[start:end] = [""] * (end - start)
    return labels


def trim_person(words: list[str], start: int, end: int) -> tuple[int, int]:
    """The span without the titles before a name and the possessive after it."""
    while end - start > 1 and words[start] in TITLES:
        start += 1
    while end - start > 1 and words[end - 1] in ("'s", "’s", "'", "’", ",", "."):
        end -= 1
    return start, end


# --- silver news ------------------------------------------------------------------------------


def silver_spans(words: list[str], tags: list[str], ner: list[str]) -> list[Span]:
    """CoreNLP's entities with our labels, cleaned one by one; doubtful ones have label ``""``."""
    spans: list[Span] = []
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and ner[end] == ner[start]:
            end += 1
        label = ner[start]
        if label in NER_LABELS:
            spans.append(_clean_name(words, tags, start, end, NER_LABELS[label]))
        elif label == "MISC":
            for i in range(start, end):
                if is_norp(words[i], tags[i]):
                    spans.append((i, i + 1, "NORP"))
                elif words[i] in ("GOP", "Facebook", "Twitter"):
                    spans.append((i, i + 1, "ORG"))
                elif words[i][0].isupper():
                    spans.append((i, i + 1, ""))
        elif label == "DATE" and DATE.search(" ".join(words[start:end])):
            spans.append((start, end, "DATE"))
        start = end
    return spans


def _clean_name(words: list[str], tags: list[str], start: int, end: int, label: str) -> Span:
    if label == "PERSON":
        start, end = trim_person(words, start, end)
    if words[start] in ("The", "the") and end - start > 1:
        start += 1
    phrase = " ".join(words[start:end])
    named = any(tags[i] in NAME_TAGS for i in range(start, end))
    if end - start == 1 and is_norp(words[start], tags[start]):
        return start, end, "NORP"
    if phrase in PLACES:
        return start, end, "GPE"
    if phrase == "White House":
        return start, end, "ORG"
    lower = [w for w in words[start:end] if w[0].islower() and w not in PARTICLES | LINKS]
    if not named or lower or any(w in ("“", "”", '"', ":") for w in words[start:end]):
        return start, end, ""
    if label == "PERSON" and end - start > 4:
        return start, end, ""
    return start, end, label


def silver_entity_spans(folder: Path) -> dict[str, tuple[list[Span], list[bool]]]:
    """By article id: entities as (start, end, label) in characters, and for each character whether its
    sentence could be used. Labels are voted over the corpus; ``""`` where doubtful.
    """
    texts = read_articles(folder)
    articles: dict[str, list[tuple[list[str], list[str], list[tuple[int, int]], list[Span]]]] = {}
    votes: Counter[tuple[str, str]] = Counter()
    for line in read_lines(folder / "silver-corenlp.jsonl.gz"):
        article = json.loads(line)
        text = texts.get(article["id"])
        if text is None:
            continue
        rows = articles.setdefault(article["id"], [])
        for tokens in article["sentences"]:
            words = usable_words(text, tokens)
            if words is None:
                continue
            tags = [t[2] for t in tokens]
            spans = silver_spans(words, tags, [t[3] for t in tokens])
            rows.append((words, tags, [(t[0], t[1]) for t in tokens], spans))
            votes.update((" ".join(words[a:b]), x) for a, b, x in spans if x)
    best = _majorities(votes)
    names = {name for name, label in best.items() if label}
    return {id_: _voted(rows, best, names, len(texts[id_])) for id_, rows in articles.items()}


def _voted(
    rows: list[tuple[list[str], list[str], list[tuple[int, int]], list[Span]]],
    best: dict[str, str],
    names: set[str],
    length: int,
) -> tuple[list[Span], list[bool]]:
    """The article's entities and known characters, with the corpus's votes counted."""
    full = {  # last words of the article's two-word names: "Smith" is who "Ann Smith" is
        words[b - 1]
        for words, _, _, spans in rows
        for a, b, x in spans
        if x == "PERSON" and b - a > 1
    }
    entities: list[Span] = []
    known = [False] * length
    for words, tags, offsets, spans in rows:
        for i in range(offsets[0][0], offsets[-1][1]):
            known[i] = True
        covered: set[int] = set()
        for a, b, label in spans:
            phrase = " ".join(words[a:b])
            if label in ("PERSON", "ORG", "GPE"):
                if b - a == 1 and phrase in full and phrase not in PLACES:
                    label = "PERSON"
                else:
                    label = best.get(phrase, label)
            entities.append((offsets[a][0], offsets[b - 1][1], label))
            covered.update(range(a, b))
        for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
            if tag in NAME_TAGS and i not in covered and (word in names or word in full):
                entities.append((*offsets[i], ""))
    return entities, known


def _majorities(votes: Counter[tuple[str, str]]) -> dict[str, str]:
    """The label of every phrase that mostly has one; ``""`` where often seen but undecided."""
    totals: Counter[str] = Counter()
    for (phrase, label), count in votes.items():
        if label in ("PERSON", "ORG", "GPE"):
            totals[phrase] += count
    best = {}
    for phrase, total in totals.items():
        if total < RELABELLED:
            continue
        label = max(("PERSON", "ORG", "GPE"), key=lambda x: votes[phrase, x])
        if votes[phrase, label] / total >= PERSON_LIKE:
            best[phrase] = label
    return best


# --- GUM ----------------------------------------------------------------------------------------

GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "time": "DATE"}


def gum_spans(sentence: Sentence) -> list[Span]:
    """Named entities of a GUM sentence."""
    words, tags = sentence.words, sentence.tags
    spans: list[Span] = []
    taken: set[int] = set()
    mentions = sorted(gum_mentions(sentence.misc), key=lambda m: (m.start, -m.end))
    for start, end, kind, _ in sorted(mentions, key=lambda m: m.start - m.end):
        label = GUM_LABELS.get(kind)
        if label is None:
            continue
        if label == "DATE":
            if not DATE.search(" ".join(words[start:end])) or end - start > 5:
                continue
            span = (start, end)
        else:
            head = next(
                (i for i in range(start, end) if not start <= sentence.heads[i] < end), None
            )
            if head is None:  # the root lies inside
                head = next(i for i in range(start, end) if sentence.heads[i] == i)
            if tags[head] not in NAME_TAGS:
                continue
            span = _name_around(words, tags, head, start, end, label)
        if taken.isdisjoint(range(*span)):
            norp = span[1] - span[0] == 1 and is_norp(words[span[0]], tags[span[0]])
            spans.append((*span, "NORP" if norp else label))
            taken.update(range(*span))
    for i, tag in enumerate(tags):
        if i not in taken and is_norp(words[i], tag):
            spans.append((i, i + 1, "NORP"))
            taken.add(i)
    return spans


def _name_around(
    words: list[str], tags: list[str], head: int, start: int, end: int, label: str
) -> tuple[int, int]:
    """The run of proper nouns around the head within the mention, linked by "of", "and", ..."""

    def links(i: int, step: int) -> bool:
        while start <= i < end and words[i] in LINKS and label != "PERSON":
            i += step
        return start <= i < end and tags[i] in NAME_TAGS

    first, last = head, head
    while first > start and (tags[first - 1] in NAME_TAGS or links(first - 1, -1)):
        first -= 1
    while last + 1 < end and (tags[last + 1] in NAME_TAGS or links(last + 1, 1)):
        last += 1
    if label == "PERSON":
        return trim_person(words, first, last + 1)
    return first, last + 1


def with_gum_entities(documents: list[list[Sentence]]) -> list[list[Sentence]]:
    """The GUM documents with ``ents`` set."""
    return [
        [replace(each, ents=to_iob(gum_spans(each), set(), len(each))) for each in document]
        for document in documents
    ]


# --- gold entities in IOB2 (Universal NER) ---

UNER_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
