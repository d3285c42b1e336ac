"""The cast panel: who speaks how much and where, and what the model should know about them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.cast import CastMember
from scriptwriter.ui.panels.likeness import LikenessPanel
from scriptwriter.ui.panels.scene_view import paint_ground, paint_own_ground, write_line

_Index = QModelIndex | QPersistentModelIndex
_NAME, _SPEECHES, _WORDS, _SHARE, _SCENES = range(5)
_NARROW = 40
#: Room for a name and its title.
_NAME_WIDTH = 110  # a column with two digits
_SORT_ROLE = Qt.ItemDataRole.UserRole


class _Model(QAbstractTableModel):
    """A row for each character."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.members: list[CastMember] = []
        self._titles = [
            self.tr("Character"),
            self.tr("Speeches"),
            self.tr("Words"),
            self.tr("Share"),
            self.tr("Scenes"),
        ]

        self._order = (_WORDS, Qt.SortOrder.DescendingOrder)

    def title(self, column: int) -> str:
        """A column's title, with an arrow when the table is sorted by it."""
        arrow = " ▾" if self._order[1] is Qt.SortOrder.DescendingOrder else " ▴"
        return self._titles[column] + (arrow if column == self._order[0] else "")

    def set_order(self, column: int, order: Qt.SortOrder) -> None:
        self._order = (column, order)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _SCENES)

    def set_members(self, members: list[CastMember]) -> None:
        same = [member.name for member in members] == [member.name for member in self.members]
        if not same:
            self.beginResetModel()
        self.members = members
        if not same:
            self.endResetModel()
        elif members:
            self.dataChanged.emit(self.index(0, 0), self.index(len(members) - 1, _SCENES))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if role == Qt.ItemDataRole.ToolTipRole and section == _SHARE:
            return self.tr("Share of all spoken words")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == _NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows; numbers as numbers for sorting."""
        if not index.isValid():
            return None
        value = self._value(index.row(), index.column())
        if role == _SORT_ROLE:
            return value.casefold() if isinstance(value, str) else value
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(value)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _NAME:
            return value
        return None

    def _value(self, row: int, column: int) -> str | int | float:
        member = self.members[row]
        return (member.name, member.speeches, member.words, member.share, len(member.scenes))[column]

    def _text(self, value: str | int | float) -> str:
        if isinstance(value, float):
            return self.tr("{0} %").format(round(value * 100))
        return value if isinstance(value, str) else QLocale().toString(value)


def _row_rect(option: QStyleOptionViewItem, index: _Index) -> QRect:
    """The ground of a cell, without the corners that would be rounded in the middle of a row."""
    left = 0 if index.column() == _NAME else -6
    return option.rect.adjusted(left, 1, 0 if index.column() == _SCENES else 6, -1)


class _Delegate(QStyledItemDelegate):
    """Paints names to the left, numbers to the right, and a thin bar below the share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        strong, _ = paint_ground(painter, option, _row_rect(option, index))
        room = option.rect.adjusted(6, 0, -6, 0)
        text = str(index.data())
        painter.setPen(strong)
        if index.column() == _NAME:
            write_line(painter, room, option.font, text)
        else:
            painter.setFont(option.font)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if index.column() == _SHARE:
            self._paint_bar(painter, strong, room, float(index.data(_SORT_ROLE)))
        painter.restore()

    def _paint_bar(self, painter: QPainter, color: QColor, room: QRect, share: float) -> None:
        track = QRect(room.left(), room.bottom() - 4, room.width(), 2)
        faint = QColor(color)
        faint.setAlphaF(0.2)
        painter.fillRect(track, faint)
        painter.fillRect(QRect(track.left(), track.top(), max(round(track.width() * share), 1), 2), color)


class _SceneDelegate(QStyledItemDelegate):
    """Paints a scene's heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, _ = paint_ground(painter, option, option.rect.adjusted(0, 1, 0, -1))
        painter.setPen(strong)
        write_line(painter, option.rect.adjusted(8, 0, -8, 0), option.font, str(index.data()))
        painter.restore()


class CastPanel(QWidget):
    """The characters in a table; below it, the chosen one's scenes and notes."""

    jump = Signal(int)
    note_changed = Signal(str, str)
    rename_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Characters"))
        self.table = QTableView(self)
        self.scenes = QListWidget(self)
        self.notes = QPlainTextEdit(self)
        self.likeness = LikenessPanel(self)
        self.rename_button = QPushButton(self.tr("&Rename…"), self)
        self._heading = QLabel(self)
        self._model = _Model(self.table)
        self._sorted = QSortFilterProxyModel(self.table)
        self._titles: dict[int, str] = {}
        self._notes: dict[str, str] = {}
        self._shown = ""
        self._pages = QStackedLayout(self)
        self._build_table()
        self._build_details()
        self._build()

    def _build_table(self) -> None:
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(_SORT_ROLE)
        self.table.setModel(self._sorted)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.setAccessibleName(self.tr("Characters"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(_WORDS, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paint_own_ground(self.table)
        self.table.horizontalHeader().setStyleSheet(
            "QHeaderView { background: transparent; }"
            "QHeaderView::section { background: transparent; border: none; padding: 4px 4px; }"
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)  # it takes as much room as a title; the title says it
        header.setMinimumSectionSize(_NARROW)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.sortIndicatorChanged.connect(self._show_order)
        self._show_order(_WORDS, Qt.SortOrder.DescendingOrder)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        self._model.set_order(column, order)
        header, metrics = self.table.horizontalHeader(), self.table.fontMetrics()
        widths = [metrics.horizontalAdvance(self._model.title(section)) + 14 for section in range(_SCENES + 1)]
        for section in range(_SPEECHES, _SCENES + 1):
            header.resizeSection(section, max(widths[section], _NARROW))
        widths[_NAME] = max(widths[_NAME], _NAME_WIDTH)
        self.table.setMinimumWidth(sum(widths) + 10)

    def _build_details(self) -> None:
        self._heading.setObjectName("panelTitle")
        self.scenes.setItemDelegate(_SceneDelegate(self.scenes))
        self.scenes.setMouseTracking(True)
        paint_own_ground(self.scenes)
        self.scenes.setFrameShape(QFrame.Shape.NoFrame)
        self.scenes.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.scenes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scenes.itemActivated.connect(self._jump)
        self.notes.setTabChangesFocus(True)
        self.notes.setStyleSheet(
            "QPlainTextEdit { background: palette(base); border: 1px solid palette(mid); }"
            "QPlainTextEdit { border-radius: 5px; padding: 3px; }"
            "QPlainTextEdit:focus { border: 1px solid palette(highlight); }"
        )
        self.notes.setPlaceholderText(self.tr("What the model should know about her, in a line or two"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)
        self.notes.textChanged.connect(self._note_typed)
        self.rename_button.clicked.connect(lambda: self.rename_requested.emit(self.current()))

    def _build(self) -> None:
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.table, 3)
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        row.addWidget(self.rename_button)
        layout.addSpacing(6)
        layout.addLayout(row)
        for name, field, stretch in ((self.tr("&Scenes"), self.scenes, 2), (self.tr("&Notes"), self.notes, 0)):
            label = QLabel(name, self)
            label.setObjectName("sectionTitle")
            label.setBuddy(field)
            layout.addWidget(label)
            layout.addWidget(field, stretch)
        layout.addSpacing(6)
        layout.addWidget(self.likeness)
        empty = QLabel(self.tr("Characters appear here when they speak."), self)
        empty.setObjectName("dim")
        empty.setWordWrap(True)
        empty.setMargin(16)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._pages.addWidget(empty)
        self._pages.addWidget(content)

    # -- what it shows -----------------------------------------------------------------------------

    def set_cast(self, members: Sequence[CastMember], scene_titles: Mapping[int, str]) -> None:
        """Show the characters. ``scene_titles``: by the line of a scene's heading."""
        if list(members) == self._model.members and scene_titles == self._titles:
            return
        chosen, row = self.current(), self.table.currentIndex().row()
        self._titles = dict(scene_titles)
        self._model.set_members(list(members))
        if members:
            self._choose(chosen, row)
            self._show_chosen()
        self._pages.setCurrentIndex(1 if members else 0)

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Show other notes, by the characters' names."""
        self._notes = {name.casefold(): text for name, text in notes.items()}
        self._show_note()

    def current(self) -> str:
        """The chosen character, or nothing."""
        index = self._sorted.mapToSource(self.table.currentIndex())
        return self._model.members[index.row()].name if index.isValid() else ""

    def _choose(self, name: str, row: int) -> None:
        """Choose a character again or, when it is gone, who stands in its row now."""
        known = [member.name.casefold() for member in self._model.members]
        if name.casefold() in known:
            index = self._sorted.mapFromSource(self._model.index(known.index(name.casefold()), 0))
        else:
            index = self._sorted.index(min(max(row, 0), len(known) - 1), 0)
        self.table.setCurrentIndex(index)

    def _show_chosen(self) -> None:
        index = self._sorted.mapToSource(self.table.currentIndex())
        if not index.isValid():
            return
        member = self._model.members[index.row()]
        self._heading.setText(member.name)
        self.scenes.setAccessibleName(self.tr("Scenes with {0}").format(member.name))
        self._show_scenes(member)
        self._show_note()

    def _show_scenes(self, member: CastMember) -> None:
        wanted = [(line, self._titles.get(line, "")) for line in member.scenes]
        items = [self.scenes.item(row) for row in range(self.scenes.count())]
        if wanted == [(item.data(Qt.ItemDataRole.UserRole), item.text()) for item in items]:
            return
        row = self.scenes.currentRow() if self._shown == member.name else -1
        self._shown = member.name
        self.scenes.clear()
        for line, title in wanted:
            item = QListWidgetItem(title, self.scenes)
            item.setData(Qt.ItemDataRole.UserRole, line)
            item.setToolTip(title)
        self.scenes.setCurrentRow(max(0, min(row, len(wanted) - 1)))

    def _jump(self, item: QListWidgetItem) -> None:
        self.jump.emit(item.data(Qt.ItemDataRole.UserRole))

    # -- notes -------------------------------------------------------------------------------------

    def _show_note(self) -> None:
        text = self._notes.get(self.current().casefold(), "")
        if text != self.notes.toPlainText():
            with QSignalBlocker(self.notes):
                self.notes.setPlainText(text)

    def _note_typed(self) -> None:
        name, text = self.current(), self.notes.toPlainText()
        if name and text != self._notes.get(name.casefold(), ""):
            self._notes[name.casefold()] = text
            self.note_changed.emit(name, text)
