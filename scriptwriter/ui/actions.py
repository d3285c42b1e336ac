"""Every action of the window, declared once: name, text, keys; and the menus that they stand in."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

#: Where the texts that ``_`` marks stand among the translations.
TR_CONTEXT = "actions"


def _(text: str) -> str:
    """Mark a text for translation; it is translated when the action is made."""
    return text


@dataclass(frozen=True, slots=True)
class Spec:
    """``keys`` are Qt's portable names; ``in_editor`` keys are handled by the editor itself and only shown.

    ``always``: can be used without a document.
    """

    name: str
    text: str
    keys: str = ""
    in_editor: bool = False
    checkable: bool = False
    always: bool = False


SPECS = (
    Spec("new_script", _("New &Script"), "Ctrl+N", always=True),
    Spec("new_story", _("New S&tory"), "Ctrl+Shift+N", always=True),
    Spec("open", _("&Open…"), "Ctrl+O", always=True),
    Spec("import", _("&Import…"), "Ctrl+Shift+O", always=True),
    Spec("save", _("&Save"), "Ctrl+S"),
    Spec("save_as", _("Save &As…"), "Ctrl+Shift+S"),
    Spec("versions", _("&Versions…"), "Ctrl+Shift+H"),
    Spec("title_page", _("Title Pa&ge…")),
    Spec("export_pdf", _("&PDF…"), "Ctrl+E"),
    Spec("export_fdx", _("&Final Draft…")),
    Spec("export_docx", _("&Word…")),
    Spec("export_html", _("&HTML…")),
    Spec("export_txt", _("Plain &Text…")),
    Spec("preview", _("Pre&view…"), "Ctrl+Shift+E"),
    Spec("print", _("&Print…"), "Ctrl+P"),
    Spec("start_page", _("Start Pa&ge")),
    Spec("quit", _("&Quit"), "Ctrl+Q", always=True),
    Spec("undo", _("&Undo"), "Ctrl+Z"),
    Spec("redo", _("&Redo"), "Ctrl+Shift+Z"),
    Spec("cut", _("Cu&t"), "Ctrl+X"),
    Spec("copy", _("&Copy"), "Ctrl+C"),
    Spec("paste", _("&Paste"), "Ctrl+V"),
    Spec("paste_plain", _("Paste as &It Is"), "Ctrl+Shift+V"),
    Spec("select_all", _("Select &All"), "Ctrl+A"),
    Spec("find", _("&Find…"), "Ctrl+F"),
    Spec("replace", _("R&eplace…"), "Ctrl+H"),
    Spec("find_next", _("Find &Next"), "F3"),
    Spec("find_previous", _("Find Pre&vious"), "Shift+F3"),
    Spec("spelling", _("&Spelling…"), "F7"),
    Spec("settings", _("Se&ttings…"), "Ctrl+,", always=True),
    Spec("keys", _("&Keys…"), always=True),
    Spec("continue", _("&Continue"), "Ctrl+Return", in_editor=True),
    Spec("another", _("&Another Try"), "Ctrl+Shift+Return", in_editor=True),
    Spec("stop", _("&Stop and Dismiss"), "Esc", in_editor=True),
    Spec("next", _("&Next Alternative"), "Alt+Down", in_editor=True),
    Spec("previous", _("&Previous Alternative"), "Alt+Up", in_editor=True),
    Spec("accept", _("Accept &All"), "Tab", in_editor=True),
    Spec("accept_line", _("Accept &Line"), "Shift+Tab", in_editor=True),
    Spec("accept_word", _("Accept &Word"), "Ctrl+Right", in_editor=True),
    Spec("form_script", _("Scri&pt"), checkable=True),
    Spec("form_prose", _("P&rose"), checkable=True),
    Spec("scene_heading", _("&Scene Heading"), "Ctrl+1"),
    Spec("action", _("&Action"), "Ctrl+2"),
    Spec("character", _("&Character"), "Ctrl+3"),
    Spec("parenthetical", _("&Parenthetical"), "Ctrl+4"),
    Spec("transition", _("&Transition"), "Ctrl+5"),
    Spec("lyrics", _("&Lyrics"), "Ctrl+6"),
    Spec("centered", _("C&entred"), "Ctrl+7"),
    Spec("section", _("Secti&on"), "Ctrl+8"),
    Spec("synopsis", _("S&ynopsis"), "Ctrl+9"),
    Spec("bold", _("&Bold"), "Ctrl+B"),
    Spec("italic", _("&Italic"), "Ctrl+I"),
    Spec("underline", _("&Underline"), "Ctrl+U"),
    Spec("note", _("&Note"), "Ctrl+Shift+M"),
    Spec("boneyard", _("Cut &Out"), "Ctrl+Shift+X"),
    Spec("dual", _("&Dual Dialogue"), "Ctrl+D"),
    Spec("page_break", _("Page Brea&k")),
    Spec("number_scenes", _("&Number All Scenes")),
    Spec("number_new", _("Number Only &New Scenes")),
    Spec("remove_numbers", _("&Remove Scene Numbers")),
    Spec("omit_scene", _("&Omit or Restore This Scene")),
    Spec("rename_character", _("Rename &Character…")),
    Spec("revision", _("Re&visions…")),
    Spec("statistics", _("S&tatistics…"), "Ctrl+Shift+I"),
    Spec("origins_report", _("Ori&gins Report…")),
    Spec("rewrite", _("&Rewrite…"), "Ctrl+R"),
    Spec("shorten", _("S&horten…")),
    Spec("expand", _("&Expand…")),
    Spec("fill_in", _("&Fill In…")),
    Spec("overview", _("&Outline and Cast"), "F4", checkable=True),
    Spec("cards", _("Scene &Cards"), "Ctrl+F4", checkable=True),
    Spec("panel", _("Continuation &Panel"), "F9", checkable=True),
    Spec("suggestions", _("Su&ggestions"), "Shift+F9", checkable=True),
    Spec("table_read", _("Table &Read"), "Ctrl+T"),
    Spec("focus_mode", _("Foc&us Mode"), "F8", checkable=True),
    Spec("typewriter", _("&Typewriter Scrolling"), "Shift+F8", checkable=True),
    Spec("show_origins", _("Sho&w Origins"), checkable=True),
    Spec("show_realism", _("Realis&m Scores"), "Shift+F4", checkable=True),
    Spec("realism", _("Reali&sm Panel"), "Ctrl+Shift+R"),
    Spec("calibrate", _("Cali&brate for This Model…")),
    Spec("compare_models", _("&Compare Models Blind…"), always=True),
    Spec("train", _("&Train a Model…"), always=True),
    Spec("add_model", _("Add a &Model…"), always=True),
    Spec("zoom_in", _("Zoom &In"), "Ctrl++"),
    Spec("zoom_out", _("Zoom &Out"), "Ctrl+-"),
    Spec("zoom_reset", _("&Normal Size"), "Ctrl+0"),
    Spec("full_screen", _("&Full Screen"), "F11", checkable=True, always=True),
    Spec("theme_light", _("&Light"), checkable=True, always=True),
    Spec("theme_dark", _("&Dark"), checkable=True, always=True),
    Spec("theme_system", _("As the S&ystem"), checkable=True, always=True),
    Spec("focus_panel", _("&Next Panel"), "F6"),
    Spec("palette", _("Command &Palette…"), "Ctrl+Shift+P", always=True),
    Spec("about", _("&About Scriptwriter"), always=True),
)

Menu = tuple[str, tuple["str | Menu", ...]]

#: ``-`` is a line; names with ``@`` stand for menus that are filled elsewhere, with what is named in them at the end.
MENUS: tuple[Menu, ...] = (
    (
        _("&File"),
        (
            "new_script", "new_story", "@templates", "open", "@recent", "import", "-",
            "save", "save_as", "versions", "-",
            "title_page",
            (_("E&xport"), ("export_pdf", "export_fdx", "export_docx", "export_html", "export_txt")),
            "preview", "print", "-", "start_page", "-", "quit",
        ),
    ),
    (
        _("&Edit"),
        (
            "undo", "redo", "-", "cut", "copy", "paste", "paste_plain", "select_all", "-",
            "find", "replace", "find_next", "find_previous", "-", "spelling", "@language", "-", "settings", "keys",
        ),
    ),
    (
        _("&Write"),
        (
            "continue", "another", "next", "previous", "stop", "-",
            "accept", "accept_line", "accept_word", "-", "form_script", "form_prose",
        ),
    ),
    (
        _("F&ormat"),
        (
            "scene_heading", "action", "character", "parenthetical", "transition", "lyrics", "centered", "section",
            "synopsis", "page_break", "-", "bold", "italic", "underline", "-", "note", "boneyard", "dual",
        ),
    ),
    (
        _("S&cript"),
        (
            (_("Su&ggest"), ("rewrite", "shorten", "expand", "fill_in")), "table_read", "-",
            "number_scenes", "number_new", "remove_numbers", "omit_scene", "-",
            "rename_character", "revision", "-", "statistics", "origins_report",
        ),
    ),
    (
        _("&View"),
        (
            "overview", "cards", "panel", "suggestions", "focus_panel", "-",
            "focus_mode", "typewriter", "full_screen", "-", "show_origins", "show_realism", "realism", "-",
            "zoom_in", "zoom_out", "zoom_reset", "-", "theme_light", "theme_dark", "theme_system",
        ),
    ),
    ("@model", ("add_model", "calibrate", "compare_models", "train")),
    (_("&Help"), ("palette", "about")),
)  # fmt: skip


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """All actions, by name, with their usual keys."""
    actions = {}
    for spec in SPECS:
        action = QAction(parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        actions[spec.name] = action
    set_keys(actions, {})
    return actions


def set_keys(actions: dict[str, QAction], keys: dict[str, str]) -> None:
    """Give actions their keys. Those of ``in_editor`` actions are shown but left to the editor: Tab and Esc mean
    other things elsewhere.
    """
    for spec in SPECS:
        action, text = actions[spec.name], QCoreApplication.translate(TR_CONTEXT, spec.text)
        sequence = QKeySequence(keys.get(spec.name, spec.keys))
        if spec.in_editor:
            text = f"{text}\t{sequence.toString(QKeySequence.SequenceFormat.NativeText)}"
        else:
            action.setShortcut(sequence)
        action.setText(text)


def plain_title(spec: Spec) -> str:
    """An action's text without the mark of its letter, for lists; those of a submenu begin with its title."""
    titles = [_submenu_of(spec.name, MENUS), spec.text]
    return ": ".join(_plain(QCoreApplication.translate(TR_CONTEXT, title)) for title in titles if title)


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


def _submenu_of(name: str, menus: tuple[Menu, ...]) -> str:
    for _title, names in menus:
        for entry in names:
            if isinstance(entry, tuple) and name in entry[1]:
                return entry[0]
    return ""
