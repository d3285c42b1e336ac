"""Underlines, the menu and the dialog."""

import os
import signal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest

from scriptwriter.domain.errors import Failure
from scriptwriter.services import spelling
from scriptwriter.ui.dialogs.spelling import SpellDialog, open_spelling
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.spelling import Place, SpellChecker, language_name

SCRIPT = """\
Title: The Harbuor
Author: Xqzw

INT. LIGHTHOSE - NIGHT

The lighthose 😀 stands in the drak. [[A noet.]]

XQZW
The lighthose, Xqzw?

CUT TO:"""
WRONG = ["Harbuor", "lighthose", "drak", "noet", "lighthose"]
KEY = Qt.Key


@pytest.fixture(scope="module")
def one_process():
    """Starting takes longer than all that the tests ask."""
    known: dict[str, spelling.Speller] = {}
    yield known
    for speller in known.values():
        spelling.Speller.close(speller)


@pytest.fixture
def checker(qtbot, monkeypatch, one_process) -> SpellChecker:
    class Kept(spelling.Speller):
        def __new__(cls, language):
            if language not in one_process:
                made = object.__new__(cls)
                spelling.Speller.__init__(made, language)
                one_process[language] = made
            return one_process[language]

        def __init__(self, language):
            pass

        def close(self):
            pass

    monkeypatch.setattr("scriptwriter.ui.spelling.Speller", Kept)
    return make(qtbot)


def make(qtbot) -> SpellChecker:
    editor = ScriptEditor()
    checker = SpellChecker(editor)
    qtbot.addWidget(editor, before_close_func=lambda _editor: checker.close())
    editor.resize(1000, 700)
    editor.set_text(SCRIPT)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    checker.set_language("en_GB")
    qtbot.waitUntil(lambda: wrong(checker) == WRONG)
    return checker


def wrong(checker: SpellChecker) -> list[str]:
    return [checker.word_at(place) for place in checker.wrong_places()]


def marks(checker: SpellChecker, number: int) -> list[tuple[int, int]]:
    layout = checker.editor.page_layout
    found = checker._marks(number, layout.kind_at(number), layout.classifier.lines[number])
    assert all(mark.format.underlineStyle() is QTextCharFormat.UnderlineStyle.SpellCheckUnderline for mark in found)
    return [(mark.start, mark.length) for mark in found]


def point_at(checker: SpellChecker, place: Place) -> QPoint:
    cursor = checker.cursor_at(place)
    cursor.setPosition(cursor.selectionStart() + 1)
    return checker.editor.cursorRect(cursor).center()


def offered(actions) -> list[str]:
    return [action.text() for action in actions if action.isVisible() and not action.isSeparator()]


class TestUnderlines:
    def test_what_is_marked(self, checker):
        assert marks(checker, 0) == [(11, 7)]
        assert marks(checker, 1) == marks(checker, 3) == marks(checker, 7) == marks(checker, 10) == []
        assert marks(checker, 5) == [(4, 9), (31, 4), (41, 4)]

    def test_they_are_painted_in_their_colour(self, checker):
        checker.editor.set_text("\n\nlighthose")
        checker.set_color("#ff0000")

        def red() -> bool:
            picture = checker.editor.viewport().grab().toImage()
            colors = {picture.pixel(x, y) for x in range(picture.width()) for y in range(40, 200)}
            return any(QColor(color).red() > 200 and QColor(color).green() < 120 for color in colors)

        assert red()
        checker.set_language("")
        assert not red()

    def test_a_word_is_left_alone_while_it_is_typed(self, qtbot, checker):
        editor = checker.editor
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClick(editor, KEY.Key_Return)
        QTest.keyClick(editor, KEY.Key_Return)
        QTest.keyClicks(editor, "He rnu")
        last = len(editor.classifier.lines) - 1
        qtbot.waitUntil(lambda: "rnu" in wrong(checker))
        assert marks(checker, last) == []
        QTest.keyClicks(editor, " ")
        assert marks(checker, last) == [(3, 3)]
        qtbot.keyClick(editor, KEY.Key_Backspace)
        assert marks(checker, last) == []
        qtbot.keyClick(editor, KEY.Key_Home)
        assert marks(checker, last) == [(3, 3)]

    def test_only_what_is_seen_is_looked_up(self, qtbot, checker):
        checker.editor.set_text("good\n" * 400 + "wrogn")
        with qtbot.waitSignal(checker.checked):
            checker.check_visible()
        assert wrong(checker) == []
        checker.editor.verticalScrollBar().setValue(checker.editor.verticalScrollBar().maximum())
        qtbot.waitUntil(lambda: wrong(checker) == ["wrogn"])

    def test_own_words_and_names(self, qtbot, checker):
        checker.set_words(["Drak", "lighthose"])
        assert wrong(checker) == ["Harbuor", "noet"]
        checker.set_words([])
        assert wrong(checker) == WRONG
        checker.editor.set_text("A drak-like sky.\n\nXqzw")
        qtbot.waitUntil(lambda: wrong(checker) == ["drak-like", "Xqzw"])
        checker.set_words(["drak"])
        qtbot.waitUntil(lambda: wrong(checker) == ["Xqzw"])

    def test_words_are_told_once(self, qtbot, checker):
        with qtbot.waitSignal(checker.words_changed) as told:
            checker.add_word("noet")
        assert told.args == [["noet"]]
        with qtbot.assertNotEmitted(checker.words_changed):
            checker.add_word("Noet")
            checker.ignore("drak")
        assert checker.words() == ["noet"]
        assert wrong(checker) == ["Harbuor", "lighthose", "lighthose"]

    def test_no_dictionary_is_one_line(self, qtbot, checker, monkeypatch):
        with qtbot.waitSignal(checker.message) as told:
            checker.set_language("xx_XX")
        assert "xx_XX" in told.args[0]
        assert checker.language == ""
        assert wrong(checker) == []
        assert marks(checker, 5) == []
        assert checker.menu_actions(QPoint(300, 200)) == []
        with qtbot.waitSignal(checker.message):
            assert open_spelling(checker) is None

    def test_another_language(self, qtbot, checker):
        checker.editor.set_text("The harbour.")
        checker.set_language("en_US")
        qtbot.waitUntil(lambda: wrong(checker) == ["harbour"])

    def test_names_of_languages(self):
        assert language_name("de_DE").endswith("(de_DE)")
        assert language_name("tlh") == "tlh"


class TestHelper:
    def test_a_killed_helper_comes_back(self, qtbot):
        checker = make(qtbot)
        speller = checker._speller
        assert speller is not None
        assert speller.pid is not None
        os.kill(speller.pid, signal.SIGKILL)
        checker.editor.set_text("wrogn")
        qtbot.waitUntil(lambda: wrong(checker) == ["wrogn"])

    def test_one_that_always_dies_is_told(self, qtbot, checker, monkeypatch):
        def die(*_args):
            raise Failure("The helper stopped.")

        monkeypatch.setattr(checker._speller, "unknown", die)
        with qtbot.waitSignal(checker.message) as told:
            checker.editor.set_text("wrogn")
        assert told.args == ["Spelling is not checked any more: The helper stopped."]
        assert checker.language == ""

    def test_closing_waits_for_nobody(self, qtbot):
        checker = make(qtbot)
        checker.suggestions("wrognwrognwrogn")
        checker.close()
        checker.close()


class TestMenu:
    def test_suggestions_come_later(self, qtbot, checker):
        place = next(checker.wrong_places())
        checker._suggestions.clear()
        actions = checker.menu_actions(point_at(checker, place))
        assert offered(actions)[0] == "Looking for suggestions…"
        qtbot.waitUntil(lambda: offered(actions)[0] == "Harbour")
        actions[1].trigger()
        assert checker.editor.classifier.lines[0] == "Title: The Harbour"
        checker.editor.undo()
        assert checker.editor.text() == SCRIPT
        assert offered(checker.menu_actions(point_at(checker, place)))[0] == "Harbour"

    def test_add_and_ignore(self, checker):
        places = {checker.word_at(place): place for place in checker.wrong_places()}
        *_, add, _ignore = checker.menu_actions(point_at(checker, places["drak"]))
        assert "drak" in add.text()
        add.trigger()
        assert checker.words() == ["drak"]
        *_, ignore = checker.menu_actions(point_at(checker, places["noet"]))
        ignore.trigger()
        assert wrong(checker) == ["Harbuor", "lighthose", "lighthose"]

    def test_nothing_for_words_that_are_right(self, checker):
        place = Place(5, 0, 3)
        assert checker.menu_actions(point_at(checker, place)) == []

    def test_read_only(self, qtbot, checker):
        checker.editor.setReadOnly(True)
        actions = checker.menu_actions(point_at(checker, next(checker.wrong_places())))
        with qtbot.waitSignal(checker.suggested, raising=False, timeout=3000):
            checker._suggestions.clear()
            checker.suggestions("Harbuor")
        assert not any(action.isVisible() for action in actions[1:6])


@pytest.fixture
def dialog(qtbot, checker) -> SpellDialog:
    dialog = open_spelling(checker, checker.editor)
    assert dialog is not None
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: shown(dialog, "Harbuor", "Harbour"))
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def shown(dialog: SpellDialog, word: str, suggestion: str = "") -> bool:
    return f"<u>{word}</u>" in dialog.context.text() and (not suggestion or dialog.field.text() == suggestion)


class TestDialog:
    def test_word_by_word_by_keyboard(self, qtbot, checker, dialog):
        assert dialog.field.hasFocus()
        qtbot.keyClick(dialog.field, KEY.Key_Return)
        assert checker.editor.classifier.lines[0] == "Title: The Harbour"
        qtbot.waitUntil(lambda: shown(dialog, "lighthose", "lighthouse"))
        assert checker.editor.textCursor().selectedText() == "lighthose"
        dialog.change_all_button.click()
        assert checker.editor.text().count("lighthouse") == 2
        qtbot.waitUntil(lambda: shown(dialog, "drak", "dark"))
        qtbot.keyClick(dialog.field, KEY.Key_Down)
        second = dialog.field.text()
        assert second not in ("dark", "drak")
        qtbot.keyClick(dialog.field, KEY.Key_Up)
        assert dialog.field.text() == "dark"
        qtbot.keyClicks(dialog.field, "black")
        qtbot.keyClick(dialog.field, KEY.Key_Return)
        assert "in the black." in checker.editor.text()
        assert shown(dialog, "noet")
        dialog.ignore_button.click()
        qtbot.waitUntil(lambda: dialog.context.text() == "All words are known.")
        assert not dialog.change_button.isEnabled()
        qtbot.keyClick(dialog, KEY.Key_Escape)
        assert not dialog.isVisible()
        for _ in range(3):
            checker.editor.undo()
        assert checker.editor.text() == SCRIPT

    def test_add(self, checker, dialog):
        dialog.add_button.click()
        assert checker.words() == ["Harbuor"]
        assert shown(dialog, "lighthose")

    def test_it_begins_at_the_cursor_and_goes_round(self, qtbot, checker):
        cursor = checker.editor.textCursor()
        cursor.setPosition(checker.editor.document().findBlockByNumber(8).position())
        checker.editor.setTextCursor(cursor)
        dialog = SpellDialog(checker)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: shown(dialog, "lighthose"))
        assert dialog._place == Place(8, 4, 13)
        dialog.ignore()
        assert shown(dialog, "Harbuor")

    def test_what_is_typed_is_looked_up_too(self, qtbot, checker):
        checker.editor.set_text("wrogn")
        dialog = SpellDialog(checker)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: shown(dialog, "wrogn", "wrong"))
        dialog.field.setText("wrnog")
        dialog.change()
        qtbot.waitUntil(lambda: shown(dialog, "wrnog"))

    def test_it_cannot_change_what_is_read_only(self, qtbot, checker, dialog):
        checker.editor.setReadOnly(True)
        dialog.field.setText("something")
        assert not dialog.change_button.isEnabled()
        dialog.change()
        dialog.change_all()
        assert checker.editor.text() == SCRIPT

    def test_it_survives_another_text(self, checker, dialog):
        checker.editor.set_text("")
        dialog.change()
        dialog.ignore()
        assert checker.editor.text() == ""

    def test_everything_has_a_name(self, dialog):
        for part in (dialog.field, dialog.list, dialog.context):
            assert part.accessibleName()
        assert dialog.nextInFocusChain() is not None
