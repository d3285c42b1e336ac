"""Where everything lies: what comes with the program, and what belongs to the writer.

The program's own files are found in three layouts: a checkout (``resources`` and ``models`` beside the
package), an installed wheel (``_resources`` and ``_models`` inside it) and a frozen build, which unpacks the
wheel's layout below ``sys._MEIPASS``. The writer's folders follow the system's custom; the environment
variable ``SCRIPTWRITER_HOME`` puts them all below one folder instead.
"""

import os
import sys
from pathlib import Path

from scriptwriter.domain.errors import Failure

HOME_VARIABLE = "SCRIPTWRITER_HOME"
_NAME = "scriptwriter"
_PRIVATE = 0o700
_PACKAGE = Path(__file__).resolve().parent.parent


def resources_dir() -> Path:
    """Themes, fonts, icons and samples. Raises ``Failure`` when the installation lacks them."""
    return _shipped("resources")


def models_dir() -> Path:
    """The bundled models and their manifest. Raises ``Failure`` when the installation lacks them."""
    return _shipped("models")


def data_dir() -> Path:
    """The writer's own models, recent files and states; made when missing. Raises ``Failure``."""
    return _user_folder("data")


def config_dir() -> Path:
    """The settings' folder; made when missing. Raises ``Failure``."""
    return _user_folder("config")


def cache_dir() -> Path:
    """What can be made again; made when missing. Raises ``Failure``."""
    return _user_folder("cache")


def logs_dir() -> Path:
    """The logs' folder; made when missing. Raises ``Failure``."""
    return _user_folder("log")


def settings_file() -> Path:
    """The settings, as TOML; the file need not exist. Raises ``Failure``."""
    return config_dir() / "settings.toml"


def state_file() -> Path:
    """Sizes and places of windows, kept apart from the settings. Raises ``Failure``."""
    return data_dir() / "state.json"


def recent_file() -> Path:
    """The list of recent files. Raises ``Failure``."""
    return data_dir() / "recent.json"


def _shipped(kind: str) -> Path:
    for folder in _shipped_candidates(kind):
        if folder.is_dir():
            return folder
    raise Failure(f"The program's {kind} are missing beside {_PACKAGE}: reinstall it.")


def _shipped_candidates(kind: str) -> list[Path]:
    candidates = [_PACKAGE / f"_{kind}"]
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked:
        candidates.append(Path(unpacked) / _NAME / f"_{kind}")
    # Only a checkout has a pyproject.toml there; beside an installed package, "models" could be anyone's.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        candidates.insert(0, _PACKAGE.parent / kind)
    return candidates


def _user_folder(kind: str) -> Path:
    folder = _user_location(kind)
    try:
        if not folder.is_dir():
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            f"The folder {folder} cannot be made ({error.strerror}): set {HOME_VARIABLE} to one that you may write to."
        ) from error
    return folder


def _user_location(kind: str) -> Path:
    try:
        chosen = os.environ.get(HOME_VARIABLE)
        if chosen:
            return Path(chosen).expanduser().absolute() / kind
        import platformdirs

        folders = platformdirs.PlatformDirs(_NAME, appauthor=False)
        return Path(getattr(folders, f"user_{kind}_dir"))
    except RuntimeError as error:
        # There is neither HOME nor an entry in the user database.
        raise Failure(
            f"You have no home folder here: set {HOME_VARIABLE} to a folder that you may write to."
        ) from error
