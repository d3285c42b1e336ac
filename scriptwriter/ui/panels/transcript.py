"""What was said in a table read, as speeches that can be read, chosen, worded anew and taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scriptwriter.domain.cue import Form
from scriptwriter.services.table_read import as_fountain
from scriptwriter.services.transcript import Turn
from scriptwriter.ui.panels.passage_list import Index, PassageList, RowsModel
from scriptwriter.ui.panels.passage_text import PassageText

_GAP, _SIDE, _BAR = 10, 12, 2
_EDITOR_ROWS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the transcript. ``answering``: more of it comes."""

    turn: Turn
    answering: bool = False


class TranscriptModel(RowsModel[Said]):
    """The lines of a read, to the eye and to a screen reader."""

    reworded = Signal(int, str)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line can be worded anew once all of it is there."""
        base = super().flags(index)
        ready = index.isValid() and not self.rows[index.row()].answering
        return base | Qt.ItemFlag.ItemIsEditable if ready else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a line says."""
        if not index.isValid():
            return None
        turn = self.rows[index.row()].turn
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return turn.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (turn.speaker or self.tr("Action"), turn.text, self.mark() if turn.suggested else "")
            return ". ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and turn.suggested:
            return self.tr("Suggested by {0}").format(turn.model) if turn.model else self.tr("Suggested")
        return None

    def mark(self) -> str:
        """The word beside what a model said."""
        return self.tr("suggested")

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The writer has worded a line anew."""
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        if value.strip() != self.rows[index.row()].turn.text:
            self.reworded.emit(index.row(), value)
        return True


class _Field(QPlainTextEdit):
    """A line that is worded anew: Return is done, Shift+Return makes another line, Esc leaves it as it was."""

    done = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
            else:
                self.done.emit(True)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a speech below its name; a bar at the left and a word tell what a model said."""

    def __init__(self, view: "Transcript", model: TranscriptModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._laid: dict[tuple[str, str, int], PassageText] = {}

    def _text(self, row: int, font: QFont) -> PassageText:
        said = self._model.rows[row]
        text = "\n" + (as_fountain([said.turn.line]) or f"{said.turn.speaker}\n…")
        key = (text, font.toString(), self._room())
        if key not in self._laid:
            if len(self._laid) > 200:
                self._laid.clear()
            self._laid[key] = PassageText(text, Form.SCRIPT, font, self._room(), 0)
        return self._laid[key]

    def _room(self) -> int:
        return self._view.card_width() - 2 * _SIDE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.card_width(), int(self._text(index.row(), option.font).height) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, palette = index.row(), QGuiApplication.palette()
        rect = QRect(option.rect.left(), option.rect.top(), self._view.card_width(), option.rect.height())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.setBrush(palette.color(QPalette.ColorRole.Base))
            painter.drawRoundedRect(rect.adjusted(3, 1, -3, -1), 5, 5)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        self._text(row, option.font).draw(painter, rect.left() + _SIDE, rect.top() + _GAP // 2)
        if self._model.rows[row].turn.suggested or self._model.rows[row].answering:
            self._mark(painter, option.font, rect, row)
        painter.restore()

    def _mark(self, painter: QPainter, font: QFont, rect: QRect, row: int) -> None:
        dim = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        bar = QRect(rect.left() + _SIDE // 2, rect.top() + _GAP // 2 + 2, _BAR, rect.height() - _GAP - 4)
        painter.fillRect(bar, dim)
        metrics, bold = QFontMetrics(font), QFont(font)
        bold.setBold(True)
        word = "" if self._model.rows[row].answering else self._model.mark()
        name = QFontMetrics(bold).horizontalAdvance(self._model.rows[row].turn.speaker)
        if name + metrics.horizontalAdvance(word) + _SIDE < self._room():
            painter.setFont(font)
            painter.setPen(dim)
            line = QRect(rect.left() + _SIDE, rect.top() + _GAP // 2, self._room(), metrics.lineSpacing())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)

    # -- wording a line anew -----------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = _Field(parent)
        field.done.connect(lambda keep: self._close(field, keep))
        return field

    def _close(self, field: _Field, keep: bool) -> None:
        if keep:
            self.commitData.emit(field)
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, _Field):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, _Field):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        metrics = QFontMetrics(option.font)
        name = metrics.lineSpacing() if self._model.rows[index.row()].turn.speaker else 0
        most = max(option.rect.height() - name + 8, _EDITOR_ROWS * metrics.lineSpacing())
        room = self._view.viewport().height()
        top = max(min(option.rect.top() + name + 2, room - most), 0)
        editor.setGeometry(2, top, self._view.card_width() - 4, min(most, room))


class Transcript(PassageList):
    """The read. Nothing is changed here: what the writer wants is told."""

    reworded = Signal(int, str)
    delete_wanted = Signal(list)  # rows
    put_wanted = Signal(list)
    copy_wanted = Signal(list)
    undo_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TranscriptModel(self)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Table read"))
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self, self.lines))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.lines.reworded.connect(self.reworded)

    def set_lines(self, lines: Sequence[Said]) -> None:
        """Show these; the last one stays in sight."""
        if list(lines) == self.lines.rows:
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4 or len(lines) > len(self.lines.rows)
        self.lines.set_rows(lines)
        self.scheduleDelayedItemsLayout()
        if at_end:
            self.scrollToBottom()

    def chosen_rows(self) -> list[int]:
        """The lines that are selected, in order."""
        return sorted(index.row() for index in self.selectedIndexes())

    def event(self, event: QEvent) -> bool:
        """Undo and Copy are about the read while it has the focus, whatever the menus say."""
        wanted = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Copy)
        pressed = event if isinstance(event, QKeyEvent) else None
        override = event.type() == QEvent.Type.ShortcutOverride
        if pressed is not None and override and any(pressed.matches(key) for key in wanted):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return words a line anew, Delete takes lines out, Ctrl+C copies, Ctrl+Z brings back, Esc leaves."""
        rows, key = self.chosen_rows(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(rows)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and rows:
            self.delete_wanted.emit(rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected lines."""
        rows = self.chosen_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Put into the Script")).triggered.connect(lambda: self.put_wanted.emit(rows))
        menu.addAction(self.tr("Copy")).triggered.connect(lambda: self.copy_wanted.emit(rows))
        menu.addSeparator()
        menu.addAction(self.tr("Edit")).triggered.connect(lambda: self.edit(self.currentIndex()))
        menu.addAction(self.tr("Delete")).triggered.connect(lambda: self.delete_wanted.emit(rows))
        menu.popup(event.globalPos())
