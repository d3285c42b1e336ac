"""A long script scored in the background of the real window, while somebody types and asks for continuations.

    python -m tests.bench.scoring [--pages 120] [--rate 8] [--requests 20]

First the script is scored with nothing else to do, then a changed one while keys are pressed (for a minute and a half
at most), then a third one while continuations are asked for. Prints JSON: ``seconds`` from the first passage that was
asked for to the last score, ``passages`` that had to be read by the model, key to paint as in ``key_to_paint``, and the
time to the first token.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.cue import Form
from scriptwriter.services.documents import Document
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.app import make_application
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import ModelState, Place
from tests.bench.key_to_paint import SCENE, Yardstick, figures, long_script, measure, stolen_ms, tidy

_KEYS_AT_ONCE = 40
_LONGEST_S = 90.0


def varied(text: str, seed: int) -> str:
    """The script with every eighth small word of it replaced by another one: no passage stands in it twice."""
    draw = random.Random(seed)
    words = sorted(set(re.findall(r"\b[a-z]{4,9}\b", text)))
    return re.sub(r"\b[a-z]{4,9}\b", lambda found: draw.choice(words) if draw.random() < 0.125 else found.group(), text)


class Scoring:
    """One script's way from being opened to its last score."""

    def __init__(self, window: MainWindow, text: str) -> None:
        self._window = window
        window.realism.marks.items = []
        window.files.opened.emit(Document(text=text))
        while not self._waiting():
            QTest.qWait(5)
        self.passages = self._waiting()
        self._began = time.perf_counter()
        self.seconds = 0.0

    def _waiting(self) -> int:
        return sum(mark.score is None for mark in self._window.realism.marks.items)

    def done(self) -> bool:
        """Whether all are scored; keeps when that was. What is typed meanwhile changes one passage at most."""
        taken = time.perf_counter() - self._began
        if self.seconds == 0 and (self._waiting() <= 1 or taken > _LONGEST_S):
            self.seconds = taken
        return self.seconds > 0


def idle(window: MainWindow, text: str) -> dict[str, Any]:
    """Nothing else to do."""
    scoring = Scoring(window, text)
    while not scoring.done():
        QTest.qWait(20)
    return {"passages": scoring.passages, "seconds": round(scoring.seconds, 1)}


def typing(window: MainWindow, text: str, rate: float) -> dict[str, Any]:
    """Keys meanwhile."""
    scoring = Scoring(window, text)
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    window.editor.setTextCursor(cursor)
    QTest.keyClick(window.editor, Qt.Key.Key_Return)
    yardstick, times, at = Yardstick(), [], 0
    began, stolen = time.perf_counter(), stolen_ms()
    while not scoring.done():
        scene = SCENE[at % len(SCENE) :] + SCENE
        times += measure(window, scene, _KEYS_AT_ONCE, rate, yardstick)
        at += _KEYS_AT_ONCE
    stolen = (stolen_ms() - stolen) / (time.perf_counter() - began)
    found = {"passages": scoring.passages, "seconds": round(scoring.seconds, 1), "keys": len(times), **figures(times)}
    return found | {"stolen_ms_a_second": round(stolen, 2), "yardstick": figures(yardstick.times)}


def asking(window: MainWindow, text: str, requests: int) -> dict[str, Any]:
    """Continuations meanwhile, of a text that the engine has read before."""
    place, times = Place(text[: len(text) // 2][-3000:], Form.SCRIPT), []
    _first_token(window, place)
    scoring = Scoring(window, text)
    for _ in range(requests):
        if scoring.done():
            break
        times.append(_first_token(window, place))
        QTest.qWait(400)
    while not scoring.done():
        QTest.qWait(20)
    return {"passages": scoring.passages, "seconds": round(scoring.seconds, 1), "requests": len(times)} | {
        f"first_token_{name}": value for name, value in figures(times).items()
    }


def _first_token(window: MainWindow, place: Place) -> float:
    """Milliseconds from asking to the first text; the rest is called off."""
    session, came = window.session, []

    def take(*_: object) -> None:
        came.append(time.perf_counter())

    session.text.connect(take)
    began = time.perf_counter()
    asked = session.request(place, window.continuing.wishes())
    _until(lambda: bool(came))
    session.text.disconnect(take)
    session.cancel(asked)
    return (came[0] - began) * 1000


def _until(done: Callable[[], bool]) -> None:
    application = QApplication.instance()
    assert application is not None
    while not done():
        application.processEvents()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--rate", type=float, default=8, help="keys a second")
    parser.add_argument("--requests", type=int, default=20)
    options = parser.parse_args()
    make_application([])
    window = MainWindow(SettingsStore())
    window.resize(1920, 1080)
    window.show()
    window.open_wanted_model()
    while window.session.status.state is not ModelState.READY or window.realism.judge is None:
        QTest.qWait(20)
    text = long_script(options.pages)
    found = {"pages": options.pages, "idle": idle(window, varied(text, 1))}
    found["typing"] = typing(window, varied(text, 2), options.rate)
    window.editor.document().setModified(False)
    found["asking"] = asking(window, varied(text, 3), options.requests)
    window.editor.document().setModified(False)
    window.close()
    tidy()
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
