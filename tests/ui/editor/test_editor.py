"""The editor's promises, with real key events."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.formats import utf16_length

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SCENE = "INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came"


@pytest.fixture
def editor(qtbot) -> ScriptEditor:
    editor = ScriptEditor()
    qtbot.addWidget(editor)
    editor.resize(1000, 700)
    editor.set_text(SCENE)
    to_end(editor)
    editor.show()
    return editor


def to_end(editor: ScriptEditor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)


def put_cursor(editor: ScriptEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def ghost(editor: ScriptEditor, text: str, streaming: bool = False) -> None:
    editor.begin_ghost()
    editor.append_ghost(text)
    if not streaming:
        editor.finish_ghost()


def key(editor: ScriptEditor, *args) -> None:
    QTest.keyClick(editor, *args)


class TestText:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), include_characters="\n\t\xa0")))
    def test_nothing_is_changed_by_being_shown(self, editor: ScriptEditor, text: str):
        editor.set_text(text)
        QApplication.processEvents()
        assert editor.text() == text

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.text(st.sampled_from("ab\n\xa0 😀é́אA"), max_size=60),
        st.integers(0, 60),
    )
    def test_one_typed_letter_is_all_that_differs(self, editor: ScriptEditor, text: str, place: int):
        editor.set_text(text)
        cursor = editor.textCursor()
        cursor.setPosition(utf16_length(text[:place]))
        editor.setTextCursor(cursor)
        before, after = editor.text_before_cursor(), editor.text_after_cursor()
        assert before + after == text
        key(editor, "x")
        assert editor.text() == before + "x" + after

    def test_showing_is_not_editing(self, editor: ScriptEditor):
        assert not editor.document().isModified()
        assert not editor.document().isUndoAvailable()
        editor.set_zoom(150)
        editor.set_form(Form.PROSE)
        editor.resize(500, 300)
        QApplication.processEvents()
        assert not editor.document().isModified()
        assert not editor.document().isUndoAvailable()

    def test_fifty_undos_after_live_formatting(self, editor: ScriptEditor):
        for number in range(25):
            key(editor, Qt.Key.Key_Return)
            key(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, f"INT. ROOM {number}")
            QApplication.processEvents()
        for _ in range(80):
            editor.undo()
        assert editor.text() == SCENE
        assert not editor.document().isModified()

    def test_pasted_line_ends_become_lines(self, editor: ScriptEditor):
        editor.set_text("")
        data = QMimeData()
        data.setText("a\r\nb\u2028c\0d\xa0e")
        editor.insertFromMimeData(data)
        assert editor.text() == "a\nb\ncd\xa0e"

    def test_shift_return_is_a_line_of_its_own(self, editor: ScriptEditor):
        key(editor, Qt.Key.Key_Return, SHIFT)
        assert editor.text() == SCENE + "\n"

    def test_no_tabs_in_a_script(self, editor: ScriptEditor):
        for _ in range(5):
            key(editor, Qt.Key.Key_Tab)
            key(editor, Qt.Key.Key_Backtab, SHIFT)
        assert "\t" not in editor.text()

    def test_the_element_at_the_cursor(self, editor: ScriptEditor):
        assert editor.current_element() is ElementKind.DIALOGUE
        put_cursor(editor, 0)
        assert editor.current_element() is ElementKind.SCENE_HEADING


class TestPage:
    def test_each_element_has_its_margin(self, editor: ScriptEditor):
        layout = editor.page_layout
        lefts = {}
        for number, kind in enumerate(layout.classifier.kinds):
            block = editor.document().findBlockByNumber(number)
            layout.blockBoundingRect(block)
            if block.text():
                lefts[kind] = block.layout().lineAt(0).x()
        column = layout.sheet.column
        assert lefts[ElementKind.SCENE_HEADING] == 0
        assert lefts[ElementKind.CHARACTER] == pytest.approx(22 * column)
        assert lefts[ElementKind.DIALOGUE] == pytest.approx(10 * column)

    def test_dialogue_wraps_at_35_columns(self, editor: ScriptEditor):
        editor.set_text("ANNE\n" + "x" * 35 + "\n" + "y" * 36)
        assert [editor.page_layout.line_count(number) for number in range(3)] == [1, 1, 2]

    def test_a_line_becomes_what_it_is_typed_to_be(self, editor: ScriptEditor):
        editor.set_text("")
        QTest.keyClicks(editor, "ANNE")
        assert editor.current_element() is ElementKind.ACTION
        key(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, "Yes")
        assert [kind.value for kind in editor.classifier.kinds] == ["character", "dialogue"]
        block = editor.document().firstBlock()
        editor.page_layout.blockBoundingRect(block)
        assert block.layout().lineAt(0).x() > 100

    def test_a_click_lands_where_it_points(self, editor: ScriptEditor):
        for position in (0, 5, 20, 33, len(SCENE)):
            put_cursor(editor, position)
            rect = editor.cursorRect()
            assert editor.cursorForPosition(rect.center()).position() == position

    def test_up_and_down_go_through_the_lines(self, editor: ScriptEditor):
        lines = [editor.current_line()]
        for _ in range(6):
            key(editor, Qt.Key.Key_Up)
            lines.append(editor.current_line())
        assert lines == [6, 5, 4, 3, 2, 1, 0]

    def test_a_long_script_scrolls_to_its_end(self, editor: ScriptEditor):
        editor.set_text("\n\n".join(f"Action number {number} goes on for a while. " * 4 for number in range(800)))
        to_end(editor)
        QApplication.processEvents()
        assert editor.viewport().rect().contains(editor.cursorRect())
        put_cursor(editor, 0)
        QApplication.processEvents()
        assert editor.verticalScrollBar().value() < 100

    def test_edits_keep_the_layout_in_step(self, editor: ScriptEditor):
        editor.set_text("\n".join(f"line {number}" for number in range(300)))
        put_cursor(editor, 500)
        key(editor, Qt.Key.Key_Return)
        key(editor, Qt.Key.Key_Backspace)
        cursor = editor.textCursor()
        cursor.setPosition(900, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        key(editor, Qt.Key.Key_Delete)
        editor.undo()
        layout = editor.page_layout
        assert layout.classifier.lines == editor.text().split("\n")
        tops = [layout.blockBoundingRect(editor.document().findBlockByNumber(n)).top() for n in range(300)]
        assert tops == sorted(tops)
        assert layout.documentSize().height() > tops[-1]


class TestGhost:
    def test_it_is_not_in_the_document(self, editor: ScriptEditor):
        ghost(editor, " for my letter.\n\nGILBERT\nSit down.")
        assert editor.text() == SCENE
        assert not editor.document().isModified()
        assert editor.has_ghost()

    def test_it_takes_room_of_its_own(self, editor: ScriptEditor):
        put_cursor(editor, SCENE.index("You came.") + len("You came."))
        layout, document = editor.page_layout, editor.document()
        below = layout.blockBoundingRect(document.findBlockByNumber(5)).top()
        ghost(editor, " Then.\n\nMARY\nNo.\n\nGILBERT\nYes.")
        assert layout.blockBoundingRect(document.findBlockByNumber(5)).top() >= below + 6 * layout.sheet.line_height
        editor.clear_ghost()
        assert layout.blockBoundingRect(document.findBlockByNumber(5)).top() == below

    def test_in_the_middle_of_a_line_it_stands_below(self, editor: ScriptEditor):
        put_cursor(editor, SCENE.index("came."))
        before = editor.page_layout.documentSize().height()
        ghost(editor, " really and truly")
        assert editor.page_layout.documentSize().height() > before
        key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE.replace("You came.", "You  really and trulycame.")

    def test_tab_takes_all(self, editor: ScriptEditor, qtbot):
        ghost(editor, " for my letter.\n\nGILBERT\nSit down.")
        with qtbot.waitSignal(editor.ghost_accepted) as taken:
            key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE + " for my letter.\n\nGILBERT\nSit down."
        assert taken.args == [" for my letter.\n\nGILBERT\nSit down."]
        assert not editor.has_ghost()
        assert editor.text_after_cursor() == ""

    def test_shift_tab_takes_a_line(self, editor: ScriptEditor):
        ghost(editor, " for my letter.\n\nGILBERT\nSit down.")
        key(editor, Qt.Key.Key_Backtab, SHIFT)
        assert editor.text() == SCENE + " for my letter."
        key(editor, Qt.Key.Key_Backtab, SHIFT)
        assert editor.text() == SCENE + " for my letter.\n\nGILBERT"
        assert editor.ghost_text() == "\nSit down."

    def test_control_right_takes_a_word(self, editor: ScriptEditor):
        ghost(editor, " for my letter.")
        key(editor, Qt.Key.Key_Right, CONTROL)
        key(editor, Qt.Key.Key_Right, CONTROL)
        assert editor.text() == SCENE + " for my"
        assert editor.ghost_text() == " letter."

    def test_without_a_ghost_control_right_moves_by_a_word(self, editor: ScriptEditor):
        put_cursor(editor, 0)
        key(editor, Qt.Key.Key_Right, CONTROL)
        assert editor.textCursor().position() > 0
        assert editor.text() == SCENE

    def test_esc_stops_and_dismisses(self, editor: ScriptEditor, qtbot):
        ghost(editor, " for my", streaming=True)
        with qtbot.waitSignal(editor.stop_requested):
            key(editor, Qt.Key.Key_Escape)
        editor.append_ghost(" late words")
        assert not editor.has_ghost()
        assert editor.text() == SCENE

    def test_typing_what_it_says_consumes_it(self, editor: ScriptEditor, qtbot):
        ghost(editor, " for my letter.", streaming=True)
        with qtbot.assertNotEmitted(editor.stop_requested):
            QTest.keyClicks(editor, " for my")
        assert editor.ghost_text() == " letter."
        editor.append_ghost(" Yes.")
        assert editor.ghost_text() == " letter. Yes."
        key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE + " for my letter. Yes."

    def test_a_typed_return_consumes_a_line_break(self, editor: ScriptEditor):
        ghost(editor, "\n\nGILBERT\nNo.")
        key(editor, Qt.Key.Key_Return)
        assert editor.ghost_text() == "\nGILBERT\nNo."

    def test_typing_something_else_dismisses_it(self, editor: ScriptEditor, qtbot):
        ghost(editor, " for my letter.", streaming=True)
        with qtbot.waitSignals([editor.ghost_dismissed, editor.stop_requested]):
            key(editor, "x")
        assert not editor.has_ghost()
        assert editor.text() == SCENE + "x"

    @pytest.mark.parametrize("move", [Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home])
    def test_moving_the_cursor_dismisses_it(self, editor: ScriptEditor, move: Qt.Key):
        ghost(editor, " for my letter.")
        key(editor, move)
        assert not editor.has_ghost()

    def test_deleting_and_undoing_dismiss_it(self, editor: ScriptEditor):
        QTest.keyClicks(editor, " for")
        ghost(editor, " my letter.")
        key(editor, Qt.Key.Key_Z, CONTROL)
        assert not editor.has_ghost()
        ghost(editor, " my letter.")
        key(editor, Qt.Key.Key_Backspace)
        assert not editor.has_ghost()

    def test_losing_the_focus_keeps_it(self, editor: ScriptEditor):
        ghost(editor, " for my letter.")
        editor.clearFocus()
        QApplication.processEvents()
        assert editor.has_ghost()

    def test_resizing_keeps_it(self, editor: ScriptEditor):
        ghost(editor, " for my letter.")
        editor.resize(700, 500)
        QApplication.processEvents()
        assert editor.has_ghost()

    def test_accepting_while_it_streams_takes_what_is_there(self, editor: ScriptEditor):
        ghost(editor, " for my", streaming=True)
        key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE + " for my"
        editor.append_ghost(" letter.")
        assert editor.ghost_text() == " letter."
        editor.finish_ghost()
        key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE + " for my letter."
        assert not editor.has_ghost()

    def test_undo_has_clean_steps(self, editor: ScriptEditor):
        QTest.keyClicks(editor, " for")
        ghost(editor, " my letter,")
        key(editor, Qt.Key.Key_Tab)
        QTest.keyClicks(editor, " and")
        steps = []
        for _ in range(3):
            key(editor, Qt.Key.Key_Z, CONTROL)
            steps.append(editor.text().removeprefix(SCENE))
        assert steps == [" for my letter,", " for", ""]
        assert "\u200b" not in editor.text()
        for _ in range(3):
            editor.redo()
        assert editor.text() == SCENE + " for my letter, and"

    def test_no_suggestion_while_an_input_method_composes(self, editor: ScriptEditor):
        ghost(editor, " for my letter.")
        QApplication.sendEvent(editor, QInputMethodEvent("か", []))
        assert not editor.has_ghost()
        commit = QInputMethodEvent()
        commit.setCommitString("家")
        QApplication.sendEvent(editor, commit)
        assert editor.text() == SCENE + "家"

    def test_ghosts_with_emoji(self, editor: ScriptEditor):
        editor.set_text("😀")
        to_end(editor)
        ghost(editor, " 😀😀 yes")
        key(editor, Qt.Key.Key_Right, CONTROL)
        assert editor.text() == "😀 😀😀"
        QTest.keyClicks(editor, " y")
        assert editor.ghost_text() == "es"

    def test_a_read_only_text_takes_nothing(self, editor: ScriptEditor):
        editor.setReadOnly(True)
        ghost(editor, " for my letter.")
        key(editor, Qt.Key.Key_Tab)
        assert editor.text() == SCENE

    def test_it_is_told_to_screen_readers(self, editor: ScriptEditor):
        ghost(editor, " for my letter.")
        assert "for my letter." in editor.accessibleDescription()
        editor.clear_ghost()
        assert not editor.accessibleDescription()

    def test_it_is_painted_and_leaves_no_trace(self, editor: ScriptEditor):
        editor.clearFocus()
        before = editor.viewport().grab().toImage()
        ghost(editor, " for my letter.\n\nGILBERT\nSit down.")
        assert editor.viewport().grab().toImage() != before
        editor.clear_ghost()
        assert editor.viewport().grab().toImage() == before


@pytest.mark.parametrize(
    ("arguments", "signal"),
    [
        ((Qt.Key.Key_Return, CONTROL), "continue_requested"),
        ((Qt.Key.Key_Enter, CONTROL), "continue_requested"),
        ((Qt.Key.Key_Return, CONTROL | SHIFT), "another_requested"),
        ((Qt.Key.Key_Down, ALT), "next_alternative"),
        ((Qt.Key.Key_Up, ALT), "previous_alternative"),
        ((Qt.Key.Key_Escape,), "stop_requested"),
    ],
)
def test_keys(editor: ScriptEditor, qtbot, arguments: tuple, signal: str):
    with qtbot.waitSignal(getattr(editor, signal)):
        key(editor, *arguments)
    assert editor.text() == SCENE
