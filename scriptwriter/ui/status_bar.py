"""The line at the bottom: model, speed, words, page."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from scriptwriter.domain.passage import Passage
from scriptwriter.ui.session import ModelState, ModelStatus


class WriterStatusBar(QStatusBar):
    """Messages on the left, figures on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.model = self._figure(self.tr("Model"))
        self.speed = self._figure(self.tr("Speed of the last passage"))
        self.element = self._figure(self.tr("Element at the cursor"))
        self.words = self._figure(self.tr("Words"))
        self.page = self._figure(self.tr("Page"))
        self.goal = self._figure(self.tr("Words of this session, of those that were set as its goal"))
        self.setAccessibleName(self.tr("Status"))

    def _figure(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setAccessibleName(name)
        label.setToolTip(name)
        label.setObjectName("figure")
        self.addPermanentWidget(label)
        label.hide()
        return label

    def show_model(self, status: ModelStatus) -> None:
        """The model's name and whether it is ready."""
        title = status.entry.title if status.entry else ""
        texts = {
            ModelState.NONE: self.tr("No model"),
            ModelState.LOADING: self.tr("Opening {0}… {1} %").format(title, int(status.fraction * 100)),
            ModelState.READY: title,
            ModelState.FAILED: self.tr("{0} cannot be used").format(title),
        }
        _set(self.model, texts[status.state])
        self.model.setToolTip(status.reason or self.tr("Model"))

    def show_passage(self, passage: Passage) -> None:
        """How fast the last passage came."""
        speed = self.tr("{0} tokens/s").format(round(passage.tokens_per_second))
        first = self.tr("first after {0} ms").format(round(passage.first_token_ms))
        _set(self.speed, f"{speed}, {first}" if passage.tokens_per_second else "")

    def show_counts(self, words: int, page: int, pages: int) -> None:
        """How long the text is, and where the cursor stands."""
        _set(self.words, self.tr("1 word") if words == 1 else self.tr("{0} words").format(QLocale().toString(words)))
        _set(self.page, self.tr("page {0} of {1}").format(page, pages))

    def show_element(self, name: str) -> None:
        """What the line at the cursor is."""
        _set(self.element, name)

    def show_goal(self, written: int, goal: int) -> None:
        """How far the session's goal is reached; nothing without a goal."""
        self.goal.setVisible(goal > 0)
        reached = " ✓" if goal and written >= goal else ""
        self.goal.setText(self.tr("{0} / {1} words").format(f"{written:+d}", goal) + reached)


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
