"""Where the models lie: in the package, or in a folder of the user's own.

A newsroom that trains on its own articles (docs/retrain.md) names its folder in the environment variable
`QUOTES_MODEL`. Worker processes inherit it, and what was extracted with other weights is extracted again.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from quotes.errors import ModelError

VARIABLE = "QUOTES_MODEL"


def model_folder(name: str) -> Path:
    """The folder of the model `name` ("en_quotes", "attribution"): the user's if there is one, else the package's.

    Raises ModelError where `QUOTES_MODEL` names no folder of models.
    """
    own = _own_folder()
    if own is not None and (own / name).is_dir():
        return own / name
    return Path(str(files("quotes"))) / "model" / name


def own_version() -> str | None:
    """A short checksum of the user's own weights; None where the package's are used."""
    own = _own_folder()
    return None if own is None else _checksum(own)


def _own_folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    folder = Path(named)
    if not any((folder / name).is_dir() for name in ("en_quotes", "attribution")):
        raise ModelError(
            f"{VARIABLE}: {named} holds no model; name the folder that training.retrain wrote"
        )
    return folder


@cache
def _checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*/**/*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
