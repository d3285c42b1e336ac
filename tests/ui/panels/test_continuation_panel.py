import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from scriptwriter.domain.cue import GENRES
from scriptwriter.ui.panels.chips import KeywordField
from scriptwriter.ui.panels.continuation import ContinuationPanel


@pytest.fixture
def panel(qtbot) -> ContinuationPanel:
    panel = ContinuationPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    return panel


def keyword_line(panel: ContinuationPanel) -> QLineEdit:
    return panel.keyword_field.findChildren(QLineEdit)[0]


def chips(panel: ContinuationPanel, name: str = "chip") -> list[QToolButton]:
    return [b for b in panel.keyword_field.findChildren(QToolButton, name) if b.isVisible()]


def test_untouched_it_wishes_nothing(panel: ContinuationPanel):
    wishes = panel.wishes()
    assert (wishes.genre, wishes.character, wishes.keywords) == (None, None, ())


def test_all_genres_of_the_bundled_model_are_offered(panel: ContinuationPanel):
    offered = [panel.genre_box.itemText(i) for i in range(panel.genre_box.count())]
    assert offered == ["", *GENRES]


def test_typed_wishes_arrive(panel: ContinuationPanel, qtbot):
    panel.set_cast(["ANNE", "GILBERT"])
    qtbot.keyClicks(panel.genre_box.lineEdit(), "gothic")
    panel.character_box.setCurrentText("")
    qtbot.keyClicks(panel.character_box.lineEdit(), "DIANA")
    qtbot.keyClicks(keyword_line(panel), "letter")
    qtbot.keyClick(keyword_line(panel), Qt.Key.Key_Return)
    wishes = panel.wishes()
    assert (wishes.genre, wishes.character, wishes.keywords) == ("gothic", "DIANA", ("letter",))


def test_a_comma_ends_a_keyword_and_spaces_are_tidied(panel: ContinuationPanel, qtbot):
    qtbot.keyClicks(keyword_line(panel), "old   bridge,")
    assert panel.wishes().keywords == ("old bridge",)
    assert keyword_line(panel).text() == ""


def test_no_keyword_twice_and_no_more_than_six(panel: ContinuationPanel, qtbot):
    for word in ("a", "a", "b", "c", "d", "e", "f", "g"):
        panel.add_keyword(word)
    assert panel.wishes().keywords == ("a", "b", "c", "d", "e", "f")
    assert not keyword_line(panel).isEnabled()
    qtbot.mouseClick(chips(panel)[0], Qt.MouseButton.LeftButton)
    assert panel.wishes().keywords == ("b", "c", "d", "e", "f")
    assert keyword_line(panel).isEnabled()


def test_backspace_in_the_empty_line_removes_the_last_chip(panel: ContinuationPanel, qtbot):
    panel.add_keyword("letter")
    panel.add_keyword("bridge")
    qtbot.keyClick(keyword_line(panel), Qt.Key.Key_Backspace)
    assert panel.wishes().keywords == ("letter",)


def test_a_proposal_becomes_a_chip(panel: ContinuationPanel, qtbot):
    panel.add_keyword("letter")
    panel.set_proposals(["letter", "harbour", "lamp"])
    offered = chips(panel, "proposal")
    assert [b.text() for b in offered] == ["+ harbour", "+ lamp"]
    qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    assert panel.wishes().keywords == ("letter", "harbour")
    assert [b.text() for b in chips(panel, "proposal")] == ["+ lamp"]


def test_used_keywords_are_ticked_in_sign_and_word(panel: ContinuationPanel):
    panel.add_keyword("letter")
    panel.add_keyword("bridge")
    panel.set_used_keywords(frozenset({"letter"}))
    ticked, plain = chips(panel)
    assert ticked.text().startswith("✓")
    assert "used" in ticked.accessibleName()
    assert not plain.text().startswith("✓")


def test_a_new_cast_leaves_what_is_typed(panel: ContinuationPanel):
    panel.character_box.setCurrentText("DIANA")
    panel.set_cast(["ANNE"])
    assert panel.wishes().character == "DIANA"


def test_the_button_continues_and_stops(panel: ContinuationPanel, qtbot):
    panel.set_ready(True, "")
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Continue")
    with qtbot.waitSignal(panel.continue_clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.set_running(True)
    assert button.text() == "Stop"
    with qtbot.waitSignal(panel.stop_clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_a_model_it_says_why(panel: ContinuationPanel):
    panel.set_ready(False, "The file is damaged.")
    assert not next(b for b in panel.findChildren(QPushButton) if b.text() == "Continue").isEnabled()
    assert "The file is damaged." in [label.text() for label in panel.findChildren(QLabel)]


def test_every_field_has_a_name_for_screen_readers(panel: ContinuationPanel):
    for field in (panel.genre_box, panel.character_box, keyword_line(panel)):
        assert field.accessibleName()


def test_chips_flow_into_rows(qtbot):
    field = KeywordField()
    qtbot.addWidget(field)
    field.resize(160, 300)
    field.show()
    for word in ("lighthouse", "harbour", "letter", "old bridge"):
        field.add(word)
    qtbot.waitUntil(lambda: len({b.y() for b in field.findChildren(QToolButton, "chip")}) > 1)
