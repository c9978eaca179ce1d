"""Who speaks, in short articles read by the model that ships: the same article under several people's names."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

from quotes.extract import Extraction, extract
from quotes.types import Article, Attribution

#: A woman and a man, each by given name and surname.
PAIRS = [
    (("Anna", "Weiss"), ("Peter", "Lund")),
    (("Sandra", "Okafor"), ("Thomas", "Brandt")),
    (("Maria", "Delgado"), ("William", "Hale")),
]


class Case(NamedTuple):
    """An article and who speaks in it, in the order of its quotes. {W} and {M} are the woman's and the man's full
    names, {w} and {m} their surnames, {N} is another man."""

    text: str
    speakers: list[str | None]


CASES = {
    "she, after a woman and a man": Case(
        "{W} met {M} on Monday. She said the bridge would open in May.", ["{W}"]
    ),
    "he, after a man and a woman": Case(
        "{M} met {W} on Monday. He said the bridge would open in May.", ["{M}"]
    ),
    "she, after titles alone": Case(
        "Mr. {m} met Mrs. {w} on Monday. She said the bridge would open in May.", ["{w}"]
    ),
    "he, after two men": Case(
        "{M} and {N} met on Monday. He said the bridge would open in May.", [None]
    ),
    "she, paragraphs later": Case(
        "{W} spoke first.\n\nPolice kept the road open.\n\nIt rained all day.\n\n"
        "She said the bridge would open in May.",
        ["{W}"],
    ),
    "he is not whom he talks of": Case(
        "{N} stood beside {M}. “{m} will be the next mayor,” he said.", ["{N}"]
    ),
    "they, a crowd": Case(
        "Dozens of residents came to the meeting on Friday. They said the noise kept them awake.",
        ["Dozens of residents"],
    ),
    "they, two sources": Case(
        "{W} and {M} closed the pier on Friday. {w} and {m} said the wood was rotten. "
        "They said repairs would take a year.",
        ["{W} and {M}", "{W} and {M}"],
    ),
    "it, an agency": Case(
        "The Harbor Authority closed the pier on Friday. It said the wood was rotten.",
        ["Harbor Authority"],
    ),
    "the agency": Case(
        "The Harbor Authority closed the pier on Friday. The agency said the wood was rotten.",
        ["Harbor Authority"],
    ),
    "who": Case("{W}, who said the wood was rotten, closed the pier on Friday.", ["{W}"]),
    "an elided subject": Case(
        "{W} paused and said the wood was rotten, adding that repairs would take a year.",
        ["{W}", "{W}"],
    ),
    "the spokeswoman": Case(
        "{W}, a spokeswoman for the port, came to the pier with {M}. "
        "The spokeswoman said the wood was rotten.",
        ["{W}"],
    ),
    "a newspaper's reporter": Case(
        "The Elm Post's {W} reported that the wood was rotten.",
        ["{W}"],
    ),
    "an official without a name": Case(
        "A Treasury official spoke on Friday. The official said the talks had failed.",
        ["Treasury official"],
    ),
    "her surname, with a brother of the same": Case(
        "{W} opened the shop. {w} said it was her third. Her brother Karl {w} helped.\n\n"
        "{w} said she would hire ten people.",
        ["{W}", "{W}"],
    ),
}


def filled(pair: int, name: str) -> Case:
    (given_w, w), (given_m, m) = PAIRS[pair]
    names = {"W": f"{given_w} {w}", "w": w, "M": f"{given_m} {m}", "m": m, "N": "Robert Kaminski"}
    text, speakers = CASES[name]
    return Case(text.format(**names), [each and each.format(**names) for each in speakers])


KEYS = list(product(range(len(PAIRS)), CASES))


@pytest.fixture(scope="module")
def read() -> dict[tuple[int, str], list[Attribution]]:
    articles = [Article(filled(*key).text, str(key)) for key in KEYS]
    found = [each for each in extract(articles) if isinstance(each, Extraction)]
    return {key: each.attributions for key, each in zip(KEYS, found, strict=True)}


@pytest.mark.model
@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{PAIRS[key[0]][0][1]}: {key[1]}")
def test_every_quote_has_its_speaker(
    read: dict[tuple[int, str], list[Attribution]], key: tuple[int, str]
) -> None:
    assert [a.speaker and a.speaker.name for a in read[key]] == filled(*key).speakers


@pytest.mark.model
def test_two_men_are_the_candidates(read: dict[tuple[int, str], list[Attribution]]) -> None:
    [attribution] = read[0, "he, after two men"]
    assert {s.name for s in attribution.candidates} == {"Peter Lund", "Robert Kaminski"}
