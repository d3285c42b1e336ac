"""Windows with an engine that tests hold in their hands."""

import pytest
from pytestqt.qtbot import QtBot

from scriptwriter.engine.catalogue import SCRIPTED_ENTRY
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import EngineSession, ModelState

#: A machine that builds something at the same time may take long; five seconds, the library's default, was too short.
_PATIENCE_MS = 30_000
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    _wait.__kwdefaults__ = {**(_wait.__kwdefaults__ or {}), "timeout": _PATIENCE_MS}


@pytest.fixture
def engine() -> ScriptedEngine:
    """Plays one passage; tests enqueue others."""
    return ScriptedEngine([" for my letter.\n\nGILBERT\nSit down a moment."])


@pytest.fixture
def gated() -> ScriptedEngine:
    """Sends a word each time that it is told to."""
    return ScriptedEngine([" one two three four five six"], gated=True)


def make_window(qtbot, engine: ScriptedEngine, alternatives: int = 1) -> MainWindow:
    """A window with a model that is ready. One alternative, unless a test is about several."""
    store = SettingsStore()
    store.change(alternatives=alternatives)
    window = MainWindow(store, EngineSession(engine_for=lambda _entry: engine))
    qtbot.addWidget(window, before_close_func=_allow_close)
    window.show()
    window.realism.settle.setInterval(0)
    window.session.load(SCRIPTED_ENTRY, 512, 1)
    qtbot.waitUntil(lambda: window.session.status.state is ModelState.READY)
    return window


def _allow_close(window: MainWindow) -> None:
    window.editor.document().setModified(False)


@pytest.fixture
def window(qtbot, engine: ScriptedEngine) -> MainWindow:
    return make_window(qtbot, engine)


@pytest.fixture
def gated_window(qtbot, gated: ScriptedEngine) -> MainWindow:
    return make_window(qtbot, gated)
