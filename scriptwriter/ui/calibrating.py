"""Calibrating the scores for the model in use, with the writer's own texts: a few minutes, with progress and cancel."""

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QRadioButton, QVBoxLayout, QWidget

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadDocument, ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import documents, models
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.session import EngineSession, ModelState
from scriptwriter.ui.task import run_task

_SUFFIXES = frozenset({".fountain", ".spmd", ".txt", ".md"})
#: More texts than that only take longer to read: 200 passages are used.
_MOST_FILES = 200


class Source(Enum):
    """Where the writer's own texts are."""

    SCRIPT = "script"
    FILES = "files"
    FOLDER = "folder"


class Calibrating(QObject):
    """``calibrated`` tells that the scores know the model in use now. ``script`` gives the open text.

    The model is opened once more for it, so that continuations need not wait. Tests put their own ``open_engine``.
    """

    message = Signal(str)
    calibrated = Signal()

    def __init__(self, session: EngineSession, script: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._script, self._window = session, script, window
        self.open_engine: Callable[[ModelEntry, CancelToken], Engine] = _open
        self._running = False

    @Slot()
    def start(self) -> None:
        """Ask for the texts, calibrate, keep what came of it."""
        status = self._session.status
        if status.state is not ModelState.READY or status.entry is None or self._running:
            self.message.emit(self.tr("No model is ready yet."))
            return
        source = self.ask_source()
        if source is None:
            return
        try:
            corpus = self.read_corpus(source)
            if corpus:
                self._run(status.entry, corpus)
        except ScriptwriterError as error:
            self.message.emit(in_words(error))

    def _run(self, entry: ModelEntry, corpus: Sequence[str]) -> None:
        token, open_engine = CancelToken(), self.open_engine
        self._running = True
        try:
            text = self.tr("Calibrating the scores for {0}: it takes a few minutes.").format(entry.title)
            run_task(self._window, text, lambda tell: _calibrate(entry, corpus, open_engine, token, tell), token)
        finally:
            self._running = False
        self.message.emit(self.tr("The scores are calibrated for {0} now.").format(entry.title))
        self.calibrated.emit()

    # -- texts -------------------------------------------------------------------------------------

    def ask_source(self) -> Source | None:
        """Where the texts are; None: nowhere, the writer has thought better of it."""
        dialog = SourceDialog(self._window)
        return dialog.source() if dialog.exec() else None

    def read_corpus(self, source: Source) -> list[str]:
        """The texts; none when no file was chosen. Raises ``BadDocument`` for a chosen file that cannot be read."""
        if source is Source.SCRIPT:
            return [self._script()]
        if source is Source.FILES:
            return [documents.load(path).text for path in self.ask_files()]
        folder = self.ask_folder()
        return _texts_in(folder) if folder is not None else []

    def ask_files(self) -> list[Path]:
        """Files of the writer's choice."""
        kinds = self.tr("Texts (*.fountain *.spmd *.txt *.md);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Your Own Texts"), "", kinds)
        return [Path(name) for name in names]

    def ask_folder(self) -> Path | None:
        """A folder of the writer's choice."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("A Folder with Your Own Texts"))
        return Path(name) if name else None


def _texts_in(folder: Path) -> list[str]:
    """All texts below a folder that can be read."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if len(found) == _MOST_FILES:
            break
        if path.suffix.lower() in _SUFFIXES and path.is_file():
            try:
                found.append(documents.load(path).text)
            except BadDocument:
                continue
    return found


def _open(entry: ModelEntry, cancel: CancelToken) -> Engine:
    return models.open_model(entry, cancel=cancel)[0]


def _calibrate(
    entry: ModelEntry,
    corpus: Sequence[str],
    open_engine: Callable[[ModelEntry, CancelToken], Engine],
    cancel: CancelToken,
    progress: Callable[[float], None],
) -> None:
    """Raises ``BadInput`` for too little text, ``Failure`` when cancelled."""
    from scriptwriter.services import realism, realism_model, realism_own

    model, checksum = realism_model.shipped_model(), realism.checksum_of(entry)
    engine = open_engine(entry, cancel)
    try:
        found = realism_own.calibrate_own(engine, corpus, model, cancel, progress)
    finally:
        engine.close()
    realism_own.save_own(found, checksum)


class SourceDialog(QDialog):
    """What it is for, and which texts to take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibrate for This Model"))
        about = QLabel(
            self.tr(
                "The scores have to learn how this model writes beside how you write. Choose texts that you wrote "
                "yourself: at least 40 passages of 50 words or more; 200 are enough. The model writes passages for "
                "the same places. It takes a few minutes; nothing leaves this machine. From then on the scores judge "
                "writing of today as well."
            )
        )
        about.setWordWrap(True)
        self._choices = {
            Source.SCRIPT: QRadioButton(self.tr("The &open script")),
            Source.FILES: QRadioButton(self.tr("&Files…")),
            Source.FOLDER: QRadioButton(self.tr("A &folder…")),
        }
        self._choices[Source.SCRIPT].setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addSpacing(8)
        for choice in self._choices.values():
            layout.addWidget(choice)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)

    def source(self) -> Source:
        """What is chosen."""
        return next(source for source, choice in self._choices.items() if choice.isChecked())
