"""The window: puts editor, panel, menus and engine together. What each of them does stands in its own module."""

import logging
from pathlib import Path

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
from scriptwriter.domain.generation import Sampling
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.formats.fountain import guess_form, split_title_page
from scriptwriter.formats.geometry import PAPERS
from scriptwriter.services import models, settings
from scriptwriter.services.completion import Vocabulary
from scriptwriter.services.documents import Document
from scriptwriter.services.settings import SettingsStore
from scriptwriter.ui.actions import SPECS, make_actions
from scriptwriter.ui.background import Background
from scriptwriter.ui.continuing import Continuing
from scriptwriter.ui.dialogs.crash import CrashDialog
from scriptwriter.ui.dialogs.settings import SettingsDialog
from scriptwriter.ui.dialogs.spelling import open_spelling
from scriptwriter.ui.editor.completion_popup import CompletionPopup
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.page_tracker import PageTracker
from scriptwriter.ui.exporting import Exporting
from scriptwriter.ui.files import FileController
from scriptwriter.ui.menus import Menus
from scriptwriter.ui.model_menu import ModelMenu
from scriptwriter.ui.outside import OutsideChanges
from scriptwriter.ui.overview import Overview
from scriptwriter.ui.panels.continuation import ContinuationPanel
from scriptwriter.ui.panels.find_bar import FindBar
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.scene_reader import SceneReader
from scriptwriter.ui.script_tools import ELEMENT_ACTIONS, EMPHASIS_ACTIONS, ScriptTools
from scriptwriter.ui.session import EngineSession, ModelState, ModelStatus
from scriptwriter.ui.spelling import SpellChecker
from scriptwriter.ui.start_page import StartPage
from scriptwriter.ui.status_bar import WriterStatusBar
from scriptwriter.ui.theme import apply_theme, load_theme

_MESSAGE_MS = 12_000
EXPORTS = ("pdf", "fdx", "docx", "html", "txt")
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
        self.start_page = StartPage()
        self.status = WriterStatusBar()
        self.files = FileController(self, self.editor.text, self.editor.document().isModified)
        self.safekeeping = Safekeeping(self, self.editor, self.files)
        self.outside = OutsideChanges(self, self.editor, self.files, self.safekeeping.keep_version)
        self.continuing = Continuing(
            self.editor, self.panel, self.session, self._sampling, lambda: self.settings.alternatives, self
        )
        self.pages = PageTracker(self.editor)
        self.completion = CompletionPopup(self.editor)
        self.find_bar = FindBar(self.editor)
        self.spelling = SpellChecker(self.editor)
        self.reader = SceneReader(self.editor, self.panel, self.status, self.background, self.pages, self)
        self.overview = Overview(self.editor, self.background, self)
        self.exporting = Exporting(self.editor, self)
        self.tools = ScriptTools(
            self.editor, self.pages, self.safekeeping, self.background, lambda: self.settings.session_goal, self
        )
        self.model_menu = ModelMenu(self)
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

    # -- set-up ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        self.find_bar.hide()
        for widget in (self.overview.tabs, middle, self.panel):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        self._splitter.setHandleWidth(1)
        self.panel.setMinimumWidth(240)
        self.overview.tabs.hide()
        self._pages = QStackedWidget()
        for page in (self.start_page, self._splitter, self.overview.cards):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self.status)
        self.menus.build()
        self.resize(1280, 860)
        self._splitter.setSizes([300, 720, 300])

    def _connect(self) -> None:
        editor, files = self.editor, self.files
        handlers = {
            "new_script": lambda: self._new(Form.SCRIPT),
            "new_story": lambda: self._new(Form.PROSE),
            "open": files.open,
            "save": files.save,
            "save_as": files.save_as,
            "versions": self.safekeeping.show_versions,
            "import": self._import,
            "title_page": self.tools.edit_title_page,
            **{
                f"export_{name}": lambda name=name: self._export(name) for name in ("pdf", "fdx", "docx", "html", "txt")
            },
            "preview": self.exporting.preview,
            "print": self.exporting.print_script,
            "keys": self.menus.edit_keys,
            "palette": self.menus.show_palette,
            "start_page": self._leave_to_start_page,
            "quit": self.close,
            "undo": editor.undo,
            "redo": editor.redo,
            "cut": editor.cut,
            "copy": editor.copy,
            "paste": editor.paste,
            "paste_plain": editor.paste_plain,
            "select_all": editor.selectAll,
            "find": self.find_bar.open_find,
            "replace": self.find_bar.open_replace,
            "find_next": self.find_bar.find_next,
            "find_previous": self.find_bar.find_previous,
            "spelling": lambda: open_spelling(self.spelling, self),
            "settings": self.edit_settings,
            "continue": self.continuing.start,
            "another": self.continuing.start,
            "stop": self.continuing.stop,
            "next": self.continuing.show_next,
            "previous": self.continuing.show_previous,
            "accept": editor.accept_ghost,
            "accept_line": editor.accept_ghost_line,
            "accept_word": editor.accept_ghost_word,
            "form_script": lambda: self._set_form(Form.SCRIPT),
            "form_prose": lambda: self._set_form(Form.PROSE),
            "panel": self.panel.setVisible,
            "overview": self._show_overview,
            "cards": self._show_cards,
            "focus_panel": self._switch_focus,
            "focus_mode": self._set_focus_mode,
            "typewriter": lambda on: self.change_settings(typewriter=on),
            "zoom_in": lambda: self._zoom(editor.zoom() + 10),
            "zoom_out": lambda: self._zoom(editor.zoom() - 10),
            "zoom_reset": lambda: self._zoom(100),
            "full_screen": self._set_full_screen,
            "theme_light": lambda: self.change_settings(theme="light"),
            "theme_dark": lambda: self.change_settings(theme="dark"),
            "theme_system": lambda: self.change_settings(theme="system"),
            "about": self._about,
            **self._script_handlers(),
        }
        for name, handler in handlers.items():
            self.actions_by_name[name].triggered.connect(handler)
        self.actions_by_name["panel"].setChecked(True)
        self._connect_parts()
        self._connect_script_parts()

    def _script_handlers(self) -> dict:
        tools, overview = self.tools, self.overview
        return {
            **{name: lambda _=False, kind=kind: tools.convert(kind) for name, kind in ELEMENT_ACTIONS.items()},
            **{name: lambda _=False, mark=mark: tools.emphasize(mark) for name, mark in EMPHASIS_ACTIONS.items()},
            "note": lambda: tools.wrap("[[", "]]"),
            "boneyard": lambda: tools.wrap("/* ", " */"),
            "dual": tools.toggle_dual,
            "page_break": tools.insert_page_break,
            "number_scenes": lambda: overview.number_scenes(only_new=False),
            "number_new": lambda: overview.number_scenes(only_new=True),
            "remove_numbers": overview.remove_numbers,
            "omit_scene": overview.omit_scene,
            "rename_character": self._rename_character,
            "revision": tools.edit_revisions,
            "statistics": tools.show_statistics,
        }

    def _connect_script_parts(self) -> None:
        for part in (self.overview, self.exporting, self.tools):
            part.message.connect(self.say)
        self.overview.jumped.connect(self._leave_cards)
        self.overview.notes_changed.connect(self._keep_notes)
        self.exporting.imported.connect(self._show_imported)
        self.safekeeping.project_changed.connect(self._read_project)
        self.spelling.message.connect(self.say)
        self.spelling.words_changed.connect(lambda words: self.safekeeping.set_fact("words", words))
        self.editor.menu_makers.append(self.spelling.menu_actions)

    def _connect_parts(self) -> None:
        self.files.opened.connect(self._show_document)
        self.files.saved.connect(self._document_saved)
        self.files.message.connect(self.say)
        self.safekeeping.message.connect(self.say)
        self.outside.message.connect(self.say)
        self.reader.vocabulary_changed.connect(self._use_vocabulary)
        self.reader.words_counted.connect(self._show_goal)
        self.continuing.message.connect(self.say)
        self.continuing.passage_ready.connect(self.status.show_passage)
        self.session.model_changed.connect(self._model_changed)
        self.model_menu.chosen.connect(self.use_model)
        self.model_menu.problem.connect(self.say)
        self.background.failed.connect(self._log_failure)
        self.start_page.new_script.connect(lambda: self._new(Form.SCRIPT))
        self.start_page.new_story.connect(lambda: self._new(Form.PROSE))
        self.start_page.open_file.connect(self.files.open)
        self.start_page.open_recent.connect(self.files.open_path)
        self.start_page.open_sample.connect(self.files.open_sample)
        self.editor.document().modificationChanged.connect(self.setWindowModified)

    # -- settings ----------------------------------------------------------------------------------

    def _sampling(self) -> Sampling:
        return self.settings.sampling()

    def change_settings(self, **changes: object) -> None:
        """Change settings, keep them, and let them take effect."""
        try:
            self.settings = self.store.change(**changes)
        except ScriptwriterError as error:
            self.say(str(error))
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
        self.exporting.paper = PAPERS[wanted.paper]
        self.editor.set_paper(PAPERS[wanted.paper])
        self.pages.set_paper(PAPERS[wanted.paper])
        self.editor.elements.enabled = wanted.element_flow
        self.completion.enabled = wanted.autocomplete
        self.safekeeping.set_autosave(wanted.autosave_minutes)
        self.continuing.set_continue_as_you_type(wanted.continue_delay_ms if wanted.continue_as_you_type else 0)
        for name in ("light", "dark", "system"):
            self.actions_by_name[f"theme_{name}"].setChecked(wanted.theme == name)

    def _zoom(self, percent: int) -> None:
        self.editor.set_zoom(percent)
        self.change_settings(zoom=self.editor.zoom())

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
        self._pages.setCurrentWidget(self.start_page)
        self._enable_writing(False)
        self.setWindowTitle("Scriptwriter[*]")

    def after_crash(self, report: str) -> None:
        """Offer what the last run has left behind: unsaved text first, then the report of its crash."""
        self.safekeeping.recover()
        if report:
            CrashDialog(report, self).exec()

    def _leave_to_start_page(self) -> None:
        if self.files.may_leave():
            self.editor.document().setModified(False)
            self.show_start_page()

    def _new(self, form: Form) -> None:
        self.files.new()
        if not self.editor.document().isModified():
            self._set_form(form)

    @Slot(object)
    def _show_document(self, document: Document) -> None:
        self.continuing.stop()
        self.editor.setReadOnly(bool(document.read_only))
        self.editor.set_text(document.text)
        self.overview.flush()
        self.tools.begin_session()
        self.safekeeping.begin(document)
        self._set_form(self._form_of(document))
        self._pages.setCurrentWidget(self._splitter)
        self._enable_writing(True)
        self._show_name()
        fields, _ = split_title_page(document.text[:4000])
        self.panel.set_title_genre(fields.get("genre", ""))
        if document.text:
            # Writers go on where they stopped.
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.reader.read_soon()
        self.overview.read()
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

    def _set_form(self, form: Form) -> None:
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

    def _show_overview(self, on: bool) -> None:
        self.overview.tabs.setVisible(on)
        if on:
            self.overview.read()

    def _show_cards(self, on: bool) -> None:
        if on:
            self.overview.read()
            self._pages.setCurrentWidget(self.overview.cards)
            self.overview.cards.setFocus()
        else:
            self._leave_cards()

    @Slot()
    def _leave_cards(self) -> None:
        self.actions_by_name["cards"].setChecked(False)
        if self._pages.currentWidget() is self.overview.cards:
            self._pages.setCurrentWidget(self._splitter)
            self.editor.setFocus()

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

    def _rename_character(self) -> None:
        name = self.overview.cast.current() or next(iter(self.editor.classifier.cast()), "")
        if name:
            self.overview.rename(name)
        else:
            self.say(self.tr("Nobody speaks in this script."))

    def _export(self, suffix: str) -> None:
        document = self.files.document
        self.exporting.base = document.path or Path(self.files.name)
        self.exporting.export(f".{suffix}")

    def _import(self) -> None:
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
            self._model_changed(ModelStatus(ModelState.FAILED, reason=str(error)))
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

    def _switch_focus(self) -> None:
        """From the editor to the next panel that is shown, and back to the editor after the last one."""
        places: list[tuple[QWidget, QWidget]] = [
            (self.editor, self.editor),
            (self.panel, self.panel.genre_box),
            (self.overview.tabs, self.overview.tabs),
        ]
        shown = [(area, target) for area, target in places if area.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, (area, _) in enumerate(shown) if focus and (area is focus or area.isAncestorOf(focus))), -1)
        if shown:
            shown[(at + 1) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_focus_mode(self, on: bool) -> None:
        """Nothing but the text, and in it nothing but the paragraph that is written."""
        self.editor.set_focus_mode(on)
        self.panel.setVisible(not on and self.actions_by_name["panel"].isChecked())
        self.overview.tabs.setVisible(not on and self.actions_by_name["overview"].isChecked())
        self.statusBar().setVisible(not on)
        self.menuBar().setVisible(not on)
        if on:
            # Keys of actions in a hidden menu bar do nothing: the window has them, too.
            self.addActions([action for action in self.actions_by_name.values() if action not in self.actions()])
        self.editor.setFocus()

    def _set_full_screen(self, on: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if on
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def _about(self) -> None:
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
        self.background.close()
        self.reader.close()
        self.overview.flush()
        self.tools.end_session()
        self.find_bar.close_work()
        self.spelling.close()
        self.outside.close()
        self.safekeeping.close()
        self.files.release()
        self.session.close()
        event.accept()
