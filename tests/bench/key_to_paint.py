"""From a key press to the end of the paint that shows it, in the real window.

    python -m tests.bench.key_to_paint [--pages 120] [--keys 1000] [--rate 8] [--stream] [--one-paragraph]

What is typed is a scene: action, names, speeches, with the Return keys between them, each a key press like the others.
The first key comes two seconds after script and model were opened. With ``--one-paragraph`` all letters go into one
paragraph, from the first moment on. With ``--stream`` the bundled model writes all the time, as fast as it can, while
the keys are typed. Prints JSON.

Between the keys a fixed piece of arithmetic is timed, as long as a key's work: ``yardstick`` says how much of the
spread is the machine's own, for a shared one stops any program for milliseconds now and then. ``stolen_ms_a_second``
is what Linux knows of that: the time that other machines on the same processors had instead.
"""

import argparse
import json
import math
import os
import shutil
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SCRIPTWRITER_HOME", tempfile.mkdtemp(prefix="scriptwriter-bench-"))

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scriptwriter.domain.cue import Form
from scriptwriter.services import samples
from scriptwriter.services.documents import Document
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.app import make_application
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.session import ModelState, Place

_LINES_PER_PAGE = 54
_WORDS = "She came slowly down the stairs and looked about her for the letter that he had left there. "
SCENE = (
    "She came slowly down the stairs and looked about her for the letter that he had left there. Nobody had lit the "
    "lamps. The wind went through the house as if it were looking for something, too.\n"
    "ELIAS\nYou will not find it in this room. I looked for it myself before the rain began, and I had the better eyes "
    "for it.\n"
    "VERA\nThen you have read it.\n\n"
    "He turns to the window. Behind him the door opens a hand's breadth and closes again, without a sound. "
    "Far away, over the water, a lantern is swung three times.\n"
)
_PAUSE_MS = 2000


class Yardstick:
    """The same arithmetic again and again, about four milliseconds of it."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self._rounds = 1000
        self._rounds = round(4e-3 / min(self._work() for _ in range(50)) * 1000)

    def _work(self) -> float:
        started, total = time.perf_counter(), 0
        for number in range(self._rounds):
            total += number * number
        return time.perf_counter() - started

    def take(self) -> None:
        """Once more."""
        self.times.append(self._work() * 1000)


def stolen_ms() -> float:
    """Milliseconds that a virtual machine's processors wanted to work and could not, so far; 0 where unknown."""
    try:
        fields = Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()
    except OSError:
        return 0.0
    return int(fields[8]) * 1000 / os.sysconf("SC_CLK_TCK")


class PaintWatch(QObject):
    """Counts the paints of the editor's viewport, after they are done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.count = 0
        paint = window.editor.paintEvent

        def counted(event: object) -> None:
            paint(event)  # type: ignore[arg-type]
            self.count += 1

        window.editor.paintEvent = counted  # type: ignore[method-assign]


def long_script(pages: int) -> str:
    """The sample over and over, to so many printed pages."""
    sample = samples.script_text().split("\n\n", 1)[1]
    lines = max(sample.count("\n"), 1) * 1.2  # speeches wrap
    return "\n\n".join([sample.strip()] * math.ceil(pages * _LINES_PER_PAGE / lines))


class Streaming(QObject):
    """Asks again whenever a passage is complete; nothing of it is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._place = Place(window.editor.text_before_cursor()[-4000:], Form.SCRIPT)
        window.session.finished.connect(self.ask)
        self.ask()

    @Slot()
    def ask(self) -> None:
        """One more passage."""
        self._window.session.request(self._place, self._window.continuing.wishes())


def measure(window: MainWindow, text: str, keys: int, rate: float, yardstick: Yardstick) -> list[float]:
    """Milliseconds for each key; ``text`` is typed over and over."""
    application = QApplication.instance()
    assert application is not None
    watch, times = PaintWatch(window), []
    due = time.perf_counter()
    for number in range(keys):
        due += 1 / rate if rate else 0
        if rate:
            QTest.qWait(int(500 / rate))
            yardstick.take()
        while (rest := due - time.perf_counter()) > 0:
            QTest.qWait(max(int(rest * 1000), 1))
        application.processEvents()
        painted = watch.count
        started = time.perf_counter()
        letter = text[number % len(text)]
        if letter == "\n":
            QTest.keyClick(window.editor, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(window.editor, letter)
        while watch.count == painted:
            application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.UpdateRequest)
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=8, help="keys a second; 0: as fast as possible")
    parser.add_argument("--stream", action="store_true")
    parser.add_argument("--one-paragraph", action="store_true", help="all letters into one, from the first moment on")
    options = parser.parse_args()
    make_application([])
    window = MainWindow(SettingsStore())
    window.resize(1920, 1080)
    window.show()
    started = time.perf_counter()
    window.files.opened.emit(Document(text=long_script(options.pages)))
    QApplication.processEvents()
    opened_ms = (time.perf_counter() - started) * 1000
    cursor = window.editor.textCursor()
    cursor.setPosition(window.editor.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    window.editor.setTextCursor(cursor)
    if options.stream:
        window.open_wanted_model()
        while window.session.status.state is not ModelState.READY:
            QTest.qWait(20)
    if not options.one_paragraph:
        QTest.keyClick(window.editor, Qt.Key.Key_Return)
        QTest.qWait(_PAUSE_MS)
    streaming = Streaming(window) if options.stream else None
    text = _WORDS if options.one_paragraph else SCENE
    yardstick = Yardstick()
    began, stolen = time.perf_counter(), stolen_ms()
    times = measure(window, text, options.keys, options.rate, yardstick)
    stolen = (stolen_ms() - stolen) / (time.perf_counter() - began)
    window.editor.document().setModified(False)
    if streaming is not None:
        window.session.finished.disconnect(streaming.ask)
    window.close()
    tidy()
    found = {"pages": options.pages, "streaming": options.stream, "open_ms": round(opened_ms, 1), **figures(times)}
    found["stolen_ms_a_second"] = round(stolen, 2)
    if yardstick.times:
        found["yardstick"] = figures(yardstick.times)
    print(json.dumps(found))


def tidy() -> None:
    """Remove the folder that was made for the window's data; one that was given stays."""
    home = Path(os.environ["SCRIPTWRITER_HOME"])
    if home.name.startswith("scriptwriter-bench-"):
        shutil.rmtree(home, ignore_errors=True)


def figures(times: list[float]) -> dict[str, float]:
    """Percentiles by nearest rank."""
    times = sorted(times)
    ranks = {"median_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    found = {name: round(times[math.ceil(rank * len(times)) - 1], 2) for name, rank in ranks.items()}
    return {**found, "max_ms": round(times[-1], 2)}


if __name__ == "__main__":
    main()
