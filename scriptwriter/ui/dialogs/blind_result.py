"""The comparison's last page: the count, how sure it is, and who wrote what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTreeWidget, QVBoxLayout, QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.services.blind import Choice, Count, Pair, needed
from scriptwriter.ui.dialogs.blind_pick import PairView
from scriptwriter.ui.dialogs.studio_parts import Table, row
from scriptwriter.ui.panels.share_plot import SharePlot


class ResultPage(QWidget):
    """``again_wanted``: compare once more."""

    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: list[Pair] = []
        self._choices: list[Choice] = []
        self._names = ("", "")
        self.counted, self.sure, self.verdict = QLabel(), QLabel(), QLabel()
        self.plot = SharePlot()
        heads = [self.tr("Pair"), "A", "B", self.tr("Your pick"), ""]
        self.table = Table(self.tr("Who wrote what"), heads)
        self.view = PairView()
        self.again = QPushButton(self.tr("&Compare Again"))
        self.leave = QPushButton(self.tr("Close"))
        self._build()

    def _build(self) -> None:
        self.counted.setObjectName("panelTitle")
        for label in (self.counted, self.sure, self.verdict):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.table.currentItemChanged.connect(self._show_chosen)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.view)
        parts.setHandleWidth(10)
        parts.setChildrenCollapsible(False)
        parts.setSizes([150, 260])
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.again, self.leave):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.counted)
        layout.addWidget(self.plot)
        layout.addWidget(self.sure)
        layout.addWidget(self.verdict)
        layout.addSpacing(4)
        layout.addWidget(parts, 1)
        layout.addLayout(foot)
        self.again.clicked.connect(self.again_wanted)

    def set_fonts(self, fonts: dict[Form, QFont]) -> None:
        """What passages are shown in."""
        self.view.set_fonts(fonts)

    def show_picks(self, first: str, second: str, pairs: Sequence[Pair], choices: Sequence[Choice]) -> None:
        """The count of these picks; pairs without one are left out."""
        self._names, self._choices = (first, second), list(choices)
        self._pairs = list(pairs)[: len(self._choices)]
        count = Count(first, second)
        for pair, chosen in zip(self._pairs, self._choices, strict=True):
            count.take(pair, chosen)
        self._show_count(count)
        self._show_table()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_count(self, count: Count) -> None:
        self.counted.setText(
            self.tr("{0}: {1}, {2}: {3}, neither: {4}").format(
                count.first, count.wins, count.second, count.losses, count.ties
            )
        )
        low, high = (round(edge * 100) for edge in count.interval)
        if count.share is not None:
            line = self.tr("{0} was picked in {1} % of the decided pairs; the 95 % interval is {2} to {3} %.")
            self.sure.setText(line.format(count.first, round(count.share * 100), low, high))
        self.plot.show_share(count.first, count.second, count.share, count.interval)
        self.plot.setVisible(count.share is not None)
        self.sure.setVisible(count.share is not None)
        self.verdict.setText(self._verdict(count))

    def _verdict(self, count: Count) -> str:
        low, high = count.interval
        decided = count.wins + count.losses
        if not count.picked:
            return self.tr("Nothing was picked, so nothing can be said.")
        if not decided:
            return self.tr("Neither was the better one in any pair: that says nothing about which one is.")
        if low > 0.5 or high < 0.5:
            better = count.first if low > 0.5 else count.second
            return self.tr(
                "By your picks {0} is the better one: the whole interval lies on its side. That holds for these places "
                "and your taste."
            ).format(better)
        if (wanted := needed(decided)) is None:
            return self.tr("This decides nothing: so few picks could have come by chance, whatever they are.")
        if wanted == decided:
            return self.tr(
                "This decides nothing: the interval holds 50 %, so either may be the better one. All {0} decided picks "
                "would have to go the same way."
            ).format(decided)
        return self.tr(
            "This decides nothing: the interval holds 50 %, so either may be the better one. Of {0} decided picks at "
            "least {1} would have to go the same way."
        ).format(decided, wanted)

    # -- who wrote what ----------------------------------------------------------------------------

    def _whose(self, pair: Pair) -> tuple[str, str]:
        first, second = self._names
        return (first, second) if pair.from_first else (second, first)

    def _show_table(self) -> None:
        self.table.clear()
        for number, (pair, chosen) in enumerate(zip(self._pairs, self._choices, strict=True), 1):
            a, b = self._whose(pair)
            picked = {Choice.A: f"A: {a}", Choice.B: f"B: {b}", Choice.NEITHER: self.tr("neither")}[chosen]
            self.table.addTopLevelItem(row([str(number), a, b, picked, ""]))
        self.table.fit()
        self.table.setVisible(bool(self._pairs))
        self.view.setVisible(bool(self._pairs))
        if self._pairs:
            self.table.setCurrentItem(self.table.rows()[0])

    @Slot()
    def _show_chosen(self) -> None:
        at = self.table.indexOfTopLevelItem(self.table.currentItem()) if self.table.currentItem() else -1
        if at < 0:
            return
        pair, chosen = self._pairs[at], self._choices[at]
        mark = self.tr("{0} (picked)")
        titles = [f"{letter}: {whose}" for letter, whose in zip("AB", self._whose(pair), strict=True)]
        if chosen is not Choice.NEITHER:
            picked = 0 if chosen is Choice.A else 1
            titles[picked] = mark.format(titles[picked])
        self.view.set_titles(self.tr("What stands before"), *titles)
        self.view.show_pair(pair)
