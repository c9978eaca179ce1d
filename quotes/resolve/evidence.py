"""What articles say of people besides their names, and whether it makes two of one name one person.

An article's description of a person is a role ("Kestrel University hydrologist") and an affiliation.
Two descriptions support each other where they share a proper word or an office that few hold; they
speak against each other where one person is hardly both. Of those whose name many bear it counts besides
what the articles are about and when they were published.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon.names import fold_name
from quotes.lexicon.people import are_related, field_of, office_of, vague_words
from quotes.lexicon.speakers import singular, word_set
from quotes.resolve.agreement import Voice, proper_words

STRONG, WEAK = 2, 1
"""How much two descriptions support each other: by a proper word, by an office."""


_APART = 20
"""Years between two decades without a quote from which on a common name is taken for somebody else's."""


class Profile(NamedTuple):
    """What descriptions say: walks of life, offices, proper words of role and affiliation, proper
    words of the affiliation alone, and whether the role is a former one; and of the articles, as far as that is
    known, which walks of life they are about and of which decades they are.
    """

    fields: frozenset[str]
    offices: frozenset[str]
    proper: frozenset[str]
    bodies: frozenset[str]
    former: bool
    about: frozenset[str] = frozenset()
    decades: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.offices or self.proper)


class Support(NamedTuple):
    """How much two profiles support each other, and by which words."""

    strength: int
    words: str


@lru_cache(maxsize=1 << 16)
def profile(role: str, affiliation: str, about: str = "", decade: int = 0) -> Profile:
    """What a role and an affiliation, empty where there is none, say. `about` and `decade` as in
    `quotes.resolve.circumstances`.
    """
    words = fold_name(role.replace("-", " ")).split()
    stems = [each for word in words for each in {word, singular(word)}]
    titles = word_set("person") | word_set("titles") | word_set("honorifics") | vague_words()
    bodies = proper_words(Voice(affiliation)) - vague_words()
    proper = frozenset(
        word
        for word in bodies | proper_words(Voice(role))
        if word not in titles and field_of(word) is None and office_of(word) is None
    )
    return Profile(
        frozenset(field for word in stems if (field := field_of(word))),
        frozenset(office for word in stems if (office := office_of(word))),
        proper,
        bodies,
        bool({"former", "retired", "ex", "late"} & set(words)),
        frozenset({about} - {""}),
        frozenset({decade} - {0}),
    )


def together(profiles: Iterable[Profile]) -> Profile:
    """What several descriptions of one person say."""
    found = list(profiles)
    return Profile(
        frozenset().union(*(each.fields for each in found)),
        frozenset().union(*(each.offices for each in found)),
        frozenset().union(*(each.proper for each in found)),
        frozenset().union(*(each.bodies for each in found)),
        any(each.former for each in found),
        frozenset().union(*(each.about for each in found)),
        frozenset().union(*(each.decades for each in found)),
    )


def support(a: Profile, b: Profile) -> Support | None:
    """How much two descriptions support each other, None where they do not."""
    if shared := a.proper & b.proper:
        return Support(STRONG, ", ".join(sorted(shared)))
    elsewhere = a.proper and b.proper  # the mayors of two towns are two
    if not elsewhere and (offices := a.offices & b.offices):
        return Support(WEAK, ", ".join(sorted(offices)))
    return None


def conflict(a: Profile, b: Profile, *, common: bool) -> str | None:
    """Why one person is hardly both, None where nothing says so. `common` tells that many bear the
    name: then it takes less to tell two of them apart.
    """
    shared = support(a, b)
    if shared is not None and shared.strength == STRONG:
        return None
    if a.fields and b.fields and not a.fields & b.fields:
        apart = not any(are_related(one, other) for one in a.fields for other in b.fields)
        if common or (apart and not (a.former or b.former)):
            return f"{', '.join(sorted(a.fields))} here, {', '.join(sorted(b.fields))} there"
    if not common or shared is not None:
        return None
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return f"{', '.join(sorted(a.bodies))} here, {', '.join(sorted(b.bodies))} there"
    mine, theirs = a.fields | a.about, b.fields | b.about
    if mine and theirs and not any(are_related(one, other) for one in mine for other in theirs):
        return f"{', '.join(sorted(mine))} here, {', '.join(sorted(theirs))} there"
    years = [abs(one - other) for one in a.decades for other in b.decades]
    if years and min(years) > _APART:
        return f"{min(a.decades)}s here, {min(b.decades)}s there"
    return None


def senses(profiles: Iterable[Profile], *, common: bool) -> list[frozenset[Profile]]:
    """The descriptions of those who bear one name, one set a person. Depends on the set of
    descriptions alone.

    What says nothing stands with the others where they are one person or where only one of them fits what the
    articles are about, else by itself.
    """
    distinct = set(profiles)
    found = _apart((each for each in distinct if not each.is_empty), common=common)
    told = [together(sense) for sense in found]
    sets = list(found)
    left = []
    for each in distinct:
        if each.is_empty:
            fitting = [
                k for k, one in enumerate(told) if conflict(one, each, common=common) is None
            ]
            if len(fitting) == 1 and (len(found) == 1 or _is_about(told[fitting[0]], each)):
                sets[fitting[0]] |= {each}
            else:
                left.append(each)
    return [*sets, *_apart(left, common=common)]


def _apart(profiles: Iterable[Profile], *, common: bool) -> list[frozenset[Profile]]:
    found: list[list[Profile]] = []
    for each in sorted(profiles, key=_order):
        fitting = [
            sense for sense in found if conflict(together(sense), each, common=common) is None
        ]
        # The one that shares most; of several that share nothing the first would be a guess.
        fitting.sort(key=lambda sense: -_shared(together(sense), each))
        if not fitting:
            found.append([each])
        elif len(fitting) == 1 or _shared(together(fitting[0]), each) > _shared(
            together(fitting[1]), each
        ):
            fitting[0].append(each)
        else:
            found.append([each])
    return [frozenset(sense) for sense in found]


def _is_about(person: Profile, said: Profile) -> bool:
    """Whether an article that says nothing of the person is about their walk of life."""
    return bool(said.about & (person.fields | person.about))


def _shared(a: Profile, b: Profile) -> int:
    fields = (a.fields | a.about) & (b.fields | b.about)
    return 4 * len(a.proper & b.proper) + 2 * len(a.offices & b.offices) + len(fields)


def _order(each: Profile) -> tuple[int, list[list[str]], bool, bool, list[str], bool, list[int]]:
    sets = [each.fields, each.offices, each.proper, each.bodies]
    told = [sorted(words) for words in sets]
    # What tells nothing comes last: it fits everybody, and so decides nothing.
    return (
        -sum(map(len, sets)), told, each.former,
        not each.about, sorted(each.about), not each.decades, sorted(each.decades),
    )  # fmt: skip
