"""The column at the right: what is asked for above, what is offered below, and a handle between them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

_LEAST_UPPER = 120


class SideColumn(QSplitter):
    """The upper part is as high as it needs to be, and the lower one has the rest, until the handle is moved.

    Where there is no room for that, the upper part scrolls: a window must not grow because a keyword was added.
    """

    def __init__(self, upper: QWidget, lower: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._upper, self._lower = upper, lower
        self._moved = False
        self._area = QScrollArea(self)
        self._area.setObjectName("sideColumn")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(_LEAST_UPPER)
        self._area.setWidget(upper)
        self.addWidget(self._area)
        self.addWidget(lower)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(240)
        self.splitterMoved.connect(self._note_move)
        upper.installEventFilter(self)

    def show_upper(self, on: bool) -> None:
        """Show or hide what stands above."""
        self._area.setVisible(on)
        self._fit()

    def show_lower(self, on: bool) -> None:
        """Show or hide what stands below."""
        self._lower.setVisible(on)
        self._fit()

    def _note_move(self) -> None:
        self._moved = True
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The upper part wants another height."""
        if watched is self._upper and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._upper.heightForWidth(self.width())
        if not (self._moved or self._area.isHidden() or self._lower.isHidden()):
            least = max(self._lower.minimumSizeHint().height(), self._lower.minimumHeight())
            upper = max(min(needed, self.height() - least), _LEAST_UPPER)
            if upper != self.sizes()[0]:
                self.setSizes([upper, self.height() - upper])
        # A bar makes the texts narrower and so higher: left to itself, it would stay where it is not needed.
        fits = self.sizes()[0] >= needed
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._area.setVerticalScrollBarPolicy(policy)
