"""A window that types, saves, restores and thins until somebody kills it. Run by ``test_kills.py``.

Every state of the text is announced on standard output before it is made: the time, and the text as JSON.
"""

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import versions
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.app import make_application
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import EngineSession

_STEP_MS = 15
_DAY = 86_400


class Victim:
    """Does one thing each time that its timer rings."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.random = window, random.Random(seed)
        self._fill_with_old_versions()
        self.timer = QTimer()
        self.timer.timeout.connect(self.step)
        self.timer.start(_STEP_MS)

    def _fill_with_old_versions(self) -> None:
        """So that the next save has something to thin."""
        project = self.window.safekeeping.project
        assert project is not None
        with project.database.transaction() as connection:
            for age in range(1, 200):
                for hour in (1, 2):
                    connection.execute(
                        "INSERT INTO versions VALUES (NULL, ?, ?, 1, 'saved', '', ?)",
                        (time.time() - age * _DAY + hour * 60, f"{age} {hour}", b"x" * 2000),
                    )

    def announce(self, text: str) -> None:
        try:
            sys.stdout.write(f"{time.time()} {json.dumps(text)}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            os._exit(1)  # nobody listens any more: the test has failed

    def step(self) -> None:
        roll = self.random.random()
        if roll < 0.04:
            self.window.files.save()
        elif roll < 0.05:
            self._restore()
        else:
            letter = self.random.choice("abcdefg h\n")
            self.announce(self.window.editor.text() + letter)
            if letter == "\n":
                QTest.keyClick(self.window.editor, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.window.editor, letter)

    def _restore(self) -> None:
        project = self.window.safekeeping.project
        assert project is not None
        found = [one for one in versions.versions(project) if time.time() - one.time < 3600]
        if found:
            text = versions.text_of(project, self.random.choice(found).number)
            self.announce(text)
            self.window.safekeeping.restore(text)
            self.window.editor.moveCursor(self.window.editor.textCursor().MoveOperation.End)


def main() -> None:
    """``victim.py FILE SEED``"""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application([])
    window = MainWindow(SettingsStore(), EngineSession(engine_for=lambda _entry: ScriptedEngine([" x"])))
    window.files.load(Path(sys.argv[1]))
    window.show()
    # What is announced is what a key types, letter by letter.
    window.editor.elements.enabled = window.completion.enabled = False
    victim = Victim(window, int(sys.argv[2]))
    application.exec()
    del victim


if __name__ == "__main__":
    main()
