"""The scores along the script: a shape for each passage, its likely range behind it, the cursor's one marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from scriptwriter.ui.editor.realism_marks import draw_shape, level_of

_LEFT, _RIGHT, _TOP, _BELOW = 28, 10, 8, 8
_SHAPE, _REACH = 7.0, 12.0
#: From so many passages on, shapes are smaller and ranges fainter.
_MANY = 60


@dataclass(frozen=True, slots=True)
class Point:
    """A passage of the plot: where it begins, its score and the ends of its range."""

    line: int
    column: int
    value: int
    low: int
    high: int


class ScorePlot(QWidget):
    """A click or Enter goes to a passage; Left and Right go from one to the next."""

    jump = Signal(int, int)  # a line, and a place in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        self.current = -1
        self._colors: dict[str, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Scores along the script"))
        self.setFixedHeight(112)
        self.setMouseTracking(True)

    def set_colors(self, colors: dict[str, str]) -> None:
        """Take over a theme's colours."""
        self._colors = dict(colors)
        self.update()

    def set_points(self, points: Sequence[Point], current: int) -> None:
        """Show these passages; ``current`` is the cursor's, or -1."""
        self.points, self.current = list(points), current
        self.setAccessibleDescription(self._spoken())
        self.update()

    def _spoken(self) -> str:
        if not 0 <= self.current < len(self.points):
            return self.tr("{0} passages have a score").format(len(self.points))
        place = self.tr("Passage {0} of {1}").format(self.current + 1, len(self.points))
        return f"{place}: {self._words(self.points[self.current])}"

    def _words(self, point: Point) -> str:
        return self.tr("{0}/100 (likely {1}–{2})").format(point.value, point.low, point.high)

    def sizeHint(self) -> QSize:
        """As broad as the panel, and low."""
        return QSize(240, 112)

    # -- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the ranges, and the shapes over them."""
        if not self._colors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter)
        many = len(self.points) > _MANY
        size = _SHAPE * 0.6 if many else _SHAPE
        dim = QColor(self._colors["dim"])
        dim.setAlphaF(0.2 if many else 0.45)
        painter.setPen(QPen(dim, 2))
        for at, point in enumerate(self.points):
            painter.drawLine(self._place(at, point.low), self._place(at, point.high))
        for at, point in enumerate(self.points):
            level, middle = level_of(point.value), self._place(at, point.value)
            room = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawEllipse(room)
            draw_shape(painter, level, room, QColor(self._colors[level.value]))
        self._draw_current(painter)
        if self.hasFocus():
            painter.setPen(QColor(self._colors["focus"]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _draw_scale(self, painter: QPainter) -> None:
        faint = QColor(self._colors["border"])
        for value in (0, 50, 100):
            y = self._y(value)
            painter.setPen(QPen(faint, 1, Qt.PenStyle.SolidLine if value == 0 else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(QColor(self._colors["dim"]))
            place = QRectF(0, y - 8, _LEFT - 6, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))

    def _draw_current(self, painter: QPainter) -> None:
        if not 0 <= self.current < len(self.points):
            return
        x = self._place(self.current, 0).x()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colors["accent"]), 1.5))
        painter.drawRoundedRect(QRectF(x - 6, 2, 12, self.height() - 4), 4, 4)

    def _place(self, at: int, value: int) -> QPointF:
        room = self.width() - _LEFT - _RIGHT - 12
        share = (at + 0.5) / len(self.points)
        return QPointF(_LEFT + 6 + room * share, self._y(value))

    def _y(self, value: int) -> float:
        return _TOP + (self.height() - _TOP - _BELOW) * (1 - value / 100)

    # -- going there -------------------------------------------------------------------------------

    def _nearest(self, x: float) -> int:
        if not self.points:
            return -1
        at = min(range(len(self.points)), key=lambda at: abs(self._place(at, 0).x() - x))
        return at if abs(self._place(at, 0).x() - x) <= _REACH or len(self.points) > 20 else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the passage below the pointer."""
        self._jump(self._nearest(event.position().x()))

    def _jump(self, at: int) -> None:
        if 0 <= at < len(self.points):
            self.jump.emit(self.points[at].line, self.points[at].column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right mark another passage, Enter goes there."""
        key, last = event.key(), len(self.points) - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump(self.current)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.points:
            step = -1 if key == Qt.Key.Key_Left else 1
            self.current = min(max(self.current + step, 0), last)
            self.setAccessibleDescription(self._spoken())
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event) -> bool:
        """Say what is below the pointer."""
        if isinstance(event, QHelpEvent):
            at = self._nearest(event.pos().x())
            QToolTip.showText(event.globalPos(), self._words(self.points[at]) if at >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()
