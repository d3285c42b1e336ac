"""Every action of the window, declared once: name, text, keys, icon."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def _(text: str) -> str:
    """Mark a text for translation; it is translated when the action is made."""
    return text


@dataclass(frozen=True, slots=True)
class Spec:
    """``keys`` are Qt's portable names; ``in_editor`` keys are handled by the editor itself and only shown."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    in_editor: bool = False
    checkable: bool = False


SPECS = (
    Spec("new_script", _("New &Script"), "Ctrl+N"),
    Spec("new_story", _("New S&tory"), "Ctrl+Shift+N"),
    Spec("open", _("&Open…"), "Ctrl+O", "open"),
    Spec("save", _("&Save"), "Ctrl+S", "save"),
    Spec("save_as", _("Save &As…"), "Ctrl+Shift+S"),
    Spec("versions", _("&Versions…"), "Ctrl+Shift+V"),
    Spec("start_page", _("Start &Page")),
    Spec("quit", _("&Quit"), "Ctrl+Q"),
    Spec("undo", _("&Undo"), "Ctrl+Z"),
    Spec("redo", _("&Redo"), "Ctrl+Shift+Z"),
    Spec("cut", _("Cu&t"), "Ctrl+X"),
    Spec("copy", _("&Copy"), "Ctrl+C"),
    Spec("paste", _("&Paste"), "Ctrl+V"),
    Spec("select_all", _("Select &All"), "Ctrl+A"),
    Spec("settings", _("Se&ttings…"), "Ctrl+,", "settings"),
    Spec("continue", _("&Continue"), "Ctrl+Return", "continue", in_editor=True),
    Spec("another", _("&Another Try"), "Ctrl+Shift+Return", "another", in_editor=True),
    Spec("stop", _("&Stop and Dismiss"), "Esc", "stop", in_editor=True),
    Spec("next", _("&Next Alternative"), "Alt+Down", in_editor=True),
    Spec("previous", _("&Previous Alternative"), "Alt+Up", in_editor=True),
    Spec("accept", _("Accept &All"), "Tab", "accept", in_editor=True),
    Spec("accept_line", _("Accept &Line"), "Shift+Tab", in_editor=True),
    Spec("accept_word", _("Accept &Word"), "Ctrl+Right", in_editor=True),
    Spec("form_script", _("Scri&pt"), checkable=True),
    Spec("form_prose", _("P&rose"), checkable=True),
    Spec("panel", _("&Continuation Panel"), "F9", checkable=True),
    Spec("zoom_in", _("Zoom &In"), "Ctrl++"),
    Spec("zoom_out", _("Zoom &Out"), "Ctrl+-"),
    Spec("zoom_reset", _("&Normal Size"), "Ctrl+0"),
    Spec("full_screen", _("&Full Screen"), "F11", checkable=True),
    Spec("theme_light", _("&Light"), checkable=True),
    Spec("theme_dark", _("&Dark"), checkable=True),
    Spec("theme_system", _("As the S&ystem"), checkable=True),
    Spec("focus_panel", _("Go to the &Panel"), "F6"),
    Spec("about", _("&About Scriptwriter")),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _("&File"),
        (
            "new_script",
            "new_story",
            "open",
            "@recent",
            "-",
            "save",
            "save_as",
            "versions",
            "-",
            "start_page",
            "-",
            "quit",
        ),
    ),
    (_("&Edit"), ("undo", "redo", "-", "cut", "copy", "paste", "-", "select_all", "-", "settings")),
    (
        _("&Write"),
        (
            "continue",
            "another",
            "next",
            "previous",
            "stop",
            "-",
            "accept",
            "accept_line",
            "accept_word",
            "-",
            "form_script",
            "form_prose",
        ),
    ),
    (
        _("&View"),
        (
            "panel",
            "focus_panel",
            "-",
            "zoom_in",
            "zoom_out",
            "zoom_reset",
            "full_screen",
            "-",
            "theme_light",
            "theme_dark",
            "theme_system",
        ),
    ),
    ("@model", ()),
    (_("&Help"), ("about",)),
)


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """All actions, by name. Keys of ``in_editor`` actions are shown but left to the editor: Tab and Esc mean
    other things elsewhere."""
    actions = {}
    for spec in SPECS:
        text = QCoreApplication.translate("actions", spec.text)
        action = QAction(text, parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        if spec.in_editor:
            shown = QKeySequence(spec.keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{text}\t{shown}")
        elif spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        actions[spec.name] = action
    return actions
