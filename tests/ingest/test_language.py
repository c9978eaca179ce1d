"""Articles that are not in English are refused, not misread."""

from __future__ import annotations

import subprocess
import sys

import pytest

from quotes.ingest import read_articles
from quotes.ingest.language import foreign_language

ENGLISH = (
    "The council delayed its vote on the harbour on Monday, its office said. “We need more time,” "
    "said Maria Lindqvist, who chairs it. She told the Gazette that the plan was drawn up in a "
    "week and that nobody had asked the fishermen about it. The next meeting is in April, and the "
    "mayor wants to be there with his own figures, which he had not shown to anyone before."
)
FOREIGN = {
    "de": "Der Rat hat die Abstimmung über den Hafen am Montag verschoben, wie das Büro mitteilte. "
    "„Wir brauchen mehr Zeit“, sagte Maria Lindqvist, die den Vorsitz führt. Der Plan sei in einer "
    "Woche entstanden, und niemand habe die Fischer gefragt. Die nächste Sitzung findet im April "
    "statt, und der Bürgermeister will dann eigene Zahlen vorlegen, die bisher niemand kennt.",
    "fr": "Le conseil a reporté lundi son vote sur le port, a indiqué son bureau. « Il nous faut "
    "plus de temps », a déclaré Maria Lindqvist, qui le préside. Le plan a été rédigé en une "
    "semaine et personne n’a demandé l’avis des pêcheurs. La prochaine réunion aura lieu en avril, "
    "et le maire veut y présenter ses propres chiffres, que personne ne connaît encore.",
    "nl": "De raad heeft de stemming over de haven maandag uitgesteld, zo meldde het bureau. “We "
    "hebben meer tijd nodig”, zei Maria Lindqvist, die de raad voorzit. Het plan is in een week "
    "gemaakt en niemand heeft de vissers iets gevraagd. De volgende vergadering is in april, en de "
    "burgemeester wil dan met eigen cijfers komen, die nog niemand heeft gezien.",
}
FIGURES = "\n".join(
    f"{year}\t{year * 7 % 97}.{year % 10}\t{year * 13 % 89}" for year in range(1990, 2025)
)


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_other_languages_are_told(code, text):
    assert foreign_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        # An English article that quotes at length in another language.
        ENGLISH + "\n\n" + FOREIGN["de"],
        FIGURES,
        "“Nein,” sagte er. " * 10,  # too short to tell
        "Lindqvist, Okafor, Brandt, Holm, de la Cruz. " * 6,
        "",
        " " * 1_000,
        "!?" * 500,
    ],
    ids=lambda text: text[:20],
)
def test_english_and_what_cannot_be_told_pass(text):
    assert foreign_language(text) is None


def test_it_is_a_failure_of_that_article_alone(tmp_path):
    for name, text in [("a.txt", ENGLISH), ("b.txt", FOREIGN["de"]), ("c.txt", ENGLISH)]:
        (tmp_path / name).write_text(text)
    first, error, last = read_articles([str(tmp_path)])
    assert (first.text, last.text) == (ENGLISH, ENGLISH)
    assert str(error) == (
        f'{tmp_path}/b.txt: is not in English (its language seems to be "de"); --any-language '
        "reads it all the same"
    )
    every = read_articles([str(tmp_path)], any_language=True)
    assert [item.text for item in every] == [ENGLISH, FOREIGN["de"], ENGLISH]


def test_english_does_not_pay_for_the_classifier():
    code = (
        "import sys; from quotes.ingest.language import foreign_language\n"
        f"assert foreign_language({ENGLISH!r}) is None\n"
        "assert not {'py3langid', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
