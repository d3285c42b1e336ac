"""Colours and fonts: a TOML file for each theme becomes a palette, a style sheet and the editor's colours."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths
from scriptwriter.ui.editor.colors import EditorColors

LIGHT, DARK, SYSTEM = "light", "dark", "system"


@dataclass(frozen=True, slots=True)
class Theme:
    """``colors``: a colour for each role, as #rrggbb."""

    name: str
    colors: dict[str, str]

    def editor_colors(self) -> EditorColors:
        """The colours that the editor paints with."""
        names = EditorColors.__dataclass_fields__
        return EditorColors(**{name: self.colors[name] for name in names})


def load_theme(wanted: str) -> Theme:
    """``light``, ``dark`` or, for ``system``, what the desktop prefers. Raises ``Failure`` when it is missing."""
    name = _system_theme() if wanted == SYSTEM else wanted
    file = paths.resources_dir() / "themes" / f"{name}.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Failure(f"The theme {file} cannot be read: {error}") from error
    return Theme(name, dict(data["colors"]))


def _system_theme() -> str:
    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def load_fonts() -> None:
    """Make the bundled fonts known to Qt."""
    for file in sorted((paths.resources_dir() / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Colour every widget of the program."""
    application.setPalette(_palette(theme.colors))
    sheet = _style_sheet(theme)
    # Qt lays everything out anew for a style sheet, the one that it has as well: a tenth of a second for each setting.
    if sheet != application.styleSheet():
        application.setStyleSheet(sheet)


def _palette(colors: dict[str, str]) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for names, key in (
        ((role.Window,), "window"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "text"),
        ((role.Base,), "field"),
        ((role.AlternateBase, role.ToolTipBase), "panel"),
        ((role.Button,), "button"),
        ((role.PlaceholderText,), "dim"),
        ((role.Highlight, role.Accent, role.Link), "accent"),
        ((role.HighlightedText,), "accent_text"),
        ((role.Mid, role.Midlight), "border"),
    ):
        for name in names:
            palette.setColor(name, QColor(colors[key]))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors["disabled"]))
    return palette


def _style_sheet(theme: Theme) -> str:
    sheet = (Path(__file__).parent / "style.qss").read_text(encoding="utf-8")
    values = {
        **theme.colors,
        "icon_folder": (paths.resources_dir() / "icons").as_posix(),
        "icon_tone": "light" if theme.name == DARK else "dark",
    }
    # The longest names first: @panel must not take the beginning of @panel_border.
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet
