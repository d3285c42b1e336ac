"""What is only moved after an edit looks as if it had been painted anew."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.cue import Form
from scriptwriter.services import samples
from scriptwriter.ui.editor.editor import ScriptEditor

KEYS = ("a", "lantern ", " ", "*", "**under** ", ".", "!", "[[", "]]")


@pytest.fixture
def editor(qtbot) -> Iterator[ScriptEditor]:
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)  # or one picture has the cursor and the other has none
    editor = ScriptEditor()
    qtbot.addWidget(editor)
    editor.set_form(Form.SCRIPT)
    editor.resize(900, 700)
    editor.show()
    editor.setPlainText(samples.script_text())
    QApplication.processEvents()
    yield editor
    QApplication.setCursorFlashTime(flash)


def on_screen(editor: ScriptEditor) -> QImage:
    """The very pixels that the window shows; ``grab`` would paint them again."""
    QApplication.processEvents()
    return editor.screen().grabWindow(editor.winId()).toImage()


def painted_anew(editor: ScriptEditor) -> QImage:
    editor.viewport().update()
    return on_screen(editor)


def edit(editor: ScriptEditor, draw: random.Random) -> str:
    """One thing that a writer may do."""
    what = draw.choice(("type", "type", "enter", "delete", "cut", "ghost", "no ghost", "move", "undo"))
    if what == "type":
        text = draw.choice(KEYS)
        QTest.keyClicks(editor, text)
        return text
    if what in ("enter", "delete"):
        QTest.keyClick(editor, Qt.Key.Key_Return if what == "enter" else Qt.Key.Key_Backspace)
    elif what == "cut":
        for _ in range(draw.randint(1, 4)):
            QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    elif what == "ghost":
        editor.begin_ghost()
        editor.append_ghost("\n\nANNE\nThere you are, and with the lantern.\n\nShe runs.")
        editor.finish_ghost()
    elif what == "no ghost":
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    elif what == "undo":
        editor.undo()
    else:
        place = editor.cursorForPosition(editor.viewport().rect().center())
        place.movePosition(QTextCursor.MoveOperation.Down, n=draw.randint(0, 8))
        editor.setTextCursor(place)
    return what


@pytest.mark.parametrize("seed", range(4))
def test_what_moved_down_looks_as_if_painted_anew(editor: ScriptEditor, seed: int):
    draw, done = random.Random(seed), []
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(60):
        done.append(edit(editor, draw))
        seen = on_screen(editor)
        assert seen == painted_anew(editor), f"after {done}"


def test_a_line_that_wraps_moves_the_page_without_painting_it(editor: ScriptEditor, monkeypatch):
    heights: list[int] = []
    paint = editor.paintEvent

    def watched(event: QPaintEvent) -> None:
        heights.append(event.rect().height())
        paint(event)

    monkeypatch.setattr(editor, "paintEvent", watched)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(8).position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    QApplication.processEvents()
    block, rows = cursor.block(), cursor.block().layout().lineCount()
    heights.clear()
    while block.layout().lineCount() == rows:
        QTest.keyClicks(editor, "word ")
        QApplication.processEvents()
    assert heights
    assert max(heights) < editor.viewport().height() / 2
