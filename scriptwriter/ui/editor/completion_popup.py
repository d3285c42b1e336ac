"""The list of names, places and times that opens at the cursor while a script is typed."""

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QListView

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.services.completion import Completion, Vocabulary, complete
from scriptwriter.ui.editor.editor import ScriptEditor

_NO_COMMANDS = Qt.KeyboardModifier.KeypadModifier


class CompletionPopup(QObject):
    """Opens while something can be completed; Enter or Tab take it, Esc closes it, Up and Down choose.

    ``vocabulary`` is what the script has used, told by whoever reads it.
    """

    def __init__(self, editor: ScriptEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.vocabulary = Vocabulary()
        self.enabled = True
        self._completion = Completion(0)
        self._closed_at = -1
        self._model = QStringListModel(self)
        self.list = QListView(editor.viewport())
        self.list.setObjectName("completion")
        self.list.setModel(self._model)
        self.list.setAccessibleName(self.tr("Completions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.clicked.connect(self._take_clicked)
        editor.typed.connect(self._look)
        editor.composing_begun.connect(self.close)
        editor.elements.meant_changed.connect(self._look)
        editor.place_changed.connect(self._moved)
        editor.key_filters.append(self.key)
        editor.viewport().installEventFilter(self)

    @property
    def open(self) -> bool:
        """Whether there is something to choose from."""
        return self.list.isVisible()

    # -- opening -----------------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        editor = self._editor
        cursor = editor.textCursor()
        line = cursor.blockNumber()
        if self._not_now():
            self.close()
            return
        if line == self._closed_at:
            return
        meant, classifier = editor.elements.meant(line), editor.classifier
        if classifier.kinds[line] is ElementKind.TITLE_PAGE:
            self.close()
            return
        self._completion = complete(
            classifier.lines, classifier.kinds, line, cursor.positionInBlock(), meant, self.vocabulary
        )
        if self._completion.candidates:
            self._show(list(self._completion.candidates))
        else:
            self.close()

    def _not_now(self) -> bool:
        editor = self._editor
        busy = editor.composing or editor.has_ghost() or editor.textCursor().hasSelection()
        return busy or not self.enabled or editor.form() is not Form.SCRIPT

    def _show(self, words: list[str]) -> None:
        self._model.setStringList(words)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setFont(self._editor.document().defaultFont())
        rows = self.list.sizeHintForRow(0) * len(words) + 2 * self.list.frameWidth()
        self.list.resize(self.list.sizeHintForColumn(0) + 24, rows)
        self.list.move(self._place())
        self.list.show()
        self.list.raise_()

    def _place(self) -> QPoint:
        """Below the cursor's line, above it where there is no room."""
        cursor = QTextCursor(self._editor.textCursor())
        cursor.setPosition(cursor.block().position() + self._completion.start)
        spot = self._editor.cursorRect(cursor)
        below = spot.bottom() + 2
        if below + self.list.height() > self._editor.viewport().height():
            below = spot.top() - self.list.height() - 2
        return QPoint(max(spot.left() - 6, 0), max(below, 0))

    @Slot()
    def _moved(self) -> None:
        line = self._editor.current_line()
        if line != self._closed_at:
            self._closed_at = -1
        if self.open and not self._editor.textCursor().positionInBlock() >= self._completion.start:
            self.close()

    def close(self) -> None:
        """Take the list away."""
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click beside the list, or a scrolled page, closes it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Resize):
            self.close()
        return super().eventFilter(watched, event)

    # -- choosing ----------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """The list's keys, before anybody else's."""
        if not self.open or event.modifiers() & ~_NO_COMMANDS:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._closed_at = self._editor.current_line()
            self.close()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            count = self._model.rowCount()
            row = (self.list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)) % count
            self.list.setCurrentIndex(self._model.index(row))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An empty name that is left with Enter is no wish for the first one in the list.
            if key != Qt.Key.Key_Tab and not self._editor.textCursor().block().text().strip() and not self._chosen():
                self.close()
                return False
            self._take(go_on=key != Qt.Key.Key_Tab, event=event)
        else:
            return False
        return True

    def _chosen(self) -> bool:
        return self.list.currentIndex().row() > 0

    def _take(self, go_on: bool, event: QKeyEvent | None) -> None:
        word = str(self._model.data(self.list.currentIndex(), Qt.ItemDataRole.DisplayRole))
        cursor = self._editor.textCursor()
        start = cursor.block().position() + self._completion.start
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)
        self._editor.setTextCursor(cursor)
        self.close()
        kind = self._editor.elements.kind(self._editor.current_line())
        is_heading = kind is ElementKind.SCENE_HEADING and not word.endswith(". ")
        if word.endswith(". ") or (is_heading and " - " not in cursor.block().text()):
            self._look()
            return
        if go_on and event is not None:
            self._editor.elements_key(event)

    @Slot()
    def _take_clicked(self) -> None:
        self._take(go_on=False, event=None)
        self._editor.setFocus()
