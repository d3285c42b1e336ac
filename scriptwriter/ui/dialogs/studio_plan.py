"""The studio's third page: what is to be made of the texts."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import training
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.services.training_job import DEFAULT_QUANTIZATION, MINUTES, QUANTIZATIONS
from scriptwriter.ui.dialogs.studio_parts import choice, dim, labelled
from scriptwriter.ui.studio_words import METHODS, number

_NAME = Qt.ItemDataRole.UserRole
_MOST_NAME = 60


class PlanPage(QWidget):
    """``ready_changed`` tells that ``ready`` may be another."""

    ready_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.base = choice("", [])
        self.model = QRadioButton(self.tr("A model of its own"))
        self.voices = QRadioButton(self.tr("Voices for characters, on the base model"))
        self.characters = QListWidget()
        self.more = QCheckBox(self.tr("&More"))
        self.details = QWidget()
        self.method = choice("", [(text, method) for method, text in METHODS.items()])
        self.quantization = choice("", [(name, name) for name in QUANTIZATIONS])
        self.epochs, self.minutes = QDoubleSpinBox(), QDoubleSpinBox()
        self.problem = QLabel()
        self.missing = QLabel()
        self._own_name = False
        self._build()

    def _build(self) -> None:
        self.name.setMaxLength(_MOST_NAME)
        self.model.setChecked(True)
        self.characters.setAccessibleName(self.tr("Characters to get a voice"))
        self.quantization.setCurrentText(DEFAULT_QUANTIZATION)
        self.epochs.setRange(0, 100)
        self.epochs.setSpecialValueText(self.tr("Decided"))
        self.minutes.setRange(0, 10_000)
        self.minutes.setDecimals(0)
        self.minutes.setSpecialValueText(self.tr("No limit"))
        self.minutes.setValue(MINUTES)
        for label in (self.problem, self.missing):
            label.setWordWrap(True)
            label.setObjectName("warning")
            label.hide()
        flags = Qt.TextInteractionFlag
        self.missing.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(labelled(self.tr("What it is called:"), self.name), self.name)
        form.addRow(labelled(self.tr("Base model:"), self.base), self.base)
        form.addRow(QLabel(self.tr("Make:")), self.model)
        form.addRow("", self.voices)
        form.addRow("", self.characters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            dim(
                self.tr(
                    "A model of its own writes on as your texts do. A voice is how one character speaks; the base "
                    "model stays as it is otherwise."
                )
            )
        )
        layout.addLayout(form)
        layout.addWidget(self.more)
        layout.addWidget(self._details())
        layout.addStretch(1)
        layout.addWidget(self.problem)
        layout.addWidget(self.missing)
        self._connect()

    def _details(self) -> QWidget:
        form = QFormLayout(self.details)
        form.setContentsMargins(20, 0, 0, 0)
        form.addRow(labelled(self.tr("What is trained:"), self.method), self.method)
        form.addRow(labelled(self.tr("Quantization:"), self.quantization), self.quantization)
        form.addRow(labelled(self.tr("Times through the text:"), self.epochs), self.epochs)
        form.addRow(labelled(self.tr("Minutes at most:"), self.minutes), self.minutes)
        self.details.hide()
        return self.details

    def _connect(self) -> None:
        self.more.toggled.connect(self.details.setVisible)
        self.model.toggled.connect(self._show_kind)
        self.name.textChanged.connect(self._tell)
        self.name.textEdited.connect(self._keep_name)
        self.epochs.valueChanged.connect(lambda value: self.minutes.setEnabled(not value))
        self.characters.itemChanged.connect(self._tell)
        self._show_kind()

    # -- showing -----------------------------------------------------------------------------------

    def show_bases(self, entries: Sequence[ModelEntry]) -> None:
        """The models that can be trained; the default one is chosen."""
        before = self.base.currentData()
        self.base.clear()
        for entry in entries:
            self.base.addItem(entry.title, entry.name)
        default = next((entry.name for entry in entries if entry.default), "")
        self.base.setCurrentIndex(max(self.base.findData(before or default), 0))

    def show_understood(self, understood: Understanding, sources: Sequence[Path], taken: Callable[[str], bool]) -> None:
        """Who could get a voice, and a name that is free unless the writer has given one."""
        ticked = set(self.ticked())
        self.characters.blockSignals(True)
        self.characters.clear()
        for name, speeches in understood.characters:
            self.characters.addItem(self._character(name, speeches, name in ticked))
        self.characters.setCurrentRow(0)
        self.characters.blockSignals(False)
        self.voices.setEnabled(any(count >= training.LEAST_SPEECHES for _, count in understood.characters))
        if self.voices.isEnabled():
            self.voices.setText(self.tr("Voices for characters, on the base model"))
        else:
            self.voices.setText(
                self.tr("Voices for characters: nobody has {0} speeches").format(training.LEAST_SPEECHES)
            )
            self.model.setChecked(True)
        if not self._own_name and sources:
            self.name.setText(_free_name(sources[0].stem or self.tr("My model"), taken))
        self._tell()

    def _character(self, name: str, speeches: int, ticked: bool) -> QListWidgetItem:
        enough = speeches >= training.LEAST_SPEECHES
        text = self.tr("{0} — {1} speeches").format(name, number(speeches))
        if not enough:
            text = self.tr("{0}; a voice needs {1}").format(text, training.LEAST_SPEECHES)
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        if enough:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEnabled)
        item.setCheckState(Qt.CheckState.Checked if ticked and enough else Qt.CheckState.Unchecked)
        return item

    def show_problem(self, line: str) -> None:
        """Why it cannot begin."""
        self.problem.setText(f"⚠ {line}" if line else "")
        self.problem.setVisible(bool(line))

    def show_missing(self, line: str) -> None:
        """What has to be installed first; empty when nothing has to."""
        self.missing.setText(line)
        self.missing.setVisible(bool(line))
        self._tell()

    @Slot()
    def _show_kind(self) -> None:
        self.characters.setVisible(self.voices.isChecked())
        self._tell()

    @Slot(str)
    def _keep_name(self, text: str) -> None:
        self._own_name = bool(text.strip())

    def _tell(self) -> None:
        self.ready_changed.emit()

    # -- what is wanted ----------------------------------------------------------------------------

    def ticked(self) -> list[str]:
        """Characters to get a voice."""
        items = [self.characters.item(at) for at in range(self.characters.count())]
        return [item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked]

    def ready(self) -> bool:
        """Whether everything is there that training needs."""
        named = bool(self.name.text().strip()) and self.base.count() > 0
        return named and not self.missing.text() and (self.model.isChecked() or bool(self.ticked()))

    def wanted(self, sources: Sequence[Path], choices: Choices) -> training.Wanted:
        """What the writer asks for."""
        name = self.name.text().strip()
        return training.Wanted(
            name=name,
            sources=tuple(sources),
            choices=choices,
            base=self.base.currentData() or "",
            title=name,
            voices=tuple(self.ticked()) if self.voices.isChecked() else (),
            method=self.method.currentData(),
            quantization=self.quantization.currentData(),
            epochs=self.epochs.value(),
            minutes=self.minutes.value(),
        )


def _free_name(wanted: str, taken: Callable[[str], bool]) -> str:
    found, count = wanted[:_MOST_NAME], 1
    while taken(found) and count < 100:
        count += 1
        found = f"{wanted[: _MOST_NAME - 4]} {count}"
    return found
