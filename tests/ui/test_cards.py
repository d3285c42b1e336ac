"""Scene cards: what they say, jumping, and putting them in another order."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from scriptwriter.ui.panels.cards import SceneCards
from scriptwriter.ui.panels.scene_view import dragged
from tests.ui.test_outline_panel import ALT_SHIFT, SCRIPT, drag, items_of


@pytest.fixture
def cards(qtbot) -> SceneCards:
    widget = SceneCards()
    qtbot.addWidget(widget)
    widget.resize(520, 500)  # two in a row
    widget.set_outline(items_of(SCRIPT), {2: "The kettle.", 6: "Rain."})
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.cards.setFocus()
    qtbot.waitUntil(widget.cards.hasFocus)
    return widget


def place_of(cards: SceneCards, row: int, right: bool) -> QPoint:
    cell = cards.cards.visualRect(cards.cards.model().index(row, 0))
    return cell.center() + QPoint(40 if right else -40, 0)


def choose(cards: SceneCards, row: int) -> None:
    cards.cards.setCurrentIndex(cards.cards.model().index(row, 0))


def drop(cards: SceneCards, source: int, place: QPoint) -> None:
    data, move, left = dragged(source), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none, port = Qt.KeyboardModifier.NoModifier, cards.cards.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(place, move, data, left, none))
    QApplication.sendEvent(port, QDragMoveEvent(place, move, data, left, none))
    QApplication.sendEvent(port, QDropEvent(QPointF(place), move, data, left, none))


def test_nothing_yet(qtbot):
    cards = SceneCards()
    qtbot.addWidget(cards)
    cards.show()
    assert cards._notice.isVisible()


def test_a_card_for_each_scene(cards):
    model = cards.cards.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == ["INT. KITCHEN - DAY", "EXT. SEA - NIGHT", "INT. LAMP ROOM - LATER"]
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == [
        "INT. KITCHEN - DAY, Scene 1, They meet., Colour: Red",
        "EXT. SEA - NIGHT, Scene 2, Rain.",
    ]
    assert cards.cards.columns() == 2
    assert not cards.grab().isNull()


def test_return_and_double_click_jump(qtbot, cards):
    choose(cards, 1)
    with qtbot.waitSignal(cards.jump) as signal:
        qtbot.keyClick(cards.cards, Qt.Key.Key_Return)
    assert signal.args == [6]
    with qtbot.waitSignal(cards.jump) as signal:
        qtbot.mouseClick(cards.cards.viewport(), Qt.MouseButton.LeftButton, pos=place_of(cards, 2, right=False))
        qtbot.mouseDClick(cards.cards.viewport(), Qt.MouseButton.LeftButton, pos=place_of(cards, 2, right=False))
    assert signal.args == [10]


@pytest.mark.parametrize(
    ("row", "key", "expected"),
    [
        (1, Qt.Key.Key_Left, [2, 1]),
        (0, Qt.Key.Key_Right, [1, 3]),
        (0, Qt.Key.Key_Down, [1, 5]),
        (2, Qt.Key.Key_Up, [4, 1]),
    ],
)
def test_moving_by_keyboard(qtbot, cards, row: int, key: Qt.Key, expected: list[int]):
    choose(cards, row)
    with qtbot.waitSignal(cards.move_requested) as signal:
        qtbot.keyClick(cards.cards, key, ALT_SHIFT)
    assert signal.args == expected


def test_nothing_moves_past_the_ends(qtbot, cards):
    with qtbot.assertNotEmitted(cards.move_requested):
        choose(cards, 0)
        qtbot.keyClick(cards.cards, Qt.Key.Key_Left, ALT_SHIFT)
        qtbot.keyClick(cards.cards, Qt.Key.Key_Up, ALT_SHIFT)
        choose(cards, 2)
        qtbot.keyClick(cards.cards, Qt.Key.Key_Right, ALT_SHIFT)


@pytest.mark.parametrize(("row", "right", "target"), [(0, False, 1), (0, True, 2), (1, True, 3)])
def test_dropping_before_and_after_a_card(qtbot, cards, row: int, right: bool, target: int):
    with qtbot.waitSignal(cards.move_requested) as signal:
        drop(cards, 4, place_of(cards, row, right))
    assert signal.args == [4, target]
    assert cards.cards.model().rowCount() == 3


def test_the_mouse_drags_cards(qtbot, cards, monkeypatch):
    begun = []
    monkeypatch.setattr(cards.cards, "startDrag", begun.append)
    drag(qtbot, cards.cards, place_of(cards, 1, right=False), place_of(cards, 0, right=False))
    assert begun


def test_dropping_where_it_was_moves_nothing(qtbot, cards):
    with qtbot.assertNotEmitted(cards.move_requested, wait=50):
        drop(cards, 1, place_of(cards, 0, right=True))


def test_the_moved_card_stays_chosen(qtbot, cards):
    choose(cards, 0)
    qtbot.keyClick(cards.cards, Qt.Key.Key_Right, ALT_SHIFT)
    moved = "# Act I\n\nEXT. SEA - NIGHT #2#\n\nINT. KITCHEN - DAY #1#\n\n# Act II\n\nINT. LAMP ROOM - LATER #3#"
    cards.set_outline(items_of(moved), {})
    assert cards.current() == 2


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen
def test_the_menu(qtbot, cards):
    place = cards.cards.viewport().mapToGlobal(place_of(cards, 1, right=False))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place_of(cards, 1, right=False), place)
    QApplication.sendEvent(cards.cards.viewport(), event)
    with qtbot.waitSignal(cards.color_requested) as signal:
        next(action for action in cards.color_menu.actions() if action.text() == "Green").trigger()
    assert signal.args == [2, "green"]
    cards.menu.close()


def test_the_place_of_the_cursor(cards):
    cards.cards.clearFocus()
    cards.show_line(8)
    cards.show_line(11)
    assert cards.current() == 4
