"""Adding a model from the window: with keys, over real sockets, and what happens when it goes wrong."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import adding, download, models
from scriptwriter.ui.actions import SPECS, plain_title
from scriptwriter.ui.adding_model import AddingModel
from scriptwriter.ui.dialogs.add_model import AddModelDialog
from scriptwriter.ui.dialogs.palette import CommandPalette
from scriptwriter.ui.main_window import MainWindow
from tests.hub_server import Hub
from tests.tiny_gguf import make_tiny
from tests.ui.conftest import make_window

NAME, OTHER = "Tiny-F32.gguf", "Tiny-Q2_K.gguf"


@pytest.fixture
def stocked(hub: Hub, tmp_path: Path, monkeypatch) -> Hub:
    monkeypatch.setattr(download, "WAITS", ())
    hub.files = {NAME: make_tiny(tmp_path / "tiny.gguf").read_bytes(), OTHER: b"GGUF" + bytes(3_000_000)}
    return hub


@pytest.fixture
def opened(stocked: Hub, qtbot) -> AddingModel:
    window = make_window(qtbot, ScriptedEngine([" one"]))
    window.actions_by_name["add_model"].trigger()
    return window.adding_model


def window_of(adding_model: AddingModel) -> MainWindow:
    window = adding_model.parent()
    assert isinstance(window, MainWindow)
    return window


def idle(qtbot, adding_model: AddingModel) -> AddModelDialog:
    qtbot.waitUntil(lambda: not adding_model.running)
    return adding_model.dialog


def look_up(qtbot, adding_model: AddingModel, typed: str) -> AddModelDialog:
    """Typed into the field that has the keys, and Enter."""
    field = adding_model.dialog.name
    field.clear()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return idle(qtbot, adding_model)


def press(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def shown(dialog: AddModelDialog) -> list[str]:
    return [item.text(0) for item in dialog.files.rows()]


def test_it_says_where_it_goes_and_what_is_sent(opened: AddingModel, stocked: Hub):
    dialog = opened.dialog
    labels = " ".join(label.text() for label in dialog.findChildren(type(dialog.about)))
    assert stocked.url.removeprefix("http://") in labels
    assert "nothing of what you write" in labels
    assert stocked.asked == []  # nothing is asked before the writer asks
    assert dialog.list.chosen()


def test_a_name_its_files_a_model_in_use(opened: AddingModel, stocked: Hub, qtbot):
    dialog = look_up(qtbot, opened, stocked.repository)
    assert shown(dialog) == [NAME, OTHER]
    assert [item.text(4) for item in dialog.files.rows()] == ["fits", "fits"]
    assert "apache-2.0" in dialog.title.text()
    QTest.keyClick(dialog.files, Qt.Key.Key_Home)
    with qtbot.waitSignal(opened.added) as added:
        press(dialog.add)
    entry = added.args[0]
    assert entry == models.catalogue().find("tiny-f32")
    assert entry.licence == "apache-2.0"
    window = window_of(opened)
    assert entry.title in [action.text().partition(" (")[0] for action in window.model_menu.actions()]
    assert dialog.use.hasFocus()
    QTest.keyClick(dialog.use, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.status.entry == entry)
    assert window.store.load().model == "tiny-f32"
    assert not dialog.isVisible()


def test_from_the_command_palette_and_the_model_menu(stocked: Hub, qtbot):
    window = make_window(qtbot, ScriptedEngine([" one"]))
    actions = window.actions_by_name
    palette = CommandPalette([(plain_title(spec), actions[spec.name]) for spec in SPECS], window)
    qtbot.addWidget(palette)
    QTest.keyClicks(palette.field, "add a model")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is not None
    palette.chosen.trigger()
    assert window.adding_model.dialog.isVisible()
    assert actions["add_model"] in window.model_menu.actions()
    assert any("Add a Model File" in action.text() for action in window.model_menu.actions())


def test_one_of_the_list_in_one_step(opened: AddingModel, stocked: Hub, qtbot):
    dialog = opened.dialog
    model = dialog.list.chosen()[0].data(0, Qt.ItemDataRole.UserRole)
    stocked.repository = model.hub
    stocked.files = {model.file: stocked.files[NAME], OTHER: stocked.files[OTHER]}
    with qtbot.waitSignal(opened.added) as added:
        press(dialog.add)
    assert added.args[0].title == model.title
    assert added.args[0].path.name == model.file


def test_a_file_of_ones_own(opened: AddingModel, qtbot, tmp_path: Path, monkeypatch):
    own = make_tiny(tmp_path / "own.gguf")
    monkeypatch.setattr(opened.dialog, "ask_for_file", lambda: own)
    with qtbot.waitSignal(opened.added) as added:
        press(opened.dialog.choose)
    assert added.args[0].path == own
    other = make_tiny(tmp_path / "typed.gguf", seed=2)
    with qtbot.waitSignal(opened.added) as added:
        QTest.keyClicks(opened.dialog.name, str(other))
        QTest.keyClick(opened.dialog.name, Qt.Key.Key_Return)
    assert added.args[0].path == other
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(200))
    monkeypatch.setattr(opened.dialog, "ask_for_file", lambda: broken)
    press(opened.dialog.choose)
    assert "broken.gguf" in idle(qtbot, opened).note.text()


def test_stopped_gone_on_with_and_forgotten(opened: AddingModel, stocked: Hub, qtbot):
    dialog = look_up(qtbot, opened, f"{stocked.repository}:{OTHER}")
    stocked.hold_after = 1_000_000
    press(dialog.add)
    qtbot.waitUntil(lambda: "of 3.0 MB" in dialog.progress.figures.text())
    assert dialog.progress.cancel.hasFocus()
    assert not dialog.choose.isEnabled()
    QTest.keyClick(dialog.progress.cancel, Qt.Key.Key_Space)
    idle(qtbot, opened)
    assert "Stopped" in dialog.note.text()
    assert OTHER in dialog.unfinished.text.text()
    (begun,) = adding.unfinished()
    assert 0 < begun.done <= 1_000_000
    stocked.held.set()
    stocked.hold_after = -1
    press(dialog.unfinished.go_on)
    idle(qtbot, opened)
    assert stocked.file_requests()[-1].headers["range"] == f"bytes={begun.done}-"
    assert "It was deleted" in dialog.note.text()  # all of it came, and it is no model
    stocked.drop_after = [500_000]
    press(dialog.add)
    idle(qtbot, opened)
    assert "broken off" in dialog.note.text()
    press(dialog.unfinished.forget)
    assert not dialog.unfinished.isVisible()
    assert adding.unfinished() == []


def test_an_unfinished_download_is_offered_at_the_next_start(stocked: Hub, qtbot):
    stocked.drop_after = [100_000]
    first = make_window(qtbot, ScriptedEngine([" one"]))
    first.adding_model.start()
    dialog = look_up(qtbot, first.adding_model, f"{stocked.repository}:{NAME}")
    press(dialog.add)
    idle(qtbot, first.adding_model)
    first.close()
    second = make_window(qtbot, ScriptedEngine([" one"]))
    second.adding_model.start()
    with qtbot.waitSignal(second.adding_model.added):
        press(second.adding_model.dialog.unfinished.go_on)
    assert stocked.file_requests()[-1].headers["range"] == "bytes=100000-"


def test_closing_the_dialog_leaves_the_download_alone(opened: AddingModel, stocked: Hub, qtbot):
    dialog = look_up(qtbot, opened, f"{stocked.repository}:{NAME}")
    stocked.hold_after = 100_000
    press(dialog.add)
    qtbot.waitUntil(stocked.reached_hold.is_set)
    assert "close this window" in dialog.note.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opened.running
    with qtbot.waitSignal(opened.added):
        stocked.held.set()
    assert "is in the model menu now" in window_of(opened).status.currentMessage()


def test_closing_the_window_while_it_downloads(opened: AddingModel, stocked: Hub, qtbot):
    dialog = look_up(qtbot, opened, f"{stocked.repository}:{OTHER}")
    stocked.hold_after = 1_000_000
    press(dialog.add)
    qtbot.waitUntil(lambda: "of 3.0 MB" in dialog.progress.figures.text())
    assert window_of(opened).close()
    assert not [thread for thread in threading.enumerate() if thread.name == "adding-model"]
    (begun,) = adding.unfinished()
    assert begun.done > 0


@pytest.mark.parametrize("typed", ["nobody/nothing", "https://example.org/x", "ftp://x/y", "./nowhere.gguf"])
def test_what_cannot_be_found_is_one_line(opened: AddingModel, qtbot, typed: str):
    dialog = look_up(qtbot, opened, typed)
    assert dialog.note.text().startswith("⚠")
    assert dialog.focusWidget() is dialog.name  # to type another one
    assert "\n" not in dialog.note.text()
    assert dialog.add.isEnabled()  # the list is still there


def test_without_a_network(opened: AddingModel, qtbot, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    dialog = look_up(qtbot, opened, "owner/name")
    assert "are you online?" in dialog.note.text()
    press(dialog.add)
    idle(qtbot, opened)
    assert "are you online?" in dialog.note.text()


def test_a_gated_repository_says_what_to_do(opened: AddingModel, stocked: Hub, qtbot):
    stocked.about = {"gated": "manual"}
    dialog = look_up(qtbot, opened, f"{stocked.repository}:{NAME}")
    assert "agree to their terms" in dialog.note.text()
    stocked.status = [403]
    press(dialog.add)
    idle(qtbot, opened)
    assert "HF_TOKEN" in dialog.note.text()


def test_back_to_the_list(opened: AddingModel, stocked: Hub, qtbot):
    dialog = look_up(qtbot, opened, stocked.repository)
    assert not dialog.list.isVisible()
    press(dialog.back)
    assert dialog.list.isVisible()
    assert "Recommended" in dialog.title.text()


def test_a_bad_endpoint_is_told(stocked: Hub, qtbot, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "nonsense")
    window = make_window(qtbot, ScriptedEngine([" one"]))
    window.adding_model.start()
    assert "HF_ENDPOINT" in window.status.currentMessage()
