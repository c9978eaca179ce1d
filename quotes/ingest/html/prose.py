"""Telling sentences from what else stands on a page."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*(?:\s|$)")
_SENTENCE_WORDS = 5


def is_prose(paragraph: str) -> bool:
    """Whether it ends a sentence somewhere, as no remains of links and buttons do."""
    words = len(paragraph.split(maxsplit=_SENTENCE_WORDS))
    return words >= _SENTENCE_WORDS and _SENTENCE_END.search(paragraph) is not None
