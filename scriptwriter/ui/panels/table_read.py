"""The table read panel: the writer says a line as one character, another one answers."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.ui.panels.transcript import Said, Transcript

_LEAST_ROWS, _MOST_ROWS = 2, 6


class LineField(QPlainTextEdit):
    """Return sends, Shift+Return makes another line, Up recalls what was sent last, Esc stops or leaves."""

    sent = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as what is typed, between two lines and six."""
        rows = min(max(int(self.document().size().height()), _LEAST_ROWS), _MOST_ROWS)
        margins = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth() + 6
        return QSize(super().sizeHint().width(), rows * self.fontMetrics().lineSpacing() + margins)

    def minimumSizeHint(self) -> QSize:
        """The same: a field that gets lower while it is typed into would be worse than a shorter transcript."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a conversation."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self.send()
        elif key == Qt.Key.Key_Up and self._last and not self.toPlainText():
            self.setPlainText(self._last)
            self.moveCursor(self.textCursor().MoveOperation.End)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def send(self) -> None:
        """Say what stands here; whoever hears it takes it away."""
        self.sent.emit(self.toPlainText())

    def take(self) -> None:
        """It was said; Up brings it back."""
        self._last = self.toPlainText().strip() or self._last
        self.clear()


class TableReadPanel(QWidget):
    """Shows what it is given and tells what the writer wants."""

    said = Signal(str)
    another_wanted = Signal()
    stop_wanted = Signal()
    put_wanted = Signal(list)  # rows; none: all
    copy_wanted = Signal(list)
    clear_wanted = Signal()
    undo_wanted = Signal()
    left = Signal()  # back to the text
    people_changed = Signal()
    came_in_sight = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tableRead")
        self.transcript = Transcript(self)
        self.empty = QLabel(self)
        self.me = self._combo(self.tr("I am"), self.tr("Nobody: action"))
        self.reply = self._combo(self.tr("Reply as"), self.tr("Nobody"))
        self.swap = QToolButton(self)
        self.field = LineField(self)
        self.say = QPushButton(self)
        self.another = QPushButton(self.tr("Another"), self)
        self.put = QPushButton(self.tr("Put into the Script"), self)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.clear = QPushButton(self)
        self.note = QLabel(self)
        self._running = self._can_undo = False
        self._build()
        self._connect()
        self.set_lines([])
        self.set_running(False)

    def _combo(self, name: str, empty: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setAccessibleName(name)
        combo.addItem("")
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        combo.setMinimumContentsLength(6)
        line = combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(empty)
            line.setMaxLength(80)
            line.editingFinished.connect(lambda: line.setCursorPosition(0))
        return combo

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.empty.setText(
            self.tr(
                "Talk to your characters: say a line as one of them, and another one answers in their voice. "
                "Nothing of it gets into your script unless you put it there."
            )
        )
        for label in (self.empty, self.note):
            label.setObjectName("dim")
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(2, 2, 2, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 10)
        layout.setSpacing(8)
        layout.addWidget(self.transcript, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(self._read_row())
        layout.addLayout(self._people())
        layout.addWidget(self.field)
        layout.addLayout(self._say_row())
        layout.addWidget(self.note)

    def _read_row(self) -> QHBoxLayout:
        self.put.setToolTip(self.tr("Put the selected lines at the cursor, or all of them"))
        self.copy.setToolTip(self.tr("Copy the selected lines, or all of them"))
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.put, self.copy, self.clear):
            button.setObjectName("small")
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _people(self) -> QGridLayout:
        self.swap.setObjectName("findTool")
        self.swap.setText("⇅")
        self.swap.setAccessibleName(self.tr("Change places"))
        self.swap.setToolTip(self.tr("Change places: you answer, the other one asks"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, box) in enumerate(((self.tr("&I am"), self.me), (self.tr("&Reply as"), self.reply))):
            label = QLabel(name, self)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self.swap, 0, 2, 2, 1)
        return grid

    def _say_row(self) -> QHBoxLayout:
        self.field.setAccessibleName(self.tr("What is said"))
        self.say.setObjectName("primary")
        self.another.setToolTip(self.tr("Another answer in the place of the last one"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.say, 1)
        row.addWidget(self.another)
        return row

    def _connect(self) -> None:
        view, field = self.transcript, self.field
        field.sent.connect(self.said)
        field.escaped.connect(self._escape)
        field.textChanged.connect(self._name_button)
        self.say.clicked.connect(self._say)
        self.another.clicked.connect(self.another_wanted)
        self.put.clicked.connect(lambda: self.put_wanted.emit(view.chosen_rows()))
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(view.chosen_rows()))
        self.clear.clicked.connect(self._clear)
        self.swap.clicked.connect(self._swap)
        view.put_wanted.connect(self.put_wanted)
        view.copy_wanted.connect(self.copy_wanted)
        view.undo_wanted.connect(self.undo_wanted)
        view.left.connect(self._escape)
        view.selectionModel().selectionChanged.connect(self._name_put)
        for box in (self.me, self.reply):
            box.currentTextChanged.connect(self._people_changed)

    # -- what the writer does ----------------------------------------------------------------------

    def _say(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self.field.send()
        self.field.setFocus()

    def _clear(self) -> None:
        (self.undo_wanted if self._offers_undo() else self.clear_wanted).emit()

    def _escape(self) -> None:
        (self.stop_wanted if self._running else self.left).emit()

    def _swap(self) -> None:
        me, reply = self.me.currentText(), self.reply.currentText()
        _show(self.me, reply)
        _show(self.reply, me)
        self.field.setFocus()

    def _people_changed(self) -> None:
        self._name_button()
        self.people_changed.emit()

    def people(self) -> tuple[str, str]:
        """Who the writer is, and who answers."""
        return _name(self.me.currentText()), _name(self.reply.currentText())

    # -- what is shown -----------------------------------------------------------------------------

    def set_people(self, me: str, reply: str) -> None:
        """Choose who speaks; nobody is told."""
        for box, name in ((self.me, me), (self.reply, reply)):
            with QSignalBlocker(box):
                _show(box, name)
        self._name_button()

    def set_cast(self, names: Sequence[str]) -> None:
        """Offer these; what is typed stays."""
        for box in (self.me, self.reply):
            if [box.itemText(at) for at in range(1, box.count())] == list(names):
                continue
            with QSignalBlocker(box):
                typed = box.currentText()
                box.clear()
                box.addItems(["", *names])
                _show(box, typed)

    def set_lines(self, lines: Sequence[Said], can_undo: bool = False) -> None:
        """Show the read; ``can_undo``: something was taken out of it that can come back."""
        self._can_undo = can_undo
        self.transcript.set_lines(lines)
        self.transcript.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        for button in (self.put, self.copy):
            button.setEnabled(bool(lines))
        self.clear.setText(self.tr("Undo Clear") if self._offers_undo() else self.tr("Clear"))
        self.clear.setEnabled(bool(lines) or can_undo)
        self._name_put()
        self._name_button()

    def _offers_undo(self) -> bool:
        return self._can_undo and not self.transcript.lines.rows

    def set_running(self, running: bool) -> None:
        """Whether somebody is answering."""
        self._running = running
        self._name_button()

    def set_note(self, line: str) -> None:
        """One line below the field."""
        self.note.setText(line)
        self.note.setVisible(bool(line))

    def _name_button(self) -> None:
        """The button says what Return would do."""
        lines, (me, reply) = self.transcript.lines.rows, self.people()
        self.say.setText(
            self.tr("Stop") if self._running else self.tr("Say") if self.field.toPlainText().strip() or not reply
            else self.tr("Answer")
        )  # fmt: skip
        self.say.setToolTip(self.tr("Stop (Esc)") if self._running else self.tr("Return; Shift+Return for a new line"))
        words = self.tr("What {0} says…").format(me.title()) if me else self.tr("What happens…")
        self.field.setPlaceholderText(words)
        self.another.setEnabled(bool(lines) and lines[-1].turn.suggested and not self._running)

    def _name_put(self) -> None:
        chosen = len(self.transcript.chosen_rows())
        some = 0 < chosen < len(self.transcript.lines.rows)
        text = self.tr("Put {0} into the Script").format(chosen) if some else self.tr("Put into the Script")
        self.put.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """The names of the scene may have changed while nobody looked."""
        super().showEvent(event)
        self.came_in_sight.emit()


def _show(box: QComboBox, name: str) -> None:
    """Choose a name; of one that is too long the beginning is seen."""
    box.setCurrentText(name)
    if (line := box.lineEdit()) is not None and not line.hasFocus():
        line.setCursorPosition(0)


def _name(text: str) -> str:
    return " ".join(text.split()).upper()
