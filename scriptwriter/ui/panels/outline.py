"""The outline panel: the sections and scenes of the script as a tree, to jump to, to move, to colour."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.outline import ItemKind, OutlineItem, after_subtree, item_at, step
from scriptwriter.ui.panels.scene_view import (
    INDEX_ROLE,
    MIME,
    Index,
    OutlineView,
    description,
    dragged,
    dragged_index,
    paint_ground,
    paint_own_ground,
    title_of,
    tone,
    write_line,
)


class _Model(QStandardItemModel):
    """The items as a tree. A node knows its index; what it shows is asked of the item."""

    dropped = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[OutlineItem] = []
        self.nodes: dict[int, QStandardItem] = {}

    def fill(self, items: list[OutlineItem], needle: str) -> None:
        self.clear()
        self.items, self.nodes = items, {}
        roots: list[QStandardItem] = []
        above: list[int] = []  # the sections that the item is in
        wanted = _matching(items, needle)
        for index, item in enumerate(items):
            while above and items[above[-1]].depth >= item.depth:
                above.pop()
            if index in wanted:
                node = QStandardItem()
                node.setData(index, INDEX_ROLE)
                node.setDropEnabled(item.kind is ItemKind.SECTION)
                self.nodes[index] = node
                if above:
                    self.nodes[above[-1]].appendRow(node)
                else:
                    roots.append(node)
            if item.kind is ItemKind.SECTION:
                above.append(index)
        self.invisibleRootItem().appendRows(roots)

    def refresh(self, items: list[OutlineItem]) -> None:
        """Take over items of the same shape."""
        before, self.items = self.items, items
        for index, node in self.nodes.items():
            if before[index] is not items[index] and _shown(before[index]) != _shown(items[index]):
                self.dataChanged.emit(node.index(), node.index())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a node shows."""
        number = super().data(index, INDEX_ROLE)
        if role == INDEX_ROLE or number is None:
            return number
        item = self.items[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return description(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return description(item).replace("\n", ", ")
        return super().data(index, role)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return dragged(indexes[0].data(INDEX_ROLE))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        source = dragged_index(data)
        if 0 <= row < self.rowCount(parent):
            target = self.index(row, 0, parent).data(INDEX_ROLE)
        elif parent.isValid():
            target = after_subtree(self.items, parent.data(INDEX_ROLE))
        else:
            target = len(self.items)
        self.dropped.emit(source, target)
        return source >= 0

    def removeRows(self, row: int, count: int, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return False  # after a drop the view would; the script says what goes where


def _shown(item: OutlineItem) -> tuple[object, ...]:
    return item.title, item.number, item.synopses, item.color, item.omitted


def _matching(items: Sequence[OutlineItem], needle: str) -> set[int]:
    """The items to show: those with the words, all that is in them, and the sections that they are in."""
    needle = needle.strip().casefold()
    if not needle:
        return set(range(len(items)))
    found: set[int] = set()
    above: list[int] = []
    for index, item in enumerate(items):
        while above and items[above[-1]].depth >= item.depth:
            above.pop()
        if needle in " ".join((item.title, item.number, *item.synopses)).casefold():
            found.update(above, range(index, after_subtree(items, index)))
        if item.kind is ItemKind.SECTION:
            above.append(index)
    return found


class _Delegate(QStyledItemDelegate):
    """Paints a title with its number and colour, and its first synopsis below it."""

    def __init__(self, model: _Model) -> None:
        super().__init__(model)
        self._model = model
        self.here = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        two = bool(self._model.items[index.data(INDEX_ROLE)].synopses)
        return QSize(120, height * 2 + 10 if two else height + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number = index.data(INDEX_ROLE)
        item = self._model.items[number]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, dim = paint_ground(painter, option, option.rect.adjusted(0, 1, 0, -1))
        if item.color:
            painter.setBrush(tone(item.color))
            painter.drawRoundedRect(
                QRect(option.rect.left() + 4, option.rect.top() + 6, 4, option.rect.height() - 12), 2, 2
            )
        self._write(painter, option, item, number == self.here, strong, dim)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        item: OutlineItem,
        here: bool,
        strong: QColor,
        dim: QColor,
    ) -> None:
        font = QFont(option.font)
        font.setBold(here or item.kind is ItemKind.SECTION)
        font.setStrikeOut(item.omitted)
        room = option.rect.adjusted(14, 5, -8, -5)
        line = QRect(room.left(), room.top(), room.width(), option.fontMetrics.height())
        number = f"▸ {item.number}" if here and item.number else "▸" if here else item.number
        painter.setPen(dim)
        painter.setFont(option.font)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        if item.synopses:
            write_line(painter, line.translated(0, line.height()), option.font, item.synopses[0])
        width = option.fontMetrics.horizontalAdvance(number)
        painter.setPen(dim if item.omitted else strong)
        write_line(painter, line.adjusted(0, 0, -width - 8 if width else 0, 0), font, title_of(item))


class OutlinePanel(OutlineView):
    """The outline, with a field that shows only what contains its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Outline"))
        self.filter = QLineEdit(self)
        self.tree = QTreeView(self)
        self._model = _Model(self.tree)
        self._delegate = _Delegate(self._model)
        self._notice = QLabel(self)
        self._pages = QStackedLayout()
        self._collapsed: set[tuple[str, int]] = set()
        self._build_tree()
        self._build()
        self._show_page()

    def _build_tree(self) -> None:
        tree = self.tree
        tree.setModel(self._model)
        tree.setItemDelegate(self._delegate)
        tree.setAccessibleName(self.tr("Scenes and sections"))
        tree.setHeaderHidden(True)
        tree.setIndentation(14)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setMouseTracking(True)
        paint_own_ground(tree)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.clicked.connect(self.jump_to_current)
        tree.collapsed.connect(self._remember_folds)
        tree.expanded.connect(self._remember_folds)
        up, down = self.tr("Move up"), self.tr("Move down")
        self.add_keys(tree, [(Qt.Key.Key_Up, up), (Qt.Key.Key_Down, down)])
        # Later: the view is still busy with the drop, and the move will change what it shows.
        self._model.dropped.connect(self.request_move, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter scenes…"))
        self.filter.setAccessibleName(self.tr("Filter scenes"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._refill)
        within = Qt.ShortcutContext.WidgetShortcut
        QShortcut(Qt.Key.Key_Down, self.filter, self._enter_tree, context=within)
        QShortcut(Qt.Key.Key_Escape, self.filter, self.filter.clear, context=within)
        self._notice.setObjectName("dim")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._notice.setMargin(16)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addLayout(self._pages, 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of an item."""
        self.open_menu(self.tree, event)

    # -- what it shows -----------------------------------------------------------------------------

    def set_outline(self, items: Sequence[OutlineItem]) -> None:
        """Show another outline; what is chosen, folded and scrolled to stays where it can."""
        if items == self.items:
            return
        before, again = self.items, self.where_again(items)
        self.items = list(items)
        same_shape = [(item.kind, item.depth) for item in before] == [(item.kind, item.depth) for item in self.items]
        if same_shape and not self.filter.text():
            self._model.refresh(self.items)
            if again >= 0 and again != self.current():
                self._choose(again)
        else:
            self._fill(again)

    def show_line(self, line: int) -> None:
        """Mark the item that a line of the script is in."""
        here = item_at(self.items, line)
        if here == self._delegate.here:
            return
        self._delegate.here = here
        self.tree.viewport().update()
        if not self.tree.hasFocus():
            self._choose(here)

    def current(self) -> int:
        """The index of the chosen item, or -1."""
        index = self.tree.currentIndex()
        return index.data(INDEX_ROLE) if index.isValid() else -1

    def step(self, key: Qt.Key) -> int | None:
        """Up or down over the neighbour."""
        return step(self.items, self.current(), key == Qt.Key.Key_Up)

    def _refill(self) -> None:
        self._fill(self.current())

    def _fill(self, chosen: int) -> None:
        place = self.tree.verticalScrollBar().value()
        self._model.fill(self.items, self.filter.text())
        self.tree.blockSignals(True)  # what is folded here is known
        self.tree.expandAll()
        for index, node in self._model.nodes.items():
            if not self.filter.text() and self._fold_key(index) in self._collapsed:
                self.tree.collapse(node.index())
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(place)
        self._choose(chosen)
        self._show_page()

    def _choose(self, index: int) -> None:
        """Choose an item or, where that is folded away, the section that hides it."""
        node = self._model.nodes.get(index)
        if node is None:
            return
        shown = above = node.index()
        while (above := above.parent()).isValid():
            shown = shown if self.tree.isExpanded(above) else above
        self.tree.setCurrentIndex(shown)

    def _show_page(self) -> None:
        self.filter.setVisible(bool(self.items))
        self._pages.setCurrentWidget(self.tree if self._model.nodes else self._notice)
        self._notice.setText(
            self.tr("No scene or section contains “{0}”.").format(self.filter.text())
            if self.items
            else self.tr("Scenes and sections appear here as you write them.")
        )

    def _enter_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.current() < 0:
            self.tree.setCurrentIndex(self._model.index(0, 0))

    # -- what is folded ----------------------------------------------------------------------------

    def _fold_key(self, index: int) -> tuple[str, int]:
        return self.items[index].title, self.items[index].depth

    def _remember_folds(self, index: QModelIndex) -> None:
        if not self.filter.text():
            key = self._fold_key(index.data(INDEX_ROLE))
            (self._collapsed.discard if self.tree.isExpanded(index) else self._collapsed.add)(key)
