"""The reporting lexicon: clean lists, examples of their own words, verbs that inflect."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from quotes.lexicon import reporting
from quotes.lexicon.speakers import singular, word_set
from quotes.lexicon.trust import trust_in
from quotes.types import ACTS


def load(name: str) -> Any:
    return json.loads((files("quotes.lexicon") / "en" / name).read_text("utf-8"))


VERBS = load("reporting_verbs.json")["entries"]
PHRASES = load("reporting_phrases.json")
SPEAKERS = load("speakers.json")
LISTS = {
    **{f"verbs {i}": entry["verbs"] for i, entry in enumerate(VERBS)},
    **{f"nouns {i}": entry["nouns"] for i, entry in enumerate(PHRASES["nouns"])},
    **{name: PHRASES["silence"][name] for name in ("decline", "declined", "unanswered")},
    **{name: PHRASES[name] for name in ("light_verbs", "issued", "hearers")},
    **{name: words for name, words in SPEAKERS.items() if name != "origin"},
}  # fmt: skip


def words_of(sentence: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", sentence.lower()))


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS.keys())
def test_lists_are_lower_case_and_without_duplicates(words: list[str]) -> None:
    assert words
    assert [word for word in words if word != word.lower().strip()] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    "entry", VERBS, ids=lambda entry: entry["verbs"][0] + "+" + entry["frames"][0]
)
def test_every_example_of_a_verb_holds_a_form_of_one(entry: dict[str, Any]) -> None:
    forms = {form for verb in entry["verbs"] for form in reporting.inflections(verb)}
    assert entry["examples"]
    assert [sentence for sentence in entry["examples"] if not words_of(sentence) & forms] == []
    assert entry["act"] in ACTS


@pytest.mark.parametrize("entry", PHRASES["nouns"], ids=lambda entry: entry["act"])
def test_every_example_of_a_noun_holds_one(entry: dict[str, Any]) -> None:
    forms = set(entry["nouns"]) | {noun + "s" for noun in entry["nouns"]}
    assert entry["examples"]
    assert [sentence for sentence in entry["examples"] if not words_of(sentence) & forms] == []
    assert entry["act"] in ACTS


@pytest.mark.parametrize(
    "entry", PHRASES["prepositional"], ids=lambda entry: " ".join(entry["words"])
)
def test_every_example_of_a_credit_holds_its_words(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    assert [s for s in entry["examples"] if " ".join(entry["words"]) not in s.lower()] == []


def test_every_example_of_silence_holds_one_of_its_verbs() -> None:
    lists = PHRASES["silence"]
    verbs = {f for v in lists["decline"] + lists["unanswered"] for f in reporting.inflections(v)}
    verbs |= set(lists["unreachable"])
    assert [sentence for sentence in lists["examples"] if not words_of(sentence) & verbs] == []


def test_examples_are_the_sentences_of_all_lists() -> None:
    sentences = list(reporting.examples())
    for expected in (VERBS, PHRASES["nouns"], PHRASES["prepositional"], [PHRASES["silence"]]):
        for entry in expected:
            assert set(entry["examples"]) <= set(sentences)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", "says said saying"),
        ("tell", "tells told telling"),
        ("write", "writes wrote written writing"),
        ("argue", "argues argued arguing"),
        ("deny", "denies denied denying"),
        ("reply", "replies replied replying"),
        ("convey", "conveys conveyed conveying"),
        ("stress", "stresses stressed stressing"),
        ("preach", "preaches preached preaching"),
        ("admit", "admits admitted admitting"),
        ("quip", "quips quipped quipping"),
        ("agree", "agrees agreed agreeing"),
        ("disagree", "disagrees disagreed disagreeing"),
        ("guess", "guesses guessed guessing"),
        ("recall", "recalls recalled recalling"),
        ("answer", "answers answered answering"),
        ("refer", "refers referred referring"),
        ("tout", "touts touted touting"),
        ("slam", "slams slammed slamming"),
        ("deadpan", "deadpans deadpanned deadpanning"),
        ("label", "labels labeled labelled labeling labelling"),
        ("signal", "signals signaled signalled signaling signalling"),
        ("tweet", "tweets tweeted tweeting"),
        ("think", "thinks thought thinking"),
        ("find", "finds found finding"),
        ("forecast", "forecasts forecast forecasting"),
    ],
)
def test_inflections(verb: str, forms: str) -> None:
    assert {verb, *forms.split()} <= reporting.inflections(verb)


def test_short_verbs_double_their_last_consonant() -> None:
    """One syllable that ends in one vowel and one consonant: slam → slammed."""
    listed = {verb for entry in VERBS for verb in entry["verbs"]} | set(PHRASES["light_verbs"])
    short = [v for v in sorted(listed) if re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]", v)]
    assert len(short) > 10
    assert [v for v in short if f"{v}{v[-1]}ing" not in reporting.inflections(v)] == []


@pytest.mark.parametrize(
    ("form", "lemma", "frame", "act"),
    [
        ("said", "say", "quote", "statement"),
        ("said", "say", "clause", "statement"),
        ("told", "tell", "heard", "statement"),
        ("showed", "show", "document", "statement"),
        ("denounced", "denounce", "object", "statement"),
        ("urged", "urge", "heard_infinitive", "statement"),
        ("vowed", "vow", "infinitive", "statement"),
        ("lashed", "lash", "topic", "statement"),
        ("believes", "believe", "clause", "attitude"),
        ("opposes", "oppose", "object", "attitude"),
        ("hopes", "hope", "infinitive", "attitude"),
    ],
)
def test_verbs_are_found_by_their_printed_form(form: str, lemma: str, frame: str, act: str) -> None:
    entry = reporting.verbs()[form]
    assert entry.lemma == lemma
    assert entry.frames[frame] == act


def test_nouns_are_found_in_both_numbers() -> None:
    assert reporting.nouns()["claim"] == reporting.nouns()["claims"] == "statement"
    assert reporting.nouns()["testimonies"] == "statement"
    assert reporting.nouns()["fear"] == reporting.nouns()["fears"] == "attitude"


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("agencies", "agency"), ("spokeswomen", "spokeswoman"), ("officials", "official"),
        ("bosses", "boss"), ("witnesses", "witness"), ("churches", "church"), ("boxes", "box"),
        ("judges", "judge"), ("nurses", "nurse"), ("press", "press"), ("police", "police"),
    ],
)  # fmt: skip
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_word_sets_are_those_of_the_file() -> None:
    assert {"spokeswoman", "mayor"} <= word_set("person")
    assert {"feminine", "masculine"} <= SPEAKERS.keys()
    assert not word_set("feminine") & word_set("masculine")
    with pytest.raises(KeyError):
        word_set("no such list")


@pytest.mark.parametrize("rule", ["quote", "clause", "credit", "no such rule"])
@pytest.mark.parametrize("word", ["say", "according to", "no such word"])
def test_trust_is_a_probability(rule: str, word: str) -> None:
    assert 0 < trust_in(rule, word) < 1


@pytest.mark.parametrize("rule", ["quote", "clause", "credit"])
def test_trust_lies_between_what_was_counted_for_the_word_and_for_its_rule(rule: str) -> None:
    entry = load("trust.json")["rules"][rule]
    for word, (right, seen) in entry["words"].items():
        assert 0 <= right <= seen
        low, high = sorted([right / seen, entry["rate"]])
        assert low - 1e-9 <= trust_in(rule, word) <= high + 1e-9
