"""Whether two articles can mean the same speaker."""

import pytest

from quotes.resolve.agreement import Agreement, Voice, agreement, speaker_print

SAME, POSSIBLE, DIFFERENT = Agreement.SAME, Agreement.POSSIBLE, Agreement.DIFFERENT


def person(name: str, **fields: str) -> Voice:
    return Voice(name, "person", True, **fields)


def body(name: str) -> Voice:
    return Voice(name, "organization", True)


def somebody(name: str, **fields: str) -> Voice:
    return Voice(name, "person", False, **fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (person("Ana Ruiz"), person("Ana Ruiz"), SAME),
        (person("Ana Ruiz"), person("Ruiz"), SAME),
        (person("Dr. Ana Ruiz Jr."), person("A. Ruiz"), SAME),
        (person("Milagros Peña-Vance"), person("Milagros Pena-Vance"), SAME),
        (person('Terrence "Tug" Bellweather'), person("Tug Bellweather"), SAME),
        (person("Bill Hart"), person("William Hart"), POSSIBLE),
        (person("Ana Ruiz"), person("Tom Lee"), DIFFERENT),
        (person("Ana Ruiz"), Voice(), POSSIBLE),
        (person("Ana Ruiz"), somebody("an official"), POSSIBLE),
        (person("Donald Trump"), somebody("Trump official"), POSSIBLE),
        (somebody("an official"), somebody("a person briefed on the talks"), POSSIBLE),
        (somebody("Treasury Department spokesperson"), body("Treasury"), SAME),
        (somebody("spokesperson for the Treasury"), somebody("Treasury official"), SAME),
        (somebody("a spokesperson", affiliation="Treasury Department"), body("Treasury"), SAME),
        (somebody("an aide", affiliation="Harbor Council"), body("Treasury"), POSSIBLE),
        (body("Treasury"), body("Harbor Council"), DIFFERENT),
        (person("Ana Ruiz", affiliation="Harbor Council"), body("Harbor Council"), POSSIBLE),
        (person("Ana Ruiz", affiliation="Treasury"), body("Harbor Council"), DIFFERENT),
        (person("Ana Ruiz"), body("Harbor Council"), POSSIBLE),
        (person("Bill Hart", identity="x"), person("W. H. Stone", identity="x"), SAME),
    ],
)
def test_agreement(one, other, expected):
    assert agreement(one, other) == expected
    assert agreement(other, one) == expected


@pytest.mark.parametrize(
    ("voice", "word"),
    [
        (person("Sen. Ana Ruiz Jr."), "ruiz"),
        (body("the Treasury Department"), "treasury"),
        (somebody("a spokesperson for the Treasury"), "treasury"),
        (somebody("an official"), None),
        (somebody("an official", affiliation="the Treasury"), "treasury"),
        (Voice(), None),
        (person("—"), "—"),
        (person("Bill Stone", identity="william hart|person|named"), "hart"),
    ],
)
def test_the_word_by_which_a_speaker_is_found(voice, word):
    assert speaker_print(voice) == word
