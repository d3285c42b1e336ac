"""The rows of the page for adding a model that come and go: a download that runs, one that was stopped."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from scriptwriter.services.download import Unfinished
from scriptwriter.services.part import Progress, Stage
from scriptwriter.ui.studio_words import time_left

_PARTS = 1000


def size_text(size: float) -> str:
    """A size as it is written here."""
    if size >= 0.95e9:
        return f"{QLocale().toString(size / 1e9, 'f', 1)} GB"
    return f"{QLocale().toString(size / 1e6, 'f', 0 if size >= 10e6 else 1)} MB"


class ProgressRow(QWidget):
    """What is done, how far it is, and a way to stop it. Hidden while nothing runs."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage, self.figures = QLabel(), QLabel()
        self.bar = QProgressBar()
        self.cancel = QPushButton(self.tr("&Stop"))
        self.figures.setObjectName("dim")
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.cancel.setAutoDefault(False)
        words = QHBoxLayout()
        words.addWidget(self.stage, 1)
        words.addWidget(self.figures)
        column = QVBoxLayout()
        column.addLayout(words)
        column.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(column, 1)
        layout.addWidget(self.cancel)
        self.cancel.clicked.connect(self._cancel)
        self.hide()

    def begin(self, text: str) -> None:
        """Something runs of which it is not known yet how long it takes."""
        self.stage.setText(text)
        self.figures.clear()
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Bytes, speed and the time that is left."""
        if not self.cancel.isEnabled():
            return  # it is being stopped: what still comes is out of date
        stages = {
            Stage.CHECKING: self.tr("Checking what is there already"),
            Stage.DOWNLOADING: self.tr("Downloading"),
            Stage.OPENING: self.tr("Opening it once, to see that it works"),
        }
        self.stage.setText(stages[progress.stage])
        if progress.stage is Stage.OPENING:
            self.bar.setRange(0, 0)
            self.figures.clear()
            return
        self.bar.setRange(0, _PARTS)
        self.bar.setValue(round(progress.done / max(progress.total, 1) * _PARTS))
        parts = [self.tr("{0} of {1}").format(size_text(progress.done), size_text(progress.total))]
        if progress.bytes_per_second > 0:
            parts.append(self.tr("{0} a second").format(size_text(progress.bytes_per_second)))
        self.figures.setText(", ".join(filter(None, [*parts, time_left(progress.seconds_left)])))

    @Slot()
    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.stage.setText(self.tr("Stopping"))
        self.cancel_wanted.emit()


class UnfinishedRow(QWidget):
    """The first of the downloads that were stopped. Hidden while there is none."""

    go_on_wanted = Signal(object)  # Unfinished
    forget_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun: Unfinished | None = None
        self.text = QLabel()
        self.go_on, self.forget = QPushButton(self.tr("&Go On")), QPushButton(self.tr("Fo&rget It"))
        self.text.setWordWrap(True)
        self.forget.setToolTip(self.tr("Delete what is there of it"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        for button in (self.go_on, self.forget):
            button.setAutoDefault(False)
            layout.addWidget(button)
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit(self._begun))
        self.forget.clicked.connect(lambda: self.forget_wanted.emit(self._begun))
        self.hide()

    def show_begun(self, begun: Sequence[Unfinished]) -> None:
        """Offer the first of these."""
        self._begun = begun[0] if begun else None
        self.setVisible(self._begun is not None)
        if self._begun is not None:
            done, total = size_text(self._begun.done), size_text(self._begun.source.size)
            line = self.tr("A download was stopped: {0}, {1} of {2} are there.")
            self.text.setText(line.format(self._begun.target.name, done, total))
