"""The script as it will be printed, page by page."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.formats import fountain_document
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.geometry import Paper
from scriptwriter.formats.pagination import Paginator
from scriptwriter.formats.pdf_write import running_head
from scriptwriter.formats.title_page import TitleLine, title_lines
from scriptwriter.ui.page_painter import PagePainter

_GAP = 18
_MIN_ZOOM, _MAX_ZOOM, _USUAL_ZOOM = 30, 200, 75
_DPI = 96.0


@dataclass(slots=True)
class PrintedScript:
    """All pages of a text: the title page's lines (empty: none) and the paginator for the others."""

    paper: Paper
    title: list[TitleLine]
    paginator: Paginator
    header: str
    revised: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """The title page included."""
        return self.paginator.count + bool(self.title)


def printed_script(text: str, paper: Paper, prose: bool) -> PrintedScript:
    """Lay a whole text out."""
    classifier = LineClassifier(text.split("\n"))
    script = fountain_document.from_lines(classifier.lines, classifier.kinds)
    title = title_lines(script.title_page, paper) if script.title_page else []
    header = running_head(script.field("author", "authors"), script.title) if prose else ""
    return PrintedScript(paper, title, Paginator(classifier.lines, classifier.kinds, paper, prose), header)


class PageView(QAbstractScrollArea):
    """Pages below each other, or side by side where there is room. Only what is seen is drawn."""

    page_shown = Signal(int)

    def __init__(self, printed: PrintedScript, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printed = printed
        self._zoom = _USUAL_ZOOM
        self.setAccessibleName(self.tr("Pages"))
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        self._measure()

    def set_zoom(self, percent: int) -> None:
        """How large the pages are."""
        place = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self._zoom = percent
        self._measure()
        self.verticalScrollBar().setValue(round(place * self.verticalScrollBar().maximum()))
        self.viewport().update()

    def show_page(self, number: int) -> None:
        """Scroll to a page, from 0."""
        self.verticalScrollBar().setValue(int(self._rect(number).top()) - _GAP)

    def _measure(self) -> None:
        self._painter = PagePainter(
            self._printed.paper, _DPI * self._zoom / 100, self._printed.header, self._printed.revised
        )
        width, height = self._painter.size
        self._columns = max(int((self.viewport().width() - _GAP) // (width + _GAP)), 1)
        rows = -(-self._printed.count // self._columns)
        total = rows * (height + _GAP) + _GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(int(total - self.viewport().height()), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(int(height / 12))
        across = self.horizontalScrollBar()
        across.setRange(0, max(int(width + 2 * _GAP - self.viewport().width()), 0))
        across.setPageStep(self.viewport().width())

    def _rect(self, number: int) -> QRectF:
        """Where a page stands on the whole roll."""
        width, height = self._painter.size
        row, column = divmod(number, self._columns)
        free = self.viewport().width() - self._columns * (width + _GAP) + _GAP
        left = max(free / 2, _GAP) + column * (width + _GAP)
        return QRectF(left, _GAP + row * (height + _GAP), width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many pages side by side as there is room for."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        seen = QRectF(event.rect()).translated(0, top)
        for number in range(self._printed.count):
            rect = self._rect(number)
            if rect.bottom() < seen.top() or rect.top() > seen.bottom():
                continue
            painter.save()
            painter.translate(rect.left() - left, rect.top() - top)
            painter.fillRect(QRectF(0, 0, rect.width(), rect.height()), QColor("white"))
            self._draw(painter, number)
            painter.restore()

    def _draw(self, painter: QPainter, number: int) -> None:
        at = number - bool(self._printed.title)
        if at < 0:
            self._painter.title_page(painter, self._printed.title)
        else:
            self._painter.page(painter, self._printed.paginator.page(at + 1))

    @Slot()
    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        row = int(middle // (self._painter.size[1] + _GAP))
        self.page_shown.emit(min(row * self._columns + 1, self._printed.count))

    def sizeHint(self) -> QSize:
        """A page and a half."""
        return QSize(760, 860)


class PreviewDialog(QDialog):
    """The pages with their number, a zoom, and the ways on from here."""

    print_requested = Signal()
    export_requested = Signal()

    def __init__(self, printed: PrintedScript, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preview"))
        self.resize(1100, 860)
        self._count = printed.count
        self.view = PageView(printed)
        self.number = QLabel()
        self.number.setObjectName("dim")
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(_MIN_ZOOM, _MAX_ZOOM)
        self.zoom.setValue(_USUAL_ZOOM)
        self.zoom.setFixedWidth(160)
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.setToolTip(self.tr("Zoom (Ctrl++, Ctrl+-)"))
        self._build()
        self._show_number(1)

    def _build(self) -> None:
        export, print_button = QPushButton(self.tr("Export &PDF…")), QPushButton(self.tr("P&rint…"))
        close = QPushButton(self.tr("&Close"))
        close.setDefault(True)
        bar = QHBoxLayout()
        for widget in (self.number, QLabel(self.tr("Zoom")), self.zoom):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (export, print_button, close):
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addLayout(bar)
        self.view.page_shown.connect(self._show_number)
        self.zoom.valueChanged.connect(self.view.set_zoom)
        export.clicked.connect(self.export_requested)
        print_button.clicked.connect(self.print_requested)
        close.clicked.connect(self.accept)
        for keys, step in (("Ctrl++", 10), ("Ctrl+=", 10), ("Ctrl+-", -10)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.zoom.setValue(self.zoom.value() + step))
        self.view.setFocus()

    @Slot(int)
    def _show_number(self, number: int) -> None:
        self.number.setText(self.tr("Page {0} of {1}").format(number, self._count))
