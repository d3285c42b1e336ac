"""What of the window is shown: panels, cards, the mode with nothing but the text, the full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow


class ViewModes(QObject):
    """Shows and hides the parts of a window, and moves the keyboard's focus between them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show_overview(self, on: bool) -> None:
        """Outline, cast and notes at the left."""
        self._window.overview.tabs.setVisible(on)
        if on:
            self._window.overview.read()

    def show_table_read(self) -> None:
        """The table read at the left, ready to type in; back to the text when it is there already."""
        window, panel = self._window, self._window.table_read
        focus = QApplication.focusWidget()
        if focus is not None and panel.isAncestorOf(focus):
            window.editor.setFocus()
            return
        self.leave_cards()
        window.actions_by_name["overview"].setChecked(True)
        self.show_overview(True)
        window.overview.tabs.setCurrentWidget(panel)
        window.table_reading.open()

    def show_realism(self) -> None:
        """The score of the passage at the cursor at the left; back to the text when the keyboard is there already."""
        window, panel = self._window, self._window.realism_panel
        focus = QApplication.focusWidget()
        if focus is not None and panel.isAncestorOf(focus):
            window.editor.setFocus()
            return
        self.open_realism()
        (panel.plot if panel.plot.isVisible() else panel.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def open_realism(self) -> None:
        """The same, with the keyboard where it is."""
        window = self._window
        self.leave_cards()
        window.actions_by_name["overview"].setChecked(True)
        self.show_overview(True)
        window.overview.tabs.setCurrentWidget(window.realism_panel)

    def show_panel(self, on: bool) -> None:
        """What is asked of the next passage, at the right."""
        self._window.right_column.show_upper(on)
        self._show_column()

    def show_suggestions(self, on: bool) -> None:
        """What is offered for the place of the cursor, below it."""
        self._window.right_column.show_lower(on)
        self._show_column()

    def _show_column(self) -> None:
        actions = self._window.actions_by_name
        wanted = actions["panel"].isChecked() or actions["suggestions"].isChecked()
        self._window.right_column.setVisible(wanted and not actions["focus_mode"].isChecked())

    def show_cards(self, on: bool) -> None:
        """The scenes as cards in the place of the text."""
        window = self._window
        if on:
            window.overview.read()
            window.pages_shown.setCurrentWidget(window.overview.cards)
            window.overview.cards.setFocus()
        else:
            self.leave_cards()

    @Slot()
    def leave_cards(self) -> None:
        """Back to the text."""
        window = self._window
        window.actions_by_name["cards"].setChecked(False)
        if window.pages_shown.currentWidget() is window.overview.cards:
            window.pages_shown.setCurrentWidget(window.writing_area)
            window.editor.setFocus()

    def switch_focus(self) -> None:
        """From the editor to the next panel that is shown, and back to the editor after the last one."""
        window = self._window
        places: list[tuple[QWidget, QWidget]] = [
            (window.editor, window.editor),
            (window.panel, window.panel.genre_box),
            (window.suggestions, window.suggestions.list),
            (window.overview.tabs, window.overview.tabs),
        ]
        shown = [(area, target) for area, target in places if target.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, (area, _) in enumerate(shown) if focus and (area is focus or area.isAncestorOf(focus))), -1)
        if shown:
            shown[(at + 1) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_focus_mode(self, on: bool) -> None:
        """Nothing but the text, and in it nothing but the paragraph that is written."""
        window, actions = self._window, self._window.actions_by_name
        window.editor.set_focus_mode(on)
        window.realism.set_focus_mode(on)
        self._show_column()
        window.overview.tabs.setVisible(not on and actions["overview"].isChecked())
        window.statusBar().setVisible(not on)
        window.menuBar().setVisible(not on)
        if on:
            # Keys of actions in a hidden menu bar do nothing: the window has them, too.
            window.addActions([action for action in actions.values() if action not in window.actions()])
        window.editor.setFocus()

    def set_full_screen(self, on: bool) -> None:
        """The whole screen, or the window as it was."""
        window, full = self._window, Qt.WindowState.WindowFullScreen
        window.setWindowState(window.windowState() | full if on else window.windowState() & ~full)

    def zoom(self, percent: int) -> None:
        """Larger or smaller text, here and at the next start."""
        self._window.editor.set_zoom(percent)
        self._window.change_settings(zoom=self._window.editor.zoom())
