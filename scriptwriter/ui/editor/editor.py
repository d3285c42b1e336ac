"""The editor: a script on its page, with a ghost at the cursor that the writer takes or types over."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.ui.editor.editor_keys import EditorKeys
from scriptwriter.ui.editor.ghost_text import GhostText, first_line, first_word
from scriptwriter.ui.editor.paste import pasted_text
from scriptwriter.ui.editor.script_view import ScriptView

_ZERO_WIDTH_SPACE = "\u200b"
#: Characters that Qt cannot hold in a document, or takes for the end of a paragraph.
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\r": "\n", "\0": None})
#: With these, a key is a command and no letter.
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ScriptEditor(ScriptView):
    """A text editor for scripts and stories with ghost text.

    The ghost is painted, never in the document. It stays while the writer types what it says; any other edit or
    move of the cursor dismisses it, and ``stop_requested`` says so to whoever streams it.
    """

    continue_requested = Signal()
    another_requested = Signal()
    stop_requested = Signal()
    next_alternative = Signal()
    previous_alternative = Signal()
    ghost_accepted = Signal(str)
    ghost_taken = Signal(int, str)  # where in the document, and what; after it is there
    ghost_dismissed = Signal()
    ghost_changed = Signal()
    edited = Signal()
    read_only_changed = Signal()
    typed = Signal()
    composing_begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ghost = GhostText()
        self._own_change = False
        super().__init__(parent)
        self.keys = EditorKeys()
        #: Asked for what stands first in the context menu at a place of the viewport.
        self.menu_makers: list[Callable[[QPoint], list[QAction]]] = []
        #: Asked before anybody else what a key means; the first one that takes it has it.
        self.key_filters: list[Callable[[QKeyEvent], bool]] = []
        #: Asked for another ghost that goes on with what is typed, where the present one does not.
        self.other_ghost: Callable[[str], str] = lambda _typed: ""
        self.document().contentsChanged.connect(self._contents_changed)

    def _about_to_differ(self) -> None:
        self._dismiss()

    def _laid_anew(self) -> None:
        if self._ghost.active:
            self._show_ghost()

    def is_waiting(self) -> bool:
        """Whether something is shown where nothing is written yet."""
        return bool(self._ghost.text)

    # -- the ghost ---------------------------------------------------------------------------------

    def begin_ghost(self) -> None:
        """A new, still empty ghost at the cursor, to which text will be added."""
        if self.composing:
            QGuiApplication.inputMethod().commit()
        self._clear_selection()
        self._ghost.begin(self.textCursor().position())

    def append_ghost(self, text: str) -> None:
        """More text of the ghost; dropped when it has been dismissed."""
        if self._ghost.active:
            self._ghost.text += text.replace("\r", "").translate(_LINE_ENDS)
            self._show_ghost()
            self.ghost_changed.emit()

    def show_other_ghost(self, text: str) -> None:
        """Another text in the place of the ghost that shows; more may stream in behind it."""
        if self._ghost.active:
            self._ghost.text = text
            self._show_ghost()
            self.ghost_changed.emit()

    def finish_ghost(self) -> None:
        """Nothing more comes."""
        self._ghost.streaming = False
        if not self._ghost.text:
            self._ghost.clear()
        elif self._ghost.active:
            self._show_ghost()
            self.setAccessibleDescription(self.tr("Suggestion: {0}").format(self._ghost.text.strip()))

    def clear_ghost(self) -> None:
        """Take the ghost away; nobody is told."""
        was_shown = bool(self._ghost.text)
        self._ghost.clear()
        self._layout.hide_ghost()
        self.setAccessibleDescription("")
        if was_shown:
            self.ghost_changed.emit()

    def ghost_text(self) -> str:
        """What the ghost says at present."""
        return self._ghost.text

    @property
    def composing(self) -> bool:
        """Whether an input method shows text that is not decided yet; it is not in the document."""
        block = self.textCursor().block()  # none while the text is exchanged
        return block.isValid() and bool(block.layout().preeditAreaText())

    def has_ghost(self) -> bool:
        """Whether there is something to accept."""
        return bool(self._ghost.active and self._ghost.text)

    def accept_ghost(self) -> None:
        """Take all that is there; what still streams in goes on behind it."""
        self._accept(self._ghost.text)

    def accept_ghost_line(self) -> None:
        """Take the ghost up to the end of its first line that has text."""
        self._accept(first_line(self._ghost.text))

    def accept_ghost_word(self) -> None:
        """Take the ghost's first word, with the space before it."""
        self._accept(first_word(self._ghost.text))

    def _accept(self, text: str) -> None:
        if not text or not self._ghost.active or self.isReadOnly():
            return
        self._own_change = True
        try:
            cursor = self.textCursor()
            place = cursor.position()
            cursor.beginEditBlock()
            cursor.insertText(text)
            # Without this, Qt joins what is typed next to the accepted text in one undo step.
            cursor.insertText(_ZERO_WIDTH_SPACE)
            cursor.deletePreviousChar()
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        finally:
            self._own_change = False
        self.ghost_taken.emit(place, text)
        self._consume(text)
        self.ensureCursorVisible()
        self.ghost_accepted.emit(text)

    def _consume(self, text: str) -> None:
        """The document says so much of the ghost by now."""
        self._ghost.consume(text, self.textCursor().position())
        self._show_ghost()
        self.ghost_changed.emit()

    def _show_ghost(self) -> None:
        if not self._ghost.text:
            self._layout.hide_ghost()
            return
        cursor = self.textCursor()
        self._layout.show_ghost(cursor.blockNumber(), cursor.atBlockEnd(), self._ghost.text, self._ghost.streaming)
        self._reveal_ghost()

    def _reveal_ghost(self) -> None:
        """Scroll so that the ghost can be read, but never so far that the cursor's line leaves the window."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        hidden = self._layout.ghost_bottom() + self._layout.sheet.line_height - (bar.value() + height)
        above = self.cursorRect().top() - 2 * self._layout.sheet.line_height
        if hidden > 0 and above > 0:
            bar.setValue(int(bar.value() + min(hidden, above)))

    def _dismiss(self) -> None:
        """The ghost no longer fits: take it away, and whoever streams it may stop."""
        if self._ghost.active:
            self.clear_ghost()
            self.ghost_dismissed.emit()
            self.stop_requested.emit()

    def _clear_selection(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
            self.setTextCursor(cursor)

    # -- what happens to the text ------------------------------------------------------------------

    def _contents_changed(self) -> None:
        if not self._own_change:
            self._dismiss()
        self.edited.emit()

    def _cursor_moved(self) -> None:
        if not self._own_change and self._ghost.active and self.textCursor().position() != self._ghost.position:
            self._dismiss()
        super()._cursor_moved()

    # -- keys --------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Tells when the text may be changed, and when it may not any more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            self.read_only_changed.emit()

    def event(self, event: QEvent) -> bool:
        """The ghost's keys are the editor's own while a ghost shows, whatever the menus say."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        name = self.keys.name_of(event)
        return bool(name) and (self.has_ghost() or not name.startswith("accept"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ghost keys first, then what the writer types."""
        if any(wants(event) for wants in self.key_filters) or self._ghost_key(event) or self._request_key(event):
            event.accept()
            return
        text = self._typed(event)
        if text and self._says_next(text):
            self._own_change = True
            try:
                self._type(event)
            finally:
                self._own_change = False
            self._consume(text)
            return
        if not self.elements_key(event):
            self._type(event)
        if text or event.key() == Qt.Key.Key_Backspace:
            self.typed.emit()

    def elements_key(self, event: QKeyEvent) -> bool:
        """A key as it moves from element to element in a script; whether it does."""
        if self._form is not Form.SCRIPT or self.isReadOnly():
            return False
        cursor = self.textCursor()
        if self.elements.key(event, cursor):
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            event.accept()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.accept()  # a tab has no meaning in Fountain
            return True
        return False

    def _type(self, event: QKeyEvent) -> None:
        """What a key does in a plain text editor.

        Return is done here: Qt's own leaves an undo step behind that undoes nothing, and with Shift it puts a line
        separator into the paragraph, which no file format keeps.
        """
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and not event.modifiers() & _COMMANDS and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def _ghost_key(self, event: QKeyEvent) -> bool:
        name = self.keys.name_of(event)
        if name == "stop":
            self.clear_ghost()
            self.stop_requested.emit()
            return True
        accept = {
            "accept": self.accept_ghost,
            "accept_line": self.accept_ghost_line,
            "accept_word": self.accept_ghost_word,
        }
        if name not in accept or not self.has_ghost():
            return False
        accept[name]()
        return True

    def _request_key(self, event: QKeyEvent) -> bool:
        requests = {
            "continue": self.continue_requested,
            "another": self.another_requested,
            "next": self.next_alternative,
            "previous": self.previous_alternative,
        }
        signal = requests.get(self.keys.name_of(event))
        if signal is not None:
            signal.emit()
        return signal is not None

    def _typed(self, event: QKeyEvent) -> str:
        """What a key would insert; empty for keys that do something else."""
        if event.modifiers() & _COMMANDS:
            return ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return "\n"
        text = event.text()
        return text if text and not unicodedata.category(text[0]).startswith("C") else ""

    def _says_next(self, text: str) -> bool:
        if self.textCursor().hasSelection() or self.isReadOnly() or not self.has_ghost():
            return False
        if not self._ghost.text.startswith(text) and (other := self.other_ghost(text)):
            self.show_other_ghost(other)
        return self._ghost.text.startswith(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """No suggestion while an input method is composing; what it commits counts as typed."""
        if self.isReadOnly():
            event.ignore()  # Qt would put it in
            return
        composing, committed = bool(event.preeditString()), event.commitString()
        if composing or committed:
            self._dismiss()
        if committed and self._form is Form.SCRIPT and self.elements.capitals_at(self.current_line()):
            event.setCommitString(committed.upper(), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)
        if composing:
            self.composing_begun.emit()
        elif committed:
            self.typed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with what others have to say about the place above it."""
        menu = self.createStandardContextMenu()
        first = menu.actions()[0] if menu.actions() else None
        actions = [action for make in self.menu_makers for action in make(event.pos())]
        if actions and first is not None:
            menu.insertActions(first, actions)
            menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as text, with one kind of line end; what word processors copy becomes Fountain."""
        if source.hasText() or source.hasHtml():
            self._insert_pasted(pasted_text(source))

    def paste_plain(self) -> None:
        """Paste the clipboard's text as it is."""
        self._insert_pasted(QGuiApplication.clipboard().text().replace("\r\n", "\n"))

    def _insert_pasted(self, text: str) -> None:
        if text and not self.isReadOnly():
            self.textCursor().insertText(text.translate(_LINE_ENDS))
            self.ensureCursorVisible()
