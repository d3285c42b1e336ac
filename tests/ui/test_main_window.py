"""The main job in the window, with real key events."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadModel
from scriptwriter.engine.catalogue import Catalogue, ModelEntry
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import recent, samples
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.actions import MENUS, SPECS
from scriptwriter.ui.dialogs.outside import Choice
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import ModelState
from tests import bundled
from tests.ui.conftest import make_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SCENE = "Title: The Ferry\nGenre: romance\n\nINT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_bytes(SCENE.encode())
    return path


def ask(window: MainWindow) -> None:
    QTest.keyClick(window.editor, Qt.Key.Key_Return, CONTROL)


def wait_for_end(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.continuing.running)


class TestContinuing:
    def test_ctrl_return_streams_a_ghost_and_tab_takes_it(self, window: MainWindow, qtbot, file: Path):
        window.files.load(file)
        ask(window)
        wait_for_end(window, qtbot)
        assert window.editor.text() == SCENE
        QTest.keyClick(window.editor, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + " for my letter.\n\nGILBERT\nSit down a moment."
        assert window.isWindowModified()

    def test_ctrl_return_continues_from_the_panel_s_fields_as_well(self, window: MainWindow, engine, qtbot, file):
        window.files.load(file)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        line = window.panel.keyword_field.findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        QTest.keyClicks(line, "letter")
        QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait_for_end(window, qtbot)
        assert engine.requests[-1].cue.keywords == ("letter",)
        assert window.editor.has_ghost()

    def test_the_wishes_reach_the_engine(self, window: MainWindow, engine: ScriptedEngine, qtbot, file: Path):
        window.files.load(file)
        window.panel.genre_box.setCurrentText("crime")
        window.panel.character_box.setCurrentText("gilbert")
        window.panel.add_keyword("letter")
        window.change_settings(temperature=0.3, seed=7)
        ask(window)
        wait_for_end(window, qtbot)
        request = engine.requests[-1]
        assert (request.cue.genre, request.cue.character, request.cue.keywords) == ("crime", "GILBERT", ("letter",))
        assert (request.sampling.temperature, request.sampling.seed) == (0.3, 7)
        assert request.text.endswith("ANNE\nI came")
        assert "Title:" not in request.text
        assert "Title: The Ferry" in request.head

    def test_the_title_page_s_genre_counts_when_none_is_chosen(self, window, engine, qtbot, file):
        window.files.load(file)
        ask(window)
        wait_for_end(window, qtbot)
        assert engine.requests[-1].cue.genre == "romance"

    def test_keywords_tick_as_they_come(self, window: MainWindow, qtbot, file: Path):
        window.files.load(file)
        window.panel.add_keyword("letter")
        window.panel.add_keyword("bridge")
        ask(window)
        wait_for_end(window, qtbot)
        texts = [button.text() for button in window.panel.keyword_field.findChildren(type(_chip(window)), "chip")]
        assert [text[0] for text in texts] == ["✓", "b"]
        assert "1 of 2 keywords used" in window.status.currentMessage()

    def test_esc_stops_the_engine(self, gated_window: MainWindow, gated: ScriptedEngine, qtbot, file: Path):
        window = gated_window
        window.files.load(file)
        ask(window)
        gated.release(2)
        qtbot.waitUntil(lambda: window.editor.ghost_text() == " one two")
        with qtbot.waitSignal(window.session.finished):
            QTest.keyClick(window.editor, Qt.Key.Key_Escape)
        assert not window.editor.has_ghost()
        assert not window.continuing.running
        assert window.editor.text() == SCENE

    def test_typing_something_else_stops_the_engine(self, gated_window, gated, qtbot, file):
        gated_window.files.load(file)
        ask(gated_window)
        gated.release(1)
        qtbot.waitUntil(lambda: gated_window.editor.has_ghost())
        with qtbot.waitSignal(gated_window.session.finished):
            QTest.keyClicks(gated_window.editor, "x")
        assert not gated_window.continuing.running

    def test_the_newest_request_wins(self, gated_window, gated, qtbot, file):
        gated_window.files.load(file)
        ask(gated_window)
        gated.release(1)
        qtbot.waitUntil(lambda: gated_window.editor.has_ghost())
        gated.enqueue(" another way")
        QTest.keyClick(gated_window.editor, Qt.Key.Key_Return, CONTROL | SHIFT)
        gated.release(2)
        qtbot.waitUntil(lambda: gated_window.editor.ghost_text() == " another way")
        wait_for_end(gated_window, qtbot)

    def test_an_engine_that_dies_is_one_line(self, window, engine, qtbot, file):
        window.files.load(file)
        engine.die()
        ask(window)
        wait_for_end(window, qtbot)
        assert "Your text is untouched" in window.status.currentMessage()
        assert window.editor.text() == SCENE
        ask(window)
        wait_for_end(window, qtbot)
        assert window.editor.has_ghost()

    def test_forty_keywords_cannot_even_be_typed(self, window: MainWindow):
        for number in range(40):
            window.panel.add_keyword(f"word{number}")
        assert len(window.panel.wishes().keywords) == 6

    def test_an_empty_script_gets_an_opening(self, window, qtbot):
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
        ask(window)
        wait_for_end(window, qtbot)
        assert window.editor.has_ghost()

    def test_pauses_let_the_engine_read_ahead(self, window, engine, qtbot, file):
        window.files.load(file)
        qtbot.waitUntil(lambda: bool(engine.warmed))
        assert engine.warmed[-1].text.endswith("I came")

    def test_continue_as_you_type(self, window, engine, qtbot, file):
        window.files.load(file)
        window.change_settings(continue_as_you_type=True, continue_delay_ms=100)
        QTest.keyClicks(window.editor, " for")
        qtbot.waitUntil(lambda: window.editor.has_ghost())
        asked = len(engine.requests)
        QTest.keyClick(window.editor, Qt.Key.Key_Backspace)
        qtbot.waitUntil(lambda: bool(engine.warmed) and engine.warmed[-1].text.endswith("fo"))
        assert len(engine.requests) == asked

    def test_closing_in_mid_stream_is_clean(self, gated_window, gated, qtbot, file):
        gated_window.files.load(file)
        ask(gated_window)
        gated.release(1)
        qtbot.waitUntil(lambda: gated_window.editor.has_ghost())
        gated_window.close()
        assert gated.closed
        assert not gated_window.isVisible()


def _chip(window: MainWindow):
    from PySide6.QtWidgets import QToolButton

    return window.panel.keyword_field.findChildren(QToolButton, "chip")[0]


class TestAlternatives:
    def test_alt_down_and_up_go_through_them(self, window: MainWindow, engine: ScriptedEngine, qtbot, file: Path):
        engine.enqueue(" and the second.")
        engine.enqueue(" or the third letter.")
        window.files.load(file)
        window.panel.add_keyword("third")
        window.change_settings(alternatives=3)
        ask(window)
        wait_for_end(window, qtbot)
        first = window.editor.ghost_text()
        QTest.keyClick(window.editor, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == " and the second."
        assert window.status.currentMessage() == "Alternative 2 of 3"
        QTest.keyClick(window.editor, Qt.Key.Key_Down, ALT)
        assert _chip(window).text().startswith("✓")
        QTest.keyClick(window.editor, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == first
        QTest.keyClick(window.editor, Qt.Key.Key_Up, ALT)
        QTest.keyClick(window.editor, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + " or the third letter."

    def test_once_something_is_taken_it_stays(self, window: MainWindow, engine: ScriptedEngine, qtbot, file: Path):
        engine.enqueue(" another")
        window.files.load(file)
        window.change_settings(alternatives=2)
        ask(window)
        wait_for_end(window, qtbot)
        QTest.keyClick(window.editor, Qt.Key.Key_Right, CONTROL)
        rest = window.editor.ghost_text()
        QTest.keyClick(window.editor, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == rest

    def test_without_alternatives_nothing_happens(self, window: MainWindow, qtbot, file: Path):
        window.files.load(file)
        QTest.keyClick(window.editor, Qt.Key.Key_Down, ALT)
        assert window.editor.text() == SCENE
        ask(window)
        wait_for_end(window, qtbot)
        ghost = window.editor.ghost_text()
        QTest.keyClick(window.editor, Qt.Key.Key_Up, ALT)
        assert window.editor.ghost_text() == ghost


class TestFiles:
    def test_saving_writes_exactly_the_text(self, window: MainWindow, file: Path):
        window.files.load(file)
        QTest.keyClicks(window.editor, "!")
        QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
        assert file.read_bytes() == (SCENE + "!").encode()
        assert not window.isWindowModified()

    def test_windows_line_ends_stay(self, window: MainWindow, tmp_path: Path):
        path = tmp_path / "dos.fountain"
        path.write_bytes(b"\xef\xbb\xbfINT. A\r\n\r\nShe\xc2\xa0goes.")
        window.files.load(path)
        QTest.keyClicks(window.editor, "!")
        window.files.save()
        assert path.read_bytes() == b"\xef\xbb\xbfINT. A\r\n\r\nShe\xc2\xa0goes.!"

    def test_a_new_text_asks_where_to(self, window: MainWindow, tmp_path: Path, monkeypatch):
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
        QTest.keyClicks(window.editor, "INT. A")
        monkeypatch.setattr(window.files, "ask_save_path", lambda: tmp_path / "new.fountain")
        QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
        assert (tmp_path / "new.fountain").read_text() == "INT. A"
        assert "new.fountain" in window.windowTitle()
        assert recent.files() == [tmp_path / "new.fountain"]

    @pytest.mark.parametrize(
        ("answer", "stays"),
        [
            (QMessageBox.StandardButton.Cancel, True),
            (QMessageBox.StandardButton.Discard, False),
            (QMessageBox.StandardButton.Save, False),
        ],
    )
    def test_unsaved_text_is_asked_for(self, window, file, monkeypatch, answer, stays):
        window.files.load(file)
        QTest.keyClicks(window.editor, "!")
        monkeypatch.setattr(window.files, "ask_to_save", lambda: answer)
        window.files.new()
        assert (window.editor.text() == SCENE + "!") is stays
        assert file.read_text() == (SCENE + "!" if answer == QMessageBox.StandardButton.Save else SCENE)

    def test_closing_can_be_taken_back(self, window, file, monkeypatch):
        window.files.load(file)
        QTest.keyClicks(window.editor, "!")
        monkeypatch.setattr(window.files, "ask_to_save", lambda: QMessageBox.StandardButton.Cancel)
        window.close()
        assert window.isVisible()

    def test_a_file_changed_outside_is_not_written_over_unasked(self, window, file, tmp_path, monkeypatch):
        window.files.load(file)
        QTest.keyClicks(window.editor, "!")
        file.write_text("somebody else's")
        monkeypatch.setattr(window.outside, "ask", lambda *_: Choice.APART)
        monkeypatch.setattr(window.files, "ask_save_path", lambda: tmp_path / "mine.fountain")
        window.files.save()
        assert file.read_text() == "somebody else's"
        assert (tmp_path / "mine.fountain").read_text() == SCENE + "!"

    def test_what_cannot_be_opened_is_one_line(self, window, file, tmp_path):
        window.files.load(file)
        for bad in (tmp_path, tmp_path / "missing.txt"):
            assert not window.files.load(bad)
            assert str(bad) in window.status.currentMessage()
        assert window.editor.text() == SCENE

    def test_a_text_that_qt_cannot_hold_is_read_only(self, window, tmp_path):
        path = tmp_path / "odd.txt"
        path.write_text("a\u2028b")
        window.files.load(path)
        assert window.editor.isReadOnly()
        QTest.keyClicks(window.editor, "x")
        window.continuing.start()
        assert "read-only" in window.status.currentMessage()
        assert path.read_text() == "a\u2028b"

    def test_a_sample_opens_as_a_new_text(self, window: MainWindow):
        sample = samples.sample_files()[0]
        button = next(b for b in window.start_page.findChildren(QPushButton) if b.property("path") == str(sample))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.files.document.path is None
        assert window.editor.text() == sample.read_text(encoding="utf-8")
        assert not window.isWindowModified()

    def test_a_dropped_file_is_opened(self, window: MainWindow, file: Path):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        window.dropEvent(event)
        assert window.editor.text() == SCENE

    def test_prose_is_shown_as_prose(self, window: MainWindow, tmp_path: Path):
        path = tmp_path / "story.txt"
        path.write_text("It was a dark night, and nobody had come to the house for weeks. " * 5)
        window.files.load(path)
        assert window.editor.form() is Form.PROSE
        assert window.actions_by_name["form_prose"].isChecked()


class TestModels:
    def test_the_bundled_model_is_opened_and_writes(self, qtbot, file: Path):
        """The real thing, as a newcomer has it."""
        window = MainWindow(SettingsStore())
        qtbot.addWidget(window, before_close_func=lambda w: w.editor.document().setModified(False))
        window.show()
        window.open_wanted_model()
        window.files.load(file)
        qtbot.waitUntil(lambda: window.session.status.state is ModelState.READY, timeout=20_000)
        ask(window)
        wait_for_end(window, qtbot)
        assert window.editor.has_ghost()
        QTest.keyClick(window.editor, Qt.Key.Key_Tab)
        assert len(window.editor.text()) > len(SCENE) + 3
        assert "tokens/s" in window.status.speed.text()

    def test_a_bad_model_says_why_and_the_window_lives(self, qtbot, tmp_path: Path, file: Path):
        window = MainWindow(SettingsStore())
        qtbot.addWidget(window, before_close_func=lambda w: w.editor.document().setModified(False))
        window.show()
        bad = tmp_path / "bad.gguf"
        bad.write_bytes(b"GGUF" + (3).to_bytes(4, "little") + bytes(500))
        window.session.load(ModelEntry("bad", "Bad", bad), 512, 1)
        qtbot.waitUntil(lambda: "cannot be used" in window.status.model.text(), timeout=20_000)
        assert "bad.gguf" in window.status.currentMessage()
        assert window.session.status.state is ModelState.FAILED
        window.files.load(file)
        QTest.keyClicks(window.editor, "!")
        assert window.editor.text() == SCENE + "!"

    def test_the_menu_shows_models_and_their_state(self, window: MainWindow):
        window.model_menu.refill()
        texts = [action.text() for action in window.model_menu.actions() if action.text()]
        assert any(text.startswith("Scripted") and text.endswith("ready") for text in texts)
        assert any("Add a Model File" in text for text in texts)
        assert bundled.TITLE in texts

    def test_no_model_at_all(self, qtbot, monkeypatch, tmp_path: Path):
        monkeypatch.setattr("scriptwriter.services.models.catalogue", lambda: Catalogue(tmp_path, tmp_path))
        window = MainWindow(SettingsStore())
        qtbot.addWidget(window)
        window.open_wanted_model()
        assert "There is no model" in window.status.currentMessage()

    @pytest.mark.parametrize("content", [b"just text", b""])
    def test_adding_a_file_that_is_no_model(self, window: MainWindow, tmp_path: Path, content: bytes):
        path = tmp_path / "text.gguf"
        path.write_bytes(content)
        window.model_menu.add_file(path)
        assert "not a GGUF" in window.status.currentMessage()
        assert window.session.status.state is ModelState.READY

    def test_an_added_model_is_used(self, window: MainWindow, qtbot, tmp_path: Path):
        path = tmp_path / "own.gguf"
        path.write_bytes(bundled.FILE.read_bytes())
        with qtbot.waitSignal(window.model_menu.chosen) as chosen:
            window.model_menu.add_file(path)
        assert chosen.args[0].name == "own"
        assert window.store.load().model == "own"

    def test_a_forgotten_model_is_one_line(self, window: MainWindow):
        window.change_settings(model="gone")
        window.open_wanted_model()
        assert "no model named 'gone'" in window.status.currentMessage()


def _names(menus):
    for name in menus:
        if isinstance(name, tuple):
            yield from _names(name[1])
        elif name[0] not in "-@":
            yield name


class TestWindow:
    def test_every_action_is_in_a_menu_and_does_something(self, window: MainWindow):
        listed = set(_names(MENUS))
        assert listed == {spec.name for spec in SPECS} == set(window.actions_by_name)
        for name, action in window.actions_by_name.items():
            assert action.receivers("2triggered(bool)") > 0, name

    def test_no_two_actions_share_a_key(self):
        keys = [QKeySequence(spec.keys).toString() for spec in SPECS if spec.keys]
        assert len(keys) == len(set(keys))

    def test_themes_change_and_are_remembered(self, window: MainWindow, file: Path):
        window.files.load(file)
        colors = {}
        for theme in ("light", "dark"):
            window.actions_by_name[f"theme_{theme}"].trigger()
            QApplication.processEvents()
            colors[theme] = window.editor.viewport().grab().toImage().pixelColor(300, 40).lightness()
        assert colors["light"] > 200 > 100 > colors["dark"]
        assert window.store.load().theme == "dark"

    def test_only_another_theme_lays_everything_out_anew(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch):
        sheets: list[str] = []
        monkeypatch.setattr(QApplication, "setStyleSheet", lambda _application, sheet: sheets.append(sheet))
        window.change_settings(font_size=window.settings.font_size + 1)
        assert sheets == []
        window.change_settings(theme="dark")
        assert len(sheets) == 1

    def test_f6_goes_to_the_panel_and_back(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        window.activateWindow()
        window.editor.setFocus()
        qtbot.waitUntil(window.editor.hasFocus)
        window.actions_by_name["focus_panel"].trigger()
        assert not window.editor.hasFocus()
        window.actions_by_name["focus_panel"].trigger()
        assert window.editor.hasFocus()

    def test_words_and_pages_are_counted(self, window: MainWindow, file: Path, qtbot):
        window.files.load(file)
        qtbot.waitUntil(lambda: window.status.words.text() != "")
        assert window.status.words.text().endswith("words")
        assert window.status.page.text() == "page 1 of 1"
        assert window.status.element.text() == "dialogue"

    def test_the_scene_offers_its_words_and_the_script_its_cast(self, window, qtbot, tmp_path):
        path = tmp_path / "a.fountain"
        path.write_text(
            "INT. ROOM - DAY\n\nANNE\nThe lighthouse is dark tonight, and the harbour is empty.\n\n"
            "BOB\nThen somebody must light the lighthouse lamp."
        )
        window.files.load(path)
        offered = window.panel.keyword_field
        qtbot.waitUntil(lambda: any(b.isVisible() for b in offered.findChildren(type(_any_button(window)), "proposal")))
        names = {window.panel.character_box.itemText(i) for i in range(window.panel.character_box.count())}
        assert names == {"", "ANNE", "BOB"}

    def test_zoom_is_remembered(self, window: MainWindow):
        window.actions_by_name["new_script"].trigger()
        window.actions_by_name["zoom_in"].trigger()
        assert window.store.load().zoom == 110
        window.actions_by_name["zoom_reset"].trigger()
        assert window.store.load().zoom == 100

    def test_a_bad_setting_is_one_line_at_the_start(self, qtbot, engine: ScriptedEngine):
        from scriptwriter.services import paths

        paths.settings_file().write_text('theme = "pink"\n')
        window = make_window(qtbot, engine)
        assert "theme" in window.status.currentMessage()

    def test_the_settings_dialog_knows_every_field(self, window: MainWindow, qtbot):
        from scriptwriter.ui.dialogs.settings import PAGES, SettingsDialog

        dialog = SettingsDialog(window.settings)
        qtbot.addWidget(dialog)
        assert dialog.changes() == {}
        dialog.field("max_words").setValue(55)  # type: ignore[attr-defined]
        dialog.field("seed").setText("12")  # type: ignore[attr-defined]
        assert dialog.changes() == {"max_words": 55, "seed": 12}
        assert dialog.field("temperature").text() == ""  # type: ignore[attr-defined]
        assert dialog.field("temperature").placeholderText() == "usual: 0.9 in scripts, 0.8 in stories"  # type: ignore[attr-defined]
        qtbot.keyClicks(dialog.field("temperature"), "x0.35")
        assert dialog.changes() == {"max_words": 55, "seed": 12, "temperature": 0.35}
        dialog.field("temperature").clear()  # type: ignore[attr-defined]
        window.change_settings(**dialog.changes())
        assert window.panel.wishes().max_words == 55
        assert len([name for _, names in PAGES for name in names]) > 15


def _any_button(_window: MainWindow):
    from PySide6.QtWidgets import QToolButton

    return QToolButton()


def test_unknown_errors_of_the_engine_are_told(qtbot, engine: ScriptedEngine):
    engine.fail_next = BadModel("It cannot be used.")
    window = make_window(qtbot, engine)
    window.actions_by_name["new_script"].trigger()
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    ask(window)
    wait_for_end(window, qtbot)
    assert "It cannot be used." in window.status.currentMessage()
