# pyright: reportMissingImports=false
"""One program, driven from inside its own process; see ``versus.py``. Works with PySide6 and with PyQt6."""

import contextlib
import json
import math
import os
import sys
import time
from pathlib import Path

_RATE = 8.0
_SENTENCE = "and so it went on and on "


def drive(qt, app, qtest, editor, open_document, started: float, keys: int) -> dict[str, float]:
    """The figures of one program. ``editor`` is asked for after the document was opened."""
    app.processEvents()
    start_ms = (time.time() - started) * 1000
    began = time.perf_counter()
    open_document()
    widget = editor()
    count = _count_paints(qt, widget)
    widget.viewport().repaint()
    app.processEvents()
    open_ms = (time.perf_counter() - began) * 1000
    qtest.qWait(2000)
    cursor = widget.textCursor()
    cursor.setPosition(widget.document().characterCount() // 2)
    widget.setTextCursor(cursor)
    widget.setFocus()
    qtest.qWait(500)
    times = _type(app, qtest, widget, keys, count)
    return {
        "start_ms": start_ms,
        "open_ms": open_ms,
        "key_median_ms": times[len(times) // 2],
        "key_p99_ms": times[math.ceil(0.99 * len(times)) - 1],
        "memory_mb": _memory_mb(),
    }


def _count_paints(qt, widget) -> list[int]:
    """Counts paint events as they come; each is over when the event loop has been gone through once."""
    count = [0]

    class Watch(qt.QObject):
        def eventFilter(self, _watched, event) -> bool:  # noqa: N802 - Qt's name
            count[0] += event.type() == qt.QEvent.Type.Paint
            return False

    widget.versus_watch = Watch()
    widget.viewport().installEventFilter(widget.versus_watch)
    return count


def _type(app, qtest, widget, keys: int, count: list[int]) -> list[float]:
    times, due = [], time.perf_counter()
    text = _SENTENCE * (keys // len(_SENTENCE) + 1)
    for number in range(keys):
        due += 1 / _RATE
        while (rest := due - time.perf_counter()) > 0:
            qtest.qWait(max(int(rest * 1000), 1))
        app.processEvents()
        painted, began = count[0], time.perf_counter()
        qtest.keyClicks(widget, text[number])
        while count[0] == painted and time.perf_counter() - began < 1:
            app.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def _memory_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def scriptwriter(text: Path, keys: int, started: float) -> dict[str, float]:
    """Ours, as it starts for a writer, the model's process beside it."""
    os.environ["SCRIPTWRITER_HOME"] = str(text.parent / "home")
    from PySide6 import QtCore
    from PySide6.QtTest import QTest

    from scriptwriter.services.settings import SettingsStore
    from scriptwriter.ui.app import make_application
    from scriptwriter.ui.main_window import MainWindow

    app = make_application([])
    window = MainWindow(SettingsStore())
    window.resize(1920, 1080)
    window.show()
    window.open_wanted_model()
    figures = drive(QtCore, app, QTest, lambda: window.editor, lambda: window.files.load(text), started, keys)
    window.editor.document().setModified(False)
    window.close()
    return figures


def novelwriter(text: Path, keys: int, started: float) -> dict[str, float]:
    """novelWriter, with a project of one document; making the project is not counted."""
    import novelwriter as program
    from novelwriter import CONFIG, SHARED
    from PyQt6 import QtCore
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication, QDialog

    found: dict[str, float] = {}
    QDialog.exec = lambda _self: 0

    def run(_app: object = None) -> int:
        from novelwriter.core.coretools import ProjectBuilder

        app, window = QApplication.instance(), SHARED.mainGui
        app.processEvents()
        ready = time.time()
        folder = text.parent / "project"
        builder = ProjectBuilder()
        builder.buildProject({"path": folder, "name": "x", "author": "x", "scenes": 1})
        window.openProject(folder)
        handle = [item.itemHandle for item in SHARED.project.tree if item.isFileType()][-1]
        SHARED.project.storage.getDocument(handle).writeDocument(text.read_text(encoding="utf-8"))
        window.closeDocument()
        app.processEvents()
        shift = time.time() - ready
        window.resize(1920, 1080)
        found.update(
            drive(
                QtCore, app, QTest, lambda: window.docEditor, lambda: window.openDocument(handle), started + shift, keys
            )
        )
        return 0

    QApplication.exec = run
    CONFIG.lastNotes = "0xffffffff"
    with contextlib.suppress(SystemExit):
        program.main([f"--config={text.parent}/nw.conf", f"--data={text.parent}"])
    return found


if __name__ == "__main__":
    program_name, file, key_count, began_at = sys.argv[1:]
    result = {"scriptwriter": scriptwriter, "novelwriter": novelwriter}[program_name](
        Path(file), int(key_count), float(began_at)
    )
    print(json.dumps(result), flush=True)
    os._exit(0)
