"""What each action of the window does, and which part listens to which."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scriptwriter.domain.cue import Form
from scriptwriter.ui.dialogs.spelling import open_spelling
from scriptwriter.ui.rewording import TASKS
from scriptwriter.ui.script_tools import ELEMENT_ACTIONS, EMPHASIS_ACTIONS

if TYPE_CHECKING:
    from scriptwriter.ui.main_window import MainWindow

EXPORTS = ("pdf", "fdx", "docx", "html", "txt")
Handlers = dict[str, Callable[..., Any]]


def action_handlers(window: MainWindow) -> Handlers:
    """By the names of :data:`scriptwriter.ui.actions.SPECS`."""
    editor, files, modes = window.editor, window.files, window.modes
    return {
        "new_script": lambda: window.new_document(Form.SCRIPT),
        "new_story": lambda: window.new_document(Form.PROSE),
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "versions": window.safekeeping.show_versions,
        "import": window.import_script,
        "title_page": window.tools.edit_title_page,
        **{f"export_{name}": lambda _=False, name=name: window.export(name) for name in EXPORTS},
        "preview": window.exporting.preview,
        "print": window.exporting.print_script,
        "keys": window.menus.edit_keys,
        "palette": window.menus.show_palette,
        "start_page": window.leave_to_start_page,
        "quit": window.close,
        "undo": editor.undo,
        "redo": editor.redo,
        "cut": editor.cut,
        "copy": editor.copy,
        "paste": editor.paste,
        "paste_plain": editor.paste_plain,
        "select_all": editor.selectAll,
        "find": window.find_bar.open_find,
        "replace": window.find_bar.open_replace,
        "find_next": window.find_bar.find_next,
        "find_previous": window.find_bar.find_previous,
        "spelling": lambda: open_spelling(window.spelling, window),
        "settings": window.edit_settings,
        "continue": window.continuing.start,
        "another": window.continuing.start,
        "stop": window.continuing.stop,
        "next": window.continuing.show_next,
        "previous": window.continuing.show_previous,
        "accept": editor.accept_ghost,
        "accept_line": editor.accept_ghost_line,
        "accept_word": editor.accept_ghost_word,
        "form_script": lambda: window.set_form(Form.SCRIPT),
        "form_prose": lambda: window.set_form(Form.PROSE),
        "panel": modes.show_panel,
        "suggestions": modes.show_suggestions,
        "table_read": modes.show_table_read,
        "overview": modes.show_overview,
        "cards": modes.show_cards,
        "focus_panel": modes.switch_focus,
        "focus_mode": modes.set_focus_mode,
        "typewriter": lambda on: window.change_settings(typewriter=on),
        "show_origins": lambda on: window.change_settings(show_origins=on),
        "show_realism": lambda on: window.change_settings(show_realism=on),
        "realism": modes.show_realism,
        "calibrate": window.calibrating.start,
        "compare_models": lambda: window.blind.start(),  # noqa: PLW0108 - made when it is first wanted
        "train": lambda: window.studio.start(),  # noqa: PLW0108 - made when it is first wanted
        "add_model": lambda: window.adding_model.start(),  # noqa: PLW0108 - made when it is first wanted
        "zoom_in": lambda: modes.zoom(editor.zoom() + 10),
        "zoom_out": lambda: modes.zoom(editor.zoom() - 10),
        "zoom_reset": lambda: modes.zoom(100),
        "full_screen": modes.set_full_screen,
        "theme_light": lambda: window.change_settings(theme="light"),
        "theme_dark": lambda: window.change_settings(theme="dark"),
        "theme_system": lambda: window.change_settings(theme="system"),
        "about": window.about,
        **_script_handlers(window),
    }


def _script_handlers(window: MainWindow) -> Handlers:
    tools, overview = window.tools, window.overview
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
        "rename_character": window.rename_character,
        "revision": tools.edit_revisions,
        **{name: lambda _=False, task=task: window.rewording.start(task) for name, task in TASKS.items()},
        "statistics": tools.show_statistics,
        "origins_report": window.origins.show_report,
    }


def connect_parts(window: MainWindow) -> None:
    """Let the window's parts hear of each other; what the window itself listens to, it connects."""
    talkers = (
        window.files, window.safekeeping, window.outside, window.continuing, window.suggesting, window.overview,
        window.exporting, window.tools, window.provenance, window.origins, window.table_reading, window.rewording,
        window.calibrating, window.spelling,
    )  # fmt: skip
    for part in talkers:
        part.message.connect(window.say)
    window.model_menu.problem.connect(window.say)
    window.model_menu.chosen.connect(window.use_model)
    window.files.saved.connect(window.provenance.keep)
    window.continuing.passage_ready.connect(window.status.show_passage)
    window.continuing.round_begun.connect(window.provenance.begin_round)
    window.editor.edited.connect(window.session.make_room)
    window.editor.edited.connect(window.copies.hold_back)
    window.editor.document().modificationChanged.connect(window.setWindowModified)
    window.editor.menu_makers.append(window.spelling.menu_actions)
    window.spelling.words_changed.connect(lambda words: window.safekeeping.set_fact("words", words))
    window.overview.jumped.connect(window.modes.leave_cards)
    window.realism.panel_wanted.connect(window.modes.open_realism)
    window.realism_panel.calibrate_wanted.connect(window.calibrating.start)
    window.overview.cast.likeness.train_wanted.connect(lambda: window.studio.start())  # noqa: PLW0108
    window.calibrating.calibrated.connect(window.realism.find_judge)
    start = window.start_page
    start.new_script.connect(lambda: window.new_document(Form.SCRIPT))
    start.new_story.connect(lambda: window.new_document(Form.PROSE))
    start.open_file.connect(window.files.open)
    start.open_recent.connect(window.files.open_path)
    start.open_sample.connect(window.files.open_sample)
