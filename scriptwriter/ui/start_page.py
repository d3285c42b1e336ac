"""What a writer sees first: begin, open, or try the sample."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scriptwriter.services import recent, samples


class StartPage(QWidget):
    """Shown while no document is open."""

    new_script = Signal()
    new_story = Signal()
    open_file = Signal()
    open_recent = Signal(object)  # Path
    open_sample = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QWidget(self)
        column.setFixedWidth(560)
        outer.addWidget(column)
        outer.addStretch(1)
        layout = QVBoxLayout(column)
        layout.setSpacing(10)
        layout.addStretch(2)
        self._add_head(layout)
        self._add_beginnings(layout)
        self._recent_title, self._recent_box = self._section(layout, self.tr("Recent"))
        _, sample_box = self._section(layout, self.tr("Try a sample"))
        for path in samples.sample_files():
            sample_box.addWidget(self._link(samples.title_of(path), path, self._sample_clicked))
        self._add_keys(layout)
        layout.addStretch(3)
        self.refresh()

    def _add_head(self, layout: QVBoxLayout) -> None:
        title = QLabel("Scriptwriter", self)
        title.setObjectName("startTitle")
        words = QLabel(
            self.tr("Write your script or story. Press Ctrl+Return, and it goes on in the voice that you ask for."),
            self,
        )
        words.setWordWrap(True)
        words.setObjectName("startWords")
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addSpacing(12)

    def _add_beginnings(self, layout: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for text, signal, primary in (
            (self.tr("New script"), self.new_script, True),
            (self.tr("New story"), self.new_story, False),
            (self.tr("Open…"), self.open_file, False),
        ):
            button = QPushButton(text, self)
            button.setObjectName("primary" if primary else "")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(12)

    def _section(self, layout: QVBoxLayout, title: str) -> tuple[QLabel, QVBoxLayout]:
        label = QLabel(title, self)
        label.setObjectName("sectionTitle")
        layout.addWidget(label)
        box = QVBoxLayout()
        box.setSpacing(2)
        layout.addLayout(box)
        layout.addSpacing(8)
        return label, box

    def _add_keys(self, layout: QVBoxLayout) -> None:
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("rule")
        keys = QLabel(self.tr("Ctrl+Return continues · Tab takes it · Ctrl+Right takes a word · Esc stops"), self)
        keys.setObjectName("dim")
        layout.addWidget(line)
        layout.addWidget(keys)

    def _link(self, text: str, path: Path, slot) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("link")
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(str(path))
        button.setProperty("path", str(path))
        button.clicked.connect(slot)
        return button

    def refresh(self) -> None:
        """Show the recent files as they are now."""
        while (item := self._recent_box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        files = recent.files()[:5]
        for path in files:
            self._recent_box.addWidget(self._link(path.name, path, self._recent_clicked))
        self._recent_title.setVisible(bool(files))

    def _recent_clicked(self) -> None:
        self.open_recent.emit(Path(self.sender().property("path")))

    def _sample_clicked(self) -> None:
        self.open_sample.emit(Path(self.sender().property("path")))
