"""Other wordings of the selected passage, or what is missing at the cursor: asked for, shown, put in when wanted."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import SamplingValues, Task
from scriptwriter.domain.passage import Passage
from scriptwriter.services.placing import fitted, wants_blocks
from scriptwriter.services.provenance import Origin
from scriptwriter.services.rewriting import Rewriting, can_rewrite, make_rewriting
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.rewriting import RewritingDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.panels.wordings import Wording
from scriptwriter.ui.provenance import ProvenanceTracker
from scriptwriter.ui.putting import clean, put_suggested, spot_at_cursor, text_between
from scriptwriter.ui.session import EngineSession, ModelState
from scriptwriter.ui.timers import single_shot

#: The actions of the window, by what they ask for.
TASKS = {"rewrite": Task.REWRITE, "shorten": Task.SHORTEN, "expand": Task.EXPAND, "fill_in": Task.FILL_IN}
#: The answers follow the stream so often.
_SHOW_MS = 80
#: So much on both sides tells whether a gap is still the same.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Target:
    """The passage in the document, wherever edits move it. For a gap it is empty, and ``near`` is what is around it."""

    task: Task
    start: QTextCursor
    end: QTextCursor
    passage: str
    near: tuple[str, str]


class Rewording(QObject):
    """One dialog and one request at a time. ``sampling`` and ``alternatives`` give the settings of the moment."""

    message = Signal(str)

    def __init__(
        self,
        editor: ScriptEditor,
        session: EngineSession,
        tracker: ProvenanceTracker,
        sampling: Callable[[], SamplingValues],
        alternatives: Callable[[], int],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._editor, self._session, self._tracker, self._window = editor, session, tracker, window
        self._sampling, self._alternatives = sampling, alternatives
        self.dialog: RewritingDialog | None = None
        self._target: _Target | None = None
        self._request = 0
        self._wordings: list[Wording] = []
        self._first = 0  # the first wording of the request that runs
        self._actions: list[QAction] = []
        self._menu = QMenu(self.tr("Suggest"), window)
        self._timer = single_shot(self, self._show, _SHOW_MS)
        session.text.connect(self._take_text)
        session.passage.connect(self._take_passage)
        session.failed.connect(self._take_failure)
        session.finished.connect(self._take_end)
        session.model_changed.connect(self._tell_actions)

    def set_actions(self, actions: list[QAction]) -> None:
        """The actions that ask for wordings: they stand in the editor's menu, and say why when they cannot be done."""
        self._actions = actions
        self._menu.addActions(actions)
        self._editor.menu_makers.append(self._menu_actions)
        self._tell_actions()

    def _menu_actions(self, _place: QPoint) -> list[QAction]:
        return [self._menu.menuAction()]

    @Slot()
    def _tell_actions(self) -> None:
        reason = self.reason()
        for action in self._actions:
            action.setToolTip(reason or action.text().replace("&", "").rstrip("…"))
            for menu in action.associatedObjects():
                if isinstance(menu, QMenu):
                    menu.setToolTipsVisible(True)

    def reason(self) -> str:
        """Why nothing can be asked for at present; empty when it can."""
        status = self._session.status
        if status.state is not ModelState.READY:
            return status.reason or self.tr("No model is ready yet.")
        if not can_rewrite(status.info):
            return self.tr(
                "This model can only continue a text. Choose one that follows instructions (chat) in the Model menu."
            )
        return ""

    # -- asking ------------------------------------------------------------------------------------

    def start(self, task: Task) -> None:
        """Show the passage that is selected, and ask for other wordings of it."""
        if self._editor.isReadOnly():
            self.message.emit(self.tr("This file is read-only; save it under another name to write on."))
            return
        target = self._target_at_cursor(task)
        problem = self.reason() or self._problem(target)
        if problem:
            self.message.emit(problem)
            return
        self.close()
        self._target, self._wordings = target, []
        around = (self._text_before(target)[-2000:], self._text_after(target)[:2000])
        dialog = self.dialog = RewritingDialog(task, target.passage, around, self._window)
        dialog.asked.connect(self._ask)
        dialog.stop_wanted.connect(self.stop)
        dialog.replace_wanted.connect(self._replace)
        dialog.insert_wanted.connect(self._insert_after)
        dialog.closed.connect(self._closed)
        dialog.show()
        dialog.instruction.setFocus()
        if task is not Task.REWRITE:  # how to rewrite something is for the writer to say first
            self._ask("")

    def _target_at_cursor(self, task: Task) -> _Target:
        cursor = self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if task is Task.FILL_IN:
            start = end
        text = text_between(self._editor, start, end)
        # Line ends and spaces at the edges of a selection stay where they are.
        start += len(text) - len(text.lstrip()) if text.strip() else 0
        end = max(start, end - (len(text) - len(text.rstrip()))) if text.strip() else start
        first, last = QTextCursor(self._editor.document()), QTextCursor(self._editor.document())
        first.setPosition(start)
        last.setPosition(end)
        last.setKeepPositionOnInsert(True)  # what is typed behind the passage is no part of it
        return _Target(task, first, last, text.strip(), self._near(end))

    def _problem(self, target: _Target) -> str:
        if target.task is not Task.FILL_IN and not target.passage:
            return self.tr("Select the passage first.")
        try:
            make_rewriting(Rewriting(target.task, "", target.passage, "", self._editor.form()))
        except BadInput as error:
            return in_words(error)
        return ""

    @Slot(str)
    def _ask(self, instruction: str) -> None:
        target, dialog = self._target, self.dialog
        if target is None or dialog is None:
            return
        if reason := self.reason():
            dialog.set_note(reason)
            return
        self.stop()
        wanted = Rewriting(
            target.task,
            self._text_before(target),
            target.passage,
            self._text_after(target),
            self._editor.form(),
            instruction,
            self._alternatives(),
            self._sampling(),
        )
        self._first = len(self._wordings)
        self._wordings += [Wording("", streaming=True)] * wanted.n
        dialog.set_note("")
        dialog.set_running(True)
        self._request = self._session.request_rewriting(wanted)
        self._show()

    def _text_before(self, target: _Target) -> str:
        return text_between(self._editor, 0, target.start.position())

    def _text_after(self, target: _Target) -> str:
        return text_between(self._editor, target.end.position(), self._editor.document().characterCount() - 1)

    def _near(self, position: int) -> tuple[str, str]:
        last = self._editor.document().characterCount() - 1
        return (
            text_between(self._editor, max(position - _NEAR, 0), position),
            text_between(self._editor, position, min(position + _NEAR, last)),
        )

    @Slot()
    def stop(self) -> None:
        """What has come stays to be taken."""
        if self._request:
            self._session.cancel(self._request)
            self._settle()

    # -- answers -----------------------------------------------------------------------------------

    @Slot(int, int, str)
    def _take_text(self, request: int, alternative: int, text: str) -> None:
        if request == self._request:
            row = self._first + alternative
            self._wordings[row] = Wording(self._wordings[row].text + clean(text), streaming=True)
            if not self._timer.isActive():
                self._timer.start()

    @Slot(int, object)
    def _take_passage(self, request: int, passage: Passage) -> None:
        if request == self._request:
            self._wordings[self._first + passage.index] = Wording(clean(passage.text), cut=passage.finish == "length")
            self._show()

    @Slot(int, str)
    def _take_failure(self, request: int, line: str) -> None:
        if request == self._request and self.dialog is not None:
            self.dialog.set_note(line)

    @Slot(int)
    def _take_end(self, request: int) -> None:
        if request == self._request:
            self._settle()

    def _settle(self) -> None:
        self._request = 0
        some = [one for one in self._wordings if one.text.strip()]
        self._wordings = [replace(one, text=one.text.strip(), streaming=False) for one in some]
        if self.dialog is not None:
            self.dialog.set_running(False)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._timer.stop()
        if self.dialog is not None:
            self.dialog.set_wordings(self._wordings)

    # -- into the script ---------------------------------------------------------------------------

    def _stale(self, target: _Target) -> bool:
        """Whether the text is not what it was when the dialog was opened."""
        start, end = target.start.position(), target.end.position()
        if target.task is Task.FILL_IN:
            return self._near(end) != target.near
        return start > end or text_between(self._editor, start, end) != target.passage

    def _may_put(self, target: _Target | None) -> bool:
        if target is None or self.dialog is None:
            return False
        if self._editor.isReadOnly():
            self.dialog.set_note(self.tr("This file is read-only; save it under another name to write on."))
            return False
        if self._stale(target):
            self.dialog.set_note(
                self.tr("The text has changed here since: nothing was put in. Copy what you like, or ask again.")
            )
            return False
        return True

    @Slot(str)
    def _replace(self, text: str) -> None:
        """Put a wording in the place of the passage, or into the gap, as one step that can be undone."""
        target = self._target
        if target is None or not self._may_put(target):
            return
        if target.task is Task.FILL_IN:
            self._fill(target, text)
        else:
            self._put(target.start.position(), target.end.position(), text)

    def _fill(self, target: _Target, text: str) -> None:
        block = target.end.block()
        column = target.end.positionInBlock()
        left = text_between(self._editor, block.position(), block.position() + column)
        right = text_between(self._editor, block.position() + column, block.position() + block.length() - 1)
        position = target.end.position()
        if wants_blocks(left, text, right):
            self._put_blocks(target.end, text)
        else:
            self._put(position, position, fitted(left, text, right))

    @Slot(str)
    def _insert_after(self, text: str) -> None:
        """Put a wording behind the passage: below it when that is a paragraph, in the same line when it is not."""
        target = self._target
        if target is None or not self._may_put(target):
            return
        if target.start.atBlockStart() and target.end.atBlockEnd():
            self._put_blocks(target.end, text)
        else:
            end = target.end.position()
            right = text_between(self._editor, end, min(end + 1, self._editor.document().characterCount() - 1))
            self._put(end, end, fitted(target.passage, text, right))

    def _put_blocks(self, place: QTextCursor, text: str) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(place.position())
        self._editor.setTextCursor(cursor)
        position, spot = spot_at_cursor(self._editor)
        self._put(position, position, spot.padded(text))

    def _put(self, start: int, end: int, text: str) -> None:
        entry = self._session.status.entry
        origin = Origin("", entry.title if entry is not None else "")
        put_suggested(self._editor, self._tracker, start, end, text, origin)
        self.close()
        self._window.activateWindow()
        self._editor.setFocus()

    # -- the end -----------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the dialog: another passage, another script, or the window's end."""
        if self.dialog is not None:
            self.dialog.done(0)

    @Slot()
    def _closed(self) -> None:
        dialog, self.dialog, self._target = self.dialog, None, None
        self.stop()
        self._timer.stop()
        if dialog is not None:
            dialog.deleteLater()
