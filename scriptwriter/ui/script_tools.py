"""Commands on the script as a whole: elements, title page, revisions, statistics, templates."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import cast, paths, revisions, sessions, title_page, versions
from scriptwriter.services.sessions import Session
from scriptwriter.services.statistics import count_words
from scriptwriter.ui.background import Background
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.statistics import Report, StatisticsDialog
from scriptwriter.ui.dialogs.title_page import TitlePageDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import replace_lines
from scriptwriter.ui.editor.page_tracker import PageTracker
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.timers import single_shot

_K = ElementKind
#: The actions that make the line at the cursor something else.
ELEMENT_ACTIONS = {
    "scene_heading": _K.SCENE_HEADING,
    "action": _K.ACTION,
    "character": _K.CHARACTER,
    "parenthetical": _K.PARENTHETICAL,
    "transition": _K.TRANSITION,
    "lyrics": _K.LYRICS,
    "centered": _K.CENTERED,
    "section": _K.SECTION,
    "synopsis": _K.SYNOPSIS,
}
EMPHASIS_ACTIONS = {"bold": "**", "italic": "*", "underline": "_"}
_PAUSE_MS = 700
_REVISED = "revised lines"


def templates() -> list[tuple[str, Path]]:
    """The templates that come with the program: their names and files."""
    names = {
        "feature": QCoreApplication.translate("ScriptTools", "Feature Film"),
        "television": QCoreApplication.translate("ScriptTools", "Television"),
        "stage-play": QCoreApplication.translate("ScriptTools", "Stage Play"),
        "short-story": QCoreApplication.translate("ScriptTools", "Short Story"),
    }
    folder = paths.resources_dir() / "templates"
    return [(names.get(file.stem, file.stem), file) for file in sorted(folder.glob("*.*"))]


def revision_color_name(color: str) -> str:
    """A revision's colour in the window's language."""
    names = {
        "blue": QCoreApplication.translate("ScriptTools", "blue"),
        "pink": QCoreApplication.translate("ScriptTools", "pink"),
        "yellow": QCoreApplication.translate("ScriptTools", "yellow"),
        "green": QCoreApplication.translate("ScriptTools", "green"),
        "goldenrod": QCoreApplication.translate("ScriptTools", "goldenrod"),
        "buff": QCoreApplication.translate("ScriptTools", "buff"),
        "salmon": QCoreApplication.translate("ScriptTools", "salmon"),
        "cherry": QCoreApplication.translate("ScriptTools", "cherry"),
        "tan": QCoreApplication.translate("ScriptTools", "tan"),
    }
    return names.get(color, color)


class ScriptTools(QObject):
    """What stands in the menus Format and Script, apart from what the overview does."""

    message = Signal(str)

    def __init__(
        self,
        editor: ScriptEditor,
        pages: PageTracker,
        safekeeping: Safekeeping,
        background: Background,
        goal: Callable[[], int],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._editor, self._pages, self._safekeeping = editor, pages, safekeeping
        self._background, self._goal, self._window = background, goal, window
        #: How many of the words are from suggestions; set by whoever knows.
        self.suggested_words: Callable[[], int] = lambda: 0
        self._base: str | None = None
        self._started, self._words_before = time.time(), 0
        self._timer = single_shot(self, self._mark_revised)
        editor.edited.connect(self._edited)
        background.done.connect(self._take)

    # -- elements ----------------------------------------------------------------------------------

    def convert(self, kind: ElementKind) -> None:
        """Make the line at the cursor another element."""
        if self._may_edit():
            self._editor.elements.convert(self._editor.textCursor(), kind)

    def emphasize(self, mark: str) -> None:
        """Set the selection in bold, italic or underlined."""
        if self._may_edit():
            cursor = self._editor.textCursor()
            self._editor.elements.emphasize(cursor, mark)
            self._editor.setTextCursor(cursor)

    def wrap(self, opening: str, closing: str) -> None:
        """Put the selection between marks, for notes and what is cut out."""
        if not self._may_edit():
            return
        cursor = self._editor.textCursor()
        text = cursor.selectedText().replace("\u2029", "\n")
        cursor.insertText(f"{opening}{text}{closing}")
        if not text:
            cursor.setPosition(cursor.position() - len(closing))
        self._editor.setTextCursor(cursor)

    def toggle_dual(self) -> None:
        """Let the speech at the cursor be said beside the one before it, or after it again."""
        classifier, line = self._editor.classifier, self._editor.current_line()
        while line > 0 and classifier.kinds[line] in (_K.DIALOGUE, _K.PARENTHETICAL, _K.LYRICS):
            line -= 1
        if classifier.kinds[line] is not _K.CHARACTER:
            self.message.emit(self.tr("The cursor is in no speech."))
            return
        text = classifier.lines[line].rstrip()
        changed = text.rstrip("^ ") if text.endswith("^") else f"{text} ^"
        if not text.endswith("^") and not self._speech_before(line):
            self.message.emit(self.tr("There is no speech right before this one."))
            return
        if self._may_edit():
            replace_lines(self._editor.document(), [(line, 1, [changed])])

    def _speech_before(self, line: int) -> bool:
        kinds = self._editor.classifier.kinds
        line -= 1
        while line > 0 and kinds[line] in (_K.BLANK, _K.NOTE):
            line -= 1
        return line >= 0 and kinds[line] in (_K.DIALOGUE, _K.PARENTHETICAL, _K.LYRICS)

    def insert_page_break(self) -> None:
        """Begin a new page below the paragraph at the cursor."""
        if not self._may_edit():
            return
        lines, line = self._editor.classifier.lines, self._editor.current_line()
        while line + 1 < len(lines) and lines[line].strip():
            line += 1
        if lines[line].strip():
            replace_lines(self._editor.document(), [(line + 1, 0, ["", "===", ""])])
        else:
            replace_lines(self._editor.document(), [(line, 0, ["", "==="])])

    def _may_edit(self) -> bool:
        if self._editor.isReadOnly():
            self.message.emit(self.tr("The text is read-only."))
        return not self._editor.isReadOnly()

    # -- title page --------------------------------------------------------------------------------

    def edit_title_page(self) -> None:
        """The form, and back into the text what was changed there."""
        classifier = self._editor.classifier
        fields = title_page.read_fields(classifier.lines, classifier.kinds)
        wanted = self.ask_title_page(fields)
        if wanted is None or not self._may_edit():
            return
        edit = title_page.write_fields(classifier.lines, classifier.kinds, wanted)
        if edit is not None:
            replace_lines(self._editor.document(), [edit])

    def ask_title_page(self, fields: dict[str, str]) -> dict[str, str] | None:
        """The fields as the writer wants them."""
        dialog = TitlePageDialog(fields, self._window)
        return dialog.values() if dialog.exec() else None

    # -- statistics --------------------------------------------------------------------------------

    def begin_session(self) -> None:
        """A document is shown: its words are counted from here on."""
        self._started, self._words_before = time.time(), count_words(self._editor.text())

    def end_session(self) -> None:
        """The document is left: keep what was written."""
        project = self._safekeeping.project
        if project is not None:
            session = Session(self._started, time.time(), self._words_before, count_words(self._editor.text()))
            try:
                sessions.add(project, session)
            except ScriptwriterError as error:
                self.message.emit(in_words(error))
        self.begin_session()

    def session_words(self, words: int) -> int:
        """How many words more there are than when the document was opened."""
        return words - self._words_before

    def show_statistics(self) -> None:
        """The dialog."""
        StatisticsDialog(self.report(), self._window).exec()

    def report(self) -> Report:
        """The figures of this moment."""
        self._pages.finish()
        classifier, project = self._editor.classifier, self._safekeeping.project
        found = sessions.sessions(project) if project is not None else []
        words = count_words(self._editor.text())
        now = Session(self._started, time.time(), self._words_before, words)
        script = self._editor.form() is Form.SCRIPT
        return Report(
            figures=sessions.figures(classifier.lines, classifier.kinds),
            pages=self._pages.count,
            cast=len(cast.read_cast(classifier.lines, classifier.kinds)) if script else 0,
            script=script,
            days=sessions.by_day([*found, now]),
            goal=self._goal(),
            session_words=self.session_words(words),
            suggested_words=self.suggested_words(),
        )

    # -- revisions ---------------------------------------------------------------------------------

    def edit_revisions(self) -> None:
        """Begin a revision, or end them all."""
        project = self._safekeeping.project
        if project is None:
            self.message.emit(self.tr("Save the script first: its revisions are kept with it."))
            return
        answer = self.ask_revision([one.color for one in revisions.revisions(project)])
        if answer == "begin":
            revision = revisions.begin(project, self._editor.text())
            color = revision_color_name(revision.color)
            self.message.emit(self.tr("The {0} revision begins: changes are marked.").format(color))
        elif answer == "end":
            revisions.end(project)
            self.message.emit(self.tr("Changes are not marked any more."))
        self.read_revision()

    def ask_revision(self, colors: list[str]) -> str:
        """``begin``, ``end`` or nothing."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Revisions"))
        if colors:
            box.setText(self.tr("The {0} revision is under way.").format(revision_color_name(colors[-1])))
            box.setInformativeText(self.tr("What has changed since it began is marked in the margin."))
        else:
            box.setText(self.tr("Changes are not marked at present."))
            box.setInformativeText(
                self.tr("A revision marks in the margin what is changed from now on, each one in its colour.")
            )
        begin = box.addButton(self.tr("&Begin the Next Revision"), QMessageBox.ButtonRole.AcceptRole)
        end = box.addButton(self.tr("&End Marking"), QMessageBox.ButtonRole.DestructiveRole) if colors else None
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is begin:
            return "begin"
        return "end" if end is not None and box.clickedButton() is end else ""

    def read_revision(self) -> None:
        """Another script is open, or another revision has begun: what it is compared with."""
        self._base, color, project = None, "", self._safekeeping.project
        found = revisions.revisions(project) if project is not None else []
        if found and project is not None:
            try:
                self._base, color = versions.text_of(project, found[-1].version), found[-1].color
            except ScriptwriterError as error:
                self.message.emit(in_words(error))
        self._editor.page_layout.set_revised(frozenset(), color)
        if self._base is not None:
            self._mark_revised()

    @Slot()
    def _edited(self) -> None:
        if self._base is not None:
            self._timer.start(_PAUSE_MS)

    @Slot()
    def _mark_revised(self) -> None:
        base, lines = self._base, list(self._editor.classifier.lines)
        if base is not None:
            self._background.submit(_REVISED, lambda: revisions.changed_lines(base, lines))

    @Slot(str, object)
    def _take(self, kind: str, result: object) -> None:
        if kind == _REVISED and isinstance(result, frozenset) and self._base is not None:
            self._editor.page_layout.set_revised(result)
