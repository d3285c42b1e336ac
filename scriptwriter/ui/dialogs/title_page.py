"""The title page as a form."""

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.cue import GENRES
from scriptwriter.services.title_page import FIELDS, field_of

_LONG = ("Contact", "Notes")


class TitlePageDialog(QDialog):
    """``values`` are the fields as they were written."""

    def __init__(self, fields: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Title page"))
        self.setMinimumWidth(460)
        titles = {
            "Title": self.tr("&Title"),
            "Credit": self.tr("C&redit"),
            "Author": self.tr("&Author"),
            "Source": self.tr("&Source"),
            "Draft date": self.tr("&Draft date"),
            "Contact": self.tr("&Contact"),
            "Genre": self.tr("&Genre"),
            "Copyright": self.tr("C&opyright"),
            "Notes": self.tr("&Notes"),
        }
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.widgets: dict[str, QWidget] = {}
        for name in FIELDS:
            self.widgets[name] = self._field(name, field_of(fields, name))
            form.addRow(titles[name], self.widgets[name])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _field(self, name: str, value: str) -> QWidget:
        if name in _LONG:
            box = QPlainTextEdit(value)
            box.setTabChangesFocus(True)
            box.setFixedHeight(72)
            return box
        if name == "Genre":
            genres = QComboBox()
            genres.setEditable(True)
            genres.addItems(["", *GENRES])
            genres.setCurrentText(value)
            return genres
        line = QLineEdit(value)
        if name == "Credit" and not value:
            line.setPlaceholderText(self.tr("written by"))
        return line

    def values(self) -> dict[str, str]:
        """All fields; empty ones are to be taken away."""
        return {name: _text(widget) for name, widget in self.widgets.items()}


def _text(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QLineEdit) else ""
