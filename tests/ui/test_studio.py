"""The training studio in the window: from files to a model in the menu, with a process that plays the training."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMessageBox, QRadioButton, QWidget

from scriptwriter.domain.corpus import Kind, Split
from scriptwriter.domain.cue import Form
from scriptwriter.services import models, training, training_process
from scriptwriter.services.training_job import Decided, Evaluated, Method, Output, Sample, Stage, Step
from scriptwriter.ui import studio_words
from scriptwriter.ui.dialogs.studio import CORPUS, PLAN, RUN, SOURCES, StudioDialog
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.loss_plot import LossPlot
from scriptwriter.ui.session import ModelState, ModelStatus
from tests.services.test_training import LINES
from tests.ui.test_people import check_focus_shows, check_names, focusable, told, walk

SCRIPT = "Title: The Ferry\n\nINT. FERRY - NIGHT\n\n" + "\n\n".join(
    f"{who}\nThe boat is late again and the rope is wet, number {number}." for number in range(24)
    for who in ("NELL", "ELIAS")
)  # fmt: skip

#: Plays the run. What it is to do stands in a file, which it looks into when it begins: fail, die, wait, or nothing.
PLAYED = """
import json, os, pathlib, sys
job = json.loads(pathlib.Path(sys.argv[1]).read_text())
mode = pathlib.Path(__file__).with_name("mode").read_text()
def tell(**event): print(json.dumps(event), flush=True)
tell(event="stage", name="loading", detail="base.gguf")
tell(event="decided", method="lora", epochs=3.0, learning_rate=0.0003, batch_tokens=4096, rank=16,
     precision="float32", threads=2, parameters=1000, trained_parameters=40, train_tokens=5000, held_out_tokens=500,
     why=["The texts are small."])
tell(event="stage", name="training", detail="")
tell(event="evaluated", step=0, loss=3.5, best=True)
tell(event="step", step=1, steps=4, epoch=0.5, loss=3.25, seconds_left=120.0)
tell(event="evaluated", step=2, loss=3.0, best=True)
tell(event="sample", step=2, cue="drama", prompt="NELL\\nThe lamp <stood>", text=" by the door.")
tell(event="saved", step=2)
pathlib.Path(job["work"]).mkdir(parents=True, exist_ok=True)
pathlib.Path(job["work"], "checkpoint").write_text("2" if not job["resume"] else "resumed")
if mode == "fail": tell(event="failed", message="The disk is full.", exit_code=1); sys.exit(1)
if mode == "die": os._exit(7)
cancelled = mode == "wait" and sys.stdin.readline().strip() == "cancel"
tell(event="step", step=4, steps=4, epoch=3.0, loss=2.75, seconds_left=0.0)
tell(event="evaluated", step=4, loss=3.125, best=False)
tell(event="stage", name="quantizing", detail="Q8_0")
tell(event="progress", done=1, total=2)
out = pathlib.Path(job["out"]); out.mkdir(parents=True, exist_ok=True)
weights = pathlib.Path(job["base"]).read_bytes()
names = [f"{name.lower()}.gguf" for name in job["characters"]] or [job["name"] + "-q8_0.gguf"]
for name in names: (out / name).write_bytes(weights)
(out / "card.md").write_text("# " + job["name"])
table = [] if job["characters"] else [
    {"name": "F16", "bytes": 4000000, "loss": 3.0, "difference": 0.0, "chosen": False},
    {"name": "Q8_0", "bytes": 2000000, "loss": 3.0625, "difference": 0.0625, "chosen": True}]
(out / "report.json").write_text(json.dumps({
    "base": {"format": "cue", "context": 512}, "files": names, "checks": [{"file": name} for name in names],
    "trainings": [{"voice": voice, "before": 3.5, "after": 3.0} for voice in job["characters"] or [""]],
    "quantizations": table, "notes": [], "seconds": 1.0, "peak_memory_bytes": 1}))
tell(event="finished", files=[str(out / name) for name in [*names, "card.md"]],
     report=str(out / "report.json"), cancelled=cancelled)
"""


class Player:
    """What the played training does the next time."""

    def __init__(self, folder: Path) -> None:
        self._mode = folder / "mode"
        self.play("")

    def play(self, mode: str) -> None:
        self._mode.write_text(mode)


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Player:
    script = tmp_path / "played" / "played.py"
    script.parent.mkdir()
    script.write_text(PLAYED, encoding="utf-8")
    monkeypatch.setattr(
        training_process, "module_command", lambda _module, *arguments: [sys.executable, str(script), *arguments]
    )
    monkeypatch.setattr(training, "missing_libraries", list)
    return Player(script.parent)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def studio(window: MainWindow, player: Player, qtbot) -> StudioDialog:
    return opened(window, qtbot)


def opened(window: MainWindow, qtbot) -> StudioDialog:
    window.actions_by_name["train"].trigger()
    dialog = window.studio.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def check_reached(top: QWidget) -> None:
    """As ``check_tab``; of a group of radio buttons, Tab reaches one, and arrow keys the others."""
    places = focusable(top)
    wanted = {told(one) for one in places if not isinstance(one, QRadioButton)}
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached = walk(key)
        assert wanted - {told(one) for one in reached} == set()
        radio = [one for one in places if isinstance(one, QRadioButton)]
        assert not radio or any(one in reached for one in radio)


def letter(qtbot, key: Qt.Key) -> None:
    """Alt and a letter; the button that it means stays down for a moment before it is clicked."""
    press(key, Qt.KeyboardModifier.AltModifier)
    window = QApplication.activeWindow()
    assert window is not None
    down = [button for button in window.findChildren(QAbstractButton) if button.isDown()]
    qtbot.waitUntil(lambda: not any(button.isDown() for button in down))


def to(widget: QWidget) -> None:
    """Go to a widget by Tab alone."""
    for _ in range(40):
        if widget.hasFocus():
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {widget}")


def understood(dialog: StudioDialog, qtbot, change: Callable[[], object]) -> None:
    """Make a change and wait until all was read again."""
    reader = dialog.parent().studio._reader  # type: ignore[attr-defined]
    with qtbot.waitSignal(reader.read):
        change()


def add(dialog: StudioDialog, qtbot, *paths: Path) -> None:
    understood(dialog, qtbot, lambda: dialog.sources.add(list(paths)))


def plan(dialog: StudioDialog, qtbot, *paths: Path, name: str = "My Voice") -> None:
    """To the third page, with a name given."""
    add(dialog, qtbot, *paths)
    dialog.next.click()
    dialog.next.click()
    dialog.plan.name.setFocus()
    dialog.plan.name.selectAll()
    QTest.keyClicks(dialog.plan.name, name)


def pick(box: QComboBox, data: object) -> None:
    """Choose an entry as a writer does."""
    box.setFocus()
    at = next(at for at in range(box.count()) if box.itemData(at) == data)
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == data
    box.activated.emit(at)


def titles(dialog: StudioDialog) -> list[str]:
    return [item.text(0) for item in dialog.corpus.works.table.rows()]


def column(dialog: StudioDialog, title: str, at: int) -> str:
    return next(item.text(at) for item in dialog.corpus.works.table.rows() if item.text(0) == title)


def answer(text: str) -> None:
    """Press a button of the question that comes up next."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, look)
            return
        QTest.keyClick(next(button for button in box.buttons() if text in button.text()), Qt.Key.Key_Space)

    QTimer.singleShot(0, look)


def active(dialog: StudioDialog, qtbot) -> None:
    """After a question, screens give the focus back; the one of the tests has to be told."""
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)


def ended(window: MainWindow) -> bool:
    return not window.studio.training


# -- the whole way -----------------------------------------------------------------------------------


def test_from_files_to_a_model_in_the_menu_with_the_keyboard_alone(
    window: MainWindow, studio: StudioDialog, table: Path, qtbot, monkeypatch
):
    monkeypatch.setattr(studio.sources, "ask_files", lambda: [table])
    assert studio.sources.add_files.hasFocus()
    assert not studio.next.isEnabled()
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Space))
    assert "words: 5" in studio.note.text()
    letter(qtbot, Qt.Key.Key_N)
    assert studio.corpus.works.table.hasFocus()
    assert titles(studio) == ["lines", "lines (end)"]
    letter(qtbot, Qt.Key.Key_N)
    assert studio.plan.name.hasFocus()
    assert studio.plan.name.text() == "lines"
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(studio.plan.name, "My Voice")
    to(studio.next)
    with qtbot.waitSignal(window.studio.finished):
        press(Qt.Key.Key_Space)
        assert studio.pages.currentIndex() == RUN
    entry = models.catalogue().find("my-voice")
    assert entry.title == "My Voice"
    assert "My Voice" in [action.text().removesuffix(" (added)") for action in menu(window)]
    assert "in the model menu" in studio.run.stage.text()
    assert "in the model menu" in window.statusBar().currentMessage()
    assert training.unfinished() == []
    used = []
    monkeypatch.setattr(window.session, "load", lambda entry, *_: used.append(entry.name))
    to(studio.run.use)
    press(Qt.Key.Key_Space)
    assert used == ["my-voice"]
    assert window.settings.model == "my-voice"


def menu(window: MainWindow) -> list[QAction]:
    return window.model_menu.actions()


def test_what_is_told_while_it_runs(window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot):
    player.play("wait")
    plan(studio, qtbot, table)
    studio.next.click()
    qtbot.waitUntil(lambda: bool(studio.run._samples))
    series = studio.run.plot.shown()
    assert series.training == [(1, 3.25)]
    assert series.held_out == [(0, 3.5), (2, 3.0)]
    assert series.best == 1
    assert studio.run.plot.accessibleDescription() == (
        "Step 1 of 4: training loss 3.250; best held-out loss 3.000 at step 2"
    )
    assert studio.run.left.text() == "about 2 min left"
    assert studio.run.bar.value() == 250
    assert "by the door." in studio.run.samples.toPlainText()
    assert "<stood>" in studio.run.samples.toPlainText()
    assert "The texts are small." in studio.run.decided.toPlainText()
    assert "LoRA" in studio.run.decided.toPlainText()
    assert not studio.back.isEnabled()
    assert not studio.run.plot.grab().toImage().isNull()
    with qtbot.waitSignal(window.studio.finished):
        letter(qtbot, Qt.Key.Key_K)
        assert not studio.run.stop.isEnabled()
    assert "stopped early" in studio.run.stage.text()
    assert series.best == 1
    assert len(series.held_out) == 3
    result = studio.run.result
    assert "3.500 before, 3.000 after (−14.3 %)" in result.lines.text()
    assert [item.text(0) for item in result.table.rows()] == ["F16", "✓ Q8_0"]
    assert result.table.rows()[1].text(3) == "+0.0625"
    assert models.catalogue().find("my-voice").size > 0
    assert studio.back.isEnabled()


def test_voices_for_characters(window: MainWindow, studio: StudioDialog, table: Path, script: Path, qtbot):
    plan(studio, qtbot, table, script, name="cast")
    studio.plan.voices.setFocus()
    press(Qt.Key.Key_Space)
    assert not studio.next.isEnabled()  # nobody is ticked
    who = [studio.plan.characters.item(at) for at in range(studio.plan.characters.count())]
    assert [item.text() for item in who] == ["ELIAS — 132 speeches", "NELL — 132 speeches", "TOM — 108 speeches"]
    studio.plan.characters.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert studio.plan.ticked() == ["ELIAS", "NELL"]
    with qtbot.waitSignal(window.studio.finished):
        studio.next.click()
    assert {name for name, _ in models.catalogue().default().voices} == {"ELIAS", "NELL"}
    assert "ELIAS, NELL" in studio.run.stage.text()
    assert "ELIAS: Loss of the held-out text" in studio.run.result.lines.text()
    assert studio.run.result.table.isHidden()


def test_the_model_in_use_gets_its_new_voices(
    window: MainWindow, studio: StudioDialog, table: Path, qtbot, monkeypatch
):
    used = []
    monkeypatch.setattr(window, "use_model", lambda entry: used.append(entry))
    outcome = training.Outcome(models.catalogue().default(), ("NELL",), {"trainings": []}, False)
    window.studio._done(outcome)
    assert not used  # another model is in use
    window.session.status = ModelStatus(ModelState.READY, outcome.entry)
    window.studio._done(outcome)
    assert used == [outcome.entry]


def test_those_who_speak_too_little_cannot_be_ticked(studio: StudioDialog, script: Path, qtbot):
    plan(studio, qtbot, script)
    assert not studio.plan.voices.isEnabled()
    assert studio.plan.voices.text() == "Voices for characters: nobody has 30 speeches"
    item = studio.plan.characters.item(0)
    assert item.text() == "ELIAS — 24 speeches; a voice needs 30"
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled


def test_more_is_wanted(studio: StudioDialog, table: Path, qtbot):
    plan(studio, qtbot, table)
    assert not studio.plan.details.isVisible()
    wanted = studio.plan.wanted(studio.sources.paths, studio.corpus.choices)
    assert wanted == training.Wanted("My Voice", (table,), base=models.catalogue().default().name, title="My Voice")
    letter(qtbot, Qt.Key.Key_M)
    assert studio.plan.details.isVisible()
    pick(studio.plan.method, Method.FULL)
    pick(studio.plan.quantization, "Q4_K_M")
    studio.plan.epochs.setFocus()
    press(Qt.Key.Key_Up)
    assert not studio.plan.minutes.isEnabled()
    wanted = studio.plan.wanted(studio.sources.paths, studio.corpus.choices)
    assert (wanted.method, wanted.quantization, wanted.epochs) == (Method.FULL, "Q4_K_M", 1.0)


# -- what goes wrong ---------------------------------------------------------------------------------


def test_without_the_libraries_everything_else_works(
    window: MainWindow, table: Path, player: Player, qtbot, monkeypatch
):
    monkeypatch.setattr(training, "missing_libraries", lambda: ["torch", "peft"])
    studio = opened(window, qtbot)
    plan(studio, qtbot, table)
    assert studio.plan.missing.isVisible()
    assert "scriptwriter[train]" in studio.plan.missing.text()
    assert "GB" in studio.plan.missing.text()
    assert not studio.next.isEnabled()
    window.studio._run("x", lambda _cancel, _progress: pytest.fail("it began"))
    assert ended(window)
    monkeypatch.setattr(training, "missing_libraries", list)
    assert opened(window, qtbot) is studio
    assert studio.next.isEnabled()


@pytest.mark.parametrize(("mode", "told"), [("fail", "The disk is full."), ("die", "ended with code 7")])
def test_an_error_is_one_line_and_the_run_can_be_gone_on_with(
    window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot, mode: str, told: str
):
    player.play(mode)
    plan(studio, qtbot, table)
    studio.next.click()
    qtbot.waitUntil(studio.run.go_on.isVisible)
    assert told in studio.run.stage.text()
    assert "--resume" not in studio.run.stage.text()
    assert ended(window)
    assert training.unfinished() == ["my-voice"]
    player.play("")
    with qtbot.waitSignal(window.studio.finished):
        studio.run.go_on.setFocus()
        press(Qt.Key.Key_Space)
    assert models.catalogue().find("my-voice").title == "My Voice"


def test_a_name_that_cannot_be_is_refused_on_its_page(studio: StudioDialog, table: Path, qtbot, window: MainWindow):
    plan(studio, qtbot, table, name="!!")
    studio.next.click()
    assert studio.pages.currentIndex() == PLAN
    assert "letters and digits" in studio.plan.problem.text()
    studio.plan.name.setText(models.catalogue().default().name)
    studio.next.click()
    qtbot.waitUntil(lambda: "already" in studio.plan.problem.text())
    assert studio.pages.currentIndex() == PLAN
    assert ended(window)
    assert training.unfinished() == []


def test_a_corpus_with_problems(studio: StudioDialog, table: Path, tmp_path: Path, qtbot):
    odd, empty, gone = tmp_path / "odd.csv", tmp_path / "empty.txt", tmp_path / "gone.txt"
    odd.write_text("foo,bar\n" + "1,2\n" * 30)
    empty.write_text("")
    add(studio, qtbot, odd, empty)
    assert "⚠" in studio.note.text()
    assert studio.corpus.understood is None
    studio.next.click()
    assert studio.corpus.left_out.table.rows() == []
    assert not studio.next.isEnabled()
    add(studio, qtbot, table)
    rows = [[item.text(at) for at in range(3)] for item in studio.corpus.left_out.table.rows()]
    assert [row[0] for row in rows] == ["odd.csv", "empty.txt"]
    assert "Left Out (2)" in [studio.corpus.tabs.tabText(at) for at in range(4)]
    assert "no column of lines" in studio.corpus.left_out.whole.text()
    add(studio, qtbot, gone)
    assert str(gone) in studio.note.text()
    assert titles(studio)  # what was known stays to be seen


def test_nothing_is_understood_until_the_columns_are_chosen(studio: StudioDialog, tmp_path: Path, qtbot):
    odd = tmp_path / "odd.csv"
    rows = (
        f"q{number},{'Nell' if number % 2 else 'Tom'},The lamp stood at {number} and burnt." for number in range(60)
    )
    odd.write_text("nr,wer_da,was_denn\n" + "\n".join(rows))
    add(studio, qtbot, odd)
    tab = studio.corpus.tables
    if studio.corpus.understood is None:
        assert "not understood" in tab.state.text()
    assert [tab.text.itemText(at) for at in range(tab.text.count())] == ["(none)", "nr", "wer_da", "was_denn"]
    understood(studio, qtbot, lambda: pick(tab.text, "was_denn"))
    understood(studio, qtbot, lambda: pick(tab.character, "wer_da"))
    understood(studio, qtbot, lambda: pick(tab.kind, Kind.LINES))
    assert studio.corpus.understood is not None
    assert dict(studio.corpus.understood.characters).keys() == {"NELL", "TOM"}
    assert "Table of lines" in tab.state.text()
    understood(studio, qtbot, lambda: tab.group.item(1).setCheckState(Qt.CheckState.Checked))
    assert studio.corpus.choices.columns[odd].group == ("wer_da",)


# -- changing what was understood --------------------------------------------------------------------


def test_works_are_ticked_off_and_on_again(studio: StudioDialog, table: Path, script: Path, qtbot):
    add(studio, qtbot, table, script)
    studio.next.click()
    assert studio.pages.currentIndex() == CORPUS
    works = studio.corpus.works
    works.table.setCurrentItem(works.table.rows()[titles(studio).index("The Ferry")])
    works.table.setFocus()
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Space))
    assert studio.corpus.choices.excluded_works == {"The Ferry"}
    assert column(studio, "The Ferry", 6) == "Left out"
    assert works.table.currentItem().text(0) == "The Ferry"
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Space))
    assert not studio.corpus.choices.excluded_works
    assert column(studio, "The Ferry", 6) in ("Learning", "Checking")


def test_several_works_at_once(studio: StudioDialog, table: Path, script: Path, tmp_path: Path, qtbot):
    other = tmp_path / "other.fountain"
    other.write_text(SCRIPT.replace("The Ferry", "The Train").replace("boat", "train").replace("rope", "seat"))
    add(studio, qtbot, table, script, other)
    studio.next.click()
    works = studio.corpus.works
    for item in works.table.rows():
        item.setSelected(item.text(0) in ("The Ferry", "The Train"))
    understood(studio, qtbot, lambda: pick(works.split, Split.TRAIN))
    assert column(studio, "The Train", 6) == "Learning (chosen)"
    understood(studio, qtbot, lambda: pick(works.genre, "drama"))
    assert column(studio, "The Ferry", 5) == column(studio, "The Train", 5) == "drama"
    understood(studio, qtbot, lambda: pick(works.form, Form.PROSE))
    assert column(studio, "The Ferry", 2) == "As prose"
    understood(studio, qtbot, lambda: pick(works.kind, Kind.PROSE))
    assert column(studio, "The Ferry", 1) == "Story"
    understood(studio, qtbot, lambda: pick(works.split, None))
    assert not studio.corpus.choices.splits
    rows = {item.text(0): item for item in works.table.rows()}
    works.table.setCurrentItem(rows["The Ferry"])
    for title in ("The Ferry", "The Train"):
        rows[title].setSelected(True)
    works.table.setFocus()
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Space))
    assert studio.corpus.choices.excluded_works == {"The Ferry", "The Train"}


def test_two_names_become_one_character_and_two_again(studio: StudioDialog, table: Path, script: Path, qtbot):
    add(studio, qtbot, table, script)
    studio.next.click()
    cast = studio.corpus.cast
    studio.corpus.tabs.setCurrentWidget(cast)
    assert cast.rename.text() == "Rename"
    for item in cast.table.rows():
        item.setSelected(item.text(0) in ("NELL", "TOM"))
    assert cast.rename.text() == "Merge"
    cast.name.setFocus()
    cast.name.selectAll()
    QTest.keyClicks(cast.name, "nell")
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Return))
    assert studio.pages.currentIndex() == CORPUS
    assert [[item.text(at) for at in range(3)] for item in cast.table.rows()] == [
        ["NELL", "240", "TOM"],
        ["ELIAS", "132", ""],
    ]
    assert studio.corpus.choices.names == {"TOM": "NELL"}
    assert cast.separate.isEnabled()
    understood(studio, qtbot, lambda: to(cast.separate) or press(Qt.Key.Key_Space))
    assert not studio.corpus.choices.names
    assert len(cast.table.rows()) == 3


# -- the files ---------------------------------------------------------------------------------------


def test_the_open_script_and_dropped_files(window: MainWindow, player: Player, table: Path, script: Path, qtbot):
    window.files.load(script)
    studio = opened(window, qtbot)
    understood(studio, qtbot, studio.sources.add_script.click)
    assert studio.sources.paths == [script]
    assert not studio.sources.add_script.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table)), QUrl.fromLocalFile(str(script)), QUrl("http://example.org/a.txt")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    understood(studio, qtbot, lambda: studio.sources.list.dropEvent(drop))
    assert studio.sources.paths == [script, table]
    studio.sources.list.setFocus()
    studio.sources.list.setCurrentRow(0)
    understood(studio, qtbot, lambda: press(Qt.Key.Key_Delete))
    assert studio.sources.paths == [table]
    assert studio.sources.add_script.isEnabled()
    letter(qtbot, Qt.Key.Key_R)
    assert studio.sources.paths == []
    assert studio.sources.empty.isVisible()
    assert not studio.next.isEnabled()
    assert studio.note.text() == ""


def test_an_unsaved_script_has_no_file(window: MainWindow, studio: StudioDialog):
    assert not studio.sources.add_script.isEnabled()
    assert "not saved" in studio.sources.add_script.toolTip()


def test_reading_can_be_cancelled(window: MainWindow, studio: StudioDialog, table: Path, qtbot):
    studio.sources.add([table])
    studio._show_bar()
    assert studio.cancel_reading.isVisible()
    letter(qtbot, Qt.Key.Key_C)
    assert not studio.cancel_reading.isVisible()
    assert "cancelled" in studio.note.text()
    assert not window.studio._timer.isActive()
    assert not window.studio._reader.running
    assert studio.corpus.understood is None


def test_the_newest_reading_wins(window: MainWindow, studio: StudioDialog, table: Path, script: Path, qtbot):
    reader, told = window.studio._reader, []
    reader.read.connect(lambda read: told.append(read))
    reader.start([table], studio.corpus.choices)
    reader.start([script], studio.corpus.choices)
    qtbot.waitUntil(lambda: bool(told))
    reader._pool.submit(int).result()
    assert told[0].understood.works[0].title == "The Ferry"
    assert len(told) == 1


# -- stopping, going on ------------------------------------------------------------------------------


def running(window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot) -> None:
    player.play("wait")
    plan(studio, qtbot, table)
    studio.next.click()
    qtbot.waitUntil(lambda: bool(studio.run._samples))
    assert window.studio.training


def children() -> list[psutil.Process]:
    """Processes that train."""
    found = psutil.Process().children(recursive=True)
    return [child for child in found if any("job.json" in part for part in child.cmdline())]


def test_closing_the_studio_keeps_the_training_in_the_background(
    window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot
):
    running(window, studio, player, table, qtbot)
    answer("Cancel")
    press(Qt.Key.Key_Escape)
    assert studio.isVisible()
    active(studio, qtbot)
    answer("Keep Training")
    press(Qt.Key.Key_Escape)
    assert not studio.isVisible()
    assert window.studio.training
    assert opened(window, qtbot).pages.currentIndex() == RUN
    assert not studio.unfinished.some()
    answer("Keep Training")
    studio.close()
    with qtbot.waitSignal(window.studio.finished):
        window.studio._runner.stop()
    assert "in the model menu" in window.statusBar().currentMessage()


def test_closing_the_studio_puts_the_training_off_and_it_is_gone_on_with(
    window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot
):
    running(window, studio, player, table, qtbot)
    answer("Stop for Now")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: ended(window))
    assert not studio.isVisible()
    assert children() == []
    work = training.run_folder("my-voice") / "work"
    assert (work / "checkpoint").exists()
    opened(window, qtbot)
    studio.show_page(SOURCES)
    assert studio.unfinished.isVisible()
    assert studio.unfinished.names.currentText() == "my-voice"
    # Another one of that name would take its place.
    studio.show_page(PLAN)
    studio.next.click()
    assert "was stopped" in studio.plan.problem.text()
    letter(qtbot, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: (work / "checkpoint").read_text() == "resumed")
    with qtbot.waitSignal(window.studio.finished):
        studio.run.stop.click()
    assert training.unfinished() == []


def test_forgetting_asks_first(window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot):
    player.play("fail")
    plan(studio, qtbot, table)
    studio.next.click()
    qtbot.waitUntil(studio.run.go_on.isVisible)
    studio.back.click()
    answer("Keep")
    letter(qtbot, Qt.Key.Key_E)
    active(studio, qtbot)
    assert training.unfinished() == ["my-voice"]
    answer("Forget")
    letter(qtbot, Qt.Key.Key_E)
    assert training.unfinished() == []
    assert not studio.unfinished.isVisible()


def test_closing_the_program_ends_the_process_and_the_checkpoint_stays(
    window: MainWindow, studio: StudioDialog, player: Player, table: Path, qtbot
):
    running(window, studio, player, table, qtbot)
    assert len(children()) >= 1
    window.close()
    assert children() == []
    assert not studio.isVisible()
    assert training.unfinished() == ["my-voice"]
    job = json.loads((training.run_folder("my-voice") / "job.json").read_text())
    assert job["output"] == Output.MODEL


def test_closing_the_program_while_it_reads(window: MainWindow, studio: StudioDialog, table: Path):
    studio.sources.add([table])
    window.studio._read()
    window.close()
    assert not window.studio._reader.running


def test_closing_while_the_job_is_made(window: MainWindow, studio: StudioDialog, table: Path, qtbot):
    plan(studio, qtbot, table)
    studio.next.click()
    window.studio.close()
    assert children() == []


# -- for everybody -----------------------------------------------------------------------------------


def test_every_page_has_names_and_can_be_walked_through(
    window: MainWindow, studio: StudioDialog, player: Player, table: Path, script: Path, tmp_path: Path, qtbot
):
    player.play("fail")
    (tmp_path / "empty.txt").write_text("")
    plan(studio, qtbot, table, script, tmp_path / "empty.txt")
    studio.plan.more.click()
    studio.plan.voices.click()

    def look() -> None:
        check_names(studio)
        check_reached(studio)
        check_focus_shows(studio)

    look()
    studio.show_page(SOURCES)
    look()
    studio.show_page(CORPUS)
    for page in range(studio.corpus.tabs.count()):
        studio.corpus.tabs.setCurrentIndex(page)
        studio.corpus.tabs.tabBar().setFocus()
        look()
    studio.show_page(PLAN)
    studio.plan.model.click()
    studio.next.click()
    qtbot.waitUntil(studio.run.go_on.isVisible)
    for page in (0, 1):
        studio.run.tabs.setCurrentIndex(page)
        studio.run.plot.setFocus()
        look()


def test_it_stands_in_the_menu_of_models_and_needs_no_script(window: MainWindow):
    window.show_start_page()
    window.model_menu.refill()
    assert window.actions_by_name["train"] in menu(window)
    assert window.actions_by_name["train"].isEnabled()


class TestLossPlot:
    @pytest.fixture
    def plot(self, qtbot) -> LossPlot:
        plot = LossPlot()
        qtbot.addWidget(plot)
        plot.resize(560, 240)
        plot.show()
        return plot

    def test_the_keyboard_goes_along_the_points(self, plot: LossPlot):
        for step, loss, best in ((0, 3.0, True), (10, 2.5, True), (20, 2.75, False)):
            plot.add_evaluation(step, loss, best)
        plot.setFocus()
        QTest.keyClick(plot, Qt.Key.Key_Left)
        assert plot.accessibleDescription() == "Step 20: held-out loss 2.750"
        QTest.keyClick(plot, Qt.Key.Key_Left)
        assert plot.accessibleDescription() == "Step 10: held-out loss 2.500, the best so far"
        place = plot._place(10, 2.5)
        assert plot._nearest(place) == 1
        assert plot._nearest(QPointF(QPoint(0, 0))) == -1

    def test_every_voice_has_its_own(self, plot: LossPlot):
        plot.add_step(1, 5, 3.0, "NELL")
        plot.add_step(1, 7, 2.0, "TOM")
        assert plot.shown().training == [(1, 2.0)]
        assert plot._title() == "Loss: TOM"
        assert plot.steps == 7
        assert plot.series["NELL"].training == [(1, 3.0)]

    def test_a_run_that_goes_on_tells_some_steps_again(self, plot: LossPlot):
        for step in (1, 2, 3, 2, 3):
            plot.add_step(step, 5, 4.0 - step)
        for step, loss, best in ((0, 3.0, True), (2, 2.0, True), (3, 2.5, False), (2, 2.25, True)):
            plot.add_evaluation(step, loss, best)
        assert plot.shown().training == [(1, 3.0), (2, 2.0), (3, 1.0)]
        assert plot.shown().held_out == [(0, 3.0), (2, 2.25)]
        assert plot.shown().best == 1

    @pytest.mark.parametrize("losses", [[], [2.0], [2.0, 2.0], [float("nan"), 2.0], [1e-9, 1e9], [0.0]])
    def test_whatever_comes_is_drawn(self, plot: LossPlot, losses: list[float]):
        for step, loss in enumerate(losses):
            plot.add_step(step, 3, loss)
            plot.add_evaluation(step, loss, True)
        assert not plot.grab().toImage().isNull()

    def test_thousands_of_steps(self, plot: LossPlot):
        for step in range(3000):
            plot.add_step(step, 3000, 3.0)
        assert not plot.grab().toImage().isNull()


def test_times_in_words():
    assert [studio_words.time_left(seconds) for seconds in (0, 3, 52, 600, 9000)] == [
        "", "about 5 s left", "about 50 s left", "about 10 min left", "about 2.5 h left",
    ]  # fmt: skip
    assert studio_words.language("") == "–"
    assert studio_words.language("en") == "English"


def test_events_of_every_stage_are_shown(studio: StudioDialog):
    studio.begin("x")
    for name in (*studio_words.STAGES, "something new"):
        studio.take(Stage(name, "NELL"))
        assert studio.run.stage.text()
    studio.take(Decided("full", 1.0, 1e-5, 1, 0, "float32", 2, 0, 0, 0, 0))
    studio.take(Step(1, 0, 0.0, 2.0, -1.0))
    studio.take(Evaluated(1, 2.0, True))
    studio.take(Sample(1, "", "", "text"))
    studio.training = False
