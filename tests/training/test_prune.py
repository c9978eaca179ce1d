"""The saved vocabulary without the words of the training texts."""

from __future__ import annotations

from pathlib import Path

import spacy
import srsly
from spacy.training import Example

from training.prune import prune_strings


def test_results_stay_and_words_go(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    text = "Zorgons quarrelled"
    example = Example.from_dict(
        nlp.make_doc(text), {"tags": ["NNS", "VBD"], "lemmas": ["zorgon", "quarrel"]}
    )
    nlp.initialize(lambda: [example])
    nlp.to_disk(tmp_path)
    before = spacy.load(tmp_path)(text)
    prune_strings(tmp_path)
    after = spacy.load(tmp_path)(text)
    assert [(t.tag_, t.lemma_) for t in after] == [(t.tag_, t.lemma_) for t in before]
    strings = set(srsly.read_json(tmp_path / "vocab" / "strings.json"))
    assert "quarrelled" not in strings
    assert {"NNS", "VBD"} <= strings
