"""Whose voice a speech sounds like: the best ones in words, and a bar for each voice."""

import textwrap
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.likeness import Fit
from scriptwriter.ui.panels.scene_view import paint_ground, paint_own_ground, write_line

_GAIN, _RANGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 5
_QUOTED = 40  # characters
#: Two voices that are closer than this, in nats a token, cannot be told apart by one speech.
_CLOSE = 0.05


class _Delegate(QStyledItemDelegate):
    """Paints a name and its bar: to the right of the line when the voice likes the speech, to the left when not."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, option.fontMetrics.height() + 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, _ = paint_ground(painter, option, option.rect.adjusted(0, 1, 0, -1))
        room = option.rect.adjusted(8, 0, -8, 0)
        name = QRect(room.left(), room.top(), room.width() * 2 // 5, room.height())
        painter.setPen(strong)
        write_line(painter, name, option.font, str(index.data()))
        bar = QRect(name.right() + 8, room.center().y() - 3, room.right() - name.right() - 8, 7)
        low, high = index.data(_RANGE)
        self._paint_bar(painter, strong, bar, float(index.data(_GAIN)), low, high)
        painter.restore()

    def _paint_bar(self, painter: QPainter, color: QColor, room: QRect, gain: float, low: float, high: float) -> None:
        def x(value: float) -> int:
            return room.left() + round(room.width() * (value - low) / ((high - low) or 1.0))

        left, right = sorted((x(0.0), x(gain)))
        bar = QRect(left, room.top(), max(right - left, 1), room.height())
        if gain >= 0:
            painter.fillRect(bar, color)
        else:
            # Hollow, so that it is not taken for a liking by those who look at its length only.
            painter.setPen(color)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.fillRect(QRect(x(0.0), room.top() - 3, 1, room.height() + 6), color)


class LikenessPanel(QWidget):
    """One line, the speech that is meant, and the voices. ``shown`` tells that it has come to be seen."""

    shown = Signal()
    train_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self.tr("Vo&ice"), self)
        self.line, self.speech = QLabel(self), QLabel(self)
        self.voices = QListWidget(self)
        self.train = QPushButton(self.tr("&Train voices…"), self)
        self._build()
        self.show_line("")

    def _build(self) -> None:
        self.title.setObjectName("sectionTitle")
        self.title.setBuddy(self.voices)
        self.speech.setObjectName("dim")
        for label in (self.line, self.speech):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.voices.setItemDelegate(_Delegate(self.voices))
        self.voices.setFrameShape(QFrame.Shape.NoFrame)
        self.voices.setMouseTracking(True)
        self.voices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.voices.setAccessibleName(self.tr("Voices, the best fit first"))
        paint_own_ground(self.voices)
        self.train.setObjectName("link")
        self.train.clicked.connect(self.train_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.title, self.line, self.speech, self.voices):
            layout.addWidget(part)
        layout.addWidget(self.train, 0, Qt.AlignmentFlag.AlignLeft)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown may be out of date."""
        super().showEvent(event)
        self.shown.emit()

    # -- what it shows -----------------------------------------------------------------------------

    def show_line(self, line: str, can_train: bool = False) -> None:
        """One line in place of the voices; ``can_train``: with the way to get some."""
        self.line.setText(line)
        self.speech.hide()
        self.voices.clear()
        self.voices.hide()
        self.train.setVisible(can_train)
        if can_train:
            self._keep_room(False)

    def _keep_room(self, on: bool) -> None:
        """Going from speech to speech must not move what stands above."""
        for part in (self.speech, self.voices):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(on)
            part.setSizePolicy(policy)

    def show_fits(self, speaker: str, speech: str, fits: Sequence[Fit]) -> None:
        """How well each voice fits this speech, the best first."""
        self.show_line(self._in_words(fits))
        quoted = textwrap.shorten(speech, _QUOTED, placeholder=" …")
        self.speech.setText(self.tr("{0}: “{1}”").format(speaker, quoted))
        self.speech.show()
        low, high = min(0.0, *(fit.gain for fit in fits)), max(0.0, *(fit.gain for fit in fits))
        for fit in fits:
            item = QListWidgetItem(fit.name, self.voices)
            item.setData(_GAIN, fit.gain)
            item.setData(_RANGE, (low, high))
            item.setToolTip(self._gain(fit))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._gain(fit))
        self.voices.setCurrentRow(0)
        rows = min(len(fits), _MOST_ROWS)
        self.voices.setFixedHeight(rows * self.voices.sizeHintForRow(0) + 2)
        self.voices.show()
        self._keep_room(True)

    def _gain(self, fit: Fit) -> str:
        value = QLocale().toString(abs(fit.gain), "f", 2)
        sign = "−" if fit.gain < 0 else "+"
        return self.tr("{0}: {1} nats per token against the model without a voice").format(fit.name, sign + value)

    def _in_words(self, fits: Sequence[Fit]) -> str:
        best = fits[0]
        if len(fits) == 1:
            if best.gain > 0:
                return self.tr("Sounds like {0}, the only voice there is.").format(best.name)
            return self.tr("Does not sound like {0}, the only voice there is.").format(best.name)
        second = fits[1]
        if best.gain <= 0:
            return self.tr("Sounds like nobody who has a voice; {0} comes closest.").format(best.name)
        if best.gain - second.gain < _CLOSE:
            return self.tr("Sounds about as much like {0} as like {1}.").format(best.name, second.name)
        return self.tr("Sounds most like {0}, then {1}.").format(best.name, second.name)
