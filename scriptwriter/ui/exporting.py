"""Out of the window and into it: export, import, print, preview."""

from pathlib import Path

from PySide6.QtCore import QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.formats.geometry import A4, LETTER, Paper
from scriptwriter.services import convert
from scriptwriter.services.convert import ExportOptions
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.page_painter import PagePainter
from scriptwriter.ui.preview import PreviewDialog, PrintedScript, printed_script
from scriptwriter.ui.task import run_task

#: (suffix, what the file dialog calls it), in the order of the dialog.
_EXPORTS = ((".pdf", "PDF"), (".fdx", "Final Draft"), (".docx", "Word"), (".html", "HTML"), (".txt", "Text"))


class Exporting(QObject):
    """``imported`` carries the Fountain text of a file in another format, and the name that it came from."""

    message = Signal(str)
    imported = Signal(str, str)

    def __init__(self, editor: ScriptEditor, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._window = editor, window
        self.paper: Paper = LETTER
        self.base = Path("script")

    # -- out ---------------------------------------------------------------------------------------

    def options(self) -> ExportOptions:
        """As the document is laid out at present."""
        paper = "a4" if self.paper is A4 else "letter"
        prose = self._editor.form() is Form.PROSE
        return ExportOptions(paper=paper, prose=prose, revised=self._editor.page_layout.revised)

    def export(self, suffix: str = "") -> bool:
        """Ask where to and write it there; the suffix decides on the format. False when nothing was written."""
        target = self.ask_target(suffix)
        if target is None:
            return False
        text, options, token = self._editor.text(), self.options(), CancelToken()
        try:
            run_task(
                self._window,
                self.tr("Writing {0}…").format(target.name),
                lambda progress: convert.export(text, target, options, progress, token),
                token,
            )
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return False
        self.message.emit(self.tr("Exported to {0}.").format(target))
        return True

    def ask_target(self, suffix: str) -> Path | None:
        """Where to export to."""
        filters = [f"{name} (*{ending})" for ending, name in _EXPORTS if suffix in ("", ending)]
        start = self.base.with_suffix(suffix or _EXPORTS[0][0])
        path, chosen = QFileDialog.getSaveFileName(self._window, self.tr("Export"), str(start), ";;".join(filters))
        if not path:
            return None
        if Path(path).suffix:
            return Path(path)
        ending = next((ending for ending, name in _EXPORTS if chosen.startswith(name)), ".pdf")
        return Path(path + ending)

    # -- in ----------------------------------------------------------------------------------------

    def import_file(self) -> None:
        """Ask for a file of another program and open it as a new script."""
        suffixes = " ".join(f"*{suffix}" for suffix in sorted(convert.READERS))
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import"), str(self.base.parent), self.tr("Scripts ({0})").format(suffixes)
        )
        if path:
            self.import_path(Path(path))

    def import_path(self, path: Path) -> None:
        """Read a file of another program."""
        token = CancelToken()
        try:
            text = run_task(
                self._window,
                self.tr("Reading {0}…").format(path.name),
                lambda _progress: convert.import_file(path, token),
                token,
            )
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return
        self.imported.emit(text, path.stem)

    # -- paper -------------------------------------------------------------------------------------

    def printed(self) -> PrintedScript:
        """The pages as they are now."""
        printed = printed_script(self._editor.text(), self.paper, self._editor.form() is Form.PROSE)
        printed.revised = self._editor.page_layout.revised
        return printed

    def preview(self) -> None:
        """Show the pages."""
        dialog = PreviewDialog(self.printed(), self._window)
        dialog.print_requested.connect(self.print_script)
        dialog.export_requested.connect(lambda: self.export(".pdf"))
        dialog.exec()

    def print_script(self) -> None:
        """Ask for a printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize(QSizeF(self.paper.width, self.paper.height), QPageSize.Unit.Inch)
        printer.setPageSize(size)
        printer.setFullPage(True)
        if QPrintDialog(printer, self._window).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print all pages, or those that were chosen in the dialog; can be cancelled."""
        printed = self.printed()
        pages = self._chosen(printer, printed.count)
        painter = QPainter()
        if not painter.begin(printer):
            self.message.emit(self.tr("The printer cannot be reached."))
            return
        progress = QProgressDialog(
            self.tr("Printing…"), self.tr("Cancel"), 0, len(pages), self._window, Qt.WindowType.Dialog
        )
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        drawer = PagePainter(printed.paper, printer.resolution(), printed.header, self._editor.page_layout.revised)
        for done, number in enumerate(pages):
            progress.setValue(done)
            if progress.wasCanceled():
                printer.abort()
                break
            if done:
                printer.newPage()
            at = number - bool(printed.title)
            if at < 1:
                drawer.title_page(painter, printed.title)
            else:
                drawer.page(painter, printed.paginator.page(at))
        progress.setValue(len(pages))
        painter.end()

    def _chosen(self, printer: QPrinter, count: int) -> list[int]:
        """Pages from 1, the title page included."""
        first, last = printer.fromPage() or 1, printer.toPage() or count
        return list(range(max(first, 1), min(last, count) + 1))
