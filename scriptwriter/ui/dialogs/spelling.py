"""The dialog that goes through all words of a script that no dictionary knows."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.ui.spelling import Place, SpellChecker

#: So much of a line is shown around a word.
_CONTEXT = 140


def open_spelling(checker: SpellChecker, parent: QWidget | None = None) -> "SpellDialog | None":
    """Show the dialog in front of the window; without a dictionary ``checker.message`` says so and nothing shows."""
    if not checker.language:
        line = QCoreApplication.translate("SpellChecker", "Spelling is not checked: choose a language under Edit.")
        checker.message.emit(line)
        return None
    dialog = SpellDialog(checker, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class SpellDialog(QDialog):
    """Word by word from the cursor's line to the end, then from the beginning; ``open()`` it.

    Every change is a step of the undo history of its own, "Change All" one step for all of its places.
    """

    def __init__(self, checker: SpellChecker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spellDialog")
        self.setWindowTitle(self.tr("Spelling"))
        self.resize(560, 380)
        self._checker, self._editor = checker, checker.editor
        self._from = (self._editor.textCursor().blockNumber(), 0)
        self._place: Place | None = None
        self._word = ""
        self._make_parts()
        self._lay_out()
        checker.all_checked.connect(self._checked)
        checker.suggested.connect(self._suggested)
        self._look_up()

    # -- parts -------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.context = QLabel()
        self.context.setObjectName("spellContext")
        self.context.setTextFormat(Qt.TextFormat.RichText)
        self.context.setWordWrap(True)
        self.context.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.context.setMinimumHeight(72)
        self.context.setAccessibleName(self.tr("Where it stands"))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Change to"))
        self.field.textChanged.connect(self._adapt)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Suggestions"))
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self.change())
        self.change_button = self._button(self.tr("&Change"), self.change)
        self.change_all_button = self._button(self.tr("Change A&ll"), self.change_all)
        self.ignore_button = self._button(self.tr("&Ignore"), self.ignore)
        self.ignore_button.setToolTip(self.tr("This word is not marked any more until the program ends"))
        self.add_button = self._button(self.tr("&Add"), self.add)
        self.add_button.setToolTip(self.tr("Keep this word with the script as one of its own"))
        self.close_button = self._button(self.tr("Close"), self.accept)
        self.change_button.setObjectName("primary")
        self.change_button.setDefault(True)

    def _button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        field_label = QLabel(self.tr("Change &to:"))
        field_label.setBuddy(self.field)
        list_label = QLabel(self.tr("&Suggestions:"))
        list_label.setBuddy(self.list)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self.change_button, self.change_all_button, self.ignore_button, self.add_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        layout = QGridLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(6)
        layout.setRowMinimumHeight(0, self.context.minimumHeight() + 8)
        layout.addWidget(self.context, 0, 0, 1, 2)
        layout.addWidget(field_label, 1, 0)
        layout.addWidget(self.field, 2, 0)
        layout.addWidget(list_label, 3, 0)
        layout.addWidget(self.list, 4, 0)
        layout.addLayout(buttons, 2, 1, 3, 1)
        layout.setColumnStretch(0, 1)
        layout.setRowStretch(4, 1)

    # -- what the writer wants ---------------------------------------------------------------------

    @Slot()
    def change(self) -> None:
        """Put what the field says in the word's place, and go on behind it."""
        place, new = self._place, self.field.text()
        if place is None or not self._may_change():
            return
        self._from = (place.line, place.start + len(new))
        self._checker.change([place], new)
        self._go_on()

    @Slot()
    def change_all(self) -> None:
        """The same at every place of the word."""
        place, new = self._place, self.field.text()
        if place is None or not self._may_change():
            return
        same = [other for other in self._checker.wrong_places() if self._checker.word_at(other) == self._word]
        self._from = (place.line, 0)
        self._checker.change(same, new)
        self._go_on()

    @Slot()
    def ignore(self) -> None:
        """Leave the word as it is, here and elsewhere."""
        self._leave(self._checker.ignore)

    @Slot()
    def add(self) -> None:
        """Make it one of the script's words."""
        self._leave(self._checker.add_word)

    def _leave(self, how: Callable[[str], None]) -> None:
        if self._place is not None:
            self._from = (self._place.line, self._place.end)
            how(self._word)
            self._go_on()

    def _may_change(self) -> bool:
        """Whether the field says something else, and the text is still what it was."""
        place, read_only = self._place, self._editor.isReadOnly()
        same = place is not None and self._checker.word_at(place) == self._word
        return same and not read_only and self.field.text() != self._word

    # -- going on ----------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """The next word that is known to be wrong; what has been typed meanwhile is looked up before the end."""
        self._changed = True
        self._show_next()

    def _look_up(self) -> None:
        self._changed, self._waiting = False, True
        self._show_nothing(self.tr("Checking…"))
        self._checker.check_all()

    @Slot()
    def _checked(self) -> None:
        if self._waiting:
            self._waiting = False
            self._show_next()

    def _show_next(self) -> None:
        place = self._next()
        if place is None and self._changed:
            self._look_up()
            return
        if place is None:
            self._show_nothing(self.tr("All words are known."))
            self.close_button.setFocus()
            return
        self._place = place
        self._editor.setTextCursor(self._checker.cursor_at(place))
        self._editor.ensureCursorVisible()
        self._show(place)

    def _next(self) -> Place | None:
        """The next wrong word, from the beginning again after the last one."""
        later = self._checker.wrong_places(self._from[0])
        found = next((place for place in later if (place.line, place.start) >= self._from), None)
        return found or next(self._checker.wrong_places(), None)

    def _show(self, place: Place) -> None:
        line = self._editor.classifier.lines[place.line]
        self._word = word = self._checker.word_at(place)
        first, last = max(place.start - _CONTEXT // 2, 0), place.end + _CONTEXT // 2
        before = ("…" if first else "") + line[first : place.start].lstrip()
        after = line[place.end : last] + ("…" if last < len(line) else "")
        self.context.setText(f"{escape(before)}<b><u>{escape(word)}</u></b>{escape(after)}")
        self.list.clear()
        self.field.setText(word)
        known = self._checker.suggestions(word)
        if known is None:
            self._note(self.tr("Looking for suggestions…"))
        else:
            self._suggested(word, known)
        self.field.setFocus()
        self.field.selectAll()
        self._adapt()

    def _show_nothing(self, line: str) -> None:
        self._place, self._word = None, ""
        self.context.setText(escape(line))
        self.list.clear()
        self.field.clear()
        self._adapt()

    @Slot(str, list)
    def _suggested(self, word: str, suggestions: list[str]) -> None:
        if self._place is None or word != self._word:
            return
        self.list.clear()
        for suggestion in suggestions:
            QListWidgetItem(suggestion, self.list)
        if not suggestions:
            self._note(self.tr("No suggestions"))
        elif self.field.text() == word:
            self.list.setCurrentRow(0)

    def _note(self, line: str) -> None:
        QListWidgetItem(line, self.list).setFlags(Qt.ItemFlag.NoItemFlags)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.field.setText(item.text())
            self.field.selectAll()

    def _adapt(self) -> None:
        here = self._place is not None
        for button in (self.change_button, self.change_all_button):
            button.setEnabled(self._may_change())
        for part in (self.ignore_button, self.add_button, self.field, self.list):
            part.setEnabled(here)

    # -- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down in the field go through the suggestions."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self.field.hasFocus():
            super().keyPressEvent(event)
        elif self.list.count():
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))

    def done(self, result: int) -> None:
        """Closing goes back to the text."""
        self._checker.all_checked.disconnect(self._checked)
        self._checker.suggested.disconnect(self._suggested)
        super().done(result)
        self._editor.setFocus()
