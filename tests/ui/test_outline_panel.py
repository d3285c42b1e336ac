"""The outline panel: what it shows, jumping, moving, colours and synopses."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QInputDialog

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.outline import OutlineItem, read_outline
from scriptwriter.ui.panels.outline import OutlinePanel
from scriptwriter.ui.panels.scene_view import dragged

SCRIPT = """# Act I

INT. KITCHEN - DAY #1#
[[color red]]
= They meet.

EXT. SEA - NIGHT #2#

# Act II

INT. LAMP ROOM - LATER #3#"""
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def items_of(text: str) -> list[OutlineItem]:
    classifier = LineClassifier(text.split("\n"))
    return read_outline(classifier.lines, classifier.kinds)


@pytest.fixture
def panel(qtbot) -> OutlinePanel:
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    panel.set_outline(items_of(SCRIPT))
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    panel.tree.setFocus()
    qtbot.waitUntil(panel.tree.hasFocus)
    return panel


def rows(panel: OutlinePanel) -> list[str]:
    """What can be seen, from the top."""
    found, index = [], panel.tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = panel.tree.indexBelow(index)
    return found


def choose(panel: OutlinePanel, title: str) -> None:
    index = panel.tree.model().index(0, 0)
    while index.data() != title:
        index = panel.tree.indexBelow(index)
    panel.tree.setCurrentIndex(index)


def chosen(panel: OutlinePanel) -> str:
    return panel.tree.currentIndex().data()


def drop(panel: OutlinePanel, source: int, place: QPoint) -> None:
    data, copy, left = dragged(source), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none, port = Qt.KeyboardModifier.NoModifier, panel.tree.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(place, copy, data, left, none))
    QApplication.sendEvent(port, QDragMoveEvent(place, copy, data, left, none))
    QApplication.sendEvent(port, QDropEvent(QPointF(place), copy, data, left, none))


def drag(qtbot, view: QAbstractItemView, start: QPoint, end: QPoint) -> None:
    """Press and move the mouse as when a drag begins. Where it would end is for a real screen to say."""
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=start)
    for place in (start + QPoint(3, 3), start + QPoint(0, 20), end):
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, port.mapToGlobal(place), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(port, event)
    qtbot.mouseRelease(port, left, pos=end)


def open_menu(panel: OutlinePanel) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(panel.tree, event)


def test_nothing_yet(qtbot):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show()
    assert panel._notice.isVisible()
    assert panel._notice.text() == "Scenes and sections appear here as you write them."
    assert not panel.filter.isVisible()


def test_titles_and_what_is_said_about_them(panel):
    assert rows(panel) == ["Act I", "INT. KITCHEN - DAY", "EXT. SEA - NIGHT", "Act II", "INT. LAMP ROOM - LATER"]
    choose(panel, "INT. KITCHEN - DAY")
    said = panel.tree.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert said == "INT. KITCHEN - DAY\nScene 1\nThey meet.\nColour: Red"


def test_return_jumps(qtbot, panel):
    choose(panel, "EXT. SEA - NIGHT")
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert signal.args == [6]


def test_a_click_jumps(qtbot, panel):
    choose(panel, "INT. LAMP ROOM - LATER")
    place = panel.tree.visualRect(panel.tree.currentIndex()).center()
    choose(panel, "Act I")
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [10]


@pytest.mark.parametrize(
    ("title", "key", "expected"),
    [
        ("EXT. SEA - NIGHT", Qt.Key.Key_Up, [2, 1]),
        ("INT. KITCHEN - DAY", Qt.Key.Key_Down, [1, 3]),
        ("EXT. SEA - NIGHT", Qt.Key.Key_Down, [2, 4]),
        ("Act I", Qt.Key.Key_Down, [0, 5]),
        ("Act II", Qt.Key.Key_Up, [3, 0]),
    ],
)
def test_moving_by_keyboard(qtbot, panel, title: str, key: Qt.Key, expected: list[int]):
    choose(panel, title)
    with qtbot.waitSignal(panel.move_requested) as signal:
        qtbot.keyClick(panel.tree, key, ALT_SHIFT)
    assert signal.args == expected


def test_the_moved_item_stays_chosen(qtbot, panel):
    panel.set_outline(items_of(".SAME\n\n.OTHER\n\n.SAME"))
    panel.tree.setCurrentIndex(panel.tree.model().index(0, 0))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down, ALT_SHIFT)
    panel.set_outline(items_of(".OTHER\n\n.SAME\n\n.SAME"))
    assert panel.current() == 1


def test_nothing_moves_past_the_ends(qtbot, panel):
    with qtbot.assertNotEmitted(panel.move_requested):
        choose(panel, "Act I")
        qtbot.keyClick(panel.tree, Qt.Key.Key_Up, ALT_SHIFT)
        choose(panel, "INT. LAMP ROOM - LATER")
        qtbot.keyClick(panel.tree, Qt.Key.Key_Down, ALT_SHIFT)


def test_the_mouse_drags_items(qtbot, panel, monkeypatch):
    begun = []
    monkeypatch.setattr(panel.tree, "startDrag", begun.append)
    choose(panel, "EXT. SEA - NIGHT")
    place = panel.tree.visualRect(panel.tree.currentIndex()).center()
    drag(qtbot, panel.tree, place, place - QPoint(0, 60))
    assert begun


def test_dropping_between_items(qtbot, panel):
    choose(panel, "INT. KITCHEN - DAY")
    place = panel.tree.visualRect(panel.tree.currentIndex()).topLeft() + QPoint(20, 1)
    with qtbot.waitSignal(panel.move_requested) as signal:
        drop(panel, 4, place)
    assert signal.args == [4, 1]
    assert len(rows(panel)) == 5, "only the script moves things"


def test_dropping_on_a_section_puts_into_it(qtbot, panel):
    choose(panel, "Act II")
    place = panel.tree.visualRect(panel.tree.currentIndex()).center()
    with qtbot.waitSignal(panel.move_requested) as signal:
        drop(panel, 1, place)
    assert signal.args == [1, 5]


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen
def test_the_menu_colors(qtbot, panel):
    choose(panel, "INT. KITCHEN - DAY")
    open_menu(panel)
    assert panel.menu.isVisible()
    colors = {action.text(): action for action in panel.color_menu.actions()}
    assert colors["Red  ✓"].isChecked()
    with qtbot.waitSignal(panel.color_requested) as signal:
        colors["Blue"].trigger()
    assert signal.args == [1, "blue"]
    with qtbot.waitSignal(panel.color_requested) as signal:
        colors["None"].trigger()
    assert signal.args == [1, ""]
    panel.menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus, without a screen
def test_the_menu_asks_for_a_synopsis(qtbot, panel):
    choose(panel, "INT. KITCHEN - DAY")
    open_menu(panel)
    next(action for action in panel.menu.actions() if action.text() == "Synopsis…").trigger()
    panel.menu.close()
    dialog = panel.findChild(QInputDialog)
    assert dialog.textValue() == "They meet."
    panel.set_outline(items_of("# New\n\n" + SCRIPT))
    dialog.setTextValue("They part.")
    with qtbot.waitSignal(panel.synopsis_requested) as signal:
        dialog.accept()
    assert signal.args == [2, "They part."], "the same scene, though it is another one in the row now"


def test_filtering(qtbot, panel):
    qtbot.keyClicks(panel.filter, "meet")
    assert rows(panel) == ["Act I", "INT. KITCHEN - DAY"]
    qtbot.keyClicks(panel.filter, "xx")
    assert panel._notice.text() == "No scene or section contains “meetxx”."
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(rows(panel)) == 5
    qtbot.keyClicks(panel.filter, "act ii")
    assert rows(panel) == ["Act II", "INT. LAMP ROOM - LATER"]
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.tree.hasFocus)


def test_the_place_of_the_cursor(qtbot, panel):
    panel.filter.setFocus()
    panel.show_line(7)
    assert chosen(panel) == "EXT. SEA - NIGHT"
    panel.tree.setFocus()
    panel.show_line(0)
    assert chosen(panel) == "EXT. SEA - NIGHT", "somebody is using the tree"


def test_what_is_folded_and_chosen_stays(panel):
    choose(panel, "Act I")
    panel.tree.collapse(panel.tree.currentIndex())
    choose(panel, "INT. LAMP ROOM - LATER")
    panel.set_outline(items_of("INT. FIRST - DAY\n\n" + SCRIPT))
    assert rows(panel) == ["INT. FIRST - DAY", "Act I", "Act II", "INT. LAMP ROOM - LATER"]
    assert chosen(panel) == "INT. LAMP ROOM - LATER"
    panel.tree.clearFocus()
    panel.show_line(5)
    assert chosen(panel) == "Act I", "the section that hides the scene"
    assert "INT. KITCHEN - DAY" not in rows(panel)


def test_a_new_title_is_shown(panel):
    panel.set_outline(items_of(SCRIPT.replace("KITCHEN", "CELLAR")))
    assert "INT. CELLAR - DAY" in rows(panel)
    assert not panel.grab().isNull()


def test_nothing_is_built_anew_when_nothing_changed(qtbot, panel):
    text = "".join(f"# Act {n}\n\n" * (n % 60 == 0) + f"INT. ROOM {n} - DAY\n\n" for n in range(300))
    items, same = items_of(text), items_of(text)
    panel.set_outline(items)
    model = panel.tree.model()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        panel.set_outline(same)
