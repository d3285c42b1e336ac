"""The realism panel: the score of the passage at the cursor, why, what would change it; all scores of the script."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from scriptwriter.domain.score import Score
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.ui.editor.realism_marks import draw_shape, level_of
from scriptwriter.ui.panels.realism_plot import Point, ScorePlot
from scriptwriter.ui.panels.token_map import TokenMap

__all__ = ["PassageReport", "Point", "RealismPanel"]


@dataclass(frozen=True, slots=True)
class PassageReport:
    """What is shown of a passage. ``line`` says it in one sentence; ``reasons`` with their effects, the strongest
    first. ``calibrate``: offer to calibrate the scores for the model in use. ``caution``: when not to trust them.
    """

    score: Score | None
    line: str
    reasons: Sequence[tuple[float, str]] = ()
    changes: Sequence[str] = ()
    text: str = ""
    stats: TokenStats | None = None
    calibrate: bool = field(default=False, kw_only=True)
    caution: str = field(default="", kw_only=True)


class RealismPanel(QScrollArea):
    """Shows what it is given. ``jump`` carries a line and a place in it; ``shown`` tells that somebody looks now."""

    jump = Signal(int, int)
    shown = Signal()
    calibrate_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("realism")
        self.setAccessibleName(self.tr("Realism"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.badge = _Badge()
        self.line = self._words(self.tr("Score"))
        self.line.setObjectName("dim")
        self.plot = ScorePlot()
        self.calibrate = QPushButton(self.tr("Calibrate for This Model…"))
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.reasons = self._words(self.tr("Why"))
        self.changes = self._words(self.tr("What would change it"))
        self.map = TokenMap()
        self.caution = self._words(self.tr("Where it errs more often"))
        self.caution.setObjectName("dim")
        self._titles: dict[QWidget, QLabel] = {}
        self._build()
        self.plot.jump.connect(self.jump)
        self.show_nothing("")

    def _words(self, name: str) -> QLabel:
        label = QLabel()
        label.setAccessibleName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def _build(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self.badge)
        layout.addWidget(self.line)
        layout.addWidget(self.calibrate)
        for title, widget in (
            (self.tr("Why"), self.reasons),
            (self.tr("What would change it"), self.changes),
            (self.tr("Along the script"), self.plot),
            (self.tr("How expected each word is"), self.map),
            (self.tr("Where it errs more often"), self.caution),
        ):
            label = QLabel(title)
            label.setObjectName("sectionTitle")
            self._titles[widget] = label
            layout.addSpacing(6)
            layout.addWidget(label)
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(inside)

    def set_colors(self, colors: dict[str, str]) -> None:
        """Take over a theme's colours."""
        self.badge.colors = dict(colors)
        self.badge.update()
        self.plot.set_colors(colors)
        self.map.set_colors(colors)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: what is shown has to be made up to date."""
        super().showEvent(event)
        self.shown.emit()

    # -- what is shown -----------------------------------------------------------------------------

    def show_plot(self, points: Sequence[Point], current: int) -> None:
        """Show all scores of the script, and which is the cursor's; -1: none."""
        self.plot.set_points(points, current)
        self._show(self.plot, len(points) > 1)

    def show_nothing(self, why: str) -> None:
        """There is no passage at the cursor."""
        self.show_passage(PassageReport(None, why))

    def show_passage(self, report: PassageReport) -> None:
        """Show one passage."""
        scored = report.score is not None and report.score.value is not None
        self.badge.set_score(report.score if scored else None)
        self.badge.setVisible(scored)
        self.line.setText(report.line)
        self.calibrate.setVisible(report.calibrate)
        self.reasons.setText(_list([(("+" if effect > 0 else "−"), text) for effect, text in report.reasons]))
        self._show(self.reasons, bool(report.reasons))
        self.changes.setText(_list([("→", text) for text in report.changes]))
        self._show(self.changes, bool(report.changes))
        self.map.show_text(report.text, report.stats)
        self._show(self.map, scored)
        self.caution.setText(report.caution)
        self._show(self.caution, bool(report.caution))

    def _show(self, widget: QWidget, on: bool) -> None:
        widget.setVisible(on)
        self._titles[widget].setVisible(on)


def _list(items: Sequence[tuple[str, str]]) -> str:
    """Sentences below one another, each behind its sign."""
    rows = [
        f'<tr><td style="padding-right:6px"><b>{sign}</b></td><td style="padding-bottom:3px">{text}</td></tr>'
        for sign, text in items
    ]
    return f'<table cellspacing="0" cellpadding="0">{"".join(rows)}</table>'


class _Badge(QWidget):
    """The score in large figures with its shape, and a bar with the likely range."""

    def __init__(self) -> None:
        super().__init__()
        self.colors: dict[str, str] = {}
        self._score: Score | None = None
        self.setFixedHeight(46)

    def set_score(self, score: Score | None) -> None:
        """Show this one."""
        self._score = score
        if score is not None:
            self.setAccessibleName(self.tr("{0} of 100").format(score.value))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of large figures."""
        return QSize(200, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shape, figures and range."""
        score = self._score
        if score is None or score.value is None or not self.colors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        level = level_of(score.value)
        color = QColor(self.colors[level.value])
        draw_shape(painter, level, QRectF(2, 6, 20, 20), color)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self.colors["text"]))
        painter.drawText(QRectF(32, 0, 120, 32), Qt.AlignmentFlag.AlignVCenter, str(score.value))
        left = 32 + painter.fontMetrics().horizontalAdvance(str(score.value)) + 5
        painter.setFont(self.font())
        painter.setPen(QColor(self.colors["dim"]))
        painter.drawText(QRectF(left, 4, 120, 28), Qt.AlignmentFlag.AlignVCenter, "/ 100")
        self._draw_range(painter, score, color)

    def _draw_range(self, painter: QPainter, score: Score, color: QColor) -> None:
        room = QRectF(2, 37, self.width() - 4, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colors["border"]))
        painter.drawRoundedRect(room, 2, 2)
        low, high, value = score.low or 0, score.high or 0, score.value or 0
        faint = QColor(color)
        faint.setAlphaF(0.5)
        painter.setBrush(faint)
        left, right = (room.left() + room.width() * end / 100 for end in (low, high))
        painter.drawRoundedRect(QRectF(left, room.top(), max(right - left, 3), room.height()), 2, 2)
        painter.setBrush(color)
        at = room.left() + room.width() * value / 100
        painter.drawRect(QRectF(at - 1.5, room.top() - 3, 3, room.height() + 6))
