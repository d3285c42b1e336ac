"""The studio's second page: what was understood, and what the writer changes about it."""

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.studio_cast import CastTab, LeftOutTab
from scriptwriter.ui.dialogs.studio_parts import dim
from scriptwriter.ui.dialogs.studio_tables import TablesTab
from scriptwriter.ui.dialogs.studio_works import WorksTab
from scriptwriter.ui.studio_threads import Read
from scriptwriter.ui.studio_words import language, number

_MOST_LANGUAGES = 3


class CorpusPage(QWidget):
    """``choices`` are what the writer changed; ``changed`` tells that they are others, and that all is to be read."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self.understood: Understanding | None = None
        self.summary = QLabel()
        self.warnings = QLabel()
        self.works, self.cast, self.tables, self.left_out = WorksTab(), CastTab(), TablesTab(), LeftOutTab()
        self.tabs = QTabWidget()
        self._build()

    def _build(self) -> None:
        for label in (self.summary, self.warnings):
            label.setWordWrap(True)
        self.warnings.setObjectName("warning")
        self.tabs.addTab(self.works, self.tr("Works"))
        self.tabs.addTab(self.cast, self.tr("Characters"))
        self.tabs.addTab(self.tables, self.tr("Tables"))
        self.tabs.addTab(self.left_out, self.tr("Left Out"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            dim(self.tr("This is how your texts were understood. Change what is wrong; nothing has to be."))
        )
        layout.addWidget(self.summary)
        layout.addWidget(self.warnings)
        layout.addWidget(self.tabs, 1)
        for tab in (self.works, self.cast, self.tables):
            tab.edited.connect(self._take)
        self.warnings.hide()

    @Slot(object)
    def _take(self, choices: Choices) -> None:
        self.choices = choices
        for tab in (self.works, self.cast, self.tables):
            tab.choices = choices
        self.changed.emit()

    def show_read(self, read: Read) -> None:
        """Show what is known now. When nothing could be understood, the works of before stay to be ticked again."""
        self.understood = read.understood
        found = read.understood
        self.tables.show_tables(found.tables if found else (), read.columns, self.choices)
        self.tabs.setTabVisible(self.tabs.indexOf(self.tables), bool(read.columns))
        self.works.show_works(found.works if found else None, self.choices)
        self.cast.show_cast(found, self.choices)
        self.summary.setText(self.summary_line())
        self.summary.setVisible(found is not None)
        if found is not None:
            self.left_out.show_left_out(found)
            left = sum(one.count for one in found.skipped)
            title = self.tr("Left Out ({0})").format(number(left)) if left else self.tr("Left Out")
            self.tabs.setTabText(self.tabs.indexOf(self.left_out), title)
            self.warnings.setText("\n".join(f"⚠ {in_words(line)}" for line in found.warnings))
        self.warnings.setVisible(found is not None and bool(found.warnings))

    def forget(self) -> None:
        """No files are chosen any more."""
        self.choices, self.understood = Choices(), None
        self.works.forget()
        self.show_read(Read(Understanding(), {}))
        self.understood = None

    def summary_line(self) -> str:
        """What was understood, in one line."""
        found = self.understood
        if found is None:
            return ""
        languages = ", ".join(language(code) for code, _ in found.languages[:_MOST_LANGUAGES])
        parts = [
            self.tr("Works: {0}").format(number(sum(count.works for count in found.kinds.values()))),
            self.tr("words: {0}").format(number(found.words)),
            self.tr("languages: {0}").format(languages),
            self.tr("characters: {0}").format(number(len(found.characters))),
            self.tr("held out for checking: {0} %").format(QLocale().toString(found.held_out_share * 100, "f", 0)),
        ]
        if found.duplicates:
            parts.append(self.tr("duplicates left out: {0}").format(number(found.duplicates)))
        return " · ".join(parts)
