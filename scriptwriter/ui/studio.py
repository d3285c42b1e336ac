"""The training studio's hands: reads what is chosen, trains what is wanted, enters it in the model menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.errors import BadInput, ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import models, training
from scriptwriter.services.training_job import Job
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.studio import RUN, StudioDialog
from scriptwriter.ui.studio_threads import CorpusReader, Preparing, Read, TrainingRunner
from scriptwriter.ui.timers import single_shot

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow

#: Reading begins so long after the last change.
_PAUSE_MS = 250


class Studio(QObject):
    """One dialog, one corpus, one training at a time; a training goes on when the dialog is closed.

    ``finished`` tells that something new is in the model menu. Close it before the program ends.
    """

    message = Signal(str)
    finished = Signal(object)  # Outcome

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: StudioDialog | None = None
        self._reader, self._runner = CorpusReader(self), TrainingRunner(self)
        self._closed = False
        self._timer = single_shot(self, self._read, _PAUSE_MS)
        self.message.connect(window.say)
        self._reader.read.connect(self._show_read)
        self._reader.progressed.connect(self._show_reading)
        self._runner.progressed.connect(self._show_part)
        self._runner.began.connect(self._begin)
        self._runner.told.connect(self._take)
        self._runner.done.connect(self._done)
        self._runner.refused.connect(self._refused)
        self._runner.failed.connect(self._failed)
        self._runner.put_off.connect(self._put_off)

    @property
    def training(self) -> bool:
        """Whether a training runs."""
        return self._runner.running

    @Slot()
    def start(self) -> None:
        """Open the studio, or show the one that is open."""
        dialog = self.dialog or self._make()
        dialog.sources.set_script(self._window.files.document.path)
        self._refresh(dialog)
        if self.training:
            dialog.show_page(RUN)
        dialog.show()
        dialog.activateWindow()

    def _make(self) -> StudioDialog:
        dialog = self.dialog = StudioDialog(self._window)
        dialog.corpus_wanted.connect(self._read_soon)
        dialog.reading_unwanted.connect(self._stop_reading)
        dialog.train_wanted.connect(self._train)
        dialog.go_on_wanted.connect(self._go_on)
        dialog.forget_wanted.connect(self._forget)
        dialog.put_off_wanted.connect(self._runner.end)
        dialog.run.stop_wanted.connect(self._runner.stop)
        dialog.run.use_wanted.connect(self._window.use_model)
        dialog.run.compare_wanted.connect(self._compare)
        return dialog

    @Slot(object, str)
    def _compare(self, entry: ModelEntry, base: str) -> None:
        self._window.blind.compare(entry, base)

    def _refresh(self, dialog: StudioDialog) -> None:
        """What may have changed meanwhile: models, runs that were stopped, installed libraries."""
        try:
            entries = models.catalogue().entries()
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            entries = []
        dialog.show_models(entries, lambda name: _is_taken(name, entries))
        running = training.file_stem(dialog.run.name) if self.training and dialog.run.name else ""
        dialog.show_unfinished([name for name in training.unfinished() if name != running])
        dialog.plan.show_missing(training.how_to_install())

    def close(self) -> None:
        """End what runs; a training can be gone on with at the next start."""
        self._closed = True
        self._timer.stop()
        self._reader.close()
        self._runner.close()
        if self.dialog is not None:
            self.dialog.hide()

    # -- reading -----------------------------------------------------------------------------------

    @Slot()
    def _read_soon(self) -> None:
        """After the last of several changes. What is known now is out of date already."""
        self._reader.cancel()
        self._timer.start()
        if self.dialog is not None:
            self.dialog.show_reading(0.0)

    @Slot()
    def _read(self) -> None:
        if self.dialog is not None and not self._closed:
            self._reader.start(self.dialog.sources.paths, self.dialog.corpus.choices)

    @Slot()
    def _stop_reading(self) -> None:
        self._timer.stop()
        self._reader.cancel()

    @Slot(object)
    def _show_read(self, read: Read) -> None:
        if self.dialog is not None:
            self.dialog.show_read(read)

    @Slot(float)
    def _show_reading(self, part: float) -> None:
        if self.dialog is not None:
            self.dialog.show_reading(part)

    # -- training ----------------------------------------------------------------------------------

    @Slot()
    def _train(self) -> None:
        if self.dialog is None or self.training:
            return
        wanted = self.dialog.plan.wanted(self.dialog.sources.paths, self.dialog.corpus.choices)
        try:
            stopped = training.file_stem(wanted.name) in training.unfinished()
        except BadInput as error:
            self.dialog.plan.show_problem(in_words(error))
            return
        if stopped:
            line = self.tr("A training named {0} was stopped: go on with it, forget it, or choose another name.")
            self.dialog.plan.show_problem(line.format(wanted.name))
            return
        self._run(wanted.name, lambda cancel, progress: training.prepare(wanted, cancel, progress)[0])

    @Slot(str)
    def _go_on(self, name: str) -> None:
        if self.dialog is not None and not self.training:
            self._run(name, lambda _cancel, _progress: training.resume(training.file_stem(name))[0])

    def _run(self, name: str, prepare: Preparing) -> None:
        if self.dialog is None:
            return
        if line := training.how_to_install():
            self.dialog.plan.show_missing(line)
            self.message.emit(line)
            return
        self._stop_reading()
        self.dialog.begin(name)
        self._runner.start(prepare)

    @Slot(str)
    def _forget(self, name: str) -> None:
        training.forget(name)
        if self.dialog is not None:
            self._refresh(self.dialog)

    @Slot(float)
    def _show_part(self, part: float) -> None:
        if self.dialog is not None:
            self.dialog.run.show_part(part)

    @Slot(object)
    def _begin(self, job: Job) -> None:
        if self.dialog is not None:
            self.dialog.run.name = job.name

    @Slot(object)
    def _take(self, event: object) -> None:
        if self.dialog is not None and not self._closed:
            self.dialog.take(event)  # type: ignore[arg-type]

    # -- its end -----------------------------------------------------------------------------------

    @Slot(object)
    def _done(self, outcome: training.Outcome) -> None:
        if self._closed or self.dialog is None:
            return
        self.dialog.show_ended(outcome)
        self._refresh(self.dialog)
        self._window.model_menu.refill()
        if outcome.voices:
            self._use_voices(outcome.entry)
            who = ", ".join(outcome.voices)
            self.message.emit(self.tr("{0} has the voices of {1} now.").format(outcome.entry.title, who))
        else:
            self.message.emit(self.tr("{0} is in the model menu now.").format(outcome.entry.title))
        self.finished.emit(outcome)

    def _use_voices(self, entry: ModelEntry) -> None:
        """The model in use knows its new voices when it is opened again."""
        used = self._window.session.status.entry
        if used is not None and used.name == entry.name:
            self._window.use_model(entry)

    @Slot(str)
    def _refused(self, line: str) -> None:
        if not self._closed and self.dialog is not None:
            self.dialog.show_refused(line)
            self._refresh(self.dialog)

    @Slot(str)
    def _failed(self, line: str) -> None:
        if not self._closed and self.dialog is not None:
            self.dialog.show_ended(problem=line)
            self._refresh(self.dialog)
            self.message.emit(line)

    @Slot()
    def _put_off(self) -> None:
        if not self._closed and self.dialog is not None:
            self.dialog.show_ended()
            self._refresh(self.dialog)


def _is_taken(name: str, entries: list[ModelEntry]) -> bool:
    """Whether a model or a stopped training has this name."""
    try:
        stem = training.file_stem(name)
    except BadInput:
        return True
    return any(entry.name == stem for entry in entries) or stem in training.unfinished()
