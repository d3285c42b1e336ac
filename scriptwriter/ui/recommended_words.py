"""What is said of recommended models, in the window's language."""

from PySide6.QtCore import QCoreApplication

#: Where the texts of ``models/recommended.toml`` stand among the translations.
CONTEXT = "recommended"


def said(text: str) -> str:
    """A text of the list in the window's language."""
    return QCoreApplication.translate(CONTEXT, text)
