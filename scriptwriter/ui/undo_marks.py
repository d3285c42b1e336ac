"""The marks at every step of the undo history, so that undo and redo bring back the ones that belong to the text."""

from bisect import bisect_left

from scriptwriter.services.provenance import Marks

#: Behind so many steps marks are found by their words again, as after a cut and a paste.
_MOST = 2000


class UndoMarks:
    """Marks by the number of steps that could be undone when they were as they are; they are never changed."""

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._marks: list[Marks] = []

    def reset(self, steps: int, marks: Marks) -> None:
        """Another text, with a history of its own."""
        self._steps, self._marks = [steps], [marks]

    def note(self, steps: int, marks: Marks) -> None:
        """An edit was made: what could be redone cannot any more."""
        at = bisect_left(self._steps, steps)
        del self._steps[at:], self._marks[at:]
        if len(self._steps) > _MOST:
            del self._steps[: _MOST // 10], self._marks[: _MOST // 10]
        self._steps.append(steps)
        self._marks.append(marks)

    def correct(self, steps: int, marks: Marks) -> None:
        """The marks of this step are others, though the text was not edited."""
        at = bisect_left(self._steps, steps)
        if at < len(self._steps) and self._steps[at] == steps:
            self._marks[at] = marks
        else:
            self._steps.insert(at, steps)
            self._marks.insert(at, marks)

    def at(self, steps: int) -> Marks | None:
        """The marks when there were so many steps; None when nobody saw that."""
        at = bisect_left(self._steps, steps)
        return self._marks[at] if at < len(self._steps) and self._steps[at] == steps else None
