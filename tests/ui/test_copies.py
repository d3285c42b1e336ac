"""Cards say when words of a suggestion stand in the training text."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scriptwriter.engine.catalogue import SCRIPTED_ENTRY
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import models, realism
from scriptwriter.services.copied_index import build
from scriptwriter.ui.copies import NO_COPY
from scriptwriter.ui.main_window import MainWindow
from tests.ui import conftest

KNOWN = "the lamp on the head was lit by a man whom nobody in the harbour had spoken to"
TEXTS = (f" because {KNOWN}.", " for my letter.")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scripted model's, from now on."""
    path = tmp_path / "own.copied"
    build([KNOWN], path, "one sentence")
    entry = replace(SCRIPTED_ENTRY, copied=(path,))
    for module in (conftest, models, realism):
        monkeypatch.setattr(module, "SCRIPTED_ENTRY", entry)
    return path


@pytest.fixture
def window(qtbot, tmp_path: Path, index: Path) -> MainWindow:
    window = conftest.make_window(qtbot, ScriptedEngine(TEXTS), alternatives=2)
    file = tmp_path / "ferry.fountain"
    file.write_text("INT. ROOM - NIGHT\n\nANNE\nI came", encoding="utf-8")
    window.files.load(file)
    return window


def ask(window: MainWindow, qtbot) -> None:
    QTest.keyClick(window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.continuing.running and len(window.suggestions.list.cards) == 2)


def said(window: MainWindow, role: Qt.ItemDataRole, row: int = 0) -> str:
    return window.suggestions.list.model().index(row, 0).data(role)


def test_a_card_says_what_was_copied(window: MainWindow, qtbot):
    ask(window, qtbot)
    qtbot.waitUntil(lambda: window.suggestions.list.cards[0].copied.words == 18)
    assert window.suggestions.list.cards[1].copied is NO_COPY
    assert said(window, Qt.ItemDataRole.ToolTipRole).endswith(f"In the training text: {KNOWN}")
    assert "18 words stand in the training text" in said(window, Qt.ItemDataRole.AccessibleTextRole)
    assert "training" not in said(window, Qt.ItemDataRole.ToolTipRole, 1)
    window.suggestions.list.grab()


def test_a_damaged_index_is_told_to_the_log_only(window: MainWindow, qtbot, index: Path, caplog):
    index.write_bytes(b"no index")
    ask(window, qtbot)
    qtbot.waitUntil(lambda: "own.copied cannot be read" in caplog.text)
    assert window.suggestions.list.cards[0].copied is NO_COPY


def test_suggestions_of_another_model_are_not_judged(window: MainWindow):
    window.copies.find = lambda _entry, _texts: pytest.fail("looked up")
    window.copies.look(TEXTS, "Another model")
    assert window.copies.of(TEXTS[0], "Another model") is NO_COPY


def test_nothing_is_looked_up_while_keys_come(window: MainWindow, qtbot, monkeypatch):
    """The thread that looks up takes its turns from the window's."""
    asked: list[tuple[str, ...]] = []
    find = window.copies.find
    window.copies.find = lambda entry, texts: asked.append(tuple(texts)) or find(entry, texts)
    window.copies._pause.setInterval(60_000)
    QTest.keyClicks(window.editor, " in")
    ask(window, qtbot)
    window.copies._background.wait()
    assert not asked
    window.copies._pause.start(0)  # the pause is over
    qtbot.waitUntil(lambda: window.suggestions.list.cards[0].copied.words == 18)
    assert set(asked[-1]) == set(TEXTS) or len(asked) > 1
