"""Realism scores in the window: in the margin, in the panel, on the cards, and never in the way of anything else."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import EngineDied
from scriptwriter.domain.score import Score, Verdict
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.realism.suitable import MODERN
from scriptwriter.services import realism_own
from scriptwriter.services.realism import passages_of
from scriptwriter.services.realism_model import judging_with, shipped_model
from scriptwriter.ui import realism as realism_module
from scriptwriter.ui.editor.realism_marks import Level, Mark, level_of
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.suggestion_model import Order
from scriptwriter.ui.realism_judge import Judge, judge_for
from scriptwriter.ui.realism_words import RealismWords
from scriptwriter.ui.session import ModelState
from tests.realism import making
from tests.ui.conftest import make_window

CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND, THIRD = making.prose(60, 1), making.prose(55, 2), making.prose(70, 3)
SCENE = f"INT. ROOM - NIGHT\n\n{FIRST}\n\nANNE\n{SECOND}\n\nEXT. PIER - DAY\n\nRain.\n\nINT. HALL - DAY\n\n{THIRD}\n"
FIRST_LINE, SECOND_LINE, SHORT_LINE, THIRD_LINE = 2, 5, 9, 13
ABOUT = "Compares this passage's style with human plays and fiction; it cannot tell who wrote it."


class HeldEngine(ScriptedEngine):
    """Reads a text each time that it is told to, and stops at once when it is cancelled."""

    def __init__(self, passages: Sequence[str] = ()) -> None:
        super().__init__(passages)
        self.gate = threading.Semaphore(0)
        self.begun = threading.Semaphore(0)
        self.interrupted = 0

    def score(self, texts: Sequence[str], cancel: CancelToken) -> list[TokenStats]:
        found: list[TokenStats] = []
        for text in texts:
            self.begun.release()
            cancel.listen(self.gate.release)
            try:
                self.gate.acquire()
            finally:
                cancel.forget(self.gate.release)
            if cancel.is_set():
                self.interrupted += 1
                return found
            found += super().score([text], cancel)
        return found


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine([" " + making.prose(60, 4), " " + making.prose(55, 5), " Short."])


def open_scene(
    qtbot, engine: ScriptedEngine, tmp_path: Path, judge: Judge, text: str = SCENE, n: int = 1
) -> MainWindow:
    window = make_window(qtbot, engine, alternatives=n)
    window.realism.judge_for = lambda _entry: judge
    window.realism.find_judge()
    path = tmp_path / "ferry.fountain"
    path.write_text(text, encoding="utf-8")
    window.files.load(path)
    qtbot.waitUntil(lambda: window.realism.judge is judge)
    return window


@pytest.fixture
def window(qtbot, engine: ScriptedEngine, tmp_path: Path) -> MainWindow:
    window = open_scene(qtbot, engine, tmp_path, known(), n=3)
    qtbot.waitUntil(lambda: all_scored(window))
    return window


def known() -> Judge:
    return Judge(judging_with(making.model()), "known")


def marks(window: MainWindow) -> list[Mark]:
    return window.realism.marks.items


def all_scored(window: MainWindow) -> bool:
    return bool(marks(window)) and all(mark.score is not None for mark in marks(window))


def lines(window: MainWindow) -> list[int]:
    return [mark.first for mark in marks(window)]


def go_to(window: MainWindow, line: int) -> None:
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.document().findBlockByNumber(line).position())
    window.editor.setTextCursor(cursor)


def tool_tip(window: MainWindow, line: int) -> str:
    layout, editor = window.editor.page_layout, window.editor
    y = int(layout.top_of(line) + 4 - editor.verticalScrollBar().value())
    place = QPoint(layout.sheet.text_left - 20, y)
    said: list[str] = []
    monkey = pytest.MonkeyPatch()
    monkey.setattr(realism_module, "QToolTip", SimpleNamespace(showText=lambda _at, text, _on: said.append(text)))
    event = QHelpEvent(QEvent.Type.ToolTip, place, editor.viewport().mapToGlobal(place))
    window.realism.eventFilter(editor.viewport(), event)
    monkey.undo()
    return "".join(said)


class TestMargin:
    def test_every_passage_has_a_mark(self, window: MainWindow):
        assert lines(window) == [FIRST_LINE, SECOND_LINE, SHORT_LINE, THIRD_LINE]
        verdicts = [mark.score.verdict for mark in marks(window) if mark.score]
        assert verdicts == [Verdict.SCORED, Verdict.SCORED, Verdict.TOO_SHORT, Verdict.SCORED]

    def test_a_passage_that_is_edited_loses_its_mark_until_the_typing_pauses(
        self, window: MainWindow, engine: ScriptedEngine, qtbot
    ):
        engine.scored.clear()
        go_to(window, FIRST_LINE)
        QTest.keyClicks(window.editor, "Perhaps ")
        assert lines(window) == [SECOND_LINE, SHORT_LINE, THIRD_LINE]
        qtbot.waitUntil(lambda: all_scored(window) and FIRST_LINE in lines(window))
        assert engine.scored == [f"Perhaps {FIRST}"]

    def test_marks_follow_lines_above_them(self, window: MainWindow):
        before = marks(window)[1:]
        go_to(window, FIRST_LINE)
        QTest.keyClick(window.editor, Qt.Key.Key_Up)
        QTest.keyClick(window.editor, Qt.Key.Key_Return)
        moved = lines(window)[-1] - THIRD_LINE
        assert moved > 0
        assert marks(window)[-3:] == before
        assert [mark.first for mark in before] == [SECOND_LINE + moved, SHORT_LINE + moved, THIRD_LINE + moved]
        window.editor.undo()
        assert [mark.first for mark in before if mark in marks(window)][-1] == THIRD_LINE

    def test_what_a_mark_says(self, window: MainWindow):
        score = marks(window)[0].score
        assert score is not None
        said = f"Reads like human script: {score.value}/100 (likely {score.low}–{score.high}). {ABOUT}"
        assert tool_tip(window, FIRST_LINE) == said
        assert tool_tip(window, SHORT_LINE) == "Too short to judge."
        assert tool_tip(window, FIRST_LINE - 2) == ""

    def test_a_click_on_a_mark_opens_the_panel_there(self, window: MainWindow, qtbot):
        layout = window.editor.page_layout
        y = int(layout.top_of(SECOND_LINE) + 4 - window.editor.verticalScrollBar().value())
        QTest.mouseClick(
            window.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(layout.sheet.text_left - 20, y)
        )
        assert window.editor.current_line() == SECOND_LINE
        assert window.realism_panel.isVisible()

    def test_marks_are_painted_at_the_left_and_only_there(self, window: MainWindow):
        window.change_settings(theme="light")
        layout = window.editor.page_layout
        with_marks = window.editor.viewport().grab().toImage()
        window.realism.margin.shown = False
        without = window.editor.viewport().grab().toImage()
        differing = {
            x
            for x in range(with_marks.width())
            for y in range(0, with_marks.height(), 3)
            if with_marks.pixel(x, y) != without.pixel(x, y)
        }
        assert differing
        assert max(differing) < layout.sheet.text_left
        assert min(differing) >= int(layout.sheet.page_left)

    def test_they_can_be_hidden_and_focus_mode_hides_them(self, window: MainWindow, engine: ScriptedEngine, qtbot):
        actions = window.actions_by_name
        actions["focus_mode"].trigger()
        assert not window.realism.margin.shown
        actions["focus_mode"].trigger()
        assert window.realism.margin.shown
        actions["show_realism"].trigger()
        assert window.store.values.show_realism is False
        assert not window.realism.margin.shown
        assert not marks(window)
        engine.scored.clear()
        actions["show_realism"].trigger()
        qtbot.waitUntil(lambda: all_scored(window))
        assert not engine.scored  # known from before

    def test_parts_of_a_long_paragraph_have_their_own_marks(self, qtbot, engine: ScriptedEngine, tmp_path: Path):
        text = "INT. ROOM - DAY\n\n" + making.prose(700, 7) + "\n"
        window = open_scene(qtbot, engine, tmp_path, known(), text)
        qtbot.waitUntil(lambda: all_scored(window))
        assert len(marks(window)) > 1
        assert set(lines(window)) == {2}
        columns = [mark.column for mark in marks(window)]
        assert columns == sorted(set(columns))
        window.editor.viewport().grab()
        assert window.realism.marks.at(2, columns[1] + 5) is marks(window)[1]


class TestModels:
    def test_a_model_that_is_not_known_is_not_asked(self, qtbot, engine: ScriptedEngine, tmp_path: Path):
        window = open_scene(qtbot, engine, tmp_path, Judge(checksum="unknown"))
        qtbot.waitUntil(lambda: all_scored(window))
        assert not engine.scored
        assert tool_tip(window, FIRST_LINE) == "Not calibrated for this model."
        go_to(window, FIRST_LINE)
        window.actions_by_name["realism"].trigger()
        qtbot.waitUntil(lambda: window.realism_panel.calibrate.isVisible())
        assert window.realism_panel.line.text() == "Not calibrated for this model."
        with qtbot.waitSignal(window.realism_panel.calibrate_wanted):
            window.calibrating.ask_source = lambda: None  # pyright: ignore[reportAttributeAccessIssue]
            window.realism_panel.calibrate.click()

    def test_writing_of_today_gets_no_score_until_it_is_calibrated(self, qtbot, engine: ScriptedEngine, tmp_path: Path):
        turned_down = Score(Verdict.UNSUITABLE, note=MODERN)
        judge = Judge(lambda texts, _stats: [turned_down] * len(texts), "known")
        window = open_scene(qtbot, engine, tmp_path, judge)
        qtbot.waitUntil(lambda: all_scored(window))
        go_to(window, FIRST_LINE)
        window.actions_by_name["realism"].trigger()
        qtbot.waitUntil(lambda: window.realism_panel.calibrate.isVisible())
        assert "writing of today" in window.realism_panel.line.text()
        assert "Calibrated with texts of your own" in window.realism_panel.line.text()

    def test_the_model_for_tests_has_no_scores_of_its_own_and_starts_no_process(self, window: MainWindow):
        found = judge_for(window.judging, SCRIPTED_ENTRY)
        assert (found.judging, found.reason) == (None, "")
        assert window.judging.pid is None

    def test_a_model_is_known_by_its_checksum_in_another_process(self, window: MainWindow, tmp_path: Path):
        realism_own.save_own(making.with_curves(shipped_model()), "abc")
        mine = ModelEntry("mine", "Mine", tmp_path / "mine.gguf", sha256="abc")
        assert judge_for(window.judging, replace(mine, sha256="def")).judging is None
        judge = judge_for(window.judging, mine)
        part = passages_of(FIRST)[0]
        found = judge.score(ScriptedEngine(), [part], CancelToken())
        assert found[0].score.value is not None
        assert judge.known(part) == found[0].score

    def test_without_the_file_of_scores_one_line_says_so(self, qtbot, engine: ScriptedEngine, tmp_path: Path):
        window = open_scene(qtbot, engine, tmp_path, Judge(reason="realism.npz cannot be read."))
        window.actions_by_name["realism"].trigger()
        qtbot.waitUntil(lambda: "realism.npz" in window.realism_panel.line.text())
        assert not marks(window)

    def test_another_model_begins_anew(self, window: MainWindow, engine: ScriptedEngine, qtbot):
        engine.scored.clear()
        window.realism.judge_for = lambda _entry: known()
        window.session.load(SCRIPTED_ENTRY, 512, 1)
        qtbot.waitUntil(lambda: len(engine.scored) == 3 and all_scored(window))


class TestSpareTime:
    @pytest.fixture
    def held(self) -> HeldEngine:
        return HeldEngine([" for my letter."])

    @pytest.fixture
    def held_window(self, qtbot, held: HeldEngine, tmp_path: Path) -> MainWindow:
        window = open_scene(qtbot, held, tmp_path, known())
        qtbot.waitUntil(lambda: held.begun.acquire(blocking=False))
        return window

    def test_a_continuation_interrupts_and_scoring_goes_on_afterwards(
        self, held_window: MainWindow, held: HeldEngine, qtbot
    ):
        go_to(held_window, SECOND_LINE)
        held_window.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClick(held_window.editor, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: held_window.editor.ghost_text() == " for my letter.")
        assert held.interrupted >= 1
        assert not held.scored
        held.gate.release(20)
        qtbot.waitUntil(lambda: all_scored(held_window))
        assert sorted(held.scored) == sorted([FIRST, SECOND, THIRD])

    def test_what_is_done_is_not_done_again(self, held_window: MainWindow, held: HeldEngine, qtbot):
        held.gate.release()
        qtbot.waitUntil(lambda: len(held.scored) == 1)
        held_window.continuing.start()
        qtbot.waitUntil(lambda: not held_window.continuing.running)
        held.gate.release(20)
        qtbot.waitUntil(lambda: all_scored(held_window))
        assert sorted(held.scored) == sorted([FIRST, SECOND, THIRD])

    def test_scoring_goes_on_while_keys_come_and_leaves_them_a_processor(
        self, held_window: MainWindow, held: HeldEngine, qtbot, monkeypatch
    ):
        asked: list[float] = []
        monkeypatch.setattr(held, "give_way", asked.append)
        go_to(held_window, SHORT_LINE)
        QTest.keyClicks(held_window.editor, "x")
        assert asked
        running = held_window.session._spare._token
        already = running.is_set()  # reading ahead and pauses do interrupt
        held_window.session.make_room()
        assert running.is_set() == already
        held.gate.release(20)
        qtbot.waitUntil(lambda: len(marks(held_window)) == 4 and all_scored(held_window))
        assert sorted(held.scored) == sorted([FIRST, SECOND, THIRD])

    def test_closing_does_not_wait_for_scores(self, held_window: MainWindow, held: HeldEngine):
        held_window.close()
        assert held.closed
        assert not held.scored

    def test_a_dead_engine_costs_the_scores_and_nothing_else(
        self, qtbot, engine: ScriptedEngine, tmp_path: Path, monkeypatch
    ):
        def die(_texts: Sequence[str], _cancel: CancelToken) -> list[TokenStats]:
            raise EngineDied("gone")

        monkeypatch.setattr(engine, "score", die)
        window = open_scene(qtbot, engine, tmp_path, known())
        qtbot.waitUntil(lambda: bool(marks(window)) and not window.session._spare.waiting)
        window.continuing.start()
        qtbot.waitUntil(lambda: bool(window.editor.ghost_text()))
        assert window.session.status.state is ModelState.READY

    def test_what_is_seen_comes_first(self, qtbot, tmp_path: Path):
        engine = ScriptedEngine()
        text = "".join(f"INT. ROOM {n} - DAY\n\n{making.prose(60, n)}\n\n" for n in range(60))
        window = open_scene(qtbot, engine, tmp_path, known(), text)
        qtbot.waitUntil(lambda: all_scored(window))
        # The cursor stands at the end, where the writer stopped.
        assert engine.scored[0] != making.prose(60, 0)
        seen = {making.prose(60, n) for n in range(50, 60)}
        assert set(engine.scored[:2]) <= seen


class TestSuggestions:
    def test_cards_are_judged_and_can_be_sorted(self, window: MainWindow, qtbot):
        window.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClick(window.editor, Qt.Key.Key_Return, CONTROL)
        panel = window.suggestions
        qtbot.waitUntil(lambda: sum(card.score is not None for card in panel.list.cards) == 3)
        scores = [card.score for card in panel.list.cards]
        assert [score.verdict for score in scores if score][2] is Verdict.TOO_SHORT
        assert panel.list._model.figures(0).endswith("/100")
        assert panel.list._model.figures(2) == "1 word"
        panel.order.setCurrentIndex(panel.order.findData(Order.REALISM))
        values = [card.score.value or -1 for card in panel.list.cards if card.score]
        assert values == sorted(values, reverse=True)
        shown = next(card for card in panel.list.cards if card.shown)
        assert shown.text == window.editor.ghost_text()  # still the first one that was drawn
        assert panel.list.cards[panel.list.currentIndex().row()] == shown

    def test_a_sorted_card_is_the_one_that_is_taken(self, window: MainWindow, qtbot):
        window.editor.moveCursor(QTextCursor.MoveOperation.End)
        window.continuing.start()
        panel = window.suggestions
        qtbot.waitUntil(lambda: sum(card.score is not None for card in panel.list.cards) == 3)
        panel._cards = panel._cards[::-1]  # as if they had been drawn in the other order
        panel._show_cards()
        panel.order.setCurrentIndex(panel.order.findData(Order.REALISM))
        wanted = next(row for row in panel._rows if row != 0)
        with qtbot.waitSignal(panel.take_wanted) as told:
            panel.list.take_wanted.emit(panel._rows.index(wanted))
        assert told.args == [wanted]

    def test_the_same_text_has_the_same_score_when_it_was_taken(self, window: MainWindow, qtbot):
        window.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClick(window.editor, Qt.Key.Key_Return)
        window.continuing.start()
        panel = window.suggestions
        qtbot.waitUntil(lambda: sum(card.score is not None for card in panel.list.cards) == 3)
        before = panel.list.cards[0].score
        QTest.keyClick(window.editor, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: len(marks(window)) == 5 and all_scored(window))
        assert marks(window)[-1].score == before


class TestPanel:
    def test_it_says_where_it_errs_more_often(self, window: MainWindow, qtbot):
        panel = window.realism_panel
        window.modes.open_realism()
        go_to(window, FIRST_LINE)
        qtbot.waitUntil(lambda: "predictable" in panel.reasons.text())
        assert panel.caution.isHidden()
        assert window.realism.judge is not None
        window.realism.judge.exceptions = ("Ada Oldacre", "comedy")
        window.realism.show_place()
        assert not panel.caution.isHidden()
        assert "more often than other people's: Ada Oldacre; comedy." in panel.caution.text()
        go_to(window, SHORT_LINE)
        qtbot.waitUntil(panel.caution.isHidden)

    def test_score_reasons_map_and_plot(self, window: MainWindow, qtbot):
        panel = window.realism_panel
        go_to(window, FIRST_LINE)
        window.actions_by_name["realism"].trigger()
        qtbot.waitUntil(lambda: panel.map.toPlainText().startswith(FIRST) and "less likely" in panel.map.toPlainText())
        assert ABOUT in panel.line.text()
        assert "predictable" in panel.reasons.text()
        assert len(panel.plot.points) == 3
        assert panel.plot.current == 0
        assert "Passage 1 of 3" in panel.plot.accessibleDescription()
        panel.grab()

    def test_ranks_are_told_apart_without_colours(self, window: MainWindow, qtbot):
        panel = window.realism_panel
        go_to(window, FIRST_LINE)
        window.modes.open_realism()
        qtbot.waitUntil(lambda: "less likely" in panel.map.toPlainText())
        block, styles = panel.map.document().lastBlock(), set()
        for _ in range(4):
            styles.add(block.begin().fragment().charFormat().underlineStyle())
            block = block.previous()
        style = QTextCharFormat.UnderlineStyle
        assert styles == {style.NoUnderline, style.DotLine, style.DashUnderline, style.SingleUnderline}

    def test_it_follows_the_cursor(self, window: MainWindow, qtbot):
        panel = window.realism_panel
        window.modes.open_realism()
        go_to(window, THIRD_LINE)
        qtbot.waitUntil(lambda: panel.plot.current == 2)
        go_to(window, SHORT_LINE)
        qtbot.waitUntil(lambda: panel.line.text() == "Too short to judge.")
        assert panel.reasons.isHidden()
        go_to(window, 0)
        qtbot.waitUntil(lambda: "50 words" in panel.line.text())

    def test_the_keyboard_goes_there_and_back(self, window: MainWindow, qtbot):
        panel = window.realism_panel
        go_to(window, FIRST_LINE)
        window.actions_by_name["realism"].trigger()
        window.realism.show_place()
        panel.plot.setFocus()
        QTest.keyClick(panel.plot, Qt.Key.Key_Right)
        QTest.keyClick(panel.plot, Qt.Key.Key_Return)
        assert window.editor.current_line() == SECOND_LINE
        panel.plot.setFocus()
        window.actions_by_name["realism"].trigger()
        assert window.editor.hasFocus()

    def test_a_click_in_the_plot_goes_to_the_passage(self, window: MainWindow):
        window.modes.open_realism()
        window.realism.show_place()
        plot = window.realism_panel.plot
        place: QPointF = plot._place(2, 50)
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place.toPoint())
        assert window.editor.current_line() == THIRD_LINE

    def test_everything_has_a_name(self, window: MainWindow):
        panel = window.realism_panel
        parts = (panel, panel.line, panel.reasons, panel.changes, panel.plot, panel.map, window.suggestions.order)
        assert all(part.accessibleName() for part in parts)

    def test_hidden_scores_say_how_to_show_them(self, window: MainWindow, qtbot):
        window.modes.open_realism()
        window.actions_by_name["show_realism"].trigger()
        qtbot.waitUntil(lambda: "View" in window.realism_panel.line.text())


class TestWords:
    def test_every_measured_thing_is_a_reason_and_no_sentence_names_the_machine(self):
        from scriptwriter.realism.features import NAMES
        from scriptwriter.ui.realism_words import _TOPIC_OF

        words = RealismWords()
        assert set(NAMES) <= set(_TOPIC_OF)
        said = [text for topic in set(_TOPIC_OF.values()) for text in words._sentences()[topic]]
        said += [words._advice(topic) for topic in set(_TOPIC_OF.values())]
        assert not any("AI" in text or "machine" in text for text in said)

    def test_levels(self):
        assert [level_of(value) for value in (0, 33, 34, 66, 67, 100)] == [
            Level.LOW, Level.LOW, Level.MIDDLE, Level.MIDDLE, Level.HIGH, Level.HIGH,
        ]  # fmt: skip


def test_what_judges_is_loaded_when_the_typing_pauses(window: MainWindow, qtbot, monkeypatch) -> None:
    found = []
    monkeypatch.setattr(window.realism, "judge_for", lambda entry: found.append(entry) or Judge())
    window.realism.settle.setInterval(60_000)
    window.realism._model_changed(window.session.status)
    QTest.keyClicks(window.editor, "She came in")
    assert window.realism.settle.remainingTime() > 59_000
    assert not found
    window.realism.settle.setInterval(0)
    QTest.keyClick(window.editor, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: found == [window.session.status.entry])
