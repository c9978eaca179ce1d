"""Whether an article is in English: the model knows no other language, and would find nonsense."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENOUGH = 300
"""Characters from which a text is long enough to tell."""

# What is looked at. More does not change the verdict, and takes time.
_SAMPLE = 5_000

# Every fifth word of English news is one of these. Of 840 articles none had less than 12.5 % of them
# in its first 3,000 characters; example sentences of 67 other languages have 3 % at most (Norwegian).
_ENGLISH_WORDS = frozenset({
    "the", "of", "and", "to", "that", "was", "with", "he", "she", "said", "for", "his", "her",
    "they", "which",
})  # fmt: skip
_ENGLISH_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")

# Pidgin and Scots, which English is easily taken for, and figures without words.
_NEAR_ENGLISH = frozenset({"en", "pcm", "sco", "zxx"})
_CERTAIN = 0.9


def foreign_language(text: str) -> str | None:
    """The ISO 639 code of the language, if that is surely not English and the text long enough."""
    if len(text) < _ENOUGH:
        return None
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words) > 0:
        return None
    code, probability = _identifier().classify(sample)
    return None if code in _NEAR_ENGLISH or probability < _CERTAIN else str(code)


@cache
def _identifier() -> LanguageIdentifier:
    # Loading takes most of a second and 80 MB, which runs over English articles never pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
