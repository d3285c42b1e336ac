"""After a crash: the texts that were not saved, to be looked at, taken back or let go."""

from enum import Enum

from PySide6.QtCore import QDateTime, QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.journal import Recovered
from scriptwriter.ui.compare_view import CompareView


class Answer(Enum):
    """What the writer wants with a text."""

    OPEN = 1
    LATER = 2
    DISCARD = 3


def when(seconds: float) -> str:
    """A moment in the writer's own way to write it."""
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


class RecoveryDialog(QDialog):
    """``answer`` and ``chosen`` say what to do; closing the dialog keeps everything for later."""

    def __init__(self, found: list[Recovered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recovered text"))
        self.resize(900, 560)
        self.answer = Answer.LATER
        self.found = found
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recovered texts"))
        for one in found:
            item = QListWidgetItem(f"{one.name}\n{when(one.time)}")
            item.setToolTip(str(one.path or self.tr("never saved")))
            self.list.addItem(item)
        self.view = CompareView()
        self.list.currentRowChanged.connect(self._show)
        self._build()
        self.list.setCurrentRow(0)

    def _build(self) -> None:
        head = QLabel(
            self.tr(
                "Scriptwriter did not end properly. It kept what was not saved: on the left your last saved text, on "
                "the right what you had typed since."
            )
        )
        head.setWordWrap(True)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.view)
        parts.setSizes([200, 700])
        buttons = QDialogButtonBox()
        self.open_button = QPushButton(self.tr("&Open It"))
        self.open_button.setDefault(True)
        later = QPushButton(self.tr("&Later"))
        discard = QPushButton(self.tr("&Discard…"))
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(later, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.open_button.clicked.connect(self._open)
        later.clicked.connect(self.reject)
        discard.clicked.connect(self._discard)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)

    @property
    def chosen(self) -> Recovered:
        """The text that the answer is about."""
        return self.found[max(self.list.currentRow(), 0)]

    @Slot(int)
    def _show(self, _row: int) -> None:
        one = self.chosen
        self.view.compare(self.tr("Saved"), one.saved, self.tr("Recovered"), one.text)

    @Slot()
    def _open(self) -> None:
        self.answer = Answer.OPEN
        self.accept()

    @Slot()
    def _discard(self) -> None:
        answer = QMessageBox.question(
            self, self.tr("Discard"), self.tr("Let the recovered text of {0} go for good?").format(self.chosen.name)
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.answer = Answer.DISCARD
            self.accept()
