"""Reading treebanks, and texts built from them."""

from __future__ import annotations

import random

import pytest
import spacy

from training.chunks import Style, build_doc, chunk, recase, requote, vary
from training.conllu import Sentence, read_conllu

SAMPLE = """\
# newdoc id = a
# newpar
# sent_id = a-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tVerbForm=Inf\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\twait\twait\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
3.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# sent_id = a-2
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
"""


def sample() -> list[Sentence]:
    return list(read_conllu(SAMPLE.splitlines()))


def test_words_and_spaces() -> None:
    first, second = sample()
    assert first.words == ["Do", "n't", "wait", "!"]
    assert first.spaces == [False, True, False, True]
    assert first.heads == [2, 2, 2, 2]
    assert first.deps == ["aux", "advmod", "ROOT", "punct"]
    assert first.morphs == ["VerbForm=Inf", "", "VerbForm=Inf", ""]
    assert first.new_document and first.new_paragraph
    assert second.new_paragraph and not second.new_document


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="10 columns"):
        list(read_conllu(["1\tword"]))


@pytest.mark.parametrize(
    ("paragraph_break", "text"),
    [("\n\n", 'Don\'t wait!\n\n"Go" '), ("\n", 'Don\'t wait!\n"Go" '), (" ", 'Don\'t wait! "Go" ')],
)
def test_doc(paragraph_break: str, text: str) -> None:
    doc = build_doc(spacy.blank("en").vocab, sample(), Style("as is", paragraph_break))
    assert doc.text == text
    assert len(list(doc.sents)) == 2
    for token in doc:
        if token.is_space:
            assert (token.tag_, token.pos_) == ("_SP", "SPACE")
            assert token.head.i == token.i - 1


@pytest.mark.parametrize(
    ("word", "tag", "quotes", "expected"),
    [
        ('"', "``", "curly", "“"),
        ('"', "''", "curly", "”"),
        ("”", "''", "straight", '"'),
        ("“", "``", "doubled", "''"),
        ("'", "``", "curly", "‘"),
        ("n't", "RB", "curly", "n’t"),
        ("O’Hara", "NNP", "straight", "O'Hara"),
        ("“", "``", "as is", "“"),
    ],
)
def test_requote(word: str, tag: str, quotes: str, expected: str) -> None:
    assert requote(word, tag, quotes) == expected


def test_recase_keeps_lengths() -> None:
    words = ["Der", "große", "plan"]
    assert recase(words, ["", "", ""], "upper") == ["DER", "große", "PLAN"]  # ß would grow


def test_variation_keeps_the_number_of_words() -> None:
    rng = random.Random(1)
    for sentence in sample() * 50:
        varied = vary(sentence, Style("curly", "\n"), rng)
        assert len(varied.words) == len(sentence.words)
        assert varied.heads == sentence.heads


def test_chunks_hold_whole_sentences_in_order() -> None:
    sentences = sample() * 20
    runs = list(chunk(sentences, random.Random(0), 30))
    assert [s for run in runs for s in run] == sentences
    assert all(sum(map(len, run)) <= 30 for run in runs)
