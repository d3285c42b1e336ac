"""The suggestions panel by itself: what a card says, and the keys of the list."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from scriptwriter.domain.cue import Form
from scriptwriter.domain.score import Score, Verdict
from scriptwriter.ui.panels.passage_text import PassageText, paragraphs
from scriptwriter.ui.panels.suggestion_model import Card
from scriptwriter.ui.panels.suggestions import SuggestionsPanel

LONG = " for my letter.\n\nGILBERT\n(after a while)\n" + "Sit down a moment, and tell me. " * 12
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot) -> SuggestionsPanel:
    panel = SuggestionsPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show()
    return panel


def spoken(panel: SuggestionsPanel, row: int) -> str:
    return panel.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def heights(panel: SuggestionsPanel) -> list[int]:
    panel.list.doItemsLayout()
    model = panel.list.model()
    return [panel.list.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())]


def three(shown: int = -1) -> list[Card]:
    return [Card(text, shown=row == shown, source="Starter") for row, text in enumerate((LONG, LONG + "!", " no."))]


class TestText:
    def test_a_passage_reads_like_a_script(self):
        found = paragraphs(LONG, Form.SCRIPT)
        assert [(part.text[:8], part.bold, part.italic) for part in found] == [
            ("…for my ", False, False),
            ("GILBERT", True, False),
            ("(after a", False, True),
            ("Sit down", False, False),
        ]

    def test_a_passage_on_a_line_of_its_own_does_not_go_on(self):
        assert paragraphs("\n\nGILBERT\nNo.", Form.SCRIPT)[0].text == "GILBERT"

    def test_behind_a_blank_line_it_begins(self, panel: SuggestionsPanel):
        assert paragraphs("\n\n" + "GILBERT\nNo.", Form.SCRIPT)[0].bold
        panel.show_round([Card("GILBERT\nNo.", lead="\n\n")], 1, 1)
        panel.grab()

    def test_a_name_is_one_before_its_speech_has_come(self):
        assert paragraphs(" for it.\n\nGILBERT", Form.SCRIPT)[-1].bold

    def test_prose_has_no_names(self):
        assert not any(part.bold for part in paragraphs("GILBERT\nHe sat.", Form.PROSE))

    def test_it_is_cut_after_some_lines(self, qtbot):
        font = QGuiApplication.font()
        short, whole = PassageText(LONG, Form.SCRIPT, font, 180, 6), PassageText(LONG, Form.SCRIPT, font, 180, 0)
        assert short.height < whole.height / 1.5


class TestCards:
    def test_only_the_chosen_card_is_open(self, panel: SuggestionsPanel):
        panel.show_round(three(shown=0), 1, 1)
        first, second, _ = heights(panel)
        assert first > second
        panel.list.choose(1)
        assert heights(panel)[1] > heights(panel)[0]

    def test_a_card_grows_with_its_text(self, panel: SuggestionsPanel):
        panel.show_round([Card("", streaming=True)], 1, 1)
        before = heights(panel)[0]
        panel.show_round([Card(LONG, streaming=True)], 1, 1)
        assert heights(panel)[0] > before

    def test_what_a_screen_reader_says(self, panel: SuggestionsPanel):
        used = frozenset({"letter"})
        card = Card(" for my letter.", asked=("letter", "bridge"), used=used, shown=True, taken=True)
        panel.show_round([card, Card("")], 1, 1)
        assert spoken(panel, 0) == (
            "Suggestion 1 of 2. shown in the text. taken. for my letter.. uses letter. without bridge"
        )
        assert "Waiting" in spoken(panel, 1)
        assert all(widget.accessibleName() for widget in (panel, panel.list, panel.previous, panel.next, panel.earlier))

    def test_no_score_is_shown_where_nobody_has_judged(self, panel: SuggestionsPanel):
        panel.show_round([Card(" a b", score=None), Card(" a b", score=Score(Verdict.SCORED, 72, 58, 83))], 1, 1)
        model = panel.list._model
        assert [model.figures(row) for row in range(2)] == ["2 words", "2 words · ● 72/100"]

    def test_without_cards_a_line_says_what_to_do(self, panel: SuggestionsPanel):
        panel.show_round([], 0, 0)
        assert "Ctrl+Return" in panel.note.text()
        assert panel.list.isHidden()
        assert panel.take.isHidden()

    @pytest.mark.parametrize("width", [240, 300, 400])
    def test_cards_are_as_wide_as_the_panel_lets_them(self, panel: SuggestionsPanel, width: int):
        panel.resize(width, 500)
        panel.show_round(three(), 1, 3)
        assert panel.list.card_width() == pytest.approx(width - 32, abs=6)
        panel.grab()

    def test_rounds_are_counted(self, panel: SuggestionsPanel):
        panel.show_round(three(), 2, 3)
        assert panel.round_label.text() == "Round 2 of 3"
        assert panel.previous.isEnabled()
        assert panel.next.isEnabled()
        panel.show_round(three(), 1, 1)
        assert panel.round_row.isHidden()


class TestKeys:
    def test_down_chooses_and_return_takes(self, panel: SuggestionsPanel, qtbot):
        panel.show_round(three(shown=0), 1, 1)
        panel.list.setFocus()
        with qtbot.waitSignal(panel.chosen) as chosen:
            QTest.keyClick(panel.list, Qt.Key.Key_Down)
        with qtbot.waitSignal(panel.take_wanted) as taken:
            QTest.keyClick(panel.list, Qt.Key.Key_Return)
        assert (chosen.args, taken.args) == ([1], [1])

    def test_what_the_program_chooses_is_not_told(self, panel: SuggestionsPanel, qtbot):
        with qtbot.assertNotEmitted(panel.chosen):
            panel.show_round(three(shown=0), 1, 1)
            panel.show_round(three(shown=2), 1, 1)
        assert panel.list.currentIndex().row() == 2

    def test_left_and_right_go_through_the_rounds(self, panel: SuggestionsPanel, qtbot):
        panel.show_round(three(shown=0), 2, 3)
        with qtbot.waitSignal(panel.round_wanted) as before:
            QTest.keyClick(panel.list, Qt.Key.Key_Left)
        with qtbot.waitSignal(panel.round_wanted) as after:
            QTest.keyClick(panel.list, Qt.Key.Key_Right)
        assert (before.args, after.args) == ([-1], [1])

    def test_esc_goes_back_to_the_text(self, panel: SuggestionsPanel, qtbot):
        panel.show_round(three(), 1, 1)
        with qtbot.waitSignal(panel.left):
            QTest.keyClick(panel.list, Qt.Key.Key_Escape)

    def test_ctrl_c_copies(self, panel: SuggestionsPanel):
        panel.show_round(three(shown=2), 1, 1)
        QTest.keyClick(panel.list, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == " no."

    def test_a_double_click_takes(self, panel: SuggestionsPanel, qtbot):
        panel.show_round(three(), 1, 1)
        heights(panel)
        place = panel.list.visualRect(panel.list.model().index(1, 0)).topLeft() + QPoint(20, 20)
        with qtbot.waitSignal(panel.take_wanted) as taken:
            QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert taken.args == [1]
