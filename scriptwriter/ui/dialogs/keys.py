"""The keys of all actions, to be changed; two actions with the same keys are shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.keymap import conflicts
from scriptwriter.ui.actions import Spec, plain_title


class KeysDialog(QDialog):
    """Edits a copy; ``changed_keys`` says what differs from the usual keys."""

    def __init__(self, specs: Sequence[Spec], own: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(600, 560)
        self._specs = list(specs)
        self.keys = {spec.name: own.get(spec.name, spec.keys) for spec in specs}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.table = QTableWidget(len(self._specs), 3)
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(self.tr("New keys"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self._build()
        self._fill()
        self.table.setCurrentCell(0, 0)

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Remark")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Keys"))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 150)
        self.table.setColumnWidth(2, 190)
        row = QHBoxLayout()
        self.take, usual, none = (
            QPushButton(text) for text in (self.tr("&Set"), self.tr("&Usual Keys"), self.tr("&None"))
        )
        label = QLabel(self.tr("New &keys"))
        label.setBuddy(self.field)
        for widget in (label, self.field, self.take, usual, none):
            row.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        reset = buttons.addButton(self.tr("&Reset All"), QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        for widget in (self.filter, self.table):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.filter.textChanged.connect(self._filter)
        self.table.currentCellChanged.connect(self._show_keys)
        self.take.clicked.connect(self._set)
        usual.clicked.connect(self._usual)
        none.clicked.connect(self._none)
        reset.clicked.connect(self._reset)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def _fill(self) -> None:
        twice = {name for names in conflicts(self.keys).values() for name in names}
        titles = {spec.name: plain_title(spec) for spec in self._specs}
        for row, spec in enumerate(self._specs):
            keys = self.keys[spec.name]
            others = [titles[n] for n in conflicts(self.keys).get(keys, []) if n != spec.name]
            remark = self.tr("also: {0}").format(", ".join(others)) if spec.name in twice else ""
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            for column, text in enumerate((titles[spec.name], shown, remark)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        double = [QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in conflicts(self.keys)]
        note = self.tr("More than one command has {0}: only one of them can be reached by it.")
        self.note.setText(note.format(", ".join(double)) if double else "")

    @property
    def _spec(self) -> Spec:
        return self._specs[max(self.table.currentRow(), 0)]

    @Slot()
    def _show_keys(self) -> None:
        self.field.setKeySequence(QKeySequence(self.keys[self._spec.name]))

    @Slot(str)
    def _filter(self, text: str) -> None:
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(2)]
            words = " ".join(item.text() for item in items if item is not None).casefold()
            self.table.setRowHidden(row, text.casefold() not in words)

    def _change(self, keys: str) -> None:
        self.keys[self._spec.name] = keys
        self._fill()
        self._show_keys()

    @Slot()
    def _set(self) -> None:
        self._change(self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    @Slot()
    def _usual(self) -> None:
        self._change(self._spec.keys)

    @Slot()
    def _none(self) -> None:
        self._change("")

    @Slot()
    def _reset(self) -> None:
        self.keys = {spec.name: spec.keys for spec in self._specs}
        self._fill()
        self._show_keys()

    def changed_keys(self) -> dict[str, str]:
        """The keys that are not the usual ones."""
        return {spec.name: self.keys[spec.name] for spec in self._specs if self.keys[spec.name] != spec.keys}

    def keyPressEvent(self, event) -> None:
        """Enter in the table or a field must not close the dialog by mistake."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.take.hasFocus():
            event.ignore()
            return
        super().keyPressEvent(event)
