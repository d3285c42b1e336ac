"""Does this line sound like her? Voices in the cast panel, with an engine whose likings are known."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.generation import Request, Voice
from scriptwriter.domain.script import ElementKind
from scriptwriter.domain.tokens import Likelihood
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services.likeness import Fit
from scriptwriter.ui.likeness import Likeness, name_line
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.likeness import LikenessPanel
from scriptwriter.ui.session import ModelState
from tests.ui.conftest import make_window
from tests.ui.test_people import check_focus_shows, check_names

SCRIPT = """INT. FERRY - NIGHT

NELL
The lamp is out and the lamp was mine.

She waits.

TOM
(to himself)
The ship is late, the ship is always late.

NELL
Yes.
"""
LOVED = {"nell.gguf": "lamp", "tom.gguf": "ship"}
VOICES = (("NELL", Voice("nell.gguf")), ("TOM", Voice("tom.gguf")))


class Fond(ScriptedEngine):
    """Each voice finds its own word likely. ``gate``: no reading ends before it is set, or the reading is cancelled."""

    def __init__(self) -> None:
        super().__init__([" one two three four five six"])
        self.asked: list[Request] = []
        self.cancelled = 0
        self.gate: threading.Event | None = None
        self.began = threading.Event()
        self.problem: Exception | None = None

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        self.asked.append(request)
        if self.problem is not None:
            raise self.problem
        if (gate := self.gate) is not None:
            cancel.listen(gate.set)
            self.began.set()
            gate.wait()
        if cancel.is_set():
            self.cancelled += 1
            return []
        word = LOVED.get(request.voice.file) if request.voice else None
        return [
            Likelihood(len(words), -sum(1.0 if part.strip(".,") == word else 3.0 for part in words))
            for words in (passage.split() for passage in passages)
        ]


@pytest.fixture
def fond() -> Fond:
    return Fond()


@pytest.fixture
def entry(tmp_path: Path) -> ModelEntry:
    file = tmp_path / "cast.gguf"
    file.write_bytes(b"GGUF" + (3).to_bytes(4, "little") + bytes(40))
    return replace(SCRIPTED_ENTRY, name="cast", title="Cast", path=file, voices=VOICES)


@pytest.fixture
def cast(qtbot, fond: Fond, entry: ModelEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with a script and its voices, the cursor in TOM's speech, the cast panel open."""
    monkeypatch.setattr("scriptwriter.ui.likeness._PAUSE_MS", 20)
    window = make_window(qtbot, fond)
    use(window, qtbot, entry)
    file = tmp_path / "ferry.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    window.files.load(file)
    window.actions_by_name["show_realism"].setChecked(False)
    go(window, "The ship")
    window.actions_by_name["overview"].trigger()
    window.overview.tabs.setCurrentWidget(window.overview.cast)
    window.editor.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def use(window: MainWindow, qtbot, entry: ModelEntry) -> None:
    window.session.load(entry, 512, 1)
    qtbot.waitUntil(lambda: window.session.status.state is ModelState.READY and window.session.status.entry == entry)


def go(window: MainWindow, words: str) -> None:
    """Put the cursor on the line that begins so."""
    lines = window.editor.classifier.lines
    window.editor.go_to_line(next(at for at, line in enumerate(lines) if line.startswith(words)))


def panel(window: MainWindow) -> LikenessPanel:
    return window.overview.cast.likeness


def says(window: MainWindow, words: str) -> Callable[[], bool]:
    return lambda: words in panel(window).line.text()


def names(window: MainWindow) -> list[str]:
    shown = panel(window).voices
    return [shown.item(row).text() for row in range(shown.count())]


# -- what is shown -----------------------------------------------------------------------------------


def test_the_speech_at_the_cursor_and_then_another_one(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM, then NELL."))
    assert names(cast) == ["TOM", "NELL"]
    assert panel(cast).speech.text().startswith("TOM: “The ship is late")
    assert {request.text.splitlines()[-1] for request in fond.asked} == {"TOM"}
    assert all(request.cue.character is None for request in fond.asked)
    go(cast, "The lamp")
    qtbot.waitUntil(says(cast, "Sounds most like NELL, then TOM."))
    assert names(cast) == ["NELL", "TOM"]


def test_gains_are_in_the_tool_tip_and_for_screen_readers(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    shown = panel(cast).voices
    # Two of nine words are 2 nats likelier each.
    assert shown.item(0).toolTip() == "TOM: +0.44 nats per token against the model without a voice"
    assert shown.item(1).toolTip().startswith("NELL: +0.00 nats")
    spoken = QAccessible.queryAccessibleInterface(shown).child(0)
    assert "0.44 nats" in spoken.text(QAccessible.Text.Name)
    check_names(cast)


def test_the_keyboard_leads_to_the_voices_and_through_them(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    cast.overview.cast.notes.setFocus()
    QTest.keyClick(cast.overview.cast.notes, Qt.Key.Key_Tab)
    assert panel(cast).voices.hasFocus()
    QTest.keyClick(panel(cast).voices, Qt.Key.Key_Down)
    assert panel(cast).voices.currentItem().text() == "NELL"
    QTest.keyClick(panel(cast).voices, Qt.Key.Key_Tab)
    assert not panel(cast).voices.hasFocus()
    check_focus_shows(cast)


def test_a_known_speech_is_not_read_again(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    go(cast, "The lamp")
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))
    asked = len(fond.asked)
    assert asked == 2 * (1 + len(VOICES))
    go(cast, "The ship")
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    assert len(fond.asked) == asked


def test_outside_of_speeches_it_is_the_chosen_characters_last_one(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    table = cast.overview.cast.table
    go(cast, "She waits")
    qtbot.waitUntil(lambda: cast.overview.cast.current() == "NELL")
    qtbot.waitUntil(says(cast, "too short"))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert cast.overview.cast.current() == "TOM"
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))


def test_choosing_a_character_counts_more_than_where_the_cursor_was(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    table = cast.overview.cast.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert cast.overview.cast.current() == "NELL"
    qtbot.waitUntil(says(cast, "too short"))
    go(cast, "The lamp")
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))


def test_typing_asks_anew(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    cast.editor.moveCursor(cast.editor.textCursor().MoveOperation.EndOfLine)
    QTest.keyClicks(cast.editor, " lamp lamp lamp")
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))


def test_short_speeches_could_be_anybodys(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    asked = len(fond.asked)
    go(cast, "Yes.")
    qtbot.waitUntil(says(cast, "fewer than 4 words"))
    assert names(cast) == []
    assert len(fond.asked) == asked


def test_a_story_has_no_speeches(cast: MainWindow, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    cast.actions_by_name["form_prose"].trigger()
    cast.likeness.look()
    assert "Put the cursor into a speech" in panel(cast).line.text()


# -- no voices, no model -----------------------------------------------------------------------------


def test_without_voices_it_says_what_to_do(cast: MainWindow, entry: ModelEntry, qtbot, monkeypatch):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    assert not panel(cast).train.isVisible()
    use(cast, qtbot, replace(entry, voices=()))
    qtbot.waitUntil(says(cast, "No character has a voice on Cast yet."))
    assert names(cast) == []
    began = []
    monkeypatch.setattr(cast.studio, "start", lambda: began.append(True))
    panel(cast).train.setFocus()
    QTest.keyClick(panel(cast).train, Qt.Key.Key_Space)
    assert began == [True]


def test_new_voices_of_the_same_name_are_asked_again(cast: MainWindow, fond: Fond, entry: ModelEntry, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    asked = len(fond.asked)
    use(cast, qtbot, entry)
    qtbot.waitUntil(lambda: len(fond.asked) == 2 * asked)
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))


def test_a_model_that_cannot_be_used(cast: MainWindow, entry: ModelEntry, qtbot, tmp_path: Path):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    cast.session.load(replace(entry, path=tmp_path / "gone.gguf"), 512, 1)
    qtbot.waitUntil(says(cast, "No model is ready yet."))


def test_a_voice_that_cannot_be_opened_is_one_line(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    fond.problem = BadModel("There is no model file at nell.gguf.")
    go(cast, "The lamp")
    qtbot.waitUntil(says(cast, "There is no model file at nell.gguf."))
    assert cast.session.status.state is ModelState.READY


# -- the engine ----------------------------------------------------------------------------------------


def test_a_continuation_does_not_wait_for_it(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    fond.gate, asked = threading.Event(), len(fond.asked)
    go(cast, "The lamp")
    qtbot.waitUntil(fond.began.is_set)
    assert "being read" in panel(cast).line.text()
    assert len(fond.asked) == asked + 1
    cast.actions_by_name["continue"].trigger()
    # The gate is opened by the cancellation alone.
    qtbot.waitUntil(lambda: cast.editor.ghost_text() == " one two three four five six")
    assert fond.cancelled >= 1


def test_behind_a_ghost_it_waits_until_that_is_gone(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    cast.actions_by_name["continue"].trigger()
    qtbot.waitUntil(lambda: cast.editor.has_ghost() and not cast.continuing.running)
    asked = len(fond.asked)
    QTest.keyClick(cast.editor, Qt.Key.Key_Tab)
    assert not cast.editor.has_ghost()
    qtbot.waitUntil(lambda: len(fond.asked) == asked + 1 + len(VOICES))


def test_the_model_is_busy(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    asked = len(fond.asked)
    go(cast, "The lamp")
    cast.actions_by_name["continue"].trigger()
    qtbot.waitUntil(says(cast, "The model is busy with your next lines."))
    assert len(fond.asked) == asked
    QTest.keyClick(cast.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))


def test_the_engine_reads_the_place_at_the_cursor_again(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    qtbot.waitUntil(lambda: not cast.continuing._prepare_timer.isActive())
    order: list[str] = []
    warm, measure = fond.warm, fond.measure
    fond.warm = lambda *told: (order.append("warm"), warm(*told))[1]  # type: ignore[method-assign]
    fond.measure = lambda *told: (order.append("measure"), measure(*told))[1]  # type: ignore[method-assign]
    go(cast, "The lamp")
    cast.continuing._prepare_timer.stop()  # what it reads because the cursor has moved
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))
    qtbot.waitUntil(lambda: order[-1] == "warm")
    assert order.count("measure") == 1 + len(VOICES)


def test_a_panel_that_is_not_seen_asks_nothing(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    asked = len(fond.asked)
    cast.overview.tabs.setCurrentWidget(cast.overview.outline)
    go(cast, "The lamp")
    assert not cast.likeness._pause.isActive()
    cast.likeness.look()
    cast.overview.tabs.setCurrentWidget(cast.overview.cast)
    qtbot.waitUntil(says(cast, "Sounds most like NELL"))
    assert len(fond.asked) == asked + 1 + len(VOICES)


def test_closing_while_it_reads(cast: MainWindow, fond: Fond, qtbot):
    qtbot.waitUntil(says(cast, "Sounds most like TOM"))
    fond.gate = threading.Event()
    go(cast, "The lamp")
    qtbot.waitUntil(fond.began.is_set)
    cast.editor.document().setModified(False)
    assert cast.close()
    assert fond.closed


# -- parts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gains", "words"),
    [
        ([("NELL", 0.3)], "Sounds like NELL, the only voice there is."),
        ([("NELL", -0.3)], "Does not sound like NELL, the only voice there is."),
        ([("NELL", 0.3), ("TOM", 0.28)], "Sounds about as much like NELL as like TOM."),
        ([("NELL", 0.3), ("TOM", 0.1)], "Sounds most like NELL, then TOM."),
        ([("NELL", -0.1), ("TOM", -0.5)], "Sounds like nobody who has a voice; NELL comes closest."),
    ],
)
def test_in_words(qtbot, gains: list[tuple[str, float]], words: str):
    shown = LikenessPanel()
    qtbot.addWidget(shown)
    shown.show_fits("NELL", "The lamp is out.", [Fit(name, gain) for name, gain in gains])
    assert shown.line.text() == words


def test_bars_are_as_long_as_the_gains(qtbot):
    shown = LikenessPanel()
    qtbot.addWidget(shown)
    shown.resize(300, 260)
    shown.show_fits("NELL", "The lamp is out.", [Fit("NELL", 0.4), Fit("TOM", 0.1), Fit("ANN", -0.2)])
    shown.show()
    qtbot.waitExposed(shown)
    image = shown.voices.viewport().grab().toImage()
    ink = shown.palette().color(shown.foregroundRole()).lightness()
    filled = []
    for row in range(3):
        rect = shown.voices.visualItemRect(shown.voices.item(row))
        y = rect.center().y() + 1
        dark = [abs(image.pixelColor(x, y).lightness() - ink) < 40 for x in range(rect.width() // 2, rect.width())]
        filled.append(sum(dark))
    assert filled[0] > 3 * filled[1] > 0
    assert filled[2] <= 3, "what a voice does not like is hollow"


def test_where_a_speech_begins():
    kinds = [ElementKind.ACTION, ElementKind.CHARACTER, ElementKind.PARENTHETICAL, ElementKind.DIALOGUE]
    assert [name_line(kinds, line) for line in range(4)] == [None, 1, 1, 1]
    assert name_line([ElementKind.DIALOGUE], 0) is None
    assert name_line([], 3) is None


def test_the_window_holds_it(window: MainWindow):
    assert isinstance(window.likeness, Likeness)
