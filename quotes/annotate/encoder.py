"""The component `quotes_encoder`: a small transformer that reads the text once for every later stage.

BERT's architecture (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020), run with NumPy. Each word's state
goes to its row of `doc.tensor`; tagging, parsing, entities and attribution read it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from quotes.annotate.arrays import Floats, Norm, bounds_of, layers_of
from quotes.annotate.threads import one_thread
from quotes.annotate.weighted import Weighted
from quotes.annotate.wordpiece import SHAPES, WordPieces

HEADS = 12
#: Words read at once at most, as in training: a word sees no further than its own stretch.
STRETCH = 330
#: Pieces a stretch has at most: there are as many positions.
MOST_PIECES = 512
#: Pieces computed together. More is no faster and takes more memory.
ROWS = 4096

_BREAK = SHAPES.index("break")


class Stretch:
    """The pieces of a run of words: numbers, shapes, and each word's first piece and token."""

    __slots__ = ("firsts", "pieces", "shapes", "tokens")

    def __init__(self, start: int) -> None:
        self.pieces = [start]
        self.shapes = [_BREAK]
        self.firsts: list[int] = []
        self.tokens: list[int] = []


def stretches(doc: Doc, vocabulary: WordPieces) -> list[Stretch]:
    """The Doc's words, white space aside, in runs of at most STRETCH words and MOST_PIECES pieces.

    A run ends where a paragraph does, if one ends in its second half.
    """
    words = [token for token in doc if not token.is_space]
    paragraph = [token.is_sent_start is True for token in words]
    out = []
    start = 0
    while start < len(words):
        end = min(start + STRETCH, len(words))
        if end < len(words):
            breaks = [i for i in range(start + STRETCH // 2, end + 1) if paragraph[i]]
            end = breaks[-1] if breaks else end
        stretch = Stretch(vocabulary.start)
        for i in range(start, end):
            ids, shape = vocabulary(words[i].text)
            if len(stretch.pieces) + len(ids) + 1 > MOST_PIECES:
                end = i
                break
            if paragraph[i] and i > start:
                stretch.pieces.append(vocabulary.break_)
                stretch.shapes.append(_BREAK)
            stretch.firsts.append(len(stretch.pieces) if ids else len(stretch.pieces) - 1)
            stretch.tokens.append(words[i].i)
            stretch.pieces += ids
            stretch.shapes += [shape] * len(ids)
        out.append(stretch)
        start = end
    return out


class Encoder(Weighted):
    """Sets `doc.tensor`: (tokens, width) in single precision, rows of white space zero."""

    def __init__(self, name: str = "quotes_encoder") -> None:
        super().__init__(name)
        self.vocabulary: WordPieces | None = None

    def build(self, weights: dict[str, Floats]) -> None:
        self._pieces = weights["pieces.weight"]
        self._positions = weights["positions.weight"]
        self._shapes = weights["shapes.weight"]
        self._norm = Norm.of(weights, "norm")
        self._layers = layers_of(weights, "layers", HEADS)
        self.vocabulary = WordPieces(self.meta["pieces"])

    @property
    def width(self) -> int:
        """Size of a word's state."""
        return self._positions.shape[1]

    def predict(self, docs: list[Doc]) -> list[Floats]:
        """One tensor per Doc."""
        assert self.vocabulary is not None
        tensors = [np.zeros((len(doc), self.width), np.float32) for doc in docs]
        group: list[tuple[int, Stretch]] = []
        rows = 0
        for number, doc in enumerate(docs):
            for stretch in stretches(doc, self.vocabulary):
                if group and rows + len(stretch.pieces) > ROWS:
                    self._encode(group, tensors)
                    group, rows = [], 0
                group.append((number, stretch))
                rows += len(stretch.pieces)
        if group:
            self._encode(group, tensors)
        return tensors

    def _encode(self, group: list[tuple[int, Stretch]], tensors: list[Floats]) -> None:
        pieces = np.concatenate([s.pieces for _, s in group])
        shapes = np.concatenate([s.shapes for _, s in group])
        places = np.concatenate([np.arange(len(s.pieces)) for _, s in group])
        bounds = bounds_of([len(s.pieces) for _, s in group])
        x = self._norm(self._pieces[pieces] + self._positions[places] + self._shapes[shapes])
        for layer in self._layers:
            x = layer(x, bounds)
        for (number, stretch), (start, _) in zip(group, bounds, strict=True):
            tensors[number][stretch.tokens] = x[start + np.asarray(stretch.firsts)]

    def __call__(self, doc: Doc) -> Doc:
        with one_thread():
            doc.tensor = self.predict([doc])[0]  # type: ignore[assignment]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The Docs, `batch_size` of them computed together."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            with one_thread():
                for doc, tensor in zip(batch, self.predict(batch), strict=True):
                    doc.tensor = tensor  # type: ignore[assignment]
            yield from batch


@Language.factory("quotes_encoder", requires=["token.is_sent_start"], assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    """The component, for `nlp.add_pipe("quotes_encoder")`."""
    return Encoder(name)
