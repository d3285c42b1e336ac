"""Two sides compared without names, from the window: chosen, written, picked and counted."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadModel
from scriptwriter.engine.catalogue import Catalogue, ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import paths
from scriptwriter.services.blind import Choice, Pair
from scriptwriter.services.evaluation import Place
from scriptwriter.services.training import Outcome
from scriptwriter.ui.blind_threads import Side
from scriptwriter.ui.dialogs.blind import BlindDialog
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.share_plot import SharePlot
from tests.ui.test_people import check_focus_shows, check_names
from tests.ui.test_studio import check_reached, letter, press, to

NEW = ModelEntry("my-ferry", "My Ferry", Path("/nowhere/my-ferry.gguf"))
OLD = ModelEntry("starter", "Starter", Path("/nowhere/starter.gguf"), default=True)
#: What they write: both of one length, so that neither is cut.
LINES = {"my-ferry": "\n\nNELL\nThe new lamp burns.", "starter": "\n\nNELL\nThe old lamp burns."}
PAIRS = [
    Pair(Place(Form.SCRIPT, f"NELL\nLine {at}.", None, None, (), ""), f"A text {at}.", f"B text {at}.", at % 3 == 0)
    for at in range(10)
]


class Opened:
    """Opens engines that play their model's line; remembers them."""

    def __init__(self) -> None:
        self.engines: dict[str, ScriptedEngine] = {}
        self.gated = False
        self.problem: Exception | None = None

    def __call__(self, entry: ModelEntry, cancel: CancelToken) -> Engine:
        if self.problem is not None:
            raise self.problem
        self.engines[entry.name] = ScriptedEngine([LINES[entry.name]], gated=self.gated)
        return self.engines[entry.name]


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> list[ModelEntry]:
    known = [OLD, NEW]
    monkeypatch.setattr(Catalogue, "entries", lambda _self: list(known))
    return known


@pytest.fixture
def opened(window: MainWindow, entries: list[ModelEntry]) -> Opened:
    made = Opened()
    window.blind.open_engine = made
    window.blind.seed = 3
    return made


@pytest.fixture
def dialog(window: MainWindow, opened: Opened, qtbot) -> BlindDialog:
    """The dialog as a writer without an open text sees it, with both models chosen."""
    made = shown(window, qtbot)
    made.setup.choose("my-ferry", "starter")
    return made


def shown(window: MainWindow, qtbot) -> BlindDialog:
    window.actions_by_name["compare_models"].trigger()
    made = window.blind.dialog
    assert made is not None
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def open_sample(window: MainWindow) -> None:
    window.files.open_sample(paths.resources_dir() / "samples" / "the-lamp-on-marrow-head.fountain")


def page(dialog: BlindDialog) -> QWidget:
    return dialog.pages.currentWidget()


def written(dialog: BlindDialog, qtbot) -> None:
    """Have the pairs written."""
    to(dialog.setup.start)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page(dialog) is dialog.pick)


def pick(dialog: BlindDialog, wanted: str) -> None:
    """Press the key of the passage with this word in it."""
    view = dialog.pick.view
    assert wanted in view.a.toPlainText() or wanted in view.b.toPlainText()
    press(Qt.Key.Key_A if wanted in view.a.toPlainText() else Qt.Key.Key_B)


def picking(dialog: BlindDialog, qtbot, pairs: Sequence[Pair] = PAIRS) -> None:
    """To the pairs, without writing them."""
    dialog._names = ("My Ferry", "Starter")
    dialog.show_pairs(pairs)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.pick.view.before)


def choices(first: int, second: int, neither: int = 0) -> list[Choice]:
    """Picks that make this count, of ``PAIRS``."""
    sides = [True] * first + [False] * second
    made = [Choice.A if pair.from_first == side else Choice.B for pair, side in zip(PAIRS, sides, strict=False)]
    return made + [Choice.NEITHER] * neither


# -- the whole way -----------------------------------------------------------------------------------


def test_two_models_with_the_keyboard_alone(window: MainWindow, opened: Opened, qtbot):
    dialog = shown(window, qtbot)
    setup = dialog.setup
    assert setup.first.hasFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    assert setup.first.currentText() == "My Ferry"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Home)
    assert setup.second.currentText() == "Starter"
    assert setup.samples.isChecked(), "no text is open"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(dialog) is dialog.pick)
    assert all(engine.closed for engine in opened.engines.values())
    assert len(dialog.pick.pairs) == 10
    for number in range(1, 11):
        assert dialog.pick.place.text() == f"{number} of 10"
        pick(dialog, "new")
    assert page(dialog) is dialog.counted
    assert dialog.counted.counted.text() == "My Ferry: 10, Starter: 0, neither: 0"
    assert "100 %" in dialog.counted.sure.text()
    assert "72 to 100 %" in dialog.counted.sure.text()
    assert "My Ferry is the better one" in dialog.counted.verdict.text()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_who_is_a_changes_and_is_told_at_the_end(dialog: BlindDialog, qtbot):
    written(dialog, qtbot)
    new_is_a = []
    for _ in range(10):
        new_is_a.append("new" in dialog.pick.view.a.toPlainText())
        pick(dialog, "old")
    assert 0 < sum(new_is_a) < 10
    rows = dialog.counted.table.rows()
    assert [row.text(1) == "My Ferry" for row in rows] == new_is_a
    assert {row.text(3).split(": ")[1] for row in rows} == {"Starter"}
    for at in (1, 2):
        press(Qt.Key.Key_Down)
        a = dialog.counted.view.a
        assert a.accessibleName() == ("A: My Ferry" if new_is_a[at] else "A: Starter (picked)")
        assert ("new" in a.toPlainText()) == new_is_a[at]


def test_nothing_gives_away_who_wrote_what(dialog: BlindDialog, qtbot):
    written(dialog, qtbot)
    for _ in range(9):
        told = " ".join(
            f"{part.toolTip()} {part.accessibleName()} {part.accessibleDescription()}"
            f" {part.text() if isinstance(part, QLabel | QAbstractButton) else ''}"
            f" {part.toPlainText() if isinstance(part, QPlainTextEdit) else ''}"
            for part in [dialog.pick, *dialog.pick.findChildren(QWidget)]
        )
        assert "My Ferry" not in told + dialog.windowTitle()
        assert "Starter" not in told + dialog.windowTitle()
        press(Qt.Key.Key_A)


def test_the_author_is_the_other_one_of_a_single_model(window: MainWindow, opened: Opened, entries: list, qtbot):
    entries.remove(NEW)
    open_sample(window)
    dialog = shown(window, qtbot)
    dialog.setup.show_models(entries, OLD)
    assert dialog.setup.first.currentText() == "Starter"
    assert dialog.setup.second.currentText() == "The author's own text"
    assert dialog.setup.script.isChecked(), "the open text is long enough"
    written(dialog, qtbot)
    text = " ".join(window.editor.text().split())
    for pair in dialog.pick.pairs:
        own, other = (pair.b, pair.a) if pair.from_first else (pair.a, pair.b)
        assert " ".join(own.removesuffix("…").split()) in text
        assert other.startswith("NELL")
        assert " ".join(pair.place.context[-100:].split()) in text


# -- where they write --------------------------------------------------------------------------------


def test_a_short_open_text_cannot_be_chosen(window: MainWindow, opened: Opened, qtbot):
    window.files.show_new("INT. FERRY - NIGHT\n\nShe waits.")
    setup = shown(window, qtbot).setup
    assert not setup.script.isEnabled()
    assert "6 words; 360 are needed" in setup.script.text()
    assert setup.samples.isChecked()
    assert setup.comparison().texts.files == (paths.resources_dir() / "samples",)


def test_unsaved_words_of_the_open_text_count(window: MainWindow, opened: Opened, qtbot):
    open_sample(window)
    window.editor.setPlainText(window.editor.text().replace("boat", "zeppelin"))
    dialog = shown(window, qtbot)
    assert dialog.setup.comparison().texts.text == window.editor.text()
    dialog.setup.choose("my-ferry", "starter")
    written(dialog, qtbot)
    contexts = " ".join(pair.place.context for pair in dialog.pick.pairs)
    assert "zeppelin" in contexts
    assert "boat" not in contexts


def test_files_of_your_own(dialog: BlindDialog, qtbot, tmp_path: Path, monkeypatch):
    setup, file = dialog.setup, tmp_path / "mine.txt"
    file.write_text("Too short for anything.", encoding="utf-8")
    to(setup.samples)
    press(Qt.Key.Key_Down)
    assert setup.files.isChecked()
    assert not setup.start.isEnabled()
    assert setup.problem.text() == "Choose the files that they are to write in."
    monkeypatch.setattr(setup, "ask_files", lambda: [file])
    to(setup.choose_files)
    press(Qt.Key.Key_Space)
    assert setup.chosen.text() == "mine.txt"
    to(setup.start)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "⚠" in setup.problem.text())
    assert page(dialog) is setup
    assert "\n" not in setup.problem.text()


def test_held_out_passages_alone(dialog: BlindDialog):
    assert not dialog.setup.comparison().texts.held_out
    dialog.setup.held_out.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.setup.comparison().texts.held_out


# -- what goes wrong ---------------------------------------------------------------------------------


def test_the_same_side_twice(dialog: BlindDialog):
    dialog.setup.choose("my-ferry", "my-ferry")
    assert not dialog.setup.start.isEnabled()
    assert dialog.setup.problem.text() == "Choose two different sides."
    dialog.setup.choose("my-ferry", "starter")
    assert dialog.setup.start.isEnabled()
    assert dialog.setup.problem.text() == ""


def test_no_model_at_all(dialog: BlindDialog):
    dialog.setup.show_models([], None)
    assert not dialog.setup.start.isEnabled()
    assert "There is no model yet" in dialog.setup.problem.text()


def test_a_model_that_cannot_be_opened(dialog: BlindDialog, opened: Opened, qtbot):
    opened.problem = BadModel("/nowhere/my-ferry.gguf is not a GGUF model file.")
    to(dialog.setup.start)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.setup.problem.text() == "⚠ /nowhere/my-ferry.gguf is not a GGUF model file.")
    assert page(dialog) is dialog.setup
    opened.problem = None
    written(dialog, qtbot)


def test_its_own_way_of_opening_asks_for_the_file(window: MainWindow, entries: list, qtbot):
    dialog = shown(window, qtbot)
    dialog.setup.choose("my-ferry", "starter")
    to(dialog.setup.start)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "There is no model file at /nowhere/my-ferry.gguf" in dialog.setup.problem.text())


def test_two_models_of_one_title_can_be_told_apart(dialog: BlindDialog):
    dialog.setup.show_models([OLD, ModelEntry("second", "Starter", Path("/nowhere/second.gguf"))], None)
    assert [dialog.setup.first.itemText(at) for at in range(2)] == ["Starter (starter)", "Starter (second)"]


# -- while it works ----------------------------------------------------------------------------------


def working(dialog: BlindDialog, opened: Opened, qtbot) -> None:
    """The first model stands in the middle of its first passage."""
    opened.gated = True
    to(dialog.setup.start)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "my-ferry" in opened.engines and bool(opened.engines["my-ferry"].requests))


def test_progress_and_cancelling(dialog: BlindDialog, opened: Opened, qtbot):
    working(dialog, opened, qtbot)
    qtbot.waitUntil(lambda: dialog.work.stage.text() == "My Ferry writes.")
    opened.engines["my-ferry"].release(5 * 5)  # five passages
    qtbot.waitUntil(lambda: dialog.work.bar.value() == 250)
    assert dialog.work.cancel.hasFocus()
    letter(qtbot, Qt.Key.Key_C)
    assert page(dialog) is dialog.setup
    qtbot.waitUntil(lambda: opened.engines["my-ferry"].closed)
    assert "starter" not in opened.engines
    assert dialog.setup.problem.text() == ""
    opened.gated = False
    written(dialog, qtbot)


def test_escape_ends_the_work_and_closes(dialog: BlindDialog, opened: Opened, qtbot):
    working(dialog, opened, qtbot)
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: opened.engines["my-ferry"].closed)


def test_closing_the_window_while_it_works(window: MainWindow, dialog: BlindDialog, opened: Opened, qtbot):
    working(dialog, opened, qtbot)
    assert window.close()
    assert opened.engines["my-ferry"].closed, "the window has waited for it"
    assert not dialog.isVisible()
    assert not window.blind._maker.running


def test_the_sessions_engine_is_left_alone(window: MainWindow, dialog: BlindDialog, engine: ScriptedEngine, qtbot):
    before = len(engine.requests)
    written(dialog, qtbot)
    assert len(engine.requests) == before
    assert not engine.closed
    assert "pairs are ready" in window.statusBar().currentMessage()


def test_the_dialog_that_is_open_is_shown_again(window: MainWindow, dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    press(Qt.Key.Key_A)
    assert shown(window, qtbot) is dialog
    assert page(dialog) is dialog.pick
    assert dialog.pick.choices == [Choice.A]


# -- picking -----------------------------------------------------------------------------------------


def test_keys_and_buttons(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Equal)
    for button in (dialog.pick.pick_a, dialog.pick.neither, dialog.pick.pick_b):
        to(button)
        press(Qt.Key.Key_Space)
    wanted = [Choice.A, Choice.B, Choice.NEITHER]
    assert dialog.pick.choices == [*wanted, Choice.A, Choice.NEITHER, Choice.B]
    assert dialog.pick.view.a.toPlainText() == "A text 6."
    assert dialog.pick.view.before.toPlainText() == "NELL\nLine 6."
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_X)
    assert len(dialog.pick.choices) == 6


def test_a_pick_can_be_taken_back(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    assert not dialog.pick.back.isEnabled()
    press(Qt.Key.Key_Backspace)
    assert dialog.pick.choices == []
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Backspace)
    assert dialog.pick.choices == [Choice.A]
    assert dialog.pick.place.text() == "2 of 10"
    letter(qtbot, Qt.Key.Key_B)
    assert dialog.pick.choices == []


def test_a_key_that_is_held_down_picks_once(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    for again in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", autorep=again, count=1
        )
        QApplication.sendEvent(dialog.pick.view.before, event)
    assert dialog.pick.choices == [Choice.A]


def test_stopped_early_it_counts_what_there_is(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    for _ in range(3):
        press(Qt.Key.Key_Equal)
    press(Qt.Key.Key_A)
    letter(qtbot, Qt.Key.Key_S)
    assert page(dialog) is dialog.counted
    assert dialog.counted.counted.text() == "My Ferry: 1, Starter: 0, neither: 3"
    assert len(dialog.counted.table.rows()) == 4
    assert "could have come by chance" in dialog.counted.verdict.text()


def test_escape_counts_first_and_closes_then(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Escape)
    assert page(dialog) is dialog.counted
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_without_a_pick_closes(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_again_begins_with_the_first_page(dialog: BlindDialog, qtbot):
    picking(dialog, qtbot)
    letter(qtbot, Qt.Key.Key_S)
    assert "Nothing was picked" in dialog.counted.verdict.text()
    assert not dialog.counted.table.isVisible()
    letter(qtbot, Qt.Key.Key_C)
    assert page(dialog) is dialog.setup


# -- the count ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "neither", "words"),
    [
        (9, 1, 0, "By your picks My Ferry is the better one"),
        (1, 9, 0, "By your picks Starter is the better one"),
        (8, 2, 0, "This decides nothing: the interval holds 50 %, so either may be the better one. Of 10 decided picks "
         "at least 9 would have to go the same way."),
        (3, 1, 6, "This decides nothing: the interval holds 50 %, so either may be the better one. All 4 "),
        (2, 1, 7, "This decides nothing: so few picks could have come by chance"),
        (0, 0, 10, "Neither was the better one in any pair"),
        (0, 0, 0, "Nothing was picked"),
    ],
)  # fmt: skip
def test_what_the_count_says(dialog: BlindDialog, first: int, second: int, neither: int, words: str):
    dialog.counted.show_picks("My Ferry", "Starter", PAIRS, choices(first, second, neither))
    assert dialog.counted.counted.text() == f"My Ferry: {first}, Starter: {second}, neither: {neither}"
    assert dialog.counted.verdict.text().startswith(words)
    assert dialog.counted.plot.isHidden() == (first + second == 0)


def test_the_plot_says_what_it_draws(qtbot):
    plot = SharePlot()
    qtbot.addWidget(plot)
    plot.resize(620, 90)
    plot.show_share("My Ferry", "Starter", 0.75, (0.5, 0.9))
    plot.show()
    qtbot.waitExposed(plot)
    assert plot.accessibleDescription() == "My Ferry: 75 %, 50 to 90 %"
    with_it = plot.grab().toImage()
    accent = plot.palette().color(plot.palette().ColorRole.Highlight)
    row = 34 + 1  # just below the middle of the line
    marked = [x for x in range(620) if with_it.pixelColor(x, row) == accent]
    assert abs(min(marked) - 310) <= 3
    assert abs(max(marked) - 550) <= 3
    plot.show_share("My Ferry", "Starter", None, (0.0, 1.0))
    assert plot.accessibleDescription() == ""
    assert plot.grab().toImage() != with_it


# -- for everybody -----------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["setup", "work", "pick", "counted"])
def test_names_and_the_keyboard_on_every_page(dialog: BlindDialog, qtbot, at: str):
    turn: dict[str, Callable[[], object]] = {
        "setup": lambda: None,
        "work": dialog.show_working,
        "pick": lambda: (picking(dialog, qtbot), press(Qt.Key.Key_A)),
        "counted": lambda: (picking(dialog, qtbot), press(Qt.Key.Key_A), dialog.pick.stop.click()),
    }
    turn[at]()
    check_names(dialog)
    if at != "work":  # its one button has the focus
        check_reached(dialog)
    check_focus_shows(dialog)


def test_scripts_and_stories_have_the_editors_fonts(dialog: BlindDialog, qtbot):
    dialog.set_fonts("", "", 13)
    story = Pair(Place(Form.PROSE, "", None, None, (), ""), "A.", "B.", True)
    picking(dialog, qtbot, [PAIRS[0], story])
    assert dialog.pick.view.a.font().family() == "Courier Prime" or dialog.pick.view.a.font().fixedPitch()
    assert dialog.pick.view.a.font().pointSizeF() == 13
    script = dialog.pick.view.a.font()
    press(Qt.Key.Key_A)
    assert dialog.pick.view.a.font() != script
    assert dialog.pick.view.before.toPlainText() == "The text begins here."


# -- after a training --------------------------------------------------------------------------------


def outcome(voices: tuple[str, ...] = ()) -> Outcome:
    return Outcome(NEW, voices, {"base": {"name": "starter"}, "trainings": [], "quantizations": []}, False)


def test_a_new_model_against_its_base(window: MainWindow, opened: Opened, qtbot):
    open_sample(window)
    window.studio.start()
    studio = window.studio.dialog
    assert studio is not None
    studio.run.show_outcome(outcome())
    studio.run.compare.click()
    dialog = window.blind.dialog
    assert dialog is not None
    assert dialog.isVisible()
    wanted = dialog.setup.comparison()
    assert (wanted.first, wanted.second) == (Side("My Ferry", NEW), Side("Starter", OLD))
    assert dialog.setup.samples.isChecked(), "the open text may be what it has learned from"


def test_voices_are_no_model_to_compare(window: MainWindow, opened: Opened):
    window.studio.start()
    studio = window.studio.dialog
    assert studio is not None
    studio.run.show_outcome(outcome(("NELL",)))
    assert studio.run.compare.isHidden()
    assert not studio.run.use.isHidden()
