"""Which weights are in use: the package's, or those of the folder that QUOTES_MODEL names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.extract import version
from quotes.models import VARIABLE, model_folder, own_version


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an attribution model of the user's own."""
    folder = tmp_path / "own"
    shutil.copytree(model_folder("attribution"), folder / "attribution")
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def test_the_packages_weights_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert model_folder("attribution").parent.name == "model"
    assert own_version() is None


def test_the_users_weights_go_first_and_the_rest_stays(own: Path) -> None:
    assert model_folder("attribution") == own / "attribution"
    assert (model_folder("en_quotes") / "meta.json").is_file()


def test_other_weights_are_another_version(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version.cache_clear()
    ours = version()
    monkeypatch.delenv(VARIABLE)
    version.cache_clear()
    assert ours.startswith(version()) and ours != version()


def test_a_folder_without_models_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(ModelError, match=str(tmp_path)):
        model_folder("attribution")
