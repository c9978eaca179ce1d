"""Gold and predictions for the tests, written as text with the spans found in it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotes.evaluate import Predictor
from quotes.types import Article, Attribution, Quote, Span, Speaker


def offsets(text: str, piece: str) -> list[int]:
    start = text.index(piece)
    return [start, start + len(piece)]


def span(text: str, piece: str) -> Span:
    return Span.of(text, *offsets(text, piece))


def annotation(text: str, content: Sequence[str], cue: str = "", source: str = "") -> dict:
    """One attribution as PolNeAR has it."""
    return {
        "content": [offsets(text, piece) for piece in content],
        "cue": [offsets(text, cue)] if cue else [],
        "source": [offsets(text, source)] if source else [],
    }


def record(text: str, content: Sequence[str], cue: str = "", source: str = "", **more: Any) -> dict:
    """One attribution in the record format."""
    return {
        "article": "a.txt",
        "content": [span(text, piece).as_dict() for piece in content],
        "cue": span(text, cue).as_dict() if cue else None,
        "source": span(text, source).as_dict() if source else None,
        **more,
    }


def found(
    article: Article,
    content: Sequence[str],
    cue: str = "",
    source: str = "",
    speaker: Speaker | None = None,
    **quote: Any,
) -> Attribution:
    """One attribution as a program predicts it."""
    text = article.text
    return Attribution(
        article,
        Quote(
            **{"act": "statement", "kind": "indirect"} | quote,
            content=tuple(span(text, piece) for piece in content),
            cue=span(text, cue) if cue else None,
            source=span(text, source) if source else None,
        ),
        speaker,
    )


def predictor(*predictions: dict[str, Any]) -> Predictor:
    """A program that finds just these in every article it is given."""

    def predict(articles):
        return [(article, [found(article, **each) for each in predictions]) for article in articles]

    return predict


def write_lines(path: Path, *lines: dict) -> Path:
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
