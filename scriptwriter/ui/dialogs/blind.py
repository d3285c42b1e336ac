"""The blind comparison: two sides are chosen, they write, the writer picks, and the count is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.blind import Pair
from scriptwriter.ui.blind_threads import OPENING, WRITING, Comparison
from scriptwriter.ui.dialogs.blind_pick import PickPage, fonts_for
from scriptwriter.ui.dialogs.blind_result import ResultPage
from scriptwriter.ui.dialogs.blind_setup import SetupPage
from scriptwriter.ui.dialogs.studio_parts import dim

_PARTS = 1000


class WorkPage(QWidget):
    """Who writes just now, and how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage, self.bar = QLabel(), QProgressBar()
        self.cancel = QPushButton(self.tr("&Cancel"))
        self.cancel.setAutoDefault(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.stage.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self.stage)
        layout.addWidget(self.bar)
        layout.addWidget(dim(self.tr("You can go on with your script meanwhile.")))
        layout.addStretch(1)
        layout.addLayout(foot)

    def show_progress(self, stage: str, whose: str, part: float) -> None:
        """``part`` of the whole, from 0 to 1; before anybody writes the bar only moves."""
        if stage == WRITING:
            self.stage.setText(self.tr("{0} writes.").format(whose))
        elif stage == OPENING:
            self.stage.setText(self.tr("{0} is being opened.").format(whose))
        else:
            self.stage.setText(self.tr("Places are being looked for."))
        self.bar.setRange(0, _PARTS if stage == WRITING or part else 0)
        self.bar.setValue(round(part * _PARTS))


class BlindDialog(QDialog):
    """Shows what it is given and tells what is wanted; ``scriptwriter.ui.blind`` does it."""

    wanted = Signal(object)  # Comparison
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blindDialog")
        self.setWindowTitle(self.tr("Compare Blind"))
        self.setup, self.work, self.pick, self.counted = SetupPage(), WorkPage(), PickPage(), ResultPage()
        self._names = ("", "")
        self.pages = QStackedWidget()
        for page in (self.setup, self.work, self.pick, self.counted):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages)
        self.resize(940, 720)
        self.setup.wanted.connect(self._want)
        self.setup.leave.clicked.connect(self.reject)
        self.work.cancel.clicked.connect(self._cancel)
        self.pick.ended.connect(self._count)
        self.counted.again_wanted.connect(self.begin)
        self.counted.leave.clicked.connect(self.reject)

    def set_fonts(self, script: str, prose: str, size: float) -> None:
        """The editor's families, and their size in points."""
        fonts = fonts_for(script, prose, size)
        self.pick.view.set_fonts(fonts)
        self.counted.set_fonts(fonts)

    # -- from page to page -------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """The first page."""
        self.setup.show_problem("")
        self.setup.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pages.setCurrentWidget(self.setup)

    @Slot(object)
    def _want(self, comparison: Comparison) -> None:
        self._names = (comparison.first.title, comparison.second.title)
        self.wanted.emit(comparison)

    def show_working(self) -> None:
        """Both sides are about to write."""
        self.work.show_progress("", "", 0.0)
        self.pages.setCurrentWidget(self.work)
        self.work.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, stage: str, whose: str, part: float) -> None:
        """Who writes, and how far all of it is, from 0 to 1."""
        self.work.show_progress(stage, whose, part)

    @Slot()
    def _cancel(self) -> None:
        self.cancelled.emit()
        self.begin()

    def show_problem(self, line: str) -> None:
        """There are no pairs; one line says why."""
        self.begin()
        self.setup.show_problem(line)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Let the writer pick."""
        self.pages.setCurrentWidget(self.pick)
        self.pick.begin(pairs)

    @Slot()
    def _count(self) -> None:
        self.pages.setCurrentWidget(self.counted)
        self.counted.show_picks(*self._names, self.pick.pairs, self.pick.choices)

    @Slot()
    def reject(self) -> None:
        """Esc and the window's own button: picks that were made are counted first, work that runs ends."""
        page = self.pages.currentWidget()
        if page is self.pick and self.pick.choices:
            self._count()
            return
        if page is self.work:
            self.cancelled.emit()
        super().reject()
