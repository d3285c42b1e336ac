"""The comparison's first page: who writes against whom, and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.cue import Form
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import paths
from scriptwriter.services.blind import LEAST_PAIRS, PAIRS
from scriptwriter.services.corpus.sources import SUFFIXES
from scriptwriter.ui.blind_threads import Comparison, Side, Texts
from scriptwriter.ui.dialogs.studio_parts import choice, dim, labelled, restyle

#: A place with its passage takes so many words, more in stories than in scripts.
_WORDS_PER_PLACE = 90
_BOX_WIDTH = 340


class SetupPage(QWidget):
    """``wanted`` carries a ``Comparison``."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._form, self._files = "", Form.SCRIPT, ()
        self._author = Side(self.tr("The author's own text"))
        self.first, self.second = choice("", ()), choice("", ())
        self.script = QRadioButton()
        self.samples = QRadioButton(self.tr("The sample scripts that &come with the program"))
        self.files = QRadioButton(self.tr("&Files of your own"))
        self.choose_files = QPushButton(self.tr("C&hoose Files…"))
        self.chosen = dim()
        self.held_out = QCheckBox(self.tr("Only passages that a &training on these texts held out"))
        self.problem = QLabel()
        self.start = QPushButton(self.tr("&Write the Pairs"))
        self.leave = QPushButton(self.tr("Close"))
        self._build()
        self.show_script("", Form.SCRIPT)
        self._tell()

    def _build(self) -> None:
        about = dim(
            self.tr(
                "Two sides go on in the same ten places. You pick the better passage of each pair without knowing "
                "whose it is; then the count says how sure it is that one of them is better. Nothing leaves this "
                "machine."
            )
        )
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for box in (self.first, self.second):
            box.setMinimumWidth(_BOX_WIDTH)
        form.addRow(labelled(self.tr("F&irst:"), self.first), self.first)
        form.addRow(labelled(self.tr("&Second:"), self.second), self.second)
        self.held_out.setToolTip(
            self.tr("Needs long texts: a training holds out only a small part of what it is given.")
        )
        self.problem.setWordWrap(True)
        self.start.setObjectName("primary")
        for button in (self.choose_files, self.start, self.leave):
            button.setAutoDefault(False)
        self.start.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(about)
        layout.addSpacing(10)
        layout.addLayout(form)
        layout.addSpacing(12)
        self._add_places(layout)
        layout.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.start)
        foot.addWidget(self.leave)
        layout.addLayout(foot)
        for box in (self.first, self.second):
            box.currentIndexChanged.connect(self._tell)
        for button in (self.script, self.samples, self.files):
            button.toggled.connect(self._tell)
        self.choose_files.clicked.connect(self._choose_files)
        self.start.clicked.connect(self._start)

    def _add_places(self, layout: QVBoxLayout) -> None:
        title = QLabel(self.tr("Where they write"))
        title.setObjectName("sectionTitle")
        layout.addWidget(title)
        for button in (self.script, self.samples):
            layout.addWidget(button)
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.choose_files)
        row.addWidget(self.chosen, 1)
        layout.addLayout(row)
        layout.addWidget(self.held_out)
        layout.addWidget(
            dim(self.tr("Take texts that neither model has learned from: what a model knows by heart flatters it."))
        )

    # -- what there is -----------------------------------------------------------------------------

    def show_models(self, entries: Sequence[ModelEntry], current: ModelEntry | None) -> None:
        """The models to choose from; the one in use goes first, whether it is in the list or not."""
        known = list(entries)
        if current is not None and all(entry.name != current.name for entry in known):
            known.append(current)
        titles = [entry.title for entry in known]
        sides = [
            Side(entry.title if titles.count(entry.title) == 1 else f"{entry.title} ({entry.name})", entry)
            for entry in known
        ]
        for box in (self.first, self.second):
            box.clear()
            for side in (*sides, self._author):
                box.addItem(side.title, side)
        first = next((at for at, entry in enumerate(known) if current is not None and entry.name == current.name), 0)
        others = [at for at in range(len(known)) if at != first]
        bundled = [at for at in others if known[at].default]
        self.first.setCurrentIndex(first)
        self.second.setCurrentIndex((bundled or others or [len(known)])[0])
        self._tell()

    def choose(self, first: str, second: str) -> None:
        """Choose two models by their names; the second may also be a file's, and one that is not known changes
        nothing.
        """
        for box, wanted in ((self.first, first), (self.second, second)):
            for at in range(box.count()):
                entry = box.itemData(at).entry
                if wanted and entry is not None and wanted in (entry.name, str(entry.path), entry.path.name):
                    box.setCurrentIndex(at)
        self._tell()

    def show_script(self, text: str, form: Form) -> None:
        """The text that is open; where there are too few places in it, it cannot be chosen."""
        self._text, self._form = text, form
        words = len(text.split())
        title = self.tr("The &open text")
        if not text.strip():
            self.script.setText(self.tr("{0} (there is none)").format(title))
        else:
            count = self.locale().toString(words)
            if words < LEAST_PAIRS * _WORDS_PER_PLACE:
                least = self.locale().toString(LEAST_PAIRS * _WORDS_PER_PLACE)
                self.script.setText(self.tr("{0} ({1} words; {2} are needed)").format(title, count, least))
            else:
                self.script.setText(self.tr("{0} ({1} words)").format(title, count))
        self.script.setEnabled(words >= LEAST_PAIRS * _WORDS_PER_PLACE)
        (self.script if words >= PAIRS * _WORDS_PER_PLACE else self.samples).setChecked(True)

    def use_samples(self) -> None:
        """Let them write in the sample scripts."""
        self.samples.setChecked(True)

    def show_problem(self, line: str) -> None:
        """One line on why there is no comparison."""
        self.problem.setText(f"⚠ {line}" if line else "")
        restyle(self.problem, "warning" if line else "dim")

    # -- what is chosen ----------------------------------------------------------------------------

    def comparison(self) -> Comparison:
        """What is chosen."""
        return Comparison(self.first.currentData(), self.second.currentData(), self._texts())

    def _texts(self) -> Texts:
        held_out = self.held_out.isChecked()
        if self.script.isChecked():
            return Texts(text=self._text, form=self._form, held_out=held_out)
        files = self._files if self.files.isChecked() else (paths.resources_dir() / "samples",)
        return Texts(files=files, held_out=held_out)

    @Slot()
    def _tell(self) -> None:
        """Say what is missing, and let it begin when nothing is."""
        line = ""
        first, second = self.first.currentData(), self.second.currentData()
        if self.first.count() == 1:
            line = self.tr("There is no model yet: add one in the Model menu.")
        elif first == second:
            line = self.tr("Choose two different sides.")
        elif self.files.isChecked() and not self._files:
            line = self.tr("Choose the files that they are to write in.")
        self.choose_files.setEnabled(self.files.isChecked())
        self.start.setEnabled(not line and first is not None)
        self.problem.setText(line)
        restyle(self.problem, "dim")

    @Slot()
    def _choose_files(self) -> None:
        if found := self.ask_files():
            self._files = tuple(found)
            self.chosen.setText(", ".join(path.name for path in found))
            self.chosen.setToolTip("\n".join(map(str, found)))
            self._tell()

    def ask_files(self) -> list[Path]:
        """Files of the writer's choice."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = f"{self.tr('Texts and tables')} ({patterns});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Where They Write"), "", kinds)
        return [Path(name) for name in names]

    @Slot()
    def _start(self) -> None:
        self.show_problem("")
        self.wanted.emit(self.comparison())
