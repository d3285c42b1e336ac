"""A passage beside other wordings of it, or a gap beside what could fill it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.generation import Task
from scriptwriter.services.placing import fitted, wants_blocks
from scriptwriter.services.word_changes import Stretch
from scriptwriter.ui.panels.wordings import Wording, WordingList, marked_html

_AROUND = 300  # characters on each side of a gap
_MOST_INSTRUCTION = 300


class RewritingDialog(QDialog):
    """Shows what it is given. Nothing is replaced here: ``replace_wanted`` and ``insert_wanted`` tell what is wanted.

    ``passage`` is what is worded anew; for a gap it is empty, and ``around`` is what stands before and after it.
    """

    asked = Signal(str)  # the instruction
    stop_wanted = Signal()
    replace_wanted = Signal(str)
    insert_wanted = Signal(str)
    closed = Signal()

    def __init__(self, task: Task, passage: str, around: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task, self._passage, self._around = task, passage, around
        self._running = False
        self.instruction = QLineEdit(self)
        self.ask = QPushButton(self)
        self.before = QTextBrowser(self)
        self.list = WordingList(passage, self)
        self.waiting = QLabel(self)
        self.note = QLabel(self)
        self.replace = QPushButton(self)
        self.insert = QPushButton(self.tr("Insert &After"), self)
        self.copy = QPushButton(self.tr("&Copy"), self)
        self._build()
        self._connect()
        self.set_note("")
        self.set_wordings([])
        self._show_passage(-1)

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        titles = {
            Task.REWRITE: self.tr("Rewrite"),
            Task.SHORTEN: self.tr("Shorten"),
            Task.EXPAND: self.tr("Expand"),
            Task.FILL_IN: self.tr("Fill In"),
        }
        filling = self._task is Task.FILL_IN
        self.setObjectName("rewritingDialog")
        self.setWindowTitle(titles[self._task])
        self.resize(860, 520)
        self.replace.setText(self.tr("&Insert") if filling else self.tr("&Replace"))
        self.replace.setObjectName("primary")
        self.instruction.setMaxLength(_MOST_INSTRUCTION)
        self.instruction.setPlaceholderText(self.tr("For example: colder, more formal, without the adverbs"))
        self.instruction.setAccessibleName(self.tr("Instruction"))
        for label in (self.note, self.waiting):
            label.setObjectName("dim")
            label.setWordWrap(True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.before.setAccessibleName(self.tr("As it is"))
        for button in (self.ask, self.replace, self.insert, self.copy):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(self._instruction_row())
        layout.addWidget(self._sides(), 1)
        layout.addWidget(self.note)
        layout.addWidget(self._buttons())

    def _instruction_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("&How"), self)
        label.setBuddy(self.instruction)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.instruction, 1)
        row.addWidget(self.ask)
        return row

    def _sides(self) -> QSplitter:
        sides = QSplitter(Qt.Orientation.Horizontal)
        left = self.tr("The gap") if self._task is Task.FILL_IN else self.tr("As it is")
        for title, parts in ((left, [self.before]), (self.tr("Suggestions"), [self.list, self.waiting])):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            label = QLabel(title, side)
            label.setObjectName("sectionTitle")
            column.addWidget(label)
            for part in parts:
                column.addWidget(part, 1)
            sides.addWidget(side)
        sides.setSizes([380, 460])
        sides.setHandleWidth(10)
        sides.setChildrenCollapsible(False)
        return sides

    def _buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.insert.setVisible(self._task is not Task.FILL_IN)
        for button in (self.replace, self.insert, self.copy):
            if not button.isHidden():
                box.addButton(button, role.ActionRole)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        box.rejected.connect(self._close)
        return box

    def _connect(self) -> None:
        self.instruction.returnPressed.connect(self._ask)
        self.ask.clicked.connect(self._ask_or_stop)
        self.list.chosen.connect(self._show_passage)
        self.list.take_wanted.connect(self._replace)
        self.replace.clicked.connect(self._replace)
        self.insert.clicked.connect(self._insert)
        self.copy.clicked.connect(self.list.copy)

    # -- what the writer wants ---------------------------------------------------------------------

    def _ask(self) -> None:
        self.asked.emit(" ".join(self.instruction.text().split()))

    def _ask_or_stop(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self._ask()

    def _replace(self) -> None:
        if text := self.chosen_text():
            self.replace_wanted.emit(text)

    def _insert(self) -> None:
        if text := self.chosen_text():
            self.insert_wanted.emit(text)

    def chosen_text(self) -> str:
        """The wording that is chosen, if all of it is there."""
        row, wordings = self.list.currentIndex().row(), self.list.answers.rows
        return wordings[row].text if 0 <= row < len(wordings) and not wordings[row].streaming else ""

    @Slot()
    def reject(self) -> None:
        """Esc stops what runs first."""
        if self._running:
            self.stop_wanted.emit()
        else:
            self._close()

    def _close(self) -> None:
        super().reject()

    def done(self, result: int) -> None:
        """Whatever way it is closed."""
        super().done(result)
        self.closed.emit()

    # -- what is shown -----------------------------------------------------------------------------

    def set_wordings(self, wordings: Sequence[Wording]) -> None:
        """Show the answers; the first one is chosen until the writer chooses another."""
        self.list.set_wordings(wordings)
        if wordings and self.list.currentIndex().row() < 0:
            self.list.setCurrentIndex(self.list.answers.index(0))
        self.list.setVisible(bool(wordings))
        self.waiting.setVisible(not wordings)
        self._show_passage(self.list.currentIndex().row())
        self._name_buttons()

    def set_running(self, running: bool) -> None:
        """Whether answers are coming."""
        self._running = running
        self._name_buttons()

    def set_note(self, line: str) -> None:
        """One line above the buttons."""
        self.note.setText(line)
        self.note.setVisible(bool(line))

    def _name_buttons(self) -> None:
        some = bool(self.list.answers.rows)
        self.ask.setText(self.tr("Stop") if self._running else self.tr("Another") if some else self.tr("Suggest"))
        self.waiting.setText(
            self.tr("Waiting for its first words…") if self._running else self.tr("Return asks for suggestions.")
        )
        for button in (self.replace, self.insert, self.copy):
            button.setEnabled(bool(self.chosen_text()))

    def _filled(self, text: str) -> list[Stretch]:
        """The gap with a text in it, as it would stand in the script, and what is around it."""
        before, after = self._around
        if wants_blocks(before.rpartition("\n")[2], text, after.partition("\n")[0]):
            before = before.rstrip() + "\n\n" if before.strip() else ""
            after = "\n\n" + after.lstrip() if after.strip() else ""
        head, tail = before[-_AROUND:], after[:_AROUND]
        head = "… " + head.partition(" ")[2] if len(head) < len(before) else head.lstrip()
        tail = tail.rpartition(" ")[0] + " …" if len(tail) < len(after) else tail
        return [Stretch(head, False), Stretch(fitted(before, text, after), True), Stretch(tail, False)]

    @Slot(int)
    def _show_passage(self, row: int) -> None:
        """The passage, with what the chosen wording leaves out struck through."""
        wordings = self.list.answers.rows
        if self._task is Task.FILL_IN:
            html = marked_html(self._filled(wordings[row].text if 0 <= row < len(wordings) else "…"), gone=False)
        else:
            known = 0 <= row < len(wordings)
            html = marked_html(self.list.answers.changes(row).old if known else [Stretch(self._passage, False)], True)
        bar = self.before.verticalScrollBar()
        at = bar.value()
        self.before.setHtml(html)
        bar.setValue(at)
        self._name_buttons()
