"""The keys that the editor handles itself: those of the ghost and of requests."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_USUAL = {
    "continue": "Ctrl+Return",
    "another": "Ctrl+Shift+Return",
    "stop": "Esc",
    "next": "Alt+Down",
    "previous": "Alt+Up",
    "accept": "Tab",
    "accept_line": "Shift+Tab",
    "accept_word": "Ctrl+Right",
}


class EditorKeys:
    """Knows which of the editor's actions a key stands for."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._bare = False
        self.set({})

    def set(self, keys: dict[str, str]) -> None:
        """Use other keys for some actions; the others have the usual ones."""
        self._names = {QKeySequence(keys.get(name, usual)).toString(): name for name, usual in _USUAL.items()}
        self._names.pop("", None)
        self._bare = any(len(name) == 1 for name in self._names)

    def name_of(self, event: QKeyEvent) -> str:
        """The action's name, or an empty string."""
        if not event.modifiers() and event.text().isprintable() and event.text() and not self._bare:
            return ""  # a letter, as nearly always
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Backtab:
            key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
        elif key == Qt.Key.Key_Enter:
            key = Qt.Key.Key_Return
        return self._names.get(QKeySequence(QKeyCombination(modifiers, key)).toString(), "")
