"""The textacy baseline in our types, over a parse written by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from quotes.evaluate.baseline import direct_quotations
from quotes.types import Article

NLP = English()


def parsed(*tokens):
    """One sentence of (word, space after, head, relation, part of speech, lemma)."""
    words, spaces, heads, deps, pos, lemmas = (list(column) for column in zip(*tokens, strict=True))
    starts = [i == 0 for i in range(len(words))]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=deps,
        pos=pos,
        lemmas=lemmas,
        sent_starts=starts,
    )


def test_a_quotation_with_its_verb_and_speaker():
    doc = parsed(
        ("“", False, 3, "punct", "PUNCT", "“"),
        ("It", True, 3, "nsubj", "PRON", "it"),
        ("will", True, 3, "aux", "AUX", "will"),
        ("stand", False, 6, "ccomp", "VERB", "stand"),
        (",", False, 3, "punct", "PUNCT", ","),
        ("”", True, 3, "punct", "PUNCT", "”"),
        ("said", True, 6, "ROOT", "VERB", "say"),
        ("Ada", True, 8, "compound", "PROPN", "Ada"),
        ("Park", False, 6, "nsubj", "PROPN", "Park"),
        (".", False, 6, "punct", "PUNCT", "."),
    )
    article = Article(doc.text, "a")
    assert article.text == "“It will stand,” said Ada Park."
    [found] = direct_quotations(article, doc)
    quote = found.quote
    assert (quote.text, quote.cue.text, quote.source.text) == (
        "“It will stand,”",
        "said",
        "Ada Park",
    )
    assert (quote.act, quote.kind, found.speaker) == ("statement", "direct", None)


def test_an_odd_number_of_marks_makes_it_give_up():
    doc = parsed(
        ("“", False, 1, "punct", "PUNCT", "“"),
        ("Yes", False, 1, "ROOT", "INTJ", "yes"),
    )
    with pytest.raises(ValueError, match="1 quotation marks found"):
        direct_quotations(Article(doc.text, "a"), doc)
