"""The report of a crash, for the writer to keep or to send to the developers; it never leaves by itself."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from scriptwriter import __version__


class CrashDialog(QDialog):
    """Shows the report; it names places in the program, never the writer's text."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Crash report"))
        self.resize(680, 420)
        head = QLabel(
            self.tr(
                "The last time, Scriptwriter crashed. This report says where in the program; nothing of your text is "
                "in it. It stays here unless you send it to somebody."
            )
        )
        head.setWordWrap(True)
        about = f"Scriptwriter {__version__}, PySide6 {PySide6.__version__}, {platform.platform()}\n\n"
        self.report = QPlainTextEdit(about + report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        save = buttons.addButton(self.tr("&Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    @Slot()
    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), "scriptwriter-crash.txt")
        if path:
            try:
                Path(path).write_text(self.report.toPlainText(), encoding="utf-8")
            except OSError as error:
                self.setWindowTitle(self.tr("Not saved: {0}").format(error.strerror))
