"""The network as it is trained, in PyTorch; `training/export.py` turns it into the arrays that ship.

One encoder (BERT's architecture, Devlin et al. 2019, in the size of MiniLM, Wang et al. 2020) reads a text of
a few hundred words; every task reads the encoder's state at the first piece of each word:

- tags, features, lemmas, sentence starts and entities by a linear layer each;
- heads and relations by biaffine scorers within the sentence (Dozat & Manning 2017);
- cues by a linear layer, and for each cue the words of its content and source by two small transformer
  layers over a window of words around it;
- coreference by scoring pairs of mention heads (Lee et al. 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from quotes.annotate.wordpiece import SHAPES
from quotes.attribute.window import BUCKETS, ROLES

WIDTH, ATTENTION_HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512
ARC, RELATION, ROLE, ROLE_HEADS, ROLE_INNER, COREF = 256, 64, 128, 4, 384, 128
ROLE_LAYERS = 2
COREF_DISTANCES = 10


class SharedDropout(nn.Module):
    """Dropout of features, the same in all words of a text (Gal & Ghahramani 2016). Drawing one mask a text
    in place of one a word saves a fifth of the training time on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[-1]) >= self.share
        return x * (keep / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, 1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, 1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(fn.gelu(self.up(x), approximate="tanh"))))


class Encoder(nn.Module):
    """Pieces and shapes → states of width `WIDTH`."""

    def __init__(self, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        # Not trained: what words mean is known, and words that training never shows must keep their place.
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.pieces.weight.requires_grad = False
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = SharedDropout(dropout)
        self.layers = nn.ModuleList(
            Layer(WIDTH, ATTENTION_HEADS, INNER, dropout) for _ in range(LAYERS)
        )

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_bert(self, weights: dict[str, Tensor]) -> None:
        """Take over the weights of a BERT model (names as in Hugging Face's files)."""
        state = self.state_dict()

        def put(name: str, value: Tensor) -> None:
            assert state[name].shape == value.shape, name
            state[name].copy_(value)

        types = weights["embeddings.token_type_embeddings.weight"][0]
        put("pieces.weight", weights["embeddings.word_embeddings.weight"])
        put("positions.weight", weights["embeddings.position_embeddings.weight"] + types)
        put("norm.weight", weights["embeddings.LayerNorm.weight"])
        put("norm.bias", weights["embeddings.LayerNorm.bias"])
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [
                    weights[f"{old}attention.self.{x}.{kind}"] for x in ("query", "key", "value")
                ]
                put(f"layers.{i}.qkv.{kind}", torch.cat(qkv))
                for ours, theirs in names.items():
                    put(f"layers.{i}.{ours}.{kind}", weights[f"{old}{theirs}.{kind}"])


class Biaffine(nn.Module):
    """score[label, i, j] of word i depending on word j; a constant stands beside each vector."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(WIDTH, size)
        self.head = nn.Linear(WIDTH, size)
        self.weight = nn.Parameter(torch.zeros(labels, size + 1, size + 1))
        nn.init.normal_(self.weight, std=0.02)

    def vectors(self, states: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        def one(layer: nn.Linear) -> Tensor:
            x = fn.dropout(fn.gelu(layer(states), approximate="tanh"), dropout, self.training)
            return fn.pad(x, (0, 1), value=1.0)

        return one(self.dependent), one(self.head)


@dataclass
class Labels:
    """The label sets, in the order of the arrays' rows."""

    tags: list[str]
    features: list[str]
    lemmas: list[str]
    deps: list[str]
    ents: list[str]


class AttributionHeads(nn.Module):
    """What reads attributions off word states: cues, their acts, and the words of content and source."""

    def __init__(self) -> None:
        super().__init__()
        self.cues = nn.Linear(WIDTH, 3)
        self.acts = nn.Linear(WIDTH, 2)
        self.role_word = nn.Linear(WIDTH, ROLE)
        self.role_cue = nn.Linear(WIDTH, ROLE)
        self.role_distance = nn.Embedding(BUCKETS, ROLE)
        self.role_norm = nn.LayerNorm(ROLE, 1e-12)
        self.role_layers = nn.ModuleList(
            Layer(ROLE, ROLE_HEADS, ROLE_INNER, 0.1) for _ in range(ROLE_LAYERS)
        )
        self.roles = nn.Linear(ROLE, len(ROLES))
        self.role_dropout = SharedDropout(0.1)

    def role_scores(self, words: Tensor, cues: Tensor, distances: Tensor, mask: Tensor) -> Tensor:
        """(cues, window, roles) from projected word states (cues, window, ROLE), cue states (cues, WIDTH) and
        distance buckets (cues, window)."""
        x = words + self.role_cue(cues)[:, None] + self.role_distance(distances)
        x = self.role_dropout(self.role_norm(x))
        for layer in self.role_layers:
            x = layer(x, mask)
        return self.roles(x)


class Network(AttributionHeads):
    """The encoder and everything that reads it."""

    def __init__(self, pieces: int, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder(pieces)
        self.tags = nn.Linear(WIDTH, len(labels.tags))
        self.features = nn.Linear(WIDTH, len(labels.features))
        self.lemmas = nn.Linear(WIDTH, len(labels.lemmas))
        self.sentences = nn.Linear(WIDTH, 2)
        self.ents = nn.Linear(WIDTH, len(labels.ents))
        self.arcs = Biaffine(ARC, 1)
        self.deps = Biaffine(RELATION, len(labels.deps))
        self.anaphor = nn.Linear(WIDTH, COREF)
        self.antecedent = nn.Linear(WIDTH, COREF)
        self.coref_distance = nn.Embedding(COREF_DISTANCES, 1)
        self.coref_new = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(0.1)

    def arc_scores(self, states: Tensor) -> Tensor:
        """(sentences, words, words): how well word j heads word i; the root heads itself."""
        dependent, head = self.arcs.vectors(states, 0.2)
        return torch.einsum("bid,de,bje->bij", dependent, self.arcs.weight[0], head)

    def dep_scores(self, states: Tensor, heads: Tensor) -> Tensor:
        """(words, labels) for pairs of words and their heads, both (words, WIDTH)."""
        dependent, _ = self.deps.vectors(states, 0.2)
        _, head = self.deps.vectors(heads, 0.2)
        return torch.einsum("nd,lde,ne->nl", dependent, self.deps.weight, head)

    def coref_scores(self, states: Tensor, distances: Tensor) -> Tensor:
        """(mentions, mentions + 1): column 0 is "new", column j + 1 the earlier mention j."""
        pairs = self.anaphor(states) @ self.antecedent(states).T / COREF**0.5
        pairs = pairs + self.coref_distance(distances).squeeze(-1)
        later = torch.ones_like(pairs, dtype=torch.bool).triu()
        return torch.cat([self.coref_new(states), pairs.masked_fill(later, -1e4)], 1)
