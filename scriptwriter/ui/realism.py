"""Scores beside the passages: read in pauses of the typing, worked out when the engine has nothing else to do."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Signal, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from scriptwriter.domain.cue import Form
from scriptwriter.domain.score import Score, ScoredPassage, Verdict
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.realism.segments import Segment
from scriptwriter.realism.suitable import MODERN
from scriptwriter.services.judging_process import JudgingProcess
from scriptwriter.services.realism import passage_of_suggestion
from scriptwriter.ui.background import Background
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.realism_marks import Mark, Marks, RealismMarks
from scriptwriter.ui.panels.realism import PassageReport, Point, RealismPanel
from scriptwriter.ui.realism_judge import Judge, cut, judge_for
from scriptwriter.ui.realism_words import RealismWords
from scriptwriter.ui.session import EngineSession, ModelState, ModelStatus
from scriptwriter.ui.spare_time import Lane
from scriptwriter.ui.timers import single_shot

_PAUSE_MS = 800
_SCROLL_MS = 200
_PLACE_MS = 150
_JUDGE, _CUT, _OFFERS = "judge", "passages", "suggestions"
#: No window shows more lines of a passage.
_SEEN_LINES = 200
#: So many passages' tokens are kept for the map.
_KEPT_TOKENS = 32


@dataclass(frozen=True, slots=True)
class _Cut:
    revision: int
    judge: Judge
    marks: list[Mark] | None  # None: not all were found


@dataclass(frozen=True, slots=True)
class _Offers:
    judge: Judge
    parts: dict[str, Segment]  # by the suggestion's text
    known: dict[str, Score]


class Realism(QObject):
    """Marks in the margin, the panel, and the scores of suggestions. Close it before the session.

    ``judge_for`` finds what judges for a model; tests put their own there.
    """

    suggestions_scored = Signal()
    panel_wanted = Signal()

    def __init__(
        self,
        editor: ScriptEditor,
        panel: RealismPanel,
        session: EngineSession,
        judging: JudgingProcess,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor, self._panel, self._session = editor, panel, session
        self.words = RealismWords(self)
        self.marks = Marks()
        self.margin = RealismMarks(editor.page_layout, self.marks)
        self.judge_for: Callable[[ModelEntry], Judge] = functools.partial(judge_for, judging)
        self.judge: Judge | None = None
        self._background = Background(self)
        self._shown, self._focus_mode = True, False
        self._revision = 0
        self._script_id = self._offers_id = self._tokens_id = 0
        self._asked: dict[int, Mark] = {}  # by where a passage began when it was asked for
        self._offers: dict[str, Score | None] = {}  # by the suggestion's text
        self._offered: dict[int, str] = {}
        self._tokens: dict[str, TokenStats] = {}
        self._tokens_of = ""
        self._pause, self._scroll, self._place = (
            single_shot(self, self.read, _PAUSE_MS),
            single_shot(self, self._ask, _SCROLL_MS),
            single_shot(self, self.show_place, _PLACE_MS),
        )
        #: What judges is started when the typing pauses: it wants a processor for a moment.
        self.settle = single_shot(self, self.find_judge, _PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        editor, session = self._editor, self._session
        editor.page_layout.lines_replaced.connect(self._lines_replaced)
        editor.edited.connect(self._pause.start)
        editor.edited.connect(self._wait_on)
        editor.verticalScrollBar().valueChanged.connect(self._scrolled)
        editor.place_changed.connect(self._place.start)
        editor.viewport().installEventFilter(self)
        self._background.done.connect(self._take)
        session.model_changed.connect(self._model_changed)
        session.scored.connect(self._take_scores)
        session.tokens.connect(self._take_tokens)
        self._panel.jump.connect(self._jump)
        self._panel.shown.connect(self.show_place)

    def close(self) -> None:
        """Stop; what is being worked out is not waited for."""
        for timer in (self._pause, self._scroll, self._place, self.settle):
            timer.stop()
        self._background.close()

    # -- what is shown -----------------------------------------------------------------------------

    def set_shown(self, shown: bool) -> None:
        """Show scores, or neither show them nor work them out."""
        if shown != self._shown:
            self._shown = shown
            self.read()
        self._show_margin()

    def set_focus_mode(self, on: bool) -> None:
        """The margin is empty in focus mode."""
        self._focus_mode = on
        self._show_margin()

    def set_colors(self, colors: dict[str, str]) -> None:
        """Take over a theme's colours."""
        self.margin.colors = dict(colors)
        self._panel.set_colors(colors)
        self._editor.viewport().update()

    def _show_margin(self) -> None:
        self.margin.shown = self._shown and not self._focus_mode
        self._editor.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what a mark means when the pointer rests on it; a click shows the passage in the panel."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if (mark := self._below(QPointF(event.pos()))) is not None:
                QToolTip.showText(event.globalPos(), self.words.line(mark.score), self._editor.viewport())
                return True
        elif (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and (mark := self._below(event.position())) is not None
        ):
            self._put_cursor(mark.first, mark.column)
            self.panel_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _below(self, place: QPointF) -> Mark | None:
        point = QPointF(place.x(), place.y() + self._editor.verticalScrollBar().value())
        return self.margin.mark_at(point, self._editor.page_layout.block_at)

    @Slot(int, int)
    def _jump(self, line: int, column: int) -> None:
        self._editor.go_to_line(line)
        self._put_cursor(line, column)
        self._editor.ensureCursorVisible()

    def _put_cursor(self, line: int, column: int) -> None:
        cursor, block = self._editor.textCursor(), self._editor.document().findBlockByNumber(line)
        cursor.setPosition(block.position() + max(min(column, block.length() - 1), 0))
        self._editor.setTextCursor(cursor)

    # -- the model ---------------------------------------------------------------------------------

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        if status.state is ModelState.LOADING and status.fraction > 0:
            return
        self._use_judge(None)
        self._forget_scores()
        if status.state is ModelState.READY and status.entry is not None:
            self.settle.start()
        self.show_place()

    @Slot()
    def _wait_on(self) -> None:
        if self.settle.isActive():
            self.settle.start()

    @Slot()
    def find_judge(self) -> None:
        """Find out what judges for the model in use: it was opened, or it has just been calibrated."""
        entry, find = self._session.status.entry, self.judge_for
        if entry is not None:
            self._background.submit(_JUDGE, lambda: find(entry))

    def _use_judge(self, judge: Judge | None) -> None:
        self.judge = judge
        for known in (self._tokens, self._offers, self._offered):
            known.clear()
        self._tokens_of, self._tokens_id = "", 0

    def _forget_scores(self) -> None:
        self.marks.items = []
        self._asked = {}
        self._editor.viewport().update()

    # -- reading the script ------------------------------------------------------------------------

    @Slot(int, int, object)
    def _lines_replaced(self, first: int, removed: int, lines: Sequence[str]) -> None:
        self._revision += 1
        gone = self.marks.replace_lines(first, removed, len(lines))
        if len(gone) == 1:
            self._repaint(gone[0], max(len(lines) - removed, 0))
        elif gone:
            self._editor.viewport().update()

    def _repaint(self, mark: Mark, more: int = 0) -> None:
        """Its lines alone: painting the whole page would be felt while typing."""
        for number in range(mark.first, min(mark.last + more, mark.first + _SEEN_LINES) + 1):
            self._editor.page_layout.repaint(number)

    @Slot()
    def read(self) -> None:
        """Cut the script into passages, off the window's thread; those that are not known are scored then."""
        self._pause.stop()
        if not self._shown:
            self._forget_scores()
            self._session.score([], self.judge or Judge())
            self.show_place()
            return
        judge = self.judge
        if judge is None or judge.reason:
            return
        classifier, form, revision = self._editor.classifier, self._editor.form(), self._revision
        lines, kinds = list(classifier.lines), list(classifier.kinds)
        # Once the text has changed, nobody needs these passages any more.
        self._background.submit(
            _CUT, lambda: _Cut(revision, judge, cut(lines, kinds, form, judge, lambda: revision != self._revision))
        )

    @Slot(str, object)
    def _take(self, _kind: str, result: object) -> None:
        if isinstance(result, Judge):
            self._use_judge(result)
            self.read()
            self.suggestions_scored.emit()  # they ask again
        elif isinstance(result, _Cut) and result.judge is self.judge:
            self._take_passages(result)
        elif isinstance(result, _Offers) and result.judge is self.judge:
            self._ask_offers(result)

    def _take_passages(self, found: _Cut) -> None:
        if found.marks is None or found.revision != self._revision:
            self._pause.start()
            return
        if not self._shown:
            return
        self.marks.items = found.marks
        self._editor.viewport().update()
        self._ask()
        self.show_place()

    @Slot()
    def _scrolled(self) -> None:
        if self._asked:
            self._scroll.start()

    @Slot()
    def _ask(self) -> None:
        """Have what is not known scored: what is seen first, then what is near."""
        if self.judge is None:
            return
        layout, top = self._editor.page_layout, self._editor.verticalScrollBar().value()
        first, last = layout.block_at(top), layout.block_at(top + self._editor.viewport().height())
        waiting = [mark for mark in self.marks.items if mark.score is None]
        waiting.sort(key=lambda mark: max(first - mark.last, mark.first - last, 0))
        self._asked = {mark.part.start: mark for mark in waiting}
        if waiting:
            self._script_id = self._session.score([mark.part for mark in waiting], self.judge)

    @Slot(int, object)
    def _take_scores(self, spare_id: int, found: Sequence[ScoredPassage]) -> None:
        if spare_id == self._script_id:
            for passage in found:
                if (mark := self._asked.pop(passage.start, None)) is not None:
                    mark.score = passage.score
                    self._repaint(mark)
            self._place.start()
        elif spare_id == self._offers_id:
            for passage in found:
                if (text := self._offered.pop(passage.start, None)) is not None:
                    self._offers[text] = passage.score
            self.suggestions_scored.emit()

    # -- suggestions -------------------------------------------------------------------------------

    def score_of(self, text: str) -> Score | None:
        """A suggestion's score, as far as it is known."""
        return self._offers.get(text) if self._shown else None

    def score_suggestions(self, texts: Sequence[str], form: Form) -> None:
        """Have finished suggestions scored; ``suggestions_scored`` tells when there is something new."""
        judge = self.judge
        new = [text for text in texts if text.strip() and text not in self._offers]
        if not new or judge is None or judge.reason or not self._shown:
            return
        self._offers.update(dict.fromkeys(new))
        wanted = [text for text, score in self._offers.items() if score is None]
        self._background.submit(_OFFERS, lambda: _read_offers(wanted, form, judge))

    def _ask_offers(self, found: _Offers) -> None:
        self._offers.update(found.known)
        self._offered = {part.start: text for text, part in found.parts.items()}
        if found.parts and self.judge is not None:
            self._offers_id = self._session.score(list(found.parts.values()), self.judge, Lane.SUGGESTIONS)
        if found.known:
            self.suggestions_scored.emit()

    # -- the panel ---------------------------------------------------------------------------------

    @Slot()
    def show_place(self) -> None:
        """Show the passage at the cursor, and have it read token by token."""
        if not self._panel.isVisible():
            return
        mark = self._mark_at_cursor()
        scored = [one for one in self.marks.items if self._scored(one)]
        self._panel.show_plot(_points(scored), scored.index(mark) if mark in scored else -1)
        if mark is None:
            self._panel.show_nothing(self._why_nothing())
            return
        self._panel.show_passage(self._report(mark))
        if self._scored(mark) and mark.part.text not in self._tokens and mark.part.text != self._tokens_of:
            self._tokens_of = mark.part.text
            self._tokens_id = self._session.read_tokens(mark.part.text)

    def _mark_at_cursor(self) -> Mark | None:
        cursor = self._editor.textCursor()
        return self.marks.at(cursor.blockNumber(), cursor.positionInBlock())

    @staticmethod
    def _scored(mark: Mark) -> bool:
        return mark.score is not None and mark.score.value is not None

    def _report(self, mark: Mark) -> PassageReport:
        score, words = mark.score, self.words
        if score is None or score.value is None:
            able = score is not None and self._can_calibrate(score)
            line = words.line_with_way_out(score) if score is not None and able else words.line(score)
            return PassageReport(score, line, calibrate=able)
        stats = self._tokens.get(mark.part.text)
        reasons, changes = words.reasons(score), words.changes(score)
        caution = words.caution(self.judge.exceptions if self.judge is not None else ())
        return PassageReport(score, words.line(score), reasons, changes, mark.part.text, stats, caution=caution)

    def _can_calibrate(self, score: Score) -> bool:
        judge = self.judge
        return judge is not None and bool(judge.checksum) and (judge.judging is None or score.note == MODERN)

    def _why_nothing(self) -> str:
        if not self._shown:
            return self.tr("View, Realism Scores shows them.")
        if self._session.status.state is not ModelState.READY:
            return self.tr("Scores come when a model is ready.")
        if self.judge is None:
            return self.tr("Looking up whether the scores know this model…")
        if self.judge.reason:
            return self.tr("There are no scores: {0}").format(self.judge.reason)
        if self._pause.isActive() or self._background_busy():
            return self.tr("The passage is scored when you pause.")
        return self.tr("Put the cursor into a speech or a paragraph; 50 words together are enough.")

    def _background_busy(self) -> bool:
        return not self.marks.items and bool(self._editor.document().characterCount() > 1)

    @Slot(int, object)
    def _take_tokens(self, spare_id: int, stats: TokenStats) -> None:
        if spare_id != self._tokens_id:
            return
        while len(self._tokens) >= _KEPT_TOKENS:
            self._tokens.pop(next(iter(self._tokens)))
        self._tokens[self._tokens_of], self._tokens_of = stats, ""
        self.show_place()


def _points(marks: Sequence[Mark]) -> list[Point]:
    return [
        Point(mark.first, mark.column, score.value, score.low or 0, score.high or 0)
        for mark in marks
        if (score := mark.score) is not None and score.value is not None
    ]


def _read_offers(texts: Sequence[str], form: Form, judge: Judge) -> _Offers:
    parts: dict[str, Segment] = {}
    known: dict[str, Score] = {}
    for number, text in enumerate(texts):
        part = passage_of_suggestion(text, form, number)
        score = Score(Verdict.TOO_SHORT) if part is None else judge.known(part)
        if score is not None:
            known[text] = score
        elif part is not None:
            parts[text] = part
    return _Offers(judge, parts, known)
