"""Converting CoreNLP's annotation to the treebanks' conventions, on invented sentences."""

from __future__ import annotations

import pytest

from training.entities import silver_spans, to_iob
from training.silver import convert_sentence, convert_tag, convert_tree, is_headline, projective

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


def tree(rows: list[Row]) -> list[tuple[str, str, str]]:
    """(word, head's word, relation) after conversion."""
    words = [row[0] for row in rows]
    heads, deps = convert_tree(words, tokens(rows)[1])
    return [(w, words[h], d) for w, h, d in zip(words, heads, deps, strict=True)]


def test_names_and_titles() -> None:
    assert tree(
        [
            ("President", "NNP", "O", 3, "compound"),
            ("Ada", "NNP", "PERSON", 3, "compound"),
            ("Quist", "NNP", "PERSON", 4, "nsubj"),
            ("won", "VBD", "O", 0, "root"),
        ]
    ) == [
        ("President", "Ada", "nmod:desc"),
        ("Ada", "won", "nsubj"),
        ("Quist", "Ada", "flat"),
        ("won", "won", "ROOT"),
    ]


def test_passive_and_agent() -> None:
    rows = [
        ("Plans", "NNS", "O", 3, "nsubjpass"),
        ("were", "VBD", "O", 3, "auxpass"),
        ("dropped", "VBN", "O", 0, "root"),
        ("by", "IN", "O", 5, "case"),
        ("voters", "NNS", "O", 3, "nmod"),
    ]
    assert [d for _, _, d in tree(rows)] == ["nsubj:pass", "aux:pass", "ROOT", "case", "obl:agent"]


def test_coordination_hangs_on_the_following_conjunct() -> None:
    rows = [
        ("Ships", "NNS", "O", 0, "root"),
        (",", ",", "O", 1, "punct"),
        ("trains", "NNS", "O", 1, "conj"),
        ("and", "CC", "O", 1, "cc"),
        ("cars", "NNS", "O", 1, "conj"),
    ]
    assert tree(rows)[1:] == [
        (",", "trains", "punct"),
        ("trains", "Ships", "conj"),
        ("and", "cars", "cc"),
        ("cars", "Ships", "conj"),
    ]


@pytest.mark.parametrize(
    ("head_tag", "case", "expected"),
    [("VBD", "in", "obl"), ("NN", "of", "nmod"), ("NN", "in", "nmod"), ("CD", "in", "")],
)
def test_nominal_modifiers(head_tag: str, case: str, expected: str) -> None:
    rows = [
        ("slept", head_tag, "O", 0, "root"),
        (case, "IN", "O", 3, "case"),
        ("barns", "NNS", "O", 1, "nmod"),
    ]
    assert tree(rows)[2][2] == expected


def test_doubtful_relations_are_dropped() -> None:
    rows = [("Yes", "UH", "O", 2, "dep"), ("came", "VBD", "O", 0, "root")]
    assert tree(rows)[0][2] == ""


@pytest.mark.parametrize(
    ("tag", "dep", "expected"),
    [("TO", "mark", "TO"), ("TO", "case", "IN"), ("TO", "mwe", ""), ("NN", "dobj", "NN")],
)
def test_tags(tag: str, dep: str, expected: str) -> None:
    assert convert_tag(tag, dep) == expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([1, 1, 1], True), ([2, 3, 2, 2], False), ([0, 1], False), ([1, 0, 2], False), ([0], True)],
)
def test_projective(heads: list[int], expected: bool) -> None:
    assert projective(heads) is expected


def test_unusable_sentences() -> None:
    text, rows = tokens([("Rain", "NN", "O", 2, "nsubj"), ("fell", "VBD", "O", 0, "root")])
    assert convert_sentence(text, rows, 0) is not None
    assert convert_sentence(text.replace(" ", "\n"), rows, 0) is None
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
