"""What is taken over from CoreNLP's annotation, on invented sentences."""

from __future__ import annotations

from training.entities import silver_spans, to_iob
from training.silver import is_headline, usable_words

Row = tuple[str, str, str, int, str]  # word, tag, NER, head, relation


def list_of(words: str) -> list[str]:
    return words.split()


def tokens(rows: list[Row]) -> tuple[str, list[tuple[int, int, str, str, str, int, str]]]:
    """The text (words parted by spaces) and its tokens as the corpus writes them."""
    at, out = 0, []
    for word, tag, ner, head, dep in rows:
        out.append((at, at + len(word), tag, ner, word.lower(), head, dep))
        at += len(word) + 1
    return " ".join(row[0] for row in rows), out


def test_unusable_sentences() -> None:
    text, rows = tokens([("Rain", "NN", "O", 2, "nsubj"), ("fell", "VBD", "O", 0, "root")])
    assert usable_words(text, rows) == ["Rain", "fell"]
    assert usable_words(text.replace(" ", "\n"), rows) is None
    assert is_headline(list_of("Council Drops Plans For New Harbour"))
    assert not is_headline(list_of("The council in Oakfield dropped plans for Ada Quist"))


def test_entities_are_cleaned() -> None:
    words = list_of("Mr. Quist , an American from Ohio , came on Tuesday and now chairs the trade")
    tags = list_of("NNP NNP , DT NNP IN NNP , VBD IN NNP CC RB VBZ DT NN")
    ner = list_of("PERSON PERSON O O MISC O ORGANIZATION O O O DATE O DATE O O ORGANIZATION")
    assert silver_spans(words, tags, ner) == [
        (1, 2, "PERSON"),
        (4, 5, "NORP"),
        (6, 7, "GPE"),
        (10, 11, "DATE"),
        (15, 16, ""),
    ]


def test_iob() -> None:
    assert to_iob([(0, 2, "ORG"), (3, 4, "")], {4}, 6) == ["B-ORG", "I-ORG", "O", "", "", "O"]
