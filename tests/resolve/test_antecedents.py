"""Whom a pronoun means: what the rules forbid, how evidence ranks the rest, when it stays open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.antecedents import SEARCHES, WEIGHTS, Ranking, Said, Weights
from quotes.resolve.entities import Entity
from quotes.types import Gender, Mention, Span, SpeakerType

TEXT = "Ann Poe met Tom Ray. He said that Ann Poe was late, to Tom Ray."
POE, HE, RAY = TEXT.index("Ann"), TEXT.index("He"), TEXT.index("Tom")


def mention(start: int, end: int, **facts: Any) -> Mention:
    given_facts = {"kind": "name", "type": "person", "head": "poe", "head_start": start, **facts}
    return Mention(Span.of(TEXT, start, end), **given_facts)


def entity(
    name: str, *mentions: Mention, type_: SpeakerType = "person", gender: Gender | None = None
) -> Entity:
    return Entity(name, type_, True, mentions[0], list(mentions), gender)


def pronoun(word: str = "he", **facts: Any) -> Mention:
    gender = {"he": "masculine", "she": "feminine"}.get(word)
    plural = word == "they"
    return mention(HE, HE + 2, kind="pronoun", head=word, gender=gender, plural=plural, **facts)


def names(ranking: Ranking, anaphor: Mention, *entities: Entity, **more: Any) -> list[str]:
    ranked = ranking.rank(anaphor, SEARCHES[anaphor.head], entities, **more)
    return [each.entity.name for each in ranked]


FIRST = mention(POE, POE + 7, subject=True)
SECOND = mention(RAY, RAY + 7)
RULES = Ranking([FIRST, SECOND, pronoun()], {})


def test_a_subject_comes_before_others() -> None:
    assert names(RULES, pronoun(), entity("Lee Ray", SECOND), entity("Lee Poe", FIRST)) == [
        "Lee Poe",
        "Lee Ray",
    ]


def test_the_subject_of_the_sentence_comes_before_that_of_a_clause() -> None:
    main = mention(POE, POE + 7, subject=True, main=True)
    clause = mention(RAY, RAY + 7, subject=True)
    found = names(RULES, pronoun(), entity("Lee Ray", clause), entity("Lee Poe", main))
    assert found == ["Lee Poe", "Lee Ray"]


@pytest.mark.parametrize(
    ("word", "type_", "gender", "allowed"),
    [
        ("he", "person", None, True),
        ("he", "person", "masculine", True),
        ("he", "person", "feminine", False),
        ("she", "person", "masculine", False),
        ("he", "organization", None, False),
        ("he", "group", None, False),
        ("it", "organization", None, True),
        ("it", "document", None, True),
        ("it", "person", None, False),
        ("they", "document", None, False),
    ],
)
def test_type_and_gender_must_agree(
    word: str, type_: SpeakerType, gender: Gender | None, allowed: bool
) -> None:
    found = names(RULES, pronoun(word), entity("Lee Poe", FIRST, type_=type_, gender=gender))
    assert bool(found) is allowed


def test_they_are_several() -> None:
    several = mention(POE, POE + 7, type="group", plural=True)
    assert names(RULES, pronoun("they"), entity("Poes", several, type_="group")) == ["Poes"]
    assert names(RULES, pronoun("they"), entity("Lee Poe", FIRST)) == []


def test_only_what_comes_before_counts_and_nothing_inside_quotation_marks() -> None:
    later = mention(TEXT.rindex("Tom"), TEXT.rindex("Tom") + 7)
    quoted = mention(RAY, RAY + 7, quoted=True)
    assert names(RULES, pronoun(), entity("Tom Ray", later)) == []
    assert names(RULES, pronoun(), entity("Tom Ray", quoted)) == []


def test_nobody_speaks_of_himself_by_name() -> None:
    inside = TEXT.rindex("Ann")
    again = mention(inside, inside + 7)
    said = Said(content=[Span.of(TEXT, TEXT.index("that"), len(TEXT))])
    poe, ray = entity("Lee Poe", FIRST, again), entity("Lee Ray", SECOND)
    assert names(RULES, pronoun(), poe, ray, said=said) == ["Lee Ray"]
    # In another sentence, outside quotation marks, the report has gone on.
    assert names(RULES, pronoun(sentence=1), poe, ray, said=said) == ["Lee Poe", "Lee Ray"]


def test_nobody_is_told_by_himself() -> None:
    poe, ray = entity("Lee Poe", FIRST), entity("Lee Ray", SECOND)
    assert names(RULES, pronoun(), poe, ray, said=Said(addressees=["Mr. Poe"])) == ["Lee Ray"]


def test_the_scorer_may_outweigh_a_subject() -> None:
    ranking = Ranking([FIRST, SECOND, pronoun()], {2: [-6.0, 6.0]})
    assert names(ranking, pronoun(), entity("Lee Poe", FIRST), entity("Lee Ray", SECOND))[0] == (
        "Lee Ray"
    )


def test_an_entity_scores_as_any_of_its_mentions() -> None:
    ranking = Ranking([FIRST, SECOND, pronoun()], {2: [1.0, 2.0]})
    one = ranking.score(pronoun(), [SECOND])
    assert one == 2.0
    assert ranking.score(pronoun(), [FIRST, SECOND]) > one
    # A mention too far back to be scored is at best as likely as the least likely one that was.
    near = Ranking([FIRST, SECOND, pronoun()], {2: [2.0]})
    assert near.score(pronoun(), [FIRST]) == 2.0


def test_a_given_name_tips_the_balance() -> None:
    ann, tom = entity("Ann Poe", FIRST), entity("Tom Ray", SECOND)
    assert names(RULES, pronoun("he"), ann, tom) == ["Tom Ray", "Ann Poe"]
    assert names(RULES, pronoun("she"), ann, tom) == ["Ann Poe", "Tom Ray"]
    # What the article says of Ann counts, not what others of that name are.
    him = entity("Ann Poe", FIRST, gender="masculine")
    assert names(RULES, pronoun("he"), him, tom) == ["Ann Poe", "Tom Ray"]


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("", None),
        ("she", "feminine"),
        ("she he", None),
        ("she he he", "masculine"),
        ("they it", None),
        ("they she", "feminine"),
    ],
)
def test_the_usual_gender_is_that_of_most_pronouns(words: str, usual: Gender | None) -> None:
    lee = entity("Lee Poe", FIRST)
    for word in words.split():
        lee.hear(pronoun(word))
    assert lee.usual == usual
    assert lee.gender is None


@pytest.mark.parametrize(
    ("words", "gender", "found"),
    [
        ("", None, ["Lee Poe", "Lee Ray"]),
        # What pronouns told is evidence …
        ("she", None, ["Lee Ray", "Lee Poe"]),
        ("she he he", None, ["Lee Poe", "Lee Ray"]),
        ("she he", None, ["Lee Poe", "Lee Ray"]),
        # … and a title a verdict.
        ("she", "masculine", ["Lee Poe", "Lee Ray"]),
        ("he he", "feminine", ["Lee Ray"]),
    ],
)
def test_pronouns_are_evidence_and_titles_decide(
    words: str, gender: Gender | None, found: list[str]
) -> None:
    poe, ray = entity("Lee Poe", FIRST, gender=gender), entity("Lee Ray", SECOND)
    for word in words.split():
        poe.heard.update([pronoun(word).gender or "feminine"])
    assert names(RULES, pronoun("he"), poe, ray) == found


def test_what_pronouns_told_outweighs_a_given_name() -> None:
    ann, tom = entity("Ann Poe", FIRST), entity("Tom Ray", SECOND)
    ann.heard.update(["masculine"])
    assert names(RULES, pronoun("he"), ann, tom) == ["Ann Poe", "Tom Ray"]


def test_an_unnamed_one_who_has_just_spoken_is_likelier_than_before() -> None:
    clerk = entity("clerk", FIRST)
    clerk.named = False
    poe = entity("Lee Poe", SECOND)
    [first] = RULES.rank(pronoun(), SEARCHES["he"], [clerk])
    [again] = RULES.rank(pronoun(), SEARCHES["he"], [clerk], last=clerk)
    gained = again.odds - first.odds
    assert gained == pytest.approx(WEIGHTS.speaker + WEIGHTS.description * (WEIGHTS.again - 1))
    assert names(RULES, pronoun(), clerk, poe) == ["Lee Poe", "clerk"]
    assert names(RULES, pronoun(), clerk, poe, last=clerk) == ["clerk", "Lee Poe"]


def test_two_as_likely_stay_open() -> None:
    ranking = Ranking([FIRST, SECOND, pronoun()], {}, Weights(subject=0.0))
    poe, ray = entity("Lee Poe", FIRST), entity("Lee Ray", SECOND)
    ranked = ranking.rank(pronoun(), SEARCHES["he"], [poe, ray])
    assert [e.name for e in ranking.likely(ranked)] == ["Lee Ray", "Lee Poe"]
    assert ranking.likely([]) == []


def test_two_who_act_side_by_side_stay_open_though_one_is_likelier() -> None:
    both = [FIRST, mention(RAY, RAY + 7, subject=True)]
    ranking = Ranking([*both, pronoun()], {2: [1.5, 0.0]})
    ranked = ranking.rank(
        pronoun(), SEARCHES["he"], [entity("Lee Poe", both[0]), entity("Lee Ray", both[1])]
    )
    assert WEIGHTS.margin < ranked[0].odds - ranked[1].odds < WEIGHTS.beside
    assert len(ranking.likely(ranked)) == 2


@given(
    st.lists(st.floats(-20, 20), min_size=2, max_size=2),
    st.permutations([0, 1]),
    st.sampled_from(["he", "she"]),
)
def test_the_order_of_the_entities_changes_nothing(
    row: list[float], order: list[int], word: str
) -> None:
    ranking = Ranking([FIRST, SECOND, pronoun(word)], {2: row})
    entities = [entity("Ann Poe", FIRST), entity("Tom Ray", SECOND)]
    ranked = ranking.rank(pronoun(word), SEARCHES[word], [entities[n] for n in order])
    again = ranking.rank(pronoun(word), SEARCHES[word], entities)
    assert ranked == again
    assert [each.odds for each in ranked] == sorted((e.odds for e in ranked), reverse=True)
    assert ranking.likely(ranked)[0] is ranked[0].entity
