"""Suggestions in the window, with real key events: side by side, switched by typing, kept, found again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services.project import Projects
from scriptwriter.services.suggestions import Round, Snapshot, join
from scriptwriter.ui.dialogs.suggestion_tree import SuggestionTreeDialog
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.suggestion_model import Card
from tests.ui.conftest import make_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SCENE = "INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came"
TEXTS = (" for my letter.", " for the old bridge.", " home.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(SCENE, encoding="utf-8")
    return path


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine(TEXTS)


@pytest.fixture
def window(qtbot, engine: ScriptedEngine, file: Path) -> MainWindow:
    window = make_window(qtbot, engine, alternatives=3)
    window.files.load(file)
    return window


def cards(window: MainWindow) -> list[Card]:
    return window.suggestions.list.cards


def texts(window: MainWindow) -> tuple[str, ...]:
    return tuple(card.text for card in cards(window))


def shown(window: MainWindow) -> list[int]:
    return [row for row, card in enumerate(cards(window)) if card.shown]


def ask(window: MainWindow, qtbot, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(window.editor, Qt.Key.Key_Return, modifiers)
    qtbot.waitUntil(lambda: not window.continuing.running)
    qtbot.waitUntil(lambda: len(shown(window)) == 1)


def rounds(window: MainWindow) -> tuple[Round, ...]:
    return window.suggesting.store.tree.snapshot().rounds


def key(window: MainWindow, name: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.editor, name, modifiers)


def to_end(window: MainWindow) -> None:
    window.editor.moveCursor(QTextCursor.MoveOperation.End)


class TestRound:
    def test_all_alternatives_stand_side_by_side(self, window: MainWindow, qtbot):
        window.panel.add_keyword("letter")
        ask(window, qtbot)
        assert texts(window) == TEXTS
        assert [bool(card.used) for card in cards(window)] == [True, False, False]
        assert shown(window) == [0]
        assert "Scripted" in cards(window)[0].source

    def test_they_are_shown_while_they_stream(self, qtbot, file: Path):
        engine = ScriptedEngine(TEXTS, gated=True)
        window = make_window(qtbot, engine, alternatives=3)
        window.files.load(file)
        key(window, Qt.Key.Key_Return, CONTROL)
        engine.release(4)
        qtbot.waitUntil(lambda: texts(window) == (" for my letter.", " for", ""))
        assert [card.streaming for card in cards(window)] == [False, True, True]
        key(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: texts(window) == (" for my letter.",))
        assert not shown(window)
        assert [len(one.alternatives) for one in rounds(window)] == [1], "only what was complete is kept"

    def test_alt_down_is_followed(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Down, ALT)
        qtbot.waitUntil(lambda: shown(window) == [1])
        assert window.suggestions.list.currentIndex().row() == 1

    def test_choosing_a_card_makes_it_the_ghost_and_return_takes_it(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        window.suggestions.list.setFocus()
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Down)
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Down)
        assert window.editor.ghost_text() == " home."
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Return)
        assert window.editor.text() == SCENE + " home."
        assert [item.taken for item in rounds(window)[0].alternatives] == [False, False, True]

    def test_after_esc_a_card_brings_the_ghost_back(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not shown(window))
        assert texts(window) == TEXTS
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Down)
        assert window.editor.ghost_text() == " for the old bridge."
        key(window, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == " home."
        key(window, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + " home."

    def test_another_try_is_another_round(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        ask(window, qtbot, CONTROL | SHIFT)
        qtbot.waitUntil(lambda: window.suggestions.round_label.text() == "Round 2 of 2")
        window.suggestions.previous.click()
        assert window.suggestions.round_label.text() == "Round 1 of 2"
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Down)
        assert window.editor.ghost_text() == " for the old bridge."
        assert len(rounds(window)) == 2


class TestTyping:
    def test_typing_what_the_ghost_says_uses_it_up(self, window: MainWindow, engine: ScriptedEngine, qtbot):
        ask(window, qtbot)
        QTest.keyClicks(window.editor, " for my")
        assert window.editor.ghost_text() == " letter."
        assert len(engine.requests) == 1

    def test_typing_what_another_one_says_switches(self, window: MainWindow, engine: ScriptedEngine, qtbot):
        ask(window, qtbot)
        QTest.keyClicks(window.editor, " for t")
        assert window.editor.ghost_text() == "he old bridge."
        qtbot.waitUntil(lambda: shown(window) == [1])
        key(window, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + " for the old bridge."
        assert len(engine.requests) == 1
        assert [item.taken for item in rounds(window)[0].alternatives] == [False, True, False]

    def test_typing_what_none_says_dismisses(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        QTest.keyClicks(window.editor, " for x")
        assert not window.editor.has_ghost()

    def test_after_a_word_only_those_that_begin_with_it_are_left(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Right, CONTROL)
        key(window, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == " the old bridge."
        key(window, Qt.Key.Key_Down, ALT)
        assert window.editor.ghost_text() == " my letter."
        window.suggestions.list.setCurrentIndex(window.suggestions.list.model().index(2, 0))
        assert window.editor.ghost_text() == " my letter."
        assert window.suggestions.list.currentIndex().row() == 0
        assert "does not begin" in window.status.currentMessage()


class TestReadingAhead:
    def test_what_would_be_asked_next_is_read_while_the_writer_reads(self, window, engine: ScriptedEngine, qtbot):
        ask(window, qtbot)
        qtbot.waitUntil(lambda: any(request.text.endswith("I came for my letter.") for request in engine.warmed))
        key(window, Qt.Key.Key_Down, ALT)
        qtbot.waitUntil(lambda: engine.warmed[-1].text.endswith("I came for the old bridge."))

    def test_it_is_read_once(self, window: MainWindow, engine: ScriptedEngine, qtbot):
        ask(window, qtbot)
        qtbot.waitUntil(lambda: bool(engine.warmed) and engine.warmed[-1].text.endswith("letter."))
        count = len(engine.warmed)
        QTest.keyClicks(window.editor, " for")
        window.continuing._prepare()
        qtbot.waitUntil(lambda: window.session._jobs.empty())
        assert len(engine.warmed) == count


class TestPlaces:
    def test_coming_back_to_a_place_shows_what_was_offered_there(self, window: MainWindow, qtbot):
        QTest.keyClicks(window.editor, " back, and this is a long way to go on a night like this. " * 8)
        ask(window, qtbot)
        key(window, Qt.Key.Key_Escape)
        window.editor.moveCursor(QTextCursor.MoveOperation.Start)
        qtbot.waitUntil(lambda: not cards(window))
        QTest.keyClicks(window.editor, "EXT. BRIDGE - DAY")
        to_end(window)
        qtbot.waitUntil(lambda: texts(window) == TEXTS)

    def test_undo_comes_back_to_the_other_ones(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: "led here" in window.suggestions.note.text())
        window.editor.undo()
        qtbot.waitUntil(lambda: texts(window) == TEXTS)
        assert [card.taken for card in cards(window)] == [True, False, False]

    def test_what_was_taken_leads_on(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Tab)
        QTest.keyClicks(window.editor, " And")
        ask(window, qtbot)
        tree = window.suggesting.store.tree.snapshot()
        first, second = tree.rounds
        child = next(place for place in tree.places if place.key == second.place)
        assert child.parent == (first.id, 0)

    def test_the_dialog_goes_to_a_place(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Tab)
        ask(window, qtbot)
        key(window, Qt.Key.Key_Escape)
        store = window.suggesting.store
        dialog = SuggestionTreeDialog(store.tree.snapshot(), window.editor.text(), window.editor.form())
        qtbot.addWidget(dialog)
        dialog.place_wanted.connect(window.suggesting.go_to)
        dialog.show()
        root = dialog.view.topLevelItem(0)
        assert root is not None
        assert dialog.view.topLevelItemCount() == 1, "the second place hangs below what led to it"
        assert len(leaves(root)) == 6
        dialog.view.setFocus()
        QTest.keyClick(dialog.view, Qt.Key.Key_Home)
        dialog.button.click()
        assert window.editor.text_before_cursor() == SCENE
        assert texts(window) == TEXTS

    def test_the_dialog_shows_an_alternative_at_the_cursor(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Tab)
        dialog = SuggestionTreeDialog(
            window.suggesting.store.tree.snapshot(), window.editor.text(), window.editor.form(), parent=window
        )
        dialog.alternative_wanted.connect(window.suggesting.show_kept)
        dialog.show()
        root = dialog.view.topLevelItem(0)
        assert root is not None
        dialog.view.setCurrentItem(leaves(root)[2])
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)
        assert window.editor.ghost_text() == " home."
        key(window, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + " for my letter. home."

    def test_a_place_that_is_gone_shows_what_it_had(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Escape)
        place = rounds(window)[0].place
        window.editor.selectAll()
        QTest.keyClicks(window.editor, "x")
        window.suggesting.go_to(place)
        assert texts(window) == TEXTS
        assert "no longer" in window.status.currentMessage()


def leaves(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The alternatives below an item, in their order."""
    found = [item] if item.data(0, Qt.ItemDataRole.UserRole + 1) is not None else []
    for row in range(item.childCount()):
        found += leaves(item.child(row))
    return found


class TestKeeping:
    def test_the_next_start_finds_the_tree(self, window: MainWindow, engine: ScriptedEngine, qtbot, file: Path):
        ask(window, qtbot)
        key(window, Qt.Key.Key_Escape)
        window.close()
        second = make_window(qtbot, engine, alternatives=3)
        second.files.load(file)
        qtbot.waitUntil(lambda: texts(second) == TEXTS)

    def test_a_script_without_a_file_brings_its_tree_into_its_first_file(self, qtbot, engine, tmp_path: Path):
        window = make_window(qtbot, engine, alternatives=3)
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
        QTest.keyClicks(window.editor, "She waits.")
        ask(window, qtbot)
        key(window, Qt.Key.Key_Tab)
        path = tmp_path / "new.fountain"
        window.files.ask_save_path = lambda: path  # type: ignore[method-assign]
        assert window.files.save()
        window.close()
        projects = Projects()
        project = projects.open(path, path.read_text(encoding="utf-8"))
        kept = join(project, Snapshot())
        project.close()
        projects.close()
        assert [item.text for item in kept.rounds[0].alternatives] == list(TEXTS)
        assert kept.rounds[0].alternatives[0].taken

    def test_another_script_has_a_tree_of_its_own(self, window: MainWindow, qtbot, tmp_path: Path):
        ask(window, qtbot)
        other = tmp_path / "other.fountain"
        other.write_text("EXT. SEA - DAY\n\nWaves.", encoding="utf-8")
        window.editor.document().setModified(False)
        window.files.load(other)
        assert not rounds(window)
        assert not cards(window)

    def test_a_damaged_project_does_not_disturb(self, window: MainWindow, engine, qtbot, file: Path):
        ask(window, qtbot)
        project = window.safekeeping.project
        assert project is not None
        with project.database.transaction() as connection:
            connection.execute("DROP TABLE suggestions")
        ask(window, qtbot, CONTROL | SHIFT)
        key(window, Qt.Key.Key_Tab)
        assert window.editor.text() == SCENE + TEXTS[0]
        window.editor.document().setModified(False)
        window.close()
        second = make_window(qtbot, engine, alternatives=3)
        second.files.load(file)
        ask(second, qtbot)
        assert texts(second) == TEXTS


class TestWindow:
    def test_f6_comes_to_the_cards_when_there_are_some(self, window: MainWindow, qtbot):
        ask(window, qtbot)
        window.activateWindow()
        window.editor.setFocus()
        qtbot.waitUntil(window.editor.hasFocus)
        for _ in range(2):
            QTest.keyClick(window, Qt.Key.Key_F6)
        qtbot.waitUntil(window.suggestions.list.hasFocus)
        assert window.editor.has_ghost(), "going to a panel dismisses nothing"
        QTest.keyClick(window.suggestions.list, Qt.Key.Key_Escape)
        qtbot.waitUntil(window.editor.hasFocus)

    def test_the_panel_can_be_hidden(self, window: MainWindow):
        assert window.suggestions.isVisible()
        QTest.keyClick(window, Qt.Key.Key_F9, SHIFT)
        assert not window.suggestions.isVisible()
        assert window.panel.isVisible()
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert not window.right_column.isVisible()
        QTest.keyClick(window, Qt.Key.Key_F9, SHIFT)
        assert window.suggestions.isVisible()
        assert not window.panel.isVisible()

    def test_a_small_window_lets_the_fields_scroll(self, window: MainWindow, qtbot):
        for word in ("one", "two", "three", "four", "five", "six of these words"):
            window.panel.add_keyword(word)
        window.resize(900, 480)
        qtbot.waitUntil(lambda: window.right_column.height() < 480)
        assert window.suggestions.height() >= window.suggestions.minimumHeight()
