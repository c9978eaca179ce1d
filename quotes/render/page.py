"""Articles as one HTML page that needs nothing else: quotes marked in place, one colour a speaker.

Colour is never the only sign: each quote carries a number that leads to its line in the list below
the article. The page runs no script and loads nothing; all text of an article is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from quotes.render.highlight import Mark, Piece, marks_of, pieces
from quotes.render.inert import page_text
from quotes.render.wording import NO_SPEAKER, role_beside
from quotes.types import Article, Attribution

# Steps of the golden angle keep the hues of any number of speakers apart.
_GOLDEN_ANGLE = 137.508


class Voice(NamedTuple):
    """One entry of an article's legend."""

    name: str
    role: str | None
    hue: int
    quotes: int


def html_page(articles: Iterable[tuple[Article, Sequence[Attribution]]]) -> Iterator[str]:
    """The page, piece by piece, as the articles come: memory holds one article at a time."""
    sections = (_section(number, *item) for number, item in enumerate(articles, start=1))
    return _template().generate(sections=sections)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("quotes.render"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=lambda value: page_text(value) if type(value) is str else value,
    )
    return environment.get_template("articles.html")


def _section(number: int, article: Article, attributions: Sequence[Attribution]) -> dict[str, Any]:
    voices = _voices(attributions)
    hues = [voices[_name(attribution)].hue for attribution in attributions]
    return {
        "number": number,
        "article": article,
        "link": article.url if article.url and _is_web(article.url) else None,
        "voices": list(voices.values()),
        "quotes": [
            {
                "number": position,
                "hue": hue,
                "attribution": attribution,
                "name": _name(attribution),
                "role": _role(attribution),
            }
            for position, (attribution, hue) in enumerate(
                zip(attributions, hues, strict=True), start=1
            )
        ],
        "pieces": (_drawn(piece, hues) for piece in pieces(article.text, marks_of(attributions))),
    }


def _drawn(piece: Piece, hues: Sequence[int]) -> dict[str, Any]:
    """How a piece looks: the narrowest mark gives the colour, every part that covers it a class."""
    marks: tuple[Mark, ...] = piece.marks
    return {
        "text": piece.text,
        "classes": " ".join(dict.fromkeys(mark.part for mark in marks)),
        "hue": hues[marks[-1].number] if marks else None,
        "opens": [(number + 1, hues[number]) for number in piece.opens],
    }


def _voices(attributions: Sequence[Attribution]) -> dict[str, Voice]:
    """The speakers in the order of their first quote."""
    voices: dict[str, Voice] = {}
    for attribution in attributions:
        name = _name(attribution)
        role = _role(attribution)
        hue = round(len(voices) * _GOLDEN_ANGLE + 210) % 360
        known = voices.get(name, Voice(name, role, hue, 0))
        voices[name] = known._replace(quotes=known.quotes + 1, role=known.role or role)
    return voices


def _name(attribution: Attribution) -> str:
    return attribution.speaker.name if attribution.speaker else NO_SPEAKER


def _role(attribution: Attribution) -> str | None:
    speaker = attribution.speaker
    return role_beside(speaker.name, speaker.role) if speaker else None


def _is_web(url: str) -> bool:
    # An article's own URL is foreign text as well: "javascript:" must not become a link.
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False
