"""One page to add a model from: a file on this machine, a name on the hub, or a short list."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services.download import Unfinished
from scriptwriter.services.hub import HubFile, Repository
from scriptwriter.services.part import Progress
from scriptwriter.services.quantization import Machine, fits, memory_needed
from scriptwriter.services.recommended import Kind, Recommended, suggested
from scriptwriter.ui.dialogs.add_model_progress import ProgressRow, UnfinishedRow, size_text
from scriptwriter.ui.dialogs.studio_parts import RIGHT, Table, dim, labelled, restyle, row
from scriptwriter.ui.recommended_words import said

_DATA = Qt.ItemDataRole.UserRole
_LIST, _FILES = 0, 1
_FIGURES = (2, 3)  # the columns with numbers
_MOST_NAME = 500


class AddModelDialog(QDialog):
    """Shows what it is told and asks for the rest; it knows no network itself. ``host`` is where the hub is."""

    file_wanted = Signal(object)  # Path
    look_up_wanted = Signal(str)  # what was typed
    recommended_wanted = Signal(object)  # Recommended: look up and download
    download_wanted = Signal(object)  # HubFile of the repository that is shown
    go_on_wanted = Signal(object)  # Unfinished
    forget_wanted = Signal(object)  # Unfinished
    cancel_wanted = Signal()
    use_wanted = Signal(object)  # ModelEntry

    def __init__(
        self, host: str, machine: Machine, listed: Sequence[Recommended], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host, self._machine, self._listed = host, machine, listed
        self._running = False
        self._entry: ModelEntry | None = None
        self._focus_before: QWidget | None = None
        self.choose = QPushButton(self.tr("Choose a &File…"))
        self.name = QLineEdit()
        self.look_up = QPushButton(self.tr("&Look Up"))
        heads = (self.tr("Model"), self.tr("Made for"), self.tr("Size"), self.tr("Memory"), self.tr("On this machine"))
        self.list = Table(self.tr("Recommended models"), heads)
        heads = (self.tr("File"), self.tr("Kind"), self.tr("Size"), self.tr("Memory"), self.tr("On this machine"))
        self.files = Table(self.tr("Files"), heads)
        self.title = QLabel()
        self.back = QPushButton(self.tr("&Back to the List"))
        self.about = dim()
        self.note = QLabel()
        self.unfinished = UnfinishedRow()
        self.progress = ProgressRow()
        self.add = QPushButton(self.tr("&Download and Add"))
        self.use = QPushButton(self.tr("&Use It Now"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._build()
        self._connect()
        self._fill_list()
        self.show_list()

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("addModelDialog")
        self.setWindowTitle(self.tr("Add a Model"))
        self.resize(780, 640)
        self.name.setMaxLength(_MOST_NAME)
        self.name.setPlaceholderText(self.tr("OWNER/NAME, or the address of its page"))
        self.title.setObjectName("sectionTitle")
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add.setObjectName("primary")
        self.use.setObjectName("primary")
        self.use.hide()
        self.back.setObjectName("small")
        for button in (self.choose, self.look_up, self.back, self.add, self.use):
            button.setAutoDefault(False)
        for table in (self.list, self.files):
            table.setSelectionMode(Table.SelectionMode.SingleSelection)
            for column in _FIGURES:
                table.headerItem().setTextAlignment(column, RIGHT)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.files)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 2 + 4)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._lay_out()

    def _lay_out(self) -> None:
        file_row = QHBoxLayout()
        file_row.addWidget(self.choose)
        file_row.addWidget(dim(self.tr("A GGUF file on this machine. It stays where it is.")), 1)
        name_row = QHBoxLayout()
        name_row.addWidget(labelled(self.tr("&Name on {0}:").format(self._host), self.name))
        name_row.addWidget(self.name, 1)
        name_row.addWidget(self.look_up)
        title_row = QHBoxLayout()
        title_row.addWidget(self.title, 1)
        title_row.addWidget(self.back)
        bottom = QHBoxLayout()
        bottom.addWidget(self.add)
        bottom.addWidget(self.use)
        bottom.addStretch(1)
        bottom.addWidget(self._buttons)
        online = dim(
            self.tr(
                "Looking up and downloading go to the internet, to {0}. The model's name is sent there, and nothing "
                "of what you write. Once it is here, a model works offline."
            ).format(self._host)
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(file_row)
        layout.addLayout(name_row)
        layout.addWidget(online)
        layout.addWidget(self.unfinished)
        layout.addLayout(title_row)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.about)
        layout.addWidget(self.progress)
        layout.addWidget(self.note)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.name.textChanged.connect(self._tell_buttons)
        self.name.returnPressed.connect(self._look_up)
        self.look_up.clicked.connect(self._look_up)
        self.back.clicked.connect(self.show_list)
        self.add.clicked.connect(self._add)
        self.use.clicked.connect(self._use)
        for table in (self.list, self.files):
            table.itemSelectionChanged.connect(self._show_about)
            table.itemActivated.connect(self._add)
        self.unfinished.go_on_wanted.connect(self.go_on_wanted)
        self.unfinished.forget_wanted.connect(self.forget_wanted)
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self._buttons.rejected.connect(self.reject)

    # -- lists -------------------------------------------------------------------------------------

    def _fill_list(self) -> None:
        kinds = {Kind.BASE: self.tr("going on with a text"), Kind.INSTRUCT: self.tr("following instructions")}
        for model in self._listed:
            cells = (model.title, kinds[model.kind], *self._figures(model.size))
            item = row(cells, right=_FIGURES)
            item.setData(0, _DATA, model)
            self.list.addTopLevelItem(item)
        self.list.fit()
        self._select(self.list, suggested(self._listed, self._machine))

    def _figures(self, size: int) -> tuple[str, str, str]:
        verdict = self.tr("fits") if fits(size, self._machine) else self.tr("too large for this machine")
        return size_text(size), self.tr("about {0}").format(size_text(memory_needed(size))), verdict

    def _select(self, table: Table, at: int) -> None:
        item = table.topLevelItem(at)
        if item is not None:
            table.setCurrentItem(item)
            item.setSelected(True)

    @Slot()
    def show_list(self) -> None:
        """The recommended models."""
        self.stack.setCurrentIndex(_LIST)
        self.title.setText(self.tr("Recommended models, with open licences"))
        self.back.hide()
        self._show_about()

    def show_repository(self, repository: Repository, wanted: HubFile) -> None:
        """The files of a repository that was looked up; ``wanted`` is selected."""
        self.files.clear()
        for file in repository.files:
            item = row((file.path, file.quant or "–", *self._figures(file.size)), right=_FIGURES)
            item.setData(0, _DATA, file)
            self.files.addTopLevelItem(item)
        self.files.fit()
        self._select(self.files, repository.files.index(wanted))
        licence = repository.licence or self.tr("no licence named")
        self.title.setText(self.tr("Files of {0}, licence: {1}").format(repository.name, licence))
        self.stack.setCurrentIndex(_FILES)
        self.back.show()
        gated = self.tr("Its makers ask you to agree to their terms first, on its page.") if repository.gated else ""
        self.show_note(" ".join(filter(None, (gated, *repository.left_out))))
        self._show_about()
        self.files.setFocus()

    def _chosen(self) -> Recommended | HubFile | None:
        table = self.list if self.stack.currentIndex() == _LIST else self.files
        return next((item.data(0, _DATA) for item in table.chosen()), None)

    @Slot()
    def _show_about(self) -> None:
        chosen, text = self._chosen(), ""
        self._entry = None  # another choice: it can be downloaded, too
        if isinstance(chosen, Recommended):
            told = self.tr("Nobody could try it for this program; this is what is said of it.")
            text = f"{said(chosen.good_for)} {said(chosen.machine)}\n{chosen.hub}, {chosen.licence}. {told}"
        elif chosen is not None and not fits(chosen.size, self._machine):
            memory = size_text(self._machine.memory)
            text = self.tr("This machine has {0} of memory: the model may be slow, or not open at all.").format(memory)
        self.about.setText(text)
        self._tell_buttons()

    # -- what is wanted ------------------------------------------------------------------------------

    @Slot()
    def _choose(self) -> None:
        if path := self.ask_for_file():
            self.file_wanted.emit(path)

    def ask_for_file(self) -> Path | None:
        """A file of the writer's choice, or none."""
        kinds = self.tr("Models (*.gguf);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Add a Model File"), "", kinds)
        return Path(name) if name else None

    @Slot()
    def _look_up(self) -> None:
        if self.look_up.isEnabled():
            self.look_up_wanted.emit(self.name.text())

    @Slot()
    def _add(self) -> None:
        chosen = self._chosen()
        if chosen is None or self._running:
            return
        (self.recommended_wanted if isinstance(chosen, Recommended) else self.download_wanted).emit(chosen)

    @Slot()
    def _use(self) -> None:
        if self._entry is not None:
            self.use_wanted.emit(self._entry)
            self.accept()

    # -- how it goes -------------------------------------------------------------------------------

    def begin(self, text: str, lasting: bool = False) -> None:
        """Something has begun; ``lasting`` takes minutes, and goes on when this window is closed."""
        self._running, self._entry = True, None
        self._focus_before = self.focusWidget()
        self.progress.begin(text)
        self.show_note(self.tr("You may close this window meanwhile: it goes on.") if lasting else "")
        self._tell_buttons()
        self.progress.cancel.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """How far a download is."""
        self.progress.show_progress(progress)

    def end(self, note: str = "", problem: bool = False) -> None:
        """It is over."""
        self._running = False
        self._tell_buttons()
        if self._focus_before is not None:
            self._focus_before.setFocus()  # where the writer was: to type on, or to try again
            self._focus_before = None
        self.progress.hide()
        self.show_note(note, problem)

    def show_added(self, entry: ModelEntry) -> None:
        """A model is in the menu now."""
        self._entry = entry
        self.end(self.tr("{0} is in the model menu now.").format(entry.title))
        self.use.setFocus()

    def show_unfinished(self, begun: Sequence[Unfinished]) -> None:
        """Downloads that can be gone on with; one at a time."""
        self.unfinished.show_begun(begun)

    def show_note(self, text: str, problem: bool = False) -> None:
        """One line above the buttons."""
        restyle(self.note, "warning" if problem else "")
        self.note.setText(f"⚠ {text}" if problem else text)
        self.note.setVisible(bool(text))

    def _tell_buttons(self) -> None:
        idle = not self._running
        self.choose.setEnabled(idle)
        self.look_up.setEnabled(idle and bool(self.name.text().strip()))
        self.back.setEnabled(idle)
        self.unfinished.setEnabled(idle)
        self.add.setEnabled(idle and self._chosen() is not None)
        self.use.setVisible(idle and self._entry is not None)
        self.add.setVisible(not self.use.isVisibleTo(self))
