"""Weights as arrays: how they are kept on disk, and the few layers that run on them.

Everything here is NumPy on matrices with one row a word (or word piece). Texts of a batch stand below each
other without padding; `bounds` tells where each begins and ends.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bounds = Sequence[tuple[int, int]]

_SCALE = ".scale"


def pack(weights: Mapping[str, Floats]) -> bytes:
    """The weights as an ``.npz`` file. Matrices are rounded to 8 bits, each row with a scale of its own: a
    quarter of the size. What that costs was not measured apart; scores are those of the rounded weights."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, value in weights.items():
        if value.ndim < 2:
            arrays[name] = value.astype(np.float32)
            continue
        scale = np.maximum(np.abs(value).max(axis=-1, keepdims=True) / 127, 1e-12)
        arrays[name] = np.rint(value / scale).astype(np.int8)
        arrays[name + _SCALE] = scale.astype(np.float32)
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, Floats]:
    """What `pack` packed, in single precision. Reads arrays alone: no code is run."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return {
        name: value * arrays[name + _SCALE] if name + _SCALE in arrays else value
        for name, value in arrays.items()
        if not name.endswith(_SCALE)
    }


class Linear(NamedTuple):
    """x → x W + b; `weight` is (inputs, outputs)."""

    weight: Floats
    bias: Floats

    @classmethod
    def of(cls, weights: Mapping[str, Floats], name: str) -> Linear:
        """From arrays as they were trained, (outputs, inputs)."""
        return cls(np.ascontiguousarray(weights[name + ".weight"].T), weights[name + ".bias"])

    def __call__(self, x: Floats) -> Floats:
        out: Floats = x @ self.weight
        out += self.bias
        return out


class Norm(NamedTuple):
    """Layer normalisation (Ba et al. 2016)."""

    weight: Floats
    bias: Floats

    @classmethod
    def of(cls, weights: Mapping[str, Floats], name: str) -> Norm:
        return cls(weights[name + ".weight"], weights[name + ".bias"])

    def __call__(self, x: Floats) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        x *= 1 / np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[-1] + 1e-12)
        x *= self.weight
        x += self.bias
        return x


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016), in place."""
    inner = x * x
    inner *= 0.044715
    inner += 1
    inner *= x
    inner *= 0.7978845608  # √(2/π)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= 0.5
    x *= inner
    return x


def softmax(x: Floats) -> Floats:
    """Shares along the last axis, in place."""
    x -= x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


class Layer(NamedTuple):
    """A transformer layer (Vaswani et al. 2017), normalised after each residual sum as in BERT."""

    heads: int
    qkv: Linear
    out: Linear
    norm1: Norm
    up: Linear
    down: Linear
    norm2: Norm

    @classmethod
    def of(cls, weights: Mapping[str, Floats], name: str, heads: int) -> Layer:
        def linear(part: str) -> Linear:
            return Linear.of(weights, f"{name}.{part}")

        def norm(part: str) -> Norm:
            return Norm.of(weights, f"{name}.{part}")

        qkv = linear("qkv")
        width = qkv.weight.shape[0]
        # Queries are scaled here once, in place of the scores each time.
        scale = np.ones(3 * width, np.float32)
        scale[:width] = (width // heads) ** -0.5
        qkv = Linear(qkv.weight * scale, qkv.bias * scale)
        return cls(
            heads, qkv, linear("out"), norm("norm1"), linear("up"), linear("down"), norm("norm2")
        )

    def __call__(self, x: Floats, bounds: Bounds) -> Floats:
        """The rows' next states; rows attend to rows between the same bounds alone."""
        attended = self._attend(self.qkv(x), bounds)
        x = self.norm1(x + self.out(attended))
        return self.norm2(x + self.down(gelu(self.up(x))))

    def _attend(self, qkv: Floats, bounds: Bounds) -> Floats:
        width = qkv.shape[1] // 3
        size = width // self.heads
        out = np.empty((len(qkv), width), np.float32)
        for start, end in bounds:
            rows = qkv[start:end].reshape(end - start, 3, self.heads, size)
            query, key, value = np.ascontiguousarray(rows.transpose(1, 2, 0, 3))
            shares = softmax(query @ key.transpose(0, 2, 1))
            out[start:end] = (shares @ value).transpose(1, 0, 2).reshape(end - start, width)
        return out


def layers_of(weights: Mapping[str, Floats], name: str, heads: int) -> list[Layer]:
    """The layers `name.0`, `name.1` … as many as there are."""
    numbers = {int(key.split(".")[1]) for key in weights if key.startswith(f"{name}.")}
    return [Layer.of(weights, f"{name}.{number}", heads) for number in sorted(numbers)]


def bounds_of(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Where texts of these sizes begin and end when they stand below each other."""
    ends = [int(end) for end in np.cumsum(sizes)]
    return list(zip([0, *ends[:-1]], ends, strict=True))
