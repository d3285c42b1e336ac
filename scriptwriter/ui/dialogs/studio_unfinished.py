"""Trainings that were stopped before their end: to be gone on with, or forgotten."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget


class UnfinishedBar(QWidget):
    """One line with a list. It asks before anything is forgotten."""

    go_on_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = QComboBox()
        self.go_on = QPushButton(self.tr("&Go On"))
        self.forget = QPushButton(self.tr("Forg&et"))
        label = QLabel(self.tr("Stopped before its end:"))
        label.setBuddy(self.names)
        self.names.setAccessibleName(self.tr("Trainings that were stopped"))
        self.names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (label, self.names, self.go_on, self.forget):
            row.addWidget(part)
        row.addStretch(1)
        for button in (self.go_on, self.forget):
            button.setAutoDefault(False)
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit(self.names.currentText()))
        self.forget.clicked.connect(self._forget)

    def show_names(self, names: Sequence[str]) -> None:
        """What can be gone on with."""
        self.names.clear()
        self.names.addItems(list(names))

    def some(self) -> bool:
        """Whether there is any."""
        return self.names.count() > 0

    @Slot()
    def _forget(self) -> None:
        name = self.names.currentText()
        if self.ask_forget(name):
            self.forget_wanted.emit(name)

    def ask_forget(self, name: str) -> bool:
        """Whether what a training has learned so far may go."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Forget"), "", parent=self)
        box.setText(self.tr("Forget “{0}”? What it has learned so far is lost.").format(name))
        forget = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is forget
