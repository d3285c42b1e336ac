"""Starting the window."""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from scriptwriter import __version__
from scriptwriter.services import logs, paths
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.language import install_language
from scriptwriter.ui.main_window import MainWindow
from scriptwriter.ui.theme import load_fonts

_QUIT_WHEN_READY = "--quit-when-ready"
_SWITCH_SECONDS = 0.001
#: Objects made since the last collection, and collections of the younger kind, until the next one of each kind.
_COLLECT_AFTER = (5_000, 20, 100)


def run_window(arguments: list[str]) -> int:
    """Open the window, with the file that is named; the program's exit code.

    ``--quit-when-ready`` closes it again as soon as it can be typed into, which is how the start is measured.
    """
    handler, faults = logs.start_logging(), logs.start_fault_log()
    application = make_application(arguments)
    store = SettingsStore()
    translators = install_language(application, store.values.language)
    window = MainWindow(store)
    files = [argument for argument in arguments if not argument.startswith("-")]
    if files:
        window.files.load(Path(files[0]))
    window.show()
    # The model is opened when the window stands: nobody has to wait for it.
    if _QUIT_WHEN_READY in arguments:
        QTimer.singleShot(0, window.close)
    else:
        QTimer.singleShot(0, window.open_wanted_model)
        QTimer.singleShot(0, lambda: window.after_crash(faults.previous if faults is not None else ""))
    code = application.exec()
    translators.clear()
    if faults is not None:
        faults.close()
    logs.stop_logging(handler)
    return code


def keys_first() -> None:
    """Let neither other threads nor the garbage collector keep a key press waiting."""
    # A thread that has something to do lets go of the interpreter sooner than it would by itself.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # What has been imported is no garbage: a full collection looks at 20 ms of it else, a small one at a millisecond.
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our name, icon and fonts."""
    keys_first()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("scriptwriter")
    application.setApplicationDisplayName("Scriptwriter")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("io.github.scriptwriter.scriptwriter")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "scriptwriter.svg")))
    load_fonts()
    return application
