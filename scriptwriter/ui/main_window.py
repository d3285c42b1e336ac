"""The window: puts editor, panel, menus and engine together. What each of them does stands in its own module."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scriptwriter import __version__
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.generation import SamplingValues
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.formats.fountain import guess_form, split_title_page
from scriptwriter.formats.geometry import PAPERS
from scriptwriter.services import models, settings
from scriptwriter.services.completion import Vocabulary
from scriptwriter.services.documents import Document
from scriptwriter.services.judging_process import JudgingProcess
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.actions import SPECS, make_actions
from scriptwriter.ui.background import Background
from scriptwriter.ui.calibrating import Calibrating
from scriptwriter.ui.continuing import Continuing
from scriptwriter.ui.copies import Copies
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.crash import CrashDialog
from scriptwriter.ui.dialogs.settings import SettingsDialog
from scriptwriter.ui.editor.completion_popup import CompletionPopup
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.page_tracker import PageTracker
from scriptwriter.ui.exporting import Exporting
from scriptwriter.ui.files import FileController
from scriptwriter.ui.likeness import Likeness
from scriptwriter.ui.menus import Menus
from scriptwriter.ui.model_menu import ModelMenu
from scriptwriter.ui.origins import Origins
from scriptwriter.ui.outside import OutsideChanges
from scriptwriter.ui.overview import Overview
from scriptwriter.ui.panels.continuation import ContinuationPanel
from scriptwriter.ui.panels.find_bar import FindBar
from scriptwriter.ui.panels.realism import RealismPanel
from scriptwriter.ui.panels.suggestions import SuggestionsPanel
from scriptwriter.ui.panels.table_read import TableReadPanel
from scriptwriter.ui.provenance import ProvenanceTracker
from scriptwriter.ui.realism import Realism
from scriptwriter.ui.rewording import TASKS, Rewording
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.scene_reader import SceneReader
from scriptwriter.ui.script_tools import ScriptTools
from scriptwriter.ui.session import EngineSession, ModelState, ModelStatus
from scriptwriter.ui.side_column import SideColumn
from scriptwriter.ui.spelling import SpellChecker
from scriptwriter.ui.start_page import StartPage
from scriptwriter.ui.status_bar import WriterStatusBar
from scriptwriter.ui.suggesting import Suggesting
from scriptwriter.ui.table_reading import TableReading
from scriptwriter.ui.theme import apply_theme, load_theme
from scriptwriter.ui.view_modes import ViewModes
from scriptwriter.ui.wiring import action_handlers, connect_parts

if TYPE_CHECKING:
    from scriptwriter.ui.adding_model import AddingModel
    from scriptwriter.ui.blind import Blind
    from scriptwriter.ui.studio import Studio

_MESSAGE_MS = 12_000
_MADE_LATER = ("studio", "blind", "adding_model")
_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One document, one model. ``session`` can be given by tests."""

    def __init__(self, store: SettingsStore, session: EngineSession | None = None) -> None:
        super().__init__()
        self.store = store
        self.settings = store.load()
        self.session = session or EngineSession(self)
        self.background = Background(self)
        self.editor = ScriptEditor()
        self.panel = ContinuationPanel()
        self.suggestions = SuggestionsPanel()
        self.table_read = TableReadPanel()
        self.realism_panel = RealismPanel()
        self.start_page = StartPage()
        self.status = WriterStatusBar()
        self.files = FileController(self, self.editor.text, self.editor.document().isModified)
        self.safekeeping = Safekeeping(self, self.editor, self.files)
        self.outside = OutsideChanges(self, self.editor, self.files, self.safekeeping.keep_version)
        self.continuing = Continuing(
            self.editor, self.panel, self.session, self._sampling, lambda: self.settings.alternatives, self
        )
        self.suggesting = Suggesting(self.editor, self.suggestions, self.continuing, self.safekeeping)
        self.provenance = ProvenanceTracker(self.editor, self.safekeeping)
        self.table_reading = TableReading(
            self.editor,
            self.table_read,
            self.session,
            self.safekeeping,
            self.provenance,
            self.continuing.wishes,
            self.panel.genre_asked,
        )
        self.rewording = Rewording(
            self.editor, self.session, self.provenance, self._sampling, lambda: self.settings.alternatives, self
        )
        self.judging = JudgingProcess()
        self.realism = Realism(self.editor, self.realism_panel, self.session, self.judging, self)
        self.suggesting.score_with(self.realism)
        self.copies = Copies(self.session, self.judging, self)
        self.suggesting.compare_with(self.copies)
        self.calibrating = Calibrating(self.session, self.editor.text, self)
        self.pages = PageTracker(self.editor)
        self.completion = CompletionPopup(self.editor)
        self.find_bar = FindBar(self.editor)
        self.spelling = SpellChecker(self.editor)
        self.reader = SceneReader(self.editor, self.panel, self.status, self.background, self.pages, self)
        self.overview = Overview(self.editor, self.background, self)
        self.likeness = Likeness(self.editor, self.overview.cast, self.session, self.continuing, self)
        self.exporting = Exporting(self.editor, self)
        self.tools = ScriptTools(
            self.editor, self.pages, self.safekeeping, self.background, lambda: self.settings.session_goal, self
        )
        self.origins = Origins(
            self.editor,
            self.provenance,
            self.pages,
            lambda: self.files.name,
            lambda: self.files.document.path or Path(self.files.name),
            self,
        )
        self.tools.suggested_words = self.origins.suggested_words
        self.model_menu = ModelMenu(self)
        self.modes = ViewModes(self)
        self.actions_by_name = make_actions(self)
        self.menus = Menus(self)
        self.menus.load_keys()
        self._build()
        self._connect()
        self._apply_settings()
        self.panel.set_wishes(self.settings.genre, self.settings.max_words)
        self._restore_geometry()
        self.show_start_page()
        for line in store.warnings:
            self.say(line)

    # Made when they are first wanted (``_MADE_LATER``): all that they need takes a third of the start's time.

    @cached_property
    def studio(self) -> Studio:
        """The training studio."""
        from scriptwriter.ui.studio import Studio

        return Studio(self)

    @cached_property
    def adding_model(self) -> AddingModel:
        """The way to add a model."""
        from scriptwriter.ui.adding_model import AddingModel

        return AddingModel(self)

    @cached_property
    def blind(self) -> Blind:
        """The blind comparison."""
        from scriptwriter.ui.blind import Blind

        return Blind(self)

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.writing_area = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        self.find_bar.hide()
        self.right_column = SideColumn(self.panel, self.suggestions)
        for widget in (self.overview.tabs, middle, self.right_column):
            self.writing_area.addWidget(widget)
        self.writing_area.setStretchFactor(1, 1)
        self.writing_area.setCollapsible(1, False)
        self.writing_area.setHandleWidth(1)
        self.overview.tabs.addTab(self.table_read, self.tr("Table Read"))
        self.overview.tabs.addTab(self.realism_panel, self.tr("Realism"))
        self.overview.tabs.hide()
        self.pages_shown = QStackedWidget()
        for page in (self.start_page, self.writing_area, self.overview.cards):
            self.pages_shown.addWidget(page)
        self.setCentralWidget(self.pages_shown)
        self.setStatusBar(self.status)
        self.menus.build()
        self.resize(1280, 860)
        self.writing_area.setSizes([300, 720, 300])

    def _connect(self) -> None:
        for name, handler in action_handlers(self).items():
            self.actions_by_name[name].triggered.connect(handler)
        self.actions_by_name["panel"].setChecked(True)
        self.actions_by_name["suggestions"].setChecked(True)
        self._connect_parts()
        self.rewording.set_actions([self.actions_by_name[name] for name in TASKS])

    def _connect_parts(self) -> None:
        self.files.opened.connect(self._show_document)
        self.files.saved.connect(self._document_saved)
        self.reader.vocabulary_changed.connect(self._use_vocabulary)
        self.reader.words_counted.connect(self._show_goal)
        self.session.model_changed.connect(self._model_changed)
        self.background.failed.connect(self._log_failure)
        self.overview.notes_changed.connect(self._keep_notes)
        self.exporting.imported.connect(self._show_imported)
        self.safekeeping.project_changed.connect(self._read_project)
        connect_parts(self)

    # -- settings ----------------------------------------------------------------------------------

    def _sampling(self) -> SamplingValues:
        return self.settings.sampling()

    def change_settings(self, **changes: object) -> None:
        """Change settings, keep them, and let them take effect."""
        try:
            self.settings = self.store.change(**changes)
        except ScriptwriterError as error:
            self.say(in_words(error))
            return
        self._apply_settings()
        if changes.keys() & {"genre", "max_words"}:
            self.panel.set_wishes(self.settings.genre, self.settings.max_words)
        if changes.keys() & {"context_limit", "threads"}:
            self.open_wanted_model()

    def edit_settings(self) -> None:
        """Show the settings dialog."""
        dialog = SettingsDialog(self.settings, self)
        if dialog.exec() and (changes := dialog.changes()):
            self.change_settings(**changes)

    def _apply_settings(self) -> None:
        wanted = self.settings
        application = QApplication.instance()
        theme = load_theme(wanted.theme)
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        self.editor.set_colors(theme.editor_colors())
        self.spelling.set_color(theme.colors["error"])
        self.editor.set_fonts(wanted.script_font, wanted.prose_font, wanted.font_size)
        self.editor.set_zoom(wanted.zoom)
        self.editor.set_typewriter(wanted.typewriter)
        self.actions_by_name["typewriter"].setChecked(wanted.typewriter)
        self.actions_by_name["show_origins"].setChecked(wanted.show_origins)
        self.origins.set_shown(wanted.show_origins)
        self.actions_by_name["show_realism"].setChecked(wanted.show_realism)
        self.realism.set_colors(theme.colors)
        self.realism.set_shown(wanted.show_realism)
        self.exporting.paper = PAPERS[wanted.paper]
        self.editor.set_paper(PAPERS[wanted.paper])
        self.pages.set_paper(PAPERS[wanted.paper])
        self.editor.elements.enabled = wanted.element_flow
        self.completion.enabled = wanted.autocomplete
        self.safekeeping.set_autosave(wanted.autosave_minutes)
        self.continuing.set_continue_as_you_type(wanted.continue_delay_ms if wanted.continue_as_you_type else 0)
        for name in ("light", "dark", "system"):
            self.actions_by_name[f"theme_{name}"].setChecked(wanted.theme == name)

    def _restore_geometry(self) -> None:
        from PySide6.QtCore import QByteArray

        state = settings.read_state().get("geometry", "")
        if state:
            self.restoreGeometry(QByteArray.fromBase64(state.encode("ascii", "ignore")))

    def _keep_geometry(self) -> None:
        try:
            geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            settings.write_state({**settings.read_state(), "geometry": geometry})
            self.store.change(max_words=self.panel.wishes().max_words, genre=self.panel.wishes().genre or "")
        except ScriptwriterError as error:
            _log.warning("the window's state was not kept: %s", error)

    # -- documents ---------------------------------------------------------------------------------

    def show_start_page(self) -> None:
        """Show what can be begun."""
        self.start_page.refresh()
        self.pages_shown.setCurrentWidget(self.start_page)
        self._enable_writing(False)
        self.setWindowTitle("Scriptwriter[*]")

    def after_crash(self, report: str) -> None:
        """Offer what the last run has left behind: unsaved text first, then the report of its crash."""
        self.safekeeping.recover()
        if report:
            CrashDialog(report, self).exec()

    def leave_to_start_page(self) -> None:
        """Close what is open, as far as the writer lets it go."""
        if self.files.may_leave():
            self.editor.document().setModified(False)
            self.show_start_page()

    def new_document(self, form: Form) -> None:
        """An empty script or story; what is open is saved first if the writer wants that."""
        self.files.new()
        if not self.editor.document().isModified():
            self.set_form(form)

    @Slot(object)
    def _show_document(self, document: Document) -> None:
        self.continuing.stop()
        self.editor.setReadOnly(bool(document.read_only))
        self.editor.set_text(document.text)
        self.overview.flush()
        self.tools.begin_session()
        self.suggesting.forget()
        self.table_reading.forget()
        self.rewording.close()
        self.safekeeping.begin(document)
        self.provenance.begin()
        self.set_form(self._form_of(document))
        self.pages_shown.setCurrentWidget(self.writing_area)
        self._enable_writing(True)
        self._show_name()
        fields, _ = split_title_page(document.text[:4000])
        self.panel.set_title_genre(fields.get("genre", ""))
        if document.text:
            # Writers go on where they stopped.
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.reader.read_soon()
        self.overview.read()
        self.realism.read()
        self.editor.setFocus()
        QTimer.singleShot(0, self.editor.ensureCursorVisible)

    def _form_of(self, document: Document) -> Form:
        if document.path is not None and document.path.suffix.lower() in (".fountain", ".spmd"):
            return Form.SCRIPT
        return guess_form(document.text[:60_000]) if document.text.strip() else Form(self.settings.form)

    @Slot(object)
    def _document_saved(self, document: Document) -> None:
        self.editor.document().setModified(False)
        self.editor.setReadOnly(bool(document.read_only))
        self._show_name()

    def _show_name(self) -> None:
        self.setWindowTitle(f"{self.files.name}[*] — Scriptwriter")
        self.setWindowModified(self.editor.document().isModified())

    def set_form(self, form: Form) -> None:
        """Lay the text out as a script or as prose."""
        self.editor.set_form(form)
        self.pages.restart()
        self.actions_by_name["form_script"].setChecked(form is Form.SCRIPT)
        self.actions_by_name["form_prose"].setChecked(form is Form.PROSE)
        self.reader.read_soon()

    @Slot(int)
    def _show_goal(self, words: int) -> None:
        self.status.show_goal(self.tools.session_words(words), self.settings.session_goal)

    @Slot(object)
    def _use_vocabulary(self, vocabulary: Vocabulary) -> None:
        self.completion.vocabulary = vocabulary

    def _enable_writing(self, enabled: bool) -> None:
        for spec in SPECS:
            self.actions_by_name[spec.name].setEnabled(enabled or spec.always)

    # -- the script from above, in and out -----------------------------------------------------------

    @Slot()
    def _read_project(self) -> None:
        """Another script's project is open: its notes and revisions."""
        self.overview.set_notes(self.safekeeping.fact("cast notes", {}))
        self.spelling.set_words(self.safekeeping.fact("words", []))
        self.menus.use_spelling()
        self.continuing.notes = dict(self.overview.notes)
        self.tools.read_revision()

    @Slot(object)
    def _keep_notes(self, notes: dict[str, str]) -> None:
        self.continuing.notes = dict(notes)
        self.safekeeping.set_fact("cast notes", notes)

    def rename_character(self) -> None:
        """Give the character who is chosen in the cast, or the first one, another name everywhere."""
        name = self.overview.cast.current() or next(iter(self.editor.classifier.cast()), "")
        if name:
            self.overview.rename(name)
        else:
            self.say(self.tr("Nobody speaks in this script."))

    def export(self, suffix: str) -> None:
        """Write the script in another format, one of ``EXPORTS``."""
        document = self.files.document
        self.exporting.base = document.path or Path(self.files.name)
        self.exporting.export(f".{suffix}")

    def import_script(self) -> None:
        """Read a file of another program as a new script."""
        if self.files.may_leave():
            self.exporting.import_file()

    @Slot(str, str)
    def _show_imported(self, text: str, name: str) -> None:
        self.editor.document().setModified(False)
        self.files.show_new(text)
        self.editor.document().setModified(True)
        self.say(self.tr("{0} is a new script now. Save it to keep it.").format(name))

    # -- models ------------------------------------------------------------------------------------

    def open_wanted_model(self) -> None:
        """Open the model of the settings; a problem is shown and the bundled one stays to be chosen."""
        try:
            entry = models.catalogue().find(self.settings.model)
        except ScriptwriterError as error:
            self._model_changed(ModelStatus(ModelState.FAILED, reason=in_words(error)))
            return
        self.session.load(entry, self.settings.context_limit, self.settings.threads)

    @Slot(object)
    def use_model(self, entry: ModelEntry) -> None:
        """Open another model and remember it for the next start."""
        self.continuing.stop()
        self.change_settings(model="" if entry.default else entry.name)
        self.session.load(entry, self.settings.context_limit, self.settings.threads)

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        self.status.show_model(status)
        self.model_menu.show_status(status)
        if status.state is ModelState.FAILED:
            self.say(status.reason)
            self.panel.set_ready(False, status.reason)

    # -- the rest ----------------------------------------------------------------------------------

    @Slot(str)
    def say(self, line: str) -> None:
        """One line in the status bar; an empty one takes the last away."""
        self.status.showMessage(line, _MESSAGE_MS)

    @Slot(str, str)
    def _log_failure(self, kind: str, line: str) -> None:
        _log.error("background work %s failed: %s", kind, line)

    def about(self) -> None:
        """Which version this is, and whose."""
        QMessageBox.about(
            self,
            self.tr("About Scriptwriter"),
            self.tr(
                "Scriptwriter {0}\n\nWrites on in your script or story with a model on this machine. "
                "Your text never leaves it.\n\nMIT licence. Courier Prime: SIL Open Font License."
            ).format(__version__),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A model file is added, any other file is opened."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        if path.suffix == ".gguf":
            self.model_menu.add_file(path)
        else:
            self.files.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for unsaved text, stop the stream, end the engine's process, then go."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.continuing.stop()
        self._keep_geometry()
        made = [vars(self)[name] for name in _MADE_LATER if name in vars(self)]
        for part in (self.background, self.realism, self.copies, *made, self.likeness, self.reader):
            part.close()
        self.overview.flush()
        self.tools.end_session()
        self.find_bar.close_work()
        self.spelling.close()
        self.outside.close()
        self.rewording.close()
        self.table_reading.close()
        self.provenance.close()
        self.safekeeping.close()
        self.files.release()
        self.session.close()
        self.judging.close()
        event.accept()
