"""The menu bar, and the menus that are filled when they open: recent files, templates, languages of the spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import keymap, recent
from scriptwriter.services.spelling import languages
from scriptwriter.ui.actions import MENUS, SPECS, TR_CONTEXT, Menu, plain_title, set_keys
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.keys import KeysDialog
from scriptwriter.ui.dialogs.palette import CommandPalette
from scriptwriter.ui.script_tools import templates
from scriptwriter.ui.spelling import language_name

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow

#: For a script whose spelling is not to be checked.
OFF = "off"


class Menus(QObject):
    """Builds the menus of the window and keeps the writer's own keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.own_keys: dict[str, str] = {}
        self.recent = QMenu(self.tr("Open &Recent"), window)
        self.templates = QMenu(self.tr("New from &Template"), window)
        self.language = QMenu(self.tr("Spelling &Language"), window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.language.aboutToShow.connect(self._fill_languages)

    def build(self) -> None:
        """Fill the window's menu bar."""
        bar = self._window.menuBar()
        for menu in MENUS:
            if menu[0] == "@model":
                self._window.model_menu.more = [self._window.actions_by_name[str(name)] for name in menu[1]]
                self._window.model_menu.refill()
                bar.addMenu(self._window.model_menu)
            else:
                self._fill(bar.addMenu(QCoreApplication.translate(TR_CONTEXT, menu[0])), menu)
        for title, file in templates():
            action = self.templates.addAction(title)
            action.triggered.connect(lambda _checked=False, file=file: self._window.files.open_sample(file))

    def _fill(self, menu: QMenu, wanted: Menu) -> None:
        others = {"@recent": self.recent, "@templates": self.templates, "@language": self.language}
        for name in wanted[1]:
            if isinstance(name, tuple):
                self._fill(menu.addMenu(QCoreApplication.translate(TR_CONTEXT, name[0])), name)
            elif name == "-":
                menu.addSeparator()
            elif name in others:
                menu.addMenu(others[name])
            else:
                menu.addAction(self._window.actions_by_name[name])

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in recent.files(self._window.settings.recent_files):
            action = QAction(str(path), self.recent)
            action.triggered.connect(lambda _checked=False, path=path: self._window.files.open_path(path))
            self.recent.addAction(action)
        if self.recent.isEmpty():
            self.recent.addAction(self.tr("Nothing yet")).setEnabled(False)

    # -- spelling ----------------------------------------------------------------------------------

    def _fill_languages(self) -> None:
        """The dictionaries that there are; the script that is open keeps the one that is chosen."""
        self.language.clear()
        chosen = self.spelling_language()
        for code in (OFF, *languages()):
            action = self.language.addAction(self.tr("None") if code == OFF else language_name(code))
            action.setCheckable(True)
            action.setChecked(code == chosen)
            action.triggered.connect(lambda _=False, code=code: self.set_spelling(code))

    def spelling_language(self) -> str:
        """The language of this script's spelling, or ``off``."""
        return str(self._window.safekeeping.fact("language") or self._window.settings.spelling)

    def use_spelling(self) -> None:
        """Check the script that is open in its language."""
        code = self.spelling_language()
        self._window.spelling.set_language("" if code == OFF else code)

    def set_spelling(self, code: str) -> None:
        """Check this script, and new ones, in another language; ``off``: not at all."""
        self._window.change_settings(spelling=code)
        if self._window.safekeeping.project is not None:
            self._window.safekeeping.set_fact("language", code)
        self._window.spelling.set_language("" if code == OFF else code)

    # -- keys and commands -------------------------------------------------------------------------

    def load_keys(self) -> None:
        """Use the keys that the writer has chosen in an earlier run."""
        self._use_keys(keymap.load())

    def _use_keys(self, keys: dict[str, str]) -> None:
        self.own_keys = keys
        set_keys(self._window.actions_by_name, keys)
        self._window.editor.keys.set(keys)
        own = next(spec.keys for spec in SPECS if spec.name == "continue")
        self._window.panel.set_continue_keys(QKeySequence(keys.get("continue", own)))

    def edit_keys(self) -> None:
        """Show the keys and take over what was changed."""
        dialog = KeysDialog(SPECS, self.own_keys, self._window)
        if dialog.exec():
            self.set_own_keys(dialog.changed_keys())

    def set_own_keys(self, keys: dict[str, str]) -> None:
        """Use these keys and keep them."""
        self._use_keys(keys)
        try:
            keymap.save(keys)
        except ScriptwriterError as error:
            self._window.say(in_words(error))

    def show_palette(self) -> None:
        """Choose a command by typing."""
        actions = self._window.actions_by_name
        named = [(plain_title(spec), actions[spec.name]) for spec in SPECS if spec.name != "palette"]
        dialog = CommandPalette(named, self._window)
        dialog.exec()
        if dialog.chosen is not None:
            dialog.chosen.trigger()
