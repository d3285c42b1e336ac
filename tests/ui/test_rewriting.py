"""Other wordings in the window, with real key events: shown, put in when wanted, never unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from scriptwriter.domain.generation import ModelFormat, Task
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.ui.dialogs.rewriting import RewritingDialog
from scriptwriter.ui.main_window import MainWindow
from tests.ui.conftest import make_window

CONTROL = Qt.KeyboardModifier.ControlModifier
PASSAGE = "She waits at the window for a very long time."
TEXT = f"INT. ROOM - NIGHT\n\n{PASSAGE} The clock.\n\nGILBERT\nYou came.\n\nANNE\nI came."
SHORT = "She waits at the window."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine([SHORT, "Sure, here it is:\n\nShe waits."], model_format=ModelFormat.CHAT)


@pytest.fixture
def window(qtbot, engine: ScriptedEngine, file: Path) -> MainWindow:
    window = make_window(qtbot, engine, alternatives=2)
    window.files.load(file)
    return window


def select(window: MainWindow, words: str) -> None:
    start = window.editor.text().index(words)
    cursor = window.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    window.editor.setTextCursor(cursor)


def ask(window: MainWindow, qtbot, action: str, words: str = PASSAGE) -> RewritingDialog:
    select(window, words)
    window.actions_by_name[action].trigger()
    dialog = window.rewording.dialog
    assert dialog is not None
    if action == "rewrite":
        QTest.keyClick(dialog.instruction, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.rewording._request)
    return dialog


def wordings(dialog: RewritingDialog) -> list[str]:
    return [one.text for one in dialog.list.answers.rows]


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def marked(window: MainWindow) -> list[str]:
    text, marks = window.provenance.snapshot()
    return [text[mark.start : mark.end] for mark in marks]


def message(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


class TestAsking:
    def test_shorten_asks_at_once_and_shows_all_of_them(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        dialog = ask(window, qtbot, "shorten")
        assert wordings(dialog) == [SHORT, "She waits."], "without the courtesies of the model"
        request = engine.requests[-1]
        assert (request.task, request.passage, request.n) == (Task.SHORTEN, PASSAGE, 2)
        assert request.text.endswith("NIGHT\n\n")
        assert request.after.lstrip().startswith("The clock.")
        assert window.editor.text() == TEXT, "nothing is replaced unasked"

    def test_rewrite_waits_for_the_instruction(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        select(window, PASSAGE)
        QTest.keyClick(window.editor, Qt.Key.Key_R, CONTROL)
        dialog = window.rewording.dialog
        assert dialog is not None
        assert not engine.requests
        QTest.keyClicks(dialog.instruction, "colder")
        QTest.keyClick(dialog.instruction, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(wordings(dialog)) == 2 and not window.rewording._request)
        assert engine.requests[-1].instruction == "colder"
        click(dialog.ask)
        qtbot.waitUntil(lambda: len(wordings(dialog)) == 4 and not window.rewording._request)

    def test_line_ends_at_the_edges_are_no_part_of_it(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        dialog = ask(window, qtbot, "expand", f"\n\n{PASSAGE} ")
        assert engine.requests[-1].passage == PASSAGE
        click(dialog.replace)
        assert window.editor.text() == TEXT.replace(PASSAGE, SHORT)

    def test_what_differs_is_marked_by_more_than_colour(self, window: MainWindow, qtbot):
        dialog = ask(window, qtbot, "shorten")
        assert "line-through" in dialog.before.toHtml()
        changes = dialog.list.answers.changes(0)
        assert [text for text, changed in changes.new if changed] == ["window."]

    def test_it_streams_and_esc_stops_before_it_closes(self, qtbot, file: Path):
        engine = ScriptedEngine([SHORT], gated=True, model_format=ModelFormat.CHAT)
        window = make_window(qtbot, engine)
        window.files.load(file)
        select(window, PASSAGE)
        window.actions_by_name["shorten"].trigger()
        dialog = window.rewording.dialog
        assert dialog is not None
        engine.release(2)
        qtbot.waitUntil(lambda: wordings(dialog) == ["She waits"])
        assert not dialog.replace.isEnabled(), "not before all of it is there"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert wordings(dialog) == ["She waits"]
        assert dialog.replace.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert window.rewording.dialog is None
        assert window.editor.text() == TEXT

    def test_a_model_that_dies(self, qtbot, file: Path):
        engine = ScriptedEngine([SHORT], gated=True, model_format=ModelFormat.CHAT)
        window = make_window(qtbot, engine)
        window.files.load(file)
        select(window, PASSAGE)
        window.actions_by_name["shorten"].trigger()
        dialog = window.rewording.dialog
        assert dialog is not None
        engine.die()
        engine.release(1)
        qtbot.waitUntil(lambda: not window.rewording._request)
        assert "stopped" in dialog.note.text()
        assert not dialog.replace.isEnabled()


class TestPutting:
    def test_replace_is_one_step_and_marks_what_is_new(self, window: MainWindow, qtbot):
        click(ask(window, qtbot, "shorten").replace)
        assert window.editor.text() == TEXT.replace(PASSAGE, SHORT)
        assert window.rewording.dialog is None
        qtbot.waitUntil(window.editor.hasFocus)
        assert "".join(marked(window)) in SHORT
        QTest.keyClicks(window.editor, "X")
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == TEXT.replace(PASSAGE, SHORT)
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == TEXT
        assert not marked(window)

    def test_new_words_are_marked(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        engine._passages[:] = ["She stands at the window for an hour."]
        click(ask(window, qtbot, "rewrite").replace)
        assert marked(window) == ["stands at the window for an hour"]

    def test_return_in_the_list_takes_the_chosen_one(self, window: MainWindow, qtbot):
        dialog = ask(window, qtbot, "shorten")
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        assert window.editor.text() == TEXT.replace(PASSAGE, "She waits.")

    def test_insert_after_in_a_line(self, window: MainWindow, qtbot):
        click(ask(window, qtbot, "shorten").insert)
        assert window.editor.text() == TEXT.replace(PASSAGE, f"{PASSAGE} {SHORT}")
        assert marked(window) == [SHORT]

    def test_insert_after_a_whole_paragraph(self, window: MainWindow, qtbot):
        whole = f"{PASSAGE} The clock."
        click(ask(window, qtbot, "shorten", whole).insert)
        assert window.editor.text() == TEXT.replace(whole, f"{whole}\n\n{SHORT}")

    def test_copy(self, window: MainWindow, qtbot):
        click(ask(window, qtbot, "shorten").copy)
        assert QGuiApplication.clipboard().text() == SHORT
        assert window.editor.text() == TEXT

    def test_edits_elsewhere_do_not_matter(self, window: MainWindow, qtbot):
        dialog = ask(window, qtbot, "shorten")
        window.editor.moveCursor(QTextCursor.MoveOperation.Start)
        QTest.keyClicks(window.editor, "X")
        select(window, "You came.")
        QTest.keyClicks(window.editor, "Go.")
        click(dialog.replace)
        assert window.editor.text() == "X" + TEXT.replace(PASSAGE, SHORT).replace("You came.", "Go.")

    def test_a_passage_that_has_changed_is_not_replaced(self, window: MainWindow, qtbot):
        dialog = ask(window, qtbot, "shorten")
        select(window, "very")
        QTest.keyClicks(window.editor, "rather")
        click(dialog.replace)
        assert window.editor.text() == TEXT.replace("very", "rather")
        assert "changed" in dialog.note.text()

    def test_another_script_closes_it(self, window: MainWindow, qtbot, tmp_path: Path):
        ask(window, qtbot, "shorten")
        other = tmp_path / "other.fountain"
        other.write_text("INT. B - DAY", encoding="utf-8")
        window.files.load(other)
        assert window.rewording.dialog is None


class TestFillIn:
    def fill(self, window: MainWindow, qtbot, before: str) -> RewritingDialog:
        cursor = window.editor.textCursor()
        cursor.setPosition(window.editor.text().index(before) + len(before))
        window.editor.setTextCursor(cursor)
        window.actions_by_name["fill_in"].trigger()
        qtbot.waitUntil(lambda: not window.rewording._request)
        dialog = window.rewording.dialog
        assert dialog is not None
        return dialog

    def test_in_a_line(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        dialog = self.fill(window, qtbot, PASSAGE)
        assert engine.requests[-1].task is Task.FILL_IN
        assert dialog.insert.isHidden()
        click(dialog.replace)
        assert window.editor.text() == TEXT.replace(PASSAGE, f"{PASSAGE} {SHORT}")
        assert marked(window) == [SHORT]

    def test_on_a_blank_line(self, window: MainWindow, qtbot):
        click(self.fill(window, qtbot, "The clock.\n").replace)
        assert window.editor.text() == TEXT.replace("The clock.", f"The clock.\n\n{SHORT}")
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == TEXT

    def test_a_place_that_has_changed(self, window: MainWindow, qtbot):
        dialog = self.fill(window, qtbot, PASSAGE)
        select(window, "long time")
        QTest.keyClicks(window.editor, "while")
        click(dialog.replace)
        assert SHORT not in window.editor.text()
        assert "changed" in dialog.note.text()


class TestRefusing:
    def test_nothing_selected(self, window: MainWindow):
        window.actions_by_name["shorten"].trigger()
        assert window.rewording.dialog is None
        assert "Select" in message(window)

    def test_too_much_selected(self, window: MainWindow):
        window.editor.set_text("word " * 700)
        window.editor.selectAll()
        window.actions_by_name["shorten"].trigger()
        assert window.rewording.dialog is None
        assert "600" in message(window)

    def test_a_model_that_can_only_continue(self, qtbot, file: Path):
        window = make_window(qtbot, ScriptedEngine([SHORT]))
        window.files.load(file)
        select(window, PASSAGE)
        action = window.actions_by_name["rewrite"]
        action.trigger()
        assert window.rewording.dialog is None
        assert "only continue" in message(window)
        assert action.isEnabled()
        qtbot.waitUntil(lambda: "only continue" in action.toolTip())

    def test_the_tooltip_is_the_name_when_it_can(self, window: MainWindow, qtbot):
        qtbot.waitUntil(lambda: window.actions_by_name["rewrite"].toolTip() == "Rewrite")

    def test_a_file_that_cannot_be_written_to(self, window: MainWindow):
        select(window, PASSAGE)
        window.editor.setReadOnly(True)
        window.actions_by_name["shorten"].trigger()
        assert window.rewording.dialog is None

    def test_the_editor_s_menu_has_them(self, window: MainWindow):
        actions = [action for make in window.editor.menu_makers for action in make(QPoint(5, 5))]
        menus = [menu for action in actions if isinstance(menu := action.menu(), QMenu)]
        assert [action.objectName() for action in menus[-1].actions()] == ["rewrite", "shorten", "expand", "fill_in"]
