"""What the components with weights have in common: a folder with arrays and a JSON file of labels."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotes.annotate.arrays import Floats, pack, unpack

WEIGHTS, META = "weights.npz", "meta.json"


class Weighted:
    """A component whose weights are set by `set_weights` or read by `from_disk`.

    `meta` holds its labels and settings, as JSON has them. Weights come from training/ alone: components do not
    learn within spaCy.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.meta: dict[str, Any] = {}
        self._packed = b""

    def build(self, weights: dict[str, Floats]) -> None:
        """Make ready what prediction needs; `meta` is set."""
        raise NotImplementedError

    def set_weights(self, weights: dict[str, Floats], meta: dict[str, Any]) -> None:
        """Take weights as trained, by name. What prediction uses are the rounded ones that are saved."""
        self._load(pack(weights), meta)

    def weights(self) -> dict[str, Floats]:
        """The rounded weights by name, to train them further."""
        return unpack(self._packed)

    def _load(self, packed: bytes, meta: dict[str, Any]) -> None:
        self.meta, self._packed = meta, packed
        if packed:
            self.build(unpack(packed))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS).write_bytes(self._packed)
        text = json.dumps(self.meta, ensure_ascii=False, indent=0)
        (folder / META).write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Weighted:
        """Read the component's folder. Raises OSError where it is missing."""
        folder = Path(path)
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        self._load((folder / WEIGHTS).read_bytes(), meta)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component as bytes: a line of JSON, then the arrays."""
        return json.dumps(self.meta).encode() + b"\n" + self._packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Weighted:
        """What `to_bytes` gave."""
        meta, _, packed = data.partition(b"\n")
        self._load(packed, json.loads(meta))
        return self
