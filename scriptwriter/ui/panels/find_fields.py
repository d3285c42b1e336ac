"""The fields and buttons of the bar that finds and replaces, and their keys."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from scriptwriter.services import search
from scriptwriter.services.search import Query


class _Line(QLabel):
    """One line that ends with … where there is no more room; it never makes the window wider."""

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class FindFields(QWidget):
    """What the writer looks for; others do the looking."""

    query_changed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find and replace"))
        self._make_find()
        self._make_replace()
        self._lay_out()

    def _make_find(self) -> None:
        self.find_field = self._field(self.tr("Find"))
        self.find_field.textChanged.connect(self.query_changed)
        self.case = self._toggle("Aa", self.tr("Match capitals and small letters"))
        self.whole_word = self._toggle(self.tr("Word"), self.tr("Whole words only"))
        self.regex = self._toggle(".*", self.tr("Regular expression"))
        for toggle in (self.case, self.whole_word, self.regex):
            toggle.toggled.connect(self.query_changed)
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Where to search"))
        self.scope.setToolTip(self.scope.accessibleName())
        self.scope.currentIndexChanged.connect(self.query_changed)
        self.previous_button = self._tool("↑", self.tr("Previous"), self.tr("Shift+Enter"), self.previous_wanted)
        self.next_button = self._tool("↓", self.tr("Next"), self.tr("Enter"), self.next_wanted)
        self.close_button = self._tool("✕", self.tr("Close"), self.tr("Esc"), self.close_wanted)
        self.count = _Line()
        self.count.setObjectName("findCount")

    def _make_replace(self) -> None:
        self.replace_field = self._field(self.tr("Replace with"))
        self.preserve_case = self._toggle("AB", self.tr("Keep capitals as they are: HARBOUR, Harbour, harbour"))
        self.replace_button = QPushButton(self.tr("Replace"))
        self.replace_button.clicked.connect(self.replace_wanted)
        self.replace_all_button = QPushButton(self.tr("Replace All"))
        self.replace_all_button.clicked.connect(self.replace_all_wanted)
        self._replace_row = QWidget()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMinimumWidth(120)
        field.installEventFilter(self)
        return field

    def _toggle(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setObjectName("findToggle")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _tool(self, text: str, name: str, keys: str, wanted: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName("findTool")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(f"{name} ({keys})")
        button.setAccessibleName(name)
        button.clicked.connect(wanted)
        return button

    def _lay_out(self) -> None:
        options, buttons, end = QHBoxLayout(), QHBoxLayout(self._replace_row), QHBoxLayout()
        for part in (self.case, self.whole_word, self.regex, self.scope, self.previous_button, self.next_button):
            options.addWidget(part)
        for part in (self.preserve_case, self.replace_button, self.replace_all_button):
            buttons.addWidget(part)
        buttons.addStretch()
        for row in (options, buttons, end):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
        end.addWidget(self.count, 1)
        end.addWidget(self.close_button)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(6)
        layout.addWidget(self.find_field, 0, 0)
        layout.addLayout(options, 0, 1)
        layout.addLayout(end, 0, 2)
        layout.addWidget(self.replace_field, 1, 0)
        layout.addWidget(self._replace_row, 1, 1, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)
        self._in_order()

    def _in_order(self) -> None:
        """Tab goes from one field to the other first: that is what is typed one after the other."""
        order = [self.find_field, self.replace_field, self.case, self.whole_word, self.regex, self.scope]
        order += [self.previous_button, self.next_button, self.preserve_case]
        order += [self.replace_button, self.replace_all_button, self.close_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # -- what is wanted ----------------------------------------------------------------------------

    def query(self) -> Query:
        """What is looked for at present."""
        return Query(
            self.find_field.text(),
            self.regex.isChecked(),
            self.case.isChecked(),
            self.whole_word.isChecked(),
            self.scope.currentData() or search.ALL,
        )

    def show_cast(self, names: Iterable[str]) -> None:
        """Offer these characters as places to search in; what was chosen stays if it can."""
        chosen = self.scope.currentData() or search.ALL
        places = [
            (self.tr("Everywhere"), search.ALL),
            (self.tr("Dialogue"), search.DIALOGUE),
            (self.tr("Action"), search.ACTION),
            (self.tr("Headings"), search.HEADINGS),
            *((self.tr("{0} says").format(name), search.CHARACTER_PREFIX + name) for name in names),
        ]
        with QSignalBlocker(self.scope):
            self.scope.clear()
            for label, scope in places:
                self.scope.addItem(label, scope)
            self.scope.setCurrentIndex(max(self.scope.findData(chosen), 0))

    # -- what is shown -----------------------------------------------------------------------------

    def show_replacing(self, shown: bool) -> None:
        """Show what replaces, or hide it."""
        self.replace_field.setVisible(shown)
        self._replace_row.setVisible(shown)

    def enable_going(self, enabled: bool) -> None:
        """Whether there is anything to go to and to replace."""
        for button in (self.previous_button, self.next_button, self.replace_button, self.replace_all_button):
            button.setEnabled(enabled)

    def say(self, line: str, bad: bool = False) -> None:
        """One line beside the field; ``bad``: what is in the field leads nowhere."""
        self.count.setText(line)
        self.count.setToolTip(line)
        if bool(self.find_field.property("bad")) != bad:
            self.find_field.setProperty("bad", bad)
            self.find_field.style().unpolish(self.find_field)
            self.find_field.style().polish(self.find_field)
        if line and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, line))

    # -- keys --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the fields."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched in (self.find_field, self.replace_field) and self._enter(watched, event)
        return super().eventFilter(watched, event)

    def _enter(self, field: QObject, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_wanted.emit()
        elif field is self.replace_field:
            self.replace_wanted.emit()
        else:
            self.next_wanted.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the bar from wherever in it the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)
