"""What every test has in common: no screen, and a home folder of its own."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hub_server import Hub

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def user_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Redirect every user folder to a temporary one, so that no test can touch the developer's own files.

    The home folder; the program has made nothing in it yet.
    """
    base = tmp_path_factory.mktemp("user")
    home, runtime = base / "user home", base / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    # Without this folder Qt prints a warning, and warnings fail tests.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("SCRIPTWRITER_HOME", str(home / "scriptwriter"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> "Iterator[Hub]":
    """A hub on this machine; the program asks it in place of the real one, and nobody's own key is used."""
    from tests.hub_server import Hub

    served = Hub()
    monkeypatch.setenv("HF_ENDPOINT", served.url)
    for name in ("HF_TOKEN", "HF_HOME", "HF_TOKEN_PATH"):
        monkeypatch.delenv(name, raising=False)
    yield served
    served.close()
