"""A scene is typed with Enter and Tab alone, names are completed, elements are changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scriptwriter.domain.script import ElementKind
from scriptwriter.services.completion import Vocabulary
from scriptwriter.ui.editor.completion_popup import CompletionPopup
from scriptwriter.ui.editor.editor import ScriptEditor

_K = ElementKind
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESCAPE, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace


@pytest.fixture
def editor(qtbot) -> ScriptEditor:
    made = ScriptEditor()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def popup(editor: ScriptEditor) -> CompletionPopup:
    made = CompletionPopup(editor)
    made.vocabulary = Vocabulary(("NELL", "ELIAS"), ("FERRY", "LANDING"))
    return made


def _type(editor: ScriptEditor, *parts: object) -> None:
    for part in parts:
        if isinstance(part, str):
            QTest.keyClicks(editor, part)
        else:
            QTest.keyClick(editor, part)  # type: ignore[arg-type]


def test_a_scene_without_one_blank_line_typed_by_hand(editor: ScriptEditor):
    _type(editor, "INT. FERRY - NIGHT", ENTER, "She waits.", TAB, "nell", TAB, "softly", TAB, "Who is it?", ENTER)
    _type(editor, "Nobody.", ENTER, TAB, TAB, "cut to:", ENTER, "ext. sea - day")
    assert editor.text() == (
        "INT. FERRY - NIGHT\n\nShe waits.\n\nNELL\n(softly)\nWho is it?\n\nNobody.\n\nCUT TO:\n\nEXT. SEA - DAY"
    )


def test_what_is_meant_is_shown_before_there_is_a_letter(editor: ScriptEditor):
    _type(editor, TAB)
    assert editor.current_element() is _K.CHARACTER
    at_name = editor.cursorRect().left()
    _type(editor, TAB)
    assert editor.current_element() is _K.TRANSITION
    _type(editor, BACK)
    assert editor.current_element() is _K.BLANK
    assert editor.text() == ""
    assert at_name > editor.cursorRect().left()


def test_names_that_are_no_capitals_get_their_mark(editor: ScriptEditor):
    _type(editor, TAB, "fade out")
    assert editor.text() == "FADE OUT"
    editor.set_text("")
    _type(editor, TAB, TAB, "fade out.", ENTER)
    assert editor.text() == "> FADE OUT.\n\n"


def test_enter_twice_leaves_a_speech(editor: ScriptEditor):
    _type(editor, "BANG!", ENTER, ENTER, "She runs.")
    assert editor.text() == "BANG!\n\nShe runs."
    assert editor.classifier.kinds[0] is _K.ACTION


def test_shift_enter_stays_in_the_paragraph(editor: ScriptEditor):
    _type(editor, "One.")
    QTest.keyClick(editor, ENTER, SHIFT)
    _type(editor, "Two.")
    assert editor.text() == "One.\nTwo."


def test_a_step_between_elements_is_one_step_of_undo(editor: ScriptEditor):
    _type(editor, "She waits.", TAB, "nell")
    before = editor.text()
    _type(editor, TAB)
    assert editor.text() == before + "\n()"
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.text() == before


def test_moving_away_forgets_what_was_meant(editor: ScriptEditor):
    _type(editor, "One.", ENTER, TAB)
    assert editor.current_element() is _K.CHARACTER
    _type(editor, Qt.Key.Key_Up, Qt.Key.Key_Down)
    assert editor.current_element() is _K.BLANK


def test_it_can_be_switched_off(editor: ScriptEditor):
    editor.elements.enabled = False
    _type(editor, "One.", ENTER, "Two.", TAB)
    assert editor.text() == "One.\nTwo."


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (_K.SCENE_HEADING, ".THE SEA"),
        (_K.CHARACTER, "THE SEA"),
        (_K.TRANSITION, "> THE SEA"),
        (_K.CENTERED, "> The sea <"),
        (_K.LYRICS, "~The sea"),
        (_K.SECTION, "# The sea"),
        (_K.NOTE, "[[The sea]]"),
    ],
)
def test_an_element_is_changed_in_one_step(editor: ScriptEditor, kind: ElementKind, line: str):
    editor.set_text("The sea")
    editor.elements.convert(editor.textCursor(), kind)
    assert editor.text() == line
    assert editor.current_element() is kind
    editor.undo()
    assert editor.text() == "The sea"


def test_emphasis_on_a_selection_and_on_nothing(editor: ScriptEditor):
    editor.set_text("The sea")
    editor.selectAll()
    cursor = editor.textCursor()
    editor.elements.emphasize(cursor, "**")
    assert editor.text() == "**The sea**"
    editor.elements.emphasize(cursor, "**")
    assert editor.text() == "The sea"


class TestCompletion:
    def test_a_name_is_completed_and_enter_goes_on(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, "She waits.", TAB)
        assert popup.open
        _type(editor, "n")
        assert popup.open
        _type(editor, ENTER, "Yes.")
        assert editor.text() == "She waits.\n\nNELL\nYes."
        assert not popup.open

    def test_up_and_down_choose(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, TAB, Qt.Key.Key_Down, TAB)
        assert editor.text() == "ELIAS"

    def test_escape_closes_it_for_this_line(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, TAB, ESCAPE, "n")
        assert not popup.open
        assert editor.text() == "N"

    def test_a_heading_is_built_step_by_step(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, "in", TAB)
        assert editor.text() == "INT. "
        assert popup.open
        _type(editor, TAB, " - n", ENTER, "She waits.")
        assert editor.text() == "INT. FERRY - NIGHT\n\nShe waits."

    def test_an_empty_name_left_with_enter_takes_nobody(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, TAB, ENTER, "She goes.")
        assert editor.text() == "She goes."

    def test_a_click_takes_it(self, editor: ScriptEditor, popup: CompletionPopup):
        _type(editor, TAB)
        place = popup.list.visualRect(popup.list.model().index(1, 0)).center()
        QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert editor.text() == "ELIAS"

    def test_stories_have_none(self, editor: ScriptEditor, popup: CompletionPopup):
        from scriptwriter.domain.cue import Form

        editor.set_form(Form.PROSE)
        _type(editor, "N")
        assert not popup.open
