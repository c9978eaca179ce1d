"""What quotes are about, from parses written by hand."""

from __future__ import annotations

import pytest

from quotes.topics import MOST, singular, with_topics
from quotes.types import Article, Attribution, Quote, Span
from tests.parses import parsed


def topics(text: str, sentence: str, *contents: str) -> tuple[str, ...]:
    """The terms of a quote whose contents are these pieces, or all of the text."""
    spans = tuple(
        Span.of(text, text.index(piece), text.index(piece) + len(piece))
        for piece in contents or (text,)
    )
    quote = Attribution(Article(text, "a.txt"), Quote("statement", "indirect", spans), None)
    (found,) = with_topics(parsed(text, sentence), [quote])
    assert found == quote  # nothing else is touched
    return found.topics


@pytest.mark.parametrize(
    ("text", "sentence", "terms"),
    [
        (
            "The water tables fell.",
            "The/DET/det>tables water/NOUN/compound>tables tables/NOUN:NNS/nsubj>fell fell/VERB/ROOT "
            "./PUNCT/punct>fell",
            ("water table",),
        ),
        (
            "Costly repairs delay ferries.",
            "Costly/ADJ/amod>repairs repairs/NOUN:NNS/nsubj>delay delay/VERB/ROOT "
            "ferries/NOUN:NNS/obj>delay ./PUNCT/punct>delay",
            ("costly repair", "ferry"),
        ),
        (
            "Last year people saw Internal Waters.",
            "Last/ADJ/amod>year year/NOUN/obl>saw people/NOUN:NNS/nsubj>saw saw/VERB/ROOT "
            "Internal/ADJ/amod>Waters Waters/PROPN:NNPS/obj>saw ./PUNCT/punct>saw",
            ("Internal Waters",),
        ),
        (
            "They lost 40 m.",
            "They/PRON/nsubj>lost lost/VERB/ROOT 40/NUM/nummod>m m/NOUN/obj>lost ./PUNCT/punct>lost",
            (),
        ),
    ],
)
def test_terms_are_noun_phrases_in_the_form_they_share(text, sentence, terms):
    assert topics(text, sentence) == terms


def test_only_the_words_of_the_quote_count():
    text = "The mayor said the dam leaks."
    sentence = (
        "The/DET/det>mayor mayor/NOUN/nsubj>said said/VERB/ROOT the/DET/det>dam "
        "dam/NOUN/nsubj>leaks leaks/VERB/ccomp>said ./PUNCT/punct>said"
    )
    assert topics(text, sentence, "the dam leaks") == ("dam",)


def test_a_quote_has_a_few_terms_and_each_once():
    nouns = ["dam", "dam", "ferry", "bridge", "tunnel", "harbour", "canal", "lock", "quay", "pier"]
    text = ", ".join(nouns) + "."
    sentence = " ".join(f"{noun}/NOUN/conj>dam ,/PUNCT/punct>dam" for noun in nouns)
    found = topics(text, sentence.removesuffix(",/PUNCT/punct>dam") + "./PUNCT/punct>dam")
    assert found == tuple(dict.fromkeys(nouns))[:MOST]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("agencies", "agency"), ("movies", "movie"), ("boxes", "box"), ("losses", "loss"),
        ("houses", "house"), ("glass", "glass"), ("series", "series"), ("people", "people"),
        ("fees", "fee"), ("crisis", "crisis"),
    ],
)  # fmt: skip
def test_plurals_in_s_become_singular(plural, one):
    assert singular(plural) == one
