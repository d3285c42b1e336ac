"""The script from above: outline, scene cards and cast, kept up to date in pauses of the typing."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import cast, outline, scene_numbers
from scriptwriter.services.cast import CastMember
from scriptwriter.services.comments import Comment, read_comments
from scriptwriter.services.outline import Edit, OutlineItem
from scriptwriter.ui.background import Background
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import replace_lines
from scriptwriter.ui.panels.cards import SceneCards
from scriptwriter.ui.panels.cast import CastPanel
from scriptwriter.ui.panels.notes import NotesPanel
from scriptwriter.ui.panels.outline import OutlinePanel
from scriptwriter.ui.timers import single_shot

_PAUSE_MS = 400
_NOTES_MS = 800
_KIND = "overview"
_PREVIEW_CHARS = 160
_NOTES = "cast notes"
_TOLD = frozenset({ElementKind.ACTION, ElementKind.DIALOGUE})


@dataclass(frozen=True, slots=True)
class _Read:
    items: list[OutlineItem]
    previews: dict[int, str]
    members: list[CastMember]
    comments: list[Comment]


class Overview(QObject):
    """``jumped`` tells that the writer has gone to a line from here; ``notes_changed`` carries the notes on the cast,
    which are kept with the script.
    """

    jumped = Signal()
    notes_changed = Signal(object)
    message = Signal(str)

    def __init__(self, editor: ScriptEditor, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._background, self._window = editor, background, window
        self.outline, self.cast, self.cards, self.comments = OutlinePanel(), CastPanel(), SceneCards(), NotesPanel()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("overview")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.outline, self.tr("Outline"))
        self.tabs.addTab(self.cast, self.tr("Cast"))
        self.tabs.addTab(self.comments, self.tr("Notes"))
        self.items: list[OutlineItem] = []
        self.notes: dict[str, str] = {}
        self._timer, self._notes_timer = single_shot(self, self.read), single_shot(self, self._tell_notes)
        self._connect()

    def _connect(self) -> None:
        for view in (self.outline, self.cards):
            view.jump.connect(self.jump)
            view.move_requested.connect(self._move)
            view.color_requested.connect(self._color)
            view.synopsis_requested.connect(self._synopsis)
        self.cast.jump.connect(self.jump)
        self.comments.jump.connect(self.jump)
        self.cast.note_changed.connect(self._note)
        self.cast.rename_requested.connect(self.rename)
        self._editor.edited.connect(self.read_soon)
        self._editor.place_changed.connect(self._show_place)
        self._background.done.connect(self._take)

    # -- reading -----------------------------------------------------------------------------------

    @Slot()
    def read_soon(self) -> None:
        """Read when the typing pauses."""
        self._timer.start(_PAUSE_MS)

    @Slot()
    def read(self) -> None:
        """Read a snapshot off the window's thread."""
        classifier, script = self._editor.classifier, self._editor.form() is Form.SCRIPT
        lines, kinds = list(classifier.lines), list(classifier.kinds)
        self._background.submit(_KIND, lambda: _read(lines, kinds, script))

    @Slot(str, object)
    def _take(self, kind: str, result: object) -> None:
        if kind != _KIND or not isinstance(result, _Read):
            return
        self.items = result.items
        self.outline.set_outline(result.items)
        self.cards.set_outline(result.items, result.previews)
        self.comments.set_comments(result.comments)
        self.cast.set_cast(result.members, {item.line: item.title for item in result.items})
        self._show_place()

    @Slot()
    def _show_place(self) -> None:
        for view in (self.outline, self.cards):
            view.show_line(self._editor.current_line())

    def read_now(self) -> list[OutlineItem]:
        """The outline as the text is at this moment; edits must not rest on an old one."""
        classifier = self._editor.classifier
        self.items = outline.read_outline(classifier.lines, classifier.kinds)
        return self.items

    # -- doing -------------------------------------------------------------------------------------

    @Slot(int)
    def jump(self, line: int) -> None:
        """Put the cursor on a line, near the top of the window."""
        self._editor.go_to_line(line)
        self.jumped.emit()

    def _apply(self, edits: Iterable[Edit | None]) -> int:
        wanted = [edit for edit in edits if edit is not None]
        if self._editor.isReadOnly():
            self.message.emit(self.tr("The text is read-only."))
        elif wanted:
            replace_lines(self._editor.document(), wanted)
        self.read()
        return len(wanted)

    @Slot(int, int)
    def _move(self, source: int, target: int) -> None:
        old, items = self.items, self.read_now()
        if [item.title for item in old] == [item.title for item in items]:
            self._apply([outline.move(self._editor.classifier.lines, items, source, target)])

    @Slot(int, str)
    def _color(self, index: int, color: str) -> None:
        items = self.read_now()
        if index < len(items):
            self._apply([outline.set_color(self._editor.classifier.lines, items[index], color)])

    @Slot(int, str)
    def _synopsis(self, index: int, text: str) -> None:
        items = self.read_now()
        if index < len(items):
            self._apply([outline.set_synopsis(self._editor.classifier.lines, items[index], text)])

    @Slot(str)
    def rename(self, name: str) -> None:
        """Ask for a character's new name and write it everywhere."""
        wanted = self.ask_name(name)
        if wanted is None:
            return
        new, in_text = wanted
        classifier = self._editor.classifier
        found = cast.rename(classifier.lines, classifier.kinds, name, new, in_text)
        count = self._apply(Edit(*edit) for edit in found)
        if name in self.notes:
            self.notes[new.upper()] = self.notes.pop(name)
            self._tell_notes()
        self.message.emit(self.tr("{0} is {1} now, in {2} lines.").format(name, new, count))

    def ask_name(self, name: str) -> tuple[str, bool] | None:
        """The new name, and whether it is to be changed in the action and the speeches, too."""
        dialog = _RenameDialog(name, self._window)
        if not dialog.exec() or not dialog.name.text().strip():
            return None
        return " ".join(dialog.name.text().split()), dialog.everywhere.isChecked()

    # -- scene numbers -----------------------------------------------------------------------------

    def number_scenes(self, only_new: bool) -> None:
        """Number all scenes, or, when numbers are locked, only those without one."""
        classifier = self._editor.classifier
        make = scene_numbers.number_new if only_new else scene_numbers.number_all
        count = self._apply(make(classifier.lines, classifier.kinds))
        self.message.emit(self.tr("{0} scenes have a new number.").format(count))

    def remove_numbers(self) -> None:
        """Take all scene numbers away."""
        classifier = self._editor.classifier
        count = self._apply(scene_numbers.remove_all(classifier.lines, classifier.kinds))
        self.message.emit(self.tr("{0} scene numbers are gone.").format(count))

    def omit_scene(self) -> None:
        """Leave out the scene at the cursor, or bring an omitted one back."""
        items, lines = self.read_now(), self._editor.classifier.lines
        index = outline.item_at(items, self._editor.current_line())
        if index < 0 or items[index].kind is not outline.ItemKind.SCENE:
            self.message.emit(self.tr("The cursor is in no scene."))
            return
        item = items[index]
        if not item.omitted:
            self._apply([scene_numbers.omit(lines, item.line, item.end)])
            return
        back = scene_numbers.restore(lines, item.line, item.end)
        self._apply([back])
        if back is None:
            self.message.emit(self.tr("There is no text below it that could come back."))

    # -- notes on the cast -------------------------------------------------------------------------

    def set_notes(self, notes: object) -> None:
        """The notes that are kept with the script which is open now."""
        table = notes if isinstance(notes, dict) else {}
        self.notes = {str(name): str(text) for name, text in table.items() if text}
        self.cast.set_notes(self.notes)

    @Slot(str, str)
    def _note(self, name: str, text: str) -> None:
        self.notes = {**self.notes, name: text}
        self._notes_timer.start(_NOTES_MS)

    @Slot()
    def _tell_notes(self) -> None:
        self._notes_timer.stop()
        self.notes_changed.emit({name: text for name, text in self.notes.items() if text.strip()})

    def flush(self) -> None:
        """Tell notes that have not been told yet: another script is opened, or the window closes."""
        if self._notes_timer.isActive():
            self._tell_notes()


class _RenameDialog(QDialog):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rename {0}").format(name))
        self.name = QLineEdit(name)
        self.name.selectAll()
        self.everywhere = QCheckBox(self.tr("In action and speeches, too"))
        self.everywhere.setChecked(True)
        form = QFormLayout()
        form.addRow(self.tr("&New name"), self.name)
        form.addRow("", self.everywhere)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons, alignment=Qt.AlignmentFlag.AlignBottom)


def _read(lines: list[str], kinds: list[ElementKind], script: bool) -> _Read:
    items = outline.read_outline(lines, kinds)
    members = cast.read_cast(lines, kinds) if script else []
    previews = {item.line: _preview(item, lines, kinds) for item in items}
    return _Read(items, previews, members, read_comments(lines, kinds))


def _preview(item: OutlineItem, lines: list[str], kinds: list[ElementKind]) -> str:
    words: list[str] = []
    size = 0
    for at in range(item.line + 1, item.end):
        if kinds[at] in _TOLD and lines[at].strip():
            words.append(lines[at].strip())
            size += len(words[-1])
            if size > _PREVIEW_CHARS:
                break
    return textwrap.shorten(" ".join(words), _PREVIEW_CHARS, placeholder="…")
