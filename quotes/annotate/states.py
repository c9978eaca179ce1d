"""The encoder's states as later stages read them."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from quotes.annotate.arrays import Floats


def word_states(doc: Doc) -> tuple[list[int], Floats]:
    """Indexes of the tokens that are words (not white space), and their states, (words, width)."""
    words = [token.i for token in doc if not token.is_space]
    return words, np.asarray(doc.tensor[words], np.float32)
