"""The training studio: scripts in, what was understood, what to make, and the training itself."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services.training import Outcome
from scriptwriter.services.training_job import Event
from scriptwriter.ui.dialogs.studio_corpus import CorpusPage
from scriptwriter.ui.dialogs.studio_parts import restyle
from scriptwriter.ui.dialogs.studio_plan import PlanPage
from scriptwriter.ui.dialogs.studio_run import RunPage
from scriptwriter.ui.dialogs.studio_sources import SourcesPage
from scriptwriter.ui.dialogs.studio_unfinished import UnfinishedBar
from scriptwriter.ui.studio_threads import Read
from scriptwriter.ui.timers import single_shot

SOURCES, CORPUS, PLAN, RUN = range(4)
#: What is read sooner shows no bar.
_PATIENCE_MS = 400


class Closing(Enum):
    """What the writer wants of a training when the studio is closed."""

    KEEP = "keep"  # it goes on in the background
    PUT_OFF = "put off"
    STAY = "stay"


class StudioDialog(QDialog):
    """Shows what it is given and tells what is wanted; ``scriptwriter.ui.studio`` does it."""

    corpus_wanted = Signal()  # the files or the choices are others now
    reading_unwanted = Signal()
    train_wanted = Signal()
    go_on_wanted = Signal(str)
    forget_wanted = Signal(str)
    put_off_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("studioDialog")
        self.setWindowTitle(self.tr("Train a Model"))
        self.training = False
        self._line, self._is_summary, self._is_reading = "", False, False
        self._patience = single_shot(self, self._show_bar, _PATIENCE_MS)
        self._taken: Callable[[str], bool] = lambda _name: False
        self.sources, self.corpus, self.plan, self.run = SourcesPage(), CorpusPage(), PlanPage(), RunPage()
        self.pages = QStackedWidget()
        self.unfinished = UnfinishedBar()
        self.note = QLabel()
        self.reading = QProgressBar()
        self.cancel_reading = QPushButton(self.tr("&Cancel Reading"))
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton()
        self.leave = QPushButton(self.tr("Close"))
        self._steps: list[QLabel] = []
        self._build()
        self._connect()
        self.show_reading(None)
        self.show_page(SOURCES)

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        for page in (self.sources, self.corpus, self.plan, self.run):
            self.pages.addWidget(page)
        self.next.setObjectName("primary")
        self.note.setWordWrap(True)
        self.reading.setAccessibleName(self.tr("Reading the scripts"))
        self.reading.setTextVisible(False)
        self.reading.setFixedWidth(160)
        self.reading.setRange(0, 100)
        for button in (self.cancel_reading, self.back, self.next, self.leave):
            button.setAutoDefault(False)
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setObjectName("rule")
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addWidget(self.unfinished)
        layout.addWidget(self.pages, 1)
        layout.addWidget(rule)
        layout.addLayout(self._foot())
        self.resize(860, 660)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        titles = (self.tr("Scripts"), self.tr("What was understood"), self.tr("What to make"), self.tr("Training"))
        for place, title in enumerate(titles, 1):
            label = QLabel(f"{place}. {title}")
            self._steps.append(label)
            head.addWidget(label)
            if place < len(titles):
                sign = QLabel("›")
                sign.setObjectName("dim")
                head.addWidget(sign)
        head.addStretch(1)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        for part in (self.reading, self.cancel_reading, self.back, self.next, self.leave):
            foot.addWidget(part)
        return foot

    def _connect(self) -> None:
        self.sources.changed.connect(self._sources_changed)
        self.corpus.changed.connect(self.corpus_wanted)
        self.plan.ready_changed.connect(self._tell_buttons)
        self.cancel_reading.clicked.connect(self._cancel_reading)
        self.back.clicked.connect(lambda: self.show_page(self.pages.currentIndex() - 1))
        self.next.clicked.connect(self._go_next)
        self.leave.clicked.connect(self.reject)
        self.unfinished.go_on_wanted.connect(self.go_on_wanted)
        self.unfinished.forget_wanted.connect(self.forget_wanted)
        self.run.go_on_wanted.connect(self.go_on_wanted)

    # -- pages -------------------------------------------------------------------------------------

    def show_page(self, page: int) -> None:
        """Turn to a page."""
        self.pages.setCurrentIndex(page)
        for place, label in enumerate(self._steps):
            restyle(label, "step" if place == page else "dim")
        self.next.setText(self.tr("&Train") if page == PLAN else self.tr("&Next"))
        if page == PLAN and self.corpus.understood is not None:
            self.plan.show_understood(self.corpus.understood, self.sources.paths, self._taken)
        self._tell_buttons()
        self._focus_first(page)

    def _focus_first(self, page: int) -> None:
        places: tuple[QWidget, ...] = (
            self.sources.list if self.sources.paths else self.sources.add_files,
            self.corpus.works.table,
            self.plan.name,
            self.run.plot,
        )
        places[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_next(self) -> None:
        page = self.pages.currentIndex()
        if page == PLAN:
            self.plan.show_problem("")
            self.train_wanted.emit()
        else:
            self.show_page(page + 1)

    def _tell_buttons(self) -> None:
        page, understood = self.pages.currentIndex(), self.corpus.understood is not None
        can = (bool(self.sources.paths), understood, understood and self.plan.ready(), False)
        self.next.setEnabled(can[page] and not self.training)
        self.next.setVisible(page != RUN)
        self.back.setVisible(page != SOURCES)
        self.back.setEnabled(not self.training)
        self.unfinished.setVisible(page != RUN and self.unfinished.some())
        self.note.setText(self._line if page == SOURCES or (page == CORPUS and not self._is_summary) else "")
        if not self._patience.isActive():
            self._show_bar()

    # -- reading -----------------------------------------------------------------------------------

    def show_reading(self, part: float | None) -> None:
        """How far reading is, from 0 to 1; None when nothing is read. What is read at once shows no bar."""
        if part is None:
            self._patience.stop()
        else:
            if not self._is_reading:
                self._patience.start()
                self._say(self.tr("Reading the scripts…"))
            self.reading.setValue(round(part * 100))
        self._is_reading = part is not None
        self._tell_buttons()

    @Slot()
    def _show_bar(self) -> None:
        on = self._is_reading and self.pages.currentIndex() in (SOURCES, CORPUS)
        self.reading.setVisible(on)
        self.cancel_reading.setVisible(on)

    def show_read(self, read: Read) -> None:
        """What is in the files."""
        self.show_reading(None)
        self.corpus.show_read(read)
        if read.problem:
            self._say(f"⚠ {read.problem}", problem=True)
        else:
            self._say(self.corpus.summary_line(), summary=True)

    @Slot()
    def _sources_changed(self) -> None:
        if self.sources.paths:
            self.corpus_wanted.emit()
        else:
            self._cancel_reading()
            self.corpus.forget()
            self._say("")

    @Slot()
    def _cancel_reading(self) -> None:
        self.reading_unwanted.emit()
        self.show_reading(None)
        self.corpus.understood = None
        self._say(self.tr("Reading was cancelled. Change something to read again."))

    def _say(self, line: str, problem: bool = False, summary: bool = False) -> None:
        self._line, self._is_summary = line, summary
        restyle(self.note, "warning" if problem else "dim")
        self._tell_buttons()

    # -- training ----------------------------------------------------------------------------------

    def show_models(self, entries: Sequence[ModelEntry], taken: Callable[[str], bool]) -> None:
        """The models to start from; ``taken`` tells whether a name is one of theirs."""
        self._taken = taken
        self.plan.show_bases(entries)

    def show_unfinished(self, names: Sequence[str]) -> None:
        """Trainings that can be gone on with."""
        self.unfinished.show_names(names)
        self._tell_buttons()

    def begin(self, name: str) -> None:
        """A training is about to begin."""
        self.training = True
        self.run.begin(name)
        self.show_page(RUN)

    @Slot(object)
    def take(self, event: Event) -> None:
        """What the training tells."""
        self.run.take(event)

    def show_refused(self, line: str) -> None:
        """It has not begun."""
        self.training = False
        self.plan.show_problem(line)
        if self.corpus.understood is not None:
            self.show_page(PLAN)
        else:
            self.run.show_failed(line, can_go_on=False)
        self._tell_buttons()

    def show_ended(self, outcome: Outcome | None = None, problem: str = "") -> None:
        """It is over: with an outcome, a problem, or by the writer's wish."""
        self.training = False
        if outcome is not None:
            self.run.show_outcome(outcome)
        elif problem:
            self.run.show_failed(problem, can_go_on=True)
        else:
            self.run.show_put_off()
        self._tell_buttons()

    # -- questions ---------------------------------------------------------------------------------

    def ask_closing(self) -> Closing:
        """What is to become of the training that runs."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Training"), "", parent=self)
        box.setText(self.tr("“{0}” is being trained. Keep training in the background?").format(self.run.name))
        box.setInformativeText(
            self.tr("When it is stopped, its last checkpoint is kept, and you can go on from there.")
        )
        keep = box.addButton(self.tr("Keep Training"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(self.tr("Stop for Now"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        clicked = box.clickedButton()
        return Closing.KEEP if clicked is keep else Closing.PUT_OFF if clicked is stop else Closing.STAY

    @Slot()
    def reject(self) -> None:
        """Esc, the button and the window's own: ask first while a training runs."""
        if self.training:
            wanted = self.ask_closing()
            if wanted is Closing.STAY:
                return
            if wanted is Closing.PUT_OFF:
                self.put_off_wanted.emit()
        super().reject()
