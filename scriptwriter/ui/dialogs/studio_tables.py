"""How tables are read: which column holds the lines, who says them, and what tells works apart."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from scriptwriter.domain.corpus import Kind
from scriptwriter.services.corpus.choices import Choices, Columns
from scriptwriter.services.corpus.report import TableColumns
from scriptwriter.ui.dialogs.studio_parts import choice, dim, labelled
from scriptwriter.ui.studio_words import KINDS, said

_TABLE_KINDS = (Kind.LINES, Kind.QUOTES, Kind.MESSAGES)


class TablesTab(QWidget):
    """One table at a time. ``edited`` carries the choices as the writer wants them now."""

    edited = Signal(object)  # Choices

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: dict[Path, TableColumns] = {}
        self._names: dict[Path, tuple[str, ...]] = {}
        self.choices = Choices()
        self.which = choice("", [])
        self.kind = choice("", [("", None), *((KINDS[kind], kind) for kind in _TABLE_KINDS)])
        self.text, self.character, self.source, self.date = (choice("", []) for _ in range(4))
        self.group = QListWidget()
        self.state = dim()
        self._build()

    def _build(self) -> None:
        self.kind.setItemText(0, self.tr("Not understood"))
        self.group.setMaximumHeight(110)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Table:"), self.which),
            (self.tr("It holds:"), self.kind),
            (self.tr("Lines or messages:"), self.text),
            (self.tr("Who speaks:"), self.character),
            (self.tr("What a quote is from:"), self.source),
            (self.tr("Date:"), self.date),
            (self.tr("One work for each:"), self.group),
        ):
            form.addRow(labelled(text, field), field)
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addLayout(form)
        layout.addStretch(1)
        self.which.activated.connect(self._show)
        self.kind.activated.connect(self._choose_kind)
        for box in self._boxes():
            box.activated.connect(self._choose_columns)
        self.group.itemChanged.connect(self._choose_columns)

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.text, self.character, self.source, self.date

    def show_tables(
        self, tables: tuple[TableColumns, ...], names: Mapping[Path, tuple[str, ...]], choices: Choices
    ) -> None:
        """``tables`` are those that were understood; ``names`` the columns of all."""
        before = self.which.currentData()
        self._tables = {table.source: table for table in tables}
        self._names = dict(names)
        self.choices = choices
        self.which.clear()
        for path in names:
            self.which.addItem(path.name, path)
        self.which.setCurrentIndex(max(self.which.findData(before), 0))
        self._show()

    def path(self) -> Path | None:
        """The table that is shown."""
        return self.which.currentData()

    @Slot()
    def _show(self) -> None:
        path = self.path()
        if path is None:
            return
        table = self._tables.get(path)
        names = table.names if table else self._names[path]
        columns = table.columns if table else self.choices.columns.get(path, Columns())
        self.kind.setCurrentIndex(max(self.kind.findData(table.kind if table else self.choices.kinds.get(path)), 0))
        for box, name in zip(
            self._boxes(), (columns.text, columns.character, columns.source, columns.date), strict=True
        ):
            box.clear()
            for shown in ("", *names):
                box.addItem(shown or self.tr("(none)"), shown)
            box.setCurrentIndex(max(box.findData(name), 0))
        self.group.blockSignals(True)
        self.group.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in columns.group else Qt.CheckState.Unchecked)
            self.group.addItem(item)
        self.group.setCurrentRow(0)
        self.group.blockSignals(False)
        self.state.setText(
            self.tr("Understood as: {0}. Choose other columns where that is wrong.").format(said(KINDS[table.kind]))
            if table
            else self.tr("This table is not understood. Choose the column with the lines or messages.")
        )

    @Slot()
    def _choose_kind(self) -> None:
        path, kind = self.path(), self.kind.currentData()
        if path is None:
            return
        kinds = {one: old for one, old in self.choices.kinds.items() if one != path}
        self.choices = replace(self.choices, kinds=kinds | {path: Kind(kind)} if kind else kinds)
        self.edited.emit(self.choices)

    @Slot()
    def _choose_columns(self) -> None:
        path = self.path()
        if path is None:
            return
        items = [self.group.item(at) for at in range(self.group.count())]
        text, character, source, date = (box.currentData() for box in self._boxes())
        group = tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)
        columns = {**self.choices.columns, path: Columns(text, character, source, date, group)}
        self.choices = replace(self.choices, columns=columns)
        self.edited.emit(self.choices)
