"""The command palette: every command by a few letters of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """Type, choose with Up and Down, Enter does it. ``chosen`` is the action, or None."""

    def __init__(self, actions: Sequence[tuple[str, QAction]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Command palette"))
        self.resize(520, 420)
        self._actions = [(title, action) for title, action in actions if action.isEnabled()]
        self.chosen: QAction | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command…"))
        self.field.setAccessibleName(self.tr("Command"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._fill("")

    @Slot(str)
    def _fill(self, typed: str) -> None:
        self.list.clear()
        ranked = [(fit, title, action) for title, action in self._actions if (fit := fitness(typed, title)) is not None]
        for _, title, action in sorted(ranked, key=lambda found: (found[0], found[1])):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            keys = keys or action.text().partition("\t")[2]
            item = QListWidgetItem(f"{title}    {keys}" if keys else title)
            item.setData(Qt.ItemDataRole.UserRole, action)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @Slot()
    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self.chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            row = self.list.currentRow() + step * (8 if event.key() in _MOVES[2:] else 1)
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)


def fitness(typed: str, title: str) -> int | None:
    """How well a title fits, smaller is better: at its beginning, at a word's, anywhere, letters in order; or not."""
    want, have = typed.strip().casefold(), title.casefold()
    if have.startswith(want):
        return 0
    if any(word.startswith(want) for word in have.split()):
        return 1
    if want in have:
        return 2
    letters = iter(have)
    return 3 if all(letter in letters for letter in want if not letter.isspace()) else None
