"""The peer that scores are printed beside: textacy's rules for quotations in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.errors import SourceError
from quotes.types import Article, Attribution, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def predict_textacy(
    articles: Sequence[Article],
) -> Iterator[tuple[Article, list[Attribution]] | SourceError]:
    """What textacy finds over the embedded pipeline's parse; a SourceError where it gives up."""
    from quotes.annotate import annotate

    for article, doc in zip(articles, annotate(a.text for a in articles), strict=True):
        try:
            yield article, direct_quotations(article, doc)
        except ValueError as error:
            yield SourceError(article.source, f"textacy gives up: {error}")


def direct_quotations(article: Article, doc: Doc) -> list[Attribution]:
    """`textacy.extract.direct_quotations` in our types; `doc` is the article parsed.

    Raises ValueError on a text with an odd number of quotation marks, apostrophes among them.
    """
    # textacy takes seconds and 190 MB to import, and only this baseline needs it here.
    from textacy.extract import direct_quotations as triples

    return [
        Attribution(
            article,
            Quote(
                act="statement",
                kind="direct",
                content=(_around(article.text, list(triple.content)),),
                cue=_around(article.text, triple.cue),
                source=_around(article.text, triple.speaker),
            ),
            speaker=None,
        )
        for triple in triples(doc)
    ]


def _around(text: str, tokens: Sequence[Token]) -> Span:
    """From the first token to the last."""
    return Span.of(text, tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
