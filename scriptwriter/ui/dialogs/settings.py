"""The settings dialog, made from the declarations in ``services.settings``: a setting declared there shows here."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QDoubleValidator, QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.settings import Description, Settings, describe

#: Where the texts that ``_`` marks stand among the translations.
TR_CONTEXT = "settings"


def _(text: str) -> str:
    """Mark a text for translation; it is translated when the dialog is made."""
    return text


#: Which settings stand on which page, and how they are called there.
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    (
        _("Writing"),
        {
            "form": _("New texts are"),
            "paper": _("Paper"),
            "element_flow": _("Enter and Tab know elements"),
            "autocomplete": _("Complete names and places"),
            "autosave_minutes": _("Save by itself"),
            "spelling": _("Spelling"),
            "session_goal": _("Words in a session"),
            "typewriter": _("Typewriter scrolling"),
            "max_words": _("Longest passage"),
            "alternatives": _("Alternatives"),
            "genre": _("Genre"),
            "continue_as_you_type": _("Continue as you type"),
            "continue_delay_ms": _("after a pause of"),
        },
    ),
    (
        _("Look"),
        {
            "language": _("Language"),
            "theme": _("Colours"),
            "script_font": _("Script font"),
            "prose_font": _("Story font"),
            "font_size": _("Text size"),
            "zoom": _("Zoom"),
            "show_origins": _("Show origins"),
            "show_realism": _("Show realism scores"),
            "recent_files": _("Recent files"),
        },
    ),
    (
        _("Model"),
        {
            "context_limit": _("Looks back on"),
            "threads": _("Processors"),
            "temperature": _("Temperature"),
            "top_k": _("Top-k"),
            "top_p": _("Top-p"),
            "min_p": _("Min-p"),
            "typical_p": _("Typical-p"),
            "repeat_penalty": _("Repetition penalty"),
            "dry_multiplier": _("DRY"),
            "xtc_probability": _("XTC probability"),
            "xtc_threshold": _("XTC threshold"),
            "seed": _("Seed"),
        },
    ),
)


#: What the settings' choices are called.
CHOICES = {
    "system": _("As the system"),
    "light": _("Light"),
    "dark": _("Dark"),
    "en": _("English"),
    "de": _("German"),
    "letter": _("US Letter"),
    "a4": _("A4"),
    "script": _("Scripts"),
    "prose": _("Stories"),
}
#: What stands, pale, in an empty field: what counts then.
USUAL = _("usual: {0}")
USUAL_BY_FORM = _("usual: {0} in scripts, {1} in stories")
_FIELD_WIDTH = 220
_DECIMALS = 2


class SettingsDialog(QDialog):
    """Edits a copy; ``changes`` says what is different when it was accepted."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._fields: dict[str, QWidget] = {}
        known = {description.name: description for description in describe()}
        tabs = QTabWidget(self)
        for title, names in PAGES:
            page = self._page({known[name]: label for name, label in names.items()})
            tabs.addTab(page, QCoreApplication.translate(TR_CONTEXT, title))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        for button in buttons.buttons():
            button.setIcon(QIcon())  # Qt's own pictures fit none of the themes
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(560, 520)

    def changes(self) -> dict[str, Any]:
        """The settings whose value is another one now."""
        values = {name: field_value(field) for name, field in self._fields.items()}
        return {name: value for name, value in values.items() if value != getattr(self._settings, name)}

    def field(self, name: str) -> QWidget:
        """The field of a setting."""
        return self._fields[name]

    def _page(self, rows: dict[Description, str]) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(16, 16, 16, 16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for description, label in rows.items():
            field = make_field(description, getattr(self._settings, description.name))
            text = QCoreApplication.translate(TR_CONTEXT, label)
            about = QCoreApplication.translate(TR_CONTEXT, description.about)
            field.setAccessibleName(text)
            field.setAccessibleDescription(about)
            field.setToolTip(about)
            field.setMinimumWidth(_FIELD_WIDTH)
            self._fields[description.name] = field
            form.addRow(text, field)
            hint = QLabel(about)
            hint.setObjectName("dim")
            hint.setWordWrap(True)
            hint.setAlignment(Qt.AlignmentFlag.AlignTop)  # the form leaves more room than it may need
            form.addRow("", hint)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the focus
        area.setWidget(page)
        return area


def make_field(description: Description, value: Any) -> QWidget:
    """A widget in which a setting of this kind can be edited."""
    if description.kind == "yes or no":
        box = QCheckBox()
        box.setChecked(value)
        return box
    if description.kind == "choice":
        choice = QComboBox()
        for option in description.choices:
            choice.addItem(QCoreApplication.translate(TR_CONTEXT, CHOICES.get(option, option)), option)
        choice.setCurrentIndex(choice.findData(value))
        return choice
    if description.low is not None and description.default is None:
        return _optional_field(description, value)
    if description.kind == "whole number":
        whole = QSpinBox()
        whole.setRange(int(description.low or 0), int(description.high or 0))
        whole.setValue(value)
        return whole
    return _text_field(description, value)


def _text_field(description: Description, value: Any) -> QWidget:
    if description.suggestions:
        box = QComboBox()
        box.setEditable(True)
        box.addItems(["", *description.suggestions])
        box.setCurrentText(str(value))
        return box
    return QLineEdit(str(value))


def _optional_field(description: Description, value: float | None) -> QWidget:
    """A number, or nothing."""
    locale = _locale()
    decimals = 0 if description.kind == "whole number" else _DECIMALS
    line = QLineEdit("" if value is None else locale.toString(value, "f", decimals))
    validator = QDoubleValidator(description.low or 0.0, description.high or 0.0, decimals, line)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    validator.setLocale(locale)
    line.setValidator(validator)
    line.setClearButtonEnabled(True)
    values = [locale.toString(float(usual), "g", 6) for usual in dict.fromkeys(description.usual)]
    if values:
        text = USUAL if len(values) == 1 else USUAL_BY_FORM
        line.setPlaceholderText(QCoreApplication.translate(TR_CONTEXT, text).format(*values))
    return line


def _locale() -> QLocale:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale


def field_value(field: QWidget) -> Any:
    """What stands in a field that ``make_field`` made."""
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentText() if field.isEditable() else field.currentData()
    if isinstance(field, QSpinBox):
        return field.value()
    if not isinstance(field, QLineEdit):
        return ""
    validator = field.validator()
    return _optional_value(field.text(), validator) if isinstance(validator, QDoubleValidator) else field.text().strip()


def _optional_value(text: str, bounds: QDoubleValidator) -> float | int | None:
    """The number that is allowed and nearest; None for no number."""
    value, good = bounds.locale().toDouble(text.strip())
    if not good:
        return None
    value = round(min(max(value, bounds.bottom()), bounds.top()), bounds.decimals())
    return value if bounds.decimals() else int(value)
