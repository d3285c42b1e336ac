"""The table read in the window, with real key events: it answers, stops, goes into the script, and comes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.ui.main_window import MainWindow
from tests.ui.conftest import make_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SCENE = "INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came for my letter.\n\nThe clock."
ANSWER = "GILBERT\nThere is no letter."
OTHER = "GILBERT\nSit down a moment."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(SCENE, encoding="utf-8")
    return path


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine([ANSWER, OTHER])


@pytest.fixture
def window(qtbot, engine: ScriptedEngine, file: Path) -> MainWindow:
    return _open(qtbot, engine, file)


@pytest.fixture
def slow() -> ScriptedEngine:
    return ScriptedEngine([ANSWER, OTHER], gated=True)


@pytest.fixture
def slow_window(qtbot, slow: ScriptedEngine, file: Path) -> MainWindow:
    return _open(qtbot, slow, file)


def _open(qtbot, engine: ScriptedEngine, file: Path) -> MainWindow:
    window = make_window(qtbot, engine)
    window.files.load(file)
    window.actions_by_name["table_read"].trigger()
    window.table_read.set_people("ANNE", "GILBERT")
    return window


def send(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.table_read.field, text)
    QTest.keyClick(window.table_read.field, Qt.Key.Key_Return)


def say(window: MainWindow, qtbot, text: str) -> None:
    send(window, text)
    qtbot.waitUntil(lambda: not window.table_reading.answering)


def turns(window: MainWindow) -> list[tuple[str, str, bool]]:
    return [(turn.speaker, turn.text, turn.suggested) for turn in window.table_reading.turns]


def marked(window: MainWindow) -> list[str]:
    text, marks = window.provenance.snapshot()
    return [text[mark.start : mark.end] for mark in marks]


def choose(window: MainWindow, *rows: int) -> None:
    view = window.table_read.transcript
    view.clearSelection()
    for row in rows:
        view.selectionModel().select(view.lines.index(row), QItemSelectionModel.SelectionFlag.Select)


def put_cursor(window: MainWindow, words: str, after: bool = True) -> None:
    cursor = window.editor.document().find(words)
    cursor.setPosition(cursor.selectionEnd() if after else cursor.selectionStart())
    window.editor.setTextCursor(cursor)


class TestTalking:
    def test_the_other_one_answers(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        say(window, qtbot, "Where is my letter?")
        assert turns(window) == [("ANNE", "Where is my letter?", False), ("GILBERT", "There is no letter.", True)]
        request = engine.requests[-1]
        assert request.text.endswith("The clock.\n\nANNE\nWhere is my letter?\n\n")
        assert (request.cue.character, request.one_block, request.n) == ("GILBERT", True, 1)
        assert window.editor.text() == SCENE, "nothing gets into the script by itself"
        assert not window.table_read.field.toPlainText()

    def test_the_talk_goes_on_with_all_that_was_said(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        say(window, qtbot, "Where is my letter?")
        say(window, qtbot, "You lie.")
        assert engine.requests[-1].text.endswith("GILBERT\nThere is no letter.\n\nANNE\nYou lie.\n\n")
        assert [turn[1] for turn in turns(window)][2:] == ["You lie.", "Sit down a moment."]

    def test_nobody_is_action(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        window.table_read.set_people("", "GILBERT")
        say(window, qtbot, "She waits.")
        assert turns(window)[0] == ("", "She waits.", False)
        assert engine.requests[-1].text.endswith("\n\nShe waits.\n\n")

    def test_an_empty_return_asks_for_the_next_line(self, window: MainWindow, qtbot):
        QTest.keyClick(window.table_read.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(turns(window)) == 1 and not window.table_reading.answering)
        assert turns(window) == [("GILBERT", "There is no letter.", True)]

    def test_with_nobody_to_answer_the_line_only_stands_there(self, window: MainWindow, engine: ScriptedEngine):
        window.table_read.set_people("ANNE", "")
        send(window, "Is anyone there?")
        assert turns(window) == [("ANNE", "Is anyone there?", False)]
        QTest.keyClick(window.table_read.field, Qt.Key.Key_Return)
        assert window.table_read.note.text()
        assert not engine.requests

    def test_shift_return_makes_a_line_and_up_recalls(self, window: MainWindow, qtbot):
        field = window.table_read.field
        QTest.keyClicks(field, "(softly)")
        QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
        say(window, qtbot, "Who?")
        assert turns(window)[0][1] == "(softly)\nWho?"
        QTest.keyClick(field, Qt.Key.Key_Up)
        assert field.toPlainText() == "(softly)\nWho?"

    def test_the_wishes_of_the_window_count_without_keywords(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        window.panel.set_wishes("horror", 120)
        window.panel.add_keyword("bridge")
        window.continuing.notes = {"GILBERT": "lies"}
        say(window, qtbot, "Who?")
        request = engine.requests[-1]
        assert (request.cue.genre, request.cue.keywords) == ("horror", ())
        assert "lies" in request.head

    def test_the_people_of_the_scene_come_first(self, window: MainWindow, qtbot):
        window.editor.set_text("INT. A - DAY\n\nBOB\nOne.\n\nBOB\nTwo.\n\nINT. B - DAY\n\nEVE\nThree.")
        window.editor.moveCursor(QTextCursor.MoveOperation.End)
        box = window.table_read.reply
        qtbot.waitUntil(lambda: [box.itemText(at) for at in range(box.count())] == ["", "EVE", "BOB"])
        assert box.currentText() == "GILBERT", "what was chosen stays"

    def test_they_change_places(self, window: MainWindow, qtbot):
        QTest.mouseClick(window.table_read.swap, Qt.MouseButton.LeftButton)
        assert window.table_read.people() == ("GILBERT", "ANNE")

    def test_the_key_goes_there_and_back(self, window: MainWindow):
        assert window.table_read.field.hasFocus()
        window.actions_by_name["table_read"].trigger()
        assert window.editor.hasFocus()
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
        assert window.table_read.field.hasFocus()

    def test_somebody_is_chosen_when_it_is_opened_first(self, qtbot, engine: ScriptedEngine, file: Path):
        window = make_window(qtbot, engine)
        window.files.load(file)
        window.actions_by_name["table_read"].trigger()
        assert window.table_read.people() == ("GILBERT", "ANNE")


class TestStopping:
    def test_it_streams_and_esc_stops_it(self, slow_window: MainWindow, slow: ScriptedEngine, qtbot):
        send(slow_window, "Where?")
        slow.release(1)  # the name
        slow.release(2)
        qtbot.waitUntil(lambda: turns(slow_window)[-1][1] == "There is")
        QTest.keyClick(slow_window.table_read.field, Qt.Key.Key_Escape)
        assert not slow_window.table_reading.answering
        assert turns(slow_window)[-1] == ("GILBERT", "There is", True)
        QTest.keyClick(slow_window.table_read.field, Qt.Key.Key_Escape)
        assert slow_window.editor.hasFocus()

    def test_stopped_before_a_word_leaves_nothing(self, slow_window: MainWindow, slow: ScriptedEngine, qtbot):
        send(slow_window, "Where?")
        slow.release(1)
        qtbot.waitUntil(lambda: bool(slow.requests))
        QTest.mouseClick(slow_window.table_read.say, Qt.MouseButton.LeftButton)
        assert turns(slow_window) == [("ANNE", "Where?", False)]

    def test_another_answer_takes_the_place_of_the_last(self, window: MainWindow, qtbot, engine: ScriptedEngine):
        say(window, qtbot, "Where?")
        QTest.mouseClick(window.table_read.another, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.table_reading.answering)
        assert [turn[1] for turn in turns(window)] == ["Where?", "Sit down a moment."]
        assert engine.requests[-1].text == engine.requests[0].text

    def test_another_answer_that_is_stopped_gives_the_old_one_back(
        self, slow_window: MainWindow, slow: ScriptedEngine, qtbot
    ):
        slow.release(5)
        say(slow_window, qtbot, "Where?")
        QTest.mouseClick(slow_window.table_read.another, Qt.MouseButton.LeftButton)
        slow.release(2)
        qtbot.waitUntil(lambda: turns(slow_window)[-1][1] == "Sit")
        QTest.keyClick(slow_window.table_read.field, Qt.Key.Key_Escape)
        assert [turn[1] for turn in turns(slow_window)] == ["Where?", "There is no letter."]

    def test_a_model_that_dies_leaves_the_read_whole(self, slow_window: MainWindow, slow: ScriptedEngine, qtbot):
        send(slow_window, "Where?")
        slow.release(2)
        qtbot.waitUntil(lambda: turns(slow_window)[-1][1] == "There")
        slow.die()
        slow.release(1)
        qtbot.waitUntil(lambda: not slow_window.table_reading.answering)
        assert "stopped" in slow_window.table_read.note.text()
        assert turns(slow_window) == [("ANNE", "Where?", False), ("GILBERT", "There", True)]

    def test_without_a_model_it_says_so(self, window: MainWindow, engine: ScriptedEngine):
        from scriptwriter.ui.session import ModelState, ModelStatus

        window.session._report(ModelStatus(ModelState.LOADING))
        send(window, "Where?")
        assert turns(window) == [("ANNE", "Where?", False)], "what was typed is kept"
        assert "model" in window.table_read.note.text()
        assert not engine.requests


class TestBesideTheContinuation:
    def test_a_continuation_ends_the_answer(self, slow_window: MainWindow, slow: ScriptedEngine, qtbot):
        send(slow_window, "Where?")
        slow.release(2)
        qtbot.waitUntil(lambda: turns(slow_window)[-1][1] == "There")
        QTest.keyClick(slow_window.editor, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: not slow_window.table_reading.answering)
        slow.release(2)
        qtbot.waitUntil(lambda: "Sit" in slow_window.editor.ghost_text())
        assert turns(slow_window)[-1] == ("GILBERT", "There", True)
        assert slow_window.continuing.running

    def test_an_answer_ends_the_continuation_and_leaves_the_ghost(
        self, slow_window: MainWindow, slow: ScriptedEngine, qtbot
    ):
        QTest.keyClick(slow_window.editor, Qt.Key.Key_Return, CONTROL)
        slow.release(2)
        qtbot.waitUntil(lambda: "There" in slow_window.editor.ghost_text())
        ghost = slow_window.editor.ghost_text()
        send(slow_window, "Where?")
        qtbot.waitUntil(lambda: not slow_window.continuing.running)
        slow.release(9)
        qtbot.waitUntil(lambda: not slow_window.table_reading.answering)
        assert slow_window.editor.ghost_text() == ghost
        assert turns(slow_window)[-1][1] == "Sit down a moment."

    def test_esc_in_the_text_does_not_stop_the_answer(self, slow_window: MainWindow, slow: ScriptedEngine, qtbot):
        QTest.keyClick(slow_window.editor, Qt.Key.Key_Return, CONTROL)
        send(slow_window, "Where?")
        QTest.keyClick(slow_window.editor, Qt.Key.Key_Escape)
        slow.release(20)
        qtbot.waitUntil(lambda: not slow_window.table_reading.answering)
        assert turns(slow_window)[-1][2]


class TestTheRead:
    def test_a_line_is_worded_anew(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        view = window.table_read.transcript
        view.setFocus()
        view.setCurrentIndex(view.lines.index(1))
        QTest.keyClick(view, Qt.Key.Key_F2)
        field = view.indexWidget(view.currentIndex()) or view.viewport().focusWidget()
        assert field is not None
        QTest.keyClicks(field, " Go.")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert turns(window)[1] == ("GILBERT", "There is no letter. Go.", True)

    def test_lines_go_and_come_back(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        before = turns(window)
        view = window.table_read.transcript
        choose(window, 0)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        assert turns(window) == before[1:]
        QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
        assert turns(window) == before

    def test_clear_can_be_undone(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        before = turns(window)
        button = window.table_read.clear
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not turns(window)
        assert button.text() == "Undo Clear"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert turns(window) == before

    def test_copy(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        QTest.mouseClick(window.table_read.copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == "ANNE\nWhere?\n\nGILBERT\nThere is no letter."


class TestIntoTheScript:
    def put(self, window: MainWindow) -> None:
        QTest.mouseClick(window.table_read.put, Qt.MouseButton.LeftButton)

    def test_all_of_it_as_one_step(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        self.put(window)
        read = "ANNE\nWhere?\n\nGILBERT\nThere is no letter."
        assert window.editor.text() == f"{SCENE}\n\n{read}"
        assert marked(window) == ["There is no letter."]
        QTest.keyClicks(window.editor, "X")
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == f"{SCENE}\n\n{read}"
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == SCENE
        assert not marked(window)

    def test_it_tears_no_speech_apart(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        choose(window, 1)
        put_cursor(window, "ANNE")
        self.put(window)
        assert window.editor.text() == SCENE.replace("my letter.", "my letter.\n\nGILBERT\nThere is no letter.")

    def test_on_a_blank_line(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        choose(window, 0)
        put_cursor(window, "You came.")
        QTest.keyClick(window.editor, Qt.Key.Key_Down)
        self.put(window)
        assert window.editor.text() == SCENE.replace("You came.\n\n", "You came.\n\nANNE\nWhere?\n\n")

    def test_only_what_the_model_said_is_marked(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        window.table_read.transcript.reworded.emit(1, "There is no letter. Believe me, I have looked.")
        self.put(window)
        assert marked(window) == ["There is no letter."]

    def test_a_file_that_cannot_be_written_to(self, window: MainWindow, qtbot):
        say(window, qtbot, "Where?")
        window.editor.setReadOnly(True)
        self.put(window)
        assert window.editor.text() == SCENE


class TestKept:
    def test_it_comes_back_with_the_script(self, window: MainWindow, qtbot, file: Path, tmp_path: Path):
        say(window, qtbot, "Where?")
        before = list(window.table_reading.turns)
        other = tmp_path / "other.fountain"
        other.write_text("INT. B - DAY\n\nEVE\nHello.", encoding="utf-8")
        window.files.load(other)
        assert not turns(window)
        assert window.table_read.people() == ("", "")
        window.files.load(file)
        assert window.table_reading.turns == before
        assert window.table_read.people() == ("ANNE", "GILBERT")

    def test_the_read_of_a_script_without_a_file_is_kept_at_its_first_save(
        self, qtbot, engine: ScriptedEngine, tmp_path: Path
    ):
        from scriptwriter.domain.cue import Form

        window = make_window(qtbot, engine)
        window.new_document(Form.SCRIPT)
        window.actions_by_name["table_read"].trigger()
        window.table_read.set_people("ANNE", "GILBERT")
        say(window, qtbot, "Where?")
        window.editor.setPlainText("INT. A - DAY")
        window.files.ask_save_path = lambda: tmp_path / "new.fountain"
        assert window.files.save()
        window.safekeeping.finish()
        assert len(window.safekeeping.fact("table read")["turns"]) == 2

    def test_nonsense_in_the_project_is_no_read(self, window: MainWindow, file: Path):
        window.safekeeping.set_fact(
            "table read", {"turns": [1, {"text": 3}, {"speaker": "EVE", "text": "Hi."}], "me": 7}
        )
        window.safekeeping.finish()
        window.table_reading._join()
        assert turns(window) == [("EVE", "Hi.", False)]
