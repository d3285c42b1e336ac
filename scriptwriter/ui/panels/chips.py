"""Keywords as chips: typed, proposed, removed, and ticked when the passage uses them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from scriptwriter.domain.cue import MAX_KEYWORD_CHARS, MAX_KEYWORDS
from scriptwriter.ui.panels.flow_layout import FlowLayout


class KeywordField(QWidget):
    """Up to six keywords as chips, a line to type more, and proposals that a click takes over."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, QToolButton] = {}
        self._used: frozenset[str] = frozenset()
        self._chip_area = QWidget(self)
        self._chip_row = FlowLayout(self._chip_area)
        self._line = QLineEdit(self)
        self._line.setMaxLength(MAX_KEYWORD_CHARS)
        self._line.setClearButtonEnabled(True)
        self._line.returnPressed.connect(self.take_typed)
        self._line.textEdited.connect(self._take_at_comma)
        self._line.installEventFilter(self)
        self._proposal_label = QLabel(self.tr("From this scene"), self)
        self._proposal_label.setObjectName("dim")
        self._proposal_area = QWidget(self)
        self._proposal_row = FlowLayout(self._proposal_area)
        self._build()

    def _build(self) -> None:
        self._line.setPlaceholderText(self.tr("Add a word or two…"))
        self._line.setAccessibleName(self.tr("Add a keyword"))
        self._line.setToolTip(self.tr("Words that the next passage should contain; Return adds one."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._chip_area)
        layout.addWidget(self._line)
        layout.addWidget(self._proposal_label)
        layout.addWidget(self._proposal_area)
        self._chip_area.hide()
        self.set_proposals([])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def keywords(self) -> tuple[str, ...]:
        """The chips, in their order."""
        return tuple(self._chips)

    def add(self, word: str) -> bool:
        """Add a keyword; False when it is there already, empty, or one too many."""
        word = " ".join(word.split())
        if not word or word in self._chips or len(self._chips) >= MAX_KEYWORDS:
            return False
        chip = QToolButton(self._chip_area)
        chip.setObjectName("chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.clicked.connect(self._chip_clicked)
        chip.setProperty("word", word)
        self._chips[word] = chip
        self._chip_row.addWidget(chip)
        self._label(word)
        chip.show()
        self._after_change()
        return True

    def remove(self, word: str) -> None:
        """Remove a keyword."""
        chip = self._chips.pop(word, None)
        if chip is not None:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
            self._after_change()

    def set_used(self, used: frozenset[str]) -> None:
        """Tick the keywords that the passage uses."""
        if used != self._used:
            self._used = used
            for word in self._chips:
                self._label(word)

    def set_proposals(self, words: list[str]) -> None:
        """Offer keywords; those that are chips already are left out."""
        while (item := self._proposal_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        offered = [word for word in words if word not in self._chips]
        for word in offered:
            button = QToolButton(self._proposal_area)
            button.setObjectName("proposal")
            button.setText(f"+ {word}")
            button.setProperty("word", word)
            button.setAccessibleName(self.tr("Add the keyword {0}").format(word))
            button.clicked.connect(self._proposal_clicked)
            self._proposal_row.addWidget(button)
            button.show()
        self._proposal_label.setVisible(bool(offered))
        self._proposal_area.setVisible(bool(offered))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line removes the last chip, as in any field of this kind."""
        if watched is self._line and isinstance(event, QKeyEvent) and self._is_last_backspace(event):
            self.remove(list(self._chips)[-1])
            return True
        return super().eventFilter(watched, event)

    def _is_last_backspace(self, event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backspace
        return pressed and not self._line.text() and bool(self._chips)

    def take_typed(self) -> None:
        """Add what stands in the line."""
        for word in self._line.text().split(","):
            self.add(word)
        self._line.clear()

    def _take_at_comma(self, text: str) -> None:
        if "," in text:
            self.take_typed()

    def _chip_clicked(self) -> None:
        self.remove(self.sender().property("word"))

    def _proposal_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton) and self.add(button.property("word")):
            self._proposal_row.removeWidget(button)
            button.hide()
            button.deleteLater()

    def _label(self, word: str) -> None:
        chip = self._chips[word]
        used = word in self._used
        chip.setText(f"✓ {word}  ×" if used else f"{word}  ×")
        chip.setProperty("used", used)
        chip.setAccessibleName(
            self.tr("Keyword {0}, used; remove").format(word) if used else self.tr("Keyword {0}; remove").format(word)
        )
        chip.setToolTip(self.tr("Used in the passage. Click to remove.") if used else self.tr("Click to remove."))
        chip.style().unpolish(chip)
        chip.style().polish(chip)

    def _after_change(self) -> None:
        full = len(self._chips) >= MAX_KEYWORDS
        self._line.setEnabled(not full)
        self._line.setPlaceholderText(self.tr("Six is as many as help.") if full else self.tr("Add a word or two…"))
        self._chip_area.setVisible(bool(self._chips))
        self.changed.emit()
