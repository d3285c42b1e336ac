"""Earlier places: where something was offered in a script, what it was, and what led where."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.cue import Form
from scriptwriter.services.suggestions import Alternative, AskedPlace, Round, Snapshot, in_order
from scriptwriter.ui.panels.passage_text import paragraphs
from scriptwriter.ui.panels.suggestion_model import origin_of

_PLACE = Qt.ItemDataRole.UserRole
_ALTERNATIVE = Qt.ItemDataRole.UserRole + 1
_TEXT = Qt.ItemDataRole.UserRole + 2
_LINE_CHARS = 80
_ENDING_CHARS = 48
_ROW_GAP = 8


class SuggestionTreeDialog(QDialog):
    """``place_wanted`` and ``alternative_wanted`` tell what was chosen; the window goes there or shows it."""

    place_wanted = Signal(str)
    alternative_wanted = Signal(str, int)

    def __init__(self, tree: Snapshot, script: str, form: Form, here: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree, self._script, self._form, self._here = tree, script, form, here
        self._rounds: dict[str, list[Round]] = {}
        for one in tree.rounds:
            self._rounds.setdefault(one.place, []).append(one)
        self.order = QComboBox(self)
        self.view = QTreeWidget(self)
        self.preview = QPlainTextEdit(self)
        self.button = QPushButton(self)
        self._build()
        self._fill()
        self.view.setFocus()

    def _build(self) -> None:
        self.setObjectName("suggestionTree")
        self.setWindowTitle(self.tr("Earlier places"))
        self.resize(940, 580)
        self.order.addItems([self.tr("As in the script"), self.tr("Newest first")])
        self.order.currentIndexChanged.connect(self._fill)
        label = QLabel(self.tr("&Order"), self)
        label.setBuddy(self.order)
        self.view.setHeaderHidden(True)
        self.view.setAccessibleName(self.tr("Places and what was offered there"))
        self.view.currentItemChanged.connect(self._show)
        self.view.itemActivated.connect(lambda _item: self._take())
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("The text"))
        self.button.clicked.connect(self._take)
        self.button.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(QLabel(self.tr("Each suggestion that you took leads to the places after it."), self), 1)
        head.addWidget(label)
        head.addWidget(self.order)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.view)
        parts.addWidget(self.preview)
        parts.setSizes([580, 360])
        parts.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)

    # -- the tree ----------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.view.clear()
        ordered = in_order(self._tree.places, self._script)
        if self.order.currentIndex() == 1:
            ordered.sort(key=lambda entry: -entry[0].time)
        alive = {place.key: there for place, there in ordered}
        places = [place for place, _there in ordered if place.key in self._rounds]
        items: dict[str, QTreeWidgetItem] = {}
        leaves: dict[tuple[str, int], QTreeWidgetItem] = {}
        for place in places:
            items[place.key] = self._place_item(place, alive[place.key])
            leaves.update(self._add_rounds(items[place.key], self._rounds[place.key]))
        self._hang(places, items, leaves)
        self.view.expandAll()
        origin = next((place.parent for place in self._tree.places if place.key == self._here), None)
        current = items.get(self._here) or (leaves.get(origin) if origin else None) or self.view.topLevelItem(0)
        if current is not None:
            self.view.setCurrentItem(current)
            self.view.scrollToItem(current)
        self.button.setEnabled(current is not None)

    def _hang(
        self,
        places: Iterable[AskedPlace],
        items: dict[str, QTreeWidgetItem],
        leaves: dict[tuple[str, int], QTreeWidgetItem],
    ) -> None:
        """Put each place below the suggestion that led to it, the others on top."""
        for place in places:
            item, leaf = items[place.key], leaves.get(place.parent) if place.parent else None
            if leaf is not None and not _is_within(leaf, item):
                leaf.addChild(item)
            else:
                self.view.addTopLevelItem(item)

    def _item(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setSizeHint(0, QSize(0, self.view.fontMetrics().height() + _ROW_GAP))
        return item

    def _place_item(self, place: AskedPlace, there: bool) -> QTreeWidgetItem:
        text = _ending(place.anchor) or self.tr("The beginning")
        if place.key == self._here:
            text = self.tr("Here: {0}").format(text)
        elif not there:
            text = self.tr("No longer in the script: {0}").format(text)
        item = self._item(text)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setData(0, _PLACE, place.key)
        item.setData(0, _TEXT, place.anchor)
        return item

    def _add_rounds(self, item: QTreeWidgetItem, rounds: list[Round]) -> dict[tuple[str, int], QTreeWidgetItem]:
        leaves = {}
        for one in rounds:
            branch = self._item(" · ".join(part for part in (origin_of(one), ", ".join(one.keywords)) if part))
            branch.setData(0, _PLACE, one.place)
            branch.setData(0, _TEXT, "\n\n".join(self._readable(one, other) for other in one.alternatives))
            item.addChild(branch)
            for other in one.alternatives:
                leaf = self._alternative_item(one, other)
                branch.addChild(leaf)
                leaves[one.id, other.number] = leaf
        return leaves

    def _alternative_item(self, one: Round, other: Alternative) -> QTreeWidgetItem:
        words = " ".join(other.text.split())
        short = f"{words[:_LINE_CHARS]}…" if len(words) > _LINE_CHARS else words
        leaf = self._item(f"✓ {short}" if other.taken else short)
        leaf.setData(0, _ALTERNATIVE, (one.id, other.number))
        leaf.setData(0, _TEXT, self._readable(one, other))
        if other.taken:
            leaf.setToolTip(0, self.tr("Taken"))
            leaf.setData(0, Qt.ItemDataRole.AccessibleTextRole, self.tr("Taken: {0}").format(short))
        return leaf

    def _readable(self, one: Round, other: Alternative) -> str:
        parts = paragraphs(one.begins + other.text, self._form)
        return "\n".join(("\n" if part.gap else "") + part.text for part in parts).strip()

    # -- choosing ----------------------------------------------------------------------------------

    def _show(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        self.preview.setPlainText(item.data(0, _TEXT) or "")
        whole = item.data(0, _ALTERNATIVE) is None
        self.button.setText(self.tr("&Go There") if whole else self.tr("&Show at the Cursor"))

    def _take(self) -> None:
        if not self.view.selectedItems():
            return
        item = self.view.currentItem()
        self.accept()
        alternative = item.data(0, _ALTERNATIVE)
        if alternative is not None:
            self.alternative_wanted.emit(*alternative)
        else:
            self.place_wanted.emit(item.data(0, _PLACE))


def _ending(anchor: str) -> str:
    """The last words of an anchor, as many as a line of the tree can show."""
    words, text = anchor.split(), ""
    while words and len(text) + len(words[-1]) < _ENDING_CHARS:
        text = f"{words.pop()} {text}".rstrip()
    return f"… {text}" if words and text else text or " ".join(words)[-_ENDING_CHARS:]


def _is_within(inner: QTreeWidgetItem, outer: QTreeWidgetItem) -> bool:
    if inner is outer:
        return True
    above = inner.parent()  # the stubs do not know that there may be none
    return isinstance(above, QTreeWidgetItem) and _is_within(above, outer)
