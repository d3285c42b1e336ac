"""What the script is made of, and how it grew."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from scriptwriter.services.provenance_report import percent
from scriptwriter.services.sessions import MINUTES_PER_PAGE, ScriptFigures

_MARGIN, _BELOW = 36, 20


@dataclass(frozen=True, slots=True)
class Report:
    """What the dialog shows. ``days`` are dates with the words written on them, oldest first."""

    figures: ScriptFigures
    pages: int
    cast: int
    script: bool
    days: Sequence[tuple[datetime.date, int]]
    goal: int
    session_words: int
    suggested_words: int = 0


class DayPlot(QWidget):
    """A bar for each day; words cut go below the line. The figures are in the tool tip and the description, too."""

    def __init__(self, days: Sequence[tuple[datetime.date, int]], goal: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days, self._goal = days, goal
        told = [f"{day.isoformat()}: {words}" for day, words in days if words]
        self.setAccessibleName(self.tr("Words a day"))
        self.setAccessibleDescription(", ".join(told))
        self.setToolTip("\n".join(told[-14:]) or self.tr("Nothing was written in these days."))
        self.setMinimumHeight(170)

    def sizeHint(self) -> QSize:
        """Broad and low."""
        return QSize(560, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, the goal and a few dates."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        dim = palette.color(QPalette.ColorRole.PlaceholderText)
        top = max([self._goal, 100, *(words for _, words in self._days)])
        low = min([0, *(words for _, words in self._days)])
        height, width = self.height() - _BELOW - 14, self.width() - _MARGIN - 8
        zero = 8 + height * top / (top - low)
        step = width / max(len(self._days), 1)
        painter.setPen(dim)
        painter.drawLine(QPointF(_MARGIN, zero), QPointF(_MARGIN + width, zero))
        painter.drawText(QRectF(0, 0, _MARGIN - 6, 16), Qt.AlignmentFlag.AlignRight, QLocale().toString(top))
        for at, (day, words) in enumerate(self._days):
            bar = height * words / (top - low)
            rect = QRectF(_MARGIN + at * step + 1, zero - max(bar, 0), max(step - 2, 1), abs(bar))
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Accent) if words >= 0 else dim)
            if at % 7 == len(self._days) % 7:
                place = QRectF(_MARGIN + at * step - 20, self.height() - _BELOW + 2, 60, _BELOW)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, QLocale().toString(_q(day), "d MMM"))
        if self._goal:
            painter.setPen(QPen(dim, 1, Qt.PenStyle.DashLine))
            at_goal = zero - height * self._goal / (top - low)
            painter.drawLine(QPointF(_MARGIN, at_goal), QPointF(_MARGIN + width, at_goal))


class StatisticsDialog(QDialog):
    """A table of figures and the plot."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Statistics"))
        form = QFormLayout()
        form.setHorizontalSpacing(28)
        for name, value in self._rows(report):
            shown = QLabel(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, shown)
        title = QLabel(self.tr("Words a day"))
        title.setObjectName("sectionTitle")
        self.plot = DayPlot(report.days, report.goal)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.plot)
        layout.addWidget(buttons)

    def _rows(self, report: Report) -> list[tuple[str, str]]:
        locale, counted = QLocale(), report.figures
        rows = [(self.tr("Words"), locale.toString(counted.words)), (self.tr("Pages"), locale.toString(report.pages))]
        if report.script:
            minutes = report.pages * MINUTES_PER_PAGE
            spoken = counted.spoken_words / max(counted.spoken_words + counted.action_words, 1)
            rows += [
                (self.tr("Running time"), self.tr("about {0} min").format(minutes)),
                (
                    self.tr("Scenes"),
                    self.tr("{0}: {1} inside, {2} outside").format(counted.scenes, counted.inside, counted.outside),
                ),
                (self.tr("Speaking characters"), locale.toString(report.cast)),
                (self.tr("Dialogue"), self.tr("{0} % of the words").format(round(100 * spoken))),
            ]
        share = percent(report.suggested_words / counted.words if counted.words else 0.0)
        rows.append(
            (self.tr("From suggestions"), self.tr("{0} words, {1} %").format(report.suggested_words, share)),
        )
        session = self.tr("{0} words").format(f"{report.session_words:+d}")
        if report.goal:
            session = self.tr("{0} of {1} words").format(f"{report.session_words:+d}", report.goal)
        rows.append((self.tr("This session"), session))
        return rows


def _q(day: datetime.date):
    from PySide6.QtCore import QDate

    return QDate(day.year, day.month, day.day)
