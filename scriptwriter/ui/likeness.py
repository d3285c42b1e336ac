"""Does this line sound like her? The speech at the cursor is read with each voice when the engine has nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.generation import Voice
from scriptwriter.domain.script import SPEECH, ElementKind, Speech
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import likeness
from scriptwriter.services.likeness import Fit
from scriptwriter.ui.continuing import Continuing
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.panels.cast import CastPanel
from scriptwriter.ui.session import EngineSession, ModelState
from scriptwriter.ui.spare_time import Lane, Step
from scriptwriter.ui.timers import single_shot

_PAUSE_MS = 900
_BEFORE_LINES = 80
_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A speech, and the voices that are to read it. What stands before it is no part of what it is known by."""

    speaker: str
    speech: str
    voices: tuple[tuple[str, Voice], ...]
    before: str = field(default="", compare=False)


@dataclass(slots=True, eq=False)
class Comparing:
    """One reading at a time, so that little is done again after an interruption. Runs in the session's thread."""

    question: Question
    tell: Callable[[Comparing], None]
    losses: dict[Voice | None, float] = field(default_factory=dict[Voice | None, float])
    problem: str = ""

    def steps(self) -> list[Step]:
        """The model alone, then each voice."""
        return [partial(self._read, voice) for voice in (None, *(voice for _, voice in self.question.voices))]

    def _read(self, voice: Voice | None, engine: Engine, token: CancelToken) -> None:
        if self.problem or voice in self.losses:
            return
        asked = self.question
        try:
            self.losses[voice] = likeness.loss(engine, voice, asked.speaker, asked.speech, asked.before, token)
        except ScriptwriterError as error:
            if token.is_set():
                return  # it is read again when there is time
            self.problem = in_words(error)
        if self.problem or all(known in self.losses for _, known in asked.voices):
            self.tell(self)

    def fits(self) -> list[Fit]:
        """Every voice's gain, the best first."""
        return likeness.ranked(self.losses[None], [(name, self.losses[voice]) for name, voice in self.question.voices])


class Likeness(QObject):
    """Compares while the cast panel is seen, and never while a continuation is written or read. Close it before the
    session.
    """

    _compared = Signal(object)  # Comparing

    def __init__(
        self, editor: ScriptEditor, cast: CastPanel, session: EngineSession, continuing: Continuing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor, self._cast, self._session, self._continuing = editor, cast, session, continuing
        self._panel = cast.likeness
        self._known: dict[Question, list[Fit] | str] = {}
        self._asked: Comparing | None = None
        self._by_choice = False
        self._pause = single_shot(self, self.look, _PAUSE_MS)
        self._compared.connect(self._take)
        editor.place_changed.connect(self._moved)
        editor.edited.connect(self.look_soon)
        editor.ghost_changed.connect(self.look_soon)
        continuing.running_changed.connect(self.look_soon)
        session.model_changed.connect(self._model_changed)
        cast.table.selectionModel().currentRowChanged.connect(self._chosen)
        self._panel.shown.connect(self.look_soon)

    def close(self) -> None:
        """Stop; nothing is shown any more."""
        self._pause.stop()
        self._drop()
        self._panel.shown.disconnect(self.look_soon)

    @Slot()
    def look_soon(self) -> None:
        """Look when the cursor rests; nobody looks for a panel that is not seen."""
        if self._panel.isVisible():
            self._pause.start()

    @Slot()
    def _moved(self) -> None:
        self._by_choice = False
        self.look_soon()

    @Slot()
    def _chosen(self) -> None:
        # The panel chooses somebody, too, when the cast is read anew: that is not the writer's wish.
        if self._cast.table.hasFocus():
            self._by_choice = True
            self.look_soon()

    @Slot()
    def _model_changed(self) -> None:
        """Voices of the same name may be others now."""
        self._known.clear()
        self._asked = None
        self.look_soon()

    # -- asking ------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Show what is known of the speech that is meant, or have it read."""
        self._pause.stop()
        if not self._panel.isVisible():
            return
        entry, state = self._session.status.entry, self._session.status.state
        if state is not ModelState.READY or entry is None:
            self._say(self.tr("No model is ready yet."))
        elif not entry.voices:
            line = self.tr("No character has a voice on {0} yet. A voice is trained on a character's own lines.")
            self._say(line.format(entry.title), can_train=True)
        elif (speech := self._speech()) is None:
            self._say(self.tr("Put the cursor into a speech, or choose a character who speaks."))
        elif len(speech.text.split()) < likeness.LEAST_WORDS:
            line = self.tr("This speech is too short: with fewer than {0} words it could be anybody's.")
            self._say(line.format(likeness.LEAST_WORDS))
        else:
            self._ask(self._question(speech, entry.voices))

    def _say(self, line: str, can_train: bool = False) -> None:
        self._drop()
        self._panel.show_line(line, can_train)

    def _speech(self) -> Speech | None:
        """The cursor's, or the last one of the character who is chosen in the cast."""
        if self._editor.form() is not Form.SCRIPT:
            return None
        classifier = self._editor.classifier
        found = classifier.speeches()
        here = None if self._by_choice else name_line(classifier.kinds, self._editor.current_line())
        if here is not None:
            return next((speech for speech in found if speech.line == here), None)
        name = self._cast.current().casefold()
        return next((speech for speech in reversed(found) if speech.character.casefold() == name), None)

    def _question(self, speech: Speech, voices: tuple[tuple[str, Voice], ...]) -> Question:
        lines = self._editor.classifier.lines
        before = "\n".join(lines[max(speech.line - _BEFORE_LINES, 0) : speech.line])
        return Question(speech.character.upper(), speech.text, voices, before)

    def _ask(self, question: Question) -> None:
        if (known := self._known.get(question)) is not None:
            self._drop()
            self._show(question, known)
        elif self._continuing.running or self._editor.has_ghost():
            # Behind a suggestion the engine has read on: reading something else would throw that away.
            self._say(self.tr("The model is busy with your next lines. The comparison waits for it."))
        elif self._asked is None or self._asked.question != question:
            self._asked = Comparing(question, self._compared.emit)
            self._panel.show_line(self.tr("{0}: the speech is being read.").format(question.speaker))
            self._session.in_spare_time(Lane.VOICES, self._asked.steps())

    def _drop(self) -> None:
        """No answer is waited for any more."""
        if self._asked is not None:
            self._asked = None
            self._session.in_spare_time(Lane.VOICES, [])

    # -- the answer --------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, done: Comparing) -> None:
        if done is not self._asked:
            return
        self._asked = None
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[done.question] = done.problem or done.fits()
        self._show(done.question, self._known[done.question])
        self._continuing.read_again()

    def _show(self, question: Question, known: list[Fit] | str) -> None:
        if isinstance(known, str):
            self._panel.show_line(known)
        else:
            self._panel.show_fits(question.speaker, question.speech, known)


def name_line(kinds: Sequence[ElementKind], line: int) -> int | None:
    """The line of the name above a line of a speech, or None outside of speeches."""
    for at in range(min(line, len(kinds) - 1), -1, -1):
        if kinds[at] not in SPEECH:
            return None
        if kinds[at] is ElementKind.CHARACTER:
            return at
    return None
