"""Weights on disk, and layers against plain formulas."""

from __future__ import annotations

import io

import numpy as np
import pytest

from quotes.annotate.arrays import Layer, Linear, Norm, gelu, pack, softmax, unpack


def random(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def test_packed_weights_come_back_nearly_the_same() -> None:
    weights = {
        "a.weight": random(7, 5),
        "a.bias": random(7),
        "zero.weight": np.zeros((2, 3), np.float32),
    }
    back = unpack(pack(weights))
    assert back.keys() == weights.keys()
    assert np.array_equal(back["a.bias"], weights["a.bias"])
    assert np.array_equal(back["zero.weight"], weights["zero.weight"])
    step = np.abs(weights["a.weight"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(back["a.weight"] - weights["a.weight"]) <= step / 2 + 1e-6).all()


def test_packing_what_was_packed_changes_nothing() -> None:
    once = unpack(pack({"w": random(4, 4)}))
    assert np.allclose(unpack(pack(once))["w"], once["w"], atol=1e-7)


def test_only_arrays_are_read() -> None:
    stream = io.BytesIO()
    np.savez(stream, w=np.array([{"code": "object"}], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        unpack(stream.getvalue())


def test_norm() -> None:
    x = random(3, 8)
    out = Norm(np.ones(8, np.float32), np.zeros(8, np.float32))(x)
    assert np.allclose(out.mean(axis=1), 0, atol=1e-5)
    assert np.allclose(out.std(axis=1), 1, atol=1e-4)


def test_gelu_and_softmax() -> None:
    assert np.allclose(gelu(np.array([-10, 0, 1, 10], np.float32)), [0, 0, 0.8412, 10], atol=1e-3)
    assert np.allclose(softmax(random(2, 5)).sum(axis=1), 1)


def layer(width: int, heads: int) -> Layer:
    shapes = {
        "qkv": (3 * width, width),
        "out": (width, width),
        "up": (4, width),
        "down": (width, 4),
    }
    weights = {
        f"l.{k}.weight": random(*shape, seed=n) for n, (k, shape) in enumerate(shapes.items())
    }
    weights |= {f"l.{k}.bias": random(shape[0], seed=9) for k, shape in shapes.items()}
    for name in ("norm1", "norm2"):
        weights[f"l.{name}.weight"] = np.ones(width, np.float32)
        weights[f"l.{name}.bias"] = np.zeros(width, np.float32)
    return Layer.of(weights, "l", heads)


def test_texts_of_a_batch_do_not_see_each_other() -> None:
    one, other = random(5, 8, seed=1), random(3, 8, seed=2)
    both = layer(8, 2)(np.vstack([one, other]), [(0, 5), (5, 8)])
    assert np.allclose(both[:5], layer(8, 2)(one, [(0, 5)]), atol=1e-5)
    assert np.allclose(both[5:], layer(8, 2)(other, [(0, 3)]), atol=1e-5)


def test_linear_takes_weights_as_they_were_trained() -> None:
    weight, bias, x = random(4, 3), random(4), random(2, 3, seed=5)
    out = Linear.of({"l.weight": weight, "l.bias": bias}, "l")(x)
    assert np.allclose(out, x @ weight.T + bias, atol=1e-6)
