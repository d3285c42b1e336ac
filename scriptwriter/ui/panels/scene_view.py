"""What the outline's tree and its cards share: colours, texts, the menu, moving and jumping by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QKeyCombination,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QPainter,
    QPalette,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractItemView, QInputDialog, QMenu, QStyle, QStyleOptionViewItem, QWidget

from scriptwriter.services.outline import COLORS, OutlineItem, after_subtree, find_again, moved_to

#: Scenes' own colours, part of the script and no part of a theme; of a middle tone, to be seen on light and dark.
_TONES: dict[str, str] = dict(
    zip(
        COLORS,
        "#d9534f #e08a3c #d6b93a #5aa469 #3fa7b0 #4f86d9 #b35fc4 #e387ab #96704f #8c8f94".split(),
        strict=True,
    )
)
#: The format of an item that is dragged.
MIME = "application/x-scriptwriter-scene"
#: The role that says an item's index in the outline.
INDEX_ROLE = Qt.ItemDataRole.UserRole
#: What views hand to models and delegates.
Index = QModelIndex | QPersistentModelIndex


def tone(color: str) -> QColor:
    """What a scene's colour looks like."""
    return QColor(_TONES[color])


def color_name(color: str) -> str:
    """A scene's colour in words."""
    names = {
        "red": QCoreApplication.translate("SceneColor", "Red"),
        "orange": QCoreApplication.translate("SceneColor", "Orange"),
        "yellow": QCoreApplication.translate("SceneColor", "Yellow"),
        "green": QCoreApplication.translate("SceneColor", "Green"),
        "cyan": QCoreApplication.translate("SceneColor", "Cyan"),
        "blue": QCoreApplication.translate("SceneColor", "Blue"),
        "magenta": QCoreApplication.translate("SceneColor", "Magenta"),
        "pink": QCoreApplication.translate("SceneColor", "Pink"),
        "brown": QCoreApplication.translate("SceneColor", "Brown"),
        "gray": QCoreApplication.translate("SceneColor", "Gray"),
    }
    return names.get(color, "")


def title_of(item: OutlineItem) -> str:
    """An item's title, or a word for not having one."""
    return item.title or QCoreApplication.translate("Outline", "Untitled")


def description(item: OutlineItem) -> str:
    """All that there is to say about an item, a line for each, for tooltips and screen readers."""
    number = QCoreApplication.translate("Outline", "Scene {0}").format(item.number) if item.number else ""
    color = QCoreApplication.translate("Outline", "Colour: {0}").format(color_name(item.color)) if item.color else ""
    return "\n".join(part for part in (title_of(item), number, *item.synopses, color) if part)


def dragged(source: int) -> QMimeData:
    """An item on its way to another place."""
    data = QMimeData()
    data.setData(MIME, str(source).encode())
    return data


def dragged_index(data: QMimeData) -> int:
    """Which item is on its way, -1 when it is something else."""
    return int(data.data(MIME).toStdString()) if data.hasFormat(MIME) else -1


class OutlineView(QWidget):
    """What the tree and the cards have in common: their signals, the menu, moving by keyboard."""

    jump = Signal(int)
    move_requested = Signal(int, int)
    color_requested = Signal(int, str)
    synopsis_requested = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[OutlineItem] = []
        self.menu = QMenu(self)
        self.color_menu = QMenu(self.menu)
        self._expected: tuple[int, str] | None = None

    def current(self) -> int:
        """The index of the chosen item, or -1."""
        raise NotImplementedError

    def jump_to_current(self) -> None:
        """Ask for the chosen item's line."""
        if self.current() >= 0:
            self.jump.emit(self.items[self.current()].line)

    def request_move(self, source: int, target: int | None) -> None:
        """Ask for a move, unless nothing would move, and follow the item when the outline comes back."""
        if target is None or not 0 <= source < len(self.items) or source <= target <= after_subtree(self.items, source):
            return
        self._expected = moved_to(self.items, source, target), self.items[source].title
        self.move_requested.emit(source, target)

    def where_again(self, items: Sequence[OutlineItem]) -> int:
        """Where the chosen item is in a newer outline, -1 when it is gone."""
        expected, self._expected = self._expected, None
        if expected is not None and expected[0] < len(items) and items[expected[0]].title == expected[1]:
            return expected[0]
        index = self.current()
        return find_again(self.items[index], index, items) if index >= 0 else -1

    def step(self, key: Qt.Key) -> int | None:
        """Where a move by an arrow key brings the chosen item."""
        raise NotImplementedError

    def add_keys(self, view: QWidget, moves: Sequence[tuple[Qt.Key, str]]) -> None:
        """Return jumps, Alt+Shift with an arrow moves; ``moves``: the arrow and its words for the menu."""
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), view, self.jump_to_current, context=Qt.ShortcutContext.WidgetShortcut)
        for key, words in moves:
            modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
            action = QAction(words, view)
            action.setShortcut(QKeySequence(QKeyCombination(modifiers, key)))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, key=key: self._step(key))
            view.addAction(action)

    def _step(self, key: Qt.Key) -> None:
        if self.current() >= 0:
            self.request_move(self.current(), self.step(key))

    # -- the menu ----------------------------------------------------------------------------------

    def open_menu(self, view: QAbstractItemView, event: QContextMenuEvent) -> None:
        """Open the menu of the item under the mouse or, from the keyboard, of the chosen one."""
        index = view.currentIndex()
        place = view.viewport().mapToGlobal(view.visualRect(index).center())
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            place = event.globalPos()
            index = view.indexAt(view.viewport().mapFromGlobal(place))
        if index.isValid():
            view.setCurrentIndex(index)
            self._fill_menu(view, index.data(INDEX_ROLE))
            self.menu.popup(place)

    def _fill_menu(self, view: QWidget, index: int) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Go to")).triggered.connect(self.jump_to_current)
        self.menu.addAction(self.tr("Synopsis…")).triggered.connect(lambda: self._ask_synopsis(index))
        self.menu.addMenu(self._color_menu(index))
        self.menu.addSeparator()
        self.menu.addActions([action for action in view.actions() if not action.shortcut().isEmpty()])

    def _color_menu(self, index: int) -> QMenu:
        self.color_menu.deleteLater()  # clearing the menu leaves its submenus
        self.color_menu = QMenu(self.tr("Colour"), self.menu)
        group = QActionGroup(self.color_menu)
        for color in ("", *COLORS):
            action = self.color_menu.addAction(color_name(color) or self.tr("None"))
            chosen = color == self.items[index].color
            if color:
                action.setIcon(_swatch(color))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.setText(f"{action.text()}  ✓" if chosen else action.text())  # icons hide the style's own mark
            action.triggered.connect(lambda _=False, color=color: self.color_requested.emit(index, color))
            group.addAction(action)
        return self.color_menu

    def _ask_synopsis(self, index: int) -> None:
        item = self.items[index]
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(self.tr("Synopsis"))
        dialog.setLabelText(self.tr("What happens in {0}, in a line or two:").format(title_of(item)))
        dialog.setTextValue("\n".join(item.synopses))
        dialog.textValueSelected.connect(lambda text: self._take_synopsis(item, index, text))
        dialog.open()

    def _take_synopsis(self, item: OutlineItem, index: int, text: str) -> None:
        now = find_again(item, index, self.items)  # the script may have gone on below the dialog
        if now >= 0:
            self.synopsis_requested.emit(now, text)


def _swatch(color: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(tone(color))
    return QIcon(pixmap)


def paint_own_ground(view: QAbstractItemView) -> None:
    """Let a view stand on its parent's ground, and leave what is chosen to ``paint_ground``."""
    view.viewport().setAutoFillBackground(False)
    palette = QPalette()  # only this role is the view's own; the others follow the theme
    palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
    view.setPalette(palette)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> tuple[QColor, QColor]:
    """Paint what is behind an item that is chosen or under the mouse; the colours for its text, strong and dim."""
    palette, role = QGuiApplication.palette(), QPalette.ColorRole
    painter.setPen(Qt.PenStyle.NoPen)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen and option.widget.hasFocus():
        painter.setBrush(palette.color(role.Highlight))
        painter.drawRoundedRect(rect, 5, 5)
        return palette.color(role.HighlightedText), palette.color(role.HighlightedText)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        ground = palette.color(role.Highlight)
        ground.setAlphaF(0.18 if chosen else 0.09)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 5, 5)
    return palette.color(role.Text), palette.color(role.PlaceholderText)


def write_line(painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
    """Write one line, shortened to its room."""
    painter.setFont(font)
    short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
