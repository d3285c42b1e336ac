"""Two passages side by side, and the page where the writer picks the better one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.services.blind import Choice, Pair
from scriptwriter.ui.editor.fonts import editor_font

_SHOWN_BEFORE = 700  # characters


class _Text(QPlainTextEdit):
    """A passage to read. Tab leaves it, arrow keys scroll it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class PairView(QWidget):
    """What stands before the place, and below it the two passages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before, self.a, self.b = _Text(), _Text(), _Text()
        self._titles = {self.before: QLabel(), self.a: QLabel(), self.b: QLabel()}
        self._fonts = dict.fromkeys(Form, QFont())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        for text, row, column, width in ((self.before, 0, 0, 2), (self.a, 2, 0, 1), (self.b, 2, 1, 1)):
            title = self._titles[text]
            title.setObjectName("sectionTitle" if text is self.before else "step")
            title.setBuddy(text)
            layout.addWidget(title, row, column, 1, width)
            layout.addWidget(text, row + 1, column, 1, width)
        layout.setRowStretch(1, 2)
        layout.setRowStretch(3, 3)
        for column in (0, 1):
            layout.setColumnStretch(column, 1)
        self.set_titles(self.tr("What stands before"), "A", "B")

    def set_fonts(self, fonts: dict[Form, QFont]) -> None:
        """What scripts and stories are shown in."""
        self._fonts = fonts

    def set_titles(self, before: str, a: str, b: str) -> None:
        """What stands above the three texts; screen readers say it, too."""
        for text, title in ((self.before, before), (self.a, a), (self.b, b)):
            self._titles[text].setText(title)
            text.setAccessibleName(title)

    def show_pair(self, pair: Pair) -> None:
        """Show another pair, each passage from its beginning."""
        font = self._fonts[pair.place.form]
        for text, words in ((self.before, _end_of(pair.place.context)), (self.a, pair.a), (self.b, pair.b)):
            text.setFont(font)
            text.setPlainText(words)
        if not pair.place.context.strip():
            self.before.setPlainText(self.tr("The text begins here."))
        bar = self.before.verticalScrollBar()
        bar.setValue(bar.maximum())


def _end_of(context: str) -> str:
    """The last lines, from the beginning of a word on."""
    if len(context) <= _SHOWN_BEFORE:
        return context.strip()
    end = context[-_SHOWN_BEFORE:]
    return f"… {end.split(maxsplit=1)[-1]}".rstrip()


def fonts_for(script: str, prose: str, size: float) -> dict[Form, QFont]:
    """The editor's fonts, by families and a size in points."""
    return {Form.SCRIPT: editor_font(Form.SCRIPT, script, size), Form.PROSE: editor_font(Form.PROSE, prose, size)}


class PickPage(QWidget):
    """One pair after another. ``ended`` tells that all are picked, or that the writer has had enough."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Pair] = []
        self.choices: list[Choice] = []
        self.place = QLabel()
        self.view = PairView()
        self.pick_a = QPushButton(self.tr("A is better"))
        self.neither = QPushButton(self.tr("Neither"))
        self.pick_b = QPushButton(self.tr("B is better"))
        self.back = QPushButton(self.tr("Take &Back"))
        self.stop = QPushButton(self.tr("&Stop and Count"))
        self._choosing = {"a": Choice.A, "b": Choice.B, "=": Choice.NEITHER}
        self._build()

    def _build(self) -> None:
        self.place.setObjectName("panelTitle")
        hint = QLabel(self.tr("Keys: A, B, = for neither, Backspace takes the last pick back."))
        hint.setObjectName("dim")
        head = QHBoxLayout()
        head.addWidget(self.place, 1)
        head.addWidget(hint)
        buttons = QHBoxLayout()
        for button, chosen in ((self.pick_a, Choice.A), (self.neither, Choice.NEITHER), (self.pick_b, Choice.B)):
            button.clicked.connect(lambda _=False, chosen=chosen: self._pick(chosen))
            buttons.addWidget(button, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.stop)
        for button in (self.pick_a, self.neither, self.pick_b, self.back, self.stop):
            button.setAutoDefault(False)
        self.back.clicked.connect(self._take_back)
        self.stop.clicked.connect(self.ended)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)
        layout.addLayout(foot)

    def begin(self, pairs: Sequence[Pair]) -> None:
        """Show the first of these pairs."""
        self.pairs, self.choices = list(pairs), []
        self._show()

    def _show(self) -> None:
        number = len(self.choices)
        self.place.setText(self.tr("{0} of {1}").format(number + 1, len(self.pairs)))
        self.view.before.setAccessibleDescription(self.place.text())
        self.view.show_pair(self.pairs[number])
        self.back.setEnabled(bool(self.choices))
        # Reading begins above; for a screen reader this also says that there is another pair.
        self.view.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, chosen: Choice) -> None:
        self.choices.append(chosen)
        if len(self.choices) == len(self.pairs):
            self.ended.emit()
        else:
            self._show()

    @Slot()
    def _take_back(self) -> None:
        if self.choices:
            self.choices.pop()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A, B and = pick, wherever the focus is; a key that is held down picks once."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif event.text().lower() in self._choosing and event.text():
            if not event.isAutoRepeat():
                self._pick(self._choosing[event.text().lower()])
        elif event.key() == Qt.Key.Key_Backspace:
            self._take_back()
        else:
            super().keyPressEvent(event)
