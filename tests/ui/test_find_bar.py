"""The bar that finds and replaces, with real key events."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scriptwriter.services import search
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.panels import find_bar
from scriptwriter.ui.panels.find_bar import FindBar

SCRIPT = """\
INT. HARBOUR - NIGHT

The harbour 😀 sleeps. Harbours do.

ANNE
To the harbour!

The sea."""
KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot) -> Iterator[FindBar]:
    host = QWidget()
    qtbot.addWidget(host)
    editor = ScriptEditor()
    bar = FindBar(editor)
    layout = QVBoxLayout(host)
    layout.addWidget(editor)
    layout.addWidget(bar)
    host.resize(1000, 700)
    editor.set_text(SCRIPT)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    yield bar
    bar.close_work()


def type_into(qtbot, field, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def search_for(qtbot, bar: FindBar, text: str, says: str) -> None:
    type_into(qtbot, bar.find_field, text)
    qtbot.waitUntil(lambda: bar.count.text() == says)


def selected(bar: FindBar) -> str:
    return bar.editor.textCursor().selectedText()


def place(bar: FindBar) -> tuple[int, int]:
    cursor = bar.editor.textCursor()
    return cursor.blockNumber(), cursor.selectionStart() - cursor.block().position()


class TestFinding:
    def test_it_finds_while_one_types(self, qtbot, bar):
        bar.open_find()
        assert bar.isVisible()
        assert not bar.replace_field.isVisible()
        assert bar.find_field.hasFocus()
        assert bar.count.text() == ""
        search_for(qtbot, bar, "harb", "1 of 4")
        assert selected(bar) == "HARB"
        search_for(qtbot, bar, "harbours", "1 of 1")
        assert place(bar) == (2, 23)  # the picture counts twice

    def test_enter_goes_round(self, qtbot, bar):
        bar.open_find()
        type_into(qtbot, bar.find_field, "harbour")
        said = []
        for modifier in [Qt.KeyboardModifier.NoModifier] * 4 + [SHIFT] * 2:
            qtbot.keyClick(bar.find_field, KEY.Key_Return, modifier)
            said.append(bar.count.text())
        assert said == [
            "2 of 4",
            "3 of 4",
            "4 of 4",
            "1 of 4, from the top again",
            "4 of 4, from the end again",
            "3 of 4",
        ]
        assert bar.find_field.hasFocus()

    def test_it_begins_at_the_cursor(self, qtbot, bar):
        cursor = bar.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        bar.editor.setTextCursor(cursor)
        bar.open_find()
        search_for(qtbot, bar, "harbour", "1 of 4")
        bar.dismiss()
        cursor.setPosition(bar.editor.document().findBlockByNumber(3).position())
        bar.editor.setTextCursor(cursor)
        bar.open_find()
        assert bar.count.text() == "4 of 4"

    def test_the_selection_is_what_is_looked_for(self, bar):
        cursor = bar.editor.document().find("sleeps")
        bar.editor.setTextCursor(cursor)
        bar.open_find()
        assert bar.find_field.text() == "sleeps"
        assert bar.find_field.selectedText() == "sleeps"
        assert bar.count.text() == "1 of 1"
        assert bar.matches

    def test_a_selection_of_several_lines_is_not(self, bar):
        bar.editor.selectAll()
        bar.open_find()
        assert bar.find_field.text() == ""

    def test_escape_goes_back_to_the_text(self, qtbot, bar):
        bar.open_find()
        search_for(qtbot, bar, "sea", "1 of 1")
        with qtbot.waitSignal(bar.closed):
            qtbot.keyClick(bar.find_field, KEY.Key_Escape)
        assert not bar.isVisible()
        assert bar.editor.hasFocus()
        assert selected(bar) == "sea"
        assert not bar.matches

    def test_toggles_and_places(self, qtbot, bar):
        bar.open_find()
        search_for(qtbot, bar, "harbour", "1 of 4")
        for toggle, says in ((bar.whole_word, "1 of 3"), (bar.case, "1 of 2")):
            toggle.setFocus()
            qtbot.keyClick(toggle, KEY.Key_Space)
            qtbot.waitUntil(lambda says=says: bar.count.text() == says)
        bar.case.click()
        bar.whole_word.click()
        bar.scope.setCurrentText("ANNE says")
        qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
        assert place(bar) == (5, 7)
        bar.open_find()
        assert bar.scope.currentText() == "ANNE says"

    def test_expressions(self, qtbot, bar):
        bar.open_find()
        bar.regex.click()
        search_for(qtbot, bar, "(har", "No valid expression: missing ).")
        assert bar.find_field.property("bad") is True
        assert not bar.next_button.isEnabled()
        search_for(qtbot, bar, "har|sea", "1 of 5")
        assert bar.find_field.property("bad") is False

    def test_an_expression_that_never_ends(self, qtbot, bar, monkeypatch):
        monkeypatch.setattr(search, "TIMEOUT_SECONDS", 0.2)
        bar.editor.set_text("x" * 5000)
        bar.open_replace()
        bar.regex.click()
        search_for(qtbot, bar, "(x+x+)+y", "Too slow: this expression was stopped after 2 seconds.")
        bar.replace_all()
        assert bar.editor.text() == "x" * 5000

    def test_long_scripts_are_searched_elsewhere(self, qtbot, bar, monkeypatch):
        monkeypatch.setattr(find_bar, "_AT_ONCE", 2)
        bar.open_replace()
        for text in ("h", "ha", "harbour"):
            type_into(qtbot, bar.find_field, text)
        qtbot.waitUntil(lambda: bar.count.text() == "1 of 4")
        type_into(qtbot, bar.replace_field, "port")
        bar.replace_all_button.click()
        qtbot.waitUntil(lambda: bar.count.text() == "4 replaced")
        assert "harbour" not in bar.editor.text().lower()
        type_into(qtbot, bar.find_field, "port")
        bar.find_next()
        bar.dismiss()
        bar.close_work()

    def test_nothing_found(self, qtbot, bar):
        bar.open_find()
        search_for(qtbot, bar, "whale", "Nothing found")
        qtbot.keyClick(bar.find_field, KEY.Key_Return)
        assert bar.count.text() == "Nothing found"

    def test_matches_follow_the_text(self, qtbot, bar):
        bar.open_find()
        search_for(qtbot, bar, "harbour", "1 of 4")
        cursor = bar.editor.textCursor()
        cursor.setPosition(0)
        cursor.insertText("# One\n\n")
        assert [match.line for match in bar.matches] == [4, 4, 7]
        qtbot.waitUntil(lambda: [match.line for match in bar.matches] == [2, 4, 4, 7])

    def test_matches_are_marked(self, qtbot, bar):
        bar.open_find()
        search_for(qtbot, bar, "harbours", "1 of 1")
        mark = next(iter(bar._marks(2, bar.editor.classifier.kinds[2], bar.editor.classifier.lines[2])))
        assert (mark.start, mark.length) == (23, 8)
        bar.open_find()
        search_for(qtbot, bar, "the sea", "1 of 1")
        cursor = bar.editor.textCursor()
        cursor.clearSelection()
        bar.editor.setTextCursor(cursor)
        marked = bar.editor.viewport().grab().toImage()
        bar.find_field.clear()
        qtbot.waitUntil(lambda: not bar.matches)
        assert bar.editor.viewport().grab().toImage() != marked


class TestReplacing:
    def test_one_after_the_other(self, qtbot, bar):
        bar.open_replace()
        assert bar.replace_field.isVisible()
        search_for(qtbot, bar, "harbour", "1 of 4")
        bar.replace_field.setText("quay😀")  # there is no key for this one
        qtbot.keyClick(bar.replace_field, KEY.Key_Return)
        assert bar.editor.classifier.lines[0] == "INT. quay😀 - NIGHT"
        assert bar.count.text() == "1 of 3"
        assert place(bar) == (2, 4)
        bar.find_next()
        bar.replace_button.click()
        assert bar.editor.classifier.lines[2] == "The harbour 😀 sleeps. quay😀s do."
        assert place(bar) == (5, 7)

    def test_what_replaces_may_hold_what_is_looked_for(self, qtbot, bar):
        bar.editor.set_text("a a a")
        bar.open_replace()
        search_for(qtbot, bar, "a", "1 of 3")
        type_into(qtbot, bar.replace_field, "aa")
        for _ in range(3):
            qtbot.keyClick(bar.replace_field, KEY.Key_Return)
        assert bar.editor.text() == "aa aa aa"

    def test_all_is_one_step(self, qtbot, bar):
        bar.open_replace()
        search_for(qtbot, bar, "harbour", "1 of 4")
        type_into(qtbot, bar.replace_field, "quay")
        bar.preserve_case.click()
        bar.replace_all_button.click()
        assert bar.count.text() == "4 replaced"
        assert bar.editor.text() == SCRIPT.replace("HARBOUR", "QUAY").replace("Harbour", "Quay").replace(
            "harbour", "quay"
        )
        bar.editor.undo()
        assert bar.editor.text() == SCRIPT
        bar.editor.redo()
        assert "harbour" not in bar.editor.text()

    def test_groups_and_new_lines(self, qtbot, bar):
        bar.editor.set_text("one two\n\nthree four")
        bar.open_replace()
        bar.regex.click()
        search_for(qtbot, bar, r"(\w+) (\w+)", "1 of 2")
        type_into(qtbot, bar.replace_field, r"\2\n\1")
        bar.replace()
        qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
        assert bar.editor.text() == "two\none\n\nthree four"
        assert selected(bar) == "three four"
        type_into(qtbot, bar.replace_field, r"\7")
        bar.replace_all()
        qtbot.waitUntil(lambda: bar.count.text().startswith("This cannot be put in its place"))
        assert bar.editor.text() == "two\none\n\nthree four"

    def test_the_same_again_changes_nothing(self, qtbot, bar):
        bar.open_replace()
        search_for(qtbot, bar, "sea", "1 of 1")
        type_into(qtbot, bar.replace_field, "sea")
        bar.replace_all_button.click()
        assert bar.count.text().startswith("Nothing to change")
        assert not bar.editor.document().isUndoAvailable()

    def test_read_only_documents_can_be_searched_only(self, qtbot, bar):
        bar.editor.setReadOnly(True)
        bar.open_replace()
        assert not bar.replace_field.isVisible()
        search_for(qtbot, bar, "harbour", "1 of 4")
        bar.replace()
        bar.replace_all()
        assert bar.editor.text() == SCRIPT
        bar.editor.setReadOnly(False)
        assert bar.replace_field.isVisible()


def test_everything_has_a_name_and_can_be_reached(qtbot, bar):
    bar.open_replace()
    search_for(qtbot, bar, "harbour", "1 of 4")
    seen = []
    for _ in range(12):
        part = bar.window().focusWidget()
        assert part.accessibleName() or part.text()
        seen.append(part)
        qtbot.keyClick(part, KEY.Key_Tab)
    assert seen[:2] == [bar.find_field, bar.replace_field]
    assert {bar.scope, bar.regex, bar.replace_all_button, bar.close_button} <= set(seen)
