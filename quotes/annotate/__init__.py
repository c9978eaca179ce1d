"""Article text → annotated Doc: the embedded English pipeline.

Two verbs: `load_pipeline` and `annotate`; `release_pipelines` gives the memory back. Importing this
package is cheap; spaCy is imported when one of them is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.models import model_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["annotate", "load_pipeline", "release_pipelines"]


def load_pipeline(path: Path | None = None) -> Language:
    """The pipeline in use (quotes/models.py), or one saved at `path`; loaded once per path.

    Raises `OSError` if there is no pipeline there, `ModelError` if the user's own folder holds no model.
    """
    return _load(path or model_folder("en_quotes"))


#: Abbreviated titles that spaCy takes for the last word of a sentence, in addition to those that it knows.
_TITLES = (
    "Amb. Asst. Atty. Brig. Capt. Cmdr. Col. Cpl. Det. Drs. Gens. Govs. Hon. Insp. Lt. Maj. Msgr. Pfc. Pres. "
    "Profs. Reps. Sens. Sgt. Supt."
)


@cache
def _load(path: Path) -> Language:
    import sys

    import spacy
    from spacy.symbols import ORTH

    from quotes.annotate import (  # noqa: F401  # registers their factories
        encoder,
        entities,
        paragraphs,
        recognizer,
        syntax,
    )

    nlp = spacy.load(path)
    # spaCy refuses long texts to spare memory; `annotate` cuts them into pieces instead.
    nlp.max_length = sys.maxsize
    tokenizer: Any = nlp.tokenizer  # compiled, without types
    for title in _TITLES.split():
        tokenizer.add_special_case(title, [{ORTH: title}])
    return nlp


def release_pipelines() -> None:
    """Let go of all pipelines, some 70 MiB each: for who goes on with something else. `load_pipeline`
    loads them again.
    """
    import gc

    _load.cache_clear()
    gc.collect()


def annotate(
    texts: Iterable[str], *, nlp: Language | None = None, batch_size: int = 16
) -> Iterator[Doc]:
    """One Doc per text, in order; `doc.text` equals the text, whatever it holds.

    Texts are read `batch_size` at a time. A long text is annotated in pieces, cut between
    paragraphs, so that memory grows with the Docs alone.
    """
    from quotes.annotate.pieces import annotate_pieces

    yield from annotate_pieces(texts, nlp or load_pipeline(), batch_size)
