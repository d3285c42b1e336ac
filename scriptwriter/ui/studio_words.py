"""What the studio calls the parts of a corpus and of a training."""

from PySide6.QtCore import QCoreApplication, QLocale

from scriptwriter.domain.corpus import Kind, Split
from scriptwriter.domain.cue import Form
from scriptwriter.services.training_job import Method

#: Where the texts that ``_`` marks stand among the translations.
TR_CONTEXT = "studio"


def _(text: str) -> str:
    """Mark a text for translation; it is translated when it is shown."""
    return text


KINDS = {
    Kind.SCRIPT: _("Script"),
    Kind.PROSE: _("Story"),
    Kind.LINES: _("Table of lines"),
    Kind.QUOTES: _("Table of quotes"),
    Kind.MESSAGES: _("Messages"),
}
FORMS = {Form.SCRIPT: _("As a script"), Form.PROSE: _("As prose")}
SPLITS = {Split.TRAIN: _("Learning"), Split.HELD_OUT: _("Checking")}
METHODS = {
    Method.AUTO: _("Decided by the size"),
    Method.LORA: _("LoRA: a small part, quick"),
    Method.FULL: _("Full: all of the model"),
}
STAGES = {
    "loading": _("Opening the base model"),
    "reading": _("Finding passages and keywords"),
    "tokens": _("Laying out the passages"),
    "before": _("Measuring the base model"),
    "training": _("Training"),
    "merging": _("Putting the model together"),
    "quantizing": _("Quantizing"),
    "checking": _("Checking the files"),
    "done": _("Finishing"),
}


def said(text: str) -> str:
    """A marked text in the window's language."""
    return QCoreApplication.translate(TR_CONTEXT, text)


def language(code: str) -> str:
    """A language as its own speakers call it, without its country; a dash where it is not known."""
    locale = QLocale(code)
    if not code or locale.language() == QLocale.Language.C:
        return "–"
    return "English" if code == "en" else locale.nativeLanguageName() or code


def number(value: int) -> str:
    """A whole number as it is written here."""
    return QLocale().toString(value)


def megabytes(size: int) -> str:
    """A file's size."""
    return f"{QLocale().toString(size / 1e6, 'f', 1)} MB"


def time_left(seconds: float) -> str:
    """About how long, in words; nothing where it is not known."""
    if seconds <= 0:
        return ""
    if seconds < 90:
        return QCoreApplication.translate(TR_CONTEXT, _("about {0} s left")).format(max(round(seconds / 5) * 5, 5))
    if seconds < 5400:
        return QCoreApplication.translate(TR_CONTEXT, _("about {0} min left")).format(round(seconds / 60))
    hours = QLocale().toString(float(seconds) / 3600, "f", 1)
    return QCoreApplication.translate(TR_CONTEXT, _("about {0} h left")).format(hours)
