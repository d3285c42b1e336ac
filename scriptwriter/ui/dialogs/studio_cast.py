"""Who speaks in the corpus, and which names mean the same character."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.ui.dialogs.studio_parts import Table, dim, labelled, row
from scriptwriter.ui.studio_words import number

_NAME = Qt.ItemDataRole.UserRole


class CastTab(QWidget):
    """Characters with their speeches. Names that mean the same one are given one name."""

    edited = Signal(object)  # Choices

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self.table = Table(self.tr("Characters"), [self.tr("Character"), self.tr("Speeches"), self.tr("Also called")])
        self.empty = QLabel(self.tr("Nobody speaks in these texts."))
        self.name = QLineEdit()
        self.rename = QPushButton(self.tr("Merge"))
        self.separate = QPushButton(self.tr("Separate Again"))
        self._build()

    def _build(self) -> None:
        self.empty.setObjectName("dim")
        fields = QHBoxLayout()
        fields.addWidget(labelled(self.tr("Call the chosen:"), self.name))
        fields.addWidget(self.name, 1)
        fields.addWidget(self.rename)
        fields.addWidget(self.separate)
        for button in (self.rename, self.separate):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(dim(self.tr("Choose names that mean the same character and give them one name.")))
        layout.addLayout(fields)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.name.textChanged.connect(self._tell_buttons)
        self.name.returnPressed.connect(self._merge)
        self.rename.clicked.connect(self._merge)
        self.separate.clicked.connect(self._separate)
        self._show_chosen()

    def show_cast(self, understood: Understanding | None, choices: Choices) -> None:
        """Show who speaks; None: only the choices are others."""
        self.choices = choices
        if understood is None:
            return
        also: dict[str, list[str]] = {}
        for alias, name in choices.aliases().items():
            also.setdefault(name, []).append(alias)
        chosen = set(self.chosen())
        self.table.blockSignals(True)
        self.table.clear()
        for name, speeches in understood.characters:
            item = row([name, number(speeches), ", ".join(sorted(also.get(name, [])))], (1,))
            item.setData(0, _NAME, name)
            self.table.addTopLevelItem(item)
            item.setSelected(name in chosen)
        if self.table.topLevelItemCount() and not self.table.chosen():
            self.table.setCurrentItem(self.table.rows()[0])
        self.table.fit()
        self.table.blockSignals(False)
        self.table.setVisible(bool(understood.characters))
        self.empty.setVisible(not understood.characters)
        self._show_chosen()

    def chosen(self) -> list[str]:
        """The chosen names."""
        return [item.data(0, _NAME) for item in self.table.chosen()]

    def _aliases(self) -> list[str]:
        names = set(self.chosen())
        return [alias for alias, name in self.choices.aliases().items() if name in names]

    def _show_chosen(self) -> None:
        names = self.chosen()
        self.name.setText(names[0] if names else "")
        self._tell_buttons()

    def _tell_buttons(self) -> None:
        names, wanted = self.chosen(), self.name.text().strip().upper()
        self.name.setEnabled(bool(names))
        self.rename.setText(self.tr("Merge") if len(names) > 1 else self.tr("Rename"))
        self.rename.setEnabled(bool(wanted) and any(name != wanted for name in names))
        self.separate.setEnabled(bool(self._aliases()))

    @Slot()
    def _merge(self) -> None:
        wanted = self.name.text().strip().upper()
        others = [name for name in self.chosen() if name != wanted]
        if wanted and others:
            names = {alias: name for alias, name in self.choices.names.items() if alias.strip().upper() != wanted}
            self._edit(names | dict.fromkeys(others, wanted))

    @Slot()
    def _separate(self) -> None:
        gone = set(self._aliases())
        self._edit({alias: name for alias, name in self.choices.names.items() if alias.strip().upper() not in gone})

    def _edit(self, names: dict[str, str]) -> None:
        self.choices = replace(self.choices, names=names)
        self.edited.emit(self.choices)


class LeftOutTab(QWidget):
    """What was left out of each file, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table(
            self.tr("Left out"), [self.tr("File"), self.tr("Why"), self.tr("How often"), self.tr("For example")]
        )
        self.empty = QLabel(self.tr("Nothing was left out."))
        self.empty.setObjectName("dim")
        self.whole = dim()
        self.table.itemSelectionChanged.connect(self._show_whole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addStretch(0)

    def _show_whole(self) -> None:
        """What may be too long for its column."""
        chosen = self.table.chosen()
        self.whole.setText("\n".join(f"{item.toolTip(0)}: {item.text(1)}" for item in chosen[:3]))

    def show_left_out(self, understood: Understanding) -> None:
        """Fill the table."""
        self.table.clear()
        self.whole.clear()
        for one in understood.skipped:
            item = row([one.source.name, one.reason, number(one.count), one.example], (2,))
            item.setToolTip(0, str(one.source))
            self.table.addTopLevelItem(item)
        if self.table.topLevelItemCount():
            self.table.setCurrentItem(self.table.rows()[0])
        self.table.fit(360)
        self._show_whole()
        self.table.setVisible(bool(understood.skipped))
        self.empty.setVisible(not understood.skipped)
