"""What the writer sees of where words came from: dotted lines, what they say, and the report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QFileDialog, QToolTip, QWidget

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import provenance_report
from scriptwriter.services.provenance import Mark, Origin
from scriptwriter.services.provenance_report import Labels, Report, cue_of
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.origins import OriginsDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.origin_lines import OriginLines
from scriptwriter.ui.editor.page_tracker import PageTracker
from scriptwriter.ui.provenance import ProvenanceTracker

#: (suffix, what the file dialog calls it), in the order of the dialog.
_FILES = ((".html", "HTML"), (".md", "Markdown"), (".csv", "CSV"), (".json", "JSON"))


class Origins(QObject):
    """Shows a tracker's marks in the editor and in reports. ``name`` and ``base`` are the script's: what it is called,
    and the file beside which a report is written.
    """

    message = Signal(str)

    def __init__(
        self,
        editor: ScriptEditor,
        tracker: ProvenanceTracker,
        pages: PageTracker,
        name: Callable[[], str],
        base: Callable[[], Path],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._editor, self._tracker, self._pages, self._window = editor, tracker, pages, window
        self._name, self._base = name, base
        self._lines = OriginLines(editor.page_layout, tracker.stretches)
        editor.viewport().installEventFilter(self)
        editor.menu_makers.append(self.menu_actions)
        tracker.changed.connect(editor.viewport().update)

    def set_shown(self, shown: bool) -> None:
        """Show the marks, or hide them; they are kept all the same."""
        if shown != self._lines.shown:
            self._lines.shown = shown
            self._editor.viewport().update()

    # -- in the editor -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say where marked words came from, when the pointer rests on them."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._below(event.pos()) if self._lines.shown else None
            if found is not None:
                QToolTip.showText(event.globalPos(), self.describe(found[1]), self._editor.viewport())
                return True
        return super().eventFilter(watched, event)

    def _below(self, place: QPoint) -> tuple[Mark, Origin] | None:
        """What is marked at a place of the viewport."""
        point = QPointF(place.x(), place.y() + self._editor.verticalScrollBar().value())
        position = self._editor.page_layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return None
        return self._tracker.at(position) or (self._tracker.at(position - 1) if position else None)

    def describe(self, origin: Origin) -> str:
        """One line: model, cue and time."""
        when = QDateTime.fromSecsSinceEpoch(int(origin.time))
        time = QLocale().toString(when, self.tr("d MMM yyyy, HH:mm"))
        parts = [self.tr("From a suggestion"), origin.model, cue_of(origin), time]
        return " · ".join(part for part in parts if part)

    def menu_actions(self, place: QPoint) -> list[QAction]:
        """For the context menu: where the words came from, and that they are the writer's now."""
        found = self._below(place) if self._lines.shown else None
        if found is None:
            return []
        mark, origin = found
        about = QAction(self.describe(origin), self)
        about.setEnabled(False)
        mine = QAction(self.tr("This Is &Mine Now"), self)
        mine.triggered.connect(lambda: self._tracker.disown(mark))
        return [about, mine]

    # -- the report --------------------------------------------------------------------------------

    def report(self) -> Report:
        """The figures of this moment, and every passage."""
        self._pages.finish()
        text, marks = self._tracker.snapshot()
        return provenance_report.report(text, marks, self._tracker.origins, self._editor.form(), self._pages.page_of)

    def suggested_words(self) -> int:
        """How many words of the text are from suggestions."""
        if not self._tracker.marks:
            return 0
        return provenance_report.suggested_words(*self._tracker.snapshot())

    def show_report(self) -> None:
        """The dialog with the figures, from which a file can be written."""
        found, labels = self.report(), self.labels()
        dialog = OriginsDialog(found, labels, [self.describe(entry.origin) for entry in found.entries], self._window)
        dialog.save_wanted.connect(lambda: self.save_report(found))
        dialog.jump_wanted.connect(self._editor.go_to_line)
        dialog.exec()

    def save_report(self, found: Report) -> bool:
        """Ask where to and write there; the suffix decides on the kind of file. False when nothing was written."""
        target = self.ask_target()
        if target is None:
            return False
        try:
            provenance_report.write(found, target, self._name(), self.labels())
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return False
        self.message.emit(self.tr("Exported to {0}.").format(target))
        return True

    def ask_target(self) -> Path | None:
        """Where to write the report."""
        base = self._base()
        start = base.with_name(self.tr("{0}, origins").format(base.stem) + _FILES[0][0])
        filters = ";;".join(f"{name} (*{suffix})" for suffix, name in _FILES)
        path, chosen = QFileDialog.getSaveFileName(self._window, self.tr("Origins Report"), str(start), filters)
        if not path:
            return None
        if Path(path).suffix:
            return Path(path)
        return Path(path + next((suffix for suffix, name in _FILES if chosen.startswith(name)), _FILES[0][0]))

    def labels(self) -> Labels:
        """What stands in a report, in the window's language."""
        return Labels(
            title=self.tr("Origins"),
            summary=self.tr("{0} of {1} words ({2} %) are from suggestions."),
            detail=self.tr("{0} of them stand as they were accepted, {1} in passages that were edited since."),
            nothing=self.tr("Nothing in this text is from a suggestion."),
            page=self.tr("page {0}"),
            line=self.tr("line {0}"),
            unchanged=self.tr("unchanged"),
            edited=self.tr("edited since"),
            stands=self.tr("As it stands"),
            accepted=self.tr("As it was accepted"),
        )
