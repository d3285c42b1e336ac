import os
import stat
import sys
from pathlib import Path

import pytest

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths


def lay_out(root: Path, *folders: str) -> Path:
    """A package folder in some layout; the package itself is ``root/scriptwriter``."""
    for folder in ("scriptwriter", *folders):
        (root / folder).mkdir(parents=True)
    return root / "scriptwriter"


def test_checkout_finds_its_own_folders() -> None:
    root = Path(__file__).parents[2]
    assert paths.resources_dir() == root / "resources"
    assert paths.models_dir() == root / "models"


def test_wheel_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = lay_out(tmp_path, "scriptwriter/_resources", "scriptwriter/_models", "models", "resources")
    monkeypatch.setattr(paths, "_PACKAGE", package)
    # "models" beside an installed package belongs to somebody else.
    assert paths.resources_dir() == package / "_resources"
    assert paths.models_dir() == package / "_models"


def test_checkout_wins_over_a_stale_copy_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = lay_out(tmp_path, "scriptwriter/_models", "models")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.models_dir() == tmp_path / "models"


def test_frozen_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = tmp_path / "unpacked"
    lay_out(unpacked, "scriptwriter/_resources")
    monkeypatch.setattr(paths, "_PACKAGE", lay_out(tmp_path / "elsewhere"))
    monkeypatch.setattr(sys, "_MEIPASS", str(unpacked), raising=False)
    assert paths.resources_dir() == unpacked / "scriptwriter" / "_resources"


def test_missing_models_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", lay_out(tmp_path))
    with pytest.raises(Failure, match="models are missing"):
        paths.models_dir()


@pytest.mark.parametrize("folder", [paths.data_dir, paths.config_dir, paths.cache_dir, paths.logs_dir])
def test_user_folders_are_private_and_below_the_chosen_home(folder, user_home: Path) -> None:
    made = folder()
    assert made.is_dir()
    assert made.is_relative_to(user_home / "scriptwriter")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert folder() == made


def test_user_folders_differ() -> None:
    assert len({paths.data_dir(), paths.config_dir(), paths.cache_dir(), paths.logs_dir()}) == 4


def test_custom_of_the_system(monkeypatch: pytest.MonkeyPatch, user_home: Path) -> None:
    monkeypatch.delenv("SCRIPTWRITER_HOME")
    assert paths.data_dir() == user_home / ".local" / "share" / "scriptwriter"
    assert paths.settings_file() == user_home / ".config" / "scriptwriter" / "settings.toml"


def test_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, user_home: Path) -> None:
    in_the_way = user_home / "file"
    in_the_way.touch()
    monkeypatch.setenv("SCRIPTWRITER_HOME", str(in_the_way))
    with pytest.raises(Failure, match="SCRIPTWRITER_HOME") as error:
        paths.data_dir()
    assert "\n" not in str(error.value)


def test_no_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRIPTWRITER_HOME")
    # What expanduser does when there is neither HOME nor an entry in the user database.
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(Failure, match="no home folder"):
        paths.config_dir()
