"""The window for everybody: names for screen readers, the keyboard alone, contrast, other scripts, large screens."""

import itertools
import os
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage, QInputMethodEvent, QKeyEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)

from scriptwriter.domain.script import ElementKind
from scriptwriter.services import paths
from scriptwriter.services.documents import Document
from scriptwriter.services.journal import Recovered
from scriptwriter.services.merge import Merged
from scriptwriter.services.outline import COLORS
from scriptwriter.services.settings import Settings
from scriptwriter.ui.actions import SPECS, plain_title
from scriptwriter.ui.compare_view import CompareView
from scriptwriter.ui.dialogs.crash import CrashDialog
from scriptwriter.ui.dialogs.keys import KeysDialog
from scriptwriter.ui.dialogs.outside import OutsideDialog
from scriptwriter.ui.dialogs.palette import CommandPalette
from scriptwriter.ui.dialogs.recovery import RecoveryDialog
from scriptwriter.ui.dialogs.settings import SettingsDialog
from scriptwriter.ui.dialogs.spelling import SpellDialog
from scriptwriter.ui.dialogs.statistics import StatisticsDialog
from scriptwriter.ui.dialogs.studio import StudioDialog
from scriptwriter.ui.dialogs.title_page import TitlePageDialog
from scriptwriter.ui.dialogs.versions import VersionsDialog
from scriptwriter.ui.editor.colors import REVISION_COLORS
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.panels.chips import KeywordField
from scriptwriter.ui.preview import PreviewDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
SCRIPT = """Title: The Ferry

# The crossing

INT. FERRY - NIGHT [[color: red]]

= Nell waits for the ferry.

She waits.

NELL
Yes.

ELIAS
No.

EXT. LANDING - DAY

Nell waits, too."""


@pytest.fixture
def shown(window: MainWindow, tmp_path: Path, qtbot) -> MainWindow:
    """The window with a script in a file, the cursor at its end, and every panel open."""
    file = tmp_path / "ferry.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    window.files.load(file)
    window.actions_by_name["overview"].trigger()
    window.find_bar.open_replace()
    qtbot.waitUntil(lambda: len(window.overview.items) == 3)
    window.editor.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


# -- names, and the keyboard alone -------------------------------------------------------------------


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} “{name_of(widget)}”"


def focusable(top: QWidget) -> list[QWidget]:
    """What Tab has to reach; a part that hands its focus on is reached in that other one."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is top
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def walk(key: Qt.Key, stop: QWidget | None = None) -> list[QWidget]:
    """Press a key until the focus comes round, or stays in ``stop``; where it has been."""
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in seen and focus is not stop:
        seen.append(focus)
        QTest.keyClick(focus, key)
        if QApplication.focusWidget() is focus:
            raise AssertionError(f"no way out of {told(focus)}")
    return seen


def check_names(top: QWidget) -> None:
    assert [told(widget) for widget in focusable(top) if not name_of(widget)] == []


def check_tab(top: QWidget) -> None:
    wanted = {told(widget) for widget in focusable(top)}
    if len(wanted) == 1:
        return  # there is nowhere else to go
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert wanted - {told(widget) for widget in walk(key)} == set()


def check_focus_shows(top: QWidget) -> None:
    """With the focus everything looks different, a cursor in the text aside."""
    places = focusable(top)
    hidden = []
    top.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after the first Tab
    for place in places:
        if len(places) == 1 or (isinstance(place, QTextEdit | QPlainTextEdit) and not place.isReadOnly()):
            continue  # it always has it, or shows its cursor
        place.setFocus(Qt.FocusReason.TabFocusReason)
        assert place.hasFocus()
        with_it = place.grab().toImage()
        next(other for other in places if other is not place).setFocus(Qt.FocusReason.TabFocusReason)
        if place.grab().toImage() == with_it:
            hidden.append(told(place))
    assert hidden == []


def _settings(window: MainWindow) -> QDialog:
    return SettingsDialog(Settings(), window)


def _keys(window: MainWindow) -> QDialog:
    return KeysDialog(SPECS, {}, window)


def _palette(window: MainWindow) -> QDialog:
    return CommandPalette([(plain_title(spec), window.actions_by_name[spec.name]) for spec in SPECS], window)


def _title_page(window: MainWindow) -> QDialog:
    return TitlePageDialog({"Title": "The Ferry"}, window)


def _statistics(window: MainWindow) -> QDialog:
    return StatisticsDialog(window.tools.report(), window)


def _versions(window: MainWindow) -> QDialog:
    QTest.keyClicks(window.editor, " And waits.")
    window.files.save()
    QTest.keyClicks(window.editor, " And waits.")
    assert window.safekeeping.project is not None
    return VersionsDialog(window.safekeeping.project, window.editor.text(), window)


def _recovery(window: MainWindow) -> QDialog:
    return RecoveryDialog([Recovered(Path("a"), "The Ferry", None, "She waits.", "She waits, too.", 1e9)], window)


def _outside(window: MainWindow) -> QDialog:
    return OutsideDialog("The Ferry", "She waits.", "He waits.", Merged("She waits.", 1), window)


def _crash(window: MainWindow) -> QDialog:
    return CrashDialog("somewhere", window)


def _spelling(window: MainWindow) -> QDialog:
    QTest.keyClicks(window.editor, " The Lighthosex.")
    window.spelling.set_language("en_GB")
    return SpellDialog(window.spelling, window)


def _preview(window: MainWindow) -> QDialog:
    return PreviewDialog(window.exporting.printed(), window)


def _studio(window: MainWindow) -> QDialog:
    return StudioDialog(window)


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    made.__name__.strip("_"): made
    for made in (
        _settings,
        _keys,
        _palette,
        _title_page,
        _statistics,
        _versions,
        _recovery,
        _outside,
        _crash,
        _spelling,
        _preview,
        _studio,
    )
}


@pytest.fixture(params=DIALOGS)
def dialog(request, shown: MainWindow, qtbot) -> QDialog:
    made = DIALOGS[request.param](shown)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


class TestNames:
    def test_in_the_window(self, shown: MainWindow):
        keywords = shown.panel.findChildren(KeywordField)[0]
        keywords.add("lantern")
        keywords.add("rope")
        keywords.set_used(frozenset({"rope"}))
        keywords.set_proposals(["tide"])
        for page in range(shown.overview.tabs.count()):
            shown.overview.tabs.setCurrentIndex(page)
            check_names(shown)
        shown.actions_by_name["cards"].trigger()
        check_names(shown)

    def test_on_the_start_page(self, window: MainWindow):
        assert focusable(window)
        check_names(window)

    def test_in_dialogs(self, dialog: QDialog):
        check_names(dialog)
        assert dialog.windowTitle()

    def test_settings_on_every_page(self, shown: MainWindow, qtbot):
        made = SettingsDialog(Settings(), shown)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        tabs = made.findChildren(QTabWidget)[0]
        for page in range(tabs.count()):
            tabs.setCurrentIndex(page)
            check_names(made)
            check_tab(made)

    def test_pictures_alone_have_names(self, shown: MainWindow):
        """A button with a sign on it is not called by the sign."""
        signs = [
            button
            for button in shown.findChildren(QToolButton)
            if not isinstance(button.parent(), (QLineEdit, QMenuBar)) and not any(c.isalpha() for c in button.text())
        ]
        assert signs
        assert [told(button) for button in signs if not any(c.isalpha() for c in name_of(button))] == []


class TestKeyboard:
    def test_round_every_dialog(self, dialog: QDialog):
        check_tab(dialog)

    def test_round_the_start_page(self, window: MainWindow, qtbot):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        focusable(window)[0].setFocus()
        check_tab(window)

    def test_out_of_the_editor_and_back(self, shown: MainWindow):
        """F6 leaves the editor; from there Tab and Shift+Tab lead everywhere and end in the editor again."""
        for page in range(shown.overview.tabs.count()):
            shown.overview.tabs.setCurrentIndex(page)
            wanted = {told(widget) for widget in focusable(shown)}
            reached = {told(shown.editor)}
            shown.editor.setFocus()
            for times, key in itertools.product((1, 2), (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)):
                shown.editor.setFocus()
                for _ in range(times):
                    QTest.keyClick(shown, Qt.Key.Key_F6)
                assert not shown.editor.hasFocus()
                reached |= {told(widget) for widget in walk(key, shown.editor)}
                assert shown.editor.hasFocus()
            assert wanted - reached == set()

    def test_the_focus_can_be_seen(self, dialog: QDialog):
        check_focus_shows(dialog)

    def test_the_focus_can_be_seen_in_the_window(self, shown: MainWindow):
        keywords = shown.panel.findChildren(KeywordField)[0]
        keywords.add("rope")
        keywords.set_proposals(["tide"])
        for page in range(shown.overview.tabs.count()):
            shown.overview.tabs.setCurrentIndex(page)
            check_focus_shows(shown)

    def test_the_focus_can_be_seen_on_the_start_page(self, window: MainWindow, qtbot):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        check_focus_shows(window)

    def test_the_cards_begin_where_the_writer_is_and_can_be_left(self, shown: MainWindow):
        shown.actions_by_name["cards"].trigger()
        cards = shown.overview.cards.cards
        chosen = cards.selectionModel().selectedIndexes()
        assert [index.data() for index in chosen] == ["EXT. LANDING - DAY"]
        focus = QApplication.focusWidget()
        assert focus is not None
        assert shown.overview.cards.isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_Return)
        assert shown.editor.hasFocus()
        assert shown.editor.classifier.lines[shown.editor.current_line()] == "EXT. LANDING - DAY"


# -- contrast ----------------------------------------------------------------------------------------


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 measures it, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(ground: str, tone: str, part: float) -> str:
    pairs = [(int(ground[at : at + 2], 16), int(tone[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#{:02x}{:02x}{:02x}".format(*(round(g * (1 - part) + t * part) for g, t in pairs))


#: What is written on what. Not here, as WCAG leaves them out: ``disabled``, and ``border``, which only decorates.
ON: dict[str, str] = {
    "paper": "text dim ghost generated heading character parenthetical transition note section",
    "current_line": "text dim ghost generated heading character parenthetical transition note section",
    "desk": "text dim accent",
    "window": "text dim accent warning error ok",
    "panel": "text dim accent warning error ok",
    "field": "text dim",
    "button": "text",
    "button_hover": "text ok",
    "button_pressed": "text",
    "accent": "accent_text",
    "accent_hover": "accent_text",
    "selection": "selection_text text",
    "chip": "text",
    "chip_used": "ok",
}
PAIRS = [(ink, ground) for ground, inks in ON.items() for ink in inks.split()]
#: Frames and marks that tell something: the focus, what is wrong; and the ground that they stand against.
MARKS = [("focus", "window"), ("focus", "panel"), ("focus", "field"), ("error", "paper"), ("accent", "panel")]


@pytest.fixture(params=["light", "dark"])
def colors(request) -> dict[str, str]:
    file = paths.resources_dir() / "themes" / f"{request.param}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["colors"]


class TestContrast:
    def test_of_text(self, colors: dict[str, str]):
        found = {f"{ink} on {ground}": round(contrast(colors[ink], colors[ground]), 2) for ink, ground in PAIRS}
        assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}

    def test_of_marks(self, colors: dict[str, str]):
        found = {f"{mark} on {ground}": round(contrast(colors[mark], colors[ground]), 2) for mark, ground in MARKS}
        found |= {name: round(contrast(tone, colors["paper"]), 2) for name, tone in REVISION_COLORS.items()}
        assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}

    def test_of_what_differs(self, window: MainWindow, qtbot):
        """The compare view's tinted lines can be read."""
        for theme in ("light", "dark"):
            window.change_settings(theme=theme)
            view = CompareView(window)
            palette = view.palette()
            ground, text = (palette.color(role).name() for role in (palette.ColorRole.Base, palette.ColorRole.Text))
            for tone in ("#c0392b", "#1e8449"):
                assert contrast(text, mixed(ground, tone, 0.22)) >= 4.5
            view.deleteLater()

    def test_of_placeholders(self, shown: MainWindow, qtbot):
        for theme in ("light", "dark"):
            shown.change_settings(theme=theme)
            fields = [*shown.findChildren(QLineEdit), *shown.findChildren(QPlainTextEdit)]
            assert fields
            for field in fields:
                field.ensurePolished()
                role, palette = QPalette.ColorRole, field.palette()
                ground, words = palette.color(role.Base).name(), palette.color(role.PlaceholderText)
                assert contrast(mixed(ground, words.name(), words.alphaF()), ground) >= 4.5, told(field)

    def test_of_matches(self, shown: MainWindow, qtbot):
        """A search's matches have a tinted ground; dim words can be read on it, too."""
        shown.find_bar.find_field.setText("waits")
        qtbot.waitUntil(lambda: len(shown.find_bar.matches) == 3)
        for theme in ("light", "dark"):
            shown.change_settings(theme=theme)
            paper = shown.editor.page_layout.colors.paper
            marks = list(_marks(shown.editor, "= Nell waits for the ferry."))
            assert marks
            for mark in marks:
                ground, words = mark.format.background().color(), mark.format.foreground().color()
                assert contrast(words.name(), mixed(paper, ground.name(), ground.alphaF())) >= 4.5


# -- from right to left ------------------------------------------------------------------------------

HEBREW = "היא מחכה על החוף ומסתכלת אל הים הגדול בלילה הארוך והקר שלא נגמר לעולם ולא יגמר עוד"
ARABIC = "تنتظر على الشاطئ"
MIXED = "נל אומרת Hello there ואז שותקת 42 שניות."


def made_editor(qtbot, text: str) -> ScriptEditor:
    editor = ScriptEditor()
    qtbot.addWidget(editor)
    editor.resize(1000, 700)
    editor.set_text(text)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    return editor


def at(editor: ScriptEditor, position: int) -> QRect:
    """Where the cursor stands at a place of the text."""
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)
    return editor.cursorRect()


def ink(image: QImage, area: QRect) -> list[int]:
    """The columns of an area in which something is drawn."""
    ground = image.pixel(area.right(), area.bottom())
    return [
        x
        for x in range(area.left(), area.right())
        if any(image.pixel(x, y) != ground for y in range(area.top(), area.bottom()))
    ]


class TestRightToLeft:
    @pytest.mark.parametrize(
        ("before", "kind"), [("", ElementKind.ACTION), ("NELL\n", ElementKind.DIALOGUE)], ids=["action", "dialogue"]
    )
    @pytest.mark.parametrize("words", [HEBREW, ARABIC], ids=["hebrew", "arabic"])
    def test_lies_at_the_right_within_its_margins(self, qtbot, before: str, kind: ElementKind, words: str):
        editor = made_editor(qtbot, f"She waits.\n\n{before}{words}")
        start = editor.text().index(words)
        line = editor.document().findBlock(start).blockNumber()
        assert editor.classifier.kinds[line] is kind
        sheet = editor.page_layout.sheet
        left = sheet.text_left + sheet.indent(kind)
        right = left + sheet.line_width(kind)
        assert abs(at(editor, start).center().x() - right) <= 3
        places = [at(editor, start + offset).center().x() for offset in range(len(words) + 1)]
        assert min(places) >= left - 1
        assert max(places) <= right + 3
        assert places[1] < places[0]

    def test_a_western_line_still_begins_at_the_left(self, qtbot):
        editor = made_editor(qtbot, "She says שלום.")
        assert abs(at(editor, 0).center().x() - editor.page_layout.sheet.text_left) <= 2

    @pytest.mark.parametrize("before", ["", "NELL\n"], ids=["action", "dialogue"])
    def test_clicks_land_where_they_should(self, qtbot, before: str):
        editor = made_editor(qtbot, f"She waits.\n\n{before}{HEBREW}")
        start, last_top = editor.text().index(HEBREW), None
        for position in range(start, start + len(HEBREW)):
            place = at(editor, position)
            if last_top is not None and place.top() != last_top:
                last_top = place.top()  # the end of one row and the beginning of the next are the same place
                continue
            last_top = place.top()
            assert editor.cursorForPosition(place.center()).position() == position
        place = at(editor, start + 20)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
        assert editor.textCursor().position() == start + 20

    def test_the_arrow_keys_go_where_they_point(self, qtbot):
        editor = made_editor(qtbot, HEBREW)
        places = [at(editor, 0).center().x()]
        for _ in range(10):
            QTest.keyClick(editor, Qt.Key.Key_Left)
            places.append(editor.cursorRect().center().x())
        assert places == sorted(places, reverse=True)
        assert editor.textCursor().position() == 10
        QTest.keyClick(editor, Qt.Key.Key_Right)
        assert editor.textCursor().position() == 9

    def test_what_is_typed_is_kept_in_its_order(self, shown: MainWindow):
        shown.editor.setFocus()
        QTest.keyClick(shown.editor, Qt.Key.Key_Return)
        for letter in MIXED:
            # QTest knows the keys of Latin letters only.
            QApplication.sendEvent(
                shown.editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
        assert shown.editor.text().endswith(MIXED)
        shown.files.save()
        path = shown.files.document.path
        assert path is not None
        assert path.read_text(encoding="utf-8").endswith(MIXED)

    def test_a_ghost_goes_on_to_the_left(self, qtbot):
        editor = made_editor(qtbot, ARABIC)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        place, bare = editor.cursorRect(), editor.viewport().grab().toImage()
        editor.begin_ghost()
        editor.append_ghost(" وحدها")
        editor.finish_ghost()
        sheet = editor.page_layout.sheet
        row = QRect(sheet.text_left, place.top(), int(sheet.text_width) + 4, place.height())
        before, after = ink(bare, row), ink(editor.viewport().grab().toImage(), row)
        assert min(after) < min(before) - 10
        assert max(after) <= max(before) + 1

    @pytest.mark.parametrize("suffix", ["pdf", "fdx", "docx", "html", "txt"])
    def test_it_can_be_printed_and_exported(self, window: MainWindow, tmp_path: Path, monkeypatch, suffix: str):
        window._show_document(Document(text=f"INT. חוף - לילה\n\n{HEBREW}\n\n@נל\n{MIXED}\n\n{ARABIC}"))
        target = tmp_path / f"out.{suffix}"
        monkeypatch.setattr(window.exporting, "ask_target", lambda _suffix: target)
        window.actions_by_name[f"export_{suffix}"].trigger()
        window.background.wait()
        assert target.stat().st_size > 100
        made = PreviewDialog(window.exporting.printed(), window)
        assert not made.view.grab().toImage().isNull()
        made.deleteLater()

    def test_pages_are_counted(self, window: MainWindow, qtbot):
        window._show_document(Document(text="\n\n".join([HEBREW] * 200)))
        qtbot.waitUntil(lambda: "of" in window.status.page.text() and not window.status.page.text().endswith(" 1"))


# -- input methods -----------------------------------------------------------------------------------


def compose(editor: ScriptEditor, text: str) -> None:
    """The input method shows what is not decided yet, with the cursor behind it."""
    kind = QInputMethodEvent.AttributeType
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    attributes = [
        QInputMethodEvent.Attribute(kind.TextFormat, 0, len(text), underlined),
        QInputMethodEvent.Attribute(kind.Cursor, len(text), 1, None),
    ]
    QApplication.sendEvent(editor, QInputMethodEvent(text, attributes))


def commit(editor: ScriptEditor, text: str, then: str = "") -> None:
    event = QInputMethodEvent(then, [])
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def end(window: MainWindow) -> ScriptEditor:
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    window.editor.setFocus()
    return window.editor


def turns(qtbot, milliseconds: int = 100) -> None:
    """Let every timer that is due by then come first."""
    timer = QTimer()
    timer.setSingleShot(True)
    with qtbot.waitSignal(timer.timeout):
        timer.start(milliseconds)


class TestInputMethods:
    def test_only_what_is_committed_is_in_the_text(self, shown: MainWindow, tmp_path: Path):
        editor = end(shown)
        for step in ("k", "か", "かわ", "川"):
            compose(editor, step)
            assert editor.text() == SCRIPT
            assert editor.classifier.lines[-1] == "Nell waits, too."
        shown.files.save()
        path = shown.files.document.path
        assert path is not None
        assert path.read_text(encoding="utf-8") == SCRIPT
        commit(editor, "川")
        assert editor.text() == SCRIPT + "川"
        commit(editor, "", "")
        assert editor.text() == SCRIPT + "川"
        QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
        assert editor.text() == SCRIPT

    def test_the_journal_has_no_half_words(self, shown: MainWindow):
        editor, told_lines = end(shown), []
        editor.page_layout.lines_replaced.connect(lambda _at, _gone, lines: told_lines.extend(lines))
        compose(editor, "かわ")
        assert all("か" not in line for line in told_lines)
        commit(editor, "川")
        assert told_lines[-1] == "Nell waits, too.川"
        assert all("か" not in line for line in told_lines)

    def test_what_is_given_up_leaves_nothing(self, shown: MainWindow):
        editor = end(shown)
        place = editor.cursorRect()
        compose(editor, "かわ")
        compose(editor, "")
        assert editor.text() == SCRIPT
        assert editor.cursorRect() == place

    def test_no_ghost_while_composing(self, shown: MainWindow, engine, qtbot):
        shown.change_settings(continue_as_you_type=True, continue_delay_ms=100)
        shown.continuing.set_continue_as_you_type(40)
        editor = end(shown)
        QTest.keyClicks(editor, "a")
        compose(editor, "か")
        turns(qtbot)
        assert not engine.requests
        assert not editor.has_ghost()
        commit(editor, "か", "わ")
        turns(qtbot)
        assert not engine.requests
        assert not editor.has_ghost()
        commit(editor, "川")
        qtbot.waitUntil(lambda: bool(engine.requests))

    def test_no_list_of_names_while_composing(self, shown: MainWindow, qtbot):
        editor = end(shown)
        shown.reader.read_soon()
        qtbot.waitUntil(lambda: "NELL" in shown.completion.vocabulary.cast)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_N):
            QTest.keyClick(editor, key)
        assert shown.completion.open
        compose(editor, "e")
        assert not shown.completion.open
        turns(qtbot)
        assert not shown.completion.open
        commit(editor, "e")
        assert shown.completion.open
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert editor.text().endswith("\nNELL\n")

    @pytest.mark.parametrize(("typed", "kept"), [("éloïse", "ÉLOÏSE"), ("花子", "花子"), ("ß", "SS")])
    def test_a_name_is_committed_in_capitals(self, shown: MainWindow, typed: str, kept: str):
        editor = end(shown)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        assert editor.current_element() is ElementKind.CHARACTER
        compose(editor, typed)
        commit(editor, typed)
        assert editor.text().endswith(f"\n{kept}")
        assert editor.textCursor().atEnd()

    def test_a_selection_gives_way(self, shown: MainWindow):
        editor = end(shown)
        QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        compose(editor, "かわ")
        commit(editor, "川")
        assert editor.text() == SCRIPT.replace("Nell waits, too.", "川")

    def test_nothing_comes_into_a_read_only_text(self, shown: MainWindow):
        editor = end(shown)
        editor.setReadOnly(True)
        compose(editor, "かわ")
        commit(editor, "川")
        assert editor.text() == SCRIPT

    def test_the_input_method_is_told_where_the_cursor_is(self, shown: MainWindow):
        editor = end(shown)
        for position in (0, SCRIPT.index("Yes."), len(SCRIPT)):
            place = at(editor, position)
            told_place = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            assert abs(QPointF(told_place.topLeft() - place.topLeft()).manhattanLength()) <= 3
        before = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        compose(editor, "川川川")
        assert editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).left() > before.left() + 10
        assert editor.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == "Nell waits, too."

    def test_a_long_line_wraps_while_it_is_composed(self, shown: MainWindow):
        editor = end(shown)
        before = editor.cursorRect()
        compose(editor, "wa" * 40)
        assert editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).top() > before.top()
        compose(editor, "")
        assert editor.cursorRect() == before


# -- large screens -----------------------------------------------------------------------------------

GRAB = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from scriptwriter.services.settings import SettingsStore
    from scriptwriter.ui.main_window import MainWindow
    from scriptwriter.ui.preview import PreviewDialog
    from scriptwriter.ui.theme import load_fonts

    folder, script = Path(sys.argv[1]), Path(sys.argv[2])
    application = QApplication([])
    load_fonts()
    window = MainWindow(SettingsStore())
    window.resize(1200, 700)
    window.show()
    window.files.load(script)
    window.actions_by_name["overview"].trigger()
    window.background.wait()
    application.processEvents()
    window.editor.page_layout.set_revised(frozenset({window.editor.current_line()}), "blue")
    window.editor.page_layout.set_page_starts([(0, 0), (8, 0)])
    window.editor.verticalScrollBar().setValue(0)
    application.processEvents()
    window.grab().save(str(folder / "window.png"))
    window.editor.viewport().grab().save(str(folder / "page.png"))
    sheet = window.editor.page_layout.sheet
    right = sheet.text_left + sheet.text_width
    print(round(right), round(sheet.page_left + sheet.width), window.editor.viewport().width())
    dialog = PreviewDialog(window.exporting.printed(), window)
    dialog.show()
    dialog.view.grab().save(str(folder / "preview.png"))
    dialog.close()
    window.close()
    """
)


def grabbed(folder: Path, scale: int) -> tuple[dict[str, QImage], list[int]]:
    """The window, its page and the preview as they look at a scale; and where the page's margin begins and ends."""
    folder.mkdir()
    script = folder / "ferry.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "SCRIPTWRITER_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", GRAB, str(folder), str(script)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    images = {name: QImage(str(folder / f"{name}.png")) for name in ("window", "page", "preview")}
    return images, [int(number) for number in done.stdout.split()[-3:]]


class TestLargeScreens:
    def test_everything_is_twice_as_large(self, qtbot, tmp_path: Path):
        small, edges = grabbed(tmp_path / "one", 1)
        large, _ = grabbed(tmp_path / "two", 2)
        for name, image in small.items():
            assert (large[name].width(), large[name].height()) == (2 * image.width(), 2 * image.height())
            assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 8
        text_end, page_end, width = edges
        assert small["page"].width() == width
        # The margin holds a page number and a revision's mark: both are there, and twice as large.
        one = QRect(text_end + 3, 3, page_end - text_end - 6, small["page"].height() - 6)
        two = QRect(one.topLeft() * 2, one.size() * 2)
        marks, large_marks = ink(small["page"], one), ink(large["page"], two)
        assert marks
        assert abs(min(large_marks) - 2 * min(marks)) <= 4
        assert abs(max(large_marks) - 2 * max(marks)) <= 4
        blue = REVISION_COLORS["blue"]
        assert any(_near(large["page"], x, y, blue) for x in range(two.left(), two.right()) for y in _rows(two))


def _rows(area: QRect) -> range:
    return range(area.top(), area.bottom())


def _near(image: QImage, x: int, y: int, color: str) -> bool:
    found = image.pixelColor(x, y)
    wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return all(abs(a - b) < 40 for a, b in zip((found.red(), found.green(), found.blue()), wanted, strict=True))


class TestSmallWindows:
    def test_page_numbers_stay_in_the_margin(self, qtbot):
        """However narrow the margin has become, all of a number is seen."""
        found = []
        for width in (1000, 600):
            editor = made_editor(qtbot, "\n\n".join(["She waits."] * 12))
            editor.resize(width, 900)
            editor.page_layout.set_page_starts([(number, 0) for number in range(0, 24, 2)])
            last, sheet = at(editor, editor.document().findBlockByNumber(22).position()), editor.page_layout.sheet
            # The lower halves of the figures, below the line at which the page ends.
            half = int(sheet.line_height / 2)
            area = QRect(0, last.top() - half + 3, editor.viewport().width(), half - 4)
            area.setLeft(int(sheet.text_left + sheet.text_width) - 12)
            area.setRight(int(sheet.page_left + sheet.width) - 2)
            found.append(len(ink(editor.viewport().grab().toImage(), area)))
        assert found[0] == found[1]


# -- no colour alone ---------------------------------------------------------------------------------


class TestWithoutColours:
    def test_used_keywords_have_a_tick(self, shown: MainWindow):
        field = shown.panel.findChildren(KeywordField)[0]
        field.add("lantern")
        field.add("rope")
        field.set_used(frozenset({"rope"}))
        chips = {chip.property("word"): chip for chip in field.findChildren(QToolButton) if chip.objectName() == "chip"}
        assert "✓" in chips["rope"].text()
        assert "✓" not in chips["lantern"].text()
        assert name_of(chips["rope"]) != name_of(chips["lantern"]).replace("lantern", "rope")

    def test_differences_have_signs(self, qtbot):
        view = CompareView()
        qtbot.addWidget(view)
        view.compare("Saved", "She waits.\nGone.", "Now", "She waits, too.\nGone.\nNew.")
        shown_text = view.toPlainText()
        assert "−" in shown_text
        assert "+" in shown_text

    @pytest.mark.parametrize("color", COLORS)
    def test_scenes_colours_are_named(self, window: MainWindow, qtbot, color: str):
        window._show_document(Document(text=f"INT. FERRY - NIGHT [[color: {color}]]\n\nShe waits."))
        qtbot.waitUntil(lambda: len(window.overview.items) == 1 and window.overview.items[0].color == color)
        views = (window.overview.outline.tree.model(), window.overview.cards.cards.model())
        for model, role in itertools.product(views, (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)):
            assert color in str(model.index(0, 0).data(role)).casefold()

    def test_wrong_words_have_a_wavy_line(self, shown: MainWindow, qtbot):
        end(shown)
        QTest.keyClicks(shown.editor, " Lighthosex then.")
        shown.spelling.set_language("en_GB")
        layout = shown.editor.page_layout
        number = shown.editor.current_line()

        def lines() -> list[QTextCharFormat.UnderlineStyle]:
            text = shown.editor.classifier.lines[number]
            return [
                mark.format.underlineStyle()
                for marker in layout.markers
                for mark in marker(number, layout.kind_at(number), text)
            ]

        wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
        qtbot.waitUntil(lambda: wavy in lines())

    def test_matches_are_underlined_and_the_current_one_is_selected_and_told(self, shown: MainWindow, qtbot):
        bar = shown.find_bar
        bar.find_field.setText("waits")
        qtbot.waitUntil(lambda: len(bar.matches) == 3)
        bar.find_next()
        qtbot.waitUntil(lambda: bar.current() is not None)
        assert shown.editor.textCursor().selectedText() == "waits"
        assert " of 3" in bar.count.text()
        marks = list(_marks(shown.editor, "She waits."))
        assert marks
        assert all(mark.format.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline for mark in marks)

    def test_the_reached_goal_has_a_tick(self, shown: MainWindow):
        shown.status.show_goal(10, 10)
        assert "✓" in shown.status.goal.text()


def _marks(editor: ScriptEditor, line: str) -> Iterator:
    number = editor.classifier.lines.index(line)
    for marker in editor.page_layout.markers:
        yield from marker(number, editor.page_layout.kind_at(number), line)


def test_every_figure_in_the_status_bar_says_what_it_is(shown: MainWindow):
    for label in (shown.status.words, shown.status.page, shown.status.element):
        assert name_of(label)
        event = QEvent(QEvent.Type.ToolTip)
        assert event.type() == QEvent.Type.ToolTip
        assert label.toolTip()
        assert label.rect().contains(QPoint(1, 1)) or not label.isVisible()
