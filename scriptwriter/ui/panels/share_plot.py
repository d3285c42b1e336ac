"""How often one of two was picked: a point with its 95 % interval, between the two names."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_SIDE, _AXIS, _CAP = 10, 34, 7
_POINT = 6.0


class SharePlot(QWidget):
    """0 % at the left is always the second, 100 % at the right always the first. Its description says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = "", ""
        self._share: float | None = None
        self._interval = (0.0, 1.0)
        self.setAccessibleName(self.tr("Share of the picks"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, first: str, second: str, share: float | None, interval: tuple[float, float]) -> None:
        """``share`` and ``interval`` from 0 to 1; None: nothing was picked."""
        self._first, self._second, self._share, self._interval = first, second, share, interval
        low, high = (round(edge * 100) for edge in interval)
        told = "" if share is None else self.tr("{0}: {1} %, {2} to {3} %").format(first, round(share * 100), low, high)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As broad as there is room, and low."""
        return QSize(420, _AXIS + 2 * self.fontMetrics().height() + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the names below it, and the interval with its point on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter)
        self._draw_names(painter)
        if self._share is not None:
            self._draw_share(painter, self._share)

    def _x(self, share: float) -> float:
        return _SIDE + (self.width() - 2 * _SIDE) * share

    def _draw_scale(self, painter: QPainter) -> None:
        dim = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(dim, 1))
        painter.drawLine(QPointF(self._x(0), _AXIS), QPointF(self._x(1), _AXIS))
        height = self.fontMetrics().height()
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = self._x(share)
            reach = 14 if share == 0.5 else 5
            painter.drawLine(QPointF(x, _AXIS - reach), QPointF(x, _AXIS + reach))
            room = QRectF(min(max(x - 30, 0), self.width() - 60), _AXIS + 15, 60, height)
            side = {0.0: Qt.AlignmentFlag.AlignLeft, 1.0: Qt.AlignmentFlag.AlignRight}
            painter.drawText(room, side.get(share, Qt.AlignmentFlag.AlignHCenter), f"{round(share * 100)} %")

    def _draw_names(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        metrics, half = self.fontMetrics(), self.width() / 2 - 12
        top = _AXIS + 17 + metrics.height()
        for text, left, side in (
            (f"← {self._second}", 0.0, Qt.AlignmentFlag.AlignLeft),
            (f"{self._first} →", self.width() - half, Qt.AlignmentFlag.AlignRight),
        ):
            short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, round(half))
            painter.drawText(QRectF(left, top, half, metrics.height()), side, short)

    def _draw_share(self, painter: QPainter, share: float) -> None:
        palette = self.palette()
        low, high = (self._x(edge) for edge in self._interval)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 3))
        for line in (
            QLineF(low, _AXIS, high, _AXIS),
            QLineF(low, _AXIS - _CAP, low, _AXIS + _CAP),
            QLineF(high, _AXIS - _CAP, high, _AXIS + _CAP),
        ):
            painter.drawLine(line)
        middle = QPointF(self._x(share), _AXIS)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 2))
        painter.setBrush(palette.color(QPalette.ColorRole.Text))
        painter.drawEllipse(middle, _POINT, _POINT)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = QRectF(min(max(middle.x() - 30, 0), self.width() - 60), 0, 60, self.fontMetrics().height())
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, f"{round(share * 100)} %")
