"""The studio's first page: which files and folders to learn from."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.corpus.sources import SUFFIXES
from scriptwriter.ui.dialogs.studio_parts import dim


class SourceList(QListWidget):
    """Files and folders. They can be dropped on it; Delete takes the chosen ones away."""

    dropped = Signal(object)  # list[Path]
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what lies on this machine."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class SourcesPage(QWidget):
    """``changed`` tells that the files are others now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self._script: Path | None = None
        self.list = SourceList()
        self.empty = QLabel(
            self.tr("Nothing chosen yet.\n\nDrop scripts, stories or tables here, or add them with the buttons.")
        )
        self.add_files = QPushButton(self.tr("Add &Files…"))
        self.add_folder = QPushButton(self.tr("Add F&older…"))
        self.add_script = QPushButton(self.tr("Add This &Script"))
        self.remove = QPushButton(self.tr("&Remove"))
        self._build()
        self._show()

    def _build(self) -> None:
        about = dim(
            self.tr(
                "Choose what the model is to learn from: your own scripts and stories, or tables with a character and "
                "a line in each row. They are only read, and nothing leaves this machine. Kinds of files: {0}."
            ).format(" ".join(SUFFIXES))
        )
        self.list.setAccessibleName(self.tr("Files and folders"))
        self.empty.setObjectName("dim")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = QWidget()
        stack = QStackedLayout(room)
        stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        stack.addWidget(self.empty)
        stack.addWidget(self.list)
        stack.setCurrentWidget(self.empty)
        buttons = QVBoxLayout()
        for button in (self.add_files, self.add_folder, self.add_script, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(room, 1)
        middle.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(about)
        layout.addLayout(middle, 1)
        self.add_files.clicked.connect(lambda: self.add(self.ask_files()))
        self.add_folder.clicked.connect(lambda: self.add(self.ask_folder()))
        self.add_script.clicked.connect(lambda: self.add([self._script] if self._script else []))
        self.remove.clicked.connect(self.remove_chosen)
        self.list.dropped.connect(self.add)
        self.list.remove_wanted.connect(self.remove_chosen)
        self.list.itemSelectionChanged.connect(self._tell_buttons)

    def set_script(self, path: Path | None) -> None:
        """The open script's file; None when it has none."""
        self._script = path
        saved = self.tr("The file of the open script, as it was saved last")
        self.add_script.setToolTip(saved if path else self.tr("The open script is not saved yet"))
        self._tell_buttons()

    @Slot(object)
    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders; those that are there already stay as they are."""
        new = [path.absolute() for path in paths]
        new = [path for path in dict.fromkeys(new) if path not in self.paths]
        if new:
            self.paths += new
            self._show()
            self.changed.emit()

    @Slot()
    def remove_chosen(self) -> None:
        """Take the chosen ones away."""
        gone = {item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()}
        if gone:
            at = self.list.currentRow()
            self.paths = [path for path in self.paths if str(path) not in gone]
            self._show()
            self.list.setCurrentRow(min(at, len(self.paths) - 1))
            self.changed.emit()

    def _show(self) -> None:
        self.list.clear()
        for path in self.paths:
            item = QListWidgetItem(f"{path.name}  —  {path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(str(path))
            self.list.addItem(item)
        self.empty.setVisible(not self.paths)
        self._tell_buttons()

    def _tell_buttons(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))
        self.add_script.setEnabled(self._script is not None and self._script not in self.paths)

    def ask_files(self) -> list[Path]:
        """Files of the writer's choice."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = f"{self.tr('Texts and tables')} ({patterns});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("What to Learn From"), "", kinds)
        return [Path(name) for name in names]

    def ask_folder(self) -> list[Path]:
        """A folder of the writer's choice, or none."""
        name = QFileDialog.getExistingDirectory(self, self.tr("A Folder to Learn From"))
        return [Path(name)] if name else []
