"""The component `quotes_syntax`: tags, features, lemmas, sentences and dependencies from the encoder's states.

Every label is a linear layer's best; sentences start where paragraphs do and where a word looks like a start;
within a sentence heads and relations are scored for pairs of words (Dozat & Manning 2017).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from quotes.annotate.arrays import Floats, Linear, gelu
from quotes.annotate.lemmas import apply_rule
from quotes.annotate.states import word_states
from quotes.annotate.threads import one_thread
from quotes.annotate.tree import best_tree
from quotes.annotate.weighted import Weighted

#: Longest sentence that is parsed in one piece, in words: pairs grow with the square.
LONGEST = 250

SPACE_TAG, SPACE_POS, SPACE_DEP, ROOT = "_SP", "SPACE", "dep", "ROOT"


class Biaffine:
    """Scores of pairs: one projection for the dependent, one for the head, a matrix between."""

    def __init__(self, weights: dict[str, Floats], name: str) -> None:
        self._dependent = Linear.of(weights, f"{name}.dependent")
        self._head = Linear.of(weights, f"{name}.head")
        self._between = weights[f"{name}.weight"]

    def vectors(self, states: Floats) -> tuple[Floats, Floats]:
        """Each word as dependent (times the matrix, flattened over labels) and as head."""
        head = gelu(self._head(states))
        one = np.ones((len(states), 1), np.float32)
        labels, size, _ = self._between.shape
        matrix = self._between.transpose(1, 0, 2).reshape(size, labels * size)
        dependent = np.hstack([gelu(self._dependent(states)), one]) @ matrix
        return dependent.reshape(len(states), labels, size), np.hstack([head, one])


class Syntax(Weighted):
    """Annotates Docs whose `tensor` the encoder has set."""

    def __init__(self, name: str = "quotes_syntax") -> None:
        super().__init__(name)

    def build(self, weights: dict[str, Floats]) -> None:
        names = ("tags", "features", "lemmas", "sentences")
        self._layers = {name: Linear.of(weights, name) for name in names}
        self._arcs = Biaffine(weights, "arcs")
        self._deps = Biaffine(weights, "deps")
        self._features: list[tuple[int, str]] = [
            (IDS[pos], morph)
            for pos, _, morph in (label.partition("|") for label in self.meta["features"])
        ]

    def annotate(self, doc: Doc) -> Doc:
        """Set the Doc's tags, parts of speech, features, lemmas, heads and relations; return it."""
        words, states = word_states(doc)
        if not words:
            return doc
        best = {name: layer(states).argmax(axis=1) for name, layer in self._layers.items()}
        starts = [
            number
            for number, i in enumerate(words)
            if number == 0 or doc[i].is_sent_start is True or best["sentences"][number]
        ]
        heads, deps = self._parse(states, _limited(starts, len(words)))
        self._write(doc, words, best, heads, deps)
        return doc

    def _parse(self, states: Floats, bounds: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
        """Heads (numbers of words) and relations (numbers of labels) of all words."""
        dependent, head = self._arcs.vectors(states)
        heads: list[int] = []
        for start, end in bounds:
            scores = dependent[start:end, 0] @ head[start:end].T
            heads += [start + i for i in best_tree(scores)]
        dependent, head = self._deps.vectors(states)
        scores = np.einsum("nld,nd->nl", dependent, head[heads])
        labels = self.meta["deps"]
        root = labels.index(ROOT)
        own = np.asarray(heads) == np.arange(len(heads))
        scores[:, root] = -np.inf
        deps = scores.argmax(axis=1)
        deps[own] = root
        return heads, [int(dep) for dep in deps]

    def _write(
        self,
        doc: Doc,
        words: list[int],
        best: dict[str, NDArray[np.intp]],
        heads: list[int],
        deps: list[int],
    ) -> None:
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        table = np.zeros((len(doc), 6), np.uint64)
        table[:, 0], table[:, 1] = strings.add(SPACE_TAG), IDS[SPACE_POS]
        table[:, 2], table[:, 5] = morphology.add(""), strings.add(SPACE_DEP)
        tags = np.array([strings.add(tag) for tag in self.meta["tags"]], np.uint64)
        pos = np.array([number for number, _ in self._features], np.uint64)
        morphs = np.array([morphology.add(morph) for _, morph in self._features], np.uint64)
        relations = np.array([strings.add(dep) for dep in self.meta["deps"]], np.uint64)
        table[words, 0] = tags[best["tags"]]
        table[words, 1] = pos[best["features"]]
        table[words, 2] = morphs[best["features"]]
        rules = self.meta["lemmas"]
        for token in doc:
            table[token.i, 3] = strings.add(token.text)
        for i, rule in zip(words, best["lemmas"], strict=True):
            table[i, 3] = strings.add(apply_rule(doc[i].text, rules[rule]))
        # Heads are offsets. White space hangs on the word before it, at the text's start on the one after.
        offsets = np.full(len(doc), -1, np.int64)
        offsets[: words[0]] = words[0] - np.arange(words[0])
        places = np.asarray(words)
        offsets[words] = places[heads] - places
        table[:, 4] = offsets.astype(np.uint64)
        table[words, 5] = relations[deps]
        doc.from_array([TAG, POS, MORPH, LEMMA, HEAD, DEP], table)  # type: ignore[arg-type]

    def __call__(self, doc: Doc) -> Doc:
        with one_thread():
            return self.annotate(doc)


def _limited(starts: list[int], size: int) -> list[tuple[int, int]]:
    """Sentence bounds from starts, none longer than LONGEST."""
    cut = [
        at for a, b in zip(starts, [*starts[1:], size], strict=True) for at in range(a, b, LONGEST)
    ]
    return list(zip(cut, [*cut[1:], size], strict=True))


@Language.factory(
    "quotes_syntax",
    requires=["doc.tensor"],
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
    ],
)
def make_syntax(nlp: Language, name: str) -> Syntax:
    """The component, for `nlp.add_pipe("quotes_syntax")`."""
    return Syntax(name)
