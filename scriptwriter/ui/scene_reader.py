"""Reads the script in pauses of the typing: cast, keywords of the scene, words, pages."""

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import statistics
from scriptwriter.services.completion import Vocabulary, read_vocabulary
from scriptwriter.services.context import what_it_is_about
from scriptwriter.services.keyword_process import KeywordProcess
from scriptwriter.ui.background import Background
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.page_tracker import PageTracker
from scriptwriter.ui.panels.continuation import ContinuationPanel
from scriptwriter.ui.status_bar import WriterStatusBar
from scriptwriter.ui.timers import single_shot

_PAUSE_MS = 500
_SCENE = "scene"
_COUNTS = "counts"
_WORDS = "vocabulary"
_PROPOSALS = 6
#: Without scenes, keywords come from so much text around the cursor.
_PROSE_LINES = 40


class SceneReader(QObject):
    """Keeps the panel's offers, the status bar's figures and the words for completion up to date."""

    vocabulary_changed = Signal(object)
    words_counted = Signal(int)

    def __init__(
        self,
        editor: ScriptEditor,
        panel: ContinuationPanel,
        status: WriterStatusBar,
        background: Background,
        pages: PageTracker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._status = status
        self._background = background
        self._pages = pages
        self._words: int | None = None
        pages.changed.connect(self._show_counts)
        self._keywords = KeywordProcess()
        self._timer = single_shot(self, self.read)
        editor.edited.connect(self.read_soon)
        editor.place_changed.connect(self.read_soon)
        editor.place_changed.connect(self._show_counts)
        background.done.connect(self._take)

    def close(self) -> None:
        """End the keyword process, after the background has ended."""
        self._timer.stop()
        self._keywords.close()

    @Slot()
    def read_soon(self) -> None:
        """Read when nothing has happened for half a second."""
        self._timer.start(_PAUSE_MS)

    @Slot()
    def read(self) -> None:
        """Take snapshots and hand them to the background."""
        classifier, line = self._editor.classifier, self._editor.current_line()
        script = self._editor.form() is Form.SCRIPT
        cast = classifier.cast() if script else []
        self._panel.set_cast(cast)
        self._show_element(script)
        lines, kinds = list(classifier.lines), list(classifier.kinds)
        if script:
            self._background.submit(_WORDS, lambda: read_vocabulary(lines, kinds, cast, line))
        scene = classifier.scene_at(line) if script else range(max(line - _PROSE_LINES, 0), line + 1)
        wishes = self._panel.wishes()
        character, taken = wishes.character if script else None, [*cast, *wishes.keywords]
        self._background.submit(
            _SCENE,
            lambda: self._keywords.propose(what_it_is_about(lines, kinds, scene, character), _PROPOSALS, taken),
        )
        self._background.submit(_COUNTS, lambda: statistics.count_words("\n".join(lines)))

    def _show_element(self, script: bool) -> None:
        names = {
            ElementKind.TITLE_PAGE: self.tr("title page"),
            ElementKind.SCENE_HEADING: self.tr("scene heading"),
            ElementKind.ACTION: self.tr("action"),
            ElementKind.CHARACTER: self.tr("character"),
            ElementKind.DIALOGUE: self.tr("dialogue"),
            ElementKind.PARENTHETICAL: self.tr("parenthetical"),
            ElementKind.LYRICS: self.tr("lyrics"),
            ElementKind.TRANSITION: self.tr("transition"),
            ElementKind.CENTERED: self.tr("centred"),
            ElementKind.NOTE: self.tr("note"),
            ElementKind.BONEYARD: self.tr("boneyard"),
            ElementKind.SECTION: self.tr("section"),
            ElementKind.SYNOPSIS: self.tr("synopsis"),
            ElementKind.PAGE_BREAK: self.tr("page break"),
        }
        kind = self._editor.current_element()
        self._status.show_element(names.get(kind, "") if script else "")

    @Slot(str, object)
    def _take(self, kind: str, result: object) -> None:
        if kind == _SCENE and isinstance(result, list):
            self._panel.set_proposals(result)
        elif kind == _WORDS and isinstance(result, Vocabulary):
            self.vocabulary_changed.emit(result)
        elif kind == _COUNTS and isinstance(result, int):
            self._words = result
            self._show_counts()
            self.words_counted.emit(result)

    @Slot()
    def _show_counts(self) -> None:
        if self._words is None:
            return
        page = self._pages.page_of(self._editor.current_line())
        self._status.show_counts(self._words, page, self._pages.count)
