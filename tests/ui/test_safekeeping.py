"""The window keeps the writer's text: recovery, versions, locks, changes from outside."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from scriptwriter.domain.errors import Failure
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import journal, versions
from scriptwriter.services.journal import Journal
from scriptwriter.ui.dialogs.crash import CrashDialog
from scriptwriter.ui.dialogs.outside import Choice, OutsideDialog
from scriptwriter.ui.dialogs.recovery import Answer, RecoveryDialog
from scriptwriter.ui.dialogs.versions import VersionsDialog
from scriptwriter.ui.main_window import MainWindow
from tests.ui.conftest import make_window

CONTROL = Qt.KeyboardModifier.ControlModifier
TEXT = "INT. FERRY - NIGHT\n\nShe waits.\n\nThe horn sounds.\n\nNobody comes."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _type(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.editor, text)


def _crash(window: MainWindow) -> None:
    """What is left when the process goes without a word."""
    keeper = window.safekeeping.keeper
    assert keeper.wait_until_written(20)
    database, alive = keeper.journal._database, keeper.journal._alive
    assert database is not None
    assert alive is not None
    alive.release()
    keeper.journal.discard = lambda: None  # type: ignore[method-assign]


class TestJournal:
    def test_typing_is_on_the_disk_before_it_is_saved(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        _type(window, " Not yet.")
        qtbot.waitUntil(lambda: not window.safekeeping.keeper.journal.dirty())
        kept = window.safekeeping.keeper.journal.file
        assert kept is not None
        found = journal.read(kept)
        assert found is not None
        assert found.text == TEXT + " Not yet."
        assert file.read_text(encoding="utf-8") == TEXT

    def test_nothing_is_left_after_a_clean_end(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        _type(window, "!")
        assert window.safekeeping.keeper.wait_until_written(20)
        QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
        window.close()
        assert not list(journal.journals_dir().iterdir())
        assert not list(file.parent.glob(".~lock*"))

    def test_a_full_disk_is_told_once_and_tried_again(self, window: MainWindow, file: Path, qtbot, monkeypatch):
        monkeypatch.setattr("scriptwriter.ui.journaling._RETRY_SECONDS", 0.01)
        window.files.load(file)
        real, told = Journal._write, []
        window.safekeeping.keeper.failed.connect(told.append)
        monkeypatch.setattr(Journal, "_write", lambda *_: (_ for _ in ()).throw(Failure("the disk is full")))
        _type(window, "!")
        qtbot.waitUntil(lambda: bool(told))
        assert "the disk is full" in window.status.currentMessage()
        monkeypatch.setattr(Journal, "_write", real)
        assert window.safekeeping.keeper.wait_until_written(20)
        assert len(told) == 1


class TestRecovery:
    def test_the_text_comes_back_with_its_file(self, qtbot, engine: ScriptedEngine, file: Path):
        first = make_window(qtbot, engine)
        first.files.load(file)
        _type(first, " Nobody at all.")
        _crash(first)
        first.files.release()
        second = make_window(qtbot, ScriptedEngine(["x"]))
        asked = []
        assert second.safekeeping.recover(lambda found: asked.append(found) or (Answer.OPEN, found[0]))
        assert len(asked) == 1
        assert second.editor.text() == TEXT + " Nobody at all."
        assert second.isWindowModified()
        assert second.files.document.path == file
        assert not second.safekeeping.recover(lambda found: pytest.fail("asked again"))
        QTest.keyClick(second, Qt.Key.Key_S, CONTROL)
        assert file.read_text(encoding="utf-8") == TEXT + " Nobody at all."

    def test_a_text_without_a_file_comes_back(self, qtbot, engine: ScriptedEngine):
        first = make_window(qtbot, engine)
        QTest.keyClick(first, Qt.Key.Key_N, CONTROL)
        _type(first, "INT. NOWHERE")
        _crash(first)
        second = make_window(qtbot, ScriptedEngine(["x"]))
        assert second.safekeeping.recover(lambda found: (Answer.OPEN, found[0]))
        assert second.editor.text() == "INT. NOWHERE"
        assert second.files.document.path is None

    @pytest.mark.parametrize(("answer", "left"), [(Answer.LATER, 1), (Answer.DISCARD, 0)])
    def test_it_can_wait_or_go(self, qtbot, engine: ScriptedEngine, answer: Answer, left: int):
        first = make_window(qtbot, engine)
        QTest.keyClick(first, Qt.Key.Key_N, CONTROL)
        _type(first, "x")
        _crash(first)
        second = make_window(qtbot, ScriptedEngine(["x"]))
        assert not second.safekeeping.recover(lambda found: (answer, found[0]))
        assert len(journal.left_behind()) == left

    def test_the_dialog_compares(self, qtbot, window: MainWindow, tmp_path: Path, monkeypatch):
        one = journal.Recovered(tmp_path / "j", "ferry", None, "She waits.", "She waits no more.", 1e9)
        dialog = RecoveryDialog([one], window)
        qtbot.addWidget(dialog)
        dialog.show()
        assert "no more" in dialog.view.toPlainText()
        assert dialog.view.differences == 1
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.answer is Answer.OPEN


class TestVersions:
    def test_every_save_is_one_and_a_restore_can_be_undone(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        for word in (" One.", " Two."):
            _type(window, word)
            QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
        window.safekeeping._work.wait()
        project = window.safekeeping.project
        assert project is not None
        dialog = VersionsDialog(project, window.editor.text(), window)
        qtbot.addWidget(dialog)
        dialog.restore_wanted.connect(window.safekeeping.restore)
        dialog.show()
        assert dialog.list.count() == 3
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_End)
        QTest.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
        assert window.editor.text() == TEXT
        assert window.isWindowModified()
        QTest.keyClick(window.editor, Qt.Key.Key_Z, CONTROL)
        assert window.editor.text() == TEXT + " One. Two."

    def test_a_script_without_a_file_says_so(self, window: MainWindow):
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
        window.safekeeping.show_versions()
        assert "save the script first" in window.status.currentMessage()

    def test_it_saves_by_itself(self, window: MainWindow, file: Path):
        window.files.load(file)
        _type(window, "!")
        window.safekeeping._autosave.timeout.emit()
        assert file.read_text(encoding="utf-8") == TEXT + "!"
        window.safekeeping._work.wait()
        project = window.safekeeping.project
        assert project is not None
        assert versions.versions(project)[0].reason == versions.AUTOSAVED


class TestTwoWindows:
    @pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Ok, QMessageBox.StandardButton.Cancel])
    def test_the_second_is_told(self, window: MainWindow, file: Path, monkeypatch, answer):
        hold = (
            "import sys; from pathlib import Path; from scriptwriter.services.locks import FileOwnership\n"
            "held = FileOwnership(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", hold, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None
            other.stdout.readline()
            told = []
            monkeypatch.setattr(window.files, "ask_open_elsewhere", lambda error: told.append(str(error)) or answer)
            opened = window.files.load(file)
            assert "ferry.fountain is open by" in told[0]
            assert opened is (answer == QMessageBox.StandardButton.Ok)
            assert window.editor.isReadOnly() is opened
            other.kill()

    def test_saving_over_what_another_window_has_is_refused(self, window: MainWindow, file: Path, tmp_path: Path):
        from scriptwriter.services.locks import FileOwnership

        window.files.load(file)
        taken = tmp_path / "taken.fountain"
        held = FileOwnership(taken)
        window.files.ask_save_path = lambda: taken  # type: ignore[method-assign]
        assert not window.files.save_as()
        assert "taken.fountain is open by" in window.status.currentMessage()
        held.release()


class TestOutside:
    def test_text_without_changes_follows_the_file(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        file.write_text(TEXT + " Then somebody.", encoding="utf-8")
        qtbot.waitUntil(lambda: window.editor.text() == TEXT + " Then somebody.")
        assert not window.isWindowModified()
        assert "read again" in window.status.currentMessage()
        QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
        assert file.read_text(encoding="utf-8") == TEXT + " Then somebody."

    @pytest.mark.parametrize(
        ("choice", "here", "saved"),
        [
            (Choice.JOIN, TEXT.replace("waits", "WAITS") + "!", TEXT.replace("waits", "WAITS") + "!"),
            (Choice.MINE, TEXT + "!", TEXT + "!"),
            (Choice.THEIRS, TEXT.replace("waits", "WAITS"), TEXT.replace("waits", "WAITS")),
        ],
    )
    def test_the_writer_chooses(self, window: MainWindow, file: Path, monkeypatch, choice, here, saved):
        window.files.load(file)
        _type(window, "!")
        file.write_text(TEXT.replace("waits", "WAITS"), encoding="utf-8")
        asked = []
        monkeypatch.setattr(window.outside, "ask", lambda *arguments: asked.append(arguments) or choice)
        assert window.files.save()
        assert len(asked) == 1
        assert asked[0][2].conflicts == 0
        assert window.editor.text() == here
        assert file.read_text(encoding="utf-8") == saved
        assert not window.isWindowModified()
        window.safekeeping._work.wait()
        project = window.safekeeping.project
        assert project is not None
        kept = {versions.text_of(project, one.number) for one in versions.versions(project)}
        assert {TEXT + "!", TEXT.replace("waits", "WAITS")} <= kept | {here}

    def test_deciding_later_writes_nothing(self, window: MainWindow, file: Path, monkeypatch):
        window.files.load(file)
        _type(window, "!")
        file.write_text("theirs", encoding="utf-8")
        monkeypatch.setattr(window.outside, "ask", lambda *_: None)
        assert not window.files.save()
        assert file.read_text(encoding="utf-8") == "theirs"
        assert window.editor.text() == TEXT + "!"

    def test_a_deleted_file_costs_nothing(self, window: MainWindow, file: Path):
        window.files.load(file)
        _type(window, "!")
        file.unlink()
        window.outside.look()
        assert window.files.save()
        assert file.read_text(encoding="utf-8") == TEXT + "!"

    def test_the_dialog_says_what_joining_does(self, qtbot, window: MainWindow):
        from scriptwriter.services.merge import Merged

        dialog = OutsideDialog("ferry", "mine", "theirs", Merged("mine", 1), window)
        qtbot.addWidget(dialog)
        dialog.show()
        assert "keeps yours" in dialog.note.text()
        QTest.mouseClick(dialog.buttons[Choice.THEIRS], Qt.MouseButton.LeftButton)
        assert dialog.choice is Choice.THEIRS


def test_a_crash_report_can_be_copied(qtbot, window: MainWindow):
    dialog = CrashDialog("Fatal Python error: Segmentation fault", window)
    qtbot.addWidget(dialog)
    assert "Segmentation fault" in dialog.report.toPlainText()
    dialog._copy()
    from PySide6.QtGui import QGuiApplication

    assert "Segmentation fault" in QGuiApplication.clipboard().text()
