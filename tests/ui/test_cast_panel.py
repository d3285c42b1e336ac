"""The cast panel: the table, a character's scenes and notes."""

import pytest
from PySide6.QtCore import QPoint, Qt

from scriptwriter.services.cast import CastMember
from scriptwriter.ui.panels.cast import CastPanel

TITLES = {0: "INT. KITCHEN - DAY", 9: "EXT. SEA - NIGHT"}
CAST = [
    CastMember("MARY", 2, 60, 0.6, (0, 9), 2),
    CastMember("BOB", 5, 30, 0.3, (9,), 12),
    CastMember("ANNA", 1, 10, 0.1, (0,), 5),
]


@pytest.fixture
def panel(qtbot) -> CastPanel:
    panel = CastPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.set_cast(CAST, TITLES)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    return panel


def column(panel: CastPanel, number: int) -> list[str]:
    model = panel.table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def scenes(panel: CastPanel) -> list[str]:
    return [panel.scenes.item(row).text() for row in range(panel.scenes.count())]


def click_title(qtbot, panel: CastPanel, section: int) -> None:
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_nothing_yet(qtbot):
    panel = CastPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.table.isVisible()


def test_the_table(panel):
    assert column(panel, 0) == ["MARY", "BOB", "ANNA"]
    assert column(panel, 1) == ["2", "5", "1"]
    assert column(panel, 3) == ["60 %", "30 %", "10 %"]
    assert column(panel, 4) == ["2", "1", "1"]
    assert not panel.grab().isNull()


def test_sorting_by_a_click(qtbot, panel):
    click_title(qtbot, panel, 0)
    assert column(panel, 0) in (["ANNA", "BOB", "MARY"], ["MARY", "BOB", "ANNA"])
    first = column(panel, 0)
    click_title(qtbot, panel, 0)
    assert column(panel, 0) == first[::-1]
    assert panel.current() == "MARY", "who was chosen stays chosen"
    header = panel.table.model()
    assert header.headerData(0, Qt.Orientation.Horizontal).startswith("Character ")


def test_a_characters_scenes(qtbot, panel):
    assert scenes(panel) == ["INT. KITCHEN - DAY", "EXT. SEA - NIGHT"]
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.current() == "BOB"
    assert scenes(panel) == ["EXT. SEA - NIGHT"]
    panel.scenes.setFocus()
    with qtbot.waitSignal(panel.jump) as signal:
        qtbot.keyClick(panel.scenes, Qt.Key.Key_Return)
    assert signal.args == [9]


def test_notes(qtbot, panel):
    panel.set_notes({"Mary": "Lies when she is afraid."})
    assert panel.notes.toPlainText() == "Lies when she is afraid."
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert not panel.notes.toPlainText()
    with qtbot.waitSignal(panel.note_changed) as signal:
        qtbot.keyClicks(panel.notes, "B")
    assert signal.args == ["BOB", "B"]
    qtbot.keyClick(panel.table, Qt.Key.Key_Up)
    assert panel.notes.toPlainText() == "Lies when she is afraid."
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.notes.toPlainText() == "B"


def test_choosing_and_setting_notes_is_no_change(qtbot, panel):
    with qtbot.assertNotEmitted(panel.note_changed):
        panel.set_notes({"MARY": "One.", "BOB": "Two."})
        qtbot.keyClick(panel.table, Qt.Key.Key_Down)


def test_the_same_notes_leave_the_cursor_where_it_is(qtbot, panel):
    qtbot.keyClicks(panel.notes, "abc")
    panel.set_notes({"MARY": "abc"})
    qtbot.keyClicks(panel.notes, "d")
    assert panel.notes.toPlainText() == "abcd"


def test_tab_leaves_the_notes_and_the_table(qtbot, panel):
    panel.notes.setFocus()
    qtbot.keyClick(panel.notes, Qt.Key.Key_Tab)
    assert not panel.notes.hasFocus()
    assert not panel.notes.toPlainText()


def test_renaming(qtbot, panel):
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.rename_requested) as signal:
        qtbot.keyClick(panel.rename_button, Qt.Key.Key_Space)
    assert signal.args == ["BOB"]


def test_who_was_chosen_stays_chosen(qtbot, panel):
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    panel.set_cast([CastMember("BOB", 9, 90, 0.9, (9,), 12), *CAST[:1]], TITLES)
    assert panel.current() == "BOB"
    panel.set_cast([CAST[2]], TITLES)
    assert panel.current() == "ANNA"
    assert scenes(panel) == ["INT. KITCHEN - DAY"]
    panel.set_cast([], {})
    assert panel.current() == ""
    assert not panel.table.isVisible()


def test_new_numbers_leave_the_scenes_alone(qtbot, panel):
    panel.scenes.setCurrentRow(1)
    panel.set_cast([CAST[0]._replace(words=61), *CAST[1:]], TITLES)
    assert column(panel, 2)[0] == "61"
    assert panel.scenes.currentRow() == 1
