"""Entity labels for training: GUM's gold mentions, cleaned silver news, and projected EWT names.

Labels are PERSON, ORG, GPE (every location), NORP (nationalities, religions, parties) and DATE.
An empty string means unknown: spaCy then learns nothing from the word.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from quotes.annotate.names import NAME_TAGS, PLACES, TITLES, list_label, proper_runs
from training.conllu import Sentence, read_lines
from training.silver import convert_sentence, read_articles
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


def read_silver_entities(folder: Path) -> list[list[Sentence]]:
    """Runs of usable sentences of the training articles with voted entity labels."""
    texts = read_articles(folder)
    articles: list[list[tuple[Sentence, list[Span], bool]]] = []
    votes: Counter[tuple[str, str]] = Counter()
    for line in read_lines(folder / "silver-corenlp.jsonl.gz"):
        article = json.loads(line)
        text = texts.get(article["id"])
        if text is None:
            continue
        rows: list[tuple[Sentence, list[Span], bool]] = []
        end, broken = 0, True
        for tokens in article["sentences"]:
            sentence = convert_sentence(text, tokens, end)
            end = tokens[-1][1]
            if sentence is None:
                broken = True
                continue
            tags = [t[2] for t in tokens]
            spans = silver_spans(sentence.words, tags, [t[3] for t in tokens])
            rows.append((replace(sentence, tags=tags), spans, broken))
            broken = False
            votes.update((" ".join(sentence.words[a:b]), x) for a, b, x in spans if x)
        articles.append(rows)
    best = _majorities(votes)
    names = {name for name, label in best.items() if label}
    runs: list[list[Sentence]] = []
    for rows in articles:
        full = {  # last words of the article's two-word names: "Smith" is who "Ann Smith" is
            s.words[b - 1]
            for s, spans, _ in rows
            for a, b, x in spans
            if x == "PERSON" and b - a > 1
        }
        for sentence, spans, broken in rows:
            voted = []
            for a, b, label in spans:
                phrase = " ".join(sentence.words[a:b])
                if label in ("PERSON", "ORG", "GPE"):
                    if b - a == 1 and phrase in full and phrase not in PLACES:
                        label = "PERSON"
                    else:
                        label = best.get(phrase, label)
                voted.append((a, b, label))
            covered = {i for a, b, _ in voted for i in range(a, b)}
            unknown = {
                i
                for i, (w, t) in enumerate(zip(sentence.words, sentence.tags, strict=True))
                if t in NAME_TAGS and i not in covered and (w in names or w in full)
            }
            labelled = replace(sentence, ents=to_iob(voted, unknown, len(sentence)))
            if broken or not runs:
                runs.append([])
            runs[-1].append(labelled)
    return [run for run in runs if run]


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
_BRACKETS = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


def gum_mentions(misc: list[str]) -> list[tuple[int, int, str]]:
    """Mentions of a sentence as (first word, end, entity type), in the layout of CorefUD.

    Mentions that cross the sentence's end are left out.
    """
    open_: dict[str, list[tuple[int, str]]] = {}
    mentions = []
    for i, field in enumerate(misc):
        values = [v for v in field.split("|") if v.startswith("Entity=")]
        if not values:
            continue
        for single, opening, closing in _BRACKETS.findall(values[0][len("Entity=") :]):
            if single or opening:
                parts = (single or opening).split("-")
                group, kind = parts[0], parts[1] if len(parts) > 1 else ""
                if single:
                    mentions.append((i, i + 1, kind))
                else:
                    open_.setdefault(group, []).append((i, kind))
            elif open_.get(closing):
                start, kind = open_[closing].pop()
                mentions.append((start, i + 1, kind))
    return mentions


def gum_spans(sentence: Sentence) -> tuple[list[Span], set[int]]:
    """Named entities of a GUM sentence and the words whose label is unknown."""
    words, tags = sentence.words, sentence.tags
    spans: list[Span] = []
    taken: set[int] = set()
    mentions = sorted(gum_mentions(sentence.misc), key=lambda m: (m[0], -m[1]))
    for start, end, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
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
    unknown = {i for i, t in enumerate(tags) if t in NAME_TAGS and i not in taken}
    return spans, unknown


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


def with_gum_entities(
    documents: list[list[Sentence]], *, strict: bool = False
) -> list[list[Sentence]]:
    """The GUM documents with ``ents`` set.

    Proper nouns outside of named entities are unknown, or no entities if ``strict``.
    """
    out = []
    for document in documents:
        labelled = []
        for sentence in document:
            spans, unknown = gum_spans(sentence)
            labels = to_iob(spans, set() if strict else unknown, len(sentence))
            labelled.append(replace(sentence, ents=labels))
        out.append(labelled)
    return out


# --- proper nouns without entity annotation (EWT) ---


def label_by_lists(document: list[Sentence], guesses: list[list[Span]]) -> list[Sentence]:
    """A document with gold tags and ``ents`` from lists, dependencies and, failing these, guesses.

    ``guesses`` are a model's spans for each sentence: they count for a run of proper nouns that
    they cover exactly, and for dates and peoples. Other runs stay unknown; words that are no
    proper nouns are no entities.
    """
    names: set[str] = set()
    for sentence in document:
        for a, b in proper_runs(sentence.words, sentence.tags, sentence.deps):
            if b - a > 1 and list_label(sentence.words[a:b], sentence.deps[a:b]) == "PERSON":
                names.update((sentence.words[a], sentence.words[b - 1]))
    out = []
    for sentence, guessed in zip(document, guesses, strict=True):
        words, tags = sentence.words, sentence.tags
        exact = {(a, b): label for a, b, label in guessed}
        spans: list[Span] = []
        taken: set[int] = set()
        for a, b in proper_runs(sentence.words, sentence.tags, sentence.deps):
            label: str | None
            if DATE.search(" ".join(words[a:b])):
                continue
            if b - a == 1 and is_norp(words[a], tags[a]):
                label = "NORP"
            else:
                label = list_label(words[a:b], sentence.deps[a:b])
            if label is None and b - a == 1 and words[a] in names:
                label = "PERSON"
            if label is None:
                label = exact.get((a, b), "")
            taken.update(range(a, b))
            if label != "O":
                spans.append((a, b, label))
        for a, b, label in guessed:
            if taken.isdisjoint(range(a, b)) and (
                label == "DATE" or (label == "NORP" and tags[a] == "JJ")
            ):
                spans.append((a, b, label))
                taken.update(range(a, b))
        for i, word in enumerate(words):
            if i not in taken and tags[i] == "JJ" and is_norp(word, "JJ"):
                spans.append((i, i + 1, "NORP"))
        out.append(replace(sentence, ents=to_iob(spans, set(), len(words))))
    return out


# --- gold entities in IOB2 (Universal NER) ---

UNER_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


def uner_sentences(
    rows: list[tuple[list[str], list[bool], list[str]]], guesses: list[list[Span]]
) -> list[list[Sentence]]:
    """Documents of one sentence each, from words, spaces and Universal NER's labels.

    Universal NER has no dates and peoples: these are taken from a model's guesses.
    """
    out = []
    for (words, spaces, labels), guessed in zip(rows, guesses, strict=True):
        ents = [
            f"{label[:2]}{UNER_LABELS[label[2:]]}" if label[2:] in UNER_LABELS else "O"
            for label in labels
        ]
        for a, b, label in guessed:
            if label in ("DATE", "NORP") and all(x == "O" for x in ents[a:b]):
                ents[a:b] = [f"B-{label}"] + [f"I-{label}"] * (b - a - 1)
        empty = [""] * len(words)
        heads = [0] * len(words)
        sentence = Sentence(
            list(words), spaces, empty, empty, [], empty, heads, ["ROOT", *empty[1:]], ents
        )
        sentence.new_paragraph = True
        out.append([sentence])
    return out
