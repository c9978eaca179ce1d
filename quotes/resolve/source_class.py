"""What kind of source a speaker is beyond person or organisation: official, expert, business, witness.

The rules are data (`quotes/lexicon/en/source_classes.toml`, which tells their order); this is what reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from quotes.lexicon.source_classes import Words, rules
from quotes.lexicon.speakers import singular
from quotes.types import SourceClass, Speaker

_WORD = re.compile(r"[^\W_][\w’'.&-]*|&")
#: A title ends where it goes on to say what of, for whom, or doing what.
_FURTHER = frozenset(
    {
        "of", "for", "to", "in", "at", "with", "from", "on", "by", "who", "that", "whose", "which",
        "familiar", "close", "involved", "about", "against",
    }
)  # fmt: skip


def with_source_class(speaker: Speaker | None, text: str) -> Speaker | None:
    """The speaker with its class filled in; None stays None."""
    return replace(speaker, source_class=source_class(speaker, text)) if speaker else None


# The same speaker is asked for once a quote, and the text is searched each time.
@lru_cache(maxsize=32)
def source_class(speaker: Speaker, text: str = "") -> SourceClass:
    """The class of a speaker; `text` is the article, asked for what stands beside a person's name."""
    if speaker.type == "document":
        return "document"
    person = speaker.type != "organization"
    if speaker.type == "person" and (known := _known(speaker.name)):
        return known
    titles = [speaker.role, None if speaker.named or not person else speaker.name]
    body = speaker.affiliation if person else speaker.name
    found: str | None = None
    for title in filter(None, titles):
        found = found or _by_title(title, speaker.affiliation)
    found = found or (_by_body(body) if body else None)
    if speaker.named and speaker.type == "person":
        found = found or _beside(speaker.name, text)
    elif speaker.named:
        found = found or _by_body(speaker.name) or _by_title(speaker.name, None)
    for title in filter(None, titles):
        found = found or _alone(title)
    if not speaker.named and person:
        # "woman pouring his coffee": the first word that says anything.
        each = (_word([word], rules().titles) for word in _split(speaker.name))
        found = found or next(filter(None, each), None)
    return cast("SourceClass", found or "unknown")


def class_of_body(name: str) -> SourceClass | None:
    """The class of an organisation by its name alone; None where the name does not tell."""
    return cast("SourceClass | None", _by_body(name))


def _by_title(title: str, affiliation: str | None) -> str | None:
    words = _split(title)
    if not words:
        return None
    found = _phrase(words, rules().titles)
    if found:
        return found
    head = _head(words)
    if rules().generic.isdisjoint(_forms(head)):
        return _word([head], rules().titles)
    return (_by_body(affiliation) if affiliation else None) or _by_body_words(
        words[: words.index(head)]
    )


def _alone(title: str) -> str | None:
    words = _split(title)
    if not words:
        return None
    head = _head(words)
    rest = [word for word in words[words.index(head) + 1 :] if word not in ("of", "the")]
    found = _phrase(words, rules().alone) or _word([head], rules().alone)
    elsewhere = rest and " ".join(rest) not in rules().places
    return None if found == "politician" and elsewhere else found


def _by_body(name: str) -> str | None:
    words = _split(name)
    plain = " ".join(word for word in words if word != "the")
    return _by_body_words(words) or ("official" if plain in rules().places else None)


def _by_body_words(words: Sequence[str]) -> str | None:
    if not words:
        return None
    bodies, last = rules().bodies, _forms(words[-1])

    def ending(each: Words) -> frozenset[str]:
        return each.last if len(words) > 1 else each.whole

    return (
        _phrase(words, bodies)
        or next((each.name for each in bodies if not ending(each).isdisjoint(last)), None)
        or _word(words, bodies)
    )


def _known(name: str) -> SourceClass | None:
    plain = " ".join(name.split()).casefold().replace(".", "")
    found = next((class_ for class_, people in rules().known if plain in people), None)
    return cast("SourceClass | None", found)


def _beside(name: str, text: str) -> str | None:
    words = name.split()
    if not words:
        return None
    last = re.escape(words[-1])
    for class_, patterns in rules().beside:
        if any(_pattern(pattern, last).search(text) for pattern in patterns):
            return class_
    return None


@lru_cache(maxsize=1 << 10)
def _pattern(pattern: str, name: str) -> re.Pattern[str]:
    return re.compile(pattern.format(name=name))


def _split(phrase: str) -> list[str]:
    """Words in lower case, without possessives and full stops at the end."""
    words = (w.casefold().rstrip(".'’-") for w in _WORD.findall(phrase))
    return [bare for word in words if (bare := re.sub(r"[’']s$", "", word))]


def _forms(word: str) -> tuple[str, str]:
    return word, singular(word) if len(word) > 3 else word


def _head(words: Sequence[str]) -> str:
    """The last word before the title goes on: "director" of "deputy director of the port"."""
    end = next((k for k, word in enumerate(words) if k and word in _FURTHER), len(words))
    return words[end - 1]


def _phrase(words: Sequence[str], classes: Iterable[Words]) -> str | None:
    runs = {
        (*words[i : i + n - 1], last)
        for n in (2, 3, 4)
        for i in range(len(words) - n + 1)
        for last in _forms(words[i + n - 1])
    }
    return next((each.name for each in classes if not runs.isdisjoint(each.phrases)), None)


def _word(words: Sequence[str], classes: Iterable[Words]) -> str | None:
    forms = {form for word in words for form in _forms(word)}
    return next((each.name for each in classes if not each.words.isdisjoint(forms)), None)
