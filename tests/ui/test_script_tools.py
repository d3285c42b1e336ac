"""The commands on the whole script: from the menus, with real keys where there are some."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import keymap
from scriptwriter.services.documents import Document
from scriptwriter.ui.actions import SPECS, plain_title
from scriptwriter.ui.dialogs.keys import KeysDialog
from scriptwriter.ui.dialogs.palette import CommandPalette
from scriptwriter.ui.dialogs.statistics import StatisticsDialog
from scriptwriter.ui.dialogs.title_page import TitlePageDialog
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.preview import PreviewDialog, printed_script

CONTROL = Qt.KeyboardModifier.ControlModifier
SCRIPT = """Title: The Ferry

INT. FERRY - NIGHT

She waits.

NELL
Yes.

ELIAS
No.

EXT. LANDING - DAY

Nell waits, too."""


@pytest.fixture
def shown(window: MainWindow, tmp_path: Path, qtbot) -> MainWindow:
    """The window with the script in a file, the cursor at its end."""
    file = tmp_path / "ferry.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    window.files.load(file)
    qtbot.waitUntil(lambda: len(window.overview.items) == 2)
    return window


def _put(window: MainWindow, words: str) -> None:
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.text().index(words))
    window.editor.setTextCursor(cursor)


class TestFormat:
    def test_an_element_by_its_keys(self, shown: MainWindow):
        QTest.keyClick(shown, Qt.Key.Key_5, CONTROL)
        assert shown.editor.text().endswith("> NELL WAITS, TOO.")
        QTest.keyClick(shown, Qt.Key.Key_Z, CONTROL)
        assert shown.editor.text() == SCRIPT

    def test_bold_by_its_keys(self, shown: MainWindow):
        QTest.keyClick(shown.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(shown, Qt.Key.Key_B, CONTROL)
        assert shown.editor.text().endswith("**Nell waits, too.**")

    def test_dual_dialogue_goes_on_and_off(self, shown: MainWindow):
        _put(shown, "No.")
        QTest.keyClick(shown, Qt.Key.Key_D, CONTROL)
        assert "ELIAS ^\nNo." in shown.editor.text()
        QTest.keyClick(shown, Qt.Key.Key_D, CONTROL)
        assert shown.editor.text() == SCRIPT
        _put(shown, "Yes.")
        QTest.keyClick(shown, Qt.Key.Key_D, CONTROL)
        assert "no speech right before" in shown.status.currentMessage()

    def test_a_note_is_put_round_the_selection(self, shown: MainWindow):
        QTest.keyClick(shown.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        shown.actions_by_name["note"].trigger()
        assert shown.editor.text().endswith("[[Nell waits, too.]]")

    def test_notes_are_listed_and_gone_to(self, shown: MainWindow, qtbot):
        _put(shown, "waits.")
        QTest.keyClicks(shown.editor, "[[why?]] ")
        qtbot.waitUntil(lambda: shown.overview.comments.list.count() == 1)
        shown.editor.go_to_line(0)
        shown.overview.tabs.show()
        shown.overview.tabs.setCurrentWidget(shown.overview.comments)
        notes = shown.overview.comments.list
        place = notes.visualItemRect(notes.item(0)).center()
        QTest.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert "[[why?]]" in shown.editor.classifier.lines[shown.editor.current_line()]

    def test_a_page_break_goes_below_the_paragraph(self, shown: MainWindow):
        _put(shown, "Yes.")
        shown.actions_by_name["page_break"].trigger()
        assert "Yes.\n\n===\n\nELIAS" in shown.editor.text()
        assert ElementKind.PAGE_BREAK in shown.editor.classifier.kinds

    def test_nothing_is_done_to_a_read_only_text(self, shown: MainWindow):
        shown.editor.setReadOnly(True)
        for name in ("bold", "note", "page_break", "action", "number_scenes"):
            shown.actions_by_name[name].trigger()
        assert shown.editor.text() == SCRIPT


class TestScript:
    def test_scenes_are_numbered_omitted_and_come_back(self, shown: MainWindow):
        shown.actions_by_name["number_scenes"].trigger()
        assert "NIGHT #1#" in shown.editor.text()
        assert "DAY #2#" in shown.editor.text()
        numbered = shown.editor.text()
        shown.actions_by_name["omit_scene"].trigger()
        assert ".OMITTED #2#" in shown.editor.text()
        _put(shown, ".OMITTED")
        shown.actions_by_name["omit_scene"].trigger()
        assert shown.editor.text() == numbered
        shown.actions_by_name["remove_numbers"].trigger()
        assert shown.editor.text() == SCRIPT

    def test_a_character_is_renamed_everywhere_in_one_step(self, shown: MainWindow, monkeypatch):
        monkeypatch.setattr(shown.overview, "ask_name", lambda _name: ("NORA", True))
        shown.overview.rename("NELL")
        assert "NORA\nYes." in shown.editor.text()
        assert "Nora waits, too." in shown.editor.text()
        QTest.keyClick(shown.editor, Qt.Key.Key_Z, CONTROL)
        assert shown.editor.text() == SCRIPT

    def test_a_scene_moves_and_the_cursor_can_follow(self, shown: MainWindow, qtbot):
        shown.overview.outline.move_requested.emit(1, 0)
        assert shown.editor.text().index("LANDING") < shown.editor.text().index("FERRY - NIGHT")
        qtbot.waitUntil(lambda: shown.overview.items[0].title.startswith("EXT."))
        shown.overview.outline.jump.emit(shown.overview.items[1].line)
        assert shown.editor.current_line() == shown.overview.items[1].line

    def test_notes_on_the_cast_are_kept_and_told_to_the_model(self, shown: MainWindow, engine, qtbot):
        shown.overview.cast.note_changed.emit("NELL", "the keeper's daughter")
        qtbot.waitUntil(lambda: shown.continuing.notes == {"NELL": "the keeper's daughter"})
        file = shown.files.document.path
        assert file is not None
        shown.files.new()
        assert shown.continuing.notes == {}
        shown.files.load(file)
        assert shown.continuing.notes == {"NELL": "the keeper's daughter"}
        shown.continuing.start()
        qtbot.waitUntil(lambda: bool(engine.requests))
        assert "NELL: the keeper's daughter" in engine.requests[-1].head

    def test_the_title_page_is_edited_in_a_form(self, shown: MainWindow, qtbot, monkeypatch):
        dialog = TitlePageDialog({"Title": "The Ferry"}, shown)
        qtbot.addWidget(dialog)
        dialog.show()
        QTest.keyClicks(dialog.widgets["Author"], "Ann Example")
        monkeypatch.setattr(shown.tools, "ask_title_page", lambda _fields: dialog.values())
        shown.actions_by_name["title_page"].trigger()
        assert shown.editor.text() == SCRIPT.replace("The Ferry\n", "The Ferry\nAuthor: Ann Example\n", 1)

    def test_revisions_mark_what_changes(self, shown: MainWindow, qtbot, monkeypatch):
        monkeypatch.setattr(shown.tools, "ask_revision", lambda _colors: "begin")
        shown.actions_by_name["revision"].trigger()
        QTest.keyClicks(shown.editor, "!")
        last = shown.editor.document().blockCount() - 1
        qtbot.waitUntil(lambda: shown.editor.page_layout.revised == frozenset({last}))
        monkeypatch.setattr(shown.tools, "ask_revision", lambda _colors: "end")
        shown.actions_by_name["revision"].trigger()
        assert shown.editor.page_layout.revised == frozenset()

    def test_statistics(self, shown: MainWindow, qtbot):
        QTest.keyClicks(shown.editor, " And waits.")
        report = shown.tools.report()
        assert (report.figures.scenes, report.cast, report.session_words) == (2, 2, 2)
        assert report.days[-1][1] == 2
        dialog = StatisticsDialog(report, shown)
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.grab().width() > 300

    def test_what_was_written_is_kept_with_the_script(self, shown: MainWindow):
        file = shown.files.document.path
        assert file is not None
        QTest.keyClicks(shown.editor, " And waits.")
        shown.files.save()
        shown.tools.end_session()
        shown.files.load(file)
        assert shown.tools.report().days[-1][1] == 2


class TestViews:
    def test_focus_mode_hides_everything_and_keys_still_work(self, shown: MainWindow):
        QTest.keyClick(shown, Qt.Key.Key_F8)
        assert not shown.menuBar().isVisible()
        assert not shown.panel.isVisible()
        QTest.keyClick(shown, Qt.Key.Key_S, CONTROL)
        assert "Saved" in shown.status.currentMessage()
        QTest.keyClick(shown, Qt.Key.Key_F8)
        assert shown.menuBar().isVisible()
        assert shown.panel.isVisible()

    def test_typewriter_scrolling_keeps_the_line_in_the_middle(self, window: MainWindow):
        window._show_document(Document(text="\n\n".join(["She waits."] * 200)))
        window.actions_by_name["typewriter"].trigger()
        for _ in range(3):
            QTest.keyClick(window.editor, Qt.Key.Key_Up)
            middle = window.editor.cursorRect().center().y() / window.editor.viewport().height()
            assert 0.35 < middle < 0.55
        window.actions_by_name["typewriter"].trigger()

    def test_f6_goes_round_all_panels(self, shown: MainWindow):
        shown.actions_by_name["overview"].trigger()
        seen = []
        for _ in range(3):
            QTest.keyClick(shown, Qt.Key.Key_F6)
            seen.append([area for area in (shown.editor, shown.panel, shown.overview.tabs) if _has_focus(area)])
        assert [len(areas) for areas in seen] == [1, 1, 1]
        assert {id(areas[0]) for areas in seen} == {id(shown.editor), id(shown.panel), id(shown.overview.tabs)}

    def test_scene_cards_come_and_go(self, shown: MainWindow):
        shown.actions_by_name["cards"].trigger()
        assert shown.overview.cards.isVisible()
        shown.overview.cards.jump.emit(shown.overview.items[1].line)
        assert not shown.overview.cards.isVisible()
        assert shown.editor.current_line() == shown.overview.items[1].line

    def test_the_preview_has_the_pages_of_the_pdf(self, shown: MainWindow, qtbot):
        dialog = PreviewDialog(shown.exporting.printed(), shown)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        assert dialog.number.text() == "Page 1 of 2"
        QTest.keyClick(dialog, Qt.Key.Key_Plus, CONTROL)
        assert dialog.zoom.value() == 85
        image = dialog.view.grab().toImage()
        colors = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 9) for y in range(0, 400, 9)}
        assert max(colors) == 255
        long = printed_script("\n\n".join(["She waits."] * 300), shown.exporting.paper, False)
        assert long.count == long.paginator.count > 5

    def test_printing_to_a_file(self, shown: MainWindow, tmp_path: Path):
        from pypdf import PdfReader
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "print.pdf"))
        shown.exporting.print_on(printer)
        assert len(PdfReader(tmp_path / "print.pdf").pages) == 2


def _has_focus(area) -> bool:
    from PySide6.QtWidgets import QApplication

    focus = QApplication.focusWidget()
    return focus is not None and (area is focus or area.isAncestorOf(focus))


class TestInAndOut:
    @pytest.mark.parametrize("suffix", ["pdf", "fdx", "docx", "html", "txt"])
    def test_export(self, shown: MainWindow, tmp_path: Path, monkeypatch, suffix: str):
        target = tmp_path / f"out.{suffix}"
        monkeypatch.setattr(shown.exporting, "ask_target", lambda _suffix: target)
        shown.actions_by_name[f"export_{suffix}"].trigger()
        assert target.stat().st_size > 100
        assert str(target) in shown.status.currentMessage()
        assert shown.files.document.path != target

    def test_what_cannot_be_written_is_one_line(self, shown: MainWindow, tmp_path: Path, monkeypatch):
        monkeypatch.setattr(shown.exporting, "ask_target", lambda _suffix: tmp_path / "no" / "folder" / "x.pdf")
        shown.actions_by_name["export_pdf"].trigger()
        assert "x.pdf" in shown.status.currentMessage()

    def test_import_is_a_new_unsaved_script(self, shown: MainWindow, tmp_path: Path, monkeypatch):
        target = tmp_path / "out.fdx"
        monkeypatch.setattr(shown.exporting, "ask_target", lambda _suffix: target)
        shown.actions_by_name["export_fdx"].trigger()
        shown.exporting.import_path(target)
        assert "NELL\nYes." in shown.editor.text()
        assert shown.files.document.path is None
        assert shown.isWindowModified()

    def test_what_cannot_be_read_is_one_line_and_costs_nothing(self, shown: MainWindow, tmp_path: Path):
        bad = tmp_path / "bad.docx"
        bad.write_bytes(b"PK\x03\x04 no")
        shown.exporting.import_path(bad)
        assert "bad.docx" in shown.status.currentMessage() or "Word" in shown.status.currentMessage()
        assert shown.editor.text() == SCRIPT

    def test_templates_open_as_new_scripts(self, window: MainWindow):
        actions = window.menus.templates.actions()
        assert len(actions) >= 4
        for action in actions:
            window.editor.document().setModified(False)
            action.trigger()
            assert window.files.document.path is None
            assert window.editor.text()
        assert window.editor.form() in (Form.SCRIPT, Form.PROSE)


class TestKeysAndCommands:
    def test_a_command_by_a_few_letters(self, shown: MainWindow, qtbot):
        named = [(plain_title(spec), shown.actions_by_name[spec.name]) for spec in SPECS]
        dialog = CommandPalette(named, shown)
        qtbot.addWidget(dialog)
        dialog.show()
        QTest.keyClicks(dialog.field, "number all")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.chosen is shown.actions_by_name["number_scenes"]

    def test_down_chooses_the_next_one(self, shown: MainWindow, qtbot):
        named = [(plain_title(spec), shown.actions_by_name[spec.name]) for spec in SPECS]
        dialog = CommandPalette(named, shown)
        qtbot.addWidget(dialog)
        QTest.keyClicks(dialog.field, "find")
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.chosen is shown.actions_by_name["find_next"]

    def test_keys_are_changed_and_conflicts_shown(self, shown: MainWindow, qtbot):
        dialog = KeysDialog(SPECS, {}, shown)
        qtbot.addWidget(dialog)
        dialog.show()
        row = [spec.name for spec in SPECS].index("bold")
        dialog.table.setCurrentCell(row, 0)
        dialog.field.setKeySequence(QKeySequence("Ctrl+I"))
        QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
        remark = dialog.table.item(row, 2)
        assert remark is not None
        assert "Italic" in remark.text()
        assert "Ctrl+I" in dialog.note.text()
        assert dialog.changed_keys() == {"bold": "Ctrl+I"}

    def test_own_keys_count_at_once_and_the_next_time(self, shown: MainWindow):
        shown.menus.set_own_keys({"bold": "Ctrl+Alt+B", "continue": "Ctrl+J", "save": ""})
        QTest.keyClick(shown.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(shown, Qt.Key.Key_B, CONTROL | Qt.KeyboardModifier.AltModifier)
        assert shown.editor.text().endswith("**Nell waits, too.**")
        asked = []
        shown.editor.continue_requested.connect(lambda: asked.append(1))
        QTest.keyClick(shown.editor, Qt.Key.Key_Return, CONTROL)
        assert not asked
        QTest.keyClick(shown.editor, Qt.Key.Key_J, CONTROL)
        assert asked
        assert keymap.load()["save"] == ""
        QTest.keyClick(shown, Qt.Key.Key_S, CONTROL)
        assert shown.isWindowModified()


def test_the_sessions_goal_is_counted(shown: MainWindow, qtbot):
    shown.change_settings(session_goal=3)
    QTest.keyClicks(shown.editor, " One two")
    qtbot.waitUntil(lambda: shown.status.goal.text() == "+2 / 3 words")
    QTest.keyClicks(shown.editor, " three")
    qtbot.waitUntil(lambda: shown.status.goal.text() == "+3 / 3 words ✓")
