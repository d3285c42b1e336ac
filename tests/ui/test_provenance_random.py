"""Whatever happens in the editor: suggestions say Greek letters, the writer types Latin ones, and no mark errs."""

import random

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from scriptwriter.domain.cue import Form
from scriptwriter.services.continuation import Wishes
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import replace_lines
from scriptwriter.ui.live_round import LiveRound
from scriptwriter.ui.provenance import ProvenanceTracker

OWN, SUGGESTED = "abcdefg", "αβγδεζηθ🎬"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_STEPS = 120


class _NoFile(QObject):
    """A script that has no project yet."""

    restoring = Signal()
    brought_back = Signal()
    project = None

    def with_project(self, _kind: str, _work) -> None:
        pass


class Writer:
    """Does something, by chance, and looks at all marks."""

    def __init__(self, qtbot, seed: int) -> None:
        self.rng = random.Random(seed)
        self.editor = ScriptEditor()
        qtbot.addWidget(self.editor)
        self.editor.resize(700, 500)
        self.editor.show()
        self.editor.set_form(self.rng.choice(list(Form)))
        self.tracker = ProvenanceTracker(self.editor, _NoFile())  # type: ignore[arg-type]
        self.editor.set_text("\n".join(self.some(OWN + " ", 30) for _ in range(12)))
        self.tracker.begin()

    def some(self, letters: str, most: int) -> str:
        return "".join(self.rng.choices(letters, k=self.rng.randint(1, most)))

    def go(self, place: int | None = None, select: int = 0) -> None:
        cursor = self.editor.textCursor()
        size = self.editor.document().characterCount() - 1
        place = self.rng.randint(0, size) if place is None else place
        cursor.setPosition(self._whole(place))
        if select:
            cursor.setPosition(self._whole(min(place + select, size)), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def _whole(self, place: int) -> int:
        """Not between the halves of a character."""
        unit = self.editor.document().toRawText().encode("utf-16-le", "surrogatepass")[2 * place : 2 * place + 2]
        return place + (0xDC00 <= int.from_bytes(unit, "little") < 0xE000)

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.editor, key, modifier)

    def type(self) -> None:
        QTest.keyClicks(self.editor, self.some(OWN + " ", 5))

    def type_elsewhere(self) -> None:
        self.go()
        self.type()

    def enter(self) -> None:
        self.go()
        self.key(Qt.Key.Key_Return)

    def backspace(self) -> None:
        self.go()
        self.key(Qt.Key.Key_Backspace)

    def delete(self) -> None:
        self.go(select=self.rng.randint(1, 40))
        self.key(Qt.Key.Key_Delete)

    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, CONTROL, self.rng.randint(1, 4))

    def redo(self) -> None:
        self.key(Qt.Key.Key_Z, CONTROL | SHIFT, self.rng.randint(1, 4))

    def accept(self) -> None:
        self.go()
        self.editor.begin_ghost()
        self.tracker.begin_round(LiveRound("", Wishes()))
        self.editor.append_ghost(self.some(SUGGESTED + "\n ", 60))
        self.editor.finish_ghost()
        for key, modifier in ((Qt.Key.Key_Right, CONTROL), (Qt.Key.Key_Tab, SHIFT), (Qt.Key.Key_Tab, None)):
            if self.rng.random() < 0.5 and self.editor.has_ghost():
                self.key(key, modifier or Qt.KeyboardModifier.NoModifier)
        self.editor.clear_ghost()

    def cut_and_paste(self) -> None:
        self.go(select=self.rng.randint(25, 90))
        words = self.editor.textCursor().selectedText()
        if len(words) < 24 or words.strip() != words:
            return  # too short to be recognised
        self.key(Qt.Key.Key_X, CONTROL)
        self.look("cut")
        self.go()
        self.key(Qt.Key.Key_V, CONTROL)

    def paste(self) -> None:
        self.go()
        QGuiApplication.clipboard().setText(self.some(OWN + " \n", 60))
        self.key(Qt.Key.Key_V, CONTROL)

    def add_to_a_line(self) -> None:
        lines = self.editor.classifier.lines
        number = self.rng.randrange(len(lines))
        if lines[number].strip():
            replace_lines(self.editor.document(), [(number, 1, [lines[number] + " gf"])])

    def paint(self) -> None:
        self.editor.set_zoom(self.rng.choice([90, 100, 120]))
        self.editor.viewport().repaint()

    def look(self, after: str) -> None:
        text, marks = self.tracker.snapshot()
        marked = [False] * len(text)
        for mark in marks:
            marked[mark.start : mark.end] = [True] * (mark.end - mark.start)
        wrong = [
            at
            for at, character in enumerate(text)
            if (character in SUGGESTED and not marked[at]) or (character in OWN and marked[at])
        ]
        assert not wrong, (after, text[max(wrong[0] - 20, 0) : wrong[0] + 20])


@pytest.mark.parametrize("seed", range(4))
def test_no_mark_errs(qtbot, seed: int):
    writer = Writer(qtbot, seed)
    doings = [
        writer.type, writer.type_elsewhere, writer.enter, writer.backspace, writer.delete, writer.undo, writer.undo,
        writer.redo, writer.accept, writer.accept, writer.cut_and_paste, writer.paste, writer.add_to_a_line,
        writer.paint,
    ]  # fmt: skip
    for _ in range(_STEPS):
        doing = writer.rng.choice(doings)
        doing()
        writer.look(doing.__name__)
