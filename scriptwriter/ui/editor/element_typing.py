"""Writing a script by its elements: Enter and Tab lead to the next one, names are typed in capitals.

A line without text can be *meant* to be something: it is shown so, typed so, and gets its mark when it is done.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services import elements
from scriptwriter.services.elements import Next
from scriptwriter.ui.editor.page_layout import PageLayout

_K = ElementKind
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ElementTyping(QObject):
    """Turns keys into edits at ``cursor``. ``meant_changed`` tells that a line is meant to be something else now."""

    meant_changed = Signal()

    def __init__(self, layout: PageLayout) -> None:
        super().__init__(layout)
        self._layout = layout
        self.enabled = True

    # -- what a line is meant to be ----------------------------------------------------------------

    def meant(self, line: int) -> ElementKind | None:
        """What the writer has asked for on a line, if anything."""
        return self._layout.meant_at(line)

    def mean(self, line: int, kind: ElementKind | None) -> None:
        """Ask for a kind on a line; None takes it back."""
        if kind is not self.meant(line) or line < 0:
            self._layout.set_meant(line, kind)
            self.meant_changed.emit()

    def kind(self, line: int) -> ElementKind:
        """What a line is, or is meant to be."""
        return self.meant(line) or self._layout.classifier.kinds[line]

    def _likely(self, line: int) -> ElementKind:
        """As ``kind``, but capitals alone in a paragraph are a name: that nobody has said anything yet is no wonder."""
        kind, lines = self.kind(line), self._layout.classifier.lines
        if kind is not _K.ACTION or (line > 0 and lines[line - 1].strip()):
            return kind
        return _K.CHARACTER if LineClassifier(["", lines[line], "x"]).kinds[1] is _K.CHARACTER else kind

    def follow(self, line: int) -> None:
        """The cursor stands on another line: what was meant for the one that it left is done or forgotten."""
        left = self._layout.meant_line
        if left not in (-1, line):
            self._layout.set_meant(-1, None)
            self.meant_changed.emit()

    # -- keys --------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Whether a key was one of ours; the text is changed then, and ``cursor`` stands where it should."""
        if not self.enabled or event.modifiers() & _COMMANDS:
            return False
        if event.key() in _RETURNS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return self._enter(cursor)
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self._tab(cursor)
            return True
        if event.key() == Qt.Key.Key_Backtab:
            self._back_tab(cursor)
            return True
        if event.key() == Qt.Key.Key_Backspace and self._forget(cursor):
            return True
        return self._capital(event, cursor)

    def _enter(self, cursor: QTextCursor) -> bool:
        if cursor.hasSelection():
            return False
        block = cursor.block()
        line, text = block.blockNumber(), block.text()
        meant = self.meant(line)
        if meant is not None and not text.strip():
            self.mean(line, None)
            # Nothing is said after all: an empty line ends the speech. Any other wish is just taken back.
            return meant is not _K.DIALOGUE
        blank_below = block.next().isValid() and not block.next().text().strip()
        at_end = not text[cursor.positionInBlock() :].strip()
        found = elements.after_enter(self._likely(line), text, at_end, blank_below)
        if found.text == "\n" and found.kind is None and meant is None:
            return False
        cursor.beginEditBlock()
        self._finish(cursor, line, meant)
        self._insert(cursor, found)
        cursor.endEditBlock()
        self._mean_after(cursor, found)
        return True

    def _finish(self, cursor: QTextCursor, line: int, meant: ElementKind | None) -> None:
        if meant is None:
            return
        text = cursor.block().text()
        wanted = elements.finished(text, meant)
        if wanted != text:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(wanted)
        self.mean(line, None)

    def _insert(self, cursor: QTextCursor, found: Next) -> None:
        rest = cursor.block().text()[cursor.positionInBlock() :]
        for _ in range(len(rest) - len(rest.lstrip()) if rest.strip() else 0):
            cursor.deleteChar()  # a new line does not begin with the space that stood between two words
        cursor.insertText(found.text)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, found.back)

    def _mean_after(self, cursor: QTextCursor, found: Next) -> None:
        if found.kind is not None and not cursor.block().text().strip():
            self.mean(cursor.blockNumber(), found.kind)

    def _tab(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        line, text = block.blockNumber(), block.text()
        if not text.strip():
            self.mean(line, elements.next_in_cycle(self._meant_or_action(line), 1))
            return
        found = elements.after_tab(self._likely(line), text)
        if found is None or (not cursor.atBlockEnd() and text[cursor.positionInBlock() :] != ")"):
            return
        cursor.beginEditBlock()
        self._finish(cursor, line, self.meant(line))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._insert(cursor, found)
        cursor.endEditBlock()
        self._mean_after(cursor, found)

    def _back_tab(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        line = block.blockNumber()
        if not block.text().strip():
            self.mean(line, elements.next_in_cycle(self._meant_or_action(line), -1))
        else:
            self.convert(cursor, elements.next_in_cycle(self.kind(line), -1))

    def _meant_or_action(self, line: int) -> ElementKind:
        meant = self.meant(line)
        return meant if meant is not None and meant in elements.CYCLE else _K.ACTION

    def _forget(self, cursor: QTextCursor) -> bool:
        """Backspace on an empty line that is meant to be something only takes that back."""
        line = cursor.blockNumber()
        if self.meant(line) is None or cursor.hasSelection() or cursor.block().text():
            return False
        self.mean(line, None)
        return True

    def _capital(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        text = event.text()
        if not self.capitals_at(cursor.blockNumber()) or not text or text == text.upper():
            return False
        cursor.insertText(text.upper())
        return True

    def capitals_at(self, line: int) -> bool:
        """Whether what is typed on a line becomes capitals."""
        return self.enabled and self.meant(line) in elements.CAPITALS

    # -- commands ----------------------------------------------------------------------------------

    def convert(self, cursor: QTextCursor, kind: ElementKind) -> None:
        """Make the line at the cursor an element of this kind, as one step of the undo history."""
        block = cursor.block()
        line, text = block.blockNumber(), block.text()
        if not text.strip():
            self.mean(line, kind if kind is not _K.ACTION else None)
            return
        classifier = self._layout.classifier
        wanted = elements.converted(classifier.lines, classifier.kinds, line, kind)
        edit = QTextCursor(block)
        edit.beginEditBlock()
        edit.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(wanted)
        edit.endEditBlock()
        # A name is only a name with words below it: until then it is meant to be one.
        self.mean(line, kind if classifier.kinds[line] is not kind and kind in elements.CAPITALS else None)

    def emphasize(self, cursor: QTextCursor, mark: str) -> None:
        """Put marks round the selection, or take them away; without one, round the place where words will come."""
        if cursor.hasSelection():
            start = cursor.selectionStart()
            wanted = elements.toggled_emphasis(cursor.selectedText(), mark)
            cursor.insertText(wanted)
            cursor.setPosition(start)
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(wanted))
        else:
            cursor.insertText(mark * 2)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(mark))
