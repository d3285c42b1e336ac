"""Two models, or a model and the author, compared without names: what the dialog asks for is done here."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import models
from scriptwriter.services.blind import Pair
from scriptwriter.ui.blind_threads import Comparison, OpenEngine, PairMaker
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.blind import BlindDialog

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow

_SEEDS = 1 << 31


class Blind(QObject):
    """One dialog and one comparison at a time, with an engine of its own. Close it before the program ends.

    Tests put their own ``open_engine`` and ``seed``.
    """

    message = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: BlindDialog | None = None
        self.open_engine: OpenEngine = self._open
        self.seed: int | None = None
        self._maker = PairMaker(self)
        self.message.connect(window.say)
        self._maker.progressed.connect(self._show_progress)
        self._maker.made.connect(self._show_pairs)
        self._maker.failed.connect(self._show_problem)

    @Slot()
    def start(self) -> None:
        """Open the dialog, or show the one that is open."""
        dialog = self.dialog or self._make()
        if not dialog.isVisible():
            dialog.begin()
            self._fill(dialog)
        self._raise(dialog)

    def compare(self, first: ModelEntry, base: str) -> None:
        """Open the dialog for a new model and what it was made from, by its name or file.

        The places are not the open script's at first: the new model may have learned it.
        """
        dialog = self.dialog or self._make()
        if not self._maker.running:
            dialog.begin()
            self._fill(dialog)
            dialog.setup.choose(first.name, base)
            dialog.setup.use_samples()
        self._raise(dialog)

    def _make(self) -> BlindDialog:
        dialog = self.dialog = BlindDialog(self._window)
        dialog.wanted.connect(self._compare)
        dialog.cancelled.connect(self._maker.cancel)
        return dialog

    def _raise(self, dialog: BlindDialog) -> None:
        dialog.show()
        dialog.activateWindow()

    def _fill(self, dialog: BlindDialog) -> None:
        """What may have changed meanwhile: models, the script that is open, its fonts."""
        window = self._window
        try:
            entries = models.catalogue().entries()
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            entries = []
        dialog.setup.show_models(entries, window.session.status.entry)
        is_open = window.pages_shown.currentWidget() is not window.start_page
        dialog.setup.show_script(window.editor.text() if is_open else "", window.editor.form())
        dialog.set_fonts(window.settings.script_font, window.settings.prose_font, window.settings.font_size)

    def close(self) -> None:
        """End what runs."""
        self._maker.close()
        if self.dialog is not None:
            self.dialog.hide()

    # -- the work ----------------------------------------------------------------------------------

    def _open(self, entry: ModelEntry, cancel: CancelToken) -> Engine:
        settings = self._window.settings
        return models.open_model(entry, context_limit=settings.context_limit, threads=settings.threads, cancel=cancel)[
            0
        ]

    @Slot(object)
    def _compare(self, wanted: Comparison) -> None:
        if self.dialog is not None:
            seed = random.randrange(_SEEDS) if self.seed is None else self.seed
            self.dialog.show_working()
            self._maker.start(wanted, seed, self.open_engine)

    @Slot(str, str, float)
    def _show_progress(self, stage: str, whose: str, part: float) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(stage, whose, part)

    @Slot(object)
    def _show_pairs(self, pairs: list[Pair]) -> None:
        if self.dialog is not None:
            self.dialog.show_pairs(pairs)
            self.message.emit(self.tr("The pairs are ready to be compared."))

    @Slot(str)
    def _show_problem(self, line: str) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(line)
