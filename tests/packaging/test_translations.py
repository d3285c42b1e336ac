"""The German window: every text has its translation, the program loads it, and nothing is left in English."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QMenu, QTabWidget, QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import Task
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.formats.geometry import A4
from scriptwriter.services import recommended
from scriptwriter.services.quantization import Machine
from scriptwriter.services.settings import Settings
from scriptwriter.services.suggestions import Snapshot
from scriptwriter.ui.actions import SPECS
from scriptwriter.ui.dialogs.add_model import AddModelDialog
from scriptwriter.ui.dialogs.crash import CrashDialog
from scriptwriter.ui.dialogs.keys import KeysDialog
from scriptwriter.ui.dialogs.rewriting import RewritingDialog
from scriptwriter.ui.dialogs.settings import SettingsDialog
from scriptwriter.ui.dialogs.statistics import StatisticsDialog
from scriptwriter.ui.dialogs.studio import StudioDialog
from scriptwriter.ui.dialogs.suggestion_tree import SuggestionTreeDialog
from scriptwriter.ui.dialogs.title_page import TitlePageDialog
from scriptwriter.ui.language import install_language
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.preview import PreviewDialog, printed_script
from tests.packaging import dev_scripts
from tests.ui.conftest import make_window

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "resources" / "translations").glob("*.ts"))
SCRIPT = "Title: The Letter\nGenre: drama\n\nINT. KITCHEN - DAY\n\nShe reads. [[too short?]]\n\nANNA\nIt is for you.\n"


def messages(file: Path) -> list[tuple[str, str, str]]:
    """Context, English, translation."""
    return [
        (context.findtext("name") or "", message.findtext("source") or "", message.findtext("translation") or "")
        for context in ET.parse(file).getroot().iter("context")
        for message in context.iter("message")
    ]


def plain(text: str) -> str:
    """Without keys, the mark of the letter and the dots that promise a dialog."""
    return text.partition("\t")[0].replace("&&", "+").replace("&", "").removesuffix("…")


def letter(text: str) -> str:
    """The letter that is pressed with Alt; nothing where there is none."""
    parts = text.partition("\t")[0].replace("&&", "").split("&", 1)
    return parts[1][:1].casefold() if len(parts) == 2 else ""


def twice(texts: list[str]) -> list[str]:
    count = Counter(filter(None, map(letter, texts)))
    return sorted(text for text in texts if count[letter(text)] > 1)


# -- the files ---------------------------------------------------------------------------------------


def test_every_text_is_translated() -> None:
    assert dev_scripts.load("translations").problems() == []


def test_there_is_german() -> None:
    assert "scriptwriter_de" in [file.stem for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_binary_file_says_the_same(file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    wanted = messages(file)
    assert len({context for context, _, _ in wanted}) > 12
    stale = [(c, text) for c, text, done in wanted if translator.translate(c, text) != done]
    assert not stale, "run `packaging/dev/translations.py release`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_translations_keep_the_shape_of_the_text(file: Path) -> None:
    for _, text, done in messages(file):
        assert text[: len(text) - len(text.lstrip())] == done[: len(done) - len(done.lstrip())], text
        assert text[len(text.rstrip()) :] == done[len(done.rstrip()) :], text
        assert text.endswith("…") == done.endswith("…"), text
        assert bool(letter(text)) == bool(letter(done)), text
        assert text.count(";;") == done.count(";;"), text
        patterns = [word for word in text.replace("(", " ").replace(")", " ").split() if word.startswith("*")]
        assert all(word in done for word in patterns), text


# -- the window --------------------------------------------------------------------------------------


@pytest.fixture
def german(qapp) -> Iterator[None]:
    before = QLocale()
    loaded = install_language(qapp, "de")
    yield
    for translator in loaded:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def window(german: None, qtbot) -> MainWindow:
    window = make_window(qtbot, ScriptedEngine([" Sie geht."]))
    window.files.show_new(SCRIPT)
    for name in ("overview", "find", "replace"):
        window.actions_by_name[name].trigger()
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: bool(window.overview.items))
    return window


@pytest.fixture
def dialogs(window: MainWindow, qtbot) -> list[QDialog]:
    made: list[QDialog] = [
        SettingsDialog(Settings(), window),
        TitlePageDialog({}, window),
        KeysDialog(SPECS, {}, window),
        CrashDialog("Fatal", window),
        StatisticsDialog(window.tools.report(), window),
        PreviewDialog(printed_script(SCRIPT, A4, False), window),
        SuggestionTreeDialog(Snapshot(), SCRIPT, Form.SCRIPT, parent=window),
        RewritingDialog(Task.REWRITE, "She waits.", ("", ""), window),
        StudioDialog(window),
        AddModelDialog("huggingface.co", Machine(8_000_000_000, 4), recommended.models(), window),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
    return made


def shown(top: QWidget) -> Iterator[str]:
    """All texts of a window, menus and tool tips too."""
    for widget in [top, *top.findChildren(QWidget)]:
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QMenu):
            yield widget.title()
        elif isinstance(widget, QTabWidget):
            yield from (widget.tabText(at) for at in range(widget.count()))
    for action in top.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def lettered(top: QWidget) -> list[str]:
    """What can be reached by Alt and a letter outside of menus."""
    return [widget.text() for kind in (QLabel, QAbstractButton) for widget in top.findChildren(kind)]


def test_menus_are_german(window: MainWindow) -> None:
    titles = [plain(action.text()) for action in window.menuBar().actions()]
    assert titles == ["Datei", "Bearbeiten", "Schreiben", "Format", "Drehbuch", "Ansicht", "Modell", "Hilfe"]


def test_no_letter_means_two_things(window: MainWindow, dialogs: list[QDialog]) -> None:
    bar = [action.text() for action in window.menuBar().actions()]
    menus = [[action.text() for action in menu.actions()] for menu in window.findChildren(QMenu)]
    assert sum(bool(letter(text)) for menu in menus for text in menu) > 60
    for texts in (bar, *menus):
        assert not twice(texts)
    panels = (window.panel, window.suggestions, window.overview.tabs, window.find_bar)
    assert not twice([*bar, *(text for panel in panels for text in lettered(panel))])
    for dialog in dialogs:
        assert not twice(lettered(dialog))


def test_nothing_is_left_in_english(window: MainWindow, dialogs: list[QDialog]) -> None:
    known = messages(ROOT / "resources" / "translations" / "scriptwriter_de.ts")
    english = {plain(text) for _, text, _ in known} - {plain(done) for _, _, done in known}
    texts = {plain(text) for top in (window, *dialogs) for text in shown(top)} - {""}
    assert len(texts & {plain(done) for _, _, done in known}) > 200
    assert not texts & english
