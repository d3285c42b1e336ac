"""Between the editor, the panel and the engine: asks for continuations and shows them as ghost text."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.generation import SamplingValues
from scriptwriter.domain.passage import Passage
from scriptwriter.services import keywords
from scriptwriter.services.wishes import Wishes
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.live_round import LiveRound
from scriptwriter.ui.panels.continuation import ContinuationPanel
from scriptwriter.ui.session import EngineSession, ModelState, ModelStatus, Place
from scriptwriter.ui.timers import single_shot

#: Typing pauses this long let the engine read ahead, so that a request only has to read its cue.
_PREPARE_MS = 400


class Continuing(QObject):
    """One request at a time; its answer is the editor's ghost.

    ``sampling`` and ``alternatives`` give the settings of the moment.
    """

    message = Signal(str)  # one line for the status bar
    passage_ready = Signal(object)  # Passage
    running_changed = Signal(bool)
    round_begun = Signal(object)  # LiveRound
    grew = Signal(int)  # more of this alternative has come
    completed = Signal(object)  # Passage, of any alternative
    shown_changed = Signal(int)  # the alternative that is the ghost now

    def __init__(
        self,
        editor: ScriptEditor,
        panel: ContinuationPanel,
        session: EngineSession,
        sampling: Callable[[], SamplingValues],
        alternatives: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._session = session
        self._sampling = sampling
        self._alternatives = alternatives
        self.notes: dict[str, str] = {}  # what the writer has noted on the characters
        self._request = 0  # the request whose answer is shown; 0 for none
        self._round = LiveRound("", Wishes())
        self._running = False
        self._prepared = ""  # the text that the engine has read ahead behind a ghost
        self._type_ahead_ms = 0
        self._last_length = 0
        self._prepare_timer = single_shot(self, self._prepare)
        self._type_timer = single_shot(self, self.start)
        self._connect()

    def _connect(self) -> None:
        editor, panel, session = self._editor, self._panel, self._session
        editor.continue_requested.connect(self.start)
        editor.another_requested.connect(self.start)
        editor.stop_requested.connect(self.stop)
        editor.next_alternative.connect(self.show_next)
        editor.previous_alternative.connect(self.show_previous)
        editor.other_ghost = self._other_ghost
        editor.edited.connect(self._edited)
        editor.place_changed.connect(self._schedule_prepare)
        panel.continue_clicked.connect(self._start_from_panel)
        panel.another_clicked.connect(self._start_from_panel)
        panel.stop_clicked.connect(self.stop)
        session.text.connect(self._take_text)
        session.passage.connect(self._take_passage)
        session.failed.connect(self._take_failure)
        session.finished.connect(self._take_end)
        session.model_changed.connect(self._model_changed)

    @property
    def running(self) -> bool:
        """Whether text is being written now."""
        return self._running

    def set_continue_as_you_type(self, milliseconds: int) -> None:
        """Continue by itself so long after typing stops; 0 never does."""
        self._type_ahead_ms = milliseconds
        self._type_timer.stop()

    def wishes(self) -> Wishes:
        """The panel's wishes with the settings' sampling and number of alternatives."""
        entry = self._session.status.entry
        return replace(
            self._panel.wishes(),
            sampling=self._sampling(),
            n=self._alternatives(),
            notes=tuple(self.notes.items()),
            voices=entry.voices if entry is not None else (),
        )

    @Slot()
    def start(self) -> None:
        """Continue at the cursor; a ghost that shows gives way to the new one."""
        self._prepare_timer.stop()
        self._type_timer.stop()
        if self._editor.isReadOnly():
            self.message.emit(self.tr("This file is read-only; save it under another name to write on."))
            return
        self._editor.clear_ghost()
        wishes = self.wishes()
        self._editor.begin_ghost()
        place = self._place()
        self._begin(LiveRound(place.before, wishes, self._panel.genre_asked(), self._model_title(), [""] * wishes.n))
        self._request = self._session.request(place, wishes)
        self._set_running(True)
        self.message.emit("")

    def _begin(self, new: LiveRound) -> None:
        self._round, self._prepared = new, ""
        self._panel.set_used_keywords(frozenset())
        self.round_begun.emit(new)

    @Slot()
    def stop(self) -> None:
        """Stop writing; what the editor does with its ghost is the editor's business."""
        self._halt()
        self._editor.clear_ghost()

    def _halt(self) -> None:
        if self._running:
            self._session.cancel(self._request)
            self._request = 0
            self._set_running(False)

    def _start_from_panel(self) -> None:
        self.start()
        self._editor.setFocus()

    def _place(self) -> Place:
        return Place(self._editor.text_before_cursor(), self._editor.form())

    def _model_title(self) -> str:
        entry = self._session.status.entry
        return entry.title if entry is not None else ""

    def _set_running(self, running: bool) -> None:
        if running != self._running:
            self._running = running
            self._panel.set_running(running)
            self.running_changed.emit(running)

    # -- answers -----------------------------------------------------------------------------------

    @Slot(int, int, str)
    def _take_text(self, request: int, alternative: int, text: str) -> None:
        if request != self._request:
            return
        clean = self._round.grow(alternative, text)
        if alternative == self._round.shown:
            self._editor.append_ghost(clean)
            self._tick_keywords()
        self.grew.emit(alternative)

    def _tick_keywords(self) -> None:
        asked, text = self._round.wishes.keywords, self._round.text
        self._panel.set_used_keywords(frozenset(word for word in asked if keywords.uses(word, text)))

    @Slot(int, object)
    def _take_passage(self, request: int, passage: Passage) -> None:
        if request != self._request:
            return
        self._round.passages[passage.index] = passage
        self.completed.emit(passage)
        if passage.index == self._round.shown:
            self._tell(passage)

    def _tell(self, passage: Passage) -> None:
        self.passage_ready.emit(passage)
        asked, used = len(passage.keywords_asked), len(passage.keywords_used)
        if used < asked:
            self.message.emit(self.tr("{0} of {1} keywords used.").format(used, asked))

    @Slot(int, str)
    def _take_failure(self, request: int, line: str) -> None:
        if request == self._request:
            self.message.emit(line)

    @Slot(int)
    def _take_end(self, request: int) -> None:
        if request != self._request:
            return
        self._editor.finish_ghost()
        self._request = 0
        self._set_running(False)
        self._schedule_prepare()

    # -- alternatives ------------------------------------------------------------------------------

    @Slot()
    def show_next(self) -> None:
        """The next alternative becomes the ghost, as long as it begins with what of this one has been taken."""
        self._show_other(1)

    @Slot()
    def show_previous(self) -> None:
        """The alternative before becomes the ghost."""
        self._show_other(-1)

    def _show_other(self, step: int) -> None:
        count = len(self._round.texts)
        for turn in range(1, count):
            if self.show_alternative((self._round.shown + step * turn) % count):
                return

    def show_alternative(self, index: int) -> bool:
        """Another alternative of the round on hand becomes the ghost; False when it does not fit what is written."""
        if not self._editor.has_ghost():
            return False
        rest = self._round.rest_of(index, self._editor.ghost_text())
        if not rest:
            return False
        self._round.shown = index
        self._editor.show_other_ghost(rest)
        self._tell_shown()
        return True

    def _tell_shown(self) -> None:
        index, count = self._round.shown, len(self._round.texts)
        self._tick_keywords()
        self.message.emit(self.tr("Alternative {0} of {1}").format(index + 1, count))
        if index in self._round.passages:
            self.passage_ready.emit(self._round.passages[index])
        self.shown_changed.emit(index)
        self._schedule_prepare()

    def show_again(self, again: LiveRound) -> None:
        """An earlier round's alternative becomes the ghost at the cursor, as if it had just been drawn."""
        if self._editor.isReadOnly() or not again.text:
            return
        self._halt()
        self._editor.clear_ghost()
        self._editor.begin_ghost()
        self._begin(again)
        self._editor.append_ghost(again.text)
        self._editor.finish_ghost()
        self._tell_shown()

    def _other_ghost(self, typed: str) -> str:
        """What another alternative says from ``typed`` on, where the shown one goes on differently."""
        ghost = self._editor.ghost_text()
        index = self._round.going_on_with(typed, ghost)
        if index is None:
            return ""
        rest = self._round.rest_of(index, ghost) or ""
        self._round.shown = index
        self._tell_shown()
        return rest

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        hints = {
            ModelState.NONE: self.tr("Choose a model in the Model menu."),
            ModelState.LOADING: self.tr("The model is being opened…"),
            ModelState.READY: self.tr(
                "Tab accepts the passage, Ctrl+Right a word of it, Shift+Tab a line. Esc dismisses it."
            ),
            ModelState.FAILED: status.reason,
        }
        self._panel.set_ready(status.state is ModelState.READY, hints[status.state])
        if status.state is ModelState.READY:
            self._schedule_prepare()

    # -- typing ------------------------------------------------------------------------------------

    @Slot()
    def _edited(self) -> None:
        length = self._editor.document().characterCount()
        grew, self._last_length = length > self._last_length, length
        self._schedule_prepare()
        self._type_timer.stop()
        quiet = not self._editor.has_ghost() and not self._editor.composing and not self._running
        if self._type_ahead_ms and grew and quiet:
            self._type_timer.start(self._type_ahead_ms)

    @Slot()
    def read_again(self) -> None:
        """The engine has read something else meanwhile: let it read the place at the cursor once more."""
        self._prepared = ""
        self._schedule_prepare()

    @Slot()
    def _schedule_prepare(self) -> None:
        self._prepare_timer.start(_PREPARE_MS)

    @Slot()
    def _prepare(self) -> None:
        """Let the engine read what it will be asked about next: behind a ghost, as if that had been accepted."""
        if self._running:
            return
        place = self._place()
        if self._editor.has_ghost():
            place = replace(place, before=place.before + self._editor.ghost_text())
            if place.before == self._prepared:
                return
            self._prepared = place.before
        else:
            self._prepared = ""
        self._session.prepare(place, self.wishes())
