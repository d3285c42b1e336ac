"""The continuation panel: genre, character and keywords of the next passage."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.cue import GENRES
from scriptwriter.domain.generation import MAX_WORDS
from scriptwriter.services.wishes import Wishes
from scriptwriter.ui.panels.chips import KeywordField


class ContinuationPanel(QFrame):
    """What the writer asks of the next passage, and the button that asks."""

    continue_clicked = Signal()
    stop_clicked = Signal()
    another_clicked = Signal()
    wishes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Continuation"))
        self._genre = self._combo(self.tr("Genre"), self.tr("As the title page says"))
        for genre in GENRES:
            self._genre.addItem(genre)
        self._character = self._combo(self.tr("Character"), self.tr("Anyone"))
        self._keywords = KeywordField(self)
        self._length = QSpinBox(self)
        self._button = QPushButton(self)
        self._another = QPushButton(self.tr("Another"), self)
        self._hint = QLabel(self)
        self._running = False
        self._shortcut = QShortcut(self)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shortcut.activated.connect(self._continue_by_key)
        self._title_genre = ""
        self._build()
        self.set_running(False)

    def _combo(self, name: str, empty: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setAccessibleName(name)
        combo.addItem("")
        line = combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(empty)
            line.setMaxLength(80)
        combo.currentTextChanged.connect(self.wishes_changed)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        combo.setMinimumContentsLength(6)
        return combo

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        title = QLabel(self.tr("Next passage"), self)
        title.setObjectName("panelTitle")
        layout.addWidget(title)
        layout.addSpacing(4)
        layout.addLayout(self._fields())
        label = QLabel(self.tr("&Keywords"), self)
        label.setBuddy(self._keywords)
        layout.addSpacing(6)
        layout.addWidget(label)
        layout.addWidget(self._keywords)
        layout.addSpacing(10)
        layout.addLayout(self._button_row())
        self._hint.setObjectName("dim")
        self._hint.setWordWrap(True)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        self._keywords.changed.connect(self.wishes_changed)

    def _fields(self) -> QGridLayout:
        """Names beside their fields: the room below belongs to the suggestions."""
        self._set_up_length()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        fields = (
            (self.tr("&Genre"), self._genre),
            (self.tr("&Character"), self._character),
            (self.tr("&Length"), self._length),
        )
        for row, (name, field) in enumerate(fields):
            label = QLabel(name, self)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.setTabOrder(self._character, self._length)
        return grid

    def _set_up_length(self) -> None:
        self._length.setRange(10, MAX_WORDS)
        self._length.setSingleStep(10)
        self._length.setMinimumWidth(110)
        self._length.setSuffix(self.tr(" words"))
        self._length.setToolTip(self.tr("So many words at most"))
        self._length.setAccessibleName(self.tr("Longest passage"))
        self._length.setValue(120)
        self._length.valueChanged.connect(self.wishes_changed)

    def _button_row(self) -> QHBoxLayout:
        self._button.setObjectName("primary")
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._clicked)
        self._another.clicked.connect(self.another_clicked)
        self._another.setToolTip(self.tr("Throw this one away and draw another (Ctrl+Shift+Return)"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._button, 1)
        row.addWidget(self._another)
        return row

    def set_continue_keys(self, keys: QKeySequence) -> None:
        """The keys that continue in the editor do so from these fields as well."""
        self._shortcut.setKey(keys)

    # -- what the writer wants ---------------------------------------------------------------------

    def wishes(self) -> Wishes:
        """The wishes as they stand; sampling is the settings' business."""
        genre = self._genre.currentText().strip()
        return Wishes(
            genre=genre or None,
            character=self._character.currentText().strip() or None,
            keywords=self._keywords.keywords(),
            max_words=self._length.value(),
        )

    def genre_asked(self) -> str:
        """The genre that is asked for in the end: the one that is chosen here, or the title page's."""
        return self._genre.currentText().strip() or self._title_genre

    def set_wishes(self, genre: str, max_words: int) -> None:
        """Take over the remembered wishes at the start."""
        self._genre.setCurrentText(genre)
        self._length.setValue(max_words)

    def add_keyword(self, word: str) -> bool:
        """Add a keyword as if it had been typed."""
        return self._keywords.add(word)

    @property
    def keyword_field(self) -> KeywordField:
        """The chips."""
        return self._keywords

    @property
    def character_box(self) -> QComboBox:
        """The character field."""
        return self._character

    @property
    def genre_box(self) -> QComboBox:
        """The genre field."""
        return self._genre

    # -- what the script offers --------------------------------------------------------------------

    def set_cast(self, names: list[str]) -> None:
        """Offer the script's characters; what is typed in the field stays."""
        known = [self._character.itemText(index) for index in range(1, self._character.count())]
        if known == names:
            return
        with QSignalBlocker(self._character):
            typed = self._character.currentText()
            self._character.clear()
            self._character.addItems(["", *names])
            self._character.setCurrentText(typed)

    def set_title_genre(self, genre: str) -> None:
        """Show which genre the title page sets, for when none is chosen here."""
        self._title_genre = genre
        line = self._genre.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("{0} (title page)").format(genre) if genre else self.tr("Any"))

    def set_proposals(self, words: list[str]) -> None:
        """Offer keywords from the current scene."""
        self._keywords.set_proposals(words)

    # -- how it goes -------------------------------------------------------------------------------

    def set_running(self, running: bool) -> None:
        """Show the button that makes sense now."""
        self._running = running
        self._button.setText(self.tr("Stop") if running else self.tr("Continue"))
        self._button.setToolTip(self.tr("Stop (Esc)") if running else self.tr("Continue the text (Ctrl+Return)"))
        self._button.setProperty("running", running)
        self._button.style().unpolish(self._button)
        self._button.style().polish(self._button)

    def set_ready(self, ready: bool, hint: str) -> None:
        """Whether a model can be asked, and the line below the button."""
        self._button.setEnabled(ready or self._running)
        self._another.setEnabled(ready)
        self._hint.setText(hint)

    def set_used_keywords(self, used: frozenset[str]) -> None:
        """Tick the keywords that the passage uses so far."""
        self._keywords.set_used(used)

    def _continue_by_key(self) -> None:
        if self._button.isEnabled():
            self._keywords.take_typed()
            self.continue_clicked.emit()

    def _clicked(self) -> None:
        self._keywords.take_typed()
        (self.stop_clicked if self._running else self.continue_clicked).emit()
