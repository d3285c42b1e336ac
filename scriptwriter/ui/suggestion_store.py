"""The retry tree of the script that is open, written behind into its project."""

import logging

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import suggestions
from scriptwriter.services.project import Project
from scriptwriter.services.suggestions import Snapshot, SuggestionTree
from scriptwriter.ui.safekeeping import Safekeeping

_READ = "suggestions"
_log = logging.getLogger(__name__)


class SuggestionStore(QObject):
    """A script without a file has its tree in memory; the first save puts it into the project.

    Nothing here may disturb the writing: what cannot be read or written is told to the log only.
    """

    read = Signal()  # what the project has is in the tree now

    def __init__(self, safekeeping: Safekeeping) -> None:
        super().__init__(safekeeping)
        self._safekeeping = safekeeping
        self._script = 0  # counts the scripts: what is read for an earlier one comes too late
        self.tree = SuggestionTree()
        safekeeping.project_changed.connect(self._join)
        safekeeping.answered.connect(self._joined)

    def forget(self) -> None:
        """Another script will be open."""
        self._script += 1
        self.tree = SuggestionTree()

    @Slot()
    def _join(self) -> None:
        """A project is open: what is in memory goes into it, and what it has comes back."""
        script, memory = self._script, self.tree.snapshot()

        def join(project: Project) -> tuple[int, Snapshot]:
            try:
                return script, suggestions.join(project, memory)
            except ScriptwriterError as error:
                _log.warning("the suggestions of this script are not read: %s", error)
                return script, Snapshot()

        self._safekeeping.with_project(_READ, join)

    @Slot(str, object)
    def _joined(self, kind: str, answer: object) -> None:
        if kind == _READ and isinstance(answer, tuple) and answer[0] == self._script:
            self.tree.merge(answer[1])
            self.read.emit()

    def keep(self, part: Snapshot) -> None:
        """Write a part of the tree, soon and off the window's thread."""

        def write(project: Project) -> None:
            try:
                suggestions.keep(project, part)
            except ScriptwriterError as error:
                _log.warning("a suggestion is not kept: %s", error)

        # Of several writings of one round only the newest has to be done.
        names = [*(one.id for one in part.rounds), *(place.key for place in part.places)]
        if names:
            self._safekeeping.with_project(f"suggestions {names[0]}", write)
