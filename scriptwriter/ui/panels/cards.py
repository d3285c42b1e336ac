"""Scene cards: the scenes side by side, to see them all, to jump to and to put in another order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.outline import ItemKind, OutlineItem, item_at
from scriptwriter.ui.panels.scene_view import (
    INDEX_ROLE,
    MIME,
    Index,
    OutlineView,
    color_name,
    description,
    dragged,
    dragged_index,
    title_of,
    tone,
    write_line,
)

_WIDTH, _GAP, _PADDING, _STRIPE = 220, 12, 12, 6
_LINES = 4  # of the synopsis


class _Model(QAbstractListModel):
    """The scenes of an outline; sections give their names to them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[OutlineItem] = []
        self.previews: dict[int, str] = {}
        self.scenes: list[int] = []
        self.sections: list[str] = []

    def set_items(self, items: list[OutlineItem], previews: Mapping[int, str]) -> None:
        scenes = [index for index, item in enumerate(items) if item.kind is ItemKind.SCENE]
        sections: list[str] = []
        section = ""
        for item in items:
            section = item.title if item.kind is ItemKind.SECTION else section
            if item.kind is ItemKind.SCENE:
                sections.append(section)
        same = len(scenes) == len(self.scenes)
        if not same:
            self.beginResetModel()
        self.items, self.previews, self.scenes, self.sections = items, dict(previews), scenes, sections
        if not same:
            self.endResetModel()
        elif scenes:
            self.dataChanged.emit(self.index(0), self.index(len(scenes) - 1))

    def item(self, row: int) -> OutlineItem:
        return self.items[self.scenes[row]]

    def words(self, row: int) -> str:
        """What stands on the card: the synopsis, else how the scene begins. By the heading's line."""
        item = self.item(row)
        return " ".join(item.synopses) or self.previews.get(item.line, "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.scenes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a card shows."""
        if not index.isValid():
            return None
        item = self.item(index.row())
        if role == INDEX_ROLE:
            return self.scenes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return description(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            preview = "" if item.synopses else self.words(index.row())
            return "\n".join(part for part in (description(item), preview) if part).replace("\n", ", ")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return dragged(indexes[0].data(INDEX_ROLE))


class _Delegate(QStyledItemDelegate):
    """Paints a card."""

    def __init__(self, model: _Model) -> None:
        super().__init__(model)
        self._model = model
        self.here = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._model.item(index.row())
        card = option.rect.adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, card, item)
        painter.setClipRect(card)
        room = card.adjusted(_PADDING + (_STRIPE if item.color else 0), _PADDING - 2, -_PADDING, -_PADDING + 2)
        self._write(painter, option, room, index.row(), self._model.scenes[index.row()] == self.here)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect, item: OutlineItem) -> None:
        palette, role, state = option.palette, QPalette.ColorRole, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        shape = QPainterPath()
        shape.addRoundedRect(card, 6, 6)
        painter.fillPath(shape, palette.color(role.Base))
        if item.color:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRect(card.left(), card.top(), _STRIPE, card.height()), tone(item.color))
            painter.restore()
        edge = palette.color(role.Highlight if chosen or over else role.Mid)
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.drawPath(shape)

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: int, here: bool) -> None:
        item, palette = self._model.item(row), option.palette
        strong, dim = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        height = option.fontMetrics.height()
        line = QRect(room.left(), room.top(), room.width(), height)
        number = f"▸ {item.number}".rstrip() if here else item.number
        painter.setFont(option.font)
        painter.setPen(dim)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        width = option.fontMetrics.horizontalAdvance(number)
        bold = QFont(option.font)
        bold.setBold(True)
        bold.setStrikeOut(item.omitted)
        painter.setPen(dim if item.omitted else strong)
        heading = QRect(room.left(), room.top(), room.width() - (width + 8 if width else 0), 2 * height)
        top = write_lines(painter, heading, bold, title_of(item)) + 4
        text = QRect(room.left(), top, room.width(), room.bottom() - height - 3 - top)
        painter.setPen(strong if item.synopses else dim)
        write_lines(painter, text, option.font, self._model.words(row))
        self._write_foot(painter, option, room, row, dim)

    def _write_foot(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: int, dim: QColor) -> None:
        height = option.fontMetrics.height()
        line = QRect(room.left(), room.bottom() - height + 1, room.width(), height)
        painter.setPen(dim)
        painter.setFont(option.font)
        name = color_name(self._model.item(row).color)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        width = option.fontMetrics.horizontalAdvance(name)
        write_line(painter, line.adjusted(0, 0, -width - 8, 0), option.font, self._model.sections[row])


def write_lines(painter: QPainter, rect: QRect, font: QFont, text: str) -> int:
    """Write as many lines as there is room for, the last one shortened; where they end."""
    metrics = QFontMetrics(font)
    words, top = text.split(), rect.top()
    while words and top + metrics.height() <= rect.bottom() + 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= rect.width():
            count += 1
        line = QRect(rect.left(), top, rect.width(), metrics.height())
        last = top + 2 * metrics.height() > rect.bottom() + 1
        write_line(painter, line, font, " ".join(words if last else words[:count]))
        words, top = words[count:], top + metrics.height()
    return top


class _CardList(QListView):
    """The grid. A card is dropped between two others, and a bar shows where."""

    dropped = Signal(int, int, bool)  # the item, the row of the card below the mouse, whether after it

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar: tuple[int, bool] | None = None
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionRectVisible(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.viewport().setAcceptDrops(True)  # no movement of its own: to Qt that means no drops either
        self.viewport().setAutoFillBackground(False)

    def columns(self) -> int:
        """How many cards stand in a row."""
        return max(self.viewport().width() // _WIDTH, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards share the width between them."""
        height = self.fontMetrics().height() * (_LINES + 3) + 2 * _PADDING + _GAP + 10
        size = QSize((self.viewport().width() - 1) // self.columns(), height)
        if size != self.gridSize():
            self.setGridSize(size)
            delegate = self.itemDelegate()
            if isinstance(delegate, _SizedDelegate):
                delegate.size = size
        super().resizeEvent(event)

    # -- dragging ----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only scenes may come in."""
        event.setAccepted(dragged_index(event.mimeData()) >= 0)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which cards the scene would stand."""
        self._show_bar(self._gap_at(event.position().toPoint()))
        event.setAccepted(self._bar is not None)
        self.startAutoScroll()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing would be dropped any more."""
        self.stopAutoScroll()
        self._show_bar(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where the scene should stand."""
        source, gap = dragged_index(event.mimeData()), self._gap_at(event.position().toPoint())
        self.stopAutoScroll()
        self._show_bar(None)
        # A copy: after a move the view would remove the card itself, and only the script says what is where.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        if source >= 0 and gap is not None:
            self.dropped.emit(source, *gap)

    def _gap_at(self, place: QPoint) -> tuple[int, bool] | None:
        index = self.indexAt(place)
        if index.isValid():
            return index.row(), place.x() > self.visualRect(index).center().x()
        count = self.model().rowCount()
        return (count - 1, True) if count else None

    def _show_bar(self, gap: tuple[int, bool] | None) -> None:
        if gap != self._bar:
            self._bar = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, and the bar."""
        super().paintEvent(event)
        if self._bar is not None:
            row, after = self._bar
            cell = self.visualRect(self.model().index(row, 0))
            left = cell.right() if after else cell.left()
            bar = QRect(max(left - 1, 0), cell.top() + _GAP // 2, 3, cell.height() - _GAP)
            QPainter(self.viewport()).fillRect(bar, self.palette().color(QPalette.ColorRole.Highlight))


class _SizedDelegate(_Delegate):
    """Cards as large as the grid's cells."""

    size = QSize(_WIDTH, 150)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size


class SceneCards(OutlineView):
    """A card for each scene."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Scene cards"))
        self.cards = _CardList(self)
        self._model = _Model(self.cards)
        self._delegate = _SizedDelegate(self._model)
        self._notice = QLabel(self.tr("Scenes appear here as cards as you write them."), self)
        self._pages = QStackedLayout()
        self._build()

    def _build(self) -> None:
        self.cards.setModel(self._model)
        self.cards.setItemDelegate(self._delegate)
        self.cards.setAccessibleName(self.tr("Scenes"))
        self.cards.doubleClicked.connect(self.jump_to_current)
        self.cards.dropped.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        earlier, later = self.tr("Move before the scene before"), self.tr("Move after the next scene")
        row_up, row_down = self.tr("Move up a row"), self.tr("Move down a row")
        keys = [
            (Qt.Key.Key_Left, earlier),
            (Qt.Key.Key_Right, later),
            (Qt.Key.Key_Up, row_up),
            (Qt.Key.Key_Down, row_down),
        ]
        self.add_keys(self.cards, keys)
        self._notice.setObjectName("dim")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._notice)
        self._pages.addWidget(self.cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 0, 6)
        layout.addLayout(self._pages)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a card."""
        self.open_menu(self.cards, event)

    def set_outline(self, items: Sequence[OutlineItem], previews: Mapping[int, str]) -> None:
        """Show another outline. ``previews``: how a scene begins, by the line of its heading."""
        if items == self.items and previews == self._model.previews:
            return
        again, place = self.where_again(items), self.cards.verticalScrollBar().value()
        self.items = list(items)
        self._model.set_items(self.items, previews)
        self._pages.setCurrentWidget(self.cards if self._model.scenes else self._notice)
        self.cards.verticalScrollBar().setValue(place)
        if again >= 0:
            self._choose(again)

    def show_line(self, line: int) -> None:
        """Mark the scene that a line of the script is in."""
        here = item_at(self.items, line)
        if here != self._delegate.here:
            self._delegate.here = here
            self.cards.viewport().update()
            if not self.cards.hasFocus():
                self._choose(here)

    def current(self) -> int:
        """The index of the chosen scene in the outline, or -1."""
        index = self.cards.currentIndex()
        return index.data(INDEX_ROLE) if index.isValid() else -1

    def step(self, key: Qt.Key) -> int | None:
        """One card to the left or right, or a row up or down."""
        row = self.cards.currentIndex().row()
        by = self.cards.columns() if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else 1
        back = key in (Qt.Key.Key_Left, Qt.Key.Key_Up)
        other = row - by if back else row + by
        if not 0 <= other < len(self._model.scenes):
            return None
        return self._model.scenes[other] if back else self._model.scenes[other] + 1

    def _choose(self, index: int) -> None:
        if index in self._model.scenes and index != self.current():
            self.cards.setCurrentIndex(self._model.index(self._model.scenes.index(index)))

    def _drop(self, source: int, row: int, after: bool) -> None:
        self.request_move(source, self._model.scenes[row] + after)
