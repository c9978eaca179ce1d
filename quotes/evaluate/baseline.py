"""The peer that scores are printed beside: textacy's rules for quotations in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quotes.errors import SourceError
from quotes.types import Article, Attribution, Quote, Span


def predict_textacy(
    articles: Sequence[Article],
) -> Iterator[tuple[Article, list[Attribution]] | SourceError]:
    """What `textacy.extract.direct_quotations` finds over the embedded pipeline's parse.

    It gives up on a text with an odd number of quotation marks, apostrophes among them: such an
    article yields a SourceError and nothing else.
    """
    # textacy takes seconds and 190 MB to import, and only this baseline needs it here.
    from textacy.extract import direct_quotations

    from quotes.annotate import annotate

    for article, doc in zip(articles, annotate(a.text for a in articles), strict=True):
        try:
            triples = list(direct_quotations(doc))
        except ValueError as error:
            yield SourceError(article.source, f"textacy gives up: {error}")
            continue
        yield (
            article,
            [
                Attribution(
                    article,
                    Quote(
                        act="statement",
                        kind="direct",
                        content=(
                            Span.of(
                                article.text, triple.content.start_char, triple.content.end_char
                            ),
                        ),
                        cue=_around(article.text, triple.cue),
                        source=_around(article.text, triple.speaker),
                    ),
                    speaker=None,
                )
                for triple in triples
            ],
        )


def _around(text: str, tokens: Sequence[Any]) -> Span | None:
    """From the first token to the last, None where there is none."""
    if not tokens:
        return None
    last = tokens[-1]
    return Span.of(text, tokens[0].idx, last.idx + len(last))
