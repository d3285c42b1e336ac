"""Loss over the steps of a training: a line for what is learned from, marked points for what is held out."""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

_LEFT, _RIGHT, _TOP, _BELOW = 52, 14, 34, 38
_DOT, _STAR = 3.5, 8.0
_REACH = 14.0
#: A line of more points than this is drawn through the means of neighbours.
_MOST_POINTS = 400
_STEPS_OF_A_SCALE = (1, 2, 2.5, 5, 10)


@dataclass
class Series:
    """What one model, or one voice, has told: (step, loss) of training and of held-out text; the best of the latter."""

    training: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    held_out: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    best: int = -1  # a place in held_out


class LossPlot(QWidget):
    """Shows the series that was told of last. Left and Right go along the held-out points and say their values.

    Colours are the palette's; no two things differ by colour alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series: dict[str, Series] = {}
        self.voice = ""
        self.steps = 0
        self.current = -1  # the held-out point that the keyboard is at
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loss during the training"))
        self.setMinimumSize(320, 180)
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.series, self.voice, self.steps, self.current = {}, "", 0, -1
        self._changed()

    def shown(self) -> Series:
        """What is drawn."""
        return self.series.get(self.voice, Series())

    def add_step(self, step: int, steps: int, loss: float, voice: str = "") -> None:
        """The loss of a step of the training; ``steps`` are all that there will be."""
        series = self._turn_to(voice)
        self.steps = max(steps, step)
        if not math.isfinite(loss):
            return
        while series.training and series.training[-1][0] >= step:
            series.training.pop()  # a run that goes on tells some steps again
        series.training.append((step, loss))
        self._changed()

    def add_evaluation(self, step: int, loss: float, best: bool, voice: str = "") -> None:
        """The loss of the held-out text after a step; 0 is the model that it began with."""
        series = self._turn_to(voice)
        if not math.isfinite(loss):
            return
        series.held_out = [one for one in series.held_out if one[0] < step]
        series.held_out.append((step, loss))
        if best or series.best >= len(series.held_out):
            series.best = len(series.held_out) - 1
        self.current = -1
        self._changed()

    def _turn_to(self, voice: str) -> Series:
        if voice != self.voice:
            self.voice, self.steps, self.current = voice, 0, -1
        return self.series.setdefault(voice, Series())

    def _changed(self) -> None:
        self.setAccessibleDescription(self._spoken())
        self.update()

    # -- words -------------------------------------------------------------------------------------

    def _spoken(self) -> str:
        series, parts = self.shown(), []
        if series.training:
            step, loss = series.training[-1]
            parts.append(self.tr("Step {0} of {1}: training loss {2}").format(step, self.steps, self._figure(loss)))
        if 0 <= series.best < len(series.held_out):
            step, loss = series.held_out[series.best]
            parts.append(self.tr("best held-out loss {0} at step {1}").format(self._figure(loss), step))
        return "; ".join(parts) or self.tr("Nothing to show yet")

    def _words(self, at: int) -> str:
        series = self.shown()
        step, loss = series.held_out[at]
        if at == series.best:
            return self.tr("Step {0}: held-out loss {1}, the best so far").format(step, self._figure(loss))
        return self.tr("Step {0}: held-out loss {1}").format(step, self._figure(loss))

    def _figure(self, value: float, digits: int = 3) -> str:
        # A whole number would take another of Qt's functions, which crashes with these arguments.
        return self.locale().toString(float(value), "f", digits)

    def sizeHint(self) -> QSize:
        """Broader than high."""
        return QSize(560, 240)

    # -- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the scales, the line and the points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        painter.setBrush(self.palette().color(role.Base))
        painter.setPen(QPen(self.palette().color(role.Accent if self.hasFocus() else role.Mid), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._draw_scales(painter)
        self._draw_training(painter)
        self._draw_held_out(painter)
        self._draw_legend(painter)

    def _room(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BELOW)

    def _losses(self) -> tuple[float, float]:
        series = self.shown()
        losses = [loss for _, loss in (*series.training, *series.held_out)]
        if not losses:
            return 0.0, 1.0
        low, high = min(losses), max(losses)
        margin = max((high - low) * 0.08, 0.01)
        return max(low - margin, 0.0), high + margin

    def _place(self, step: int, loss: float) -> QPointF:
        room, (low, high) = self._room(), self._losses()
        share = step / max(self.steps, 1, *(at for at, _ in self.shown().held_out))
        return QPointF(room.left() + room.width() * share, room.bottom() - room.height() * (loss - low) / (high - low))

    def _draw_scales(self, painter: QPainter) -> None:
        room, role = self._room(), QPalette.ColorRole
        faint, dim = self.palette().color(role.Mid), self.palette().color(role.PlaceholderText)
        flags = Qt.AlignmentFlag
        series = self.shown()
        some = bool(series.training or series.held_out)
        if some:
            for value in _scale(*self._losses()):
                y = self._place(0, value).y()
                painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
                painter.setPen(dim)
                place = QRectF(0, y - 9, _LEFT - 8, 18)
                painter.drawText(place, flags.AlignRight | flags.AlignVCenter, self._figure(value, 2))
        painter.setPen(QPen(faint, 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.drawLine(room.topLeft(), room.bottomLeft())
        painter.setPen(dim)
        below = QRectF(room.left(), room.bottom() + 4, room.width(), 18)
        painter.drawText(below, flags.AlignLeft | flags.AlignTop, "0")
        if self.steps:
            painter.drawText(below, flags.AlignRight | flags.AlignTop, self.locale().toString(self.steps))
        painter.drawText(below.translated(0, 14), flags.AlignHCenter | flags.AlignTop, self.tr("Step"))
        painter.drawText(QRectF(8, 8, 140, 18), flags.AlignLeft | flags.AlignVCenter, self._title())
        if not some:
            painter.drawText(room, flags.AlignCenter, self.tr("The first figures come in a moment."))

    def _title(self) -> str:
        return self.tr("Loss: {0}").format(self.voice) if self.voice else self.tr("Loss")

    def _draw_training(self, painter: QPainter) -> None:
        points = [self._place(step, loss) for step, loss in _thinned(self.shown().training)]
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        if len(points) == 1:
            painter.drawPoint(points[0])
        painter.drawPolyline(QPolygonF(points))

    def _draw_held_out(self, painter: QPainter) -> None:
        series, role = self.shown(), QPalette.ColorRole
        points = [self._place(step, loss) for step, loss in series.held_out]
        accent = self.palette().color(role.Accent)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        for at, point in enumerate(points):
            painter.setPen(QPen(self.palette().color(role.Base), 1))
            painter.setBrush(accent)
            if at == series.best:
                painter.drawPolygon(_star(point, _STAR))
            else:
                painter.drawRect(QRectF(point.x() - _DOT, point.y() - _DOT, 2 * _DOT, 2 * _DOT))
        at = self.current if self.current >= 0 else series.best
        if 0 <= at < len(points):
            self._draw_value(painter, points[at], self._figure(series.held_out[at][1]), at == self.current)

    def _draw_value(self, painter: QPainter, point: QPointF, text: str, ringed: bool) -> None:
        width, room = painter.fontMetrics().horizontalAdvance(text) + 8, self._room()
        x = min(max(point.x() - width / 2, room.left() + 2), room.right() - width)
        y = point.y() - 28 if point.y() - 28 > room.top() - 4 else point.y() + 11
        place = QRectF(x, y, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(point, _STAR + 3, _STAR + 3)

    def _draw_legend(self, painter: QPainter) -> None:
        role = QPalette.ColorRole
        dim, accent = self.palette().color(role.PlaceholderText), self.palette().color(role.Accent)
        words = (self.tr("best so far"), self.tr("held-out text"), self.tr("training text"))
        right, middle = float(self.width() - _RIGHT), 17.0
        for number, text in enumerate(words):
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(dim)
            place = QRectF(right - width, middle - 9, width + 1, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            sign = QPointF(right - width - 16, middle)
            ends = QPointF(sign.x() - 10, middle), QPointF(sign.x() + 10, middle)
            if number == 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                painter.drawPolygon(_star(sign, _STAR))
            elif number == 1:
                painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(*ends)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                painter.drawRect(QRectF(sign.x() - _DOT, middle - _DOT, 2 * _DOT, 2 * _DOT))
            else:
                painter.setPen(QPen(dim, 1.5))
                painter.drawLine(*ends)
            right = sign.x() - 26

    # -- saying what is there ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from one held-out point to the next."""
        last = len(self.shown().held_out) - 1
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or last < 0:
            super().keyPressEvent(event)
            return
        step = -1 if event.key() == Qt.Key.Key_Left else 1
        self.current = min(max(self.current + step, 0), last) if self.current >= 0 else last
        self.setAccessibleDescription(self._words(self.current))
        self.update()

    def event(self, event) -> bool:
        """Say what is below the pointer."""
        if isinstance(event, QHelpEvent):
            at = self._nearest(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(at) if at >= 0 else self._spoken(), self)
            return True
        return super().event(event)

    def _nearest(self, place: QPointF) -> int:
        points = [self._place(step, loss) for step, loss in self.shown().held_out]
        distances = [(point - place).manhattanLength() for point in points]
        best = min(distances, default=_REACH)
        return distances.index(best) if best < _REACH else -1

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame and the mark away."""
        super().focusOutEvent(event)
        self.current = -1
        self.update()


def _scale(low: float, high: float) -> list[float]:
    """A few round values from low to high."""
    raw = (high - low) / 6
    power = 10 ** math.floor(math.log10(raw))
    step = next(step * power for step in _STEPS_OF_A_SCALE if step * power >= raw)
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _thinned(points: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """No more points than can be told apart: the means of neighbours."""
    size = math.ceil(len(points) / _MOST_POINTS)
    if size <= 1:
        return points
    groups = [points[at : at + size] for at in range(0, len(points), size)]
    return [(group[-1][0], sum(loss for _, loss in group) / len(group)) for group in groups]


def _star(middle: QPointF, size: float) -> QPolygonF:
    corners = []
    for number in range(10):
        reach = size if number % 2 == 0 else size * 0.45
        angle = math.pi * (number / 5 - 0.5)
        corners.append(QPointF(middle.x() + reach * math.cos(angle), middle.y() + reach * math.sin(angle)))
    return QPolygonF(corners)
