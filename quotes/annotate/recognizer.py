"""The component `quotes_names`: named entities from the encoder's states."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.annotate.arrays import Floats, Linear
from quotes.annotate.spans import best_sequences, spans_of
from quotes.annotate.states import word_states
from quotes.annotate.threads import one_thread
from quotes.annotate.weighted import Weighted


class Names(Weighted):
    """Sets `doc.ents` of Docs whose `tensor` the encoder has set."""

    def __init__(self, name: str = "quotes_names") -> None:
        super().__init__(name)

    def build(self, weights: dict[str, Floats]) -> None:
        self._layer = Linear.of(weights, "ents")

    def annotate(self, doc: Doc) -> Doc:
        """Set `doc.ents`; return the Doc."""
        words, states = word_states(doc)
        if not words:
            return doc
        scores = self._layer(states)
        labels: list[str] = self.meta["ents"]
        best = best_sequences(scores[None], labels)[0]
        doc.ents = tuple(
            Span(doc, words[start], words[end - 1] + 1, kind)
            for start, end, kind in spans_of([labels[i] for i in best])
        )
        return doc

    def __call__(self, doc: Doc) -> Doc:
        with one_thread():
            return self.annotate(doc)


@Language.factory("quotes_names", requires=["doc.tensor"], assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> Names:
    """The component, for `nlp.add_pipe("quotes_names")`."""
    return Names(name)
