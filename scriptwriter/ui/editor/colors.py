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
    selection: str = "#cfe0f5"
    heading: str = "#1c1b19"
    note: str = "#7a5c00"
    current_line: str = "#f4f2ee"
