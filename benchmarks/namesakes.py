"""One speaker over many articles, on invented people: how well names are put together when they are
written in other ways, and kept apart when two people bear them.

    python -m benchmarks.namesakes [--people 2000] [--seed 1] [--mistakes 10]

Everything comes from the seed. Each person has a name, a role and a body, and stands in several
articles: with the full name, a middle initial, initials, a short form of the given name, the surname
alone, a letter wrong, or without role and body. One in ten has a namesake in another walk of life, and
surnames are shared. Printed are B-cubed precision and recall, in all and without each way of writing.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from quotes.lexicon.people import common_names, short_forms
from quotes.store.speakers import Said
from training.identities import Mention, b_cubed, linked

ROLES = (
    ("senator", "mayor", "governor"), ("quarterback", "goalkeeper"), ("surgeon", "nurse"),
    ("sheriff", "detective"), ("novelist", "singer"),
)  # fmt: skip
BODIES = ("Council", "Hospital", "Institute", "Alliance", "Union")
WAYS = (
    "full",
    "full",
    "full",
    "bare of role",
    "middle",
    "initials",
    "short",
    "surname",
    "misspelt",
)
SYLLABLES = (
    "bar", "dal", "fen", "gor", "hol", "kim", "lun", "mor", "nor", "pel", "quil", "ros", "sten", "tor",
    "ul", "ven", "wick", "yar", "zel",
)  # fmt: skip


class Person(NamedTuple):
    """One invented person."""

    given: str
    middle: str
    surname: str
    field: int
    role: str
    body: str


def people(count: int, rng: random.Random) -> Iterator[Person]:
    """Invented people, each with a name and a role that others may have too."""
    given = sorted(short_forms())
    common = sorted(common_names("surnames"))
    surnames = ["".join(rng.sample(SYLLABLES, 3)) for _ in range(count // 2)]
    found: list[Person] = []
    for _ in range(count):
        if found and rng.random() < 0.1:
            twin = rng.choice(found)
            name, field = (twin.given, twin.surname), (twin.field + 1) % len(ROLES)
        else:
            surname = rng.choice(common if rng.random() < 0.2 else surnames)
            name, field = (rng.choice(given), surname), rng.randrange(len(ROLES))
        body = f"{''.join(rng.sample(SYLLABLES, 4)).capitalize()} {rng.choice(BODIES)}"
        middle = rng.choice("ABCDEFGHJKLMNPRSTW")
        one = Person(name[0], middle, name[1], field, rng.choice(ROLES[field]), body)
        found.append(one)
        yield one


def written(person: Person, way: str, rng: random.Random) -> Said:
    """How an article that goes this way gives the person."""
    given, surname = person.given.capitalize(), person.surname.capitalize()
    if way == "middle":
        given = f"{given} {person.middle}."
    elif way == "initials":
        given = f"{given[0]}."
    elif way == "short":
        given = rng.choice(short_forms()[person.given]).capitalize()
    elif way == "misspelt":
        place = rng.randrange(1, len(surname))
        surname = surname[:place] + surname[place + 1 :]
    name = surname if way == "surname" else f"{given} {surname}"
    if way == "bare of role":
        return Said(name, "person", True)
    return Said(name, "person", True, person.role, person.body)


def collection(
    count: int, seed: int
) -> tuple[dict[str, list[Said]], dict[Mention, int], dict[Mention, str]]:
    """Articles with the one speaker of each, who that is, and which way the name is written."""
    rng = random.Random(seed)
    articles: dict[str, list[Said]] = {}
    truth: dict[Mention, int] = {}
    ways: dict[Mention, str] = {}
    for number, person in enumerate(people(count, rng)):
        for _ in range(rng.randrange(2, 7)):
            way = rng.choice(WAYS)
            article = str(len(articles))
            said = written(person, way, rng)
            articles[article] = [said]
            truth[article, said.name] = number
            ways[article, said.name] = way
    return articles, truth, ways


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mistakes", type=int, default=0, help="print so many wrong merges")
    given = parser.parse_args()
    articles, truth, ways = collection(given.people, given.seed)
    speakers = linked(articles)
    found = {(article, said.name): number for (article, said), number in speakers.items()}
    for way in ("", *dict.fromkeys(WAYS)):
        some = {mention: who for mention, who in truth.items() if ways[mention] != way}
        scores = b_cubed(found, some)
        print(
            f"{f'without {way}' if way else 'all':<24}{len(some):>6} mentions  "
            f"precision {scores.precision:.2f}  recall {scores.recall:.1f}  F1 {scores.f1:.1f}"
        )
    groups: dict[int, dict[int, Said]] = defaultdict(dict)
    for (article, said), number in speakers.items():
        groups[number].setdefault(truth[article, said.name], said)
    wrong = [group for group in groups.values() if len(group) > 1]
    print(f"{len(wrong)} of {len(groups)} speakers are of two people or more")
    for group in wrong[: given.mistakes]:
        print("  " + " | ".join(f"{s.name}, {s.role}, {s.affiliation}" for s in group.values()))


if __name__ == "__main__":
    main()
