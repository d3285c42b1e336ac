"""The window's language: the texts are English in the sources, other languages come from ``resources/translations``."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from scriptwriter.services import paths

SYSTEM = "system"


def install_language(application: QApplication, wanted: str) -> list[QTranslator]:
    """Load a language's texts, ours and Qt's own; keep what is returned for as long as they are to be used.

    ``wanted`` is a language's code, or ``system`` for the desktop's. A language without a file is English.
    """
    code = QLocale.system().name() if wanted == SYSTEM else wanted
    if wanted != SYSTEM:
        QLocale.setDefault(QLocale(code))
    ours, qts = (
        str(paths.resources_dir() / "translations"),
        QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    )
    loaded = []
    for name, folder in (("scriptwriter", ours), ("qtbase", qts)):
        translator = QTranslator(application)
        if translator.load(f"{name}_{code}", folder) or translator.load(f"{name}_{code.split('_')[0]}", folder):
            application.installTranslator(translator)
            loaded.append(translator)
    return loaded
