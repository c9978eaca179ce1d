"""Invented statements as invented outlets would cut and edit them, with the truth about which belong
together.

Everything comes from the seed: our own sentence patterns, some ordinary words, and as many invented
ones as it takes to have words as rare and as common as those of news; the more quotes, the more
patterns and speakers. Hard cases are in it on
purpose: cuts of a few words, sources without names, formulas that everybody uses, and statements of
one speaker that differ in a number, a name or a "not".
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from quotes.resolve.agreement import Voice
from quotes.resolve.same import Statement
from quotes.types import Kind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOUNS = _words(
    "bridge harbour budget school hospital ferry council river valley tax court railway contract "
    "pension farm factory port police union water power road housing library market engine report "
    "inquiry vote winter summer pupil nurse driver tenant worker price wage rent grant debt lawsuit "
    "forest storm flood drought tunnel runway reactor vaccine border visa tariff election ballot"
)
VERBS = _words(
    "close open rebuild fund repair delay sell cancel extend inspect move protect replace defend "
    "raise cut review publish reject approve finish abandon restore measure question promise"
)
ADJECTIVES = _words(
    "new old safe costly public secret broken hopeful late early empty honest unfair careful quiet "
    "sudden final local modest enormous"
)
OPENINGS = (
    "We will {v} the {n} before the {n2}",
    "I have never seen a {n} so {a}",
    "The {n} is {a} and the {n2} is not",
    "There are {num} reasons to {v} the {n}",
    "Nobody asked the {n} of {place}",
    "It took {num} years to {v} the {n}",
    "If they {v} the {n} in {place}",
    "My {n} told me that the {n2} is {a}",
    "What the people of {place} want is a {a} {n}",
    "You can {v} a {n} or you can sell it",
    "We found {num} {a} problems in the {n}",
    "They {v} the {n} every {month}",
    "I would rather {v} the {n} now",
    "The {a} {n} is worth {num} million to the {n2}",
    "A {n} with {num} doors needs a {n2}",
    "Last {month} the {n} of {place} was {a}",
)
ENDINGS = (
    "and {v} every {a} {n3}",
    "and I do not expect the {n3} to {v} it",
    "but the {n3} will {v} it by {month}",
    "and not one of them is {a}",
    "whether it would {v} a {a} {n3}",
    "and the {n3} was {a} from the first day",
    "the {n3} will have to {v} a {n4}",
    "and a {a} {n3} cannot {v} anything",
    "and a {n3} they can {v}",
    "but the {n3} is still {a}",
    "and I was not prepared to {v} the {n3}",
    "and then they wonder about the {n3}",
    "than {v} the {n3} in {month}",
    "because the {n3} of {place} has to {v} somebody",
    "so that {num} {n3} workers can go home",
    "which is more than the {a} {n3} ever did",
)
FORMULAS = (
    "We do not comment on pending litigation",
    "Our thoughts are with the families of the victims",
    "We will cooperate fully with the investigation",
    "The safety of our customers is our highest priority",
    "We take these allegations very seriously",
    "I am confident that we will find a solution",
    "This is a great day for our community",
    "We are monitoring the situation closely",
)
MONTHS = _words("January February March April June July August September October November December")
NUMBERS = _words("two three four five seven eleven twelve 14 20 35 40 60 90 150 1,200 4,000")
TITLES = _words("Mayor Sen. Dr. Professor Councillor")
GIVEN = _words(
    "Ana Tom Ilse Noor Wade Mara Tobias Renata Gideon Odile Cyrus Philippa Kofi Asha Burke Celia "
    "Hesper Jonty Padraig Vivienne Anand Lorraine Marisol Dominic"
)
UNNAMED = (
    "an official", "a person familiar with the matter", "a spokesperson", "a senior aide",
    "two people briefed on the talks", "a resident",
)  # fmt: skip
SPELLINGS = {"harbour": "harbor", "defence": "defense", "apologise": "apologize"}
SHIFTED = {
    "we": "they", "i": "he", "my": "his", "our": "their", "will": "would", "is": "was",
    "can": "could", "are": "were", "me": "him", "was": "had been", "you": "one", "have": "had",
    "took": "had taken", "found": "had found", "do": "did",
}  # fmt: skip
OUTLETS = 60


class Printed(NamedTuple):
    """A quote as one outlet printed it. Those with the same `truth` are one statement."""

    truth: int
    outlet: int
    statement: Statement


class Said(NamedTuple):
    """What somebody said, before any outlet touched it."""

    sentences: tuple[str, ...]
    speaker: int
    day: date


def printed(count: int, seed: int) -> Iterator[Printed]:
    """At least `count` quotes; all those of one statement follow each other."""
    maker = _Maker(random.Random(seed), speakers=max(50, count // 60))
    done = truth = 0
    while done < count:
        for said in maker.said():
            versions = maker.versions(said)
            for outlet, statement in versions:
                yield Printed(truth, outlet, statement)
            done += len(versions)
            truth += 1


class _Maker:
    def __init__(self, rng: random.Random, speakers: int) -> None:
        self.rng = rng
        # In 5,000 quotes enough to matter, in a million no more than there are in news.
        self._formula_share = min(0.06, 3.5 / speakers)
        self._rare = [self._invented() for _ in range(12_000)]
        self._repeated: set[tuple[str, int]] = set()
        self._is_rare = frozenset(self._rare)
        weights = accumulate(1 / rank for rank in range(20, 20 + len(self._rare)))
        self._rare_weights = list(weights)
        surnames = [self._invented().capitalize() for _ in range(speakers)]
        self._speakers = [(rng.choice(GIVEN), name) for name in surnames]
        self._bodies = [self._invented().capitalize() for _ in range(speakers)]
        self._speaker_weights = list(accumulate(1 / (rank + 5) for rank in range(speakers)))

    def said(self) -> list[Said]:
        """A statement, and perhaps others that resemble it but were said at another time."""
        rng = self.rng
        speaker = rng.choices(range(len(self._speakers)), cum_weights=self._speaker_weights)[0]
        day = date(2025, 1, 1) + timedelta(days=rng.randrange(700))
        formula = rng.choice(FORMULAS)
        if rng.random() < self._formula_share and (formula, speaker) not in self._repeated:
            self._repeated.add((formula, speaker))
            return [Said((formula,), speaker, day)]
        sentences = tuple(self._sentence() for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
        first = Said(sentences, speaker, day)
        if rng.random() < 0.75:
            return [first]
        twin = tuple(self._twisted(sentence) for sentence in sentences)
        later = day + timedelta(days=rng.randrange(1, 200))
        return [first, Said(twin, speaker, later)] if twin != sentences else [first]

    def versions(self, said: Said) -> list[tuple[int, Statement]]:
        """As some outlets print it."""
        rng = self.rng
        copies = min(OUTLETS, int(rng.paretovariate(1.3)))
        outlets = rng.sample(range(OUTLETS), copies)
        wire = self._version(said, "full")
        found = []
        for outlet in outlets:
            statement = wire if rng.random() < 0.3 else self._version(said, None)
            day = said.day + timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 5)))
            found.append((outlet, statement._replace(published=day.isoformat())))
        return found

    def _version(self, said: Said, how: str | None) -> Statement:
        rng = self.rng
        edits = ("full", "full", "sentence", "cut", "ellipsis", "bracket", "mixed", "indirect")
        how = how or rng.choice(edits)
        sentences = list(said.sentences)
        if how != "full" and len(sentences) > 1 and rng.random() < 0.6:
            sentences = [rng.choice(sentences)]
        words = " ".join(f"{sentence}." for sentence in sentences).removesuffix(".").split()
        kind: Kind = "direct"
        if how == "cut" and len(words) > 7:
            size = rng.randint(6, len(words) - 1)
            start = rng.choice((0, len(words) - size))
            words = words[start : start + size]
        elif how == "ellipsis" and len(words) > 9:
            start = rng.randint(4, len(words) - 5)
            words[start : rng.randint(start + 1, len(words) - 4)] = [
                rng.choice(("…", "...", ". . ."))
            ]
        elif how == "bracket":
            words[0] = f"[{rng.choice(('The council', 'The company', 'Officials'))}]"
        text = " ".join(words)
        if how == "indirect":
            kind = "indirect"
            text = rng.choice(("that ", "")) + " ".join(
                SHIFTED.get(word.lower(), word.lower() if not place else word)
                for place, word in enumerate(words)
            ).rstrip(".")
        elif how == "mixed" and len(words) > 6:
            kind = "mixed"
            size = rng.randint(5, min(12, len(words) - 1))
            start = rng.randint(0, len(words) - size)
            head = " ".join(SHIFTED.get(w.lower(), w.lower()) for w in words[:start][-4:])
            text = f"{head} “{' '.join(words[start : start + size])}”".strip()
        if rng.random() < 0.4:
            for british, american in SPELLINGS.items():
                text = text.replace(british, american)
        if kind == "direct":
            opening, closing = rng.choice(("“”", '""', "‘’"))
            text = f"{opening}{text},{closing}"
        return Statement(text, kind, self._voice(said.speaker))

    def _voice(self, speaker: int) -> Voice:
        rng = self.rng
        given, surname = self._speakers[speaker]
        body = self._bodies[speaker]
        chance = rng.random()
        if chance < 0.72:
            return Voice(f"{given} {surname}", "person", True, None, f"{body} Council")
        if chance < 0.82:
            return Voice(f"{rng.choice(TITLES)} {surname}", "person", True)
        if chance < 0.87:
            return Voice(f"{body} Council", "organization", True)
        if chance < 0.97:
            return Voice(rng.choice(UNNAMED), "person", False)
        return Voice()

    def _sentence(self) -> str:
        rng = self.rng
        slots = {name: self._noun() for name in ("n", "n2", "n3", "n4")}
        halves = []
        for pattern in (self._pattern(OPENINGS), self._pattern(ENDINGS)):
            slots |= {"v": rng.choice(VERBS), "a": rng.choice(ADJECTIVES)}
            slots |= {"num": rng.choice(NUMBERS), "month": rng.choice(MONTHS)}
            halves.append(pattern.format(**slots, place=self._noun().capitalize()))
        return ", ".join(halves)

    def _pattern(self, patterns: tuple[str, ...]) -> str:
        """One of as many patterns as there are speakers, each with some words of its own."""
        number = self.rng.randrange(len(self._speakers) * 2)
        own = random.Random(number)
        return " ".join(
            own.choice(self._rare) if len(word) > 4 and word.isalpha() and number > 60 else word
            for word in patterns[number % len(patterns)].split()
        )

    def _noun(self) -> str:
        if self.rng.random() < 0.5:
            return self.rng.choice(NOUNS)
        return self.rng.choices(self._rare, cum_weights=self._rare_weights)[0]

    def _twisted(self, sentence: str) -> str:
        """The sentence with another number, name, month or noun, or the contrary, in both halves."""
        return ", ".join(self._twisted_half(half) for half in sentence.split(", "))

    def _twisted_half(self, half: str) -> str:
        rng = self.rng
        words = half.split()
        for place in rng.sample(range(1, len(words)), len(words) - 1):
            word = words[place]
            if word in NUMBERS:
                words[place] = rng.choice([n for n in NUMBERS if n != word])
            elif word in MONTHS:
                words[place] = rng.choice([m for m in MONTHS if m != word])
            elif word == "will":
                words[place] = "will not"
            elif word in NOUNS or word.lower() in self._is_rare:
                noun = self._noun()
                words[place] = noun.capitalize() if word[0].isupper() else noun
            else:
                continue
            break
        return " ".join(words)

    def _invented(self) -> str:
        syllables = ("ba", "cor", "del", "fen", "gra", "hol", "jin", "kes", "lum", "mar", "nor",
                     "pel", "quin", "ros", "sten", "tav", "ul", "vex", "wim", "yar")  # fmt: skip
        return "".join(self.rng.choice(syllables) for _ in range(self.rng.randint(2, 4)))
