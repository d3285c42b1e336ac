"""The colours that the editor paints with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditorColors:
    """Each as #rrggbb. ``desk`` is what lies around the paper; ``dim`` is for marks that are not printed."""

    paper: str = "#ffffff"
    desk: str = "#e9e7e2"
    text: str = "#1c1b19"
    dim: str = "#6f6a62"
    ghost: str = "#5b6b86"
    generated: str = "#2b4a78"
    selection: str = "#cfe0f5"
    heading: str = "#1c1b19"
    note: str = "#7a5c00"
    current_line: str = "#f4f2ee"


#: Tones of the productions' coloured papers that can be seen on light and on dark paper alike.
REVISION_COLORS = {
    "blue": "#4a86e8",
    "pink": "#d9468f",
    "yellow": "#b08900",
    "green": "#3c9a4e",
    "goldenrod": "#c07f12",
    "buff": "#a8865a",
    "salmon": "#e0705a",
    "cherry": "#d63a56",
    "tan": "#9a7b4f",
}
