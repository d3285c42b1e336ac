"""Adding a model from the window: looks up, downloads and opens in a thread, and tells the dialog how it goes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import adding, hub, models, part, recommended, web
from scriptwriter.services.download import Unfinished
from scriptwriter.services.hub import HubFile, HubName, Repository
from scriptwriter.services.part import Progress
from scriptwriter.services.quantization import this_machine
from scriptwriter.services.recommended import Recommended
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.add_model import AddModelDialog

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow

#: A thread that waits for the name of a host cannot be woken; the program does not wait for it when it ends.
_PATIENCE_SECONDS = 3.0
_log = logging.getLogger(__name__)
_Found = tuple[Repository, HubFile]
_Work = Callable[[CancelToken, Callable[[Progress], None]], "_Found | ModelEntry"]


class AddingModel(QObject):
    """One dialog, one thing at a time; a download goes on when the dialog is closed. Close it before the program ends.

    ``added`` carries what is in the model menu now.
    """

    message = Signal(str)
    added = Signal(object)  # ModelEntry
    _told = Signal(int, object)  # number of the work, Progress
    _over = Signal(int, object)  # … and what came of it, or the line that says why nothing did

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: AddModelDialog | None = None
        self._repository: Repository | None = None
        self._thread: threading.Thread | None = None
        self._token = CancelToken()
        self._number, self._closed = 0, False
        self.message.connect(window.say)
        self._told.connect(self._tell)
        self._over.connect(self._end)

    @property
    def dialog(self) -> AddModelDialog:
        """The dialog, made when it is first wanted. Raises ``ScriptwriterError``."""
        if self._dialog is None:
            host = web.host_of(web.endpoint())
            dialog = self._dialog = AddModelDialog(host, this_machine(), recommended.models(), self._window)
            dialog.file_wanted.connect(self.add_file)
            dialog.look_up_wanted.connect(self.look_up)
            dialog.recommended_wanted.connect(self._add_recommended)
            dialog.download_wanted.connect(self._download)
            dialog.go_on_wanted.connect(self._go_on)
            dialog.forget_wanted.connect(self._forget)
            dialog.cancel_wanted.connect(self.cancel)
            dialog.use_wanted.connect(self._window.use_model)
        return self._dialog

    @property
    def running(self) -> bool:
        """Whether something is looked up, downloaded or opened."""
        return self._thread is not None

    @Slot()
    def start(self) -> None:
        """Open the dialog, or show the one that is open."""
        try:
            dialog = self.dialog
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return
        if not self.running:
            self._show_unfinished()
        dialog.show()
        dialog.activateWindow()
        dialog.name.setFocus()

    def close(self) -> None:
        """Stop what runs; a download can be gone on with at the next start."""
        self._closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join(_PATIENCE_SECONDS)
        if self._dialog is not None:
            self._dialog.hide()

    @Slot()
    def cancel(self) -> None:
        """Stop what runs; what is there of a download is kept."""
        self._token.set()

    # -- what is wanted ----------------------------------------------------------------------------

    @Slot(object)
    def add_file(self, path: Path) -> None:
        """Add a file of the writer's own."""
        self._run(
            self.tr("Opening it once, to see that it works"), lambda cancel, _tell: models.add(path, cancel=cancel)
        )

    @Slot(str)
    def look_up(self, typed: str) -> None:
        """Show what a name on the hub holds; a file's path adds that file."""
        try:
            wanted = hub.parse(typed)
        except ScriptwriterError as error:
            self.dialog.end(in_words(error), problem=True)
            return
        if isinstance(wanted, Path):
            self.add_file(wanted.expanduser())
            return
        self._run(self._looking_up(wanted.repository), lambda cancel, _tell: _find(wanted, "", cancel))

    @Slot(object)
    def _add_recommended(self, model: Recommended) -> None:
        def work(cancel: CancelToken, tell: Callable[[Progress], None]) -> ModelEntry:
            repository, file = _find(HubName(model.hub), model.file, cancel)
            return adding.add(adding.source_of(repository, file), cancel, tell, title=model.title)

        self._run(self._looking_up(model.hub), work, lasting=True)

    @Slot(object)
    def _download(self, file: HubFile) -> None:
        if self._repository is not None:
            source = adding.source_of(self._repository, file)
            self._run(self._connecting(), lambda cancel, tell: adding.add(source, cancel, tell), lasting=True)

    @Slot(object)
    def _go_on(self, begun: Unfinished) -> None:
        self._run(self._connecting(), lambda cancel, tell: adding.add(begun.source, cancel, tell), lasting=True)

    @Slot(object)
    def _forget(self, begun: Unfinished) -> None:
        try:
            part.forget(begun.target)
        except ScriptwriterError as error:
            self.dialog.show_note(in_words(error), problem=True)
        self._show_unfinished()

    def _looking_up(self, repository: str) -> str:
        return self.tr("Looking up {0}").format(repository)

    def _connecting(self) -> str:
        return self.tr("Connecting")

    def _show_unfinished(self) -> None:
        try:
            self.dialog.show_unfinished(adding.unfinished())
        except ScriptwriterError as error:
            self.message.emit(in_words(error))

    # -- in a thread -------------------------------------------------------------------------------

    def _run(self, text: str, work: _Work, lasting: bool = False) -> None:
        if self.running or self._closed:
            return
        self._number += 1
        number, token = self._number, CancelToken()
        self._token = token
        self.dialog.show_unfinished(())
        self.dialog.begin(text, lasting)
        self._thread = threading.Thread(
            target=lambda: self._work(number, work, token), name="adding-model", daemon=True
        )
        self._thread.start()

    def _work(self, number: int, work: _Work, token: CancelToken) -> None:
        outcome: object
        try:
            outcome = work(token, lambda progress: self._say(self._told, number, progress))
        except web.Stopped:
            outcome = None
        except ScriptwriterError as error:
            outcome = in_words(error)
        except Exception as error:  # noqa: BLE001 - told in the window; the log has the rest
            _log.exception("the model was not added")
            outcome = f"{type(error).__name__}: {error}"
        self._say(self._over, number, outcome)

    def _say(self, signal: object, number: int, what: object) -> None:
        if not self._closed:
            signal.emit(number, what)  # type: ignore[attr-defined]

    @Slot(int, object)
    def _tell(self, number: int, progress: Progress) -> None:
        if number == self._number and self.running:
            self.dialog.show_progress(progress)

    @Slot(int, object)
    def _end(self, number: int, outcome: object) -> None:
        if self._closed or number != self._number:
            return
        if self._thread is not None:
            self._thread.join()  # its last words were these
            self._thread = None
        if isinstance(outcome, ModelEntry):
            self._show_added(outcome)
        elif isinstance(outcome, tuple):
            repository, file = outcome
            self._repository = repository
            self.dialog.end()
            self.dialog.show_repository(repository, file)
        elif outcome is None:
            self.dialog.end(self.tr("Stopped. What is there of a download is kept."))
        else:
            self.dialog.end(str(outcome), problem=True)
            if not self.dialog.isVisible():
                self.message.emit(str(outcome))
        self._show_unfinished()

    def _show_added(self, entry: ModelEntry) -> None:
        self._window.model_menu.refill()
        self.dialog.show_added(entry)
        self.message.emit(self.tr("{0} is in the model menu now.").format(entry.title))
        self.added.emit(entry)


def _find(wanted: HubName, preferred: str, cancel: CancelToken) -> _Found:
    """A repository, and which of its files is suggested: the preferred one while the hub still has it."""
    repository = hub.look_up(wanted, cancel)
    file = next((file for file in repository.files if preferred in (file.path, file.name)), None)
    return repository, file or hub.choose(repository, wanted, this_machine())
