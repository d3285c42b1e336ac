"""Between the table read panel, the script and the engine: who says what, and what of it goes into the script."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.passage import Passage
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import character_name
from scriptwriter.services import table_read, transcript
from scriptwriter.services.provenance import Origin
from scriptwriter.services.transcript import Turn
from scriptwriter.services.wishes import Wishes
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.panels.table_read import TableReadPanel
from scriptwriter.ui.panels.transcript import Said
from scriptwriter.ui.provenance import ProvenanceTracker
from scriptwriter.ui.putting import clean, mark, put, spot_at_cursor
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.session import EngineSession, ModelState, Place
from scriptwriter.ui.timers import single_shot

_FACT = "table read"
_CAST_MS = 400
_KEEP_MS = 600
_MOST_STEPS = 20


class TableReading(QObject):
    """One answer at a time. ``wishes`` and ``genre`` give those of the moment."""

    message = Signal(str)

    def __init__(
        self,
        editor: ScriptEditor,
        panel: TableReadPanel,
        session: EngineSession,
        safekeeping: Safekeeping,
        tracker: ProvenanceTracker,
        wishes: Callable[[], Wishes],
        genre: Callable[[], str],
    ) -> None:
        super().__init__(safekeeping)
        self._editor, self._panel, self._session = editor, panel, session
        self._safekeeping, self._tracker = safekeeping, tracker
        self._wishes, self._genre = wishes, genre
        self.turns: list[Turn] = []
        self._steps: list[list[Turn]] = []  # the read before something was taken out of it
        self._request = 0  # the request whose answer comes; 0 for none
        self._raw = ""
        self._whole = False  # the answer has come to its own end
        self._replaced: Turn | None = None  # the answer that gives way to another one
        self._cast_timer = single_shot(self, self._offer_cast, _CAST_MS)
        self._keep_timer = single_shot(self, self.keep, _KEEP_MS)
        self._connect()
        self._tell_model()

    def _connect(self) -> None:
        panel, session = self._panel, self._session
        panel.said.connect(self._say)
        panel.another_wanted.connect(self.answer_again)
        panel.stop_wanted.connect(self.stop)
        panel.put_wanted.connect(self.put_into_script)
        panel.copy_wanted.connect(self._copy)
        panel.clear_wanted.connect(lambda: self._take_out(range(len(self.turns))))
        panel.undo_wanted.connect(self._bring_back)
        panel.left.connect(self._editor.setFocus)
        panel.people_changed.connect(self._keep_timer.start)
        panel.came_in_sight.connect(self._offer_cast)
        panel.transcript.reworded.connect(self._reword)
        panel.transcript.delete_wanted.connect(self._take_out)
        session.text.connect(self._take_text)
        session.passage.connect(self._take_passage)
        session.failed.connect(self._take_failure)
        session.finished.connect(self._take_end)
        session.model_changed.connect(self._tell_model)
        self._editor.edited.connect(self._cast_timer.start)
        self._editor.place_changed.connect(self._cast_timer.start)
        self._safekeeping.project_changed.connect(self._join)

    @property
    def answering(self) -> bool:
        """Whether somebody is speaking."""
        return self._request != 0

    # -- talking -----------------------------------------------------------------------------------

    @Slot(str)
    def _say(self, text: str) -> None:
        """The writer has said something, or wants to hear the next line."""
        me, reply = self._panel.people()
        self._panel.set_note("")
        if text.strip():
            try:
                line = table_read.said(me, clean(text))
            except BadInput as error:
                self._panel.set_note(in_words(error))
                return
            self.stop()
            self._steps.clear()
            self.turns.append(Turn(line.speaker, line.text))
            self._panel.field.take()
            self._changed()
        if reply:
            self._ask(reply)
        elif not text.strip():
            self._panel.set_note(self.tr("Type what is said first, or choose who is to answer."))

    @Slot()
    def answer_again(self) -> None:
        """Another answer in the place of the last one, which comes back when this one does not come to its end."""
        if self.turns and self.turns[-1].suggested and not self.answering:
            self._ask(self.turns[-1].speaker, again=True)

    def _ask(self, speaker: str, again: bool = False) -> None:
        if not self._ready():
            return
        self._settle()
        self._replaced = self.turns.pop() if again else None
        before = self._editor.text_before_cursor()
        # Keywords are for the next passage of the script: nobody wants to hear them in every answer.
        wishes = replace(self._wishes(), keywords=())
        place = Place(table_read.text_before_answer(before, transcript.lines_of(self.turns)), Form.SCRIPT)
        self._raw, self._whole = "", False
        entry = self._session.status.entry
        model = entry.title if entry is not None else ""
        self.turns.append(Turn(speaker, "", "", model, self._genre(), time.time()))
        self._request = self._session.request(place, table_read.answer_wishes(wishes, speaker))
        self._panel.set_note("")
        self._panel.set_running(True)
        self._show()

    def _ready(self) -> bool:
        ready = self._session.status.state is ModelState.READY
        if not ready:
            self._tell_model()
        return ready

    @Slot()
    def _tell_model(self) -> None:
        status = self._session.status
        notes = {
            ModelState.NONE: self.tr("Nobody can answer yet: choose a model in the Model menu."),
            ModelState.LOADING: self.tr("Nobody can answer yet: the model is being opened…"),
            ModelState.READY: "",
            ModelState.FAILED: self.tr("Nobody can answer: {0}").format(status.reason),
        }
        self._panel.set_note(notes[status.state])

    @Slot()
    def stop(self) -> None:
        """What has been said so far stays."""
        if self._request:
            self._session.cancel(self._request)
            self._settle()

    # -- answers -----------------------------------------------------------------------------------

    @Slot(int, int, str)
    def _take_text(self, request: int, _alternative: int, text: str) -> None:
        if request == self._request:
            self._raw += clean(text)
            self._hear(_spoken(self.turns[-1].speaker, self._raw))

    @Slot(int, object)
    def _take_passage(self, request: int, passage: Passage) -> None:
        if request != self._request:
            return
        self._hear(_spoken(self.turns[-1].speaker, clean(passage.text)))
        self._whole = passage.finish != "cancelled"
        if self._whole and self.turns[-1].text:
            self._replaced = None

    def _hear(self, speech: str) -> None:
        self.turns[-1] = replace(self.turns[-1], text=speech, given=speech)
        self._show()

    @Slot(int, str)
    def _take_failure(self, request: int, line: str) -> None:
        if request == self._request:
            self._panel.set_note(line)

    @Slot(int)
    def _take_end(self, request: int) -> None:
        if request == self._request:
            if self._whole and not self.turns[-1].text:
                self._panel.set_note(self.tr("{0} had nothing to say; try again.").format(self.turns[-1].speaker))
            self._settle()

    def _settle(self) -> None:
        """Nothing more comes: what has come stays, unless it was to replace an answer and is not whole."""
        if not self._request:
            return
        self._request = 0
        if self._replaced is not None:
            self.turns[-1] = self._replaced
        elif not self.turns[-1].text:
            self.turns.pop()
        self._replaced = None
        self._panel.set_running(False)
        self._changed()

    # -- the read ----------------------------------------------------------------------------------

    def _show(self) -> None:
        last = len(self.turns) - 1
        lines = [Said(turn, self.answering and row == last) for row, turn in enumerate(self.turns)]
        self._panel.set_lines(lines, bool(self._steps))

    def _changed(self) -> None:
        self._show()
        self._keep_timer.start()

    @Slot(int, str)
    def _reword(self, row: int, text: str) -> None:
        """The writer has changed a line; an empty one goes."""
        if not text.strip():
            self._take_out([row])
        elif row < len(self.turns):
            turn = self.turns[row]
            try:
                self.turns[row] = replace(turn, text=table_read.said(turn.speaker, clean(text)).text)
            except BadInput as error:
                self._panel.set_note(in_words(error))
            self._changed()

    @Slot(list)
    def _take_out(self, rows: Sequence[int]) -> None:
        self.stop()
        self._steps = [*self._steps[1 - _MOST_STEPS :], list(self.turns)]
        gone = set(rows)
        self.turns = [turn for row, turn in enumerate(self.turns) if row not in gone]
        self._changed()

    @Slot()
    def _bring_back(self) -> None:
        if self._steps:
            self.stop()
            self.turns = self._steps.pop()
            self._changed()

    # -- into the script ---------------------------------------------------------------------------

    def _chosen(self, rows: Sequence[int]) -> list[Turn]:
        """The turns of these rows, or all of them; not the one that is still coming."""
        last = len(self.turns) - self.answering
        return [turn for row, turn in enumerate(self.turns[:last]) if not rows or row in rows]

    @Slot(list)
    def put_into_script(self, rows: Sequence[int]) -> None:
        """Put what was said at the cursor, as one step that can be undone; a model's words are marked as such."""
        text, pieces = transcript.as_script(self._chosen(rows))
        if not text:
            return
        if self._editor.isReadOnly():
            self.message.emit(self.tr("This file is read-only; save it under another name to write on."))
            return
        position, spot = spot_at_cursor(self._editor)
        put(self._editor, position, position, spot.padded(text))
        for piece in pieces:
            turn = piece.turn
            origin = Origin("", turn.model, turn.genre, turn.speaker, (), turn.time)
            start = position + spot.lead + len(text[: piece.start].encode("utf-16-le")) // 2
            mark(self._tracker, start, text[piece.start : piece.end], origin)
        self._editor.setFocus()
        self.message.emit(self.tr("The table read is in the script. Undo takes it out again."))

    @Slot(list)
    def _copy(self, rows: Sequence[int]) -> None:
        QGuiApplication.clipboard().setText(transcript.as_script(self._chosen(rows))[0])

    # -- who speaks --------------------------------------------------------------------------------

    def open(self) -> None:
        """The panel is shown: somebody to talk with, and the cursor where the line is typed."""
        self._offer_cast()
        names = self._cast()
        if self._panel.people() == ("", "") and not self.turns and names:
            self._panel.set_people(names[1] if len(names) > 1 else "", names[0])
        self._panel.field.setFocus()

    @Slot()
    def _offer_cast(self) -> None:
        if self._panel.isVisible():
            self._panel.set_cast(self._cast())

    def _cast(self) -> list[str]:
        """The script's characters: who spoke last in this scene first, then the others."""
        classifier, line = self._editor.classifier, self._editor.current_line()
        if self._editor.form() is not Form.SCRIPT:
            return []
        scene = classifier.scene_at(line)
        here = [at for at in scene if classifier.kinds[at] is ElementKind.CHARACTER]
        here.sort(key=lambda at: (at > line, -at))
        names = [character_name(classifier.lines[at]) for at in here]
        return list(dict.fromkeys(name for name in [*names, *classifier.cast()] if name))

    # -- kept with the script ----------------------------------------------------------------------

    def forget(self) -> None:
        """Another script will be open: keep this one's read, and begin anew."""
        self.stop()
        if self._keep_timer.isActive():
            self.keep()
        self.turns, self._steps = [], []
        self._panel.set_people("", "")
        self._tell_model()
        self._show()

    @Slot()
    def _join(self) -> None:
        """A project is open: a read in memory goes into it, or what it has comes back."""
        if self.turns:
            self.keep()
            return
        self.turns, me, reply = transcript.from_fact(self._safekeeping.fact(_FACT))
        self._panel.set_people(me, reply)
        self._show()

    @Slot()
    def keep(self) -> None:
        """Keep the read with the script, where there is a project to keep it in."""
        self._keep_timer.stop()
        if self._safekeeping.project is not None:
            done = self.turns[: len(self.turns) - self.answering]
            self._safekeeping.set_fact(_FACT, transcript.to_fact(done, *self._panel.people()))

    def close(self) -> None:
        """The window closes."""
        self.stop()
        if self._keep_timer.isActive():
            self.keep()


def _spoken(speaker: str, passage: str) -> str:
    """The speech in what has come so far; nothing while only its name is on the way."""
    head = passage.strip()
    if "\n" not in head and speaker.startswith(head.lstrip("@").upper()):
        return ""
    return table_read.answered(speaker, passage).text
