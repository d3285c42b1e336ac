"""Text that was accepted stays marked through everything that a writer does, and nothing else ever is."""

import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import versions
from scriptwriter.ui.dialogs.origins import OriginsDialog
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.safekeeping import Answer
from tests.ui.conftest import make_window
from tests.ui.test_safekeeping import _crash

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "INT. FERRY - NIGHT\n\nShe waits."
PASSAGE = " for my letter.\n\nGILBERT\nSit down a moment."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def opened(window: MainWindow, file: Path) -> MainWindow:
    window.files.load(file)
    return window


def _key(window: MainWindow, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.editor, key, modifier)


def _type(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.editor, text)


def _paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    _key(window, Qt.Key.Key_V, CONTROL)


def _suggest(window: MainWindow, qtbot) -> None:
    _key(window, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: window.editor.has_ghost() and not window.continuing.running)


def _accept(window: MainWindow, qtbot) -> None:
    _suggest(window, qtbot)
    _key(window, Qt.Key.Key_Tab)


def _marked(window: MainWindow) -> list[str]:
    text, marks = window.provenance.snapshot()
    return [text[mark.start : mark.end] for mark in marks]


def _put_cursor(window: MainWindow, words: str, after: bool = False) -> None:
    cursor = window.editor.document().find(words)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionEnd() if after else cursor.selectionStart())
    window.editor.setTextCursor(cursor)


def _select(window: MainWindow, words: str) -> None:
    text = window.editor.text()
    start = text.index(words)
    cursor = window.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    window.editor.setTextCursor(cursor)


def _save(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert not window.isWindowModified()


def _reopen(window: MainWindow, file: Path) -> None:
    window.new_document(window.editor.form())
    assert _marked(window) == []
    window.files.load(file)


class TestAccepting:
    def test_all_of_it(self, opened, qtbot):
        _accept(opened, qtbot)
        assert opened.editor.text() == TEXT + PASSAGE
        assert _marked(opened) == [PASSAGE]

    def test_a_line_and_a_word(self, opened, qtbot):
        _suggest(opened, qtbot)
        _key(opened, Qt.Key.Key_Right, CONTROL)
        assert _marked(opened) == [" for"]
        _key(opened, Qt.Key.Key_Tab, SHIFT)
        assert _marked(opened) == [" for my letter."]
        assert [origin.text for origin in opened.provenance.origins.values()] == [" for my letter."]

    def test_typing_along_is_the_writers_own(self, opened, qtbot):
        _suggest(opened, qtbot)
        _type(opened, " for")
        _key(opened, Qt.Key.Key_Right, CONTROL)
        assert opened.editor.text() == TEXT + " for my"
        assert _marked(opened) == [" my"]

    def test_what_it_was_asked_with(self, opened, qtbot):
        opened.panel.genre_box.setCurrentText("romance")
        opened.panel.character_box.setCurrentText("ANNE")
        opened.panel.add_keyword("letter")
        before = time.time()
        _accept(opened, qtbot)
        (origin,) = opened.provenance.origins.values()
        assert (origin.genre, origin.character, origin.keywords) == ("romance", "ANNE", ("letter",))
        assert before <= origin.time <= time.time()
        assert origin.model
        assert origin.text == PASSAGE

    def test_what_is_typed_and_dismissed_is_not_marked(self, opened, qtbot):
        _suggest(opened, qtbot)
        _key(opened, Qt.Key.Key_Escape)
        _type(opened, " She sits.")
        assert _marked(opened) == []


class TestEditing:
    def test_words_inside_are_the_writers(self, opened, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        _type(opened, "long ")
        assert _marked(opened) == [" for my ", "letter.\n\nGILBERT\nSit down a moment."]

    def test_what_is_deleted_is_gone(self, opened, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter", after=True)
        for _ in "letter":
            _key(opened, Qt.Key.Key_Backspace)
        assert _marked(opened) == [" for my .\n\nGILBERT\nSit down a moment."]

    def test_typing_over_words(self, opened, qtbot):
        _accept(opened, qtbot)
        _select(opened, "Sit down a moment")
        _type(opened, "Stay a moment")
        assert "".join(_marked(opened)) == " for my letter.\n\nGILBERT\n."

    def test_text_before_moves_it(self, opened, qtbot):
        _accept(opened, qtbot)
        opened.editor.moveCursor(QTextCursor.MoveOperation.Start)
        _type(opened, "FADE IN")
        _key(opened, Qt.Key.Key_Return)
        assert _marked(opened) == [PASSAGE]

    def test_emoji(self, opened, qtbot):
        _type(opened, " ")
        _paste(opened, "🎬🎬")
        _accept(opened, qtbot)
        assert _marked(opened) == [PASSAGE]
        _put_cursor(opened, "letter")
        _paste(opened, "💌 ")
        assert _marked(opened) == [" for my ", "letter.\n\nGILBERT\nSit down a moment."]
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]

    def test_mine_now(self, opened, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        place = opened.editor.cursorRect().center()
        about, mine = opened.origins.menu_actions(place)
        assert about.text().startswith("From a suggestion · ")
        mine.trigger()
        assert _marked(opened) == []
        assert opened.origins.menu_actions(place) == []

    def test_a_character_renamed_everywhere(self, opened, qtbot):
        _accept(opened, qtbot)
        opened.overview.ask_name = lambda _name: ("ALBERT", True)
        opened.overview.rename("GILBERT")
        assert "ALBERT" in opened.editor.text()
        assert "".join(_marked(opened)) == " for my letter.\n\n\nSit down a moment."


class TestUndo:
    def test_undo_and_redo_of_accepting(self, opened, qtbot):
        _type(opened, " Long.")
        _accept(opened, qtbot)
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert opened.editor.text() == TEXT + " Long."
        assert _marked(opened) == []
        _key(opened, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert _marked(opened) == [PASSAGE]

    def test_undo_of_a_deletion(self, opened, qtbot):
        _accept(opened, qtbot)
        _select(opened, "letter.\n\nGILBERT\nSit")
        _key(opened, Qt.Key.Key_Delete)
        assert _marked(opened) == [" for my  down a moment."]
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]
        _key(opened, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert _marked(opened) == [" for my  down a moment."]

    def test_typing_after_undo(self, opened, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        _type(opened, "long ")
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]
        _put_cursor(opened, "moment")
        _type(opened, "short ")
        _type(opened, "little ")
        assert len(_marked(opened)) == 2
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]

    def test_painting_between_steps_forgets_nothing(self, opened, qtbot):
        _accept(opened, qtbot)
        _select(opened, "GILBERT\nSit down")
        _key(opened, Qt.Key.Key_Delete)
        _key(opened, Qt.Key.Key_Z, CONTROL)
        opened.editor.set_zoom(150)
        opened.editor.viewport().repaint()
        _key(opened, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert _marked(opened) == [" for my letter.\n\n a moment."]
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]

    def test_every_step_of_a_long_history(self, opened, qtbot):
        states = []
        for word in ("one ", "two ", "three "):
            states.append((opened.editor.text(), _marked(opened)))
            _accept(opened, qtbot)
            states.append((opened.editor.text(), _marked(opened)))
            opened.editor.moveCursor(QTextCursor.MoveOperation.PreviousWord)
            states.append((opened.editor.text(), _marked(opened)))
            _type(opened, word)
            states.append((opened.editor.text(), _marked(opened)))
            _select(opened, "down a")
            QTest.keyClick(opened.editor, Qt.Key.Key_X, CONTROL)
        states.append((opened.editor.text(), _marked(opened)))
        known = dict(states)
        while opened.editor.document().isUndoAvailable():
            opened.editor.undo()
            if opened.editor.text() in known:
                assert _marked(opened) == known[opened.editor.text()]
        assert opened.editor.text() == TEXT
        while opened.editor.document().isRedoAvailable():
            opened.editor.redo()
            if opened.editor.text() in known:
                assert _marked(opened) == known[opened.editor.text()]
        assert _marked(opened) == states[-1][1]


class TestMoving:
    def test_cut_and_paste(self, opened, qtbot):
        _accept(opened, qtbot)
        _select(opened, "GILBERT\nSit down a moment.")
        _key(opened, Qt.Key.Key_X, CONTROL)
        assert _marked(opened) == [" for my letter.\n\n"]
        opened.editor.moveCursor(QTextCursor.MoveOperation.Start)
        _key(opened, Qt.Key.Key_V, CONTROL)
        assert opened.editor.text().startswith("GILBERT\nSit down a moment.INT.")
        assert _marked(opened) == ["GILBERT\nSit down a moment.", " for my letter.\n\n"]

    def test_copies_are_marked_too(self, opened, qtbot):
        _accept(opened, qtbot)
        _select(opened, "GILBERT\nSit down a moment.")
        _key(opened, Qt.Key.Key_C, CONTROL)
        opened.editor.moveCursor(QTextCursor.MoveOperation.Start)
        _key(opened, Qt.Key.Key_V, CONTROL)
        assert _marked(opened) == ["GILBERT\nSit down a moment.", PASSAGE]

    def test_a_scene_dragged_in_the_outline(self, opened, qtbot):
        _accept(opened, qtbot)
        opened.editor.moveCursor(QTextCursor.MoveOperation.End)
        _paste(opened, "\n\nEXT. BRIDGE - DAY\n\nGilbert waits below with nothing in his hands.")
        opened.overview.read_now()
        opened.overview._move(0, len(opened.overview.items))
        assert opened.editor.text().startswith("EXT. BRIDGE - DAY")
        assert "".join(_marked(opened)).strip() == PASSAGE.strip()
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == [PASSAGE]


class TestKeeping:
    def test_saved_and_opened_again(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        _type(opened, "long ")
        wanted = _marked(opened)
        _save(opened)
        assert file.read_text(encoding="utf-8") == opened.editor.text()
        _reopen(opened, file)
        assert _marked(opened) == wanted

    def test_in_another_window(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        opened.close()
        second = make_window(qtbot, ScriptedEngine(["x"]))
        second.files.load(file)
        assert _marked(second) == [PASSAGE]
        (origin,) = second.provenance.origins.values()
        assert origin.text == PASSAGE

    def test_a_script_without_a_file(self, window, tmp_path, qtbot):
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
        _type(window, "She waits")
        _accept(window, qtbot)
        window.files.ask_save_path = lambda: tmp_path / "new.fountain"
        _save(window)
        _reopen(window, tmp_path / "new.fountain")
        assert _marked(window) == [PASSAGE]

    def test_changed_by_another_program(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        opened.new_document(opened.editor.form())
        text = file.read_text(encoding="utf-8")
        file.write_text("FADE IN:\n\n" + text.replace("She waits", "She stands"), encoding="utf-8")
        opened.files.load(file)
        assert _marked(opened) == [PASSAGE]

    def test_changed_by_another_program_while_it_is_open(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        file.write_text("FADE IN:\n\n" + opened.editor.text(), encoding="utf-8")
        opened.outside.look()
        assert opened.editor.text().startswith("FADE IN")
        assert _marked(opened) == [PASSAGE]

    def test_a_renamed_file(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        opened.new_document(opened.editor.form())
        moved = file.rename(file.with_name("boat.fountain"))
        opened.files.load(moved)
        assert _marked(opened) == [PASSAGE]

    def test_save_as(self, opened, file, qtbot):
        _accept(opened, qtbot)
        other = file.with_name("other.fountain")
        opened.files.ask_save_path = lambda: other
        assert opened.files.save_as()
        assert _marked(opened) == [PASSAGE]
        _reopen(opened, other)
        assert _marked(opened) == [PASSAGE]
        _reopen(opened, file)
        assert _marked(opened) == []

    def test_a_version_brought_back(self, opened, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        first = opened.editor.text()
        _select(opened, PASSAGE)
        _key(opened, Qt.Key.Key_Delete)
        _save(opened)
        assert _marked(opened) == []
        opened.safekeeping.restore(first)
        assert opened.editor.text() == first
        assert _marked(opened) == [PASSAGE]
        _key(opened, Qt.Key.Key_Z, CONTROL)
        assert _marked(opened) == []

    def test_the_text_before_a_version_was_brought_back(self, opened, file, qtbot):
        _save(opened)
        _accept(opened, qtbot)
        opened.safekeeping.restore(TEXT)
        assert _marked(opened) == []
        opened.safekeeping.finish()
        project = opened.safekeeping.project
        assert project is not None
        (before,) = [one for one in versions.versions(project) if one.reason == versions.BEFORE_RESTORE]
        opened.safekeeping.restore(versions.text_of(project, before.number))
        assert _marked(opened) == [PASSAGE]

    def test_after_a_crash(self, qtbot, engine, file, monkeypatch):
        monkeypatch.setattr("scriptwriter.ui.provenance._WAIT_MS", 0)
        first = make_window(qtbot, engine)
        first.files.load(file)
        _accept(first, qtbot)
        qtbot.waitUntil(lambda: not first.provenance._timer.isActive())
        first.safekeeping.finish()
        _type(first, " She sits.")
        _crash(first)
        first.files.release()
        second = make_window(qtbot, ScriptedEngine(["x"]))
        assert second.safekeeping.recover(lambda found: (Answer.OPEN, found[0]))
        assert second.editor.text() == TEXT + PASSAGE + " She sits."
        assert _marked(second) == [PASSAGE]

    def test_what_is_mine_stays_mine_without_another_save(self, opened, file, qtbot):
        _accept(opened, qtbot)
        _save(opened)
        opened.provenance.disown(opened.provenance.marks[0])
        assert not opened.isWindowModified()
        _reopen(opened, file)
        assert _marked(opened) == []

    def test_nothing_is_written_for_a_script_without_suggestions(self, opened):
        _type(opened, " Long.")
        _save(opened)
        opened.safekeeping.finish()
        project = opened.safekeeping.project
        assert project is not None
        assert project.database.query("SELECT * FROM marks") == []


class TestShowing:
    def test_the_tool_tip(self, opened, qtbot, monkeypatch):
        told = []
        monkeypatch.setattr("scriptwriter.ui.origins.QToolTip", _ToolTip(told))
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        inside = opened.editor.cursorRect().center() + QPoint(4, 0)
        _rest(opened, inside)
        assert told[0].startswith("From a suggestion · ")
        _put_cursor(opened, "FERRY")
        _rest(opened, opened.editor.cursorRect().center() + QPoint(4, 0))
        opened.actions_by_name["show_origins"].trigger()
        _rest(opened, inside)
        assert len(told) == 1

    def test_it_can_be_hidden(self, opened, qtbot):
        _accept(opened, qtbot)
        _put_cursor(opened, "letter")
        place = opened.editor.cursorRect().center() + QPoint(4, 0)
        opened.editor.moveCursor(QTextCursor.MoveOperation.Start)
        shown = opened.editor.viewport().grab().toImage()
        opened.actions_by_name["show_origins"].trigger()
        assert opened.store.values.show_origins is False
        assert opened.editor.viewport().grab().toImage() != shown
        assert opened.origins.menu_actions(place) == []
        assert _marked(opened) == [PASSAGE]

    def test_nothing_is_drawn_without_marks(self, opened, qtbot):
        plain = opened.editor.viewport().grab().toImage()
        opened.actions_by_name["show_origins"].trigger()
        assert opened.editor.viewport().grab().toImage() == plain

    def test_the_report(self, opened, qtbot, tmp_path, monkeypatch):
        _accept(opened, qtbot)
        found = opened.origins.report()
        assert (found.suggested, found.unchanged) == (8, 8)
        assert opened.origins.suggested_words() == 8
        assert opened.tools.report().suggested_words == 8
        (piece,) = found.entries[0].pieces
        assert (piece.page, piece.line, piece.scene) == (1, 3, "INT. FERRY - NIGHT")
        for suffix in (".html", ".md", ".csv", ".json"):
            target = tmp_path / f"report{suffix}"
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, target=target: (str(target), ""))
            assert opened.origins.save_report(found)
            assert "Sit down a moment." in target.read_text(encoding="utf-8")
        assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["script"] == "ferry.fountain"

    def test_the_dialog(self, opened, qtbot):
        _accept(opened, qtbot)
        found = opened.origins.report()
        dialog = OriginsDialog(found, opened.origins.labels(), ["told"], opened)
        qtbot.addWidget(dialog)
        assert "8 of" in dialog.summary.text()
        assert "Sit down a moment." in dialog.text.toPlainText()
        with qtbot.waitSignal(dialog.jump_wanted) as jumped:
            dialog.list.itemActivated.emit(dialog.list.topLevelItem(0), 0)
        assert jumped.args == [2]


class _ToolTip:
    """A real one says on a platform without a screen that it cannot come to the front."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def showText(self, _place, text: str, _widget) -> None:  # noqa: N802 - Qt's name
        self._told.append(text)


def _rest(window: MainWindow, place: QPoint) -> None:
    """Let the pointer rest at a place."""
    viewport = window.editor.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))


def test_typing_in_a_long_script_costs_nothing_here(opened, qtbot):
    scenes = "\n\n".join(f"INT. ROOM {at} - DAY\n\nSomething happens here that takes a line." for at in range(8000))
    opened.editor.set_text(scenes)
    opened.provenance.begin()
    opened.editor.moveCursor(QTextCursor.MoveOperation.End)
    _accept(opened, qtbot)
    tracker = opened.provenance
    step = len(scenes) // 1000
    for at in range(1000):
        tracker._use(tracker.marks.marked(at * step, at * step + 20, next(iter(tracker.origins))))
    spent = []
    real = tracker._contents_changed

    def timed(position: int, removed: int, added: int) -> None:
        began = time.perf_counter()
        real(position, removed, added)
        spent.append(time.perf_counter() - began)

    document = opened.editor.document()
    document.contentsChange.disconnect(tracker._contents_changed)
    document.contentsChange.connect(timed)
    cursor = QTextCursor(document)
    cursor.setPosition(len(scenes) // 2)
    for _ in range(300):
        cursor.insertText("x")
    document.contentsChange.disconnect(timed)
    assert sorted(spent)[len(spent) // 2] < 0.0002
