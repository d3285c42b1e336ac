"""The file was changed by another program while there was unsaved text: join, choose, or keep both."""

from enum import Enum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scriptwriter.services.merge import Merged
from scriptwriter.ui.compare_view import CompareView


class Choice(Enum):
    """What is to become of the two texts."""

    JOIN = 1
    MINE = 2
    THEIRS = 3
    APART = 4


class OutsideDialog(QDialog):
    """``choice`` says what the writer wants; closing the dialog keeps mine, and nothing is written."""

    def __init__(self, name: str, mine: str, theirs: str, joined: Merged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changed outside"))
        self.resize(920, 560)
        self.choice = Choice.MINE
        head = QLabel(
            self.tr(
                "{0} was changed by another program, and you have text here that is not saved. Whatever you choose, "
                "the other text stays among the versions."
            ).format(name)
        )
        head.setWordWrap(True)
        view = CompareView()
        view.compare(self.tr("Yours"), mine, self.tr("The file's"), theirs)
        self.note = QLabel(self._about(joined))
        self.note.setWordWrap(True)
        self.buttons: dict[Choice, QPushButton] = {}
        # No QDialogButtonBox: there, Tab leads past all that stands before the default button.
        row = QHBoxLayout()
        row.addStretch()
        for choice, text in (
            (Choice.JOIN, self.tr("&Join Both")),
            (Choice.MINE, self.tr("Keep &Mine")),
            (Choice.THEIRS, self.tr("Take the &File's")),
            (Choice.APART, self.tr("Save Mine &Apart…")),
        ):
            button = QPushButton(text)
            button.clicked.connect(self._chosen)
            row.addWidget(button)
            self.buttons[choice] = button
        self.buttons[Choice.MINE if joined.conflicts else Choice.JOIN].setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(view, 1)
        layout.addWidget(self.note)
        layout.addLayout(row)

    def _about(self, joined: Merged) -> str:
        if not joined.conflicts:
            return self.tr("The changes are at different places: joining keeps all of them.")
        return self.tr("At {0} places both changed the same lines: joining keeps yours there.").format(joined.conflicts)

    @Slot()
    def _chosen(self) -> None:
        self.choice = next(choice for choice, button in self.buttons.items() if button is self.sender())
        self.accept()
